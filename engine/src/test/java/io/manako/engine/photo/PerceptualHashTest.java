package io.manako.engine.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PerceptualHashTest {
    @Test
    void aRecompressedAndResizedCopyIsNear() throws UnreadablePhotoException {
        Raster photo = waves(1, 200, 150);
        Raster copy = PhotoDecoder.decode(PictureWriter.jpeg(Resampler.bicubic(photo, 80, 60), 50), 0);
        assertThat(PerceptualHash.of(photo).isNear(PerceptualHash.of(copy))).isTrue();
    }

    @Test
    void anotherPictureIsNot() {
        for (int seed = 2; seed < 12; seed++) {
            assertThat(PerceptualHash.of(waves(1, 200, 150)).isNear(PerceptualHash.of(waves(seed, 200, 150))))
                    .isFalse();
        }
    }

    @Test
    void aMirroredPictureIsAnother() {
        Raster photo = waves(1, 200, 150);
        byte[] rgb = new byte[photo.rgb().length];
        for (int i = 0; i < 200 * 150; i++) {
            int from = i / 200 * 200 + 199 - i % 200;
            System.arraycopy(photo.rgb(), 3 * from, rgb, 3 * i, 3);
        }
        assertThat(PerceptualHash.of(photo).isNear(PerceptualHash.of(new Raster(200, 150, rgb))))
                .isFalse();
    }

    @Test
    void plainPicturesAreLikeNoOther() {
        PerceptualHash plain = PerceptualHash.of(TestPhotos.plain(60, 40, 90, 120, 40));
        assertThat(plain.bits()).isZero();
        assertThat(plain.isNear(PerceptualHash.of(TestPhotos.plain(60, 40, 90, 120, 40))))
                .isFalse();
    }

    @Test
    void halfOfTheFrequenciesAreAboveTheirMedian() {
        assertThat(Long.bitCount(PerceptualHash.of(waves(3, 64, 64)).bits())).isEqualTo(32);
    }

    /** A sum of waves of random directions, as photos are. */
    private static Raster waves(int seed, int width, int height) {
        Random random = new Random(seed);
        double[][] waves = new double[12][];
        for (int i = 0; i < waves.length; i++) {
            waves[i] = new double[] {random.nextDouble(0, 25), random.nextDouble(-25, 25), random.nextDouble(0, 7)};
        }
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < width * height; i++) {
            double sum = 0;
            for (double[] wave : waves) {
                sum += Math.sin(wave[0] * (i % width) / width + wave[1] * (i / width) / height + wave[2]);
            }
            byte grey = (byte) Math.clamp(Math.round(128 + 20 * sum), 0, 255);
            rgb[3 * i] = rgb[3 * i + 1] = rgb[3 * i + 2] = grey;
        }
        return new Raster(width, height, rgb);
    }
}
