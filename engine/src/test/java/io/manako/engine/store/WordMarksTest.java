package io.manako.engine.store;

import static io.manako.engine.store.StoreFixture.addPhoto;
import static io.manako.engine.store.StoreFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.WordMark.Kind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordMarksTest {
    @TempDir
    Path home;

    private LibraryStore store;
    private PhotoId photo;
    private PhotoId other;

    @BeforeEach
    void twoPhotos() {
        store = LibraryStore.open(home);
        photo = addPhoto(store, "/photos/1.jpg", 1);
        other = addPhoto(store, "/photos/2.jpg", 2);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<WordMark> apply(WordMark... marks) {
        return store.catalogue().wordMarks().apply(List.of(marks));
    }

    private WordMark mark(String word, Kind kind) {
        return new WordMark(photo, word, kind);
    }

    private PhotoWords words() {
        return store.catalogue().words(photo).orElseThrow();
    }

    @Test
    void whatIsSaidLastHoldsAndCanBeTakenBackInOneStep() {
        List<WordMark> none = apply(mark("lamp", Kind.ADDED), mark("desk", Kind.TAKEN_OUT));
        assertThat(words().added()).containsExactly("lamp");
        assertThat(words().takenOut()).containsExactly("desk");

        List<WordMark> before = apply(mark("LAMP", Kind.TAKEN_OUT), mark("desk", Kind.NONE), mark("電気", Kind.ADDED));
        assertThat(words().added()).containsExactly("電気");
        assertThat(words().takenOut()).containsExactly("LAMP");
        assertThat(apply(mark("lamp", Kind.TAKEN_OUT))).as("nothing changes").isEmpty();

        apply(before.toArray(WordMark[]::new));
        assertThat(words().added()).containsExactly("LAMP");
        assertThat(words().takenOut()).containsExactly("desk");
        apply(none.toArray(WordMark[]::new));
        assertThat(words().added()).isEmpty();
        assertThat(words().takenOut()).isEmpty();
    }

    @Test
    void theyOutliveMovesOtherFilesAndTheProgram() {
        apply(mark("lamp", Kind.ADDED), mark("desk", Kind.TAKEN_OUT));
        store.catalogue().write(writer -> {
            writer.setState(Path.of("/photos/1.jpg"), FileState.MISSING);
            writer.putFile(Path.of("/elsewhere/one.jpg"), photo, bytes(1), new FileStamp(5, 5));
        });
        store.close();
        store = LibraryStore.open(home);
        assertThat(words().added()).containsExactly("lamp");
        assertThat(words().takenOut()).containsExactly("desk");
        assertThat(words().files()).containsExactly(Path.of("/elsewhere/one.jpg"));
        assertThat(store.catalogue().words(other).orElseThrow().added()).isEmpty();
        assertThat(store.catalogue().words())
                .as("all photos at once")
                .contains(words())
                .hasSize(2);
    }

    @Test
    void ofAPhotoWithoutAFileNothingIsWritten() {
        store.catalogue().write(writer -> writer.setState(Path.of("/photos/1.jpg"), FileState.MISSING));
        assertThat(store.catalogue().words(photo)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\u0007b"})
    void whatIsNoWordIsASentence(String text) {
        assertThatThrownBy(() -> mark(text, Kind.ADDED))
                .isInstanceOf(WordException.class)
                .message()
                .endsWith(".");
    }

    @Test
    void aWordHasAnEnd() {
        assertThat(mark("x".repeat(200), Kind.ADDED).word()).hasSize(200);
        assertThatThrownBy(() -> mark("x".repeat(201), Kind.ADDED))
                .isInstanceOf(WordException.class)
                .hasMessageContaining("200");
    }
}
