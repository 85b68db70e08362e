package io.manako.engine.evaluation;

/** Measures of one ranking. Pure functions. */
final class RankingMetrics {
    private RankingMetrics() {}

    /**
     * Average precision over the full ranking: the mean, over the relevant photos, of the precision at their rank; 0 where
     * nothing is relevant.
     *
     * @param relevant whether each photo is relevant, best ranked first
     */
    static double averagePrecision(boolean[] relevant) {
        int found = 0;
        double sum = 0;
        for (int i = 0; i < relevant.length; i++) {
            if (relevant[i]) {
                sum += (double) ++found / (i + 1);
            }
        }
        return found == 0 ? 0 : sum / found;
    }

    /** Share of the first k ranks that are relevant; ranks that a short ranking lacks count as not relevant. */
    static double precisionAt(int k, boolean[] relevant) {
        int found = 0;
        for (int i = 0; i < Math.min(k, relevant.length); i++) {
            found += relevant[i] ? 1 : 0;
        }
        return (double) found / k;
    }
}
