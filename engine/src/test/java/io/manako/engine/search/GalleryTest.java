package io.manako.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.photo.PerceptualHash;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.vector.Int8Vectors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GalleryTest {
    static GalleryPhoto photo(long id, String path, float[]... windows) {
        float[] boxes = new float[4 * windows.length];
        for (int w = 0; w < windows.length; w++) {
            boxes[4 * w] = 0.25f * w;
            boxes[4 * w + 2] = 0.25f;
            boxes[4 * w + 3] = 1;
        }
        return new GalleryPhoto(
                new PhotoId(id),
                Path.of(path),
                400,
                100,
                PerceptualHash.NONE,
                windows[0],
                Int8Vectors.quantise(windows),
                boxes);
    }

    private final Gallery gallery = new Gallery(2);

    @Test
    void photosAreKeptByIdAndReplaced() {
        gallery.put(List.of(photo(7, "/a", new float[] {1, 0}), photo(2, "/b", new float[] {1, 0})));
        gallery.put(List.of(
                photo(9, "/c", new float[] {1, 0}),
                photo(2, "/old", new float[] {1, 0}),
                photo(2, "/new", new float[] {1, 0}),
                photo(1, "/d", new float[] {1, 0})));
        assertThat(gallery.photos()).extracting(p -> p.id().value()).containsExactly(1L, 2L, 7L, 9L);
        assertThat(gallery.photos())
                .extracting(GalleryPhoto::path)
                .contains(Path.of("/new"))
                .doesNotContain(Path.of("/b"));
        gallery.put(List.of());
        assertThat(gallery.size()).isEqualTo(4);
    }

    @Test
    void boxesThatAreAlikeAreKeptOnce() {
        gallery.put(List.of(photo(1, "/a", new float[] {1, 0}), photo(2, "/b", new float[] {1, 0})));
        gallery.put(
                List.of(photo(3, "/c", new float[] {1, 0}), photo(4, "/d", new float[] {1, 0}, new float[] {0, 1})));
        List<float[]> boxes = gallery.photos().stream().map(GalleryPhoto::boxes).toList();
        assertThat(boxes.get(1)).isSameAs(boxes.get(0));
        assertThat(boxes.get(2)).isSameAs(boxes.get(0));
        assertThat(boxes.get(3)).hasSize(8);
    }

    @Test
    void photosAreRemoved() {
        gallery.put(List.of(photo(1, "/a", new float[] {1, 0}), photo(2, "/b", new float[] {1, 0})));
        gallery.remove(List.of(new PhotoId(1), new PhotoId(77)));
        assertThat(gallery.photos()).extracting(GalleryPhoto::path).containsExactly(Path.of("/b"));
    }

    @Test
    void aPhotoIsFoundInTheFoldersOfAllItsFiles() {
        GalleryPhoto photo =
                photo(1, "/a/x.jpg", new float[] {1, 0}).with(Path.of("/a/x.jpg"), List.of(Path.of("/b/c/y.jpg")));
        assertThat(photo.pathIn(Path.of("/a"))).contains(Path.of("/a/x.jpg"));
        assertThat(photo.pathIn(Path.of("/b"))).contains(Path.of("/b/c/y.jpg"));
        assertThat(photo.pathIn(Path.of("/c"))).isEmpty();
    }

    @Test
    void aListTakenStaysAsItWas() {
        gallery.put(List.of(photo(1, "/a", new float[] {1, 0})));
        List<GalleryPhoto> before = gallery.photos();
        gallery.put(List.of(photo(2, "/b", new float[] {1, 0})));
        gallery.remove(List.of(new PhotoId(1)));
        assertThat(before).extracting(GalleryPhoto::path).containsExactly(Path.of("/a"));
    }

    @Test
    void photosThatWereLetGoAreReadAgain() {
        List<GalleryPhoto> stored =
                new ArrayList<>(List.of(photo(2, "/b", new float[] {1, 0}), photo(1, "/a", new float[] {1, 0})));
        AtomicInteger reads = new AtomicInteger();
        Gallery resting = new Gallery(2, () -> {
            reads.incrementAndGet();
            return stored;
        });
        assertThat(resting.letGo(Duration.ZERO)).as("nothing was read yet").isFalse();
        assertThat(resting.photos()).extracting(p -> p.id().value()).containsExactly(1L, 2L);
        assertThat(resting.letGo(Duration.ofMinutes(1)))
                .as("asked for just now")
                .isFalse();
        assertThat(resting.letGo(Duration.ZERO)).isTrue();
        assertThat(resting.letGo(Duration.ZERO)).isFalse();
        assertThat(reads).hasValue(1);

        stored.add(photo(3, "/c", new float[] {1, 0}));
        resting.put(List.of(stored.getLast()));
        assertThat(resting.size()).isEqualTo(3);
        resting.letGo(Duration.ZERO);
        resting.remove(List.of(new PhotoId(1)));
        assertThat(resting.size()).isEqualTo(2);
        resting.letGo(Duration.ZERO);
        assertThat(resting.photo(new PhotoId(2)).orElseThrow().path()).isEqualTo(Path.of("/b"));
        assertThat(reads).hasValue(4);

        resting.stay();
        assertThat(resting.letGo(Duration.ZERO)).isFalse();
        assertThat(reads).hasValue(4);
    }

    @Test
    void aGalleryOnItsOwnKeepsItsPhotos() {
        gallery.put(List.of(photo(1, "/a", new float[] {1, 0})));
        assertThat(gallery.letGo(Duration.ZERO)).isFalse();
        assertThat(gallery.size()).isOne();
    }

    @Test
    void descriptorsOfAnotherModelAreRefused() {
        assertThatThrownBy(() -> gallery.put(List.of(photo(1, "/a", new float[] {1, 0, 0}))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another model");
        assertThat(gallery.size()).isZero();
    }

    @Test
    void windowsShowWhatTheyOverlapWellOrElseBest() {
        float[] any = {1, 0};
        GalleryPhoto photo = photo(1, "/photo", any, any, any, any);

        assertThat(photo.showing(List.of(new Box(100, 0, 100, 100)))).containsExactly(1);
        assertThat(photo.showing(List.of(new Box(50, 0, 100, 100))))
                .as("half of either, a third of what both cover")
                .containsExactly(0, 1);
        assertThat(photo.showing(List.of(new Box(310, 10, 5, 5))))
                .as("the best")
                .containsExactly(3);
        assertThat(photo.showing(List.of(new Box(300, 0, 100, 100), new Box(0, 0, 90, 100))))
                .containsExactly(0, 3);
    }
}
