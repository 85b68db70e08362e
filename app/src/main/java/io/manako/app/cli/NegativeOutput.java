package io.manako.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.evaluation.NegativeBenchmark.Measure;
import io.manako.engine.evaluation.NegativeBenchmark.Report;
import io.manako.engine.evaluation.NegativeBenchmark.Row;
import java.util.Locale;

/** What {@code eval --negatives} prints. */
final class NegativeOutput {
    private NegativeOutput() {}

    static ObjectNode json(Report report) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("photos", report.photos())
                .put("pairs", report.pairs())
                .put("classes", report.classes());
        ArrayNode rows = json.putArray("rows");
        for (Row row : report.rows()) {
            ObjectNode node = rows.addObject().put("form", row.form());
            put(node.putObject("wanted"), row.wanted());
            put(node.putObject("strict"), row.strict());
            put(node.putObject("others"), row.others());
        }
        return json;
    }

    private static void put(ObjectNode node, Measure measure) {
        EvalOutput.put(node, "mean", measure.mean());
        EvalOutput.put(node, measure.gain());
        EvalOutput.put(node.putObject("overDefault"), measure.overDefault());
    }

    static String table(Report report) {
        TextTable table =
                new TextTable(1, "not this", "mAP wanted", "gain", "mAP strict", "gain", "rank of the other %", "gain");
        for (Row row : report.rows()) {
            table.add(
                    row.form(),
                    TextTable.figure(row.wanted().mean()),
                    EvalOutput.gain(row.wanted().gain()),
                    TextTable.figure(row.strict().mean()),
                    EvalOutput.gain(row.strict().gain()),
                    TextTable.figure(row.others().mean()),
                    EvalOutput.gain(row.others().gain()));
        }
        String head = String.format(
                Locale.ROOT,
                "%,d photos, %,d pairs of a wanted thing, of %,d classes, and another in its photo%n%n",
                report.photos(),
                report.pairs(),
                report.classes());
        TextTable over = new TextTable(1, "over the default", "mAP wanted", "mAP strict", "rank of the other %");
        for (Row row : report.rows()) {
            over.add(
                    row.form(),
                    EvalOutput.gain(row.wanted().overDefault()),
                    EvalOutput.gain(row.strict().overDefault()),
                    EvalOutput.gain(row.others().overDefault()));
        }
        return head + table + System.lineSeparator() + over
                + "Gains over leaving the other unmarked. Strict: photos that show the other are wrong."
                + System.lineSeparator() + EvalOutput.STAR;
    }
}
