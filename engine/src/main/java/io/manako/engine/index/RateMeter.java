package io.manako.engine.index;

import io.manako.engine.task.Progress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Rate and time left by the last twenty seconds, so that both follow a disk that slows down. Not thread-safe. */
final class RateMeter {
    private static final long WINDOW_NANOS = 20_000_000_000L;

    private record Mark(long nanos, long done) {}

    private final Deque<Mark> marks = new ArrayDeque<>();

    /** Forgets the past: the time of a pause is no working time. */
    void restart() {
        marks.clear();
    }

    Progress progress(String stage, long done, long total, long nanos) {
        marks.addLast(new Mark(nanos, done));
        while (marks.size() > 2 && nanos - marks.getFirst().nanos > WINDOW_NANOS) {
            marks.removeFirst();
        }
        Mark first = marks.getFirst();
        double seconds = (nanos - first.nanos) / 1e9;
        double rate = seconds > 0 ? (done - first.done) / seconds : 0;
        return rate > 0
                ? new Progress(stage, done, total, rate, Duration.ofMillis(Math.round((total - done) / rate * 1000)))
                : Progress.of(stage, done, total);
    }
}
