package io.manako.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.evaluation.BenchmarkReport;
import java.util.Locale;

/** What {@code eval} prints of a report. */
final class EvalOutput {
    private EvalOutput() {}

    static ObjectNode json(BenchmarkReport report) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("photos", report.photos())
                .put("queries", report.queries())
                .put("classes", report.classes());
        ArrayNode rows = json.putArray("rows");
        for (BenchmarkReport.Row row : report.rows()) {
            ObjectNode node = rows.addObject()
                    .put("method", row.method().key())
                    .put("prompt", row.prompt().key());
            put(node, "mAP", row.meanAveragePrecision());
            put(node, "P10", row.precisionAt10());
            put(node, "small", row.small());
            put(node, "medium", row.medium());
            put(node, "large", row.large());
            put(node, "place", row.place());
            put(node, "millis", row.millis());
        }
        return json;
    }

    /** Null where there is no figure: a set may have no small box, and JSON has no NaN. */
    private static void put(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, SearchJson.rounded(value, 3));
        } else {
            node.putNull(name);
        }
    }

    static String table(BenchmarkReport report) {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d photos, %,d queries of %,d classes%n%n%-14s %-6s %6s %6s %6s %6s %6s %6s %9s%n",
                report.photos(),
                report.queries(),
                report.classes(),
                "method",
                "prompt",
                "mAP",
                "P@10",
                "small",
                "medium",
                "large",
                "place",
                "ms/query"));
        for (BenchmarkReport.Row row : report.rows()) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-14s %-6s %6s %6s %6s %6s %6s %6s %9s%n",
                    row.method().key(),
                    row.prompt().key(),
                    figure(row.meanAveragePrecision()),
                    figure(row.precisionAt10()),
                    figure(row.small()),
                    figure(row.medium()),
                    figure(row.large()),
                    figure(row.place()),
                    figure(row.millis())));
        }
        return table.toString();
    }

    private static String figure(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f", value) : "–";
    }
}
