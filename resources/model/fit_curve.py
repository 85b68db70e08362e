"""How the rows of `manako eval` rise with the samples that a network has learned from (docs/model.md, "How the figures rise with views").

    python fit_curve.py 2088=a.json 4200=b.json 8400=c.json 16800=d.json 347000=shipped.json        (NUMBER=what `manako eval --json` printed)

Prints for each row, boxes: the line over the logarithm of the samples through all but the last file, and c - d * n^-p by least squares through all, p from 0.05 to
1.2 in steps of 0.01, with what it says of twice and ten times the samples of the last file.
"""
import json
import sys

import numpy as np

ROWS = [("whole", "mAP"), ("phs", "mAP"), ("windows", "mAP"), ("windows", "small"), ("default", "mAP")]


def saturating(n, y):
    """c, d, p and the root mean square of what is left"""
    best = None
    for p in np.arange(.05, 1.205, .01):
        x = np.stack([np.ones(len(n)), -n ** -p], 1)
        (c, d), *_ = np.linalg.lstsq(x, y, rcond=None)
        left = np.sqrt(np.mean((c - d * n ** -p - y) ** 2))
        if best is None or left < best[3]:
            best = c, d, p, left
    return best


def main():
    files = sorted((float(n), name) for n, name in (a.split("=", 1) for a in sys.argv[1:]))
    if len(files) < 4:
        raise SystemExit(__doc__)
    n = np.array([f[0] for f in files])
    kept = []
    for _, name in files:
        with open(name) as f:
            kept.append({r["method"]: r for r in json.load(f)["rows"] if r["prompt"] == "box"})
    for row, figure in ROWS:
        y = np.array([k[row][figure] for k in kept])
        slope, _ = np.polyfit(np.log2(n[:-1]), y[:-1], 1)
        c, d, p, left = saturating(n, y)
        later = [c - d * (times * n[-1]) ** -p for times in (2, 10)]
        print(f"{row} {figure}: {', '.join(f'{v:.1f}' for v in y)}; {slope:.1f} a doubling without the last; limit {c:.1f}, p {p:.2f}, left {left:.2f};"
              f" twice {later[0]:.1f}, ten times {later[1]:.1f}")


if __name__ == "__main__":
    main()
