package io.manako.engine.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.PatchGrid;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A Vision Transformer whose raw tokens are the targets of a distillation: neither centred nor normalised. Not
 * thread-safe.
 */
public final class FrozenTeacher implements AutoCloseable {
    private final NDManager manager;
    private final ModelDescriptor descriptor;
    private final VisionTransformer transformer;
    private final Pixels pixels;

    /**
     * Tokens of one picture after the final LayerNorm.
     *
     * @param cls {@code float[D]}
     * @param patches {@code float[N * D]}, row by row
     */
    public record Tokens(float[] cls, float[] patches) {}

    private FrozenTeacher(NDManager manager, LoadedWeights weights) throws ModelException {
        this.manager = manager;
        descriptor = weights.descriptor();
        pixels = new Pixels(descriptor.mean(), descriptor.deviation());
        if (ModelDescriptor.isPooled(weights.weights())) {
            throw weights.weights().refuse("a teacher needs a CLS token, and they have none");
        }
        transformer = new VisionTransformer(manager, weights.weights(), descriptor);
    }

    /** @throws ModelException if the file is no Vision Transformer with weights that can be used */
    public static FrozenTeacher open(Path file, Placement.Kind device) throws ModelException {
        try (LoadedWeights weights = LoadedWeights.open(file, true, 0)) {
            NDManager manager = PyTorch.newManager(device);
            try {
                return new FrozenTeacher(manager, weights);
            } catch (ModelException | RuntimeException e) {
                manager.close();
                throw e;
            }
        }
    }

    /** Pixels along one side of a patch. */
    public int patch() {
        return transformer.architecture().patch();
    }

    /** D. */
    public int dimension() {
        return transformer.architecture().dimension();
    }

    /** @param pictures each of {@code columns * patch()} by {@code rows * patch()} pixels */
    public List<Tokens> encode(List<Raster> pictures, PatchGrid grid) {
        Architecture a = transformer.architecture();
        try (NDManager scope = manager.newSubManager()) {
            NDArray normalised =
                    pixels.normalised(scope, pictures, grid.columns() * a.patch(), grid.rows() * a.patch());
            float[] flat = transformer.tokens(normalised, grid).toFloatArray();
            int d = a.dimension();
            int each = (a.prefix() + grid.patches()) * d;
            Tokens[] tokens = new Tokens[pictures.size()];
            for (int i = 0; i < tokens.length; i++) {
                int from = i * each;
                tokens[i] = new Tokens(
                        Arrays.copyOfRange(flat, from, from + d),
                        Arrays.copyOfRange(flat, from + a.prefix() * d, from + each));
            }
            return List.of(tokens);
        }
    }

    /**
     * Focus tokens of regions of one picture, as the teacher's own transformer makes them.
     *
     * @param picture {@code columns * patch()} by {@code rows * patch()} pixels
     * @return {@code float[T][D]} after the final LayerNorm
     */
    public float[][] focus(Raster picture, PatchGrid grid, List<FocusToken> asked) {
        Architecture a = transformer.architecture();
        try (NDManager scope = manager.newSubManager()) {
            NDArray normalised =
                    pixels.normalised(scope, List.of(picture), grid.columns() * a.patch(), grid.rows() * a.patch());
            VisionTransformer.EncodedPhoto open = transformer.open(normalised, grid, () -> {});
            try (NDManager kept = open.manager()) {
                return transformer.focus(open, asked, false).descriptors();
            }
        }
    }

    @Override
    public void close() {
        transformer.close();
        manager.close();
    }
}
