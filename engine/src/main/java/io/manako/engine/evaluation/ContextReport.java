package io.manako.engine.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What labels, words and tags bring to a ranking by looks.
 *
 * @param photos of the set: half of them at a time with labels, the others scored and with poor captions
 * @param divisions into halves, of which each was scored once
 * @param labels that were learned, as a mean over the halves
 * @param queries that were asked at least once
 * @param rows looks alone first
 */
public record ContextReport(int photos, int divisions, double labels, int queries, List<Row> rows) {
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
