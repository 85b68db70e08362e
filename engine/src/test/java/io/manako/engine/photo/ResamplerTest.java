package io.manako.engine.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.prompt.Box;
import org.junit.jupiter.api.Test;

/** The golden pictures {@code resample-*.png} were made from {@code resample.png} by Pillow 13. */
class ResamplerTest {
    private final Raster picture = TestPhotos.resource("resample.png");

    @Test
    void reducesAsPillowDoes() {
        assertThat(Resampler.bicubic(picture, 14, 17).rgb())
                .isEqualTo(TestPhotos.resource("resample-14x17.png").rgb());
    }

    @Test
    void enlargesAsPillowDoes() {
        assertThat(Resampler.bicubic(picture, 60, 44).rgb())
                .isEqualTo(TestPhotos.resource("resample-60x44.png").rgb());
    }

    @Test
    void resizesAPartAsPillowDoes() {
        Raster part = Resampler.bicubic(picture, new Box(5.5, 3, 34.75, 24.75), 16, 16);

        assertThat(part.rgb())
                .isEqualTo(TestPhotos.resource("resample-box-16x16.png").rgb());
    }

    @Test
    void leavesAPictureOfTheWantedSizeAsItIs() {
        assertThat(Resampler.bicubic(picture, picture.width(), picture.height()).rgb())
                .isEqualTo(picture.rgb());
    }

    @Test
    void aPlainPictureStaysPlain() {
        Raster plain = TestPhotos.plain(301, 7, 200, 100, 3);

        Raster small = Resampler.bicubic(plain, 10, 30);

        assertThat(small.rgb()).isEqualTo(TestPhotos.plain(10, 30, 200, 100, 3).rgb());
    }

    @Test
    void shrinkAveragesAndKeepsTheAspect() {
        byte[] stripes = new byte[400 * 100 * 3];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = (byte) (i / 3 % 2 * 200);
        }

        Raster small = Resampler.shrink(new Raster(400, 100, stripes), 200);

        assertThat(small.width()).isEqualTo(200);
        assertThat(small.height()).isEqualTo(50);
        assertThat(small.rgb()).containsOnly((byte) 100);
    }

    @Test
    void shrinkNeverEnlarges() {
        assertThat(Resampler.shrink(picture, 45)).isSameAs(picture);
    }

    @Test
    void shrinkKeepsAtLeastOnePixel() {
        Raster line = Resampler.shrink(TestPhotos.plain(1000, 1, 9, 9, 9), 10);

        assertThat(line.width()).isEqualTo(10);
        assertThat(line.height()).isEqualTo(1);
    }

    @Test
    void cropsToWhatLiesInThePicture() {
        Raster part = Resampler.crop(picture, new Box(-4, 27.6, 10, 100));

        assertThat(part.width()).isEqualTo(6);
        assertThat(part.height()).isEqualTo(3);
        assertThat(part.at(5, 2, 1)).isEqualTo(picture.at(5, 30, 1));
    }

    @Test
    void aCropHasAtLeastOnePixel() {
        Raster part = Resampler.crop(picture, new Box(3.1, 3.1, 0.2, 0.2));

        assertThat(part.width() * part.height()).isEqualTo(1);
    }

    @Test
    void refusesAPartOutsideThePicture() {
        assertThatIllegalArgumentException().isThrownBy(() -> Resampler.crop(picture, new Box(45, 0, 5, 5)));
        assertThatIllegalArgumentException().isThrownBy(() -> Resampler.bicubic(picture, new Box(0, -9, 5, 9), 10, 10));
    }

    @Test
    void mapsAreInterpolatedBetweenTheCentresOfTheirCells() {
        float[] big = Resampler.bilinear(new float[] {0, 1, 2, 3}, 2, 2, 4, 4);

        assertThat(big[0]).isEqualTo(0, within(1e-6f));
        assertThat(big[1]).isEqualTo(0.25f, within(1e-6f));
        assertThat(big[4]).isEqualTo(0.5f, within(1e-6f));
        assertThat(big[15]).isEqualTo(3, within(1e-6f));
    }
}
