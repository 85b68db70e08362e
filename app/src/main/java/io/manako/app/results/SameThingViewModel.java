package io.manako.app.results;

import io.manako.app.gallery.Answer;
import io.manako.app.gallery.QuerySession;
import io.manako.app.settings.Failures;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.app.task.Ticket;
import io.manako.engine.SameThingResult;
import io.manako.engine.geometry.GeometricVerifier;
import io.manako.engine.message.Message;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers with the photos first that show the very same thing. That takes seconds, so the plain answer is shown until then, and
 * whatever is asked meanwhile ends it. Unasked, a glance at the best photos is taken in silence once a mark has settled: it is
 * told of where it found something, and moves no hit under the eyes of somebody who looks through them. For the UI thread.
 */
public final class SameThingViewModel {
    private static final Logger LOG = LoggerFactory.getLogger(SameThingViewModel.class);

    /** Whoever draws the next mark so soon is not to share the processor with a glance at the hits of the last. */
    private static final Duration SETTLED = Duration.ofMillis(600);

    private enum Depth {
        UNASKED(Lane.GLANCE, GeometricVerifier.GLANCE),
        ASKED_FOR(Lane.SAME, GeometricVerifier.THOROUGH);

        private final Lane lane;
        private final int best;

        Depth(Lane lane, int best) {
            this.lane = lane;
            this.best = best;
        }
    }

    private final Background background;
    private final Messages messages;
    private final ReadOnlyObjectProperty<@Nullable Answer> plain;
    private final ObservableBooleanValue glances;
    private final BooleanSupplier isTouched;
    private final BooleanProperty wanted = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<@Nullable Answer> answer = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Progress> progress = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Message> outcome = new ReadOnlyObjectWrapper<>();
    private CancellationToken token = new CancellationToken();
    private Ticket running = new Ticket();

    /**
     * @param plain the answers to the newest questions
     * @param glances whether the best photos are looked at unasked, too
     * @param isTouched whether the user looks through the hits that are shown
     */
    public SameThingViewModel(
            Background background,
            Messages messages,
            ReadOnlyObjectProperty<@Nullable Answer> plain,
            ObservableBooleanValue glances,
            BooleanSupplier isTouched) {
        this.background = background;
        this.messages = messages;
        this.plain = plain;
        this.glances = glances;
        this.isTouched = isTouched;
        plain.addListener(observable -> look());
        glances.addListener(observable -> look());
        wanted.addListener(observable -> look());
    }

    private void look() {
        stop();
        Answer newest = plain.get();
        QuerySession session = newest == null ? null : newest.session();
        if (newest == null || session == null || !wanted.get() && !glances.get()) {
            pass(newest, null);
        } else if (!newest.request().marksAThing()) {
            pass(newest, wanted.get() ? Message.of("same.mark-first") : null);
        } else if (!newest.request().closeUp()) {
            // The mark is still being drawn.
            pass(newest, null);
        } else {
            // The same question again, as when photos were added, must not undo the order for seconds.
            if (!newest.asksLike(answer.get())) {
                pass(newest, null);
            } else if (!leads()) {
                pass(newest, outcome.get());
            }
            if (wanted.get()) {
                progress.set(new Progress("search.same", 0, -1, 0, null));
                look(newest, session, Depth.ASKED_FOR, this::show, failure -> pass(newest, Failures.message(failure)));
            } else {
                running = background.after(
                        SETTLED,
                        () -> look(
                                newest,
                                session,
                                Depth.UNASKED,
                                this::showSeen,
                                failure -> LOG.warn("no glance at the best photos: {}", failure.toString())));
            }
        }
    }

    /** Shows an answer as it came. */
    private void pass(@Nullable Answer newest, @Nullable Message said) {
        progress.set(null);
        outcome.set(said);
        answer.set(newest);
    }

    /** Whether what is shown has the very same thing first. */
    private boolean leads() {
        Answer shown = answer.get();
        return shown != null
                && !shown.result().hits().isEmpty()
                && shown.result().hits().getFirst().same() != null;
    }

    /** Ends the look at the best photos, as when the window closes. */
    public void stop() {
        running.cancel();
        token.cancel();
        progress.set(null);
    }

    private void look(
            Answer newest,
            QuerySession session,
            Depth depth,
            BiConsumer<Answer, SameThingResult> done,
            Consumer<Exception> failed) {
        CancellationToken cancellation = new CancellationToken();
        Ticket ticket = new Ticket();
        token = cancellation;
        running = ticket;
        background.run(
                ticket,
                depth.lane,
                () -> session.sameAmong(
                        newest.result(),
                        newest.request(),
                        depth.best,
                        now -> background.onUi(() -> {
                            if (!ticket.isCancelled() && progress.get() != null) {
                                progress.set(now);
                            }
                        }),
                        cancellation),
                found -> done.accept(new Answer(session, newest.request(), found.result()), found),
                failed);
    }

    private void show(Answer seen, SameThingResult found) {
        pass(seen, said(found));
    }

    /** After a glance, of which nobody knows. */
    private void showSeen(Answer seen, SameThingResult found) {
        if (found.same() == 0) {
            pass(plain.get(), null);
        } else if (isTouched.getAsBoolean() && !leads()) {
            outcome.set(Message.of("same.waits", found.same(), found.looked()));
        } else {
            pass(seen, said(found));
        }
    }

    private static Message said(SameThingResult found) {
        if (found.isFeatureless()) {
            return Message.of("same.featureless");
        }
        return found.same() == 0
                ? Message.of("same.none", found.looked())
                : Message.of("same.found", found.same(), found.looked());
    }

    /** Whether photos of the very same thing come first. */
    public BooleanProperty wantedProperty() {
        return wanted;
    }

    /** The answer to show. */
    public ReadOnlyObjectProperty<@Nullable Answer> answerProperty() {
        return answer.getReadOnlyProperty();
    }

    /** How far the look at the best photos is, or null while nobody looks. */
    public ReadOnlyObjectProperty<@Nullable Progress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** What came of it, or what is being done; empty where it is not wanted. */
    public ObservableValue<String> textProperty() {
        return messages.text(
                () -> {
                    Progress now = progress.get();
                    Message said = outcome.get();
                    if (now != null) {
                        return now.total() < 0
                                ? messages.get("same.looking")
                                : messages.get("same.looking-at", now.done(), now.total());
                    }
                    return said == null ? "" : messages.get(said);
                },
                progress,
                outcome);
    }
}
