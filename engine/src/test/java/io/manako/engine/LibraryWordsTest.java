package io.manako.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.PhotoDocument.Source;
import io.manako.engine.lexical.TextWord;
import io.manako.engine.lexical.WordIndex;
import io.manako.engine.lexical.WordMatch;
import io.manako.engine.metadata.Keyword;
import io.manako.engine.metadata.PhotoMetadata;
import io.manako.engine.photo.ByteHash;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.PixelHash;
import io.manako.engine.store.FileStamp;
import io.manako.engine.store.FileState;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.MachineCaption;
import io.manako.engine.store.NewPhoto;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import io.manako.engine.store.WordMark;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.lucene.store.AlreadyClosedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryWordsTest {
    private static final Path FIRST = Path.of("/pictures/family/trip/one.jpg");
    private static final Path SECOND = Path.of("/pictures/family/two.jpg");

    @TempDir
    Path home;

    private LibraryStore store;
    private LibraryWords words;
    private PhotoId first;
    private PhotoId second;

    @BeforeEach
    void twoPhotos() {
        store = LibraryStore.open(home);
        words = new LibraryWords(store.catalogue());
        store.catalogue().write(writer -> writer.addRoot(Path.of("/pictures/family")));
        first = add(FIRST);
        second = add(SECOND);
    }

    @AfterEach
    void close() {
        words.close();
        store.close();
    }

    private PhotoId add(Path file) {
        PhotoId[] id = new PhotoId[1];
        ByteHash bytes = ByteHash.of(file.toString().getBytes());
        store.catalogue().write(writer -> {
            id[0] = writer.addPhoto(new NewPhoto(new PixelHash(bytes.hex()), 40, 30, "JPEG", null));
            writer.putFile(file, id[0], bytes, new FileStamp(1, 1));
        });
        return id[0];
    }

    private List<PhotoId> found(String text) {
        return words.rank(text, any -> true).matches().stream()
                .map(WordMatch::photo)
                .toList();
    }

    @Test
    void photosThatAFailureKeptFromBeingIndexedAreIndexedByTheNext() {
        WordIndex broken = new WordIndex();
        broken.close();
        Iterator<WordIndex> indexes = List.of(broken, new WordIndex()).iterator();
        try (LibraryWords failing = new LibraryWords(store.catalogue(), indexes::next)) {
            assertThatThrownBy(() -> failing.rank("trip", any -> true)).isInstanceOf(AlreadyClosedException.class);

            assertThat(failing.rank("trip", any -> true).matches())
                    .extracting(WordMatch::photo)
                    .containsExactly(first);
        }
    }

    @Test
    void foldersFilesTagsTitlesAndCaptionsAreFound() {
        assertThat(found("trip")).containsExactly(first);
        assertThat(found("family")).as("the library's own folder").containsExactlyInAnyOrder(first, second);
        assertThat(found("pictures")).as("what lies above it").isEmpty();
        store.catalogue()
                .write(writer -> writer.putMetadata(
                        SECOND,
                        new PhotoMetadata(
                                List.of(new Keyword(List.of("light", "lamp"))),
                                "Evening",
                                "By the window",
                                null,
                                null,
                                null,
                                null),
                        1));
        for (String word : List.of("light", "lamp", "evening", "window")) {
            assertThat(found(word)).as(word).containsExactly(second);
        }
    }

    @Test
    void changesAreSeenByTheNextSearch() {
        assertThat(found("lamp")).isEmpty();
        List<TagName> lamp = List.of(new TagName("lamp"));
        store.catalogue().tags().apply(TagEdit.of(List.of(first), lamp, List.of()));
        assertThat(found("lamp")).containsExactly(first);
        store.catalogue().tags().place(new TagName("lamp"), new TagName("things"));
        assertThat(found("things")).containsExactly(first);
        store.catalogue().tags().apply(TagEdit.of(List.of(first), List.of(), lamp));
        assertThat(found("lamp")).isEmpty();
        store.catalogue().write(writer -> writer.setState(FIRST, FileState.MISSING));
        assertThat(found("trip")).isEmpty();
        store.catalogue().write(writer -> writer.setState(FIRST, FileState.OFFLINE));
        assertThat(found("trip")).containsExactly(first);
    }

    private void mark(String word, WordMark.Kind kind) {
        store.catalogue().wordMarks().apply(List.of(new WordMark(first, word, kind)));
    }

    @Test
    void theUsersWordsAreFoundAndThoseTakenOutAreNot() {
        mark("電気スタンド", WordMark.Kind.ADDED);
        mark("trips", WordMark.Kind.TAKEN_OUT);
        assertThat(found("電気")).containsExactly(first);
        assertThat(found("trip"))
                .as("a tombstone holds for singular and plural")
                .isEmpty();
        assertThat(found("one")).containsExactly(first);

        TagName trip = new TagName("trip");
        store.catalogue().tags().apply(TagEdit.of(List.of(first), List.of(trip), List.of()));
        assertThat(found("trip")).as("what the user says himself").containsExactly(first);
        store.catalogue().tags().apply(TagEdit.of(List.of(first), List.of(), List.of(trip)));
        mark("trips", WordMark.Kind.NONE);
        assertThat(found("trip")).containsExactly(first);
    }

    @Test
    void wordsOfTheHitsAreSuggestedAsTheCatalogueIsNow() {
        List<PhotoId> hits = new ArrayList<>(List.of(first, second));
        for (int i = 0; i < 20; i++) {
            PhotoId other = add(Path.of("/pictures/family/" + i + ".jpg"));
            if (i < 4) {
                hits.add(other);
            }
        }
        assertThat(words.suggest(hits, Set.of(), "")).isEmpty();
        store.catalogue().tags().apply(TagEdit.of(hits, List.of(new TagName("desk lamp")), List.of()));
        assertThat(words.suggest(hits, Set.of(first), ""))
                .as("all hits have it, so that asking for it changes nothing")
                .isEmpty();
        hits.add(add(Path.of("/pictures/family/last.jpg")));
        assertThat(words.suggest(hits, Set.of(first), "")).containsExactly("\"desk lamp\"");
        assertThat(words.suggest(hits, Set.of(first), "desk lamp")).isEmpty();
    }

    @Test
    void whatALanguageModelSaidMoreOftenIsFoundFirst() {
        List<PhotoId> added = new ArrayList<>();
        for (List<String> keywords :
                List.of(List.of("desk", "lamp"), List.of("desk", "lamp", "desk", "lamp", "desk"))) {
            added.add(add(Path.of("/pictures/family/again" + added.size() + ".jpg")));
            store.catalogue()
                    .machineCaptions()
                    .put(new MachineCaption(added.getLast(), "", keywords, "sees", Instant.EPOCH));
        }
        assertThat(found("desk")).containsExactly(added.get(1), added.get(0));
    }

    @Test
    void theDocumentSaysWhereEachWordComesFrom() {
        store.catalogue().tags().apply(TagEdit.of(List.of(first), List.of(new TagName("lamp")), List.of()));
        store.catalogue()
                .write(writer -> writer.putMetadata(
                        FIRST, new PhotoMetadata(List.of(), "Evening", "By the window", null, null, null, null), 1));
        store.catalogue()
                .machineCaptions()
                .put(new MachineCaption(first, "A lamp.", List.of("desk", "desk"), "sees", Instant.EPOCH));
        mark("cosy", WordMark.Kind.ADDED);
        mark("window", WordMark.Kind.TAKEN_OUT);

        PhotoDocument document = PhotoDocument.of(store.catalogue().words(first).orElseThrow());
        assertThat(document.passages())
                .extracting(PhotoDocument.Passage::source, PhotoDocument.Passage::text)
                .containsExactly(
                        tuple(Source.USER, "cosy"),
                        tuple(Source.TAG, "lamp"),
                        tuple(Source.TITLE, "Evening"),
                        tuple(Source.CAPTION, "By the window"),
                        tuple(Source.LANGUAGE_MODEL, "A lamp."),
                        tuple(Source.LANGUAGE_MODEL, "desk"),
                        tuple(Source.PATH, Path.of("family", "trip", "one.jpg").toString()));
        assertThat(document.passages().get(3).words())
                .containsExactly(new TextWord("By", true), new TextWord("the", true), new TextWord("window", false));
        assertThat(document.takenOut()).containsExactly("window");
    }

    @Test
    void photosAreComparedByWhatIsWrittenWithoutASearchByWords() {
        words.prepare();
        store.catalogue().tags().apply(TagEdit.of(List.of(first, second), List.of(new TagName("lamp")), List.of()));
        words.rank("lamp", any -> true);
        float[][] cosines = words.cosines("", List.of(first, second));
        assertThat(cosines[1][2]).isCloseTo(1, within(1e-5f));
        assertThat(cosines[0]).containsOnly(0);
        assertThat(words.cosines("lamp", List.of(second))[0][1]).isCloseTo(1, within(1e-5f));
    }

    @Test
    void whoComparesBeforeThereIsAnIndexWaitsForIt() {
        store.catalogue().tags().apply(TagEdit.of(List.of(first), List.of(new TagName("lamp")), List.of()));
        assertThat(words.cosines("lamp", List.of(first, second))[0])
                .containsExactly(new float[] {1, 1, 0}, within(1e-5f));
    }
}
