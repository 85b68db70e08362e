package io.manako.engine.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.manako.engine.file.Sha256;
import io.manako.engine.photo.Raster;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The hybrid's convolutions alone, to compute maps once and train on them. Not thread-safe. */
public final class FrozenStem implements AutoCloseable {
    /** Channels of the map of stride 16. */
    public static final int MIDDLE_CHANNELS = LiteConvolutions.MIDDLE_CHANNELS;

    /** Channels of the map of stride 32. */
    public static final int DEEP_CHANNELS = LiteConvolutions.DEEP_CHANNELS;

    static final String PREFIX = "stem.";

    private final NDManager manager;
    private final LiteConvolutions convolutions;
    private final Pixels pixels = new Pixels(ModelDescriptor.LITE_MEAN, ModelDescriptor.LITE_DEVIATION);
    private final Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
    private final String source;

    /**
     * Both maps of one picture, cell by cell, row by row.
     *
     * @param middle {@code float[cells * 112]}, stride 16
     * @param deep {@code float[cells / 4 * 320]}, stride 32
     */
    public record Maps(float[] middle, float[] deep) {}

    private FrozenStem(NDManager manager, Safetensors file) throws ModelException {
        this.manager = manager;
        boolean inHybrid = file.names().contains(PREFIX + "stem.weight");
        if (!inHybrid && !file.names().contains("stem.weight")) {
            throw new ModelException("The weights " + file.source() + " cannot be used as the stem: they have no"
                    + " stem.weight, so they are not EfficientNet-Lite0's convolutions.");
        }
        source = file.metadata()
                .getOrDefault(
                        inHybrid ? "stem" : "source",
                        String.valueOf(Path.of(file.source()).getFileName()));
        convolutions = new LiteConvolutions(manager, new Weights(file), inHybrid ? PREFIX : "");
        for (String name : file.names()) {
            if (!inHybrid || name.startsWith(PREFIX)) {
                tensors.put(inHybrid ? name : PREFIX + name, file.tensor(name));
            }
        }
    }

    /**
     * @param file EfficientNet-Lite0's convolutions, or a hybrid that has them
     * @throws ModelException if the file is something else or damaged
     */
    public static FrozenStem open(Path file, Placement.Kind device) throws ModelException {
        try (Safetensors weights = Safetensors.open(file)) {
            NDManager manager = PyTorch.newManager(device);
            try {
                return new FrozenStem(manager, weights);
            } catch (ModelException | RuntimeException e) {
                manager.close();
                throw e;
            }
        }
    }

    /** The convolutions' tensors under the names of a hybrid's file, {@code stem.…}. */
    public Map<String, Safetensors.Tensor> tensors() {
        return tensors;
    }

    /** Whose convolutions these are, as their file says, or its name. */
    public String source() {
        return source;
    }

    /** SHA-256 of the tensors: that of one stem in whichever file it is, if its numbers are the same. */
    public byte[] digest() {
        MessageDigest digest = Sha256.begin();
        new TreeMap<>(tensors).forEach((name, tensor) -> {
            ByteBuffer bytes = ByteBuffer.allocate(4 * tensor.values().length);
            bytes.asFloatBuffer().put(tensor.values());
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        });
        return digest.digest();
    }

    /** @param pictures of one size, sides multiples of 32 pixels */
    public List<Maps> encode(List<Raster> pictures) {
        try (NDManager scope = manager.newSubManager()) {
            Raster first = pictures.getFirst();
            NDArray normalised = pixels.normalised(scope, pictures, first.width(), first.height());
            NDArray[] maps = convolutions.maps(normalised, () -> {});
            float[] middle = maps[0].transpose(0, 2, 3, 1).toFloatArray();
            float[] deep = maps[1].transpose(0, 2, 3, 1).toFloatArray();
            int m = middle.length / pictures.size();
            int d = deep.length / pictures.size();
            Maps[] each = new Maps[pictures.size()];
            for (int i = 0; i < each.length; i++) {
                each[i] = new Maps(
                        Arrays.copyOfRange(middle, i * m, (i + 1) * m), Arrays.copyOfRange(deep, i * d, (i + 1) * d));
            }
            return List.of(each);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
