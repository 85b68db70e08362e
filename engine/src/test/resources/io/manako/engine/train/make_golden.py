"""Writes golden.safetensors: loss and gradients of focus distillation on one tiny batch, by PyTorch's own modules.

    python make_golden.py        (needs PyTorch 2 alone)

4 x 4 patches, maps of 5 and 6 channels, D = 8, 2 heads, 3 blocks of which focus tokens ride through 2, a teacher of 7
dimensions, 2 views of 2 boxes. Tensors: p.NAME parameters, g.NAME gradients of the weighted loss, b.* the batch,
loss = (view, focus, gates, patches).
"""
import json
import struct

import torch
import torch.nn.functional as F

SIDE, MID, DEEP, D, H, L, FOCUS, T, B, BOXES = 4, 5, 6, 8, 2, 3, 2, 7, 2, 2
N = SIDE * SIDE
g = torch.Generator().manual_seed(7)


def rand(*shape, scale=.3):
    return torch.randn(*shape, generator=g) * scale


p = {"patch_embed.mid.weight": rand(D, MID), "patch_embed.mid.bias": rand(D), "patch_embed.deep.weight": rand(D, DEEP),
     "patch_embed.norm.weight": 1 + rand(D), "patch_embed.norm.bias": rand(D), "pos_embed": rand(1, N, D),
     "cls_token": rand(1, 1, D), "norm.weight": 1 + rand(D), "norm.bias": rand(D),
     "head.weight": rand(T, D), "head.bias": rand(T), "patch_head.weight": rand(T, D), "patch_head.bias": rand(T)}
for i in range(L):
    a = f"blocks.{i}."
    p.update({a + "norm1.weight": 1 + rand(D), a + "norm1.bias": rand(D), a + "norm2.weight": 1 + rand(D),
              a + "norm2.bias": rand(D), a + "attn.qkv.weight": rand(3 * D, D, scale=.6), a + "attn.qkv.bias": rand(3 * D),
              a + "attn.proj.weight": rand(D, D), a + "attn.proj.bias": rand(D), a + "mlp.fc1.weight": rand(4 * D, D),
              a + "mlp.fc1.bias": rand(4 * D), a + "mlp.fc2.weight": rand(D, 4 * D), a + "mlp.fc2.bias": rand(D)})
for v in p.values():
    v.requires_grad_(True)

mid, deep = rand(B, N, MID, scale=1), rand(B, N // 4, DEEP, scale=1)
regions = torch.zeros(B, BOXES, SIDE, SIDE)
regions[0, 0, :2, 1:3], regions[0, 1, 3, :] = 1, 1
regions[1, 0, 1:, 2:], regions[1, 1, 0, 0] = 1, 1
regions[1, 0, 1, 2:] = .5
regions = regions.flatten(2)
cls, crops, cells = (F.normalize(rand(*s), dim=-1) for s in ((B, T), (B, BOXES, T), (B, N // 4, T)))


def norm(x, name):
    return F.layer_norm(x, (D,), p[name + ".weight"], p[name + ".bias"], 1e-5)


def linear(x, name):
    return F.linear(x, p[name + ".weight"], p.get(name + ".bias"))


def split(x):
    return x.unflatten(-1, (H, D // H)).transpose(1, 2)


x = linear(deep, "patch_embed.deep").transpose(1, 2).reshape(B, D, SIDE // 2, SIDE // 2)
x = F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False).flatten(2).transpose(1, 2)
x = norm(linear(mid, "patch_embed.mid") + x, "patch_embed.norm") + p["pos_embed"]
x = torch.cat([p["cls_token"].expand(B, 1, D), x], 1)
focus = gated = None
for i in range(L):
    a = f"blocks.{i}."
    if i == L - FOCUS:
        focus, gated = x[:, :1].expand(B, BOXES, D), x[:, :1].expand(B, BOXES, D)

    def block(t, bias=None, gates=None):
        q = split(F.linear(norm(t, a + "norm1"), *(p[a + "attn.qkv." + k][:D] for k in ("weight", "bias"))))
        s = q @ k.transpose(-1, -2) / (D // H) ** .5
        if bias is not None:
            s = s + bias[:, None]
        y = s.softmax(-1) @ v
        if gates is not None:
            y = y * gates[..., None]
        t = t + linear(y.transpose(1, 2).flatten(2), a + "attn.proj")
        return t + linear(F.gelu(linear(norm(t, a + "norm2"), a + "mlp.fc1")), a + "mlp.fc2"), s.softmax(-1)
    k, v = (split(t) for t in linear(norm(x, a + "norm1"), a + "attn.qkv").chunk(3, -1)[1:])
    after, attention = block(x)
    if focus is not None:
        m = attention[:, :, 0, 1:]
        mass = torch.stack([torch.stack([(m[b] * regions[b, t]).sum(-1) / m[b].sum(-1) for t in range(BOXES)], 1)
                            for b in range(B)])                                        # B,H,T
        gates = H * torch.softmax(mass.clamp_min(1e-6).log() / .5, 1)
        focus = block(focus, F.pad(3 * regions, (1, 0)))[0]
        gated = block(gated, None, gates)[0]
    x = after
x, focus, gated = (norm(t, "norm") for t in (x, focus, gated))
pooled = F.avg_pool2d(x[:, 1:].transpose(1, 2).reshape(B, D, SIDE, SIDE), 2).flatten(2).transpose(1, 2)


def away(a, b):
    return (1 - F.cosine_similarity(a, b, dim=-1)).mean()


losses = [away(linear(x[:, 0], "head"), cls), away(linear(focus, "head"), crops), away(linear(gated, "head"), crops),
          away(linear(pooled, "patch_head"), cells)]
(losses[0] + 2 * losses[1] + losses[2] + .5 * losses[3]).backward()

tensors = {"loss": torch.stack(losses), "b.middle": mid, "b.deep": deep, "b.regions": regions, "b.cls": cls,
           "b.crops": crops, "b.cells": cells}
tensors.update({"p." + k: v for k, v in p.items()})
tensors.update({"g." + k: v.grad for k, v in p.items()})
header, data = {}, b""
for k, v in tensors.items():
    raw = v.detach().float().contiguous().numpy().tobytes()
    header[k] = dict(dtype="F32", shape=list(v.shape), data_offsets=[len(data), len(data) + len(raw)])
    data += raw
text = json.dumps(header).encode()
text += b" " * (-len(text) % 8)
with open("golden.safetensors", "wb") as f:
    f.write(struct.pack("<Q", len(text)) + text + data)
print([round(v.item(), 6) for v in losses])
