package io.manako.engine.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What labels and words bring to a ranking by looks.
 *
 * @param tagged photos whose labels were seen
 * @param scored photos whose labels were not; of them poor captions are known
 * @param labels that were learned
 * @param queries marked things in scored photos
 * @param rows looks alone first
 */
public record ContextReport(int tagged, int scored, int labels, int queries, List<Row> rows) {
    public ContextReport {
        rows = List.copyOf(rows);
    }

    /**
     * @param mAP mean over the classes of their mean average precision, from 0 to 100
     * @param overLooks gain over looks alone, with its 95 % interval
     * @param overRanks gain of what is inside the batch over the same joined by rank or score alone, or null where nothing is
     *     inside
     */
    public record Row(
            String method,
            double mAP,
            PairedBootstrap overLooks,
            @Nullable PairedBootstrap overRanks) {}
}
