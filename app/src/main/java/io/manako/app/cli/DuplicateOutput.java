package io.manako.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.evaluation.DuplicateBenchmark;
import java.util.Locale;

/** What {@code eval --duplicates} prints. */
final class DuplicateOutput {
    private DuplicateOutput() {}

    static ObjectNode json(DuplicateBenchmark.Report report) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("photos", report.photos())
                .put("pairs", report.pairs())
                .put("confused", report.confused());
        ArrayNode copies = json.putArray("copies");
        for (DuplicateBenchmark.Copies sort : report.copies()) {
            ObjectNode node = copies.addObject().put("sort", sort.sort()).put("found", sort.found());
            EvalOutput.put(node, "meanDistance", sort.meanDistance());
        }
        return json;
    }

    static String table(DuplicateBenchmark.Report report) {
        TextTable table = new TextTable(1, "copies", "found %", "bits that differ");
        for (DuplicateBenchmark.Copies sort : report.copies()) {
            table.add(
                    sort.sort(),
                    TextTable.figure(100.0 * sort.found() / report.photos()),
                    TextTable.figure(sort.meanDistance()));
        }
        return String.format(
                Locale.ROOT,
                "%,d photos%n%n%s%nOf %,d pairs of different photos %,d are taken for copies of each other.%n",
                report.photos(),
                table,
                report.pairs(),
                report.confused());
    }
}
