package io.manako.engine.store;

import static io.manako.engine.store.StoreFixture.addPhoto;
import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.metadata.Keyword;
import io.manako.engine.metadata.PhotoMetadata;
import io.manako.engine.photo.PerceptualHash;
import io.manako.engine.photo.PhotoId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    @Test
    void aCatalogueThatKnowsNoKeywordsKeepsItsTagsAndWaitsForThem() {
        PhotoId id;
        Path photo = Path.of("/photos/a.jpg");
        Path catalogue = home.resolve("catalogue.mv.db");
        try (H2File file = H2File.open(catalogue, H2File.Durability.DISK, new Schema("catalogue", 3))) {
            id = addPhoto(new Catalogue(file), photo.toString(), 1);
            file.execute("INSERT INTO tag (name, name_key) VALUES ('things', 'things')");
            file.execute("INSERT INTO tag (name, name_key, parent) VALUES ('lamp', 'lamp', 1)");
            file.execute("INSERT INTO photo_tag VALUES (" + id.value() + ", 2, 0, 0, 0.5, 0.5, CURRENT_TIMESTAMP)");
        }

        try (LibraryStore store = LibraryStore.open(home)) {
            assertThat(LibraryStore.backups(home)).hasSize(1);
            Tags tags = store.catalogue().tags();
            assertThat(tags.of(List.of(id)).get(id)).singleElement().satisfies(tag -> {
                assertThat(tag.tag()).isEqualTo(new TagName("lamp"));
                assertThat(tag.origin()).isEqualTo(PhotoTag.Origin.USER);
                assertThat(tag.region()).isEqualTo(new PhotoRegion(0, 0, 0.5f, 0.5f));
            });
            assertThat(store.catalogue()
                            .filesUnder(Path.of("/photos"))
                            .get(photo)
                            .metadata())
                    .as("not read yet")
                    .isZero();
            Keyword elsewhere = new Keyword(List.of("light", "lamp"));
            store.catalogue()
                    .write(writer -> writer.putMetadata(
                            photo, new PhotoMetadata(List.of(elsewhere), null, null, null, null, null, null), 1));
            assertThat(tags.all())
                    .as("the user's place of a tag holds")
                    .containsExactly(
                            new Tag(new TagName("lamp"), new TagName("things"), 1),
                            new Tag(new TagName("things"), null, 0));
        }
    }

    @Test
    void aCatalogueWithoutStarsTakesThem() {
        PhotoId id;
        Path catalogue = home.resolve("catalogue.mv.db");
        try (H2File file = H2File.open(catalogue, H2File.Durability.DISK, new Schema("catalogue", 4))) {
            id = addPhoto(new Catalogue(file), "/photos/a.jpg", 1);
            file.execute("UPDATE file SET rating = 4");
        }

        try (LibraryStore store = LibraryStore.open(home)) {
            assertThat(LibraryStore.backups(home)).hasSize(1);
            Stars stars = store.catalogue().stars();
            assertThat(stars.of(List.of(id))).isEqualTo(Map.of(id, 4));
            stars.apply(List.of(new Rating(id, 5)));
            assertThat(stars.of(List.of(id))).isEqualTo(Map.of(id, 5));
        }
    }

    @Test
    void aCatalogueWithoutOtherNamesTakesThem() {
        PhotoId id;
        Path catalogue = home.resolve("catalogue.mv.db");
        try (H2File file = H2File.open(catalogue, H2File.Durability.DISK, new Schema("catalogue", 5))) {
            id = addPhoto(new Catalogue(file), "/photos/a.jpg", 1);
            file.execute("INSERT INTO tag (name, name_key, placed) VALUES ('desk', 'desk', FALSE)");
        }

        try (LibraryStore store = LibraryStore.open(home)) {
            assertThat(LibraryStore.backups(home)).hasSize(1);
            Tags tags = store.catalogue().tags();
            tags.addAlias(new TagName("table"), new TagName("desk"));
            tags.apply(TagEdit.of(List.of(id), List.of(new TagName("table")), List.of()));
            assertThat(tags.photos("desk", false)).containsExactly(id);
        }
    }

    @Test
    void aCatalogueWithoutSavedSearchesTakesThem() {
        Path catalogue = home.resolve("catalogue.mv.db");
        try (H2File file = H2File.open(catalogue, H2File.Durability.DISK, new Schema("catalogue", 6))) {
            addPhoto(new Catalogue(file), "/photos/a.jpg", 1);
        }

        try (LibraryStore store = LibraryStore.open(home)) {
            assertThat(LibraryStore.backups(home)).hasSize(1);
            SavedSearches searches = store.catalogue().searches();
            assertThat(searches.all()).isEmpty();
            Instant now = Instant.parse("2026-01-02T03:04:05Z");
            searches.add(new SavedSearch(new SearchName("lamps"), "{}", null, new byte[] {2}, now, now));
            assertThat(searches.all()).hasSize(1);
        }
    }
}
