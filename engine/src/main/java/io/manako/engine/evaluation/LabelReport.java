package io.manako.engine.evaluation;

import java.util.List;

/**
 * What is learned from the labels of a half of the photos, scored on the other half.
 *
 * @param tagged photos whose labels were seen
 * @param scored photos whose labels were not
 * @param labels that five labelled photos and a scored one have: those whose suggestions are scored
 * @param seconds that learning took
 * @param calibration how far probabilities are from what is true, from 0 to 100: in ten bins of as many photos and labels each
 *     as fall into it, the mean distance of the mean probability from the share that is right
 * @param calibrationShown the same of the labels with a probability of a tenth or more, which are those that a curator sees: the
 *     improbable ones, most of all, are right by being so
 * @param suggestions of labels, the method to judge first
 * @param queries marked things in scored photos
 * @param rankings of scored photos, by what they show alone first
 */
public record LabelReport(
        int tagged,
        int scored,
        int labels,
        double seconds,
        double calibration,
        double calibrationShown,
        List<Row> suggestions,
        int queries,
        List<Row> rankings) {
    public LabelReport {
        suggestions = List.copyOf(suggestions);
        rankings = List.copyOf(rankings);
    }

    /**
     * @param mAP mean over the classes of their mean average precision, from 0 to 100
     * @param gain of a ranking over the first one; of suggestions, what the first gains over this one
     */
    public record Row(String method, double mAP, PairedBootstrap gain) {}
}
