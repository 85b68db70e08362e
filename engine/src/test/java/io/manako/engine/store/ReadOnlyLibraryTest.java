package io.manako.engine.store;

import static io.manako.engine.store.StoreFixture.MODEL;
import static io.manako.engine.store.StoreFixture.addPhoto;
import static io.manako.engine.store.StoreFixture.descriptor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.photo.PhotoId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A library in a folder without write permission, or on a read-only disk. */
class ReadOnlyLibraryTest {
    @TempDir
    Path home;

    private Path library;
    private PhotoId photo;

    @BeforeEach
    void aLibraryThatCannotBeWritten() throws IOException {
        library = home.resolve("library");
        try (LibraryStore store = LibraryStore.open(library)) {
            photo = addPhoto(store, "/photos/a.jpg", 1);
            store.descriptors(MODEL).put(List.of(descriptor(photo, 3)));
        }
        StoreFixture.forbidWriting(library);
    }

    @AfterEach
    void allowDeleting() throws IOException {
        StoreFixture.allowWriting(library);
    }

    @Test
    void opensForSearchingSaysSoAndChangesNothing() throws IOException {
        Map<String, byte[]> before = content();

        try (LibraryStore store = LibraryStore.open(library)) {
            assertThat(store.readOnly()).isTrue();
            assertThat(store.notices())
                    .singleElement()
                    .asString()
                    .contains(library.toString(), "cannot be written", "searching only");
            assertThat(store.catalogue().photos()).extracting(PhotoRow::id).containsExactly(photo);
            assertThat(store.descriptors(MODEL).find(photo))
                    .hasValueSatisfying(found ->
                            assertThat(found).usingRecursiveComparison().isEqualTo(descriptor(photo, 3)));
        }

        assertThat(content()).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void refusesToChangeWithASentence() {
        try (LibraryStore store = LibraryStore.open(library)) {
            assertReadOnly(store::requireWritable);
            assertReadOnly(() -> addPhoto(store, "/photos/b.jpg", 2));
            assertReadOnly(() -> store.descriptors(MODEL).put(List.of(descriptor(photo, 2))));
            assertReadOnly(() -> store.catalogue()
                    .tags()
                    .apply(TagEdit.of(List.of(photo), List.of(new TagName("lamp")), List.of())));
            assertThat(store.catalogue().photos()).hasSize(1);
            assertThat(store.catalogue().tags().all()).isEmpty();
        }
    }

    @Test
    void saysWhenItHasNoDescriptorsOfTheModel() {
        try (LibraryStore store = LibraryStore.open(library)) {
            assertThatThrownBy(() -> store.descriptors(StoreFixture.model("other", 16)))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.READ_ONLY))
                    .hasMessageContaining("no descriptors by the model other");
        }
    }

    @Test
    void severalProcessesReadAtATimeAndOneOpensItOnce() throws Exception {
        try (LibraryStore store = LibraryStore.open(library)) {
            assertThat(OtherProcess.open(library)).contains("OPENED 1 photos");
            assertThatThrownBy(() -> LibraryStore.open(library)).isInstanceOf(LibraryBusyException.class);
            assertThat(store.catalogue().photos()).hasSize(1);
        }
        try (LibraryStore again = LibraryStore.open(library)) {
            assertThat(again.catalogue().photos()).hasSize(1);
        }
    }

    @Test
    void whatAKilledProcessLeftIsRead() throws Exception {
        StoreFixture.allowWriting(library);
        OtherProcess.openAndDie(library);
        StoreFixture.forbidWriting(library);

        try (LibraryStore store = LibraryStore.open(library)) {
            assertThat(store.readOnly()).isTrue();
            assertThat(store.catalogue().photos()).hasSize(2);
        }
    }

    @Test
    void afterWritingIsAllowedAgainItIsALibraryLikeOthers() throws IOException {
        LibraryStore.open(library).close();
        StoreFixture.allowWriting(library);

        try (LibraryStore store = LibraryStore.open(library)) {
            assertThat(store.readOnly()).isFalse();
            assertThat(store.notices()).isEmpty();
            addPhoto(store, "/photos/b.jpg", 2);
        }
    }

    private static void assertReadOnly(Runnable change) {
        assertThatThrownBy(change::run)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.READ_ONLY));
    }

    private Map<String, byte[]> content() throws IOException {
        Map<String, byte[]> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(library)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(file.toString(), Files.readAllBytes(file));
            }
        }
        return content;
    }
}
