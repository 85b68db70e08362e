package io.manako.app.library;

import io.manako.app.settings.Messages;
import io.manako.engine.task.Progress;
import java.time.Duration;
import java.util.Locale;

/** One line about work that goes on: what, how many of how many, how fast and how long still. */
final class ProgressLine {
    private ProgressLine() {}

    /** @param what the work, in the user's language */
    static String of(Messages messages, String what, Progress now, boolean paused) {
        StringBuilder line = new StringBuilder(what);
        if (now.total() > 0) {
            line.append(" · ").append(messages.get("index.count", now.done(), now.total()));
        } else if (now.done() > 0) {
            line.append(" · ").append(messages.get("index.found", now.done()));
        }
        if (!paused && now.perSecond() > 0) {
            line.append(" · ").append(messages.get("index.rate", rate(messages, now.perSecond())));
        }
        Duration left = now.left();
        if (!paused && left != null) {
            line.append(" · ").append(messages.get("index.left", clock(left)));
        }
        return line.toString();
    }

    private static String rate(Messages messages, double perSecond) {
        return String.format(messages.language().locale(), perSecond < 10 ? "%.1f" : "%.0f", perSecond);
    }

    /** Minutes and seconds, or hours, minutes and seconds. */
    static String clock(Duration left) {
        long s = Math.max(0, left.toSeconds());
        return s >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60)
                : String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60);
    }
}
