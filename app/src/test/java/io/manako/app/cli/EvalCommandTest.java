package io.manako.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.manako.engine.models.ModelFigures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalCommandTest {
    private static final List<String> METHODS =
            List.of("random", "whole", "crop", "patches", "phs", "focus", "windows", "default");

    @TempDir
    private Path folder;

    @Test
    @Tag("slow")
    void printsARowForEachMethodAndPrompt() throws Exception {
        writeSet(4);

        CommandRun run = run("--prompt", "all", "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.get("photos").asInt()).isEqualTo(4);
        assertThat(json.get("queries").asInt()).isEqualTo(2);
        assertThat(json.get("classes").asInt()).isEqualTo(2);
        for (String prompt : List.of("box", "mask", "point")) {
            List<String> methods = json.get("rows")
                    .valueStream()
                    .filter(row -> row.get("prompt").asText().equals(prompt))
                    .map(row -> row.get("method").asText())
                    .toList();
            assertThat(methods).containsAll(METHODS);
        }
        json.get("rows").forEach(row -> assertThat(row.get("mAP").asDouble()).isBetween(0.0, 100.0));
    }

    @Test
    @Tag("slow")
    void printsATable() throws Exception {
        writeSet(4);

        CommandRun run = run();

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("4 photos, 2 queries of 2 classes", "windows", "mAP");
    }

    @Test
    @Tag("slow")
    void howWellAModelFindsIsKeptWithWhatItCosts() throws Exception {
        writeSet(4);
        CommandRun run = CommandRun.of(
                folder.resolve("home"),
                "models",
                "benchmark",
                "--rounds",
                "1",
                "--data",
                folder,
                TestCollection.TINY_MODEL);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("mAP");
        assertThat(new ModelFigures(folder.resolve("home")).all().values())
                .singleElement()
                .satisfies(figures -> assertThat(figures.map()).isBetween(0.0, 100.0));
    }

    @Test
    @Tag("slow")
    void ablationComparesEveryRowWithTheDefault() throws Exception {
        writeSet(4);

        CommandRun run = run("--ablation", "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.get("rows").get(0).get("method").asText()).isEqualTo("default");
        assertThat(json.get("differences")).hasSize(json.get("rows").size() - 1);
        json.get("differences")
                .forEach(row -> assertThat(row.get("over").asText()).isEqualTo("default"));
    }

    @Test
    @Tag("slow")
    void feedbackIsScoredAfterEachRound() throws Exception {
        writeSet(14);

        CommandRun run = run("--feedback", "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.get("judged").asInt()).isEqualTo(10);
        JsonNode first = json.get("rows").get(0);
        assertThat(first.get("update").asText()).isEqualTo("default");
        assertThat(first.get("rounds").asInt()).isEqualTo(1);
        assertThat(first.get("after").asDouble() - first.get("before").asDouble())
                .isCloseTo(first.get("difference").asDouble(), within(0.01));
        JsonNode second = json.get("rows").get(1);
        assertThat(second.get("counted").asInt())
                .as("all photos are judged by then")
                .isZero();
        assertThat(second.get("after").isNull()).isTrue();
    }

    @Test
    @Tag("slow")
    void aWordIsScoredRightAndWrong() throws Exception {
        writeSet(4);

        CommandRun run = run("--words", "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode rows = new ObjectMapper().readTree(run.out()).get("rows");
        assertThat(rows.valueStream().map(row -> row.get("method").asText()))
                .contains("mark alone", "default", "default, a wrong word");
        assertThat(rows.get(0).get("difference").asDouble()).isZero();
    }

    @Test
    @Tag("slow")
    void labelsOfOneHalfAreScoredOnTheOther() throws Exception {
        writeSet(40);

        CommandRun run = run("--labels", "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.get("tagged").asInt()).isEqualTo(20);
        assertThat(json.get("scored").asInt()).isEqualTo(20);
        assertThat(json.get("labels").asInt()).isEqualTo(2);
        assertThat(json.get("suggestions")
                        .valueStream()
                        .map(row -> row.get("method").asText()))
                .containsExactly("windows", "windows, tags on things", "linear", "neighbours");
        assertThat(json.get("rankings")
                        .valueStream()
                        .map(row -> row.get("method").asText()))
                .endsWith("looks + labels on things");
        json.get("suggestions")
                .forEach(row -> assertThat(row.get("mAP").asDouble()).isBetween(0.0, 100.0));
    }

    @Test
    @Tag("slow")
    void labelsAndWordsAreScoredInsideTheBatchAndBesideIt() throws Exception {
        writeSet(40);

        CommandRun run = run("--context", "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode rows = new ObjectMapper().readTree(run.out()).get("rows");
        assertThat(rows.get(0).get("method").asText()).isEqualTo("looks");
        assertThat(rows.get(0).get("overLooks").get("difference").asDouble()).isZero();
        assertThat(rows.valueStream().filter(row -> row.has("overRanks"))).hasSize(5);
        assertThat(run("--context").out()).contains("over the same outside the batch", "words in the batch");
    }

    @Test
    @Tag("slow")
    void aRunIsComparedWithAnEarlierOneOfTheSameQueries() throws Exception {
        writeSet(4);
        Path earlier =
                Files.writeString(folder.resolve("earlier.json"), run("--json").out());

        JsonNode same =
                new ObjectMapper().readTree(run("--json", "--against", earlier).out());

        assertThat(same.get("against")).hasSize(same.get("rows").size()).allSatisfy(gain -> {
            assertThat(gain.get("difference").asDouble()).isCloseTo(0, within(0.001));
            assertThat(gain.get("low").asDouble()).isCloseTo(0, within(0.001));
        });
        assertThat(run("--against", earlier).out()).contains("mAP of", "before", "+0.0 [+0.0, +0.0]");
        assertThat(run("--against", earlier, "--prompt", "mask").err())
                .contains("was measured with other prompts: it has box.");
        writeSet(6);
        assertThat(run("--against", earlier).err())
                .as("the same queries of a larger gallery are another question")
                .contains("was measured on 4 photos, and here are 6.");
    }

    @Test
    void whatIsNoEarlierRunIsRefusedBeforeAnythingIsMeasured() throws Exception {
        writeSet(4);
        Path file = folder.resolve("earlier.json");

        assertThat(run("--against", file).err()).contains("There is no file").contains("to compare with");
        Files.writeString(file, "{\"format\": 1, ");
        assertThat(run("--against", file).err()).contains("is no JSON").doesNotContain("Exception");
        Files.writeString(
                file, "{\"photos\": 4, \"rows\": [{\"method\": \"default\", \"prompt\": \"box\", \"mAP\": 40}]}");
        assertThat(run("--against", file).err()).contains("was not printed by this version's eval --json");
        assertThat(run("--against", file).exit()).isEqualTo(1);
        assertThat(run("--against", file, "--words").exit()).isEqualTo(2);
    }

    @Test
    void tooFewLabelsAreASentence() throws Exception {
        writeSet(4);

        CommandRun run = run("--labels");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("has too few photos (1), and a tag is learned from 3");
    }

    @Test
    @Tag("slow")
    void findsTheSameThingAgain() throws Exception {
        writeSet(4);

        CommandRun run = run("--instances", "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.get("photos").asInt()).isEqualTo(8);
        assertThat(json.get("classes").asInt()).isEqualTo(4);
        assertThat(folder.resolve("images"))
                .isDirectoryNotContaining(file -> file.toString().contains("pasted"));
    }

    @Test
    void findsCopies() throws Exception {
        writeSet(2);

        CommandRun run = run("--duplicates", "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.get("photos").asInt()).isEqualTo(2);
        assertThat(json.get("pairs").asInt()).isEqualTo(1);
        assertThat(json.get("copies"))
                .allSatisfy(sort -> assertThat(sort.get("found").asInt()).isBetween(0, 2));
        assertThat(run("--duplicates").out()).contains("Of 1 pairs of different photos ");
    }

    @Test
    @Tag("slow")
    void aSetWithoutAnythingElseToMarkIsRefused() throws Exception {
        writeSet(2);

        CommandRun run = run("--negatives");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("No query's photo shows a second thing").doesNotContain("Exception");
    }

    @Test
    void saysWhatASetIsWhereThereIsNone() {
        CommandRun run = run();

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("an evaluation set is a folder with").doesNotContain("Exception");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aPromptOfAnotherKindIsWrongUse() {
        assertThat(run("--prompt", "circle").exit()).isEqualTo(2);
    }

    private CommandRun run(Object... more) {
        Object[] args = new Object[more.length + 5];
        List.of("eval", "--data", folder, "--model", TestCollection.TINY_MODEL).toArray(args);
        System.arraycopy(more, 0, args, 5, more.length);
        return CommandRun.of(folder.resolve("home"), args);
    }

    /** Photos of 160 x 120 that show a cat or a cup, by turns, in the middle. */
    private void writeSet(int photos) throws Exception {
        TestCollection.write(folder.resolve("images"), photos);
        StringBuilder images = new StringBuilder();
        StringBuilder annotations = new StringBuilder();
        StringBuilder gallery = new StringBuilder();
        for (int i = 0; i < photos; i++) {
            String comma = i == 0 ? "" : ",";
            images.append(comma)
                    .append("{\"id\":%d,\"file_name\":\"photo-%d.jpg\",\"width\":160,\"height\":120}".formatted(i, i));
            annotations
                    .append(comma)
                    .append(("{\"id\":%d,\"image_id\":%d,\"category_id\":%d,\"iscrowd\":0,\"bbox\":[40,30,80,60],"
                                    + "\"segmentation\":[[40,30,120,30,120,90,40,90]]}")
                            .formatted(i, i, i % 2));
            gallery.append(comma).append("\"photo-%d.jpg\"".formatted(i));
        }
        Files.writeString(
                folder.resolve("instances.json"),
                "{\"images\":[%s],\"annotations\":[%s],\"categories\":[{\"id\":0,\"name\":\"cat\"},{\"id\":1,\"name\":\"cup\"}]}"
                        .formatted(images, annotations));
        Files.writeString(
                folder.resolve("queries.json"),
                ("{\"gallery\":[%s],\"queries\":[{\"photo\":\"photo-0.jpg\",\"annotation\":0,\"category\":\"cat\"},"
                                + "{\"photo\":\"photo-1.jpg\",\"annotation\":1,\"category\":\"cup\"}]}")
                        .formatted(gallery));
    }
}
