package io.manako.app.cli;

import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Progress on stderr: on a terminal one line that is written over, elsewhere a plain line now and then. Thread-safe.
 */
final class ProgressPrinter implements ProgressListener, AutoCloseable {
    private static final String OVER = "\r";
    private static final String CLEAR_TO_END = "\033[K";
    private static final long TERMINAL_PAUSE_NANOS = 100_000_000L;
    private static final long PLAIN_PAUSE_NANOS = 5_000_000_000L;

    private static final Map<String, String> STAGES = Map.ofEntries(
            Map.entry("index.scan", "Looking for photos"),
            Map.entry("index.metadata", "Reading keywords and captions"),
            Map.entry("index.encode", "Encoding photos"),
            Map.entry("export.explain", "Looking at the hits"),
            Map.entry("export.write", "Writing the file"),
            Map.entry("export.sidecars", "Writing XMP files"),
            Map.entry("sample.draw", "Drawing the sample collection"),
            Map.entry("captions.ask", "Having captions written"),
            Map.entry("eval.check", "Checking photos"),
            Map.entry("eval.encode", "Encoding photos"),
            Map.entry("eval.copy", "Copying photos"),
            Map.entry("eval.query", "Asking"),
            Map.entry("search.same", "Looking for the very same thing, photos"),
            Map.entry("labels.learn", "Learning labels"),
            Map.entry("models.download", "Fetching the model, MB"),
            Map.entry("models.copy", "Copying the model, MB"),
            Map.entry("models.measure", "Measuring the model, rounds"),
            Map.entry("models.check", "Trying the model"),
            Map.entry("train.cache", "Looking at photos and boxes"));

    private final PrintStream err;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private String stage = "";
    private long lastNanos;
    private boolean lineOpen;

    ProgressPrinter(Console console) {
        this(console.err(), console.terminal(), System::nanoTime);
    }

    ProgressPrinter(PrintStream err, boolean terminal, LongSupplier nanoTime) {
        this.err = err;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void onProgress(Progress progress) {
        long now = nanoTime.getAsLong();
        boolean newStage = !progress.stage().equals(stage);
        boolean finished = progress.total() > 0 && progress.done() >= progress.total();
        long pause = terminal ? TERMINAL_PAUSE_NANOS : PLAIN_PAUSE_NANOS;
        if (!newStage && !finished && now - lastNanos < pause) {
            return;
        }
        stage = progress.stage();
        lastNanos = now;
        if (terminal) {
            write(describe(progress));
            lineOpen = true;
        } else {
            err.println(describe(progress));
        }
    }

    /** Clears a terminal's line, so that what is printed next stands alone. */
    @Override
    public synchronized void close() {
        if (lineOpen) {
            write("");
            lineOpen = false;
        }
        stage = "";
    }

    /** Writes over the line. In bytes, since in text these controls would be made visible. */
    private void write(String line) {
        byte[] bytes = (OVER + VisibleControls.in(line) + CLEAR_TO_END).getBytes(StandardCharsets.UTF_8);
        err.write(bytes, 0, bytes.length);
        err.flush();
    }

    static String describe(Progress progress) {
        StringBuilder line = new StringBuilder(STAGES.getOrDefault(progress.stage(), progress.stage()));
        if (progress.total() > 0) {
            line.append(String.format(Locale.ROOT, ": %,d of %,d", progress.done(), progress.total()));
        } else if (progress.done() > 0) {
            line.append(String.format(Locale.ROOT, ": %,d", progress.done()));
        }
        if (progress.perSecond() > 0) {
            line.append(String.format(Locale.ROOT, ", %.1f a second", progress.perSecond()));
        }
        Duration left = progress.left();
        if (left != null && progress.done() < progress.total()) {
            line.append(", ").append(describe(left)).append(" left");
        }
        return line.toString();
    }

    private static String describe(Duration duration) {
        long seconds = Math.max(1, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
