package io.manako.app.library;

import io.manako.app.gallery.Gallery;
import io.manako.app.settings.CaptionChoice;
import io.manako.app.settings.Failures;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.engine.lexical.caption.CaptionException;
import io.manako.engine.lexical.caption.CaptionRun;
import io.manako.engine.lexical.caption.CaptionSettings;
import io.manako.engine.message.Message;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import java.time.Duration;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * Has captions written by a language model: how far it is, its pause, resume and stop. Each caption is kept once it is there,
 * so a run that is stopped or closed goes on where it was. For the UI thread.
 */
public final class CaptionsViewModel {
    /** How often the search is told of new words while a run goes on. */
    private static final long REFRESH_NANOS = Duration.ofSeconds(5).toNanos();

    private final Background background;
    private final Messages messages;
    private final Consumer<Message> tell;
    private final Consumer<Message> warn;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Progress> progress = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Message> message = new ReadOnlyObjectWrapper<>();
    private CancellationToken cancellation = new CancellationToken();
    private Runnable onWritten = () -> {};
    private @Nullable Gallery gallery;
    private @Nullable CaptionRun run;
    private long refreshed;

    /**
     * @param tell takes what was done, for the user
     * @param warn takes what went wrong, for the user
     */
    public CaptionsViewModel(Background background, Messages messages, Consumer<Message> tell, Consumer<Message> warn) {
        this.background = background;
        this.messages = messages;
        this.tell = tell;
        this.warn = warn;
    }

    /** The gallery whose photos get captions from now on. */
    public void use(Gallery opened) {
        gallery = opened;
    }

    /** Told when captions were written: every few seconds while a run goes on, and at its end. */
    public void setOnWritten(Runnable work) {
        onWritten = work;
    }

    /**
     * Begins a run, unless one goes on or it cannot begin: then the message says why.
     *
     * @param again whether photos that have a caption get another one
     * @return whether a run goes on now
     */
    boolean start(CaptionChoice choice, boolean again) {
        Gallery on = gallery;
        message.set(null);
        if (running.get() || on == null) {
            return running.get();
        }
        if (choice.model().isBlank()) {
            message.set(Message.of("captions.no-model"));
            return false;
        }
        CaptionSettings settings;
        try {
            settings = choice.settings();
        } catch (CaptionException e) {
            message.set(e.wording());
            return false;
        }
        CaptionRun started = on.captions(settings);
        CancellationToken token = new CancellationToken();
        run = started;
        cancellation = token;
        running.set(true);
        progress.set(Progress.of("captions.ask", 0, -1));
        Consumer<Progress> report = background.newestOnUi(this::onProgress);
        background.run(
                Lane.CAPTIONS,
                () -> started.run(again, report::accept, token),
                this::onOutcome,
                failure -> onEnd(token.isCancelled() ? null : Failures.message(failure)));
        return true;
    }

    private void onProgress(Progress newest) {
        if (!running.get()) {
            return;
        }
        progress.set(newest);
        long now = System.nanoTime();
        if (now - refreshed > REFRESH_NANOS) {
            refreshed = now;
            onWritten.run();
        }
    }

    private void onOutcome(CaptionRun.Outcome outcome) {
        boolean stopped = cancellation.isCancelled();
        onEnd(stopped ? null : outcome.ended());
        if (stopped) {
            tell.accept(Message.of("captions.stopped", outcome.written()));
        } else if (outcome.ended() == null && !outcome.failed().isEmpty()) {
            CaptionRun.Failed first = outcome.failed().getFirst();
            warn.accept(Message.of(
                    "captions.failed",
                    outcome.written(),
                    outcome.failed().size(),
                    first.photo().getFileName(),
                    first.why()));
        } else if (outcome.ended() == null) {
            tell.accept(Message.of("captions.done", outcome.written(), outcome.had()));
        }
    }

    /** @param wrong why it ended before the last photo, or null */
    private void onEnd(@Nullable Message wrong) {
        run = null;
        running.set(false);
        paused.set(false);
        progress.set(null);
        onWritten.run();
        if (wrong != null) {
            warn.accept(wrong);
        }
    }

    /** Pauses, or goes on; what is being asked is waited for. */
    public void togglePause() {
        CaptionRun now = run;
        if (now != null) {
            boolean pause = !paused.get();
            paused.set(pause);
            if (pause) {
                now.pause();
            } else {
                now.resume();
            }
        }
    }

    /** Stops the run; what is written stays. */
    public void stop() {
        cancellation.cancel();
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty pausedProperty() {
        return paused.getReadOnlyProperty();
    }

    /** The newest report, null while nothing runs. */
    public ReadOnlyObjectProperty<@Nullable Progress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Why the last run could not begin, or null. */
    ReadOnlyObjectProperty<@Nullable Message> messageProperty() {
        return message.getReadOnlyProperty();
    }

    /** One line while it runs: how many of how many, and that it is paused. */
    public ObservableValue<String> lineProperty() {
        return messages.text(this::line, paused, progress);
    }

    private String line() {
        Progress now = progress.get();
        if (now == null) {
            return "";
        }
        String line = messages.get(paused.get() ? "captions.paused" : now.stage());
        return now.total() > 0 ? line + " · " + messages.get("index.count", now.done(), now.total()) : line;
    }
}
