package io.manako.engine.evaluation;

import io.manako.engine.evaluation.BenchmarkReport.Row;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one row gains over another with the same kind of prompt.
 *
 * @param of the row that is judged
 * @param over the row that it is compared with
 * @param mAP difference of the class-macro means, with its 95 % interval
 * @param bySize the same over the queries whose box is of a size; a size that no query has is left out
 */
public record Difference(
        String of, String over, PromptKind prompt, PairedBootstrap mAP, Map<ObjectSize, PairedBootstrap> bySize) {
    public Difference {
        bySize = Map.copyOf(bySize);
    }

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

    /** Two rows over the same queries. */
    static Difference compare(Row of, Row over) {
        Map<ObjectSize, PairedBootstrap> bySize = new EnumMap<>(ObjectSize.class);
        for (ObjectSize size : ObjectSize.values()) {
            List<QueryOutcome> before = only(size, over);
            if (!before.isEmpty()) {
                bySize.put(size, PairedBootstrap.compare(before, only(size, of)));
            }
        }
        return new Difference(
                of.method(),
                over.method(),
                of.prompt(),
                PairedBootstrap.compare(over.outcomes(), of.outcomes()),
                bySize);
    }

    private static List<QueryOutcome> only(ObjectSize size, Row row) {
        return row.outcomes().stream()
                .filter(outcome -> ObjectSize.of(outcome.areaShare()) == size)
                .toList();
    }

    private static Optional<Row> row(List<Row> rows, String method, PromptKind prompt) {
        return rows.stream()
                .filter(row -> row.method().equals(method) && row.prompt() == prompt)
                .findFirst();
    }
}
