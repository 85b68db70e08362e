package io.manako.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.evaluation.FocusDataset.Photo;
import io.manako.engine.photo.Raster;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DuplicateBenchmarkTest {
    @Test
    void copiesAreFoundAndOtherPhotosAreNot() throws IOException {
        List<Photo> photos = List.of(photo("1"), photo("2"), photo("3"));
        DuplicateBenchmark.Report report = new DuplicateBenchmark(
                        file -> picture(Long.parseLong(file.getFileName().toString())))
                .run(new FocusDataset(photos, List.of(), List.of()), ProgressListener.NONE, new CancellationToken());
        assertThat(report.photos()).isEqualTo(3);
        assertThat(report.pairs()).isEqualTo(3);
        assertThat(report.confused()).isZero();
        for (DuplicateBenchmark.Copies copies : report.copies()) {
            if (!copies.sort().contains("cut off")) {
                assertThat(copies.found()).as(copies.sort()).isEqualTo(3);
                assertThat(copies.meanDistance()).as(copies.sort()).isLessThan(8);
            }
        }
    }

    @Test
    void onePhotoTwiceIsConfused() throws IOException {
        List<Photo> photos = List.of(photo("1"), photo("1"));
        assertThat(new DuplicateBenchmark(file -> picture(1))
                        .run(
                                new FocusDataset(photos, List.of(), List.of()),
                                ProgressListener.NONE,
                                new CancellationToken())
                        .confused())
                .isEqualTo(1);
    }

    private static Photo photo(String name) {
        return new Photo(Path.of(name), 192, 192, 0);
    }

    /** Grey squares of 24 pixels. */
    private static Raster picture(long seed) {
        Random random = new Random(seed);
        int[] greys = random.ints(64, 20, 236).toArray();
        byte[] rgb = new byte[192 * 192 * 3];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            rgb[i] = (byte) greys[pixel / 192 / 24 * 8 + pixel % 192 / 24];
        }
        return new Raster(192, 192, rgb);
    }
}
