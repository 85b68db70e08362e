package io.manako.engine.store;

import static io.manako.engine.store.StoreFixture.addPhoto;

import io.manako.engine.photo.PhotoId;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A library of three photos, {@code /photos/1.jpg} and so on. */
abstract class ThreePhotos {
    @TempDir
    Path home;

    LibraryStore store;
    PhotoId first;
    PhotoId second;
    PhotoId third;

    @BeforeEach
    void threePhotos() {
        store = LibraryStore.open(home);
        first = addPhoto(store, "/photos/1.jpg", 1);
        second = addPhoto(store, "/photos/2.jpg", 2);
        third = addPhoto(store, "/photos/3.jpg", 3);
    }

    @AfterEach
    void close() {
        store.close();
    }
}
