package io.manako.engine.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.manako.engine.photo.Raster;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PixelsTest {
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    @Test
    void aDeviceNormalisesBytesAsThisProcessDoes() throws ModelException {
        try (NDManager scope = PyTorch.newManager()) {
            List<Raster> batch = List.of(picture(1), picture(2));
            Pixels pixels = new Pixels(MEAN, DEVIATION);
            NDArray expected = pixels.normalised(scope, batch, 5, 3);
            NDArray actual = pixels.there(scope, batch, new Shape(2, 3, 5, 3));
            pixels.there(scope, List.of(picture(3)), new Shape(1, 3, 5, 3)); // must not change what came before
            assertThat(actual.getShape()).isEqualTo(expected.getShape());
            assertThat(actual.toFloatArray()).containsExactly(expected.toFloatArray(), within(1e-6f));
            byte[] rgb = batch.getFirst().rgb();
            assertThat(actual.toFloatArray()[4])
                    .isCloseTo(((rgb[4] & 0xff) / 255f - MEAN[1]) / DEVIATION[1], within(1e-5f));
        }
    }

    @Test
    void pictureOfAnotherSizeIsRefused() throws ModelException {
        try (NDManager scope = PyTorch.newManager()) {
            assertThatThrownBy(() -> new Pixels(MEAN, DEVIATION).normalised(scope, List.of(picture(1)), 3, 5))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("5 x 3");
        }
    }

    private static Raster picture(int seed) {
        byte[] rgb = new byte[3 * 5 * 3];
        new Random(seed).nextBytes(rgb);
        return new Raster(5, 3, rgb);
    }
}
