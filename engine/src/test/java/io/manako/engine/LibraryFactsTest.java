package io.manako.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.filter.Filter;
import io.manako.engine.filter.FilterException;
import io.manako.engine.metadata.PhotoMetadata;
import io.manako.engine.photo.ByteHash;
import io.manako.engine.photo.PerceptualHash;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.PixelHash;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.store.CollectionName;
import io.manako.engine.store.FileStamp;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.NewPhoto;
import io.manako.engine.store.Rating;
import io.manako.engine.store.Tag;
import io.manako.engine.store.TagColour;
import io.manako.engine.store.TagCount;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagException;
import io.manako.engine.store.TagName;
import io.manako.engine.vector.Int8Vectors;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryFactsTest {
    @TempDir
    Path home;

    private LibraryStore store;
    private final List<GalleryPhoto> photos = new ArrayList<>();

    @BeforeEach
    void fourPhotos() {
        store = LibraryStore.open(home);
        add("/photos/Holidays/2024/1.jpg", LocalDateTime.of(2024, 5, 31, 23, 59), "lamp");
        add("/photos/Holidays/2.jpg", LocalDateTime.of(2024, 6, 1, 0, 0));
        add("/photos/holi/3.jpg", null, "Desk Lamp");
        add("/photos/写真/4.jpg", LocalDateTime.of(2025, 12, 31, 12, 0));
        said("/photos/Holidays/2024/1.jpg", "Canon EOS 80D", 4);
        said("/photos/holi/3.jpg", "NIKON D90", null);
        store.catalogue().stars().apply(List.of(new Rating(photos.get(3).id(), 2)));
        store.catalogue()
                .collections()
                .add(
                        new CollectionName("Trip"),
                        List.of(photos.get(3).id(), photos.get(1).id()));
        store.catalogue().tags().place(new TagName("desk lamp"), new TagName("lamp"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void add(String path, LocalDateTime taken, String... tags) {
        PhotoId[] id = new PhotoId[1];
        ByteHash bytes = ByteHash.of(path.getBytes());
        store.catalogue().write(writer -> {
            id[0] = writer.addPhoto(new NewPhoto(new PixelHash(bytes.hex()), 40, 30, "JPEG", taken));
            writer.putFile(Path.of(path), id[0], bytes, new FileStamp(1, 1));
        });
        List<TagName> names = List.of(tags).stream().map(TagName::new).toList();
        store.catalogue().tags().apply(TagEdit.of(List.of(id[0]), names, List.of()));
        photos.add(new GalleryPhoto(
                id[0],
                Path.of(path),
                40,
                30,
                PerceptualHash.NONE,
                new float[1],
                new Int8Vectors(1, new byte[1], new float[1]),
                new float[] {0, 0, 1, 1}));
    }

    private void said(String path, String camera, Integer stars) {
        PhotoMetadata metadata = new PhotoMetadata(List.of(), null, null, null, camera, stars, null);
        store.catalogue().write(writer -> writer.putMetadata(Path.of(path), metadata, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "camera:canon, 1",
        "camera:can, ''",
        "camera:can*, 1",
        "camera:\"eos 80d\", 1",
        "camera:D90, 3",
        "camera:\"d90 nikon\", ''",
        "camera:*, 1 3",
        "rating:4, 1",
        "rating:1.., 1 4",
        "rating:..2, 2 3 4",
        "rating:0, 2 3",
        "NOT rating:0, 1 4",
        "lamp rating:4.., 1",
        "lamp, 1 3",
        "NOT lamp, 2 4",
        "desk*, 3",
        "folder:HOLIDAYS, 1 2",
        "folder:holi, 3",
        "folder:holi*, 1 2 3",
        "folder:holidays/2024, 1",
        "folder:2024/holidays, ''",
        "folder:/photos/holidays, 1 2",
        "folder:/holidays, ''",
        "folder:/, 1 2 3 4",
        "collection:TRIP, 2 4",
        "collection:tri, ''",
        "collection:tri* NOT folder:写真, 2",
        "NOT collection:\"trip\", 1 3",
        "folder:写真, 4",
        "date:2024-05, 1",
        "date:2024-06.., 2 4",
        "date:2024..2025 NOT folder:写真, 1 2",
        "NOT date:..2025, 3"
    })
    void filtersFindByTagFolderDateCameraAndStars(String filter, String names) throws FilterException {
        assertThat(found(filter)).isEqualTo(names);
    }

    @Test
    void aRequestsFolderIsItselfAndAllBelowIt() {
        assertThat(below("/photos/Holidays")).isEqualTo("1 2");
        assertThat(below("/photos/Holidays/2024")).isEqualTo("1");
        assertThat(below("/photos/Hol")).as("names are compared as a whole").isEmpty();
    }

    @Test
    void aCopyLiesInItsOwnFolder() throws FilterException {
        GalleryPhoto photo = photos.getFirst();
        photos.set(0, photo.with(photo.path(), List.of(Path.of("/photos/holi/copy.jpg"))));
        assertThat(below("/photos/holi")).isEqualTo("1 3");
        assertThat(below("/photos/Holidays")).isEqualTo("1 2");
        assertThat(found("folder:holi")).isEqualTo("1 3");
        assertThat(found("folder:2024")).isEqualTo("1");
    }

    private String below(String folder) {
        SearchRequest request = new SearchRequest(List.of(), Map.of(), 1, Path.of(folder));
        return names(new LibraryFacts(store.catalogue(), photos).passing(request));
    }

    @Test
    void oddFoldersAreJustNotThere() throws FilterException {
        assertThat(found("folder:\"\0?*<>|\"")).isEmpty();
        assertThat(found("folder:" + "a/".repeat(10_000))).isEmpty();
    }

    private String found(String filter) throws FilterException {
        return names(Filter.parse(filter).on(new LibraryFacts(store.catalogue(), photos)));
    }

    private String names(Predicate<PhotoId> passes) {
        List<String> names = photos.stream()
                .filter(photo -> passes.test(photo.id()))
                .map(photo -> photo.path().getFileName().toString().replace(".jpg", ""))
                .toList();
        return String.join(" ", names);
    }

    @Test
    void photosAreCountedByTagYearCameraAndStars() {
        store.catalogue().tags().colour(new TagName("LAMP"), TagColour.BLUE);
        LibraryFacts facts = new LibraryFacts(store.catalogue(), photos);
        Facets all = facts.count(photo -> true);
        assertThat(all.photos()).hasSize(4);
        assertThat(all.tags())
                .containsExactly(
                        new TagCount(new Tag(new TagName("Desk Lamp"), new TagName("lamp"), 1), 1, 1),
                        new TagCount(new Tag(new TagName("lamp"), null, 1, TagColour.BLUE), 2, 1));
        assertThat(all.years()).isEqualTo(Map.of(2024, 2, 2025, 1));
        assertThat(all.cameras()).isEqualTo(Map.of("Canon EOS 80D", 1, "NIKON D90", 1));
        assertThat(all.stars()).isEqualTo(Map.of(0, 2, 2, 1, 4, 1));

        assertThat(Facets.of(store.catalogue(), null, Filter.EVERYTHING))
                .as("without a model")
                .isEqualTo(all);
        assertThat(Facets.of(store.catalogue(), Path.of("/photos/Holidays"), Filter.EVERYTHING)
                        .photos())
                .containsExactlyInAnyOrder(photos.get(0).id(), photos.get(1).id());

        PhotoId nikon = photos.get(2).id();
        Facets one = facts.count(nikon::equals);
        assertThat(one.tags()).extracting(TagCount::photos).containsExactly(1, 1);
        assertThat(one.years()).isEmpty();
        assertThat(one.cameras()).isEqualTo(Map.of("NIKON D90", 1));
        assertThat(one.stars()).isEqualTo(Map.of(0, 1));
    }

    @Test
    void aTagThatIsNotThereGetsNoColour() {
        assertThatThrownBy(() -> store.catalogue().tags().colour(new TagName("chair"), TagColour.BLUE))
                .isInstanceOf(TagException.class)
                .hasMessage("There is no tag “chair”.");
    }
}
