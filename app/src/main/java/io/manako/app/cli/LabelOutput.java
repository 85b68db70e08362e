package io.manako.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.evaluation.LabelReport;
import java.util.List;
import java.util.Locale;

/** What {@code eval --labels} prints of a report. */
final class LabelOutput {
    private LabelOutput() {}

    static ObjectNode json(LabelReport report) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("tagged", report.tagged())
                .put("scored", report.scored())
                .put("labels", report.labels());
        EvalOutput.put(json, "seconds", report.seconds());
        EvalOutput.put(json, "calibration", report.calibration());
        EvalOutput.put(json, "calibrationShown", report.calibrationShown());
        put(json.putArray("suggestions"), report.suggestions());
        json.put("queries", report.queries());
        put(json.putArray("rankings"), report.rankings());
        return json;
    }

    private static void put(ArrayNode array, List<LabelReport.Row> rows) {
        for (LabelReport.Row row : rows) {
            ObjectNode node = array.addObject().put("method", row.method());
            EvalOutput.put(node, "mAP", row.mAP());
            EvalOutput.put(node, row.gain());
        }
    }

    static String table(LabelReport report) {
        String head = String.format(
                Locale.ROOT,
                "%,d photos with labels, %,d scored; %,d labels, learned in %.1f s; probabilities are off by %.1f"
                        + " points, those of 10 %% or more by %.1f%n%n",
                report.tagged(),
                report.scored(),
                report.labels(),
                report.seconds(),
                report.calibration(),
                report.calibrationShown());
        String middle = String.format(Locale.ROOT, "%n%,d queries in scored photos%n%n", report.queries());
        return head
                + rows("suggested by", "the first gains", report.suggestions())
                + middle
                + rows("ranked by", "gain", report.rankings())
                + EvalOutput.STAR;
    }

    private static TextTable rows(String method, String gain, List<LabelReport.Row> rows) {
        TextTable table = new TextTable(1, method, "mAP", gain);
        for (LabelReport.Row row : rows) {
            table.add(
                    row.method(),
                    TextTable.figure(row.mAP()),
                    row.equals(rows.getFirst()) ? "" : EvalOutput.gain(row.gain()));
        }
        return table;
    }
}
