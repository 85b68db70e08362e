package io.manako.engine.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One report of long work.
 *
 * @param stage what is being done, a message key such as {@code index.encode}
 * @param done units finished, 0 or more
 * @param total units in all, or −1 while unknown
 * @param perSecond units a second over the last seconds, 0 while unknown
 * @param left time left, or null while unknown
 */
public record Progress(
        String stage,
        long done,
        long total,
        double perSecond,
        @Nullable Duration left) {
    public static Progress of(String stage, long done, long total) {
        return new Progress(stage, done, total, 0, null);
    }

    /** Share finished, from 0 to 1, or −1 while the total is unknown. */
    public double fraction() {
        return total <= 0 ? -1 : Math.min(1, (double) done / total);
    }
}
