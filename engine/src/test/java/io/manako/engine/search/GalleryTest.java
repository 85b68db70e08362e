package io.manako.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.photo.PerceptualHash;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.vector.Int8Vectors;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    void photosAreRemovedAndMoved() {
        gallery.put(List.of(photo(1, "/a", new float[] {1, 0}), photo(2, "/b", new float[] {1, 0})));
        gallery.move(Map.of(new PhotoId(2), Path.of("/moved"), new PhotoId(5), Path.of("/nobody")));
        gallery.remove(List.of(new PhotoId(1), new PhotoId(77)));
        assertThat(gallery.photos()).extracting(GalleryPhoto::path).containsExactly(Path.of("/moved"));
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
    void descriptorsOfAnotherModelAreRefused() {
        assertThatThrownBy(() -> gallery.put(List.of(photo(1, "/a", new float[] {1, 0, 0}))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another model");
        assertThat(gallery.size()).isZero();
    }
}
