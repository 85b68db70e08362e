package io.manako.engine.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.manako.engine.photo.Raster;
import java.nio.FloatBuffer;
import java.util.List;

/** From bytes to what a network reads. */
final class Pixels {
    private Pixels() {}

    /**
     * Normalised floats, (B, height, width, 3).
     *
     * @param mean per channel, of pixels from 0 to 1, as is {@code deviation}
     * @throws IllegalArgumentException if a picture has another size
     */
    static NDArray normalised(
            NDManager scope, List<Raster> batch, int width, int height, float[] mean, float[] deviation) {
        float[] scale = new float[3];
        float[] offset = new float[3];
        for (int c = 0; c < 3; c++) {
            scale[c] = 1 / (255 * deviation[c]);
            offset[c] = -mean[c] / deviation[c];
        }
        float[] values = new float[batch.size() * height * width * 3];
        int at = 0;
        for (Raster raster : batch) {
            if (raster.width() != width || raster.height() != height) {
                throw new IllegalArgumentException("a picture of " + raster.width() + " x " + raster.height()
                        + " pixels where " + width + " x " + height + " are asked for");
            }
            byte[] rgb = raster.rgb();
            for (int i = 0; i < rgb.length; i += 3) {
                values[at++] = (rgb[i] & 0xff) * scale[0] + offset[0];
                values[at++] = (rgb[i + 1] & 0xff) * scale[1] + offset[1];
                values[at++] = (rgb[i + 2] & 0xff) * scale[2] + offset[2];
            }
        }
        return scope.create(FloatBuffer.wrap(values), new Shape(batch.size(), height, width, 3));
    }
}
