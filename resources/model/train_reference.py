"""How Manako's embedded model came about: cache, training by focus distillation, means, export.

A small transformer (6 blocks of 6 heads, D = 192) on EfficientNet-Lite0's frozen convolutions learns that a *focus
token* on the whole photo equals a teacher's (ViT-Ti/16) descriptor of the crop. `reference.py` beside this file holds
the networks' plain definitions.

How to run (two single-threaded cache workers are quicker than one with two threads; every step can be stopped and goes
on where it was):

    python train_reference.py cache scenes  --photos DIR --models DIR --cache DIR --worker 0 --workers 2
    python train_reference.py cache photos  ...          (the same arguments)
    python train_reference.py cache mosaics --count 8000 (after both have ended on all workers)
    python train_reference.py train  --cache DIR --run DIR --minutes 46 --ranks 2 --threads 1
    python train_reference.py means  --cache DIR --models DIR --run DIR          (hybrid's means, from the cache)
    python train_reference.py export --models DIR --run DIR --out manako-embedded.safetensors
    python train_reference.py teacher-means --photos DIR --models DIR --out vit_tiny_means.json

The first weights (25 November 2026) were made with "cache scenes" alone, stopped after 24 of 81 chunks (768 photos, 3,072
views, 19,120 boxes), and 46 minutes of training on a fifth of two cores, which were busy with other work. Neither
"photos" nor "mosaics" has been run; they are the next step on a machine with time.

Cache, one .npz per chunk, everything in F16:
 - scenes: of each photo two views (all of it; 50-90 % of its area) and seven boxes (4-50 % of the area, aspect 0.55-1.8,
   every other one the best of four by gradient energy). The teacher sees the views and the boxes' crops (with 1.15 times
   context); the stem sees each view plain and mirrored, once stretched to 224 x 224 and once on a grid of the photo's own
   aspect (14 x 14, 12 x 16 or 16 x 12 tokens). All boxes that lie in a view are its boxes.
 - photos: the teacher's descriptor of the whole photo; every fourth goes through the stem too.
 - mosaics: 2-6 of the crops and photos above on one canvas; a part is a box whose target is known already.

Losses (cosine against the teacher's descriptors less their mean): CLS -> view (1), focus token with bias beta = 3 ->
crop (2), a token without bias but with PHS's soft gates (tau = 0.5) -> crop (1), 2 x 2 pooled patch tokens -> the
teacher's (0.5). In the first part of the training half of the 2 x 2 cells of patches are dropped, which halves the cost.

Start: no weights come from the teacher. The patch embedding is the ridge regression from the stem's maps, averaged over a
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
SHAPES = [(14, 14), (12, 16), (16, 12)]             # patch rows, columns
BOXES = 8                                           # stored for each view at most
THUMB = 112
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
    def maps(self, images, shapes, batch=8):
        """images of 16 x shape pixels -> mid (n,196,112), deep (n,49,320), F16, unused rows zero"""
        mid, deep = np.zeros((len(images), 196, 112), np.float16), np.zeros((len(images), 49, 320), np.float16)
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


def boxes_in_view(view, boxes, targets, mirrored, exclude=None):
    """boxes (photo pixels) that lie in the view by 90 % or more -> BOXES rows of fractions, targets, valid"""
    b, t, ok = np.zeros((BOXES, 4), np.float16), np.zeros((BOXES, DIM), np.float16), np.zeros(BOXES, bool)
    vx, vy, vw, vh = view[0], view[1], view[2] - view[0], view[3] - view[1]
    n = 0
    for i, (x0, y0, x1, y1) in enumerate(boxes):
        cx0, cy0, cx1, cy1 = max(x0, view[0]), max(y0, view[1]), min(x1, view[2]), min(y1, view[3])
        if i == exclude or cx1 <= cx0 or cy1 <= cy0 or (cx1 - cx0) * (cy1 - cy0) < .9 * (x1 - x0) * (y1 - y0) or n == BOXES:
            continue
        f = [(cx0 - vx) / vw, (cy0 - vy) / vh, (cx1 - vx) / vw, (cy1 - vy) / vh]
        if mirrored:
            f[0], f[2] = 1 - f[2], 1 - f[0]
        b[n], t[n], ok[n] = f, targets[i], True
        n += 1
    return b, t, ok


def view_patches(p, shape, mirrored):
    """the teacher's 7 x 7 patch tokens on the view's grid of 2 x 2 cells -> 49,192 (unused rows zero)"""
    if mirrored:
        p = p.flip(1)
    h, w = shape[0] // 2, shape[1] // 2
    if (h, w) != (7, 7):
        p = F.interpolate(p.permute(2, 0, 1)[None], size=(h, w), mode="bilinear", align_corners=False)[0].permute(1, 2, 0)
    out = np.zeros((49, DIM), np.float16)
    out[:h * w] = p.reshape(h * w, DIM).half().numpy()
    return out


def save_chunk(path, rows, thumbs=None, targets=None, maps=None):
    """rows: list of dicts of one view each"""
    d = {k: np.stack([r[k] for r in rows]) for k in rows[0]} if rows else {}
    if maps is not None:
        d["mid"], d["deep"] = maps
    if thumbs is not None:
        d["thumb"], d["thumb_target"] = np.stack(thumbs), np.stack(targets).astype(np.float16)
    with open(path + ".tmp", "wb") as f:
        np.savez(f, **d)
    os.replace(path + ".tmp", path)


def cache_scenes(a, net):
    entries, read = list_photos(a.photos, "scenes"), Photos(a.photos)
    np.random.default_rng(SEED).shuffle(entries)
    for c in chunks(a, "scenes", len(entries), 32):
        rng = np.random.default_rng([SEED, 1, c])
        crops, photos = [], []
        for e in entries[c * 32:c * 32 + 32]:
            e = tuple(e)
            im = read(e)
            W, H = im.size
            views = [(0, 0, W, H), random_box(rng, 0, 0, W, H, .5, .9, 1.25)]
            energy, boxes = gradient_energy(im), []
            for i in range(7):
                outer = views[i % 2]
                tries = [random_box(rng, *outer, .04, .5, 1.8) for _ in range(4 if i in (1, 2, 5) else 1)]
                boxes.append(max(tries, key=lambda b: energy[int(b[1] / H * 48):int(b[3] / H * 48) + 1,
                                                             int(b[0] / W * 48):int(b[2] / W * 48) + 1].mean()))
            context = []
            for x0, y0, x1, y1 in boxes:
                ex, ey = .075 * (x1 - x0), .075 * (y1 - y0)
                context.append((max(0, x0 - ex), max(0, y0 - ey), min(W, x1 + ex), min(H, y1 + ey)))
            crops += [cut(im, b) for b in views + context]
            photos.append((im, views, boxes))
        cls, patches = net.teach(crops)
        rows, images, shapes, thumbs, targets = [], [], [], [], []
        for i, (im, views, boxes) in enumerate(photos):
            d, p = cls[9 * i:9 * i + 9], patches[9 * i:9 * i + 9]
            for j in range(9):
                thumbs.append(np.asarray(Image.fromarray(crops[9 * i + j]).resize((THUMB, THUMB), Image.BICUBIC)))
                targets.append(d[j].numpy())
            native = native_shape(*im.size)
            for v, mirrored, shape in ((0, False, native), (0, True, (14, 14)), (1, False, (14, 14)), (1, True, native)):
                b, t, ok = boxes_in_view(views[v], [views[1]] + boxes, d[1:].numpy(), mirrored, 0 if v == 1 else None)
                x = cut(im, views[v], 16 * shape[1], 16 * shape[0])
                images.append(np.ascontiguousarray(x[:, ::-1]) if mirrored else x)
                shapes.append(shape)
                rows.append(dict(shape=np.array(shape, np.int8), cls=d[v].half().numpy(), cls_ok=True, box=b, target=t, box_ok=ok,
                                 patch=view_patches(p[v], shape, mirrored), patch_ok=True))
        save_chunk(chunk_path(a, "scenes", c), rows, thumbs, targets, net.maps(images, shapes))


PHOTOS_OF_SOURCE = {"imagenette": 2400, "grocery": 1200, "clothing": 1200, "catsdogs": 1000, "imagenet": 412, "scenes": 454,
                    "tiny": 2000}           # coco's are smaller copies of the scenes; foir's photos are in none of these


def cache_photos(a, net):
    read, by = Photos(a.photos), {}
    for e in list_photos(a.photos, "photos"):
        by.setdefault(os.path.basename(e[1]).rsplit("-", 1)[0], []).append(e)
    rng, entries = np.random.default_rng(SEED + 1), []
    for s, n in PHOTOS_OF_SOURCE.items():
        rng.shuffle(by[s])
        entries += by[s][:n]
    rng.shuffle(entries)
    for c in chunks(a, "photos", len(entries), 96):
        crops, rows, images, shapes, thumbs, part = [], [], [], [], [], entries[c * 96:c * 96 + 96]
        ims = [read(tuple(e)) for e in part]
        crops = [cut(im, (0, 0, *im.size)) for im in ims]
        cls, patches = net.teach(crops)
        for i, im in enumerate(ims):
            thumbs.append(np.asarray(im.resize((THUMB, THUMB), Image.BICUBIC)))
            if i % 4 == 0 and "tiny" not in part[i][1]:
                shape = native_shape(*im.size) if i % 8 else (14, 14)
                b, t, ok = boxes_in_view((0, 0, 1, 1), [(0, 0, 1, 1)], cls[i:i + 1].numpy(), False)
                images.append(cut(im, (0, 0, *im.size), 16 * shape[1], 16 * shape[0]))
                shapes.append(shape)
                rows.append(dict(shape=np.array(shape, np.int8), cls=cls[i].half().numpy(), cls_ok=True, box=b, target=t, box_ok=ok,
                                 patch=view_patches(patches[i], shape, False), patch_ok=True))
        save_chunk(chunk_path(a, "photos", c), rows, thumbs, list(cls.numpy()), net.maps(images, shapes))


def mosaic_cells(rng, n):
    """n cells of the unit square: the largest is split along its longer side until there are n"""
    cells = [(0., 0., 1., 1.)]
    while len(cells) < n:
        i = max(range(len(cells)), key=lambda j: (cells[j][2] - cells[j][0]) * (cells[j][3] - cells[j][1]))
        x0, y0, x1, y1 = cells.pop(i)
        r = rng.uniform(.36, .64)
        if x1 - x0 > (y1 - y0) * rng.uniform(.8, 1.25):
            cells += [(x0, y0, x0 + r * (x1 - x0), y1), (x0 + r * (x1 - x0), y0, x1, y1)]
        else:
            cells += [(x0, y0, x1, y0 + r * (y1 - y0)), (x0, y0 + r * (y1 - y0), x1, y1)]
    return cells


def cache_mosaics(a, net):
    pools = []
    for kind in ("scenes", "photos"):
        z = [np.load(os.path.join(a.cache, f)) for f in sorted(os.listdir(a.cache)) if f.startswith(kind) and f.endswith(".npz")]
        pools.append((np.concatenate([x["thumb"] for x in z]), np.concatenate([x["thumb_target"] for x in z])))
    for c in chunks(a, "mosaics", a.count, 64):
        rng = np.random.default_rng([SEED, 3, c])
        rows, images, shapes = [], [], []
        for _ in range(64):
            shape = SHAPES[rng.choice(3, p=(.5, .3, .2))]
            n = rng.choice((2, 3, 4, 5, 6), p=(.1, .2, .35, .2, .15))
            w, h = 16 * shape[1], 16 * shape[0]
            canvas = np.zeros((h, w, 3), np.uint8)
            b, t, ok = np.zeros((BOXES, 4), np.float16), np.zeros((BOXES, DIM), np.float16), np.zeros(BOXES, bool)
            for i, cell in enumerate(mosaic_cells(rng, n)):
                x0, y0, x1, y1 = (int(round(v * s)) for v, s in zip(cell, (w, h, w, h)))
                thumbs, targets = pools[int(rng.random() < .5)]
                j = rng.integers(len(thumbs))
                r = math.sqrt((x1 - x0) / (y1 - y0))            # half of the change of aspect is cut off, half stretched
                cw, ch = (THUMB, THUMB / r) if r > 1 else (THUMB * r, THUMB)
                ox, oy = rng.uniform(0, THUMB - cw), rng.uniform(0, THUMB - ch)
                part = cut(Image.fromarray(thumbs[j]), (ox, oy, ox + cw, oy + ch), x1 - x0, y1 - y0)
                canvas[y0:y1, x0:x1] = part[:, ::-1] if rng.random() < .5 else part
                b[i], t[i], ok[i] = (x0 / w, y0 / h, x1 / w, y1 / h), targets[j], True
            images.append(canvas)
            shapes.append(shape)
            rows.append(dict(shape=np.array(shape, np.int8), cls=np.zeros(DIM, np.float16), cls_ok=False, box=b, target=t, box_ok=ok,
                             patch=np.zeros((49, DIM), np.float16), patch_ok=False))
        save_chunk(chunk_path(a, "mosaics", c), rows, maps=net.maps(images, shapes))


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
    {"scenes": cache_scenes, "photos": cache_photos, "mosaics": cache_mosaics}[a.what](a, net)


# ---------------------------------------------------------------- the hybrid, trainable

class Block(torch.nn.Module):
    def __init__(self):
        super().__init__()
        nn = torch.nn
        self.norm1, self.norm2 = nn.LayerNorm(DIM, EPS), nn.LayerNorm(DIM, EPS)
        self.attn = nn.ModuleDict(dict(qkv=nn.Linear(DIM, 3 * DIM), proj=nn.Linear(DIM, DIM)))
        self.mlp = nn.ModuleDict(dict(fc1=nn.Linear(DIM, 4 * DIM), fc2=nn.Linear(4 * DIM, DIM)))

    def forward(self, x, riders=None, bias=None, m=None):
        """riders: B,2T,D (T with bias, T with soft gates) or None; bias: B,T,n; m: B,T,n"""
        B, n, _ = x.shape

        def split(t):
            return t.reshape(B, -1, HEADS, DIM // HEADS).transpose(1, 2)
        q, k, v = (split(t) for t in self.attn["qkv"](self.norm1(x)).chunk(3, -1))
        o = F.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2)
        if riders is not None:
            T = riders.shape[1] // 2
            scale = (DIM // HEADS) ** -.5
            qr = split(F.linear(self.norm1(riders), self.attn["qkv"].weight[:DIM], self.attn["qkv"].bias[:DIM]))
            logits = qr @ k.transpose(-1, -2) * scale                               # B,H,2T,n
            logits = torch.cat([logits[:, :, :T] + bias[:, None], logits[:, :, T:]], 2)
            y = logits.softmax(-1) @ v
            a = (q[:, :, :1] @ k.transpose(-1, -2) * scale).softmax(-1)[:, :, 0, 1:]     # CLS's maps, patches only
            mass = torch.einsum("bhn,btn->bht", a, m[:, :, 1:]) / a.sum(-1)[..., None]
            gate = (mass.clamp_min(1e-6).log() / TAU).softmax(1) * HEADS             # B,H,T
            y = torch.cat([y[:, :, :T], y[:, :, T:] * gate[..., None]], 2)
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
        for i in rng.permutation(np.flatnonzero(data.kinds != "mosaics"))[:views]:
            s = tuple(int(v) for v in data.shape[i])
            mid, deep = data.mid[i, :s[0] * s[1]].astype(np.float32), data.deep[i, :s[0] * s[1] // 4].astype(np.float32)
            whole = [((0, 0, 1, 1), data.cls[i] - data.mean_cls)]
            for box, t in whole + [(data.box[i, j].astype(np.float64), data.target[i, j] - data.mean_box) for j in np.flatnonzero(data.box_ok[i])]:
                a, b = coverage(*box, *s).ravel(), coverage(*box, s[0] // 2, s[1] // 2).ravel()
                x.append(np.concatenate([a @ mid / a.sum(), b @ deep / b.sum()]))
                y.append(t / np.linalg.norm(t))
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

    def forward(self, mid, deep, shape, m, keep=None):
        """mid B,N,112; deep B,N/4,320; m B,T,N; keep: cells that stay, B,C (None: all).
        Returns CLS B,D, focus tokens B,T,D, gated tokens B,T,D, 2x2-pooled patch tokens B,C,D (all after the norm), m kept"""
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
        r = x[:, :1].expand(-1, 2 * T, -1)
        for b in self.blocks[-FOCUS:]:
            x, r = b(x, r, BETA * m, m)
        x, r = self.norm(x), self.norm(r)
        return x[:, 0], r[:, :T], r[:, T:], x[:, 1:].reshape(B, -1, 4, DIM).mean(2), m


def sincos(n, dim):
    def axis(p):
        f = p[:, None] / 50 ** (torch.arange(dim // 4) / (dim // 4))[None]
        return torch.cat([f.sin(), f.cos()], 1)
    y, x = torch.meshgrid(torch.arange(n).float(), torch.arange(n).float(), indexing="ij")
    return torch.cat([axis(y.flatten()), axis(x.flatten())], 1)[None]


# ---------------------------------------------------------------- training

class Data:
    def __init__(self, folder, limit=None):
        parts, self.kinds = {}, []
        files = [f for f in sorted(os.listdir(folder)) if f.endswith(".npz")][:limit]
        for f in files:
            z = np.load(os.path.join(folder, f))
            if "mid" not in z.files or len(z["mid"]) == 0:
                continue
            for k in ("shape", "cls", "cls_ok", "box", "target", "box_ok", "patch", "patch_ok", "mid", "deep"):
                parts.setdefault(k, []).append(z[k])
            self.kinds += [f.split("-")[0]] * len(z["mid"])
        for k in list(parts):
            setattr(self, k, np.concatenate(parts.pop(k)))
        self.kinds = np.array(self.kinds)
        self.by_shape = {s: np.flatnonzero((self.shape == s).all(1)) for s in SHAPES}
        real = self.kinds == "scenes"
        self.mean_cls = self.cls[self.cls_ok].astype(np.float32).mean(0)
        self.mean_box = self.target[real][self.box_ok[real]].astype(np.float32).mean(0)
        self.mean_patch = self.patch[real & (self.shape == (14, 14)).all(1)].reshape(-1, DIM).astype(np.float32).mean(0)

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
            have = rng.permutation(np.flatnonzero(self.box_ok[i]))[:boxes]
            for c, j in enumerate(have):
                m[r, c], target[r, c], ok[r, c] = coverage(*self.box[i, j].astype(np.float64), *shape).ravel(), self.target[i, j], True
        t = torch.from_numpy
        return dict(mid=t(self.mid[idx, :n]).float(), deep=t(self.deep[idx, :n // 4]).float(), m=t(m), target=t(target - self.mean_box),
                    ok=t(ok), cls=t(self.cls[idx].astype(np.float32) - self.mean_cls), cls_ok=t(self.cls_ok[idx]),
                    patch=t(self.patch[idx, :n // 4].astype(np.float32) - self.mean_patch), patch_ok=t(self.patch_ok[idx]))


def losses(model, b, shape, keep):
    cls, focus, gated, patch, m = model(b["mid"], b["deep"], shape, b["m"], keep)
    ok = b["ok"] & (m.sum(-1) > .5)                 # a dropped-out box teaches nothing

    def away(x, y, w):
        return ((1 - F.cosine_similarity(x, y, dim=-1)) * w).sum() / w.sum().clamp_min(1)
    target = b["patch"] if keep is None else b["patch"].gather(1, keep[:, :, None].expand(-1, -1, DIM))
    return dict(cls=away(model.head(cls), b["cls"], b["cls_ok"].float()),
                focus=away(model.head(focus), b["target"], ok.float()),
                phs=away(model.head(gated), b["target"], ok.float()),
                patch=away(model.patch_head(patch), target, b["patch_ok"].float()[:, None].expand(-1, patch.shape[1])))


WEIGHTS = dict(cls=1, focus=2, phs=1, patch=.5)


def train(a):
    """One process for each rank, one thread each; gradients are averaged after every step."""
    if a.ranks == 1:
        train_rank(0, a)
    else:
        os.environ.setdefault("MASTER_ADDR", "127.0.0.1")
        os.environ.setdefault("MASTER_PORT", "29517")
        torch.multiprocessing.spawn(train_rank, args=(a,), nprocs=a.ranks)


def train_rank(rank, a):
    """The schedule goes by the clock: progress = seconds trained / --minutes."""
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
        print({str(k): int((data.kinds == k).sum()) for k in np.unique(data.kinds)}, {s: len(i) for s, i in data.by_shape.items()}, flush=True)
    if os.path.exists(checkpoint):
        c = torch.load(checkpoint)
        model.load_state_dict(c["model"])
        ema, step, seen, seconds = c["ema"], c["step"], c["seen"], c["seconds"]
    else:
        c = None
        fit = model.fit_tokens(data, np.random.default_rng(SEED + 4))
        ema = {k: v.detach().clone() for k, v in model.named_parameters()}
        if rank == 0:
            print("start: ridge on %d boxes, cosine %.3f" % fit, flush=True)
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
        progress = seconds / 60 / a.minutes         # the same on every rank: averaged with the gradients
        if progress >= 1 or (a.steps and step >= a.steps):
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
        for s, share in ((SHAPES[0], .5), (SHAPES[1], .3), (SHAPES[2], .2)):
            idx = data.by_shape[s][data.kinds[data.by_shape[s]] == "scenes"]
            idx = rng.permutation(idx)[:int(a.views * share)]
            n = s[0] * s[1]
            for i in range(0, len(idx), 32):
                p = idx[i:i + 32]
                mid = torch.from_numpy(data.mid[p, :n]).float().transpose(1, 2).reshape(len(p), 112, *s)
                deep = torch.from_numpy(data.deep[p, :n // 4]).float().transpose(1, 2).reshape(len(p), 320, s[0] // 2, s[1] // 2)
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
        recipe="focus distillation from ViT-Ti/16 (CLS 1, focus 2, soft-gated PHS 1, patches 0.5), frozen stem, ridge start, AdamW 6e-4, batch 24, EMA 0.995, half of the patches for 80 % of the time",
        seed=SEED, samples_seen=c["seen"], steps=c["step"], views_cached=a.cached or "", minutes=round(c["seconds"] / 60, 1), date=time.strftime("%Y-%m-%d"),
        stem="EfficientNet-Lite0, Google, Apache-2.0"))
    print(a.out, os.path.getsize(a.out))


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
    q.add_argument("what", choices=("scenes", "photos", "mosaics"))
    q.add_argument("--worker", type=int, default=0)
    q.add_argument("--workers", type=int, default=1)
    q.add_argument("--count", type=int, default=8000, help="mosaics")
    q = command("train", train, "--cache", "--run")
    q.add_argument("--minutes", type=float, default=46)
    q.add_argument("--steps", type=int)
    q.add_argument("--batch", type=int, default=24, help="over all ranks")
    q.add_argument("--lr", type=float, default=6e-4)
    q.add_argument("--warmup", type=int, default=50)
    q.add_argument("--ema", type=float, default=.995)
    q.add_argument("--ranks", type=int, default=1)
    q.add_argument("--drop-until", type=float, default=.8, help="share of the time with half of the patches")
    q = command("means", means, "--cache", "--models", "--run")
    q.add_argument("--views", type=int, default=1500)
    q = command("export", export, "--models", "--run", "--out")
    q.add_argument("--version", default="1")
    q.add_argument("--cached", help="for the metadata")
    q = command("teacher-means", teacher_means, "--photos", "--models", "--out")
    q.add_argument("--views", type=int, default=1600)
    a = p.parse_args()
    a.run_command(a)


if __name__ == "__main__":
    main()
