package io.manako.engine.store;

import static io.manako.engine.store.StoreFixture.addPhoto;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.metadata.Keyword;
import io.manako.engine.metadata.PhotoMetadata;
import io.manako.engine.photo.PhotoId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tags that are renamed, become one, or have several names. */
class TagNamesTest {
    @TempDir
    Path home;

    private LibraryStore store;
    private Tags tags;
    private PhotoId first;
    private PhotoId second;

    @BeforeEach
    void twoPhotos() {
        store = LibraryStore.open(home);
        tags = store.catalogue().tags();
        first = addPhoto(store, "/photos/1.jpg", 1);
        second = addPhoto(store, "/photos/2.jpg", 2);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static TagName tag(String name) {
        return new TagName(name);
    }

    private void add(PhotoId photo, String... names) {
        tags.apply(TagEdit.of(List.of(photo), Stream.of(names).map(TagName::new).toList(), List.of()));
    }

    private List<String> borne(PhotoId photo) {
        return tags.of(List.of(photo)).getOrDefault(photo, List.of()).stream()
                .map(tag -> tag.tag().text())
                .toList();
    }

    private void keywords(String... names) {
        List<Keyword> keywords =
                Stream.of(names).map(name -> new Keyword(List.of(name))).toList();
        PhotoMetadata said = new PhotoMetadata(keywords, null, null, null, null, null, null);
        store.catalogue().write(writer -> writer.putMetadata(Path.of("/photos/1.jpg"), said, 1));
    }

    @Test
    void aRenamedTagIsRenamedEverywhereAndFoundByItsOldNameToo() {
        add(first, "lmap");
        tags.place(tag("desk lamp"), tag("lmap"));
        tags.rename(tag("LMAP"), tag("lamp"));
        assertThat(borne(first)).containsExactly("lamp");
        assertThat(tags.all())
                .containsExactly(new Tag(tag("desk lamp"), tag("lamp"), 0), new Tag(tag("lamp"), null, 1));
        assertThat(tags.photos("lmap", false)).containsExactly(first);
        add(second, "lmap");
        assertThat(borne(second)).containsExactly("lamp");
        assertThat(tags.aliases()).isEqualTo(Map.of(tag("lamp"), List.of(tag("lmap"))));
    }

    @Test
    void aChangeOfCaseIsNoOtherName() {
        add(first, "lamp");
        tags.rename(tag("lamp"), tag("Lamp"));
        assertThat(borne(first)).containsExactly("Lamp");
        assertThat(tags.aliases()).isEmpty();
    }

    @Test
    void renamedBackItHasTheOtherNameAsItsAlias() {
        add(first, "a");
        tags.rename(tag("a"), tag("b"));
        tags.rename(tag("b"), tag("a"));
        assertThat(borne(first)).containsExactly("a");
        assertThat(tags.aliases()).isEqualTo(Map.of(tag("a"), List.of(tag("b"))));
    }

    @Test
    void twoTagsBecomeOneWithThePhotosTreeAndNamesOfBoth() {
        add(first, "light", "lamp");
        add(second, "light");
        tags.place(tag("candle"), tag("light"));
        tags.addAlias(tag("luminaire"), tag("light"));
        tags.rename(tag("light"), tag("Lamp"));
        assertThat(borne(first)).containsExactly("lamp");
        assertThat(borne(second)).containsExactly("lamp");
        assertThat(tags.all()).containsExactly(new Tag(tag("candle"), tag("lamp"), 0), new Tag(tag("lamp"), null, 2));
        assertThat(tags.photos("luminaire", false)).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void aTagThatBecomesOneWithWhatLiesBelowItMakesNoCircle() {
        tags.place(tag("b"), tag("a"));
        tags.place(tag("c"), tag("b"));
        add(first, "a", "c");
        tags.rename(tag("a"), tag("c"));
        assertThat(tags.all()).containsExactly(new Tag(tag("b"), tag("c"), 0), new Tag(tag("c"), null, 1));
    }

    @Test
    void keywordsOfFilesFollowTheNewNameAndWhatWasTakenOffStaysOff() {
        keywords("light", "owl");
        tags.rename(tag("light"), tag("lamp"));
        keywords("light", "owl", "new");
        assertThat(borne(first)).containsExactly("lamp", "new", "owl");
        tags.apply(TagEdit.of(List.of(first), List.of(), List.of(tag("light"), tag("owl"))));
        tags.rename(tag("new"), tag("fresh"));
        keywords("light", "owl", "new");
        assertThat(borne(first)).containsExactly("fresh");
    }

    @Test
    void anotherTagsNameIsNoAliasAndWhatIsNotKnownIsSaid() {
        add(first, "lamp", "chair");
        assertThatThrownBy(() -> tags.addAlias(tag("Chair"), tag("lamp")))
                .isInstanceOf(TagException.class)
                .hasMessageContaining("another tag");
        assertThatThrownBy(() -> tags.rename(tag("nobody"), tag("x"))).hasMessageContaining("There is no tag");
        assertThatThrownBy(() -> tags.addAlias(tag("x"), tag("nobody"))).hasMessageContaining("There is no tag");
        assertThatThrownBy(() -> tags.removeAlias(tag("lamp"))).isInstanceOf(TagException.class);
        tags.addAlias(tag("light"), tag("lamp"));
        tags.removeAlias(tag("light"));
        assertThat(tags.photos("light", false)).isEmpty();
    }

    @Test
    void aTagWithAnotherNameIsNotForgottenUntilItLosesThat() {
        add(first, "lamp");
        tags.addAlias(tag("light"), tag("lamp"));
        tags.apply(TagEdit.of(List.of(first), List.of(), List.of(tag("lamp"))));
        assertThat(tags.all()).containsExactly(new Tag(tag("lamp"), null, 0));
        tags.removeAlias(tag("light"));
        assertThat(tags.all()).isEmpty();
        add(first, "light");
        assertThat(borne(first)).containsExactly("light");
    }
}
