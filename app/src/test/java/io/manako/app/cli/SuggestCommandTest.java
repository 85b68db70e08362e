package io.manako.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.LibraryStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class SuggestCommandTest {
    private static final int PHOTOS = 10;

    @TempDir
    private Path folder;

    private Path library;
    private List<Path> photos;

    @BeforeEach
    void index() throws Exception {
        Path collection = folder.resolve("photos");
        library = folder.resolve("library");
        TestCollection.write(collection, PHOTOS);
        photos = IntStream.range(0, PHOTOS)
                .mapToObj(i -> collection.resolve("photo-" + i + ".jpg"))
                .toList();
        assertThat(run("index", "--model", TestCollection.TINY_MODEL, collection)
                        .exit())
                .isZero();
    }

    private CommandRun run(String command, Object... args) {
        List<Object> all = new ArrayList<>(List.of(command, "--library", library));
        all.addAll(List.of(args));
        return CommandRun.of(folder.resolve("home"), all.toArray());
    }

    private CommandRun suggest(Object... args) {
        List<Object> all = new ArrayList<>(List.of("--model", TestCollection.TINY_MODEL));
        all.addAll(List.of(args));
        return run("suggest", all.toArray());
    }

    private void tag(String name, List<Path> tagged) {
        List<Object> args = new ArrayList<>(List.of("--add", name));
        args.addAll(tagged);
        assertThat(run("tag", args.toArray()).exit()).isZero();
    }

    private List<String> suggested(String tag) throws Exception {
        CommandRun run = suggest("--tag", tag, "--json");
        assertThat(run.exit()).as(run.err()).isZero();
        List<String> names = new ArrayList<>();
        double last = 1;
        for (JsonNode one : new ObjectMapper().readTree(run.out()).get("suggestions")) {
            assertThat(one.get("tag").asText()).isEqualTo("lamp");
            assertThat(one.get("probability").asDouble()).isBetween(0.0, last);
            assertThat(one.get("box")).hasSize(4);
            last = one.get("probability").asDouble();
            names.add(Path.of(one.get("path").asText()).getFileName().toString());
        }
        return names;
    }

    @Test
    void aTagIsSuggestedUntilSomebodySaysWhetherThePhotoHasIt() throws Exception {
        tag("lamp", photos.subList(0, 5));
        tag("cup", photos.subList(5, 7));
        assertThat(suggested("Lamp"))
                .containsExactlyInAnyOrder("photo-5.jpg", "photo-6.jpg", "photo-7.jpg", "photo-8.jpg", "photo-9.jpg");

        CommandRun rejected = run("suggest", "--reject", "--tag", "lamp", photos.get(7), photos.get(8));
        assertThat(rejected.out()).isEqualTo("2 photos without the tag lamp\n");
        CommandRun accepted = suggest("--accept", "--tag", "lamp", photos.get(9));
        assertThat(accepted.out()).isEqualTo("1 photo with the tag lamp, 1 of them where it was suggested\n");
        try (LibraryStore store = LibraryStore.open(library)) {
            PhotoId photo = store.catalogue().find(photos.get(9)).orElseThrow();
            assertThat(store.catalogue()
                            .tags()
                            .of(List.of(photo))
                            .get(photo)
                            .getFirst()
                            .region())
                    .isNotNull();
        }

        assertThat(suggested("lamp")).containsExactlyInAnyOrder("photo-5.jpg", "photo-6.jpg");
        assertThat(run("tag", photos.get(9)).out()).endsWith(": lamp (at 0,80,53,40)\n");
        CommandRun learned = suggest("-k", 1);
        assertThat(learned.out()).contains(" %  lamp  ").hasLineCount(1);
        assertThat(learned.err()).contains("Learned from 10 photos.");
        CommandRun again = suggest("-k", 1);
        assertThat(again.out()).isEqualTo(learned.out());
        assertThat(again.err()).contains("As learned before from 10 photos; their tags are the same since.");

        assertThat(suggest("--forget", "--tag", "lamp").exit()).isEqualTo(Cli.WRONG_USE);
        assertThat(run("suggest", "--forget").out())
                .isEqualTo("What was learned of the tags is forgotten; the tags stay.\n");
        assertThat(suggest("-k", 1).err()).contains("Learned from 10 photos.");
    }

    @Test
    void aTagThatCannotBeLearnedIsAcceptedForWholePhotos() throws Exception {
        tag("lamp", photos.subList(0, 1));
        CommandRun accepted = suggest("--accept", "--tag", "lamp", photos.get(9));
        assertThat(accepted.exit()).as(accepted.err()).isZero();
        assertThat(accepted.out()).isEqualTo("1 photo with the tag lamp, 0 of them where it was suggested\n");
        assertThat(accepted.err()).contains("lamp").doesNotContain("Exception");
        assertThat(suggest("--accept", "--tag", "lamp", folder.resolve("x.jpg")).err())
                .contains("x.jpg is no photo of the library. Nothing was changed.");
    }

    @Test
    void searchesRankByLearnedTagsWhereThatIsWanted() throws Exception {
        tag("lamp", List.of(photos.get(1), photos.get(4), photos.get(8)));
        tag("cup", photos.subList(5, 7));

        List<JsonNode> plain = search();
        List<JsonNode> learned = search("--learned-tags");

        assertThat(paths(learned)).containsExactlyInAnyOrderElementsOf(paths(plain));
        // Labels may change the order, and scores go on to say what they said.
        assertThat(learned.stream().map(hit -> hit.get("score").asDouble()))
                .containsExactlyElementsOf(
                        plain.stream().map(hit -> hit.get("score").asDouble()).toList());
    }

    @Test
    void whatATagNamesIsWantedOrNotWithoutAnythingBeingLearned() throws Exception {
        tag("lamp", List.of(photos.get(1), photos.get(4)));
        List<String> plain = paths(search());

        List<JsonNode> liked = search("--like", "tag:LAMP");
        assertThat(paths(liked)).containsExactlyInAnyOrderElementsOf(plain);
        assertThat(score(liked, 1)).isNotEqualTo(score(search(), 1));
        List<JsonNode> unliked = search("--like", photos.get(2), "--unlike", "tag:lamp");
        assertThat(unliked).hasSize(plain.size() - 2);
        assertThat(paths(unliked)).noneMatch(path -> path.endsWith("photo-1.jpg") || path.endsWith("photo-4.jpg"));

        assertThat(failed(1, "--like", "tag:dog")).contains("There is no tag “dog”.");
        assertThat(failed(1, "--like", "tag:")).contains("A tag needs a name");
        assertThat(run("tag", "--add", "desk lamp", "--under", "light").exit()).isZero();
        assertThat(failed(1, "--unlike", "tag:light")).contains("No photo that can be found has the tag “light”");
        assertThat(failed(2, "--like", "tag:lamp", "--unlike", "tag:Lamp")).contains("cannot be both");
    }

    private double score(List<JsonNode> hits, int photo) {
        return hits.stream()
                .filter(hit -> hit.get("path").asText().endsWith("photo-" + photo + ".jpg"))
                .findFirst()
                .orElseThrow()
                .get("score")
                .asDouble();
    }

    private String failed(int exit, Object... args) {
        List<Object> all = new ArrayList<>(
                List.of("--model", TestCollection.TINY_MODEL, "--photo", photos.get(0), "--box", "10,10,60,60"));
        all.addAll(List.of(args));
        CommandRun run = run("search", all.toArray());
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.err()).doesNotContain("Exception");
        return run.err();
    }

    private List<JsonNode> search(Object... args) throws Exception {
        return document(args).get("hits").valueStream().toList();
    }

    private JsonNode document(Object... args) throws Exception {
        List<Object> all = new ArrayList<>(List.of(
                "--model", TestCollection.TINY_MODEL, "--photo", photos.get(0), "--box", "10,10,60,60", "--json"));
        all.addAll(List.of(args));
        CommandRun run = run("search", all.toArray());
        assertThat(run.exit()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private static List<String> paths(List<JsonNode> hits) {
        return hits.stream().map(hit -> hit.get("path").asText()).toList();
    }

    @Test
    void whatCannotBeLearnedIsASentence() {
        assertThat(run("search", "--text", "lamp", "--learned-tags").exit()).isEqualTo(Cli.WRONG_USE);
        CommandRun search =
                run("search", "--model", TestCollection.TINY_MODEL, "--photo", photos.get(0), "--learned-tags");
        assertThat(search.exit()).isEqualTo(1);
        assertThat(search.err()).contains("No photo is tagged yet").doesNotContain("Exception");
        CommandRun none = suggest();
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err()).contains("No photo is tagged yet").doesNotContain("Exception");

        tag("lamp", photos.subList(0, 1));
        assertThat(suggest("--tag", "lamp").err())
                .contains("The tag “lamp” has too few photos (1), and a tag is learned from 3");
    }

    @Test
    void wrongUseIsToldAtOnce() {
        assertThat(suggest("--accept", photos.get(0)).exit()).isEqualTo(Cli.WRONG_USE);
        assertThat(suggest("--accept", "--reject", "--tag", "lamp", photos.get(0))
                        .exit())
                .isEqualTo(Cli.WRONG_USE);
        assertThat(suggest("--reject", "--tag", "lamp").exit()).isEqualTo(Cli.WRONG_USE);
        assertThat(suggest(photos.get(0)).exit()).isEqualTo(Cli.WRONG_USE);
        assertThat(suggest("-k", 0).exit()).isEqualTo(Cli.WRONG_USE);
        assertThat(suggest("--accept", "--tag", "lamp", folder.resolve("none.jpg"))
                        .err())
                .contains("is no photo of the library. Nothing was changed.");
    }
}
