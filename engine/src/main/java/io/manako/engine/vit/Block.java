package io.manako.engine.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import io.manako.engine.vit.Safetensors.Tensor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One pre-norm transformer block. Shapes: B photos, T tokens, D = H · d. Results belong to the manager of the tokens
 * passed in.
 */
final class Block {
    private final int heads;
    private final long dimension;
    private final float epsilon;
    private final @Nullable NDArray norm1Weight;
    private final @Nullable NDArray norm1Bias;
    private final NDArray queryWeight;
    private final NDArray queryBias;
    private final NDArray keyValueWeight;
    private final NDArray keyValueBias;
    private final NDArray projectionWeight;
    private final NDArray projectionBias;
    private final @Nullable NDArray scale1;
    private final NDArray norm2Weight;
    private final NDArray norm2Bias;
    private final NDArray fc1Weight;
    private final NDArray fc1Bias;
    private final NDArray fc2Weight;
    private final NDArray fc2Bias;
    private final @Nullable NDArray scale2;
    private final boolean swiGlu;
    private final Gelu gelu;
    private final FusedAttention fused;

    /** Keys and values of the image tokens, (B, H, T, d). */
    record KeysValues(NDArray keys, NDArray values) {
        /** A copy that lives as long as another manager. */
        KeysValues keptBy(NDManager manager) {
            KeysValues copy = new KeysValues(keys.duplicate(), values.duplicate());
            copy.keys.attach(manager);
            copy.values.attach(manager);
            return copy;
        }
    }

    /** @param at beginning of the names of its weights: {@code blocks.N.}, or that of an attention pooling */
    Block(NDManager manager, Weights weights, String at, Architecture a, FusedAttention fused) throws ModelException {
        this.fused = fused;
        gelu = a.gelu();
        heads = a.heads();
        long d = dimension = a.dimension();
        epsilon = a.epsilon();
        boolean pooling = at.equals(AttentionPooling.WEIGHTS);
        norm1Weight = pooling ? null : weights.load(manager, at + "norm1.weight", d);
        norm1Bias = pooling ? null : weights.load(manager, at + "norm1.bias", d);
        Tensor[] query = projection(weights, at, "query", 0, d);
        Tensor[] key = projection(weights, at, "key", 1, d);
        Tensor[] value = projection(weights, at, "value", 2, d);
        // The scale 1/√d of the logits is put into the query's weights once, instead of into every logit.
        float scale = (float) (1 / Math.sqrt(a.headWidth()));
        queryWeight = weights.array(manager, scaled(query[0], scale));
        queryBias = weights.array(manager, scaled(query[1], scale));
        keyValueWeight = weights.array(manager, stacked(key[0], value[0]));
        keyValueBias = weights.array(manager, stacked(key[1], value[1]));
        projectionWeight = weights.load(manager, at + "attn.proj.weight", d, d);
        projectionBias = weights.load(manager, at + "attn.proj.bias", d);
        scale1 = weights.loadIfPresent(manager, at + "ls1.gamma", d);
        norm2Weight = weights.load(manager, at + "norm2.weight", d);
        norm2Bias = weights.load(manager, at + "norm2.bias", d);
        Tensor into = gated(weights, at, "weight");
        long up = into.shape()[0];
        long[] down = weights.tensor(at + "mlp.fc2.weight").shape();
        swiGlu = down.length == 2 && up == 2 * down[1];
        fc1Weight = weights.array(manager, weights.checked(at + "mlp.fc1.weight", into, up, d));
        fc1Bias = weights.array(manager, weights.checked(at + "mlp.fc1.bias", gated(weights, at, "bias"), up));
        fc2Weight = weights.load(manager, at + "mlp.fc2.weight", d, swiGlu ? up / 2 : up);
        fc2Bias = weights.load(manager, at + "mlp.fc2.bias", d);
        scale2 = weights.loadIfPresent(manager, at + "ls2.gamma", d);
    }

    /** Normalised tokens, what queries, keys and values are made of; an attention pooling has no such norm. */
    NDArray norm1(NDArray tokens) {
        return LayerNorm.layerNorm(
                        tokens,
                        new Shape(dimension),
                        Objects.requireNonNull(norm1Weight),
                        Objects.requireNonNull(norm1Bias),
                        epsilon)
                .singletonOrThrow();
    }

    /**
     * @param normed image tokens after {@link #norm1}, (B, T, D)
     * @param rotation of the patches' keys, or null for none
     */
    KeysValues keysValues(NDArray normed, @Nullable Rotation rotation) {
        long b = normed.getShape().get(0);
        long t = normed.getShape().get(1);
        NDList both = Linear.linear(normed, keyValueWeight, keyValueBias)
                .singletonOrThrow()
                .reshape(b, t, 2 * heads, dimension / heads)
                .split(2, 2);
        NDArray keys = both.get(0).transpose(0, 2, 1, 3);
        return new KeysValues(
                rotation == null ? keys : rotation.turn(keys), both.get(1).transpose(0, 2, 1, 3));
    }

    /**
     * @param rotation of the patches' queries, or null for none
     * @return queries, already divided by √d, (B, H, T, d)
     */
    NDArray queries(NDArray normed, @Nullable Rotation rotation) {
        long b = normed.getShape().get(0);
        long t = normed.getShape().get(1);
        NDArray queries = Linear.linear(normed, queryWeight, queryBias)
                .singletonOrThrow()
                .reshape(b, t, heads, dimension / heads)
                .transpose(0, 2, 1, 3);
        return rotation == null ? queries : rotation.turn(queries);
    }

    /**
     * What queries take from the image tokens, where nobody reads how much from which.
     *
     * @param bias added to the logits of the last W queries, (1, 1, W, image tokens), or null
     * @return concatenated heads, (B, T, D)
     */
    NDArray attend(NDArray queries, KeysValues image, @Nullable NDArray bias) {
        if (bias == null) {
            return fused.of(queries, image);
        }
        long before = queries.getShape().get(2) - bias.getShape().get(2);
        if (before <= 1) {
            return mix(attention(queries, image, bias), image, null);
        }
        NDArray riders = queries.get(":,:," + before + ":");
        return fused.of(queries.get(":,:,:" + before), image)
                .concat(mix(attention(riders, image, bias), image, null), 1);
    }

    /**
     * Attention of queries on image tokens.
     *
     * @param bias added to the logits of the last W queries, (1, 1, W, image tokens), or null
     * @return softmax over the image tokens, (B, H, T, image tokens)
     */
    static NDArray attention(NDArray queries, KeysValues image, @Nullable NDArray bias) {
        NDArray logits = queries.matMul(image.keys().transpose(0, 1, 3, 2));
        if (bias != null) {
            long before = logits.getShape().get(2) - bias.getShape().get(2);
            (before == 0 ? logits : logits.get(":,:," + before + ":")).addi(bias);
        }
        return logits.softmax(-1);
    }

    /**
     * @param attention of {@link #attention}
     * @param gates γ, broadcast to (B, H, T, d), or null for 1
     * @return concatenated heads, (B, T, D)
     */
    NDArray mix(NDArray attention, KeysValues image, @Nullable NDArray gates) {
        NDArray heads = attention.matMul(image.values());
        if (gates != null) {
            heads = heads.mul(gates);
        }
        long b = heads.getShape().get(0);
        long t = heads.getShape().get(2);
        return heads.transpose(0, 2, 1, 3).reshape(b, t, dimension);
    }

    /** Output projection, residual and MLP: what a token becomes, given its mixed heads. Tokens are changed in place. */
    NDArray finish(NDArray tokens, NDArray mixed) {
        NDArray o = Linear.linear(mixed, projectionWeight, projectionBias).singletonOrThrow();
        tokens.addi(scale1 == null ? o : o.muli(scale1));
        NDArray normed = LayerNorm.layerNorm(tokens, new Shape(dimension), norm2Weight, norm2Bias, epsilon)
                .singletonOrThrow();
        NDArray inner = Linear.linear(normed, fc1Weight, fc1Bias).singletonOrThrow();
        if (swiGlu) {
            long half = inner.getShape().get(2) / 2;
            NDArray gate = inner.get(":,:,:" + half);
            inner = gate.mul(Activation.sigmoid(gate)).mul(inner.get(":,:," + half + ":"));
        } else {
            inner = gelu.of(inner);
        }
        NDArray out = Linear.linear(inner, fc2Weight, fc2Bias).singletonOrThrow();
        return tokens.addi(scale2 == null ? out : out.muli(scale2));
    }

    /** Weight and bias of one of query, key and value, stored apart (Hugging Face) or fused (all others). */
    private static Tensor[] projection(Weights weights, String at, String name, int part, long d)
            throws ModelException {
        if (weights.has(at + "attn." + name + ".weight")) {
            Tensor weight = weights.tensor(at + "attn." + name + ".weight", d, d);
            return new Tensor[] {
                weight,
                weights.has(at + "attn." + name + ".bias") ? weights.tensor(at + "attn." + name + ".bias", d) : zeros(d)
            };
        }
        Tensor fused = weights.tensor(at + "attn.qkv.weight", 3 * d, d);
        Tensor bias = weights.has(at + "attn.qkv.bias") ? weights.tensor(at + "attn.qkv.bias", 3 * d) : zeros(3 * d);
        return new Tensor[] {rows(fused, part, d, d), rows(bias, part, d, 1)};
    }

    /** What an MLP begins with: both halves of a gated one, stored apart (DINOv3) or as one. */
    private static Tensor gated(Weights weights, String at, String part) throws ModelException {
        Tensor up = weights.tensor(at + "mlp.fc1." + part);
        if (up.shape().length == 0) {
            throw weights.refuse(at + "mlp.fc1." + part + " is a single number");
        }
        return weights.has(at + "mlp.gate." + part)
                ? stacked(weights.tensor(at + "mlp.gate." + part, up.shape()), up)
                : up;
    }

    private static Tensor zeros(long n) {
        return new Tensor(new long[] {n}, new float[(int) n]);
    }

    private static Tensor rows(Tensor fused, int part, long rows, long width) {
        int n = (int) (rows * width);
        float[] values = new float[n];
        System.arraycopy(fused.values(), part * n, values, 0, n);
        long[] shape = fused.shape().clone();
        shape[0] = rows;
        return new Tensor(shape, values);
    }

    private static Tensor scaled(Tensor tensor, float factor) {
        float[] values = tensor.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return new Tensor(tensor.shape(), values);
    }

    private static Tensor stacked(Tensor a, Tensor b) {
        float[] values = new float[a.values().length + b.values().length];
        System.arraycopy(a.values(), 0, values, 0, a.values().length);
        System.arraycopy(b.values(), 0, values, a.values().length, b.values().length);
        long[] shape = a.shape().clone();
        shape[0] *= 2;
        return new Tensor(shape, values);
    }
}
