package io.manako.engine.store;

import static io.manako.engine.store.StoreFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.photo.PhotoId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoCollectionsTest extends ThreePhotos {
    private static final CollectionName TRIP = new CollectionName("Trip 旅");
    private static final CollectionName BEST = new CollectionName("best");

    private PhotoCollections collections() {
        return store.catalogue().collections();
    }

    private List<PhotoId> photos(CollectionName name) {
        return collections().photos(name).orElseThrow();
    }

    @Test
    void photosStandInTheOrderInWhichTheyWereAdded() {
        assertThat(collections().add(TRIP, List.of(third, first))).isEmpty();
        assertThat(collections().add(new CollectionName("TRIP 旅"), List.of(second, third)))
                .contains(List.of(third, first));
        assertThat(photos(TRIP)).containsExactly(third, first, second);
        assertThat(collections().takeOut(TRIP, List.of(first))).containsExactly(third, first, second);
        collections().add(TRIP, List.of(first));
        assertThat(photos(TRIP)).containsExactly(third, second, first);
        assertThat(collections().all()).containsExactly(new CollectionCount(TRIP, 3));
    }

    @Test
    void aPhotoMayBeInSeveralAndEachIsCounted() {
        collections().add(TRIP, List.of(first, second));
        collections().add(BEST, List.of(second));
        collections().put(new CollectionName("empty"), List.of());
        assertThat(collections().counted(Set.of(first, third)))
                .containsExactly(
                        new CollectionCount(BEST, 0),
                        new CollectionCount(new CollectionName("empty"), 0),
                        new CollectionCount(TRIP, 1));
        assertThat(collections().photos("trip 旅", false)).containsExactlyInAnyOrder(first, second);
        assertThat(collections().photos("tri", true)).containsExactlyInAnyOrder(first, second);
        assertThat(collections().photos("tri", false)).isEmpty();
        assertThat(collections().photos("", true)).containsExactlyInAnyOrder(first, second);
        assertThat(collections().photos("\" OR 1=1 --", false)).isEmpty();
    }

    @Test
    void renamedAndForgottenTheyCanBeMadeWhatTheyWere() {
        collections().add(TRIP, List.of(second, first));
        collections().rename(TRIP, BEST);
        assertThat(collections().photos(TRIP)).isEmpty();
        assertThat(photos(BEST)).containsExactly(second, first);
        List<PhotoId> held = collections().remove(BEST);
        assertThat(collections().all()).isEmpty();
        collections().put(BEST, held);
        assertThat(photos(BEST)).containsExactly(second, first);
        collections().rename(BEST, new CollectionName("Best"));
        assertThat(collections().all()).extracting(entry -> entry.name().text()).containsExactly("Best");
    }

    @Test
    void whatIsNotThereOrTakenIsASentenceAndChangesNothing() {
        collections().add(TRIP, List.of(first));
        collections().add(BEST, List.of(second));
        assertThatThrownBy(() -> collections().rename(TRIP, new CollectionName("BEST")))
                .isInstanceOf(CollectionException.class)
                .hasMessageContaining("BEST");
        CollectionName none = new CollectionName("none");
        assertThatThrownBy(() -> collections().remove(none)).isInstanceOf(CollectionException.class);
        assertThatThrownBy(() -> collections().takeOut(none, List.of(first))).isInstanceOf(CollectionException.class);
        assertThatThrownBy(() -> collections().rename(none, TRIP)).isInstanceOf(CollectionException.class);
        assertThat(collections().all()).hasSize(2);
        assertThat(collections().photos(none)).isEqualTo(Optional.empty());
    }

    @Test
    void theyOutliveMovesAndTheProgramAndTakeNoPhotoThatIsNone() {
        collections().add(TRIP, List.of(first, new PhotoId(4711)));
        store.catalogue().write(writer -> {
            writer.removeFile(Path.of("/photos/1.jpg"));
            writer.putFile(Path.of("/elsewhere/one.jpg"), first, bytes(1), new FileStamp(1, 1));
        });
        store.close();
        store = LibraryStore.open(home);
        assertThat(photos(TRIP)).containsExactly(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "\u0000"})
    void whatIsNoNameIsASentence(String text) {
        assertThatThrownBy(() -> new CollectionName(text))
                .isInstanceOf(CollectionException.class)
                .message()
                .endsWith(".");
        assertThatThrownBy(() -> new CollectionName("x".repeat(201))).isInstanceOf(CollectionException.class);
    }
}
