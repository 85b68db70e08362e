package io.manako.engine.store;

import static io.manako.engine.store.StoreFixture.addPhoto;
import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.photo.PerceptualHash;
import io.manako.engine.photo.PhotoId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Catalogues that earlier versions of the program wrote. */
class OldCatalogueTest {
    @TempDir
    Path home;

    @Test
    void photosOfTheFirstSchemaAreThereAndWaitForTheirHash() {
        PhotoId id;
        try (H2File file =
                H2File.open(home.resolve("catalogue.mv.db"), H2File.Durability.DISK, new Schema("catalogue", 1))) {
            id = addPhoto(new Catalogue(file), "/photos/a.jpg", 1);
        }

        try (LibraryStore store = LibraryStore.open(home)) {
            assertThat(store.catalogue().photos())
                    .singleElement()
                    .satisfies(photo -> assertThat(photo.hash()).isEqualTo(PerceptualHash.NONE));
            assertThat(store.catalogue().photosWithoutHash()).containsExactly(id);
            store.catalogue().write(writer -> writer.putHash(id, new PerceptualHash(77)));
        }

        try (LibraryStore store = LibraryStore.open(home)) {
            assertThat(store.catalogue().photosWithoutHash()).isEmpty();
            assertThat(store.catalogue().photo(id).orElseThrow().hash()).isEqualTo(new PerceptualHash(77));
        }
    }

    @Test
    void aCatalogueWithoutTagsIsBackedUpAndTakesThem() {
        PhotoId id;
        try (H2File file =
                H2File.open(home.resolve("catalogue.mv.db"), H2File.Durability.DISK, new Schema("catalogue", 2))) {
            id = addPhoto(new Catalogue(file), "/photos/a.jpg", 1);
        }

        try (LibraryStore store = LibraryStore.open(home)) {
            assertThat(LibraryStore.backups(home)).hasSize(1);
            Tags tags = store.catalogue().tags();
            assertThat(tags.all()).isEmpty();
            tags.apply(TagEdit.of(List.of(id), List.of(new TagName("lamp")), List.of()));
            assertThat(tags.photos("lamp", false)).containsExactly(id);
        }
    }
}
