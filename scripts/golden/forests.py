"""Writes src/analysis/detectors/forests/golden/forests.json: a forest of hyperplanes drawn here, with its density and
depth scores, and best cuts by pooled gain, worked from the formulas by numpy in a way of their own: every row is put
through every tree from the root, a leaf's volume is the product of its path's shares of the projected ranges, and a
pooled gain is looked for by trying every cut. Run from the repository: python3 scripts/golden/forests.py,
then format the file with prettier.
"""
import json
from pathlib import Path

import numpy as np

SEED, ROWS, COLUMNS, TREES, PSI, WIDTH, LIMIT = 20260302, 120, 4, 6, 48, 3, 6

rng = np.random.default_rng(SEED)
x = np.column_stack([
    rng.normal(100, 15, ROWS),
    rng.lognormal(3, 1, ROWS),
    rng.integers(0, 5, ROWS),
    rng.uniform(-1, 1, ROWS),
]).astype(np.float32)
x[:3, 1] *= 40


def c(n):
    return 0.0 if n < 2 else 2 * sum(1 / k for k in range(1, n)) - 2 * (n - 1) / n


def grow(rows, depth, nodes, volume):
    """Appends the subtree of `rows` (indices into x) and returns its node's index."""
    node = {"size": len(rows), "volume": volume, "depth": depth}
    at = len(nodes)
    nodes.append(node)
    varying = [j for j in range(COLUMNS) if len(set(x[rows, j])) > 1]
    if depth >= LIMIT or not varying:
        return at
    chosen = rng.choice(varying, min(WIDTH, len(varying)), replace=False)
    weights = rng.normal(size=len(chosen)) / x[rows][:, chosen].astype(float).std(axis=0)
    along = x[rows][:, chosen].astype(float) @ weights
    low, high = along.min(), along.max()
    share = rng.uniform()
    cut = low + share * (high - low)
    node.update({"columns": chosen.tolist(), "weights": weights.tolist(), "cut": cut, "share": share})
    node["left"] = grow(rows[along <= cut], depth + 1, nodes, volume * share)
    node["right"] = grow(rows[along > cut], depth + 1, nodes, volume * (1 - share))
    return at


def leaf(nodes, row):
    node = nodes[0]
    while "cut" in node:
        along = sum(w * float(row[j]) for j, w in zip(node["columns"], node["weights"]))
        node = nodes[node["left"] if along <= node["cut"] else node["right"]]
    return node


trees = []
for _ in range(TREES):
    nodes = []
    grow(rng.choice(ROWS, PSI, replace=False), 0, nodes, 1.0)
    trees.append(nodes)

leaves = [[leaf(nodes, row) for nodes in trees] for row in x]
density = [float(np.mean([-np.log((n["size"] / PSI) / n["volume"]) for n in row])) for row in leaves]
depth = [float(2 ** (-np.mean([n["depth"] + c(n["size"]) for n in row]) / c(PSI))) for row in leaves]

cuts = []
for values in [rng.normal(size=40), rng.lognormal(size=25), np.r_[rng.normal(size=20), 9 + rng.normal(size=7)],
               rng.integers(0, 6, 30).astype(float)]:
    distinct = np.unique(values)
    gains = [
        1 - (np.sum(values <= a) * values[values <= a].std() + np.sum(values > a) * values[values > a].std())
        / (len(values) * values.std())
        for a in distinct[:-1]
    ]
    best = int(np.argmax(gains))
    cut = (distinct[best] + distinct[best + 1]) / 2
    cuts.append({
        "values": values.tolist(),
        "gain": float(max(gains)),
        "threshold": float(cut),
        "fraction": float((cut - distinct[0]) / (distinct[-1] - distinct[0])),
    })

golden = {
    "meta": {
        "generator": "scripts/golden/forests.py",
        "numpy": np.__version__,
        "seed": SEED,
        "shape": [ROWS, COLUMNS],
        "sampleSize": PSI,
        "width": WIDTH,
        "tolerance": "1e-6 of the score (it is a Float32), 1e-7 of a gain, 1e-12 of a threshold",
        "notAsserted": "that our own fitting draws the same trees: the generators differ",
    },
    "columns": [[float(v) for v in column] for column in x.T],
    "trees": trees,
    "density": density,
    "depth": depth,
    "cuts": cuts,
}
target = Path("src/analysis/detectors/forests/golden/forests.json")
target.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
