"""Plain PyTorch reference of Manako's networks: pre-norm ViT, EfficientNet-Lite0 stem + hybrid, focus tokens, PHS.

No timm, no transformers: a dictionary of tensors under canonical (timm-like) names and functions over it.
Everything is computed in F32, whatever the file stores.

Canonical names: cls, pos_cls (or None), pos (1,N,D; patches), registers (1,R,D or None), blocks = list of dicts
(n1w n1b qkvw qkvb pw pb n2w n2b ls1 ls2 and fc1w fc1b fc2w fc2b or w12w w12b w3w w3b), nw nb, and the patch
embedding (conv pew peb, or the stem).
"""
import json
import math
import struct
import sys

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

DTYPES = {"F32": np.float32, "F16": np.float16, "I64": np.int64}


# ---------------------------------------------------------------- safetensors

def load_safetensors(path):
    """All tensors as F32, and the metadata."""
    with open(path, "rb") as f:
        n = struct.unpack("<Q", f.read(8))[0]
        head = json.loads(f.read(n))
        data = f.read()
    meta = head.pop("__metadata__", {})
    out = {}
    for k, v in head.items():
        a, b = v["data_offsets"]
        x = np.frombuffer(data[a:b], dtype=DTYPES[v["dtype"]]).reshape(v["shape"])
        out[k] = torch.from_numpy(x.astype(np.float32))
    return out, meta


def save_safetensors(path, tensors, meta=None, dtype=np.float16):
    name = {np.float16: "F16", np.float32: "F32"}[dtype]
    head, parts, off = {}, [], 0
    if meta:
        head["__metadata__"] = {k: str(v) for k, v in meta.items()}
    for k in sorted(tensors):
        b = np.ascontiguousarray(tensors[k].detach().cpu().float().numpy().astype(dtype)).tobytes()
        head[k] = {"dtype": name, "shape": list(tensors[k].shape), "data_offsets": [off, off + len(b)]}
        parts.append(b)
        off += len(b)
    h = json.dumps(head, separators=(",", ":")).encode()
    h += b" " * (-len(h) % 8)
    with open(path, "wb") as f:
        f.write(struct.pack("<Q", len(h)) + h + b"".join(parts))


# ---------------------------------------------------------------- model

class Model:
    """heads, eps and focus (number of last blocks focus tokens ride through) are not in the files: give them."""

    def __init__(self, tensors, heads, eps, focus, mean=(0.5,) * 3, std=(0.5,) * 3):
        self.t, self.heads, self.eps, self.focus = tensors, heads, eps, focus
        self.mean, self.std = torch.tensor(mean), torch.tensor(std)
        g = tensors.get
        self.kind = "hybrid" if "stem.stem.weight" in tensors else "hf" if "embeddings.cls_token" in tensors else "vit"
        e = "embeddings." if self.kind == "hf" else ""
        self.cls = g(e + "cls_token")
        self.registers = g(e + "register_tokens")
        pos = g("embeddings.position_embeddings" if self.kind == "hf" else "pos_embed")
        if self.kind == "hybrid":                       # patches only; cls_token has its own added already
            self.pos_cls, self.pos = None, pos
        else:                                           # CLS first, then patches; registers have none
            self.pos_cls, self.pos = pos[:, :1], pos[:, 1:]
        if self.kind != "hybrid":
            p = "embeddings.patch_embeddings.projection" if self.kind == "hf" else "patch_embed.proj"
            self.pew, self.peb = g(p + ".weight"), g(p + ".bias")
            self.patch = self.pew.shape[-1]
        else:
            self.patch = 16
        n = "layernorm" if self.kind == "hf" else "norm"
        self.nw, self.nb = g(n + ".weight"), g(n + ".bias")
        self.blocks = []
        i = 0
        while True:
            b = self._block(i)
            if b is None:
                break
            self.blocks.append(b)
            i += 1

    def _block(self, i):
        g = self.t.get
        p = f"encoder.layer.{i}." if self.kind == "hf" else f"blocks.{i}."
        if g(p + "norm1.weight") is None:
            return None
        b = dict(n1w=g(p + "norm1.weight"), n1b=g(p + "norm1.bias"), n2w=g(p + "norm2.weight"), n2b=g(p + "norm2.bias"))
        if self.kind == "hf":
            a = p + "attention."
            b["qkvw"] = torch.cat([g(a + f"attention.{n}.weight") for n in ("query", "key", "value")])
            b["qkvb"] = torch.cat([g(a + f"attention.{n}.bias") for n in ("query", "key", "value")])
            b["pw"], b["pb"] = g(a + "output.dense.weight"), g(a + "output.dense.bias")
            b["ls1"], b["ls2"] = g(p + "layer_scale1.lambda1"), g(p + "layer_scale2.lambda1")
            n12, n3 = "mlp.weights_in", "mlp.weights_out"
        else:
            b["qkvw"], b["qkvb"] = g(p + "attn.qkv.weight"), g(p + "attn.qkv.bias")
            b["pw"], b["pb"] = g(p + "attn.proj.weight"), g(p + "attn.proj.bias")
            b["ls1"], b["ls2"] = g(p + "ls1.gamma"), g(p + "ls2.gamma")
            n12, n3 = "mlp.w12", "mlp.w3"
        for s, n in (("w12", n12), ("w3", n3), ("fc1", "mlp.fc1"), ("fc2", "mlp.fc2")):
            b[s + "w"], b[s + "b"] = g(p + n + ".weight"), g(p + n + ".bias")
        return b

    # -- tokens

    def embed(self, rgb):
        """rgb: float B,3,H,W with values 0..255 -> tokens [CLS, registers, patches], grid (rows, columns)"""
        if self.kind == "hybrid":
            mid, deep = stem_maps(self.t, (rgb - 127) / 128)
            x = stem_tokens(self.t, mid, deep, self.eps)
            gh, gw = mid.shape[2:]
        else:
            x = (rgb / 255 - self.mean[:, None, None]) / self.std[:, None, None]
            x = F.conv2d(x, self.pew, self.peb, stride=self.patch)
            gh, gw = x.shape[2:]
            x = x.flatten(2).transpose(1, 2)
        x = x + interpolate_pos(self.pos, gh, gw)
        B = x.shape[0]
        cls = self.cls if self.pos_cls is None else self.cls + self.pos_cls
        parts = [cls.expand(B, -1, -1)]
        if self.registers is not None:
            parts.append(self.registers.expand(B, -1, -1))
        return torch.cat(parts + [x], 1), (gh, gw)

    def norm1(self, b, x):
        return F.layer_norm(x, x.shape[-1:], b["n1w"], b["n1b"], self.eps)

    def mlp(self, b, x):
        y = F.layer_norm(x, x.shape[-1:], b["n2w"], b["n2b"], self.eps)
        if b["w12w"] is not None:
            u, v = F.linear(y, b["w12w"], b["w12b"]).chunk(2, -1)
            y = F.linear(F.silu(u) * v, b["w3w"], b["w3b"])
        else:
            y = F.linear(F.gelu(F.linear(y, b["fc1w"], b["fc1b"])), b["fc2w"], b["fc2b"])    # exact (erf) GELU
        return x + (y if b["ls2"] is None else y * b["ls2"])

    def final(self, x):
        return F.layer_norm(x, x.shape[-1:], self.nw, self.nb, self.eps)

    def split(self, x):
        B, n, _ = x.shape
        return x.reshape(B, n, self.heads, -1).transpose(1, 2)      # B,H,n,d

    def attend(self, b, x, q, k, v, bias=None, gate=None):
        """One attention with residual for the rows x whose queries are q; returns x and the probabilities."""
        a = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])
        if bias is not None:
            a = a + bias
        a = a.softmax(-1)
        o = a @ v
        if gate is not None:
            o = o * gate
        o = F.linear(o.transpose(1, 2).flatten(2), b["pw"], b["pb"])
        return x + (o if b["ls1"] is None else o * b["ls1"]), a

    @torch.no_grad()
    def encode(self, rgb):
        """Runs the image; keeps for the last F blocks: keys, values, CLS attention; and CLS at the input of block L-F."""
        x, grid = self.embed(rgb)
        L = len(self.blocks)
        kept = dict(k=[], v=[], cls_attention=[], grid=grid, start=None)
        for i, b in enumerate(self.blocks):
            if i == L - self.focus:
                kept["start"] = x[:, :1].clone()
            q, k, v = (self.split(t) for t in F.linear(self.norm1(b, x), b["qkvw"], b["qkvb"]).chunk(3, -1))
            x, a = self.attend(b, x, q, k, v)
            x = self.mlp(b, x)
            if i >= L - self.focus:
                kept["k"].append(k)
                kept["v"].append(v)
                kept["cls_attention"].append(a[:, :, 0])            # B,H,keys: plain softmax over all keys
        kept["tokens"] = self.final(x)
        kept["prefix"] = 1 + (0 if self.registers is None else self.registers.shape[1])
        return kept

    @torch.no_grad()
    def focus_tokens(self, kept, m, beta, gates=None):
        """m: B,T,N in [-1,1]; gates: None, (F,H), or (B,T,F,H). Returns raw LN_final(t): B,T,D."""
        B, T, N = m.shape
        t = kept["start"].expand(-1, T, -1)
        bias = F.pad(m, (kept["prefix"], 0))[:, None] * beta        # B,1,T,keys
        first = len(self.blocks) - self.focus
        for j in range(self.focus):
            b = self.blocks[first + j]
            D = t.shape[-1]
            q = self.split(F.linear(self.norm1(b, t), b["qkvw"][:D], b["qkvb"][:D]))
            g = None
            if gates is not None:
                g = gates.expand(B, T, -1, -1)[:, :, j] if gates.dim() == 4 else gates[j].expand(B, T, -1)
                g = g.transpose(1, 2)[..., None]                    # B,H,T,1
            t, _ = self.attend(b, t, q, kept["k"][j], kept["v"][j], bias, g)
            t = self.mlp(b, t)
        return self.final(t)

    @staticmethod
    def phs_mass(kept, m):
        """share of each head's CLS->patch attention inside m (B,T,N): B,T,F,H"""
        out = []
        for a in kept["cls_attention"]:
            p = a[:, :, kept["prefix"]:]
            out.append(torch.einsum("bhn,btn->bth", p, m) / p.sum(-1)[:, None])
        return torch.stack(out, 2)

    @classmethod
    def soft_gates(cls, kept, m, tau=0.5):
        """H * softmax over heads of ln(mass) / tau: B,T,F,H"""
        s = cls.phs_mass(kept, m).clamp_min(1e-6).log() / tau
        return s.softmax(-1) * s.shape[-1]


def interpolate_pos(pos, gh, gw):
    """pos 1,N,D of a square grid -> 1,gh*gw,D: torch bicubic, align_corners False, antialias False, size given."""
    n = int(round(math.sqrt(pos.shape[1])))
    if (gh, gw) == (n, n):
        return pos
    p = pos.reshape(1, n, n, -1).permute(0, 3, 1, 2)
    p = F.interpolate(p, size=(gh, gw), mode="bicubic", align_corners=False, antialias=False)
    return p.permute(0, 2, 3, 1).reshape(1, gh * gw, -1)


# ---------------------------------------------------------------- EfficientNet-Lite0 stem

STEM = [(3, 1), (3, 2), (3, 1), (5, 2), (5, 1), (3, 2), (3, 1), (3, 1), (5, 1), (5, 1), (5, 1), (5, 2), (5, 1), (5, 1),
        (5, 1), (3, 1)]                                             # (kernel, stride) of each block


def same(x, k, s):
    if s == 1:
        return x, k // 2
    return F.pad(x, (k // 2 - 1, k // 2, k // 2 - 1, k // 2)), 0      # even input: one more at right and bottom


def stem_maps(t, x, p="stem."):
    """x: (rgb-127)/128, B,3,H,W -> block 10 (stride 16, 112 ch), block 15 (stride 32, 320 ch)"""
    x, pad = same(x, 3, 2)
    x = F.relu6(F.conv2d(x, t[p + "stem.weight"], t[p + "stem.bias"], stride=2, padding=pad))
    mid = None
    for i, (k, s) in enumerate(STEM):
        b = f"{p}blocks.{i}."
        y = x
        if b + "expand.weight" in t:
            y = F.relu6(F.conv2d(y, t[b + "expand.weight"], t[b + "expand.bias"]))
        y, pad = same(y, k, s)
        w = t[b + "depthwise.weight"]
        y = F.relu6(F.conv2d(y, w, t[b + "depthwise.bias"], stride=s, padding=pad, groups=w.shape[0]))
        y = F.conv2d(y, t[b + "project.weight"], t[b + "project.bias"])
        x = x + y if s == 1 and x.shape[1] == y.shape[1] else y
        if i == 10:
            mid = x
    return mid, x


def stem_tokens(t, mid, deep, eps):
    """LayerNorm(W_mid map16 + up2(W_deep map32)), no position: B,N,D"""
    a = F.conv2d(mid, t["patch_embed.mid.weight"][:, :, None, None], t["patch_embed.mid.bias"])
    b = F.conv2d(deep, t["patch_embed.deep.weight"][:, :, None, None])
    x = a + F.interpolate(b, scale_factor=2, mode="bilinear", align_corners=False)
    x = x.flatten(2).transpose(1, 2)
    return F.layer_norm(x, x.shape[-1:], t["patch_embed.norm.weight"], t["patch_embed.norm.bias"], eps)


# ---------------------------------------------------------------- helpers

def load_vit_tiny(path):
    return Model(load_safetensors(path)[0], heads=3, eps=1e-6, focus=4)


def load_hybrid(path):
    return Model(load_safetensors(path)[0], heads=6, eps=1e-5, focus=3)


def pixels(path, w=224, h=224):
    """Pillow bicubic stretch (its default antialiasing for shrinking) -> uint8 array H,W,3"""
    return np.asarray(Image.open(path).convert("RGB").resize((w, h), Image.BICUBIC))


def to_batch(arrays):
    return torch.from_numpy(np.stack(arrays)).permute(0, 3, 1, 2).float()


def coverage(x0, y0, x1, y1, gh, gw):
    """share of each patch the box (fractions of the photo) covers, divided by the largest: array gh,gw"""
    def axis(a, b, n):
        e = np.arange(n)
        return np.clip(np.minimum(e + 1, b * n) - np.maximum(e, a * n), 0, 1)
    m = axis(y0, y1, gh)[:, None] * axis(x0, x1, gw)[None]
    return m / max(m.max(), 1e-9)


def window_boxes():
    """35 windows: scales 1, 1/2, 1/3 with stride half a window (1 + 9 + 25), row by row"""
    out = []
    for s in (1, 2, 3):
        n = 2 * s - 1
        for r in range(n):
            for c in range(n):
                out.append((c / (2 * s), r / (2 * s), (c + 2) / (2 * s), (r + 2) / (2 * s)))
    return out


def check(shared):
    np.set_printoptions(precision=6, suppress=True)
    vit = load_vit_tiny(f"{shared}/models/vit_tiny_patch16_224.safetensors")
    hyb = load_hybrid(f"{shared}/models/hybrid_prototype.safetensors")
    eff = load_safetensors(f"{shared}/models/efficientnet_lite0_features.safetensors")[0]
    for n in ("09", "25", "30"):
        x = to_batch([pixels(f"{shared}/foir/images/0000000000{n}.jpg")])
        k = vit.encode(x)
        a = k["cls_attention"][-1][0]
        d = F.normalize(k["tokens"][0, 0], dim=0)[:6]
        p = a[:, 1 + 7 * 14 + 7]
        print(n, "vit", d.numpy().round(5), "raw softmax", p.numpy().round(6), "over patches", (p / a[:, 1:].sum(-1)).numpy().round(6))
        if n == "09":
            mid, deep = stem_maps(eff, (x - 127) / 128, "")
            print("stem", mid[0, :4, 7, 7].numpy().round(4), deep[0, :4, 3, 3].numpy().round(4))
            print("hybrid", F.normalize(hyb.encode(x)["tokens"][0, 0], dim=0)[:6].numpy().round(4))


if __name__ == "__main__":
    check(sys.argv[1])
