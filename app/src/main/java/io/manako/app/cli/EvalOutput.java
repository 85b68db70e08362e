package io.manako.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.app.export.HitJson;
import io.manako.engine.evaluation.BenchmarkReport;
import io.manako.engine.evaluation.Difference;
import io.manako.engine.evaluation.ObjectSize;
import io.manako.engine.evaluation.PairedBootstrap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What {@code eval} prints of a report. */
final class EvalOutput {
    static final String STAR =
            "* the interval excludes zero: a difference that is no luck of the draw" + System.lineSeparator();

    /** Changes with what a document says of single queries, by which {@link EarlierFile} compares runs. */
    static final int FORMAT = 1;

    private EvalOutput() {}

    static ObjectNode json(BenchmarkReport report) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("format", FORMAT)
                .put("photos", report.photos())
                .put("queries", report.queries())
                .put("classes", report.classes());
        ObjectNode asked = json.putObject("asked");
        ArrayNode categories = asked.putArray("categories");
        ArrayNode areas = asked.putArray("areas");
        report.rows().stream().limit(1).flatMap(row -> row.outcomes().stream()).forEach(outcome -> {
            categories.add(outcome.category());
            areas.add(HitJson.rounded(outcome.areaShare(), 6));
        });
        ArrayNode rows = json.putArray("rows");
        for (BenchmarkReport.Row row : report.rows()) {
            ObjectNode node = rows.addObject()
                    .put("method", row.method())
                    .put("prompt", row.prompt().key());
            put(node, "mAP", row.meanAveragePrecision());
            put(node, "P10", row.precisionAt10());
            for (ObjectSize size : ObjectSize.values()) {
                put(node, size.key(), row.meanAveragePrecision(size));
            }
            put(node, "place", row.place());
            put(node, "place50", row.place50());
            put(node, "millis", row.millis());
            ArrayNode single = node.putArray("averagePrecision");
            row.outcomes().forEach(outcome -> single.add(HitJson.rounded(outcome.averagePrecision(), 6)));
        }
        ArrayNode differences = json.putArray("differences");
        for (Difference difference : report.differences()) {
            ObjectNode node = differences
                    .addObject()
                    .put("of", difference.of())
                    .put("over", difference.over())
                    .put("prompt", difference.prompt().key());
            put(node, difference);
        }
        return json;
    }

    /** The same, and what each row gains over an earlier run. */
    static ObjectNode json(BenchmarkReport report, List<Difference> against) {
        ObjectNode json = json(report);
        ArrayNode gains = json.putArray("against");
        for (Difference gain : against) {
            put(
                    gains.addObject()
                            .put("method", gain.of())
                            .put("prompt", gain.prompt().key()),
                    gain);
        }
        return json;
    }

    private static void put(ObjectNode node, Difference difference) {
        put(node, difference.mAP());
        difference.bySize().forEach((size, gain) -> put(node.putObject(size.key()), gain));
    }

    static void put(ObjectNode node, PairedBootstrap gain) {
        put(node, "difference", gain.difference());
        put(node, "low", gain.low());
        put(node, "high", gain.high());
    }

    /** Null where there is no figure: a set may have no small box, and JSON has no NaN. */
    static void put(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, HitJson.rounded(value, 3));
        } else {
            node.putNull(name);
        }
    }

    static String table(BenchmarkReport report) {
        TextTable rows = new TextTable(
                2, "method", "prompt", "mAP", "P@10", "small", "medium", "large", "place", "place50", "ms/query");
        for (BenchmarkReport.Row row : report.rows()) {
            rows.add(
                    row.method(),
                    row.prompt().key(),
                    TextTable.figure(row.meanAveragePrecision()),
                    TextTable.figure(row.precisionAt10()),
                    TextTable.figure(row.meanAveragePrecision(ObjectSize.SMALL)),
                    TextTable.figure(row.meanAveragePrecision(ObjectSize.MEDIUM)),
                    TextTable.figure(row.meanAveragePrecision(ObjectSize.LARGE)),
                    TextTable.figure(row.place()),
                    TextTable.figure(row.place50()),
                    TextTable.figure(row.millis()));
        }
        String head = String.format(
                Locale.ROOT,
                "%,d photos, %,d queries of %,d classes%n%n",
                report.photos(),
                report.queries(),
                report.classes());
        return head + rows + (report.differences().isEmpty() ? "" : System.lineSeparator() + differences(report));
    }

    private static String differences(BenchmarkReport report) {
        return table("over", report.differences(), Difference::over);
    }

    /** The same, and what each row gains over an earlier run. */
    static String table(BenchmarkReport report, List<Difference> against) {
        String gains = table(
                "before",
                against,
                gain -> TextTable.figure(report.rows().stream()
                        .filter(row -> row.method().equals(gain.of()) && row.prompt() == gain.prompt())
                        .mapToDouble(
                                row -> row.meanAveragePrecision() - gain.mAP().difference())
                        .findFirst()
                        .orElse(Double.NaN)));
        return table(report) + System.lineSeparator() + gains;
    }

    private static String table(String head, List<Difference> differences, Function<Difference, String> cell) {
        TextTable table = new TextTable(3, "mAP of", head, "prompt", "all", "small", "medium", "large");
        for (Difference difference : differences) {
            table.add(
                    difference.of(),
                    cell.apply(difference),
                    difference.prompt().key(),
                    gain(difference.mAP()),
                    gain(difference.bySize().get(ObjectSize.SMALL)),
                    gain(difference.bySize().get(ObjectSize.MEDIUM)),
                    gain(difference.bySize().get(ObjectSize.LARGE)));
        }
        return table + STAR;
    }

    /** A difference with its interval and, where that excludes zero, a star. */
    static String gain(@Nullable PairedBootstrap gain) {
        return gain == null
                ? "–"
                : TextTable.signed(gain.difference()) + " [" + TextTable.signed(gain.low()) + ", "
                        + TextTable.signed(gain.high()) + "]" + (gain.isClear() ? "*" : " ");
    }
}
