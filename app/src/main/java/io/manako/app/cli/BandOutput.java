package io.manako.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.evaluation.BandReport;
import io.manako.engine.vit.ScoreBands.Band;
import java.util.Locale;
import java.util.Objects;

/** What {@code eval --bands} prints of a report. */
final class BandOutput {
    private BandOutput() {}

    static ObjectNode json(BandReport report) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("photos", report.photos())
                .put("queries", report.queries())
                .put("lookedAt", report.lookedAt());
        ArrayNode rows = json.putArray("rows");
        for (BandReport.Row row : report.rows()) {
            ObjectNode node = rows.addObject()
                    .put("cuts", row.cuts())
                    .put("prompt", row.prompt().key())
                    .put("counted", row.counted());
            EvalOutput.put(node, "strongFrom", row.bands().strong());
            EvalOutput.put(node, "fairFrom", row.bands().fair());
            EvalOutput.put(node, "noneWhereAbsent", row.noneWhereAbsent());
            EvalOutput.put(node, "someWherePresent", row.someWherePresent());
            for (Band band : Band.values()) {
                BandReport.Hits hits = hits(row, band);
                ObjectNode counts =
                        node.putObject(band.name().toLowerCase(Locale.ROOT)).put("hits", hits.count());
                EvalOutput.put(counts, "precision", hits.precision());
            }
        }
        return json;
    }

    static String table(BandReport report) {
        TextTable table = new TextTable(
                2,
                "cuts",
                "prompt",
                "queries",
                "strong from",
                "fair from",
                "absent: none strong %",
                "present: some strong %",
                "strong right %",
                "fair right %",
                "weak right %",
                "strong a query");
        for (BandReport.Row row : report.rows()) {
            table.add(
                    row.cuts(),
                    row.prompt().key(),
                    String.valueOf(row.counted()),
                    String.format(Locale.ROOT, "%.3f", row.bands().strong()),
                    String.format(Locale.ROOT, "%.3f", row.bands().fair()),
                    TextTable.figure(row.noneWhereAbsent()),
                    TextTable.figure(row.someWherePresent()),
                    TextTable.figure(hits(row, Band.STRONG).precision()),
                    TextTable.figure(hits(row, Band.FAIR).precision()),
                    TextTable.figure(hits(row, Band.WEAK).precision()),
                    TextTable.figure((double) hits(row, Band.STRONG).count() / row.counted()));
        }
        return String.format(
                        Locale.ROOT,
                        "%,d photos, %,d queries; of each the first %d hits%n%n",
                        report.photos(),
                        report.queries(),
                        report.lookedAt())
                + table;
    }

    private static BandReport.Hits hits(BandReport.Row row, Band band) {
        return Objects.requireNonNull(row.hits().get(band));
    }
}
