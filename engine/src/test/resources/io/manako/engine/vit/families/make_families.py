"""Makes the weights and values of GoldenTest's families: python make_families.py (timm 1.0.31, transformers 5.24, PyTorch 2.15).

Each is a tiny model of timm's or Hugging Face's own code with seeded weights, saved under the names that its library saves,
in F16; the values are computed in F32 from what was saved. 32 x 32 pixels of noise, patches of 8, D = 16, two heads, two
blocks. Nothing is normalised: values are (rgb / 255 - 0.5) / 0.5.
"""

import json
import os
import tempfile

import torch
from safetensors.torch import load_file, save_file
from timm.models.vision_transformer import VisionTransformer
from transformers import (
    CLIPVisionConfig,
    CLIPVisionModel,
    Dinov2Config,
    Dinov2Model,
    Dinov2WithRegistersConfig,
    Dinov2WithRegistersModel,
    DINOv3ViTConfig,
    DINOv3ViTModel,
    SiglipVisionConfig,
    SiglipVisionModel,
    ViTConfig,
    ViTModel,
)

here = os.path.dirname(os.path.abspath(__file__))
torch.manual_seed(15)
rgb = torch.randint(0, 256, (32, 32, 3))
pixels = ((rgb.permute(2, 0, 1) / 255 - 0.5) / 0.5)[None]


def seeded(model):
    """Weights far from zero, so that every tensor has a say; in F16's numbers."""
    for parameter in model.parameters():
        noise = torch.randn_like(parameter) * 0.15
        parameter.data = (noise + (1 if parameter.dim() == 1 and parameter.mean() > 0.5 else 0)).half().float()
    return model.eval()


def keep(name, state, tokens, attention, registers, epsilon, metadata=None):
    """attention: of the last blocks, (1, heads, tokens, tokens), CLS first; its first row is what is kept."""
    tensors = {k: v.half().contiguous() for k, v in state.items()}
    save_file(tensors, os.path.join(here, name + ".safetensors"), metadata)
    first = 1 + registers
    cls = tokens[0, 0]
    golden = {
        "patch": 8,
        "heads": 2,
        "layer_norm_eps": epsilon,
        "focus_blocks": len(attention),
        "preprocessing": "(rgb / 255 - 0.5) / 0.5",
        "grid": {"rows": 4, "columns": 4},
        "image": {"width": 32, "height": 32, "rgb": rgb.flatten().tolist()},
        "cls_normalised": (cls / cls.norm()).tolist(),
        "patches": [
            {"row": i // 4, "column": i % 4, "raw": tokens[0, first + i].tolist()} for i in range(16)
        ],
        "attention_cls_to_patch": [a[0, :, 0, first:].tolist() for a in attention],
    }
    with open(os.path.join(here, name + ".json"), "w") as out:
        json.dump(golden, out)


@torch.no_grad()
def of_timm(name, registers, **how):
    model = seeded(VisionTransformer(img_size=32, patch_size=8, embed_dim=16, depth=2, num_heads=2, num_classes=0, **how))
    attention = []
    for block in model.blocks:
        block.attn.fused_attn = False
        block.attn.attn_drop.register_forward_hook(lambda module, given, got: attention.append(got))
    tokens = model.forward_features(pixels)
    keep(name, model.state_dict(), tokens, attention, registers, 1e-6)


def saved(model):
    """Under the names that Hugging Face's files have."""
    with tempfile.TemporaryDirectory() as folder:
        model.save_pretrained(folder)
        return load_file(os.path.join(folder, "model.safetensors"))


@torch.no_grad()
def of_hugging_face(name, model, registers, epsilon):
    seeded(model)
    out = model(pixel_values=pixels, output_attentions=True)
    keep(name, saved(model), out.last_hidden_state, out.attentions, registers, epsilon)


@torch.no_grad()
def of_clip(name, activation):
    """Its last LayerNorm is for CLS alone in the library; Manako has patches after it, too."""
    model = seeded(CLIPVisionModel(CLIPVisionConfig(intermediate_size=64, hidden_act=activation, **shape)))
    out = model(pixel_values=pixels, output_attentions=True)
    tokens = model.post_layernorm(out.last_hidden_state)
    assert torch.equal(tokens[:, 0], out.pooler_output)
    keep(name, saved(model), tokens, out.attentions, 0, 1e-5, {"activation": activation})


@torch.no_grad()
def of_siglip(name):
    """The probe of its pooling head takes the place of CLS, and the head that of the last blocks."""
    model = seeded(SiglipVisionModel(SiglipVisionConfig(intermediate_size=64, **shape)))
    out = model(pixel_values=pixels)
    patches = out.last_hidden_state
    head = model.head
    pooled, attention = head.attention(head.probe, patches, patches, average_attn_weights=False)
    pooled = pooled + head.mlp(head.layernorm(pooled))
    assert torch.allclose(pooled[:, 0], out.pooler_output, atol=1e-5)
    attention = torch.cat([torch.zeros(1, 2, 1, 1), attention], dim=3)
    keep(name, saved(model), torch.cat([pooled, patches], dim=1), [attention], 0, 1e-6)


shape = dict(
    image_size=32,
    patch_size=8,
    hidden_size=16,
    num_hidden_layers=2,
    num_attention_heads=2,
    attn_implementation="eager",
)
of_timm("timm-dino", 0)
of_timm("timm-registers", 2, reg_tokens=2, no_embed_class=True, init_values=1.0)
of_hugging_face("hf-vit", ViTModel(ViTConfig(intermediate_size=64, **shape)), 0, 1e-12)
of_hugging_face("hf-dinov2-swiglu", Dinov2Model(Dinov2Config(use_swiglu_ffn=True, **shape)), 0, 1e-6)
of_hugging_face(
    "hf-dinov2-registers",
    Dinov2WithRegistersModel(Dinov2WithRegistersConfig(num_register_tokens=2, **shape)),
    2,
    1e-6,
)

torch.manual_seed(16)
rope = dict(intermediate_size=64, num_register_tokens=4, layer_norm_eps=1e-5, rope_theta=100.0, **shape)
of_hugging_face("hf-dinov3", DINOv3ViTModel(DINOv3ViTConfig(**rope)), 4, 1e-5)
of_hugging_face(
    "hf-dinov3-gated", DINOv3ViTModel(DINOv3ViTConfig(use_gated_mlp=True, hidden_act="silu", **rope)), 4, 1e-5
)
of_clip("hf-clip", "quick_gelu")
of_clip("hf-clip-gelu", "gelu")
of_siglip("hf-siglip")
