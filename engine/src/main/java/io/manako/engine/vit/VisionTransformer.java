package io.manako.engine.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.LayerNorm;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.vit.Block.KeysValues;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pre-norm Vision Transformer (Dosovitskiy et al., 2021) in plain tensor operations, with focus tokens riding through
 * its last F blocks (method.md §2). Lives on the inference thread alone.
 */
final class VisionTransformer implements AutoCloseable {
    private final NDManager manager;
    private final DataType type;
    private final Architecture architecture;
    private final int focusBlocks;
    private final float beta;
    private final PatchEmbedding patchEmbedding;
    private final List<Block> blocks = new ArrayList<>();
    private final @Nullable NDArray classToken;
    private final @Nullable AttentionPooling pooling;
    private final @Nullable NDArray registers;
    private final float[] positions;
    private final @Nullable NDArray positionOfClass;
    private final Map<PatchGrid, NDArray> positionsByGrid = new HashMap<>();
    private final Map<PatchGrid, Rotation> rotations = new HashMap<>();
    private final @Nullable NDArray preNormWeight;
    private final @Nullable NDArray preNormBias;
    private final NDArray normWeight;
    private final NDArray normBias;

    /** @param weights in the type that the transformer computes in */
    VisionTransformer(NDManager parent, Weights weights, ModelDescriptor descriptor) throws ModelException {
        type = weights.type();
        manager = parent.newSubManager();
        architecture = architecture(weights, descriptor);
        focusBlocks = architecture.pooled() ? 1 : Math.min(descriptor.focusBlocks(), architecture.blocks());
        beta = descriptor.beta();
        long d = architecture.dimension();
        patchEmbedding = architecture.hybrid()
                ? new ConvolutionalStem(manager, weights, architecture)
                : PatchEmbedding.Plain.load(manager, weights, architecture);
        FusedAttention fused = new FusedAttention(manager);
        for (int i = 0; i < architecture.blocks(); i++) {
            blocks.add(new Block(manager, weights, "blocks." + i + ".", architecture, fused));
        }
        pooling = architecture.pooled() ? AttentionPooling.load(manager, weights, architecture, fused) : null;
        classToken = architecture.pooled()
                ? null
                : weights.array(manager, weights.numbers("cls_token", d)).reshape(1, 1, d);
        registers = architecture.registers() == 0
                ? null
                : weights.array(manager, weights.numbers("register_tokens", architecture.registers() * d))
                        .reshape(1, architecture.registers(), d);
        preNormWeight = weights.loadIfPresent(manager, "norm_pre.weight", d);
        preNormBias = weights.loadIfPresent(manager, "norm_pre.bias", d);
        float[] all = architecture.rotary()
                ? new float[0]
                : weights.tensor("pos_embed").values();
        int first = architecture.positionOfClass() ? (int) d : 0;
        positions = Arrays.copyOfRange(all, first, all.length);
        positionOfClass = first == 0 ? null : constant(manager, Arrays.copyOf(all, first), new Shape(1, 1, d));
        normWeight = weights.load(manager, "norm.weight", d);
        normBias = weights.load(manager, "norm.bias", d);
    }

    private static Architecture architecture(Weights weights, ModelDescriptor descriptor) throws ModelException {
        int dimension = weights.length("norm.weight", 0, 1);
        boolean rotary = ModelDescriptor.isRotary(weights);
        int rows = rotary ? 1 : weights.tensor("pos_embed").values().length / dimension;
        int side = (int) Math.sqrt(rows);
        boolean withClass = side * side != rows;
        if (rows < 1 || withClass && side * side != rows - 1) {
            throw weights.refuse("a position embedding of " + rows + " rows fits no square grid of patches");
        }
        int blocks = weights.blocks();
        if (blocks == 0 || dimension % descriptor.heads() != 0) {
            throw weights.refuse(blocks + " blocks with " + descriptor.heads() + " heads for " + dimension
                    + " dimensions are no Vision Transformer");
        }
        boolean hybrid = weights.has("stem.stem.weight");
        return new Architecture(
                weights.patch(),
                dimension,
                blocks,
                descriptor.heads(),
                weights.registers(dimension),
                new PatchGrid(side, side),
                withClass,
                hybrid,
                rotary,
                ModelDescriptor.isPooled(weights),
                descriptor.gelu(),
                descriptor.epsilon());
    }

    Architecture architecture() {
        return architecture;
    }

    int focusBlocks() {
        return focusBlocks;
    }

    /** Patches that a grid's rows and columns must be multiples of: 2 where the stem has a stride of 32, else 1. */
    int gridMultiple() {
        return patchEmbedding.multiple() / architecture.patch();
    }

    private NDArray constant(NDManager scope, float[] values, Shape shape) {
        return Weights.typed(scope.create(FloatBuffer.wrap(values), shape), type);
    }

    NDManager newScope() {
        return manager.newSubManager();
    }

    /**
     * Descriptors of a batch of gallery photos. The last block computes CLS and the windows alone: nobody reads its
     * patches, which pays for the windows.
     *
     * @param pixels normalised, (B, rows · p, columns · p, 3)
     * @param regions m of the windows, (W, N), or null for none; freed where the transformer computes in another type
     * @param betweenBlocks called between two blocks: urgent work of the same thread runs there
     * @return CLS and windows after the final LayerNorm, (B, 1 + W, D), attached to the manager of the pixels
     */
    NDArray describe(NDArray pixels, PatchGrid grid, @Nullable NDArray regions, Runnable betweenBlocks) {
        NDManager scope = pixels.getManager();
        // Image tokens; from block L−F on the focus tokens follow them, so that every step is one larger product for
        // both.
        NDArray tokens = embed(pixels, grid, betweenBlocks);
        NDArray bias = null;
        Rotation rotation = rotation(grid);
        long image = tokens.getShape().get(1);
        for (int i = 0; i < blocks.size(); i++) {
            betweenBlocks.run();
            Block block = blocks.get(i);
            if (regions != null && pooling == null && i == blocks.size() - focusBlocks) {
                NDArray start = tokens.get(":,0:1").repeat(1, regions.getShape().get(0));
                tokens = tokens.concat(start, 1);
                bias = bias(Weights.typed(regions, type));
            }
            try (NDManager step = scope.newSubManager()) {
                tokens.attach(step);
                NDArray normed = block.norm1(tokens);
                KeysValues keysValues = block.keysValues(bias == null ? normed : normed.get(":,:" + image), rotation);
                boolean last = i == blocks.size() - 1 && pooling == null;
                if (last) {
                    tokens = withoutPatches(tokens, image);
                    normed = withoutPatches(normed, image);
                }
                NDArray queries = block.queries(normed, last ? null : rotation);
                tokens = block.finish(tokens, block.attend(queries, keysValues, bias));
                tokens.attach(scope);
            }
        }
        return pooling == null
                ? finalNorm(tokens)
                : pooling.pool(finalNorm(tokens), regions == null ? null : bias(Weights.typed(regions, type)));
    }

    /** CLS and what follows the image tokens. */
    private static NDArray withoutPatches(NDArray tokens, long image) {
        NDArray cls = tokens.get(":,0:1");
        return tokens.getShape().get(1) == image ? cls : cls.concat(tokens.get(":," + image + ":"), 1);
    }

    /**
     * All image tokens of a batch.
     *
     * @param pixels normalised, (B, rows · p, columns · p, 3)
     * @return CLS, registers and patches after the final LayerNorm, (B, tokens, D)
     */
    NDArray tokens(NDArray pixels, PatchGrid grid) {
        NDManager scope = pixels.getManager();
        NDArray image = embed(pixels, grid, () -> {});
        Rotation rotation = rotation(grid);
        for (Block block : blocks) {
            try (NDManager step = scope.newSubManager()) {
                image.attach(step);
                NDArray normed = block.norm1(image);
                KeysValues keysValues = block.keysValues(normed, rotation);
                image = block.finish(image, block.attend(block.queries(normed, rotation), keysValues, null));
                image.attach(scope);
            }
        }
        return finalNorm(image);
    }

    /**
     * One photo with everything an open photo needs.
     *
     * @param betweenBlocks called between two blocks: more urgent work of the same thread runs there
     * @return an {@link EncodedPhoto} with a manager of its own
     */
    EncodedPhoto open(NDArray pixels, PatchGrid grid, Runnable betweenBlocks) {
        NDManager kept = manager.newSubManager();
        try {
            return open(kept, pixels, grid, betweenBlocks);
        } catch (RuntimeException | Error e) {
            kept.close(); // as where a device has no memory left, which it would have less of from then on
            throw e;
        }
    }

    private EncodedPhoto open(NDManager kept, NDArray pixels, PatchGrid grid, Runnable betweenBlocks) {
        NDManager scope = pixels.getManager();
        NDArray image = embed(pixels, grid, betweenBlocks);
        Rotation rotation = rotation(grid);
        int first = blocks.size() - (pooling == null ? focusBlocks : 0);
        NDArray start = image;
        List<KeysValues> memory = new ArrayList<>();
        float[][][] maps = new float[focusBlocks][][];
        for (int i = 0; i < blocks.size(); i++) {
            betweenBlocks.run();
            Block block = blocks.get(i);
            if (i == first) {
                start = image.get(":,0:1").duplicate();
                start.attach(kept);
            }
            try (NDManager step = scope.newSubManager()) {
                image.attach(step);
                NDArray normed = block.norm1(image);
                KeysValues keysValues = block.keysValues(normed, rotation);
                NDArray queries = block.queries(normed, rotation);
                if (i >= first) {
                    memory.add(keysValues.keptBy(kept));
                    maps[i - first] = patchMaps(Block.attention(queries.get(":,:,0:1"), keysValues, null));
                }
                image = block.finish(image, block.attend(queries, keysValues, null));
                image.attach(scope);
            }
        }
        NDArray normed = finalNorm(image);
        float[] flat = normed.toFloatArray();
        int d = architecture.dimension();
        float[] cls = Arrays.copyOf(flat, d);
        if (pooling != null) {
            start = pooling.residual(normed, 1, 1);
            KeysValues keysValues = pooling.block().keysValues(normed, null);
            memory.add(keysValues.keptBy(kept));
            maps[0] = patchMaps(Block.attention(pooling.queries(start), keysValues, null));
            cls = pooling.pool(normed, null).toFloatArray();
            start.attach(kept);
        }
        float[][] patches = new float[grid.patches()][];
        for (int p = 0; p < patches.length; p++) {
            int from = (architecture.prefix() + p) * d;
            patches[p] = Arrays.copyOfRange(flat, from, from + d);
        }
        return new EncodedPhoto(kept, grid, start, memory, cls, patches, new AttentionMaps(grid, first, maps));
    }

    /** What is kept of an open photo: keys and values of the last F blocks, and what was read off on the way. */
    record EncodedPhoto(
            NDManager manager,
            PatchGrid grid,
            NDArray start,
            List<KeysValues> memory,
            float[] cls,
            float[][] patches,
            AttentionMaps attention) {}

    /** Result of focus tokens: (T, D) after the final LayerNorm, and their attention if it was asked for. */
    record FocusResult(float[][] descriptors, float[][][] attention) {}

    /**
     * Sends focus tokens through the last F blocks of an open photo.
     *
     * @param withAttention whether to read off the first token's attention, {@code float[F][H][N]}
     */
    FocusResult focus(EncodedPhoto photo, List<FocusToken> asked, boolean withAttention) {
        try (NDManager scope = manager.newSubManager()) {
            int n = asked.size();
            int patches = photo.grid.patches();
            int h = architecture.heads();
            float[] regions = new float[n * patches];
            boolean gated = false;
            for (int t = 0; t < n; t++) {
                System.arraycopy(asked.get(t).region(), 0, regions, t * patches, patches);
                gated |= asked.get(t).gates() != null;
            }
            NDArray bias = bias(constant(scope, regions, new Shape(n, patches)));
            NDArray tokens = photo.start.repeat(1, n);
            tokens.attach(scope);
            float[][][] maps = new float[withAttention ? focusBlocks : 0][][];
            for (int f = 0; f < focusBlocks; f++) {
                Block block = pooling == null ? blocks.get(blocks.size() - focusBlocks + f) : pooling.block();
                KeysValues keysValues = photo.memory.get(f);
                NDArray queries = pooling == null ? block.queries(block.norm1(tokens), null) : pooling.queries(tokens);
                NDArray attention = Block.attention(queries, keysValues, bias);
                if (withAttention) {
                    maps[f] = patchMaps(attention.get(":,:,0:1"));
                }
                NDArray gates = null;
                if (gated) {
                    float[] flat = new float[h * n];
                    for (int head = 0; head < h; head++) {
                        for (int t = 0; t < n; t++) {
                            float[][] g = asked.get(t).gates();
                            flat[head * n + t] = g == null ? 1 : g[f][head];
                        }
                    }
                    gates = constant(scope, flat, new Shape(1, h, n, 1));
                }
                tokens = block.finish(tokens, block.mix(attention, keysValues, gates));
            }
            float[] flat = (pooling == null ? finalNorm(tokens) : tokens).toFloatArray();
            int d = architecture.dimension();
            float[][] descriptors = new float[n][];
            for (int t = 0; t < n; t++) {
                descriptors[t] = Arrays.copyOfRange(flat, t * d, (t + 1) * d);
            }
            return new FocusResult(descriptors, maps);
        }
    }

    /** Image tokens (CLS, registers, patches) with their positions, (B, T, D). */
    private NDArray embed(NDArray pixels, PatchGrid grid, Runnable between) {
        long b = pixels.getShape().get(0);
        long d = architecture.dimension();
        NDArray patches = patchEmbedding.embed(pixels.toType(type, false), between);
        if (!architecture.rotary()) {
            patches.addi(positionsByGrid.computeIfAbsent(grid, this::positions));
        }
        if (classToken == null) {
            return patches;
        }
        NDArray cls = positionOfClass == null ? classToken : classToken.add(positionOfClass);
        NDList parts = new NDList(cls.broadcast(b, 1, d));
        if (registers != null) {
            parts.add(registers.broadcast(b, architecture.registers(), d));
        }
        NDManager scope = pixels.getManager();
        parts.attach(scope);
        cls.attach(positionOfClass == null ? manager : scope);
        parts.add(patches);
        NDArray tokens = NDArrays.concat(parts, 1);
        return preNormWeight == null || preNormBias == null ? tokens : norm(tokens, preNormWeight, preNormBias);
    }

    private @Nullable Rotation rotation(PatchGrid grid) {
        return architecture.rotary()
                ? rotations.computeIfAbsent(
                        grid, g -> Rotation.of(manager, g, architecture.headWidth(), architecture.prefix(), type))
                : null;
    }

    private NDArray positions(PatchGrid grid) {
        int d = architecture.dimension();
        float[] values = PositionEmbedding.resize(positions, architecture.positions(), grid, d);
        return constant(manager, values, new Shape(1, grid.patches(), d));
    }

    /** β · m with zeros for CLS and registers, (1, 1, W, tokens). */
    private NDArray bias(NDArray regions) {
        long w = regions.getShape().get(0);
        NDArray zeros = regions.getManager().zeros(new Shape(w, architecture.prefix()), type);
        return zeros.concat(regions.mul(beta), 1).reshape(1, 1, w, -1);
    }

    private NDArray finalNorm(NDArray tokens) {
        return norm(tokens, normWeight, normBias);
    }

    private NDArray norm(NDArray tokens, NDArray weight, NDArray bias) {
        return LayerNorm.layerNorm(tokens, new Shape(architecture.dimension()), weight, bias, architecture.epsilon())
                .singletonOrThrow();
    }

    /** @param attention (1, H, 1, tokens) */
    private float[][] patchMaps(NDArray attention) {
        float[] flat = attention.toFloatArray();
        int h = architecture.heads();
        int tokens = flat.length / h;
        float[][] maps = new float[h][];
        for (int i = 0; i < h; i++) {
            maps[i] = Arrays.copyOfRange(flat, i * tokens + architecture.prefix(), (i + 1) * tokens);
        }
        return maps;
    }

    @Override
    public void close() {
        manager.close();
    }
}
