"""What a perfect student of each teacher would find: the targets themselves of all windows of the benchmark's photos and of its marked
boxes, ranked as the program ranks descriptors. To choose by what a student learns, before it learns.

    python teachers.py --data ../shared/foir --models DIR [--device cuda]        (22 s on one H200, hours on two cores)

Needs what `train_live.py` needs. Photos are 480 pixels long at most. A target is centred parts, each of length 1 times its weight, side by
side, turned into the 192 directions of most energy, as the targets of training are. Parts: CLS or the focus token of ViT-Ti on the photo or on a
crop so many times as wide and high as the box, and what EfficientNet-Lite2 makes of a crop.
"""
import argparse
import json
import os

import numpy as np
import torch
from PIL import Image

import train_live as live
from reference import window_boxes

CROPS = dict(tight=1., crop=1.15, near=1.3, wide=2.)
DIM = live.DIM
TARGETS = [
    ("up to version 4: crop's CLS, focus, 0.7 Lite2", [("crop.cls", 1), ("focus", 1), ("crop.lite2", .7)]),
    ("crop's CLS, focus", [("crop.cls", 1), ("focus", 1)]),
    ("near focus, focus", [("near.focus", 1), ("focus", 1)]),
    ("near focus, focus, 0.7 Lite2", [("near.focus", 1), ("focus", 1), ("crop.lite2", .7)]),
    ("near focus, crop's CLS, focus, 0.7 Lite2", [("near.focus", 1), ("crop.cls", 1), ("focus", 1), ("crop.lite2", .7)]),
    ("near focus, wide focus, focus", [("near.focus", 1), ("wide.focus", 1), ("focus", 1)]),
    ("version 5: near focus, wide focus, focus, 0.7 Lite2", [("near.focus", 1), ("wide.focus", 1), ("focus", 1), ("crop.lite2", .7)]),
]


class Photos(live.Pictures):
    """The benchmark's photos on canvases, without the boxes of training."""

    def __init__(self, data, names, device):
        self.device = device
        canvas, size = np.zeros((len(names), 3, live.SIDE, live.SIDE), np.uint8), np.zeros((len(names), 2), np.float32)
        for i, name in enumerate(names):
            im = Image.open(os.path.join(data, "images", name)).convert("RGB")
            k = min(1, live.SIDE / max(im.size))
            im = im.resize(tuple(max(16, round(v * k)) for v in im.size), Image.BICUBIC)
            size[i] = im.size
            canvas[i] = np.pad(np.asarray(im), ((0, live.SIDE - im.height), (0, live.SIDE - im.width), (0, 0)), mode="edge").transpose(2, 0, 1)
        self.canvas, self.size = torch.from_numpy(canvas).to(device), torch.from_numpy(size).to(device)


def around(box, size, k):
    """boxes k times as wide and high, within the photo"""
    middle, half = (box[..., :2] + box[..., 2:]) / 2, (box[..., 2:] - box[..., :2]) / 2 * k
    return torch.cat([(middle - half).clamp_min(0), torch.minimum(middle + half, size)], -1)


def parts(photos, teachers, idx, boxes):
    """n photos, n,K,4 boxes as fractions -> a dict of parts, n*K,D each"""
    size = photos.size[idx][:, None]
    box = boxes * torch.cat([size, size], -1)
    whole = photos.cut(idx, torch.cat([torch.zeros_like(size), size], -1), 224, 224, twice=True)
    with torch.autocast(photos.device.split(":")[0], torch.bfloat16, enabled=photos.device != "cpu"):
        out = {"focus": teachers.look(whole, boxes)[2].flatten(0, 1)}
        for name, k in CROPS.items():
            crop = around(box, size, k)
            side = crop[..., 2:] - crop[..., :2]
            inside = torch.cat([(box[..., :2] - crop[..., :2]) / side, (box[..., 2:] - crop[..., :2]) / side], -1).clamp(0, 1)
            pixels = photos.cut(idx, crop, 224, 224, bicubic=True)
            cls, _, focus = teachers.look(pixels, inside.flatten(0, 1)[:, None])
            out[name + ".cls"], out[name + ".focus"] = cls, focus[:, 0]
            out[name + ".lite2"] = teachers.second(pixels)
    return {k: v.float() for k, v in out.items()}


def print_row(rows, name, target, windows, queries):
    sides = [torch.cat([w * live.unit(x[k] - x[k].flatten(0, -2).mean(0)) for k, w in target], -1) for x in (windows, queries)]
    some = sides[0].flatten(0, 1)
    some = some[torch.randperm(len(some), generator=torch.Generator().manual_seed(1))[:6000].to(some.device)]
    _, directions = torch.linalg.eigh(some.double().T @ some.double())
    w, q = (live.unit(x @ directions.flip(1)[:, :DIM].float()) for x in sides)
    s = torch.einsum("pwd,qd->qpw", w, q)
    found = (s * 20).logsumexp(-1) / 20
    best = torch.stack([w[torch.arange(len(w)), x.argmax(-1)] for x in s])
    print(f"| {name} | {rows.map(found):.1f} | {rows.map(found, rows.z['area'] < .05):.1f} | {rows.map(rows.batch(q, best, found)):.1f} |", flush=True)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True)
    p.add_argument("--models", required=True)
    p.add_argument("--device", default="cuda")
    a = p.parse_args()
    with open(os.path.join(a.data, "queries.json")) as f:
        photos = Photos(a.data, json.load(f)["gallery"], a.device)
    teachers, rows = live.Teachers(a.models, a.device), live.Rows.__new__(live.Rows)
    rows.device, rows.z = a.device, live.truth(a.data)
    box, photo = (torch.tensor(rows.z[k], device=a.device) for k in ("box", "photo"))
    win = torch.tensor(window_boxes(), dtype=torch.float32, device=a.device)
    windows, queries = [], []
    for i in range(0, len(photos.size), 4):
        idx = torch.arange(i, min(len(photos.size), i + 4), device=a.device)
        windows.append({k: v.unflatten(0, (len(idx), -1)) for k, v in parts(photos, teachers, idx, win.expand(len(idx), -1, -1)).items()})
    for i in range(0, len(box), 64):
        queries.append(parts(photos, teachers, photo[i:i + 64].long(), box[i:i + 64, None].float()))
    windows, queries = ({k: torch.cat([x[k] for x in seen]) for k in seen[0]} for seen in (windows, queries))
    print("| target | windows | of it small | batch |\n|---|---|---|---|")
    for name, target in TARGETS + [(k, [(k, 1)]) for k in windows]:
        print_row(rows, name, target, windows, queries)


if __name__ == "__main__":
    main()
