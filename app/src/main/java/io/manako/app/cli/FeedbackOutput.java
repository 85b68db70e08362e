package io.manako.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.evaluation.FeedbackReport;
import java.util.Locale;

/** What {@code eval --feedback} prints of a report. */
final class FeedbackOutput {
    private FeedbackOutput() {}

    static ObjectNode json(FeedbackReport report) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("photos", report.photos())
                .put("queries", report.queries())
                .put("judged", report.judged());
        ArrayNode rows = json.putArray("rows");
        for (FeedbackReport.Row row : report.rows()) {
            ObjectNode node = rows.addObject()
                    .put("update", row.update())
                    .put("prompt", row.prompt().key())
                    .put("rounds", row.rounds())
                    .put("counted", row.counted());
            EvalOutput.put(node, "before", row.before());
            EvalOutput.put(node, "after", row.after());
            EvalOutput.put(node, "difference", row.gain().difference());
            EvalOutput.put(node, "low", row.gain().low());
            EvalOutput.put(node, "high", row.gain().high());
            EvalOutput.put(node, "worse", row.worse());
        }
        return json;
    }

    static String table(FeedbackReport report) {
        TextTable rows =
                new TextTable(2, "update", "prompt", "rounds", "queries", "before", "after", "gain", "worse by > 5");
        for (FeedbackReport.Row row : report.rows()) {
            rows.add(
                    row.update(),
                    row.prompt().key(),
                    String.valueOf(row.rounds()),
                    String.valueOf(row.counted()),
                    TextTable.figure(row.before()),
                    TextTable.figure(row.after()),
                    EvalOutput.gain(row.gain()),
                    TextTable.figure(row.worse()) + " %");
        }
        return String.format(
                        Locale.ROOT,
                        "%,d photos, %,d queries; in each round the first %d hits are judged; mAP on photos never"
                                + " judged%n%n",
                        report.photos(),
                        report.queries(),
                        report.judged())
                + rows + "* the interval excludes zero" + System.lineSeparator();
    }
}
