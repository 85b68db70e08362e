package io.manako.engine.vit;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.manako.engine.photo.Raster;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/** From bytes to what a network reads. For one thread. */
final class Pixels {
    private final float[] scale = new float[3];
    private final float[] offset = new float[3];
    private ByteBuffer staged =
            ByteBuffer.allocateDirect(0); // kept: to fill a new one with zeros takes as long as to copy

    /** @param mean per channel, of pixels from 0 to 1, as is {@code deviation} */
    Pixels(float[] mean, float[] deviation) {
        for (int c = 0; c < 3; c++) {
            scale[c] = 1 / (255 * deviation[c]);
            offset[c] = -mean[c] / deviation[c];
        }
    }

    /**
     * Normalised floats, (B, height, width, 3).
     *
     * @throws IllegalArgumentException if a picture has another size
     */
    NDArray normalised(NDManager scope, List<Raster> batch, int width, int height) {
        for (Raster raster : batch) {
            if (raster.width() != width || raster.height() != height) {
                throw new IllegalArgumentException("a picture of " + raster.width() + " x " + raster.height()
                        + " pixels where " + width + " x " + height + " are asked for");
            }
        }
        Shape shape = new Shape(batch.size(), height, width, 3);
        return scope.getDevice().equals(Device.cpu()) ? here(scope, batch, shape) : there(scope, batch, shape);
    }

    private NDArray here(NDManager scope, List<Raster> batch, Shape shape) {
        float[] values = new float[(int) shape.size()];
        int at = 0;
        for (Raster raster : batch) {
            byte[] rgb = raster.rgb();
            for (int i = 0; i < rgb.length; i += 3) {
                values[at++] = (rgb[i] & 0xff) * scale[0] + offset[0];
                values[at++] = (rgb[i + 1] & 0xff) * scale[1] + offset[1];
                values[at++] = (rgb[i + 2] & 0xff) * scale[2] + offset[2];
            }
        }
        return scope.create(FloatBuffer.wrap(values), shape);
    }

    /** The same on a device: bytes are a quarter of the way, and the device multiplies faster than one core does. */
    NDArray there(NDManager scope, List<Raster> batch, Shape shape) {
        int size = (int) shape.size();
        if (staged.capacity() < size) {
            staged = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        }
        ByteBuffer bytes = staged.clear().limit(size);
        for (Raster raster : batch) {
            bytes.put(raster.rgb());
        }
        return scope.create(bytes.rewind(), shape, DataType.UINT8)
                .toType(DataType.FLOAT32, true) // another type, and so a copy of what is staged
                .muli(scope.create(scale))
                .addi(scope.create(offset));
    }
}
