"""Writes src/analysis/detectors/density/golden/density.json: scores of HBOS, ECOD, COPOD and LODA by their formulas,
worked out anew in numpy. Run from the repository: python3 scripts/golden/density.py, then format the file with
prettier.
"""
import json
from pathlib import Path

import numpy as np
import scipy
from scipy import stats

SEED, ROWS = 20260202, 240

rng = np.random.default_rng(SEED)
x = np.column_stack([
    np.round(rng.lognormal(3, 1.2, ROWS), 2),
    rng.normal(-2, 0.5, ROWS),
    rng.integers(0, 60, ROWS),
    rng.choice([0, 1, 7], ROWS, p=[0.7, 0.25, 0.05]),
]).astype(np.float32)
x[3] = [50000, -2, 30, 0]
x[20:23] = x[30:33]


def edges_for(values, quantile, step, most=30):
    """Even bins after Freedman and Diaconis, or over the middle 98 %; beyond `most` of them, each half as wide again."""
    least, greatest = values.min() - step / 2, values.max() + step / 2
    width = 0
    for share in [0.25, 0.1, 0.05, 0.02, 0.01]:
        width = 2 * (quantile(1 - share) - quantile(share)) / len(values) ** (1 / 3)
        if width > 0:
            break
    low, high = quantile(0.01), quantile(0.99)
    width = min(max(width, (high - low) / most), (greatest - least) / 10)
    if step > 0:
        width = max(1, np.floor(width / step + 0.5)) * step
    if (greatest - least) / width <= most:
        bins = int(np.ceil((greatest - least) / width - 1e-9))
        return least + np.arange(bins + 1) * (width if step > 0 else (greatest - least) / bins)
    start = max(least, min((low + high) / 2 - most / 2 * width, greatest - most * width))
    if step > 0:
        start = least + np.floor((start - least) / width) * width
    edges = list(start + np.arange(most + 1) * width)
    by = width
    while edges[-1] < greatest - 1e-9 * width:
        by *= 1.5
        edges.append(edges[-1] + by)
    by = width
    while edges[0] > least + 1e-9 * width:
        by *= 1.5
        edges.insert(0, edges[0] - by)
    edges[0], edges[-1] = min(edges[0], least), max(edges[-1], greatest)
    return np.array(edges)


def density_in(values, edges):
    bins = np.clip(np.searchsorted(edges, values, side="right") - 1, 0, len(edges) - 2)
    counts = np.bincount(bins, minlength=len(edges) - 1)
    return np.maximum(counts, 0.5) / np.diff(edges), counts, bins


def hbos():
    total = np.zeros(ROWS)
    for values in x.T.astype(float):
        distinct, level, counts = np.unique(values, return_inverse=True, return_counts=True)
        if len(distinct) <= 20 and 5 * len(distinct) <= ROWS:
            total += np.log(counts.max() / counts)[level]
            continue
        step = np.diff(distinct).min()
        places = (distinct - distinct[0]) / step
        if np.abs(places - np.round(places)).max() > 0.02 or (distinct[-1] - distinct[0]) > 2000 * step:
            step = 0
        quantile = lambda share: np.quantile(values, share, method="inverted_cdf")
        density, _, bins = density_in(values, edges_for(values, quantile, step))
        total += np.log(density.max() / density)[bins]
    return total


def tails(values):
    left = np.array([(values <= value).mean() for value in values])
    right = np.array([(values >= value).mean() for value in values])
    return -np.log(left), -np.log(right)


def ecod():
    return sum(np.maximum(*tails(values)) for values in x.T.astype(float))


def ecod_paper():
    left, right, long = np.zeros(ROWS), np.zeros(ROWS), np.zeros(ROWS)
    for values in x.T.astype(float):
        own_left, own_right = tails(values)
        left, right = left + own_left, right + own_right
        long = long + (own_right if stats.skew(values) > 0 else own_left)
    return np.maximum(np.maximum(left, right), long)


def copod():
    total = np.zeros(ROWS)
    for values in x.T.astype(float):
        left, right = tails(values)
        total += np.maximum(right if stats.skew(values) > 0 else left, (left + right) / 2)
    return total


def loda(directions):
    total = np.zeros(ROWS)
    for chosen, weights in directions:
        values = x[:, chosen].astype(float) @ np.array(weights)
        density, counts, bins = density_in(values, edges_for(values, lambda share: np.quantile(values, share), 0))
        typical = (counts * np.log(density)).sum() / ROWS
        total += typical - np.log(density)[bins]
    return total / len(directions)


sd = x.std(axis=0, dtype=float)
directions = []
for _ in range(25):
    chosen = np.sort(rng.choice(4, 2, replace=False))
    directions.append((chosen.tolist(), (rng.normal(size=2) / sd[chosen]).tolist()))

golden = {
    "meta": {
        "generator": "scripts/golden/density.py",
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "seed": SEED,
        "shape": list(x.shape),
        "tolerance": "1e-5 of a score: scores are Float32",
        "notAsserted": "that LODA draws these directions: they are given to it",
    },
    "columns": [[float(value) for value in column] for column in x.T],
    "hbos": hbos().tolist(),
    "ecod": ecod().tolist(),
    "ecodPaper": ecod_paper().tolist(),
    "copod": copod().tolist(),
    "directions": [{"columns": chosen, "weights": weights} for chosen, weights in directions],
    "loda": loda(directions).tolist(),
}
target = Path("src/analysis/detectors/density/golden/density.json")
target.parent.mkdir(parents=True, exist_ok=True)
target.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
