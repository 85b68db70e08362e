package io.manako.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.msba.WindowLayout;
import io.manako.engine.photo.PerceptualHash;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.vector.Int8Vectors;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MatchBoxTest {
    private static final float[] QUERY = {1, 0};
    private static final MatchBox BOXES = new MatchBox(QUERY, 20); // one for all, as in a ranking

    /** A photo of 1200 x 600 pixels whose windows have the similarities given, and 0 where none is. */
    private static GalleryPhoto photo(float... similarities) {
        float[][] windows = new float[WindowLayout.MULTI_SCALE.size()][2];
        for (int w = 0; w < windows.length; w++) {
            windows[w][0] = w < similarities.length ? similarities[w] : 0;
            windows[w][1] = 1;
        }
        return new GalleryPhoto(
                new PhotoId(1),
                Path.of("/photo"),
                1200,
                600,
                PerceptualHash.NONE,
                QUERY,
                Int8Vectors.quantise(windows),
                WindowLayout.MULTI_SCALE.boxes());
    }

    @Test
    void oneWindowThatStandsOutIsTheBox() {
        float[] similarities = new float[35];
        similarities[22] = 1; // the middle one of scale 1/3
        assertBox(photo(similarities), 400, 200, 400, 200);
    }

    @Test
    void windowsThatAgreeMeetWhereTheyOverlap() {
        // The upper left and the upper middle half: both hold columns 3 to 6 of 12, and rows 0 to 6.
        float[] similarities = new float[35];
        similarities[1] = similarities[2] = 1;
        Box box = BOXES.of(photo(similarities));
        assertThat(box.x()).isBetween(0.0, 300.0);
        assertThat(box.x() + box.width()).isBetween(600.0, 900.0);
        assertThat(box.height()).isLessThanOrEqualTo(300);
    }

    @Test
    void whereAllWindowsAgreeThePhotoIsTheBox() {
        float[] same = new float[35];
        java.util.Arrays.fill(same, 0.5f);
        assertBox(photo(same), 0, 0, 1200, 600);
    }

    /** A library may hold photos that were described with other windows. */
    @Test
    void photosOfOtherWindowsHaveTheirOwn() {
        float[][] halves = {{0, 1}, {1, 0}};
        float[] boxes = {0, 0, 0.5f, 1, 0.5f, 0, 0.5f, 1};
        GalleryPhoto other = new GalleryPhoto(
                new PhotoId(2),
                Path.of("/other"),
                1200,
                600,
                PerceptualHash.NONE,
                QUERY,
                Int8Vectors.quantise(halves),
                boxes);
        float[] similarities = new float[35];
        similarities[22] = 1;
        assertBox(photo(similarities), 400, 200, 400, 200);
        assertBox(other, 600, 0, 600, 600);
        assertBox(photo(similarities), 400, 200, 400, 200);
    }

    private static void assertBox(GalleryPhoto photo, double x, double y, double width, double height) {
        Box box = BOXES.of(photo);
        assertThat(new double[] {box.x(), box.y(), box.width(), box.height()})
                .containsExactly(new double[] {x, y, width, height}, within(1e-6));
    }
}
