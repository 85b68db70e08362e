package io.manako.engine.evaluation;

import io.manako.engine.evaluation.BenchmarkReport.Row;
import java.util.List;
import java.util.Optional;

/**
 * What one row gains over another with the same kind of prompt.
 *
 * @param of the row that is judged
 * @param over the row that it is compared with
 * @param mAP difference of the class-macro means, with its 95 % interval
 */
public record Difference(String of, String over, PromptKind prompt, PairedBootstrap mAP) {
    /** Two rows to compare. */
    record Pair(String of, String over) {}

    /** Every pair with every kind of prompt that has both rows. */
    static List<Difference> all(List<Row> rows, List<Pair> pairs) {
        return rows.stream()
                .map(Row::prompt)
                .distinct()
                .flatMap(prompt -> pairs.stream()
                        .flatMap(pair -> row(rows, pair.of(), prompt)
                                .flatMap(of -> row(rows, pair.over(), prompt).map(over -> compare(of, over)))
                                .stream()))
                .toList();
    }

    private static Difference compare(Row of, Row over) {
        return new Difference(
                of.method(), over.method(), of.prompt(), PairedBootstrap.compare(over.outcomes(), of.outcomes()));
    }

    private static Optional<Row> row(List<Row> rows, String method, PromptKind prompt) {
        return rows.stream()
                .filter(row -> row.method().equals(method) && row.prompt() == prompt)
                .findFirst();
    }
}
