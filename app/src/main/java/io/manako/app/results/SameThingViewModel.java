package io.manako.app.results;

import io.manako.app.gallery.Answer;
import io.manako.app.gallery.QuerySession;
import io.manako.app.settings.Failures;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.app.task.Ticket;
import io.manako.engine.SameThingResult;
import io.manako.engine.message.Message;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * Answers with the photos first that show the very same thing, while that is wanted. It takes seconds, so the plain answer is
 * shown until then, and whatever is asked meanwhile ends it. For the UI thread.
 */
public final class SameThingViewModel {
    private final Background background;
    private final Messages messages;
    private final ReadOnlyObjectProperty<@Nullable Answer> plain;
    private final BooleanProperty wanted = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<@Nullable Answer> answer = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Progress> progress = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Message> outcome = new ReadOnlyObjectWrapper<>();
    private CancellationToken token = new CancellationToken();
    private Ticket running = new Ticket();

    /** @param plain the answers to the newest questions */
    public SameThingViewModel(
            Background background, Messages messages, ReadOnlyObjectProperty<@Nullable Answer> plain) {
        this.background = background;
        this.messages = messages;
        this.plain = plain;
        plain.addListener(observable -> look());
        wanted.addListener(observable -> look());
    }

    private void look() {
        stop();
        Answer newest = plain.get();
        QuerySession session = newest == null ? null : newest.session();
        if (!wanted.get() || newest == null || session == null) {
            outcome.set(null);
            answer.set(newest);
        } else if (!newest.request().marksAThing()) {
            outcome.set(Message.of("same.mark-first"));
            answer.set(newest);
        } else if (!newest.request().closeUp()) {
            // The mark is still being drawn.
            outcome.set(null);
            answer.set(newest);
        } else {
            // The same question again, as when photos were added, must not undo the order for seconds.
            if (outcome.get() == null || !newest.asksLike(answer.get())) {
                answer.set(newest);
            }
            look(newest, session);
        }
    }

    /** Ends the look at the best photos, as when the window closes. */
    public void stop() {
        running.cancel();
        token.cancel();
        progress.set(null);
    }

    private void look(Answer newest, QuerySession session) {
        CancellationToken cancellation = new CancellationToken();
        Ticket ticket = new Ticket();
        token = cancellation;
        running = ticket;
        progress.set(new Progress("search.same", 0, -1, 0, null));
        background.run(
                ticket,
                Lane.SAME,
                () -> session.searchSame(
                        newest.request(),
                        now -> background.onUi(() -> {
                            if (!ticket.isCancelled() && progress.get() != null) {
                                progress.set(now);
                            }
                        }),
                        cancellation),
                found -> {
                    progress.set(null);
                    outcome.set(said(found));
                    answer.set(new Answer(session, newest.request(), found.result()));
                },
                failure -> {
                    progress.set(null);
                    outcome.set(Failures.message(failure));
                    answer.set(newest);
                });
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
