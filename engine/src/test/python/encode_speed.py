"""Encoding speed of plain PyTorch, the other half of a paired run with EncodeSpeed.java.

    python encode_speed.py WEIGHTS THREADS ROUNDS [DEVICE TYPE BATCH SIDE]
    (needs torch; WEIGHTS: a ViT-Ti/16 in timm's names; DEVICE cpu or cuda, TYPE float32, float16 or bfloat16)

Same work: batches of 16 pictures of 224 x 224 unless said otherwise, CLS after the last LayerNorm; attention is PyTorch's fused
one. Twice: from pixels that are on the device already, and from bytes in memory to numbers in memory, as a program has it.
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


def positions(w, side):
    """Position embeddings for pictures of another side than 224."""
    n = side // 16
    table = w["pos_embed"][:, 1:].reshape(1, 14, 14, -1).permute(0, 3, 1, 2)
    table = F.interpolate(table, (n, n), mode="bicubic", antialias=True).permute(0, 2, 3, 1).reshape(1, n * n, -1)
    return torch.cat([w["pos_embed"][:, :1], table], 1)


def timed(what, rounds, batch, work):
    times = []
    for i in range(rounds + 3):
        start = time.perf_counter()
        work()
        if i >= 3:
            times.append((time.perf_counter() - start) * 1000 / batch)
    times.sort()
    print(f"{what:<40} ms a photo: median {times[len(times) // 2]:.3f}, fastest {times[0]:.3f}", flush=True)


def main():
    weights, threads, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    device, kind, batch, side = (sys.argv[4:] + ["cpu", "float32", "16", "224"][len(sys.argv) - 4 :])
    batch, side, kind = int(batch), int(side), getattr(torch, kind)
    torch.set_num_threads(threads)
    w = load(weights)
    if side != 224:
        w["pos_embed"] = positions(w, side)
    w = {name: value.to(device, kind) for name, value in w.items()}
    raw = torch.randint(0, 256, (batch, side, side, 3), dtype=torch.uint8)

    def normalised():
        return ((raw.to(device).float() / 127.5 - 1).to(kind)).permute(0, 3, 1, 2)

    def wait():
        if device == "cuda":
            torch.cuda.synchronize()

    with torch.inference_mode():
        pixels = normalised().contiguous()
        name = f"pytorch {torch.__version__} {device} {str(kind)[6:]} x {batch}"
        timed(name, rounds, batch, lambda: (encode(w, pixels), wait()))
        timed(name + ", bytes", rounds, batch, lambda: encode(w, normalised()).float().cpu())


main()
