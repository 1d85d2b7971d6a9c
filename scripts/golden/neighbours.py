"""Writes src/analysis/detectors/neighbours/golden/neighbours.json: scikit-learn's k-nearest distances, local
outlier factors and DBSCAN labels, and iNNE worked out in numpy. Run from the repository:
python3 scripts/golden/neighbours.py, then format the file with prettier.
"""
import json
from pathlib import Path

import numpy as np
import sklearn
from sklearn.cluster import DBSCAN
from sklearn.neighbors import LocalOutlierFactor, NearestNeighbors

SEED = 20260102
rng = np.random.default_rng(SEED)


def columns_of(x):
    return [[float(v) for v in column] for column in x.T]


def standardise(x, by):
    by = by.astype(np.float64)
    return (x.astype(np.float64) - by.mean(axis=0)) / by.std(axis=0)


def min_max(x, by):
    by = by.astype(np.float64)
    return (x.astype(np.float64) - by.min(axis=0)) / (by.max(axis=0) - by.min(axis=0))


# Rows of two densities without ties, and new rows of which ten are rows of the fit.
rows = np.vstack([
    rng.normal(0, 1, (160, 4)),
    rng.normal(4, 0.2, (50, 4)),
    rng.uniform(-12, 12, (10, 4)),
]) * [1, 20, 0.01, 3000] + [0, 100, 5, -7000]
rows = rows.astype(np.float32)
new = (rng.normal(1, 3, (30, 4)) * [1, 20, 0.01, 3000] + [0, 100, 5, -7000]).astype(np.float32)
both = np.vstack([rows[:10], new])
neighbours = {}
for name, scale in {"standard": standardise, "min-max": min_max}.items():
    z, z_new = scale(rows, rows), scale(new, rows)
    for k in (1, 5, 20) if name == "standard" else (5,):
        search = NearestNeighbors(n_neighbors=k).fit(z)
        own, others = search.kneighbors()[0], search.kneighbors(z_new)[0]
        distances = np.vstack([own[:10], others])
        factor = LocalOutlierFactor(n_neighbors=k, novelty=True).fit(z)
        neighbours[f"{name}/{k}"] = {
            "kth": own[:, -1].tolist(),
            "mean": own.mean(axis=1).tolist(),
            "bothKth": distances[:, -1].tolist(),
            "bothMean": distances.mean(axis=1).tolist(),
            "lof": (-factor.negative_outlier_factor_).tolist(),
            "bothLof": np.concatenate([-factor.negative_outlier_factor_[:10], -factor.score_samples(z_new)]).tolist(),
        }

# Duplicates: a group of eight, three pairs; the row itself is left out by its index.
repeated = rows[:60].copy()
repeated[10:18] = repeated[10]
repeated[20:23] = repeated[23:26]
z = standardise(repeated, repeated)
duplicates = {
    "columns": columns_of(repeated),
    "kth3": NearestNeighbors(n_neighbors=3).fit(z).kneighbors()[0][:, -1].tolist(),
    "lof5": (-LocalOutlierFactor(n_neighbors=5).fit(z).negative_outlier_factor_).tolist(),
}

# Two groups that nearly touch, so that there are border rows between them, and rows far out.
points = np.vstack([
    rng.normal([0, 0], 1, (90, 2)),
    rng.normal([4.2, 0], 1, (90, 2)),
    rng.normal([1, 9], 0.5, (40, 2)),
    rng.uniform(-9, 14, (25, 2)),
]).astype(np.float32)
points = points[rng.permutation(len(points))]
# Equal rows count as so many.
points[5] = points[200]
z = standardise(points, points)
distances = np.sqrt(((z[:, None] - z) ** 2).sum(axis=2))
runs = []
for epsilon, least in [(0.15, 4), (0.22, 8), (0.3, 5), (0.05, 1), (0.01, 5)]:
    assert np.abs(distances / epsilon - 1).min() > 1e-6, "a pair lies on the edge"
    fitted = DBSCAN(eps=epsilon, min_samples=least).fit(z)
    core = np.zeros(len(z), bool)
    core[fitted.core_sample_indices_] = True
    near = (distances <= epsilon) & core
    torn = sum(len(set(fitted.labels_[near[i]])) > 1 for i in np.where(~core)[0])
    runs.append({
        "epsilon": epsilon,
        "minPoints": least,
        "labels": fitted.labels_.tolist(),
        "core": core.astype(int).tolist(),
        "betweenClusters": int(torn),
        "score": (distances[:, core].min(axis=1) / epsilon).tolist() if core.any() else None,
    })
assert any(run["betweenClusters"] > 0 for run in runs)
dbscan = {"columns": columns_of(points), "runs": runs}

# iNNE from its definition, one row and one sample at a time.
SUBSETS, SIZE = 25, 8
samples = rng.normal(0, 1, (SUBSETS, SIZE, 3)).astype(np.float32)
samples[3, 4] = samples[3, 2]
samples[7, :] = samples[7, 0]
asked = np.vstack([rng.normal(0, 1.5, (40, 3)), samples[3, 2][None], samples[7, 0][None]]).astype(np.float32)


def inne(row, ratio):
    total = 0.0
    for sample in samples.astype(np.float64):
        between = np.sqrt(((sample[:, None] - sample) ** 2).sum(axis=2))
        np.fill_diagonal(between, np.inf)
        radius = between.min(axis=1)
        around = [i for i in range(SIZE) if np.sqrt(((row - sample[i]) ** 2).sum()) <= radius[i]]
        if not around:
            total += 1
            continue
        ball = min(around, key=lambda i: radius[i])
        own, other = radius[ball], radius[between[ball].argmin()]
        total += 0 if own == 0 else 1 - ratio(other / own)
    return total / SUBSETS


golden = {
    "meta": {
        "generator": "scripts/golden/neighbours.py",
        "sklearn": sklearn.__version__,
        "numpy": np.__version__,
        "seed": SEED,
        "tolerance": "1e-5 relative: distances are Float32",
        "notAsserted": "which of several neighbours at the very same distance is taken; iNNE's draw of samples",
    },
    "rows": columns_of(rows),
    "both": columns_of(both),
    "neighbours": neighbours,
    "duplicates": duplicates,
    "dbscan": dbscan,
    "inne": {
        "subsets": SUBSETS,
        "size": SIZE,
        "samples": samples.ravel().tolist(),
        "rows": columns_of(asked),
        "plain": [inne(row, lambda r: r) for row in asked.astype(np.float64)],
        "squared": [inne(row, lambda r: r * r) for row in asked.astype(np.float64)],
    },
}


def short(value):
    if isinstance(value, dict):
        return {key: short(item) for key, item in value.items()}
    if isinstance(value, list):
        return [short(item) for item in value]
    return float(f"{value:.9g}") if isinstance(value, float) else value


target = Path("src/analysis/detectors/neighbours/golden/neighbours.json")
target.write_text(json.dumps(short(golden)) + "\n")
