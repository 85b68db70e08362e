package io.manako.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.evaluation.ContextReport;
import io.manako.engine.evaluation.PairedBootstrap;
import java.util.Locale;

/** What {@code eval --context} prints of a report. */
final class ContextEvalOutput {
    private ContextEvalOutput() {}

    static ObjectNode json(ContextReport report) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("photos", report.photos())
                .put("divisions", report.divisions())
                .put("labels", report.labels())
                .put("queries", report.queries());
        ArrayNode rows = json.putArray("rows");
        for (ContextReport.Row row : report.rows()) {
            ObjectNode node = rows.addObject().put("method", row.method());
            EvalOutput.put(node, "mAP", row.mAP());
            EvalOutput.put(node.putObject("overLooks"), row.overLooks());
            PairedBootstrap overRanks = row.overRanks();
            if (overRanks != null) {
                EvalOutput.put(node.putObject("overRanks"), overRanks);
            }
        }
        return json;
    }

    static String table(ContextReport report) {
        TextTable rows = new TextTable(1, "method", "mAP", "over looks", "over the same outside the batch");
        for (ContextReport.Row row : report.rows()) {
            PairedBootstrap overRanks = row.overRanks();
            rows.add(
                    row.method(),
                    TextTable.figure(row.mAP()),
                    EvalOutput.gain(row.overLooks()),
                    overRanks == null ? "" : EvalOutput.gain(overRanks));
        }
        return String.format(
                        Locale.ROOT,
                        "%,d photos in %d random divisions: of one half %.0f labels are learned, of the other captions are"
                                + " known that lack 40 %% of a photo's classes and have 20 %% wrong ones; %,d queries%n%n",
                        report.photos(),
                        report.divisions(),
                        report.labels(),
                        report.queries())
                + rows
                + EvalOutput.STAR;
    }
}
