package io.manako.engine.store;

import static io.manako.engine.store.StoreFixture.MODEL;
import static io.manako.engine.store.StoreFixture.addPhoto;
import static io.manako.engine.store.StoreFixture.bytes;
import static io.manako.engine.store.StoreFixture.descriptor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.photo.PhotoId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {
    @TempDir
    Path home;

    private LibraryStore store;
    private PhotoId first;
    private PhotoId second;

    @BeforeEach
    void open() {
        store = LibraryStore.open(home);
        first = addPhoto(store, "/photos/1.jpg", 1);
        second = addPhoto(store, "/photos/2.jpg", 2);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Tags tags() {
        return store.catalogue().tags();
    }

    private static List<TagName> names(String... names) {
        return Stream.of(names).map(TagName::new).toList();
    }

    private TagEdit add(PhotoId photo, String... names) {
        return tags().apply(TagEdit.of(List.of(photo), names(names), List.of()));
    }

    private List<String> all() {
        return tags().all().stream().map(tag -> tag.name().text()).toList();
    }

    @Test
    void manyTagsOnManyPhotosAreOneChangeThatCanBeTakenBack() {
        add(first, "Lamp");

        TagEdit made = tags().apply(TagEdit.of(List.of(first, second), names("lamp", "chair"), List.of()));

        assertThat(made.added()).as("the first has a lamp already").hasSize(3);
        assertThat(tags().all())
                .containsExactly(new Tag(new TagName("chair"), null, 2), new Tag(new TagName("Lamp"), null, 2));

        assertThat(tags().apply(made.inverse()).removed()).hasSize(3);
        assertThat(tags().all())
                .as("no tag stays that nobody bears")
                .containsExactly(new Tag(new TagName("Lamp"), null, 1));
    }

    @Test
    void whatWasTakenOffComesBackAsItWas() {
        PhotoTag lamp = new PhotoTag(
                first,
                new TagName("lamp"),
                new PhotoRegion(0.25f, 0.5f, 0.5f, 0.5f),
                Instant.ofEpochMilli(1_700_000_000_123L));
        tags().apply(new TagEdit(List.of(lamp), List.of()));

        TagEdit made = tags().apply(TagEdit.of(List.of(first, second), List.of(), names("LAMP", "unknown")));
        assertThat(made.removed()).containsExactly(lamp);
        assertThat(tags().of(List.of(first, second))).isEmpty();

        tags().apply(made.inverse());
        assertThat(tags().of(List.of(first, second)).get(first)).containsExactly(lamp);
    }

    @Test
    void aChangeThatFailsHalfWayChangesNothing() {
        PhotoId nobody = new PhotoId(4711);
        assertThatThrownBy(() -> tags().apply(TagEdit.of(List.of(first, nobody), names("lamp"), List.of())))
                .isInstanceOf(StoreException.class);
        assertThat(tags().all()).isEmpty();
    }

    @Test
    void tagsOutliveDescriptorsMovesAndTheProgram() throws IOException {
        store.descriptors(MODEL).put(List.of(descriptor(first, 2)));
        add(first, "lamp");
        store.catalogue().write(writer -> {
            writer.removeFile(Path.of("/photos/1.jpg"));
            writer.putFile(Path.of("/elsewhere/one.jpg"), first, bytes(1), new FileStamp(1, 1));
        });
        store.close();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home, "descriptors-*")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }

        store = LibraryStore.open(home);
        assertThat(store.catalogue().find(Path.of("/elsewhere/one.jpg"))).contains(first);
        assertThat(tags().photos("lamp", false)).containsExactly(first);
    }

    @Test
    void aBackupHoldsTags() {
        add(first, "lamp", "灯り");
        store.backUp();
        store.close();
        LibraryStore.restore(home, LibraryStore.backups(home).getFirst());

        store = LibraryStore.open(home);
        assertThat(all()).containsExactly("lamp", "灯り");
        assertThat(tags().photos("灯", true)).containsExactly(first);
    }

    @Test
    void whatPhotosHaveAndWhatTheyHaveNotIsReadAtOnce() {
        add(first, "desk lamp");
        tags().place(new TagName("desk lamp"), new TagName("lamp"));
        tags().apply(TagEdit.of(List.of(first, second), List.of(), names("Chair")));

        assertThat(tags().reading().borne())
                .containsOnlyKeys(first)
                .hasEntrySatisfying(
                        first,
                        borne -> assertThat(borne)
                                .containsExactlyInAnyOrder(new TagName("desk lamp"), new TagName("lamp")));
        assertThat(tags().refused())
                .as("also of a photo that never had it")
                .containsEntry(first, Set.of("chair"))
                .containsEntry(second, Set.of("chair"));

        add(second, "chair");
        assertThat(tags().refused()).containsOnlyKeys(first);
    }

    @Test
    void whatIsTakenBackLeavesNoRefusal() {
        TagName lamp = new TagName("lamp");
        TagEdit put = add(first, "lamp");
        tags().apply(put.inverse());
        assertThat(tags().refused()).as("put on by mistake").isEmpty();

        TagEdit refused = tags().apply(TagEdit.of(List.of(first), List.of(), List.of(lamp)));
        assertThat(refused.removed()).isEmpty();
        assertThat(refused.refused()).hasSize(1);
        assertThat(tags().apply(TagEdit.of(List.of(first), List.of(), List.of(lamp)))
                        .isEmpty())
                .isTrue();
        TagEdit back = tags().apply(refused.inverse());
        assertThat(tags().refused()).isEmpty();
        tags().apply(back.inverse());
        assertThat(tags().refused(first)).containsExactly("lamp");
    }

    @Test
    void aTagBelowCountsAsTheTagAbove() {
        add(first, "desk lamp");
        add(second, "chair");
        tags().place(new TagName("desk lamp"), new TagName("lamp"));
        tags().place(new TagName("lamp"), new TagName("furniture"));
        tags().place(new TagName("chair"), new TagName("Furniture"));

        assertThat(tags().photos("furniture", false)).containsExactlyInAnyOrder(first, second);
        assertThat(tags().photos("LAMP", false)).containsExactly(first);
        assertThat(tags().photos("lam", true)).containsExactly(first);
        assertThat(tags().photos("lam", false)).isEmpty();
        assertThat(tags().all())
                .contains(new Tag(new TagName("desk lamp"), new TagName("lamp"), 1))
                .contains(new Tag(new TagName("furniture"), null, 0));
    }

    @Test
    void ofTheBearersOfATagThoseComeFirstWhosePlaceIsKnown() {
        PhotoId third = addPhoto(store, "/photos/3.jpg", 3);
        add(first, "lamp", "chair");
        add(second, "desk lamp", "lamp");
        PhotoRegion region = new PhotoRegion(0.25f, 0.5f, 0.25f, 0.25f);
        tags().apply(new TagEdit(
                List.of(new PhotoTag(third, new TagName("desk lamp"), region, Instant.EPOCH)), List.of()));
        tags().place(new TagName("desk lamp"), new TagName("lamp"));
        tags().addAlias(new TagName("light"), new TagName("lamp"));

        List<PhotoTag> bearers = tags().borneBy(new TagName("LIGHT"), 10);
        assertThat(bearers).extracting(PhotoTag::photo).containsExactly(third, first, second);
        assertThat(bearers.getFirst().region()).isEqualTo(region);
        assertThat(tags().borneBy(new TagName("lamp"), 2))
                .extracting(PhotoTag::photo)
                .containsExactly(third, first);
        assertThat(tags().borneBy(new TagName("cup"), 10)).isEmpty();
    }

    @Test
    void placesAreThoseOfTagsThatAreNowhereTheWholePhotos() {
        PhotoRegion left = new PhotoRegion(0, 0, 0.5f, 1);
        PhotoRegion right = new PhotoRegion(0.5f, 0, 0.5f, 1);
        add(first, "cup");
        add(second, "lamp");
        tags().apply(new TagEdit(
                List.of(
                        new PhotoTag(first, new TagName("desk lamp"), left, Instant.EPOCH),
                        new PhotoTag(first, new TagName("lamp"), right, Instant.EPOCH),
                        new PhotoTag(second, new TagName("desk lamp"), left, Instant.EPOCH)),
                List.of()));
        tags().place(new TagName("desk lamp"), new TagName("lamp"));

        Map<PhotoId, Map<TagName, List<PhotoRegion>>> places = tags().reading().places();

        assertThat(places.get(first)).containsOnlyKeys(new TagName("desk lamp"), new TagName("lamp"));
        assertThat(places.get(first).get(new TagName("lamp"))).containsExactlyInAnyOrder(left, right);
        assertThat(places.get(second))
                .as("the lamp may be anywhere, the desk lamp is on the left")
                .containsExactly(Map.entry(new TagName("desk lamp"), List.of(left)));
    }

    @Test
    void aPlaceThatBecomesKnownIsKeptAndOneThatIsKnownStays() {
        TagName lamp = new TagName("lamp");
        PhotoRegion left = new PhotoRegion(0, 0, 0.5f, 1);
        PhotoTag placed = new PhotoTag(first, lamp, left, Instant.EPOCH);
        add(first, "lamp");

        TagEdit made = tags().apply(new TagEdit(List.of(placed), List.of()));

        assertThat(region()).isEqualTo(left);
        tags().apply(made.inverse());
        assertThat(region()).as("undone").isNull();
        tags().apply(made);
        PhotoRegion right = new PhotoRegion(0.5f, 0, 0.5f, 1);
        assertThat(tags().apply(new TagEdit(List.of(new PhotoTag(first, lamp, right, Instant.EPOCH)), List.of()))
                        .isEmpty())
                .isTrue();
        assertThat(add(first, "lamp").isEmpty()).isTrue();
        assertThat(region()).isEqualTo(left);
        assertThat(tags().all()).containsExactly(new Tag(lamp, null, 1));
    }

    private @Nullable PhotoRegion region() {
        return tags().of(List.of(first)).get(first).getFirst().region();
    }

    @Test
    void noTagLiesBelowItself() {
        tags().place(new TagName("c"), new TagName("b"));
        tags().place(new TagName("b"), new TagName("a"));
        for (String below : new String[] {"a", "b", "c"}) {
            assertThatThrownBy(() -> tags().place(new TagName("A"), new TagName(below)))
                    .isInstanceOf(TagException.class)
                    .hasMessageContaining("“A” cannot lie below “" + below + "”");
        }
        assertThat(tags().all()).first().isEqualTo(new Tag(new TagName("a"), null, 0));
    }

    @Test
    void aTreeThatIsTakenApartIsForgottenWhereNothingBearsIt() {
        add(first, "chair");
        tags().place(new TagName("chair"), new TagName("furniture"));
        tags().place(new TagName("chair"), null);
        assertThat(all()).containsExactly("chair");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'; DROP TABLE tag; --", "title:foo~2 OR *:*", "%", "👨‍👩‍👧‍👦", "a\\b?"})
    void oddNamesAreFoundByThemselvesAlone(String name) {
        add(first, name);
        add(second, "plain");
        assertThat(tags().photos(name, false)).containsExactly(first);
        assertThat(tags().startingWith(name, 5))
                .singleElement()
                .satisfies(tag -> assertThat(tag.name().text()).isEqualTo(name));
        assertThat(tags().photos("a".repeat(10_000), true)).isEmpty();
        assertThat(tags().photos("\0\n", false)).isEmpty();
    }

    @Test
    @org.junit.jupiter.api.Tag("slow")
    void amongAHundredThousandTagsOneIsFoundAtOnce() {
        store.catalogue().write(writer -> {
            writer.update(
                    "INSERT INTO tag (name, name_key) SELECT 'Tag ' || x, 'tag ' || x FROM SYSTEM_RANGE(0, 99999)");
            writer.update(
                    "INSERT INTO photo_tag (photo, tag, added) SELECT ?, id, now() FROM tag WHERE id <= 1000",
                    first.value());
        });
        tags().place(new TagName("tag 1"), new TagName("tag 0"));
        add(second, "tag 5", "tag 6");

        long start = System.nanoTime();
        assertThat(tags().startingWith("TAG 99", 20)).hasSize(20);
        assertThat(tags().photos("tag 0", false)).containsExactly(first);
        Duration completing = Duration.ofNanos(System.nanoTime() - start);
        assertThat(tags().all()).hasSize(100_000);
        assertThat(tags().photos("tag", true)).containsExactlyInAnyOrder(first, second);
        Duration listing = Duration.ofNanos(System.nanoTime() - start).minus(completing);

        // Generous, for slow and shared machines: a scan for each tag would take minutes.
        assertThat(completing).isLessThan(Duration.ofMillis(500));
        assertThat(listing).isLessThan(Duration.ofSeconds(8));
    }
}
