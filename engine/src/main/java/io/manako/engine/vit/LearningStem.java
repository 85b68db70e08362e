package io.manako.engine.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.manako.engine.photo.Raster;
import java.util.List;
import java.util.Map;

/** The hybrid's convolutions with weights that a training changes: gradients flow through them. Not thread-safe. */
public final class LearningStem {
    /** What the names of its tensors begin with. */
    public static final String PREFIX = FrozenStem.PREFIX;

    private final Pixels pixels = new Pixels(ModelDescriptor.LITE_MEAN, ModelDescriptor.LITE_DEVIATION);

    /**
     * Both maps of pictures.
     *
     * @param parameters under the names of a hybrid's file, of the manager {@code scope}
     * @param pictures B of one size, sides multiples of 32 pixels
     * @return (B, N, 112) of stride 16 and (B, N / 4, 320) of stride 32, cell by cell, row by row
     */
    public NDArray[] maps(Map<String, NDArray> parameters, NDManager scope, List<Raster> pictures) {
        Raster first = pictures.getFirst();
        LiteConvolutions convolutions = new LiteConvolutions(parameters, PREFIX);
        NDArray[] maps = convolutions.maps(pixels.normalised(scope, pictures, first.width(), first.height()), () -> {});
        return new NDArray[] {rows(maps[0]), rows(maps[1])};
    }

    private static NDArray rows(NDArray map) {
        NDArray last = map.transpose(0, 2, 3, 1);
        return last.reshape(last.getShape().get(0), -1, last.getShape().get(3));
    }
}
