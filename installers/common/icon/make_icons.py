"""Makes manako.ico and manako.icns, and the window's icon.png, from manako.svg; needs rsvg-convert (librsvg2-bin). The results are kept, so that
building an installer needs neither.

    python3 make_icons.py
"""
import os
import struct
import subprocess

here = os.path.dirname(os.path.abspath(__file__))


def path(name):
    return os.path.join(here, name)


def png(side):
    return subprocess.run(["rsvg-convert", "-w", str(side), path("manako.svg")], check=True, stdout=subprocess.PIPE).stdout


def write(name, data):
    with open(path(name), "wb") as f:
        f.write(data)


sizes = (16, 32, 48, 256)                           # an .ico may hold PNGs
pictures = [png(s) for s in sizes]
head, at = struct.pack("<HHH", 0, 1, len(sizes)), 6 + 16 * len(sizes)
for s, p in zip(sizes, pictures):
    head += struct.pack("<BBBBHHII", s % 256, s % 256, 0, 0, 1, 32, len(p), at)
    at += len(p)
write("manako.ico", head + b"".join(pictures))
write("../../../app/src/main/resources/io/manako/app/icon.png", pictures[-1])
parts = b"".join(kind + struct.pack(">I", 8 + len(p)) + p for kind, p in ((b"ic07", png(128)), (b"ic08", pictures[-1]), (b"ic09", png(512))))
write("manako.icns", b"icns" + struct.pack(">I", 8 + len(parts)) + parts)
