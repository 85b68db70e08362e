package io.manako.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.SavedSearch;
import io.manako.engine.store.SavedSearches;
import io.manako.engine.store.SearchName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches saved and asked again by the command line alone. */
@Tag("slow")
class SavedCommandTest {
    private static final int PHOTOS = 4;

    @TempDir
    private Path folder;

    private Path photos;
    private Path library;

    @BeforeEach
    void name() {
        photos = folder.resolve("photos");
        library = folder.resolve("library");
    }

    private void index() throws Exception {
        TestCollection.write(photos, PHOTOS);
        done("index", "--library", library, photos);
    }

    private CommandRun run(Object... args) {
        return CommandRun.of(folder.resolve("home"), args);
    }

    private CommandRun done(Object... args) {
        CommandRun run = run(args);
        assertThat(run.exit()).as(run.err()).isZero();
        return run;
    }

    private CommandRun saved(Object... args) {
        return run(Stream.concat(Stream.of("saved", "--library", library), Stream.of(args))
                .toArray());
    }

    private JsonNode json(Object... args) throws Exception {
        CommandRun run = saved(args);
        assertThat(run.exit()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private CommandRun saveBlocks(Path photo) {
        return done(
                "search",
                "--library",
                library,
                "--photo",
                photo,
                "--box",
                "10,10,60,60",
                "--unlike",
                photos.resolve("photo-2.jpg"),
                "--save",
                "blocks 青い");
    }

    @Test
    void aSearchIsAskedAgainWithItsPhotoGoneAndSaysWhatIsNew() throws Exception {
        index();
        Path outside = folder.resolve("outside.png");
        PictureWriter.write(TestCollection.blocks(160, 120, 3), outside);
        CommandRun asked = saveBlocks(outside);
        assertThat(asked.err()).contains("Saved: blocks 青い");
        Files.delete(outside);

        JsonNode first = json("blocks 青い", "--json");
        assertThat(first.get("search").asText()).isEqualTo("blocks 青い");
        assertThat(first.get("hits")).hasSize(PHOTOS - 1);
        Map<String, Double> scores = asked.out()
                .lines()
                .map(line -> line.trim().split(" +"))
                .collect(Collectors.toMap(words -> words[words.length - 1], words -> Double.valueOf(words[1])));
        assertThat(first.get("hits").findValuesAsText("path")).containsExactlyInAnyOrderElementsOf(scores.keySet());
        first.get("hits").forEach(hit -> {
            assertThat(hit.get("new").asBoolean()).isFalse();
            // The copy of the query photo is a JPEG, by which near equals may change places.
            assertThat(hit.get("score").asDouble())
                    .isCloseTo(scores.get(hit.get("path").asText()), within(0.05));
        });

        PictureWriter.write(TestCollection.blocks(160, 120, 50), photos.resolve("later.jpg"));
        done("index", "--library", library, photos);
        CommandRun second = saved("Blocks 青い");
        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(second.out().lines().filter(line -> line.endsWith("  new")))
                .singleElement()
                .asString()
                .contains("later.jpg");
        assertThat(second.err()).contains("1 of " + PHOTOS + " hits are new since ");

        assertThat(saved("blocks 青い").err()).as("looked at").contains("0 of " + PHOTOS + " hits are new since ");
    }

    @Test
    void whileThePhotoIsWhatItWasItRanksAsTheFirstTime() throws Exception {
        index();
        Path outside = folder.resolve("outside.png");
        PictureWriter.write(TestCollection.blocks(160, 120, 3), outside);
        String first = saveBlocks(outside).out();
        assertThat(saved("blocks 青い").out()).isEqualTo(first);

        PictureWriter.write(TestCollection.blocks(160, 120, 77), outside);
        JsonNode again = json("blocks 青い", "--json");
        assertThat(again.at("/hits/0/score").asDouble())
                .as("another photo of that name is not what was asked with")
                .isCloseTo(Double.parseDouble(first.trim().split(" +")[1]), within(0.05));
    }

    @Test
    void aPhotoOfTheLibraryIsNoHitOfItselfWhereverItLiesNow() throws Exception {
        index();
        saveBlocks(photos.resolve("photo-3.jpg"));
        Files.move(photos.resolve("photo-3.jpg"), photos.resolve("elsewhere.jpg"));
        done("index", "--library", library, photos);

        JsonNode again = json("blocks 青い", "--json");
        assertThat(again.get("photo").asText()).endsWith("elsewhere.jpg");
        assertThat(again.get("hits")).hasSize(PHOTOS - 2);
        again.get("hits").forEach(hit -> assertThat(hit.get("path").asText()).doesNotEndWith("elsewhere.jpg"));
    }

    @Test
    void searchesAreListedRenamedAndDeleted() throws Exception {
        index();
        CommandRun run = done(
                "search", "--library", library, "--text", "photo", "--tag", "NOT lamp", "-k", 3, "--save", "words");
        assertThat(run.err()).contains("note: no photo has a tag lamp\n");
        saveBlocks(photos.resolve("photo-3.jpg"));

        JsonNode list = json("--json").get("searches");
        assertThat(list).hasSize(2);
        assertThat(list.get(0).get("marks").asInt()).isEqualTo(1);
        assertThat(list.get(1).get("photo").isNull()).isTrue();
        assertThat(list.get(1).get("filter").asText()).isEqualTo("NOT lamp");
        assertThat(list.get(1).get("hits").asInt()).isEqualTo(3);
        assertThat(saved().out())
                .contains(
                        "blocks 青い: photo ",
                        "photo-3.jpg; 1 mark; 1 judged hit",
                        "words: words photo; filter NOT lamp");

        assertThat(saved("words", "--rename", "text").exit()).isZero();
        assertThat(json("TEXT", "--json").get("hits")).hasSize(3);
        assertThat(saved("text", "--delete").exit()).isZero();
        assertThat(saved("text").err()).contains("There is no saved search “text”.");
        assertThat(saved("text").exit()).isEqualTo(1);
        assertThat(json("--json").get("searches")).hasSize(1);
    }

    @Test
    void aNameIsTakenOnce() throws Exception {
        index();
        saveBlocks(photos.resolve("photo-3.jpg"));
        CommandRun again = run("search", "--library", library, "--text", "photo", "--save", "BLOCKS 青い");
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.err()).contains("There is a saved search “BLOCKS 青い” already");
    }

    @Test
    void aSearchOfAnotherModelSaysSoAndADamagedOneCanBeDeleted() throws Exception {
        index();
        saveBlocks(photos.resolve("photo-3.jpg"));
        change("blocks 青い", "other", "\"fingerprint\":\"", "\"fingerprint\":\"0");
        change("blocks 青い", "damaged", "{", "[");

        CommandRun other = saved("other");
        assertThat(other.exit()).isZero();
        assertThat(other.err()).contains("note: “other” was saved with the model ", "it is asked anew with the model");
        assertThat(other.out()).contains("photo-1.jpg");

        CommandRun damaged = saved("damaged");
        assertThat(damaged.exit()).isEqualTo(1);
        assertThat(damaged.err())
                .isEqualTo("manako: What is stored of the saved search “damaged” is damaged, so it cannot be asked"
                        + " again: delete it and save it anew.\n");
        assertThat(saved().out()).contains("damaged: damaged: delete it");
        assertThat(saved("damaged", "--delete").exit()).isZero();
    }

    /** Stores a copy of a search with another question. */
    private void change(String name, String copy, String from, String to) {
        try (LibraryStore store = LibraryStore.open(library)) {
            SavedSearches searches = store.catalogue().searches();
            SavedSearch row = searches.find(new SearchName(name));
            searches.add(new SavedSearch(
                    new SearchName(copy),
                    row.question().replace(from, to),
                    row.picture(),
                    row.seen(),
                    row.saved(),
                    row.looked()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--delete|the NAME of the search is missing",
                "--rename x|the NAME of the search is missing",
                "x --delete --rename y|cannot be given together",
                "x --delete --json|print nothing",
                "x --rename ''|needs a name"
            })
    void wrongUseIsToldBeforeAnythingIsDone(String line, String sentence) {
        CommandRun run = saved((Object[]) line.replace("''", "\t").split(" "));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains(sentence).hasLineCount(2);
    }
}
