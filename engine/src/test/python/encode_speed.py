"""Encoding speed of plain PyTorch, the other half of a paired run with EncodeSpeed.java.

    python encode_speed.py WEIGHTS THREADS ROUNDS      (needs torch; WEIGHTS: a ViT-Ti/16 in timm's names)

Same work: batches of 16 pictures of 224 x 224, CLS after the last LayerNorm; attention is PyTorch's fused one.
"""
import json
import struct
import sys
import time

import torch
import torch.nn.functional as F


def load(path):
    with open(path, "rb") as f:
        size = struct.unpack("<Q", f.read(8))[0]
        header = json.loads(f.read(size))
        data = f.read()
    header.pop("__metadata__", None)
    kinds = {"F32": torch.float32, "F16": torch.float16}
    return {
        name: torch.frombuffer(bytearray(data[e["data_offsets"][0] : e["data_offsets"][1]]), dtype=kinds[e["dtype"]])
        .reshape(e["shape"])
        .float()
        for name, e in header.items()
    }


def encode(w, pixels, heads=3):
    x = F.conv2d(pixels, w["patch_embed.proj.weight"], w["patch_embed.proj.bias"], stride=16).flatten(2).transpose(1, 2)
    b, _, d = x.shape
    x = torch.cat([w["cls_token"].expand(b, -1, -1), x], 1) + w["pos_embed"]
    for i in range(12):
        p = f"blocks.{i}."
        y = F.layer_norm(x, (d,), w[p + "norm1.weight"], w[p + "norm1.bias"], 1e-6)
        q, k, v = F.linear(y, w[p + "attn.qkv.weight"], w[p + "attn.qkv.bias"]).reshape(b, -1, 3, heads, d // heads).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(b, -1, d)
        x = x + F.linear(y, w[p + "attn.proj.weight"], w[p + "attn.proj.bias"])
        y = F.layer_norm(x, (d,), w[p + "norm2.weight"], w[p + "norm2.bias"], 1e-6)
        y = F.gelu(F.linear(y, w[p + "mlp.fc1.weight"], w[p + "mlp.fc1.bias"]))
        x = x + F.linear(y, w[p + "mlp.fc2.weight"], w[p + "mlp.fc2.bias"])
    return F.layer_norm(x[:, 0], (d,), w["norm.weight"], w["norm.bias"], 1e-6)


def main():
    weights, threads, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    torch.set_num_threads(threads)
    w = load(weights)
    pixels = torch.rand(16, 3, 224, 224)
    times = []
    with torch.inference_mode():
        for i in range(rounds + 2):
            start = time.perf_counter()
            encode(w, pixels)
            if i >= 2:
                times.append((time.perf_counter() - start) * 1000 / 16)
    times.sort()
    print(f"pytorch {torch.__version__:<18} ms a photo: median {times[len(times) // 2]:.2f}, fastest {times[0]:.2f}")


main()
