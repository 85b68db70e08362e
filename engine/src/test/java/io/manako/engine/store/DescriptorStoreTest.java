package io.manako.engine.store;

import static io.manako.engine.store.StoreFixture.DIMENSION;
import static io.manako.engine.store.StoreFixture.MODEL;
import static io.manako.engine.store.StoreFixture.addPhoto;
import static io.manako.engine.store.StoreFixture.descriptor;
import static io.manako.engine.store.StoreFixture.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.photo.PhotoId;
import io.manako.engine.vit.ModelInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorStoreTest {
    @TempDir
    Path home;

    @Test
    void descriptorsComeBackBitForBitInTheOrderOfIds() {
        List<PhotoDescriptor> stored = new ArrayList<>();
        try (LibraryStore store = LibraryStore.open(home)) {
            for (int i = 0; i < 20; i++) {
                stored.add(descriptor(addPhoto(store, "/" + i + ".jpg", i), i));
            }
            store.descriptors(MODEL).put(stored.reversed());
        }
        try (LibraryStore store = LibraryStore.open(home)) {
            List<PhotoDescriptor> loaded = new ArrayList<>();
            store.descriptors(MODEL).forEach(loaded::add);
            assertThat(loaded).usingRecursiveComparison().isEqualTo(stored);
            PhotoDescriptor again = descriptor(stored.getFirst().id(), 9);
            store.descriptors(MODEL).put(List.of(again));
            assertThat(store.descriptors(MODEL).find(again.id()).orElseThrow())
                    .usingRecursiveComparison()
                    .isEqualTo(again);
            assertThat(store.descriptors(MODEL).ids()).hasSize(20);
        }
    }

    @Test
    void twoModelsStandSideBySide() {
        ModelInfo other = model("../other model", 8);
        try (LibraryStore store = LibraryStore.open(home)) {
            PhotoId id = addPhoto(store, "/a.jpg", 1);
            store.descriptors(MODEL).put(List.of(descriptor(id, 1)));
            assertThat(store.descriptors(other).find(id)).isEmpty();
            store.descriptors(other)
                    .put(List.of(new PhotoDescriptor(id, 1, 1, new float[8], new byte[8], new float[1], new float[4])));
            assertThat(store.descriptors(MODEL).find(id).orElseThrow().dimension())
                    .isEqualTo(DIMENSION);
        }
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.filter(f -> f.getFileName().toString().startsWith("descriptors-")))
                    .hasSize(2);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aDamagedFileIsBegunAnewWithANoticeAndTheCatalogueIsWhole() throws IOException {
        PhotoId id;
        try (LibraryStore store = LibraryStore.open(home)) {
            id = addPhoto(store, "/a.jpg", 1);
            store.descriptors(MODEL).put(List.of(descriptor(id, 1)));
        }
        Path file = descriptorFile();
        Files.write(file, "no database".repeat(1000).getBytes());
        try (LibraryStore store = LibraryStore.open(home)) {
            assertThat(store.descriptors(MODEL).ids()).isEmpty();
            assertThat(store.notices()).singleElement().asString().contains("begun anew", "tiny");
            store.descriptors(MODEL).put(List.of(descriptor(id, 1)));
            assertThat(store.descriptors(MODEL).ids()).containsExactly(id);
        }
    }

    @Test
    void aFileOfAnotherDimensionIsBegunAnew() {
        try (LibraryStore store = LibraryStore.open(home)) {
            store.descriptors(MODEL).put(List.of(descriptor(addPhoto(store, "/a.jpg", 1), 1)));
        }
        try (LibraryStore store = LibraryStore.open(home)) {
            assertThat(store.descriptors(model("tiny", 32)).ids()).isEmpty();
            assertThat(store.notices()).singleElement().asString().contains("does not fit the model");
        }
    }

    @Test
    void theFileMayBeDeleted() throws IOException {
        try (LibraryStore store = LibraryStore.open(home)) {
            store.descriptors(MODEL).put(List.of(descriptor(addPhoto(store, "/a.jpg", 1), 1)));
        }
        Files.delete(descriptorFile());
        try (LibraryStore store = LibraryStore.open(home)) {
            assertThat(store.descriptors(MODEL).ids()).isEmpty();
            assertThat(store.catalogue().photos()).hasSize(1);
            assertThat(store.notices()).isEmpty();
        }
    }

    @Test
    void descriptorsThatDoNotFitAreRefused() {
        try (LibraryStore store = LibraryStore.open(home)) {
            PhotoId id = addPhoto(store, "/a.jpg", 1);
            PhotoDescriptor wrong =
                    new PhotoDescriptor(id, 1, 1, new float[8], new byte[8], new float[1], new float[4]);
            assertThatThrownBy(() -> store.descriptors(MODEL).put(List.of(wrong)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.descriptors(MODEL).put(List.of(descriptor(new PhotoId(99), 1))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(store.descriptors(MODEL).ids()).isEmpty();
        }
    }

    private Path descriptorFile() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(f -> f.getFileName().toString().startsWith("descriptors-"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
