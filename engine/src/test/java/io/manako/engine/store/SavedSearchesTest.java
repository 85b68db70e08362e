package io.manako.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SavedSearchesTest {
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05.678Z");

    @TempDir
    Path home;

    private LibraryStore store;

    @BeforeEach
    void open() {
        store = LibraryStore.open(home);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private SavedSearches searches() {
        return store.catalogue().searches();
    }

    private static SavedSearch search(String name, String question, byte @Nullable [] picture) {
        return new SavedSearch(new SearchName(name), question, picture, new byte[] {5}, THEN, THEN);
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    @Test
    void whatWasSavedIsThereAfterTheProgramWasClosedAndRestoredFromABackup() {
        byte[] picture = noise(3_000_000);
        String question = "質問 ".repeat(800_000);
        searches().add(search("赤い lamps 💡", question, picture));
        searches().add(search("words", "{}", null));
        store.backUp();
        searches().remove(new SearchName("words"));
        store.close();
        LibraryStore.restore(home, LibraryStore.backups(home).getFirst());

        store = LibraryStore.open(home);
        SavedSearch found = searches().find(new SearchName("赤い LAMPS 💡"));
        assertThat(found.name().text()).isEqualTo("赤い lamps 💡");
        assertThat(found.question()).isEqualTo(question);
        assertThat(found.picture()).isEqualTo(picture);
        assertThat(found.seen()).containsExactly(5);
        assertThat(found.saved()).isEqualTo(THEN);
        assertThat(searches().find(new SearchName("words")).picture()).isNull();
        assertThat(searches().all()).extracting(entry -> entry.name().text()).containsExactly("words", "赤い lamps 💡");
    }

    @Test
    void aNameIsOneSearchWhateverItsCase() {
        searches().add(search("Lamps", "first", null));

        assertThatThrownBy(() -> searches().add(search("ｌａｍｐｓ", "second", null)))
                .isInstanceOf(SavedSearchException.class)
                .hasMessage("There is a saved search “lamps” already: choose another name, or delete that one first.");
        assertThat(searches().find(new SearchName("lamps")).question()).isEqualTo("first");
    }

    @Test
    void aSearchIsRenamedButNotIntoAnother() {
        searches().add(search("lamps", "lamps", null));
        searches().add(search("chairs", "chairs", null));

        searches().rename(new SearchName("lamps"), new SearchName("LAMPS"));
        assertThat(searches().find(new SearchName("lamps")).name().text()).isEqualTo("LAMPS");
        assertThatThrownBy(() -> searches().rename(new SearchName("lamps"), new SearchName("Chairs")))
                .isInstanceOf(SavedSearchException.class)
                .hasMessageContaining("“Chairs” already");
        searches().rename(new SearchName("lamps"), new SearchName("'; DROP TABLE saved_search; --"));
        assertThat(searches().all())
                .extracting(entry -> entry.name().text())
                .containsExactly("'; DROP TABLE saved_search; --", "chairs");
    }

    @Test
    void whatIsNotThereIsASentence() {
        SearchName nothing = new SearchName("nothing");
        String sentence = "There is no saved search “nothing”.";
        assertThatThrownBy(() -> searches().find(nothing)).hasMessage(sentence);
        assertThatThrownBy(() -> searches().remove(nothing)).hasMessage(sentence);
        assertThatThrownBy(() -> searches().rename(nothing, new SearchName("x")))
                .hasMessage(sentence);
        assertThatThrownBy(() -> searches().look(nothing, new byte[0], THEN)).hasMessage(sentence);
    }

    @Test
    void lookingIsNoted() {
        searches().add(search("lamps", "{}", null));
        Instant now = THEN.plusSeconds(60);

        searches().look(new SearchName("lamps"), new byte[] {7, 1}, now);

        assertThat(searches().find(new SearchName("lamps")).seen()).containsExactly(7, 1);
        assertThat(searches().all().getFirst().looked()).isEqualTo(now);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "　"})
    void aNameHasACharacter(String name) {
        assertThatThrownBy(() -> new SearchName(name))
                .isInstanceOf(SavedSearchException.class)
                .hasMessage("A saved search needs a name: write at least one character.");
    }

    @ParameterizedTest
    @CsvSource({"10000, 'at most 200 characters, and this one has 10000'", "201, 'has 201'"})
    void aNameIsShort(int length, String sentence) {
        assertThatThrownBy(() -> new SearchName("💡".repeat(length)))
                .isInstanceOf(SavedSearchException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void aNameIsOneLine() {
        assertThatThrownBy(() -> new SearchName("a\u0007b"))
                .isInstanceOf(SavedSearchException.class)
                .hasMessageContaining("U+0007 in place 2");
        assertThat(new SearchName(" 💡'\"; SELECT ").text()).isEqualTo("💡'\"; SELECT");
    }
}
