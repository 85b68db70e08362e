package io.manako.app.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.manako.engine.evaluation.EarlierRun;
import io.manako.engine.evaluation.EarlierRun.Asked;
import io.manako.engine.evaluation.EarlierRun.Scores;
import io.manako.engine.evaluation.FocusDataset;
import io.manako.engine.evaluation.PromptKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** A document that {@code eval --json} printed, read again to be compared with. */
final class EarlierFile {
    private static final String SAME = " Only runs over the same set, half or --instances can be compared.";

    private EarlierFile() {}

    /**
     * @param data that is to be asked now
     * @param kinds of prompts that are to be asked now
     * @throws CommandFailure if the file is no such document, or of other queries or prompts
     */
    static EarlierRun read(Path file, FocusDataset data, List<PromptKind> kinds) throws CommandFailure {
        JsonNode json = parse(file);
        EarlierRun run = new EarlierRun(json.path("photos").asInt(), queries(json), rows(json));
        if (json.path("format").asInt() != EvalOutput.FORMAT || run.queries().isEmpty() || !isWhole(run)) {
            throw new CommandFailure(
                    file + " was not printed by this version's eval --json, which says how every single"
                            + " query was answered. Print it anew with: manako eval --json");
        }
        requireSame(file, run, data);
        if (run.rows().stream().noneMatch(row -> kinds.contains(row.prompt()))) {
            throw new CommandFailure(file + " was measured with other prompts: it has "
                    + String.join(
                            " and ",
                            run.rows().stream()
                                    .map(row -> row.prompt().key())
                                    .distinct()
                                    .toList())
                    + ". Say so with --prompt.");
        }
        return run;
    }

    private static JsonNode parse(Path file) throws CommandFailure {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure("There is no file " + file + " to compare with.");
        }
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (JacksonException e) {
            throw new CommandFailure(file + " is no JSON: " + e.getOriginalMessage() + ".", e);
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static List<Asked> queries(JsonNode json) {
        JsonNode categories = json.path("asked").path("categories");
        JsonNode areas = json.path("asked").path("areas");
        List<Asked> queries = new ArrayList<>();
        for (int q = 0; q < categories.size(); q++) {
            queries.add(new Asked(categories.path(q).asText(), areas.path(q).asDouble(Double.NaN)));
        }
        return queries;
    }

    /** Rows of prompts that this version knows. */
    private static List<Scores> rows(JsonNode json) {
        List<Scores> rows = new ArrayList<>();
        for (JsonNode row : json.path("rows")) {
            Arrays.stream(PromptKind.values())
                    .filter(kind -> kind.key().equals(row.path("prompt").asText()))
                    .forEach(kind -> rows.add(new Scores(
                            row.path("method").asText(),
                            kind,
                            row.path("averagePrecision")
                                    .valueStream()
                                    .map(JsonNode::asDouble)
                                    .toList())));
        }
        return rows;
    }

    /** Whether every row has a score for every query. */
    private static boolean isWhole(EarlierRun run) {
        return run.rows().stream()
                .allMatch(row -> row.averagePrecision().size() == run.queries().size());
    }

    private static void requireSame(Path file, EarlierRun run, FocusDataset data) throws CommandFailure {
        if (run.photos() != data.photos().size()) {
            throw new CommandFailure(file + " was measured on " + run.photos() + " photos, and here are "
                    + data.photos().size() + "." + SAME);
        }
        OptionalInt other = run.firstOther(data);
        if (other.isPresent()) {
            int q = other.getAsInt();
            String there = q < run.queries().size() ? query(run.queries().get(q)) : "none";
            String here = q < data.queries().size() ? query(asked(data, q)) : "none";
            throw new CommandFailure(file + " was measured on other queries: number " + (q + 1) + " is " + there
                    + " there and " + here + " here." + SAME);
        }
    }

    private static Asked asked(FocusDataset data, int number) {
        FocusDataset.FocusQuery query = data.queries().get(number);
        return new Asked(query.category(), data.areaShare(query));
    }

    private static String query(Asked query) {
        return String.format(Locale.ROOT, "%s on %.1f %% of its photo", query.category(), 100 * query.areaShare());
    }
}
