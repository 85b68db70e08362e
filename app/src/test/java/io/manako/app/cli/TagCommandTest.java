package io.manako.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.manako.engine.metadata.Keyword;
import io.manako.engine.metadata.PhotoMetadata;
import io.manako.engine.store.LibraryStore;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagCommandTest extends TwoPhotoLibrary {
    TagCommandTest() {
        super("tag");
    }

    @Test
    void tagsArePutOnTakenOffAndPrinted() {
        assertThat(done("--add", "lamp", "--add", "赤い 💡", one, two).out())
                .isEqualTo("2 photos: 4 tags put on, 0 taken off\n");
        assertThat(done("--add", "Lamp", "--remove", "赤い 💡", one).out())
                .isEqualTo("1 photo: 0 tags put on, 1 taken off\n");

        assertThat(done(one, two).out()).isEqualTo(one + ": lamp\n" + two + ": lamp, 赤い 💡\n");
        assertThat(done("--list").out()).isEqualTo("      2  lamp\n      1  赤い 💡\n");
        assertThat(one).content().as("photos are only read").isEqualTo("1");
    }

    @Test
    void tagsAreListedAsJson() throws Exception {
        done("--add", "desk lamp", "--under", "lamp", one);

        JsonNode tags =
                new ObjectMapper().readTree(done("--list", "--json").out()).get("tags");
        assertThat(tags).hasSize(2);
        assertThat(tags.get(0).get("name").asText()).isEqualTo("desk lamp");
        assertThat(tags.get(0).get("under").asText()).isEqualTo("lamp");
        assertThat(tags.get(0).get("photos").asInt()).isEqualTo(1);
        assertThat(tags.get(1).get("under").isNull()).isTrue();

        JsonNode photos =
                new ObjectMapper().readTree(done("--json", two, one).out()).get("photos");
        assertThat(photos.get(0).get("path").asText()).isEqualTo(two.toString());
        assertThat(photos.get(0).get("tags")).isEmpty();
        assertThat(photos.get(1).get("tags").get(0).asText()).isEqualTo("desk lamp");
    }

    @Test
    void aBoxSaysWhereInThePhotoTheTagIs() throws Exception {
        done("--add", "lamp", one, two);
        assertThat(done("--add", "lamp", "--add", "red", "--box", "1,0,2,3", one)
                        .out())
                .isEqualTo("1 photo: 1 tag put on, 0 taken off\n");
        assertThat(done(one, two).out()).isEqualTo(one + ": lamp (at 1,0,2,3), red (at 1,0,2,3)\n" + two + ": lamp\n");
        done("--add", "lamp", "--box", "0,0,1,3", one);
        JsonNode places = new ObjectMapper()
                .readTree(done("--json", one).out())
                .get("photos")
                .get(0)
                .get("places");
        assertThat(places.get("lamp")).extracting(JsonNode::asDouble).containsExactly(0.0, 0.0, 1.0, 3.0);
        assertThat(places.get("red")).extracting(JsonNode::asDouble).containsExactly(1.0, 0.0, 2.0, 3.0);

        assertThat(run("--add", "cup", "--box", "9,9,2,2", one).err()).contains("lies outside the photo");
        assertThat(run("--add", "cup", "--box", "0,0,2,2", one, two).err()).contains("in one PHOTO");
        assertThat(run("--box", "0,0,2,2", one).err()).contains("--add");
        assertThat(run("--add", "cup", "--box", "0,0,2,2,-", one).err()).contains("--add");
        assertThat(done("--list").out()).as("nothing of it was done").doesNotContain("cup");
    }

    @Test
    void keywordsOfTheFileAreToldFromTags() throws Exception {
        PhotoMetadata said =
                new PhotoMetadata(List.of(new Keyword(List.of("desk lamp"))), null, null, null, null, null, null);
        try (LibraryStore store = LibraryStore.open(library)) {
            store.catalogue().write(writer -> writer.putMetadata(one, said, 1));
        }
        done("--add", "red", one);

        assertThat(done(one).out()).isEqualTo(one + ": desk lamp (keyword of the file), red\n");
        JsonNode photo = new ObjectMapper()
                .readTree(done("--json", one).out())
                .get("photos")
                .get(0);
        assertThat(photo.get("tags")).hasSize(2);
        assertThat(photo.get("keywordsOfFile")).hasSize(1);
    }

    @Test
    void tagsAreRenamedBecomeOneAndHaveOtherNames() throws Exception {
        done("--add", "lmap", one);
        done("--add", "light", two);
        done("--rename", "lmap", "--to", "lamp");
        assertThat(done("--list").out()).isEqualTo("      1  lamp  (also lmap)\n      1  light\n");
        done("--rename", "light", "--to", "lamp");
        done("--alias", "ランプ", "--to", "lamp");
        done("--unalias", "lmap");
        assertThat(done("--list").out()).isEqualTo("      2  lamp  (also light, ランプ)\n");
        JsonNode tags =
                new ObjectMapper().readTree(done("--list", "--json").out()).get("tags");
        assertThat(tags.get(0).get("aliases")).hasSize(2);

        assertThat(run("--rename", "nobody", "--to", "x").err()).contains("There is no tag “nobody”");
        assertThat(run("--rename", "lamp").exit()).isEqualTo(Cli.WRONG_USE);
        assertThat(run("--rename", "lamp", "--to", "x", one).exit()).isEqualTo(Cli.WRONG_USE);
        assertThat(run("--to", "x").exit()).isEqualTo(Cli.WRONG_USE);
    }

    @Test
    void starsAreGivenAndPrinted() throws Exception {
        assertThat(done("--rating", "4", "--add", "red", one, two).out())
                .isEqualTo("2 photos: 2 tags put on, 0 taken off, rated 4\n");
        assertThat(done("--rating", "0", two).out()).isEqualTo("1 photo: 0 tags put on, 0 taken off, rated 0\n");
        assertThat(done(one, two).out()).isEqualTo(one + ": red  ★★★★\n" + two + ": red\n");
        JsonNode photos = new ObjectMapper().readTree(done("--json", one).out()).get("photos");
        assertThat(photos.get(0).get("rating").asInt()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6", "-1", "three"})
    void moreThanFiveStarsThereAreNot(String stars) {
        CommandRun run = run("--rating", stars, one);
        assertThat(run.exit()).isEqualTo(Cli.WRONG_USE);
        assertThat(run.err()).contains("--rating");
    }

    @Test
    void tagsAreExportedIntoXmpFilesBesideThePhotos() throws Exception {
        done("--add", "lamp", "--rating", "3", one);

        CommandRun run = CommandRun.of(home.resolve("home"), "export", "--library", library, "--sidecars");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("1 XMP file written, 1 unchanged, 0 failed\n");
        assertThat(home.resolve("one.jpg.xmp")).content().contains("lamp");
        assertThat(one).content().as("photos are only read").isEqualTo("1");

        Files.writeString(home.resolve("one.jpg.xmp"), "notes");
        CommandRun failed = CommandRun.of(home.resolve("home"), "export", "--library", library, "--sidecars", one);
        assertThat(failed.exit()).isEqualTo(Cli.FAILED);
        assertThat(failed.err()).contains("one.jpg.xmp was left as it is");
        assertThat(CommandRun.of(home.resolve("home"), "export", "--library", library)
                        .exit())
                .isEqualTo(Cli.WRONG_USE);
    }

    @Test
    void aTagHasAColour() throws Exception {
        done("--add", "lamp", "--colour", "sky", one);
        assertThat(done("--list").out()).isEqualTo("      1  lamp  (sky)\n");
        assertThat(new ObjectMapper()
                        .readTree(done("--list", "--json").out())
                        .at("/tags/0/colour")
                        .asText())
                .isEqualTo("sky");
        assertThat(run("--add", "lamp", "--colour", "pink").err()).contains("--colour", "orange", "purple");
        assertThat(run("--colour", "green", one).err()).contains("--colour how they look");
        assertThat(done(two).out()).isEqualTo(two + ": no tags\n");
    }

    @Test
    void aTagIsPutBelowAnotherAndTakenOut() {
        done("--add", "desk lamp", one);
        done("--add", "desk lamp", "--under", "lamp");
        assertThat(done("--list").out()).isEqualTo("      1  desk lamp  (under lamp)\n      1  lamp  (0 itself)\n");

        CommandRun cycle = run("--add", "lamp", "--under", "Desk Lamp");
        assertThat(cycle.exit()).isEqualTo(2);
        assertThat(cycle.err()).contains("“lamp” cannot lie below “Desk Lamp”");

        done("--add", "desk lamp", "--top");
        assertThat(done("--list").out()).isEqualTo("      1  desk lamp\n");
    }

    @Test
    void ofPhotosOneOfWhichIsUnknownNoneIsTagged() {
        CommandRun run = run("--add", "lamp", one, home.resolve("other.jpg"));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("other.jpg is no photo of the library", "manako index")
                .doesNotContain("\tat ");
        assertThat(done("--list").out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\nb", "\u0007"})
    void whatIsNoNameIsRefused(String name) {
        assertThat(run("--add", name, one).exit()).isEqualTo(2);
    }

    @Test
    void aNameThatIsTooLongIsRefusedInASentence() {
        CommandRun run = run("--add", "x".repeat(10_000), one);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("at most 200 characters").hasSizeLessThan(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'; DROP TABLE tag; --", "title:(foo OR bar)~2", "👨‍👩‍👧‍👦", "%", "\"quoted\""})
    void oddNamesAreNames(String name) {
        done("--add", name, one);
        assertThat(done("--list").out()).isEqualTo("      1  " + name + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "--list --add=lamp, give it alone",
        "--add=lamp, a PHOTO is missing",
        "--under=lamp, with --add",
        "--add=a --top --under=b, give one of them",
        "'', a PHOTO is missing"
    })
    void wrongUse(String args, String said) {
        CommandRun run = run((Object[]) (args.isEmpty() ? new String[0] : args.split(" ")));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("manako: ").contains(said);
    }

    @Test
    void withoutALibraryNothingIsMade() {
        library = home.resolve("nowhere");

        CommandRun run = run("--list");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("There is no library", "manako index");
        assertThat(library).doesNotExist();
    }

    @Test
    void aLibraryThatCannotBeWrittenIsReadAndSaysSoInASentence() throws Exception {
        done("--add", "lamp", one);
        // Without a lock file a library cannot be opened for writing, not even by root.
        Files.delete(library.resolve("library.lock"));
        Files.createDirectory(library.resolve("library.lock"));

        CommandRun run = run("--add", "chair", one);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains("is open for reading only, since it cannot be written: nothing was changed");
        assertThat(done("--list").out()).isEqualTo("      1  lamp\n");
    }

    @Test
    void aFilterThatCannotBeReadIsNamedWithItsPlace() {
        CommandRun run = CommandRun.of(home, "search", "--library", library, "--photo", one, "--tag", "lamp (desk");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("The parenthesis opened at character 6 is not closed");
    }
}
