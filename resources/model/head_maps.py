"""What the attention heads of a model look at: a picture of all their maps, and a table that says whether they follow what
a photo shows or where it is.

    python head_maps.py picture --weights manako-embedded.safetensors --photos DIR --out heads.png [--count 10]
    python head_maps.py measure --weights manako-embedded.safetensors --data FOIR

Python 3.11, torch and pillow; `reference.py` beside this file holds the network.

picture: a row for each photo: the photo, then one map for each head, all blocks from the first to the last, of CLS's
attention to the patches, each scaled to its own largest value.

measure, over FOIR/queries.json, photos stretched to the model's square:

- place: share of the variance of a head's maps, over photos and patches, that their mean map explains. 1: the head looks at
  the same place of every photo; 0: only the photo decides.
- lift: attention inside a marked box over the box's area, as a share of the photo; mean over the queries. 1: no better than
  looking everywhere alike.
- best: share of the queries for which the head has the largest lift of its block.
- and for each block, how often two boxes of different things in one photo have different best heads.
"""
import argparse
import itertools
import json
import os

import numpy as np
from PIL import Image

from reference import Model, coverage, load_safetensors, to_batch


def load(path):
    tensors, meta = load_safetensors(path)
    model = Model({k: v.float() for k, v in tensors.items()}, int(meta["heads"]), float(meta["layer_norm_eps"]), 3)
    model.focus = len(model.blocks)                  # keep the attention of every block
    return model


def maps(model, image, side=320):
    """CLS's attention to the patches: array blocks, heads, side / 16, side / 16"""
    kept = model.encode(to_batch([np.asarray(image.resize((side, side), Image.BICUBIC))]))
    return np.stack([a[0, :, kept["prefix"]:].numpy() for a in kept["cls_attention"]]).reshape(
        len(model.blocks), model.heads, *kept["grid"])


def picture(a):
    model = load(a.weights)
    names = sorted(n for n in os.listdir(a.photos) if n.lower().endswith((".jpg", ".jpeg", ".png")))
    names = names[::max(1, len(names) // a.count)][:a.count]
    photo, cell, gap = 96, 40, 3
    columns = len(model.blocks) * model.heads
    width = photo + gap + columns // 2 * (cell + 1) + len(model.blocks) // 2 * gap
    out = Image.new("RGB", (width, len(names) * (photo + gap)), "white")
    for row, name in enumerate(names):
        image = Image.open(os.path.join(a.photos, name)).convert("RGB")
        y = row * (photo + gap)
        out.paste(image.resize((photo, photo), Image.LANCZOS), (0, y))
        for b, block in enumerate(maps(model, image)):          # the first half of the blocks above the second
            for h, m in enumerate(block):
                at = b % (len(model.blocks) // 2)
                x = photo + gap + (at * model.heads + h) * (cell + 1) + at * gap
                tile = Image.fromarray((255 * m / m.max()).astype(np.uint8)).resize((cell, cell), Image.BILINEAR)
                out.paste(tile, (x, y + (b // (len(model.blocks) // 2)) * (cell + 8)))
    out.save(a.out, optimize=True)
    print(a.out, out.size)


def measure(a):
    model = load(a.weights)
    queries = json.load(open(os.path.join(a.data, "queries.json")))
    truth = json.load(open(os.path.join(a.data, "instances.json")))
    boxes = {x["id"]: x["bbox"] for x in truth["annotations"]}
    asked = {}
    for q in queries["queries"]:
        asked.setdefault(q["photo"], []).append(q)
    seen, lifts, pairs = [], [], []
    for name in queries["gallery"]:
        image = Image.open(os.path.join(a.data, "images", name)).convert("RGB")
        m = maps(model, image)
        m = m / m.sum((2, 3), keepdims=True)
        seen.append(m)
        here = []
        for q in asked.get(name, []):
            x, y, w, h = boxes[q["annotation"]]
            region = coverage(x / image.width, y / image.height, (x + w) / image.width, (y + h) / image.height, *m.shape[2:])
            region = region / region.max()
            lifts.append((m * region).sum((2, 3)) / region.mean())
            here.append((q["category"], lifts[-1]))
        pairs += [(p, q) for (c, p), (d, q) in itertools.combinations(here, 2) if c != d]
    seen, lifts = np.stack(seen), np.stack(lifts)
    mean = seen.mean(0)
    flat = 1 / mean.shape[-1] / mean.shape[-2]
    place = ((mean - flat) ** 2).sum((2, 3)) / ((seen - flat) ** 2).sum((3, 4)).mean(0)
    best = np.stack([(lifts.argmax(2) == h).mean(0) for h in range(model.heads)], 1)
    print("| block | " + " | ".join("head %d" % h for h in range(1, model.heads + 1)) + " | two things, two heads |")
    print("|---" * (model.heads + 2) + "|")
    for b in range(len(model.blocks)):
        differ = 100 * np.mean([p[b].argmax() != q[b].argmax() for p, q in pairs])
        print("| %d | " % (b + 1) + " | ".join("%.2f, %.1f, %d %%" % (place[b, h], lifts[:, b, h].mean(), round(100 * best[b, h]))
                                               for h in range(model.heads)) + " | %d %% |" % round(differ))
    print("place, lift, best; %d photos, %d queries, %d pairs of things" % (len(seen), len(lifts), len(pairs)))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    s = p.add_subparsers(dest="command", required=True)
    q = s.add_parser("picture")
    q.add_argument("--weights", required=True)
    q.add_argument("--photos", required=True)
    q.add_argument("--out", required=True)
    q.add_argument("--count", type=int, default=10)
    q.set_defaults(run=picture)
    q = s.add_parser("measure")
    q.add_argument("--weights", required=True)
    q.add_argument("--data", required=True)
    q.set_defaults(run=measure)
    a = p.parse_args()
    a.run(a)


if __name__ == "__main__":
    main()
