package io.manako.engine.vit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to weights beside their numbers.
 *
 * @param name short name, letters, digits, dot, dash and underscore
 * @param heads H, which weights do not tell by themselves
 * @param epsilon of every LayerNorm
 * @param gelu of the MLPs
 * @param side side in pixels of the square input; other grid shapes have about as many patches
 * @param nearSide the same for the parts of a query's photo that are looked at from near
 * @param stretch whether every photo is stretched to the square, instead of the grid of the nearest aspect
 * @param mean per channel, of pixels from 0 to 1
 * @param deviation per channel, of pixels from 0 to 1
 * @param focusBlocks F
 * @param beta β
 * @param means μ of each kind, {@code float[D]}; a kind that is absent is not centred
 * @param licence terms of the weights, for people
 * @param source where the weights come from, for people
 */
public record ModelDescriptor(
        String name,
        int heads,
        float epsilon,
        Gelu gelu,
        int side,
        int nearSide,
        boolean stretch,
        float[] mean,
        float[] deviation,
        int focusBlocks,
        float beta,
        Map<DescriptorKind, float[]> means,
        String licence,
        String source) {

    private static final float[] HALF = {0.5f, 0.5f, 0.5f};
    private static final float[] IMAGENET_MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] IMAGENET_DEVIATION = {0.229f, 0.224f, 0.225f};
    private static final float[] CLIP_MEAN = {0.48145466f, 0.4578275f, 0.40821073f};
    private static final float[] CLIP_DEVIATION = {0.26862954f, 0.26130258f, 0.27577711f};
    static final float[] LITE_MEAN = {127 / 255f, 127 / 255f, 127 / 255f};
    static final float[] LITE_DEVIATION = {128 / 255f, 128 / 255f, 128 / 255f};

    /** The same model with photos stretched to the square, as most reference figures are computed. */
    public ModelDescriptor stretched() {
        return with(side, nearSide, true, means);
    }

    /** The same model with another input size in pixels, for close-ups, too. */
    public ModelDescriptor withSide(int pixels) {
        return with(pixels, pixels, stretch, means);
    }

    /** The same model with another input size in pixels for close-ups alone. */
    ModelDescriptor withNearSide(int pixels) {
        return with(side, pixels, stretch, means);
    }

    /** The same model centred by other means. */
    public ModelDescriptor withMeans(Map<DescriptorKind, float[]> others) {
        return with(side, nearSide, stretch, others);
    }

    private ModelDescriptor with(
            int anySide, int anyNearSide, boolean stretched, Map<DescriptorKind, float[]> anyMeans) {
        return new ModelDescriptor(
                name,
                heads,
                epsilon,
                gelu,
                anySide,
                anyNearSide,
                stretched,
                mean,
                deviation,
                focusBlocks,
                beta,
                anyMeans,
                licence,
                source);
    }

    /** μ of a kind, or null where descriptors of the kind are not centred. */
    float @Nullable [] mean(DescriptorKind kind) {
        float[] mean = means.get(kind);
        return mean == null && kind == DescriptorKind.NEAR ? means.get(DescriptorKind.FOCUS) : mean;
    }

    /**
     * Read off the weights: their metadata where they state it, else what the catalogue knows, else the habits of their family
     * (hybrid; timm's ViT with a class head; DINO and DINOv2).
     *
     * @param measured arrays {@code cls}, {@code focus}, {@code near} and {@code window}: means of a model whose weights do not
     *     carry their own
     * @param known the model of the catalogue that the weights are of, or null
     */
    static ModelDescriptor of(
            String name, Safetensors file, Weights weights, JsonNode measured, @Nullable KnownModel known)
            throws ModelException {
        boolean hybrid = weights.has("stem.stem.weight");
        boolean half = weights.has("head.weight") || isPooled(weights);
        boolean clip = weights.has("norm_pre.weight");
        int dimension = weights.length("norm.weight", 0, 1);
        Map<String, String> stated = file.metadata();
        int patch = weights.patch();
        int headWidth = hybrid ? 32 : 64;
        int heads = number(file, stated, "heads", known != null ? known.heads() : Math.max(1, dimension / headWidth));
        int side = number(file, stated, "side", known != null ? known.side() : hybrid ? 320 : 224 / patch * patch);
        int focusBlocks = number(file, stated, "focus_blocks", hybrid ? 3 : 4);
        float epsilon = known != null ? known.epsilon() : hybrid || clip || isRotary(weights) ? 1e-5f : 1e-6f;
        String statedEpsilon = stated.get("layer_norm_eps");
        if (statedEpsilon != null) {
            try {
                epsilon = Float.parseFloat(statedEpsilon);
            } catch (NumberFormatException e) {
                throw new ModelException(
                        "The weights " + file.source() + " cannot be used: their metadata state " + statedEpsilon
                                + " as layer_norm_eps, which is no number.",
                        e);
            }
        }
        return new ModelDescriptor(
                stated.getOrDefault("name", name).replaceAll("[^A-Za-z0-9._-]", "_"),
                heads,
                epsilon,
                gelu(stated, weights),
                side,
                side,
                false,
                known != null ? known.mean() : hybrid ? LITE_MEAN : clip ? CLIP_MEAN : half ? HALF : IMAGENET_MEAN,
                known != null
                        ? known.deviation()
                        : hybrid ? LITE_DEVIATION : clip ? CLIP_DEVIATION : half ? HALF : IMAGENET_DEVIATION,
                focusBlocks,
                3,
                means(weights, dimension, measured),
                stated.getOrDefault("licence", known != null ? known.licence() : "not stated"),
                stated.getOrDefault("source", known != null ? known.source().toString() : file.source()));
    }

    /** Whether positions are in queries and keys: what Hugging Face's DINOv3 is known by. */
    static boolean isRotary(Weights weights) {
        return !weights.has("pos_embed")
                && weights.has("register_tokens")
                && weights.has("blocks.0.ls1.gamma")
                && weights.has("blocks.0.attn.query.weight");
    }

    /** Whether a probe looks at the patches in the place of CLS, as in SigLIP. */
    static boolean isPooled(Weights weights) {
        return weights.has(AttentionPooling.WEIGHTS + "probe");
    }

    /** As stated, else as the family's own models have it: CLIP of OpenAI under Hugging Face's names, SigLIP, all others. */
    private static Gelu gelu(Map<String, String> stated, Weights weights) throws ModelException {
        String activation = stated.get("activation");
        if (activation != null) {
            return Gelu.called(activation)
                    .orElseThrow(() -> weights.refuse(
                            "their metadata state " + activation + " as activation, which is none that Manako knows"));
        }
        if (isPooled(weights)) {
            return Gelu.TANH;
        }
        return weights.has("norm_pre.weight") && weights.has("blocks.0.attn.query.weight") ? Gelu.QUICK : Gelu.EXACT;
    }

    private static int number(Safetensors file, Map<String, String> stated, String key, int otherwise)
            throws ModelException {
        String value = stated.get(key);
        if (value == null) {
            return otherwise;
        }
        try {
            int n = Integer.parseInt(value);
            if (n >= 1 && n <= 4096) {
                return n;
            }
        } catch (NumberFormatException e) {
            // The same sentence says it.
        }
        throw new ModelException("The weights " + file.source() + " cannot be used: their metadata state " + value
                + " as " + key + ", which is no number from 1 to 4096.");
    }

    private static Map<DescriptorKind, float[]> means(Weights weights, int dimension, JsonNode measured)
            throws ModelException {
        Map<DescriptorKind, float[]> means = new EnumMap<>(DescriptorKind.class);
        for (DescriptorKind kind : DescriptorKind.values()) {
            String key = kind.name().toLowerCase(Locale.ROOT);
            if (weights.has("mean." + key)) {
                means.put(kind, weights.tensor("mean." + key, dimension).values());
            } else if (measured.path(key).size() == dimension) {
                float[] mean = new float[dimension];
                for (int i = 0; i < dimension; i++) {
                    mean[i] = (float) measured.path(key).get(i).asDouble();
                }
                means.put(kind, mean);
            }
        }
        return means;
    }
}
