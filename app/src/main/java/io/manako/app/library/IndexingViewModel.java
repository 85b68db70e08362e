package io.manako.app.library;

import io.manako.app.gallery.Gallery;
import io.manako.app.gallery.IndexRun;
import io.manako.app.gallery.IndexSummary;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.engine.message.Message;
import io.manako.engine.task.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * The indexing run: how far it is, and its pause, resume and stop. Folders asked for while one run goes on wait for their
 * turn. For the UI thread.
 */
public final class IndexingViewModel {
    /**
     * How long after a run's first photos the library is told of new ones again; from time to time longer, since reading
     * its lists takes the longer the more photos it has, and those who watch do so at the beginning.
     */
    private static final long FIRST_PAUSE = Duration.ofSeconds(1).toNanos();

    private static final long LONGEST_PAUSE = Duration.ofSeconds(5).toNanos();

    private final Background background;
    private final Messages messages;
    private final Deque<List<Path>> waiting = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Progress> progress = new ReadOnlyObjectWrapper<>();
    private final SimpleObjectProperty<@Nullable IndexSummary> summary = new SimpleObjectProperty<>();
    private Runnable onPhotosChanged = () -> {};
    private Consumer<List<Path>> onIndexed = folders -> {};
    private Consumer<Message> onNotice = notice -> {};
    private final Set<Message> told = new HashSet<>();
    private Consumer<Throwable> onFailure = failure -> {};
    private @Nullable Gallery gallery;
    private @Nullable IndexRun run;
    private boolean stopAsked;
    private final LongSupplier nanoTime;
    private long refreshed;
    private long pause;

    public IndexingViewModel(Background background, Messages messages) {
        this(background, messages, System::nanoTime);
    }

    /** @param nanoTime the clock */
    IndexingViewModel(Background background, Messages messages, LongSupplier nanoTime) {
        this.background = background;
        this.messages = messages;
        this.nanoTime = nanoTime;
    }

    public void use(Gallery opened) {
        gallery = opened;
        next();
    }

    /** Told when photos were added: at most once a second while a run goes on, later every five, and at its end. */
    public void setOnPhotosChanged(Runnable handler) {
        onPhotosChanged = handler;
    }

    /** Told which folders a run has looked through to the end. */
    public void setOnIndexed(Consumer<List<Path>> handler) {
        onIndexed = handler;
    }

    /** Told what the user should know after a run, each thing once. */
    public void setOnNotice(Consumer<Message> handler) {
        onNotice = handler;
    }

    public void setOnFailure(Consumer<Throwable> handler) {
        onFailure = handler;
    }

    /** Indexes folders, now or when the run at hand has ended. */
    public void index(List<Path> folders) {
        if (!folders.isEmpty() && !waiting.contains(folders)) {
            waiting.add(List.copyOf(folders));
            next();
        }
    }

    private void next() {
        Gallery on = gallery;
        if (running.get() || on == null || waiting.isEmpty()) {
            return;
        }
        List<Path> folders = waiting.remove();
        running.set(true);
        paused.set(false);
        stopAsked = false;
        pause = FIRST_PAUSE;
        summary.set(null);
        progress.set(Progress.of("index.scan", 0, -1));
        Consumer<Progress> report = background.newestOnUi(this::onProgress);
        background.run(
                Lane.WORK, () -> on.index(folders, report::accept), begun -> onStarted(begun, folders), this::onEnd);
    }

    private void onStarted(IndexRun started, List<Path> folders) {
        run = started;
        // The user may have been faster than the start.
        if (stopAsked) {
            started.cancel();
        } else if (paused.get()) {
            started.pause();
        }
        started.result()
                .whenComplete((ended, failure) -> background.onUi(() -> {
                    if (failure == null) {
                        summary.set(ended);
                        if (!ended.cancelled()) {
                            onIndexed.accept(folders);
                        }
                        // Once: folders are looked through every half hour, and a drive may be away for weeks.
                        ended.notices().stream().filter(told::add).forEach(onNotice);
                        onEnd(null);
                    } else {
                        onEnd(failure);
                    }
                }));
    }

    private void onProgress(Progress newest) {
        if (!running.get()) {
            return;
        }
        progress.set(newest);
        long now = nanoTime.getAsLong();
        if (now - refreshed > pause) {
            refreshed = now;
            pause = Math.min(LONGEST_PAUSE, pause + pause / 2);
            onPhotosChanged.run();
        }
    }

    private void onEnd(@Nullable Throwable failure) {
        run = null;
        running.set(false);
        paused.set(false);
        progress.set(null);
        onPhotosChanged.run();
        if (failure != null) {
            Throwable cause = failure.getCause();
            onFailure.accept(failure instanceof CompletionException && cause != null ? cause : failure);
        }
        next();
    }

    /** Pauses, or goes on. */
    public void togglePause() {
        if (!running.get()) {
            return;
        }
        boolean pause = !paused.get();
        paused.set(pause);
        IndexRun now = run;
        if (now != null) {
            if (pause) {
                now.pause();
            } else {
                now.resume();
            }
        }
    }

    /** Stops the run and drops the folders that wait; what is finished stays. */
    public void stop() {
        waiting.clear();
        stopAsked = true;
        IndexRun now = run;
        if (now != null) {
            now.cancel();
        }
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

    /** How the last run ended, null before the first and while one goes on. */
    public ReadOnlyObjectProperty<@Nullable IndexSummary> summaryProperty() {
        return summary;
    }

    /** One line: stage, count, rate and time left while running, then what came of it. */
    public ObservableValue<String> lineProperty() {
        return messages.text(this::line, running, paused, progress, summary);
    }

    private String line() {
        Progress now = progress.get();
        if (running.get() && now != null) {
            String what = messages.get(paused.get() ? "index.paused" : now.stage());
            return ProgressLine.of(messages, what, now, paused.get());
        }
        IndexSummary ended = summary.get();
        if (ended == null) {
            return "";
        }
        return messages.get(
                ended.cancelled() ? "index.stopped" : "index.done",
                ended.encoded(),
                ended.unchanged(),
                ended.unreadable());
    }
}
