package io.manako.engine.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.manako.engine.vit.Safetensors.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tensors under their canonical names, handed to a device one by one; a missing one or a wrong shape is refused. */
final class Weights {
    private static final Pattern BLOCK = Pattern.compile("^blocks\\.(\\d{1,4})\\.");

    private final Safetensors file;
    private final Map<String, String> stored;
    private final DataType type;

    Weights(Safetensors file) {
        this(file, new HashMap<>(), DataType.FLOAT32);
        for (String name : file.names()) {
            stored.put(WeightNames.canonical(name), name);
        }
    }

    private Weights(Safetensors file, Map<String, String> stored, DataType type) {
        this.file = file;
        this.stored = stored;
        this.type = type;
    }

    /** The same tensors, handed to devices in another type. */
    Weights as(DataType other) {
        return new Weights(file, stored, other);
    }

    /** Of the numbers that devices get. */
    DataType type() {
        return type;
    }

    /** How many transformer blocks there are tensors of; one that misses some counts too, and is refused when it is loaded. */
    int blocks() {
        int blocks = 0;
        for (String name : stored.keySet()) {
            Matcher block = BLOCK.matcher(name);
            if (block.find()) {
                blocks = Math.max(blocks, 1 + Integer.parseInt(block.group(1)));
            }
        }
        return blocks;
    }

    /** Pixels of a patch's side. A stem of convolutions halves the photo four times. */
    int patch() throws ModelException {
        return has("stem.stem.weight") ? 16 : length("patch_embed.proj.weight", 3, 4);
    }

    /** How many register tokens of D numbers there are. */
    int registers(int dimension) throws ModelException {
        return has("register_tokens") ? tensor("register_tokens").values().length / dimension : 0;
    }

    /** Says why a file cannot be used. */
    ModelException refuse(String why) {
        return new ModelException("The weights " + file.source() + " cannot be used: " + why + ".");
    }

    boolean has(String name) {
        return stored.containsKey(name);
    }

    Tensor tensor(String name) throws ModelException {
        String at = stored.get(name);
        if (at == null) {
            throw new ModelException("The weights " + file.source() + " cannot be used: they have no " + name
                    + ", so they are not of a Vision Transformer that Manako knows (timm, DINO, DINOv2, Hugging Face"
                    + " names, DINOv3, CLIP and SigLIP among them, or Manako's own hybrid).");
        }
        return file.tensor(at);
    }

    /**
     * The length of a tensor along one of its axes.
     *
     * @param axes that it must have
     */
    int length(String name, int axis, int axes) throws ModelException {
        long[] shape = tensor(name).shape();
        if (shape.length != axes || shape[axis] < 1) {
            throw refuse(
                    name + " has the shape " + Arrays.toString(shape) + " where " + axes + " dimensions are asked for");
        }
        return Math.toIntExact(shape[axis]);
    }

    /** A tensor of so many numbers, whatever its shape. */
    Tensor numbers(String name, long count) throws ModelException {
        Tensor tensor = tensor(name);
        if (tensor.values().length != count) {
            throw refuse(name + " has the shape " + Arrays.toString(tensor.shape()) + " where " + count
                    + " numbers are asked for");
        }
        return tensor;
    }

    Tensor tensor(String name, long... shape) throws ModelException {
        return checked(name, tensor(name), shape);
    }

    /** A tensor that must have a shape. */
    Tensor checked(String name, Tensor tensor, long... shape) throws ModelException {
        if (!Arrays.equals(tensor.shape(), shape)) {
            throw new ModelException("The weights " + file.source() + " cannot be used: " + name + " has the shape "
                    + Arrays.toString(tensor.shape()) + " where the rest of the file asks for "
                    + Arrays.toString(shape) + ".");
        }
        return tensor;
    }

    NDArray load(NDManager manager, String name, long... shape) throws ModelException {
        return array(manager, tensor(name, shape));
    }

    @Nullable
    NDArray loadIfPresent(NDManager manager, String name, long... shape) throws ModelException {
        return has(name) ? load(manager, name, shape) : null;
    }

    /** Values on the manager's device, in the type of these weights. */
    NDArray array(NDManager manager, Tensor tensor) {
        return typed(manager.create(FloatBuffer.wrap(tensor.values()), new Shape(tensor.shape())), type);
    }

    /** The same numbers in a type; float32 that becomes another one is freed. */
    static NDArray typed(NDArray single, DataType type) {
        if (type == DataType.FLOAT32) {
            return single;
        }
        try (single) {
            return single.toType(type, false);
        }
    }
}
