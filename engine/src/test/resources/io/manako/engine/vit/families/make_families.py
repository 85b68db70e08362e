"""Makes the weights and values of FamiliesTest: python make_families.py (timm 1.0.31, transformers 5.24, PyTorch 2.15).

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
    Dinov2Config,
    Dinov2Model,
    Dinov2WithRegistersConfig,
    Dinov2WithRegistersModel,
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


def keep(name, state, tokens, attention, registers, epsilon):
    save_file({k: v.half().contiguous() for k, v in state.items()}, os.path.join(here, name + ".safetensors"))
    first = 1 + registers
    cls = tokens[0, 0]
    golden = {
        "patch": 8,
        "heads": 2,
        "layer_norm_eps": epsilon,
        "focus_blocks": 2,
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


@torch.no_grad()
def of_hugging_face(name, model, registers, epsilon):
    seeded(model)
    out = model(pixel_values=pixels, output_attentions=True)
    with tempfile.TemporaryDirectory() as folder:
        model.save_pretrained(folder)
        state = load_file(os.path.join(folder, "model.safetensors"))
    keep(name, state, out.last_hidden_state, out.attentions, registers, epsilon)


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
