package io.manako.engine.evaluation;

/**
 * How one method answered one query.
 *
 * @param areaShare of the query's box in its photo, from 0 to 1
 * @param averagePrecision over the full ranking, from 0 to 1
 * @param precisionAt10 from 0 to 1
 * @param relevantIn10 relevant photos in the first ten
 * @param placedIn10 of these, those whose shown box overlaps an instance of the category with IoU of at least 0.3
 * @param closeIn10 the same with IoU of at least 0.5
 * @param millis from the marked, open photo to the ranking
 */
public record QueryOutcome(
        String category,
        double areaShare,
        double averagePrecision,
        double precisionAt10,
        int relevantIn10,
        int placedIn10,
        int closeIn10,
        double millis) {
    /** The same with another average precision. */
    QueryOutcome scored(double precision) {
        return new QueryOutcome(
                category, areaShare, precision, precisionAt10, relevantIn10, placedIn10, closeIn10, millis);
    }
}
