package io.manako.engine.vit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One set of names for the weights of all families. Canonical are timm's: {@code blocks.N.attn.qkv.weight},
 * {@code mlp.fc1}, {@code ls1.gamma}; DINO shares them, DINOv2 differs in little, Hugging Face in much.
 */
final class WeightNames {
    private static final Pattern CHUNKED_BLOCK = Pattern.compile("^blocks\\.\\d+\\.(\\d+\\..*)$");
    private static final Pattern LAYER = Pattern.compile("^(?:encoder\\.)?layers?\\.(\\d+)\\.(.*)$");

    private WeightNames() {}

    /** The canonical name, or the name itself where no family renames it. */
    static String canonical(String name) {
        String n = name;
        for (String prefix : new String[] {
            "module.", "backbone.", "teacher.", "model.", "vit.", "dinov2.", "dinov2_with_registers.", "vision_model."
        }) {
            if (n.startsWith(prefix)) {
                n = n.substring(prefix.length());
            }
        }
        Matcher chunked = CHUNKED_BLOCK.matcher(n);
        if (chunked.matches()) {
            n = "blocks." + chunked.group(1);
        }
        Matcher layer = LAYER.matcher(n);
        if (layer.matches()) {
            return "blocks." + layer.group(1) + "." + inBlock(layer.group(2));
        }
        if (n.startsWith("blocks.")) {
            int dot = n.indexOf('.', 7);
            return dot < 0 ? n : n.substring(0, dot + 1) + inBlock(n.substring(dot + 1));
        }
        return switch (n) {
            case "embeddings.cls_token", "embeddings.class_embedding" -> "cls_token";
            case "embeddings.register_tokens", "reg_token" -> "register_tokens";
            case "embeddings.position_embeddings", "embeddings.position_embedding.weight" -> "pos_embed";
            case "embeddings.patch_embeddings.projection.weight",
                    "embeddings.patch_embeddings.weight",
                    "embeddings.patch_embedding.weight" -> "patch_embed.proj.weight";
            case "embeddings.patch_embeddings.projection.bias",
                    "embeddings.patch_embeddings.bias",
                    "embeddings.patch_embedding.bias" -> "patch_embed.proj.bias";
            case "pre_layrnorm.weight" -> "norm_pre.weight";
            case "pre_layrnorm.bias" -> "norm_pre.bias";
            case "layernorm.weight", "post_layernorm.weight" -> "norm.weight";
            case "layernorm.bias", "post_layernorm.bias" -> "norm.bias";
            case "head.probe" -> "pool.probe";
            case "head.attention.in_proj_weight" -> "pool.attn.qkv.weight";
            case "head.attention.in_proj_bias" -> "pool.attn.qkv.bias";
            case "head.attention.out_proj.weight" -> "pool.attn.proj.weight";
            case "head.attention.out_proj.bias" -> "pool.attn.proj.bias";
            case "head.layernorm.weight" -> "pool.norm2.weight";
            case "head.layernorm.bias" -> "pool.norm2.bias";
            case "head.mlp.fc1.weight" -> "pool.mlp.fc1.weight";
            case "head.mlp.fc1.bias" -> "pool.mlp.fc1.bias";
            case "head.mlp.fc2.weight" -> "pool.mlp.fc2.weight";
            case "head.mlp.fc2.bias" -> "pool.mlp.fc2.bias";
            default -> n;
        };
    }

    private static String inBlock(String n) {
        return n.replace("attention.attention.query.", "attn.query.")
                .replace("attention.attention.key.", "attn.key.")
                .replace("attention.attention.value.", "attn.value.")
                .replace("attention.output.dense.", "attn.proj.")
                .replace("attention.query.", "attn.query.")
                .replace("attention.key.", "attn.key.")
                .replace("attention.value.", "attn.value.")
                .replaceFirst("^(?:self_attn|attention)\\.q_proj\\.", "attn.query.")
                .replaceFirst("^(?:self_attn|attention)\\.k_proj\\.", "attn.key.")
                .replaceFirst("^(?:self_attn|attention)\\.v_proj\\.", "attn.value.")
                .replaceFirst("^(?:self_attn\\.out|attention\\.o)_proj\\.", "attn.proj.")
                .replace("layer_norm1.", "norm1.")
                .replace("layer_norm2.", "norm2.")
                .replace("mlp.gate_proj.", "mlp.gate.")
                .replace("mlp.up_proj.", "mlp.fc1.")
                .replace("mlp.down_proj.", "mlp.fc2.")
                .replace("layernorm_before.", "norm1.")
                .replace("layernorm_after.", "norm2.")
                .replace("intermediate.dense.", "mlp.fc1.")
                .replaceFirst("^output\\.dense\\.", "mlp.fc2.")
                .replace("mlp.weights_in.", "mlp.fc1.")
                .replace("mlp.weights_out.", "mlp.fc2.")
                .replace("mlp.w12.", "mlp.fc1.")
                .replace("mlp.w3.", "mlp.fc2.")
                .replace("layer_scale1.lambda1", "ls1.gamma")
                .replace("layer_scale2.lambda1", "ls2.gamma");
    }
}
