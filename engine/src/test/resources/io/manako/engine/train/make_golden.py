"""Writes golden.safetensors: targets, losses and gradients of focus distillation, by train_reference.py itself.

    python make_golden.py ../../../../../../../../resources/model        (Python with PyTorch, NumPy and Pillow)

The same networks and losses, only smaller: 4 x 4 patches, D = 8, 2 heads, 3 blocks of which focus tokens ride through 2, and
2 views of 2 boxes. p.NAME parameters, g.NAME gradients of the weighted loss, b.* the batch, loss = (view, focus, gates, both,
patches).

t.*: two teachers, of 8 and 6 dimensions, on 5 photos of 2 views of 7 boxes: t.crops and t.focus of the first and t.second of
the second, 10 x 8 rows of which the first is the view, and t.target, what train_reference.py makes of them.
"""
import json
import struct
import sys

import numpy as np
import torch

sys.path.insert(0, sys.argv[1])
import train_reference as recipe                            # noqa: E402

recipe.DIM, recipe.HEADS, recipe.DEPTH, recipe.FOCUS = 8, 2, 3, 2
D, SIDE, B, BOXES, N = 8, 4, 2, 2, 16
g = torch.Generator().manual_seed(7)


def rand(*shape, scale=.3):
    return torch.randn(*shape, generator=g) * scale


model = recipe.Hybrid()
model.pos_embed = torch.nn.Parameter(rand(1, N, D))
with torch.no_grad():
    for name, p in model.named_parameters():
        p.copy_(rand(*p.shape, scale=.6 if "qkv.weight" in name else .05 if "patch_embed.deep" in name else .3))
        if name.endswith(("norm.weight", "norm1.weight", "norm2.weight")):
            p += 1

regions = torch.zeros(B, BOXES, SIDE, SIDE)
regions[0, 0, :2, 1:3], regions[0, 1, 3, :] = 1, 1
regions[1, 0, 1:, 2:], regions[1, 1, 0, 0] = 1, 1
regions[1, 0, 1, 2:] = .5
unit = torch.nn.functional.normalize
batch = dict(mid=rand(B, N, 112, scale=1), deep=rand(B, N // 4, 320, scale=1), m=regions.flatten(2),
             ok=torch.ones(B, BOXES, dtype=torch.bool), target=unit(rand(B, BOXES, D), dim=-1),
             cls=unit(rand(B, D), dim=-1), patch=unit(rand(B, N // 4, D), dim=-1))
losses = recipe.losses(model, batch, (SIDE, SIDE), None)
sum(recipe.WEIGHTS[k] * v for k, v in losses.items()).backward()

v, l = rand(5, 9, D, scale=1), rand(5, 9, 6, scale=1)
f = rand(5, 2, 9, D, scale=1)
f[:, 0, 1] = f[:, 1, 0] = 0                                  # either view is not a box of the other
data = recipe.Data.__new__(recipe.Data)
data.targets(v.numpy(), l.numpy(), f.numpy())
rows = [[k] + list(range(2, 9)) for k in (0, 1)]             # the view itself, then its boxes
joined = {"t.crops": torch.stack([v[:, r] for r in rows], 1), "t.second": torch.stack([l[:, r] for r in rows], 1),
          "t.focus": torch.stack([f[:, k, r] for k, r in enumerate(rows)], 1),
          "t.target": torch.from_numpy(np.stack([data.target[:, k, r] for k, r in enumerate(rows)], 1))}

tensors = {"loss": torch.stack([losses[k] for k in ("cls", "focus", "phs", "both", "patch")]), "b.middle": batch["mid"],
           "b.deep": batch["deep"], "b.regions": batch["m"], "b.cls": batch["cls"], "b.boxes": batch["target"],
           "b.cells": batch["patch"]}
tensors.update({k: x.flatten(0, 1) for k, x in joined.items()})
tensors.update({"p." + k: p for k, p in model.named_parameters()})
tensors.update({"g." + k: p.grad for k, p in model.named_parameters()})
header, data = {}, b""
for k, x in tensors.items():
    raw = x.detach().float().contiguous().numpy().tobytes()
    header[k] = dict(dtype="F32", shape=list(x.shape), data_offsets=[len(data), len(data) + len(raw)])
    data += raw
text = json.dumps(header).encode()
text += b" " * (-len(text) % 8)
with open("golden.safetensors", "wb") as out:
    out.write(struct.pack("<Q", len(text)) + text + data)
print({k: round(x.item(), 6) for k, x in losses.items()})
