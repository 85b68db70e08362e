"""The mean of what a model says of marks that it looks at from near: `near` in measured-….json, by which the second opinion of a query is centred.

    python closeup_mean.py --weights FILE [--zoom 1.3] --photos ../shared/photos/scenes-*.zip        (a minute or two on two cores)

From each of 300 photos, the same number of each zip file and drawn by a fixed seed, two marks: a box of 1 to 40 % of the photo at a random place, and the
disc of a point. Each is cut out and encoded as the program does it (search.CloseUp, nearSide): 256, aspect kept, β and soft gates as by default.
"""
import argparse
import io
import math
import zipfile

import numpy as np
import torch
from PIL import Image

from reference import load_hybrid, load_safetensors, load_vit_tiny, to_batch

SIDE, POINT, LEAST, GATED = 256, .1, .1, 3
ASPECTS = [1, 4 / 3, 3 / 4, 3 / 2, 2 / 3, 16 / 9, 9 / 16]


def grid(width, height, multiple):
    """rows and columns of about as many patches as the square has (vit.GridShapes)"""
    aspect = min(ASPECTS, key=lambda a: abs(math.log(a * height / width)))
    return [max(multiple, math.floor(SIDE / 16 * s / multiple + .5) * multiple) for s in (aspect ** -.5, aspect ** .5)]


def around(box, zoom, width, height):
    """the part of a photo that a mark is seen in (search.CloseUp): x, y, width, height"""
    x, y, w, h = box
    least = LEAST * min(width, height)
    wide = min(width, max(w * zoom, least, h * zoom / 2))
    high = min(height, max(h * zoom, least, w * zoom / 2))
    return (min(max(x + (w - wide) / 2, 0), width - wide), min(max(y + (h - high) / 2, 0), height - high), wide, high)


def axis(a, b, n):
    """share of each of n cells between a and b, fractions of the side"""
    cell = np.arange(n)
    return np.clip(np.minimum(cell + 1, min(max(b, 0), 1) * n) - np.maximum(cell, min(max(a, 0), 1) * n), 0, 1)


def region(strips, part, rows, columns):
    """share of each patch that the mark, boxes x, y, w, h side by side, covers, divided by the largest"""
    m = np.zeros((rows, columns))
    for x, y, w, h in strips:
        m += axis((y - part[1]) / part[3], (y + h - part[1]) / part[3], rows)[:, None] * axis((x - part[0]) / part[2], (x + w - part[0]) / part[2], columns)
    return m / m.max()


def disc(x, y, radius, n=64):
    out = []
    for i in range(n):
        dy = -radius + (2 * i + 1) * radius / n
        dx = math.sqrt(radius ** 2 - dy ** 2)
        out.append((x - dx, y + dy - radius / n, 2 * dx, 2 * radius / n))
    return out


def photos(files, count, rng):
    for file in sorted(files):
        with zipfile.ZipFile(file) as z:
            names = sorted(n for n in z.namelist() if n.lower().endswith((".webp", ".jpg", ".jpeg", ".png")))
            for i in rng.choice(len(names), count // len(files), replace=False):
                yield Image.open(io.BytesIO(z.read(names[i]))).convert("RGB")


def looks(files, zoom, multiple, rng):
    """by grid: pixels and region of each close-up"""
    out = {}
    for photo in photos(files, 300, rng):
        W, H = photo.size
        area, aspect = math.exp(rng.uniform(math.log(.01), math.log(.4))), math.exp(rng.uniform(math.log(.5), math.log(2)))
        w, h = min(W, math.sqrt(area * aspect * W * H)), min(H, math.sqrt(area / aspect * W * H))
        r = POINT * min(W, H)
        box = (rng.uniform(0, W - w), rng.uniform(0, H - h), w, h)
        x, y = rng.uniform(r, W - r), rng.uniform(r, H - r)
        for bounds, strips in ((box, [box]), ((x - r, y - r, 2 * r, 2 * r), disc(x, y, r))):
            part = around(bounds, zoom, W, H)
            if part[2] < W or part[3] < H:
                cut = [math.floor(v + .5) for v in (part[0], part[1], part[0] + part[2], part[1] + part[3])]
                rows, columns = grid(cut[2] - cut[0], cut[3] - cut[1], multiple)
                pixels = np.asarray(photo.crop(cut).resize((columns * 16, rows * 16), Image.BICUBIC))
                out.setdefault((rows, columns), []).append((pixels, region(strips, part, rows, columns).reshape(-1)))
    return out


@torch.no_grad()
def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--weights", required=True)
    p.add_argument("--photos", required=True, nargs="+", help="zip files")
    p.add_argument("--zoom", type=float, default=1.3)
    a = p.parse_args()
    hybrid = "stem.stem.weight" in load_safetensors(a.weights)[0]
    model = load_hybrid(a.weights) if hybrid else load_vit_tiny(a.weights)
    total, count = 0, 0
    for parts in looks(a.photos, a.zoom, 2 if hybrid else 1, np.random.default_rng(20261127)).values():
        for i in range(0, len(parts), 10):
            pixels, regions = zip(*parts[i:i + 10])
            kept = model.encode(to_batch(pixels))
            m = torch.tensor(np.stack(regions), dtype=torch.float32)[:, None]
            gates = model.soft_gates(kept, m, 1.)
            gates[:, :, :-GATED] = 1
            total = total + model.focus_tokens(kept, m, 3., gates)[:, 0].double().sum(0)
            count += len(pixels)
    print(f'"near": [{", ".join(f"{v:.6g}" for v in (total / count).tolist())}]')


if __name__ == "__main__":
    main()
