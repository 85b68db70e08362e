package io.manako.engine.store;

import static io.manako.engine.store.StoreFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.metadata.PhotoMetadata;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StarsTest extends ThreePhotos {
    private Stars stars() {
        return store.catalogue().stars();
    }

    private void ofFile(String path, int stars) {
        PhotoMetadata said = new PhotoMetadata(List.of(), null, null, null, null, stars, null);
        store.catalogue().write(writer -> writer.putMetadata(Path.of(path), said, 1));
    }

    @Test
    void theUsersStarsCountMoreThanTheFiles() {
        ofFile("/photos/1.jpg", 4);
        ofFile("/photos/2.jpg", 5);
        assertThat(stars().apply(List.of(new Rating(first, 2), new Rating(third, 3))))
                .containsExactly(new Rating(first, null), new Rating(third, null));
        assertThat(stars().of(List.of(first, second, third))).isEqualTo(Map.of(first, 2, second, 5, third, 3));
        assertThat(stars().between(1, 5)).containsExactlyInAnyOrder(first, second, third);
        assertThat(stars().between(3, 5)).containsExactlyInAnyOrder(second, third);
        assertThat(stars().between(4, 4)).isEmpty();
    }

    @Test
    void takenBackTheFilesStarsAreThereAgain() {
        ofFile("/photos/1.jpg", 4);
        List<Rating> before = stars().apply(List.of(new Rating(first, 0)));
        assertThat(stars().of(List.of(first))).as("none is something to say").isEmpty();
        assertThat(stars().between(1, 5)).isEmpty();
        stars().apply(before);
        assertThat(stars().of(List.of(first))).isEqualTo(Map.of(first, 4));
        assertThat(stars().apply(before)).as("nothing changes").isEmpty();
    }

    @Test
    void ofSeveralFilesOneThatIsThereCounts() {
        Path copy = Path.of("/web/1.jpg");
        store.catalogue().write(writer -> writer.putFile(copy, first, bytes(9), new FileStamp(2, 2)));
        ofFile("/photos/1.jpg", 4);
        ofFile(copy.toString(), 1);
        assertThat(stars().of(List.of(first))).isEqualTo(Map.of(first, 4));
        store.catalogue().write(writer -> writer.setState(Path.of("/photos/1.jpg"), FileState.MISSING));
        assertThat(stars().of(List.of(first))).isEqualTo(Map.of(first, 1));
        assertThat(stars().between(1, 1)).containsExactly(first);
    }

    @Test
    void moreThanFiveStarsThereAreNot() {
        assertThatThrownBy(() -> new Rating(first, 6)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void starsOutliveTheProgram() {
        stars().apply(List.of(new Rating(first, 5)));
        store.close();
        store = LibraryStore.open(home);
        assertThat(stars().of(List.of(first))).isEqualTo(Map.of(first, 5));
    }
}
