"""Makes the files of PyTorch that CheckpointTest reads: python make_checkpoints.py (PyTorch and safetensors).

small.pth has every kind of number and view; tiny-dinov2.pth is ../vit/tiny-dinov2.safetensors as a training's checkpoint
keeps it. The others are what a reader has to refuse. expected.json holds the values of small.pth.
"""

import argparse
import collections
import json
import os
import pickle
import zipfile

import torch
from safetensors.torch import load_file

here = os.path.dirname(os.path.abspath(__file__))


def at(name):
    return os.path.join(here, name)


torch.manual_seed(15)
base = torch.arange(24, dtype=torch.float32).reshape(4, 6) / 8
small = collections.OrderedDict(
    plain=base,
    half=torch.tensor([1.5, -2, 65504], dtype=torch.float16),
    brain=torch.tensor([[1.5, -2], [0.25, 3]], dtype=torch.bfloat16),
    double=torch.tensor([0.1, -1e300], dtype=torch.float64),
    long=torch.tensor([2**40, -1]),
    int=torch.tensor([7, -7], dtype=torch.int32),
    bool=torch.tensor([True, False, True]),
    scalar=torch.tensor(3.25),
    empty=torch.zeros(0, 3),
    transposed=base.t(),
    part=base[1:3, 2:5],
    parameter=torch.nn.Parameter(torch.tensor([5.0, 6.0])),
)
small._metadata = {"": {"version": 1}}
torch.save(small, at("small.pth"))
json.dump(
    {k: {"shape": list(v.shape), "values": [float(x) for x in v.detach().double().flatten()]} for k, v in small.items()},
    open(at("expected.json"), "w"),
)

tiny = load_file(at("../vit/tiny-dinov2.safetensors"))
torch.save({"teacher": {"backbone." + k: v for k, v in tiny.items()}, "epoch": 7}, at("tiny-dinov2.pth"))


class Run:
    def __reduce__(self):
        return os.system, ("touch /tmp/manako-was-here",)


torch.save({"a": base, "b": Run()}, at("runs-code.pth"))
torch.save({"model": {"a": base}, "args": argparse.Namespace(lr=1)}, at("namespace.pth"))
torch.save({"a": base}, at("old.pth"), _use_new_zipfile_serialization=False)
torch.save([1, 2, 3], at("no-tensors.pth"))


def changed(name, pickled=lambda p: p, data=lambda d: d, method=zipfile.ZIP_STORED):
    """small.pth's first tensor with a change."""
    torch.save({"a": base}, at(name))
    with zipfile.ZipFile(at(name)) as z:
        entries = {i.filename: z.read(i) for i in z.infolist()}
    with zipfile.ZipFile(at(name), "w", method) as z:
        for entry, content in entries.items():
            if entry.endswith("data.pkl"):
                content = pickled(content)
            if entry.endswith("data/0"):
                content = data(content)
            info = zipfile.ZipInfo(entry, (1980, 1, 1, 0, 0, 0))
            info.compress_type = method
            z.writestr(info, content)


def swapped(old, new):
    def swap(p):
        assert p.count(old) == 1, p
        return p.replace(old, new)

    return swap


# Shape (4, 6) is K\x04 K\x06 TUPLE2, its strides (6, 1) are K\x06 K\x01 TUPLE2, with a memo (q, a byte) in between.
shape = b"K\x04K\x06\x86"
strides = b"K\x06K\x01\x86"
changed("cut-data.pth", data=lambda d: d[:40])
changed("large-shape.pth", swapped(shape, b"J\xff\xff\xff\x7fJ\xff\xff\xff\x7f\x86"))
changed("negative-shape.pth", swapped(shape, b"J\xff\xff\xff\xffK\x06\x86"))
changed("negative-stride.pth", swapped(strides, b"J\xfa\xff\xff\xffK\x01\x86"))
changed("wide-stride.pth", swapped(strides, b"K\x07K\x01\x86"))
changed("repeated.pth", swapped(strides, b"K\x00K\x00\x86"), lambda d: d[:4])
changed("long-text.pth", swapped(b"X\x07\x00\x00\x00storage", b"X\xff\xff\xff\x7fstorage"))
changed("other-opcode.pth", lambda p: p[:2] + b"I1\n" + p[2:])
changed("no-end.pth", lambda p: p[:30])
changed("empty-pickle.pth", lambda p: b"")
changed("compressed.pth", method=zipfile.ZIP_DEFLATED)
# A list that holds itself as a key.
changed("endless-key.pth", lambda p: b"\x80\x02}]q\x00h\x00aK\x01s.")
# A dictionary whose values are the same thousand numbers sixty times.
changed(
    "many-views.pth",
    lambda p: b"\x80\x02}("
    + b"".join(
        b"X\x03\x00\x00\x00%03dctorch._utils\n_rebuild_tensor_v2\n((X\x07\x00\x00\x00storagectorch\nFloatStorage\n"
        b"X\x01\x00\x00\x000X\x03\x00\x00\x00cpuM\x00\x04tQK\x00M\x00\x04\x85K\x01\x85\x89N}tR" % i
        for i in range(60)
    )
    + b"u.",
    lambda d: bytes(4096),
)
