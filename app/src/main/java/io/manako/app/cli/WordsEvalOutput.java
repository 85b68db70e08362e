package io.manako.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.evaluation.WordsReport;
import java.util.Locale;

/** What {@code eval --words} prints of a report. */
final class WordsEvalOutput {
    private WordsEvalOutput() {}

    static ObjectNode json(WordsReport report) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("photos", report.photos())
                .put("queries", report.queries())
                .put("classes", report.classes());
        ArrayNode rows = json.putArray("rows");
        for (WordsReport.Row row : report.rows()) {
            ObjectNode node = rows.addObject()
                    .put("method", row.method())
                    .put("prompt", row.prompt().key());
            EvalOutput.put(node, "mAP", row.meanAveragePrecision());
            EvalOutput.put(node, "P10", row.precisionAt10());
            EvalOutput.put(node, row.gain());
            EvalOutput.put(node, "worse", row.worse());
        }
        return json;
    }

    static String table(WordsReport report) {
        TextTable rows = new TextTable(2, "method", "prompt", "mAP", "P@10", "over the mark alone", "worse by > 5");
        for (WordsReport.Row row : report.rows()) {
            rows.add(
                    row.method(),
                    row.prompt().key(),
                    TextTable.figure(row.meanAveragePrecision()),
                    TextTable.figure(row.precisionAt10()),
                    EvalOutput.gain(row.gain()),
                    TextTable.figure(row.worse()) + " %");
        }
        return String.format(
                        Locale.ROOT,
                        "%,d photos, %,d queries of %,d classes; captions lack 40 %% of a photo's classes and have 20 %%"
                                + " wrong ones; the word is the name of the class%n%n",
                        report.photos(),
                        report.queries(),
                        report.classes())
                + rows
                + EvalOutput.STAR;
    }
}
