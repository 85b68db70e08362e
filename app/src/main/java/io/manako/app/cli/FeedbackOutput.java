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
                    .put("rounds", row.rounds());
            put(node, row.unjudged());
            put(node.putObject("heldOut"), row.heldOut());
        }
        return json;
    }

    private static void put(ObjectNode node, FeedbackReport.Gain gain) {
        node.put("counted", gain.counted());
        EvalOutput.put(node, "before", gain.before());
        EvalOutput.put(node, "after", gain.after());
        EvalOutput.put(node, gain.difference());
        EvalOutput.put(node, "worse", gain.worse());
    }

    static String table(FeedbackReport report) {
        TextTable rows = new TextTable(
                2,
                "update",
                "prompt",
                "rounds",
                "queries",
                "before",
                "after",
                "gain",
                "worse by > 5",
                "gain held out",
                "worse by > 5");
        for (FeedbackReport.Row row : report.rows()) {
            rows.add(
                    row.update(),
                    row.prompt().key(),
                    String.valueOf(row.rounds()),
                    String.valueOf(row.unjudged().counted()),
                    TextTable.figure(row.unjudged().before()),
                    TextTable.figure(row.unjudged().after()),
                    EvalOutput.gain(row.unjudged().difference()),
                    TextTable.figure(row.unjudged().worse()) + " %",
                    EvalOutput.gain(row.heldOut().difference()),
                    TextTable.figure(row.heldOut().worse()) + " %");
        }
        return String.format(
                        Locale.ROOT,
                        "%,d photos, %,d queries; in each round the first %d hits are judged; mAP on photos never"
                                + " judged; held out: on one half of the photos, hits of the other judged%n%n",
                        report.photos(),
                        report.queries(),
                        report.judged())
                + rows + "* the interval excludes zero" + System.lineSeparator();
    }
}
