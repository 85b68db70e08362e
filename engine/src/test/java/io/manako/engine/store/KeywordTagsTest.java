package io.manako.engine.store;

import static io.manako.engine.store.StoreFixture.addPhoto;
import static io.manako.engine.store.StoreFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.metadata.Keyword;
import io.manako.engine.metadata.PhotoMetadata;
import io.manako.engine.metadata.Place;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.PhotoTag.Origin;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keywords of files, and what the user makes of them. */
class KeywordTagsTest {
    private static final Path FILE = Path.of("/photos/1.jpg");

    @TempDir
    Path home;

    private LibraryStore store;
    private PhotoId photo;
    private long version;

    @BeforeEach
    void open() {
        store = LibraryStore.open(home);
        photo = addPhoto(store, FILE.toString(), 1);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Tags tags() {
        return store.catalogue().tags();
    }

    /** The file has these keywords now; levels are parted by a slash. */
    private void keywords(String... keywords) {
        List<Keyword> list = Stream.of(keywords)
                .map(text -> new Keyword(List.of(text.split("/"))))
                .toList();
        put(FILE, new PhotoMetadata(list, null, null, null, null, null, null));
    }

    private void put(Path file, PhotoMetadata metadata) {
        store.catalogue().write(writer -> writer.putMetadata(file, metadata, ++version));
    }

    private void edit(List<String> added, List<String> removed) {
        tags().apply(TagEdit.of(
                List.of(photo),
                added.stream().map(TagName::new).toList(),
                removed.stream().map(TagName::new).toList()));
    }

    private List<String> borne() {
        return tags().of(List.of(photo)).getOrDefault(photo, List.of()).stream()
                .map(tag -> tag.tag() + (tag.origin() == Origin.FILE ? " of the file" : ""))
                .toList();
    }

    private List<String> all() {
        return tags().all().stream()
                .map(tag -> tag.name() + (tag.parent() == null ? "" : " under " + tag.parent()))
                .toList();
    }

    @Test
    void keywordsAreTagsThatAreToldFromTheUsers() {
        edit(List.of("red"), List.of());
        keywords("lamp", "Red");
        assertThat(borne()).containsExactly("lamp of the file", "red");
        assertThat(tags().photos("LAMP", false)).containsExactly(photo);
    }

    @Test
    void aKeywordThatLeftTheFileLeavesThePhotoAndTheUsersTagStays() {
        edit(List.of("red"), List.of());
        keywords("lamp", "red", "old");
        edit(List.of("lamp"), List.of());
        keywords("new");
        assertThat(borne()).as("who says lamp again, claims it").containsExactly("lamp", "new of the file", "red");
        assertThat(all()).containsExactly("lamp", "new", "red");
    }

    @Test
    void whatTheUserTookOffDoesNotComeBackUntilTheUserPutsItOn() {
        keywords("lamp", "red");
        TagEdit made = tags().apply(TagEdit.of(List.of(photo), List.of(), List.of(new TagName("lamp"))));
        keywords("LAMP", "red", "new");
        assertThat(borne()).containsExactly("new of the file", "red of the file");

        tags().apply(made.inverse());
        assertThat(borne()).contains("lamp of the file");
        keywords("lamp");
        assertThat(borne()).containsExactly("lamp of the file");
    }

    @Test
    void hierarchiesAreTakenWhereTheUserMadeNone() {
        tags().place(new TagName("Rex"), new TagName("family"));
        keywords("animals/dog/Rex", "animals/cat", "things/lamp");
        assertThat(all())
                .containsExactly(
                        "animals", "cat under animals", "family", "lamp under things", "Rex under family", "things");
        tags().place(new TagName("cat"), null);
        keywords("animals/cat", "lamp");
        assertThat(all()).contains("cat", "lamp under things").doesNotContain("animals");
        assertThat(tags().photos("things", false)).containsExactly(photo);
        keywords();
        assertThat(all()).as("what only keywords made goes with them").containsExactly("family", "Rex under family");
    }

    @Test
    void hierarchiesThatContradictEachOtherMakeNoCircle() {
        keywords("a/b/c", "c/a", "b/b");
        assertThat(all()).containsExactly("a", "b under a", "c under b");
    }

    @Test
    void copiesBringTheirKeywordsTogether() {
        Path copy = Path.of("/web/1.jpg");
        store.catalogue().write(writer -> writer.putFile(copy, photo, bytes(2), new FileStamp(2, 2)));
        keywords("lamp");
        put(copy, PhotoMetadata.NONE);
        assertThat(borne()).containsExactly("lamp of the file");
    }

    @Test
    void hostileKeywordsAreCutOrPassedOver() {
        keywords("x".repeat(1000), "\u200B".repeat(3), "'; DROP TABLE tag; --", "title:(a OR", "🏮");
        assertThat(borne())
                .contains("x".repeat(200) + " of the file", "'; DROP TABLE tag; -- of the file", "🏮 of the file");
    }

    @Test
    void whatAFileSaysIsThereAgain() {
        PhotoMetadata said = new PhotoMetadata(
                List.of(new Keyword(List.of("a", "b")), new Keyword(List.of("c"))),
                "Evening",
                "A lamp\nby the window",
                LocalDateTime.of(2024, 5, 31, 18, 30),
                "NIKON D90",
                4,
                new Place(35.5, -139.25));
        put(FILE, said);
        assertThat(store.catalogue().metadata(photo)).isEqualTo(said);
        assertThat(store.catalogue().photo(photo).orElseThrow().taken()).isEqualTo(said.taken());
        assertThat(store.catalogue().filesUnder(FILE.getParent()).get(FILE).metadata())
                .isEqualTo(version);
    }

    @Test
    void theLongestTextsFit() {
        String emoji = "🏮".repeat(1000);
        PhotoMetadata said =
                new PhotoMetadata(List.of(), emoji, "🏮".repeat(4000), null, emoji + " " + emoji, null, null);
        put(FILE, said);
        assertThat(store.catalogue().metadata(photo)).isEqualTo(said);
    }
}
