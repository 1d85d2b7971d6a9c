"""Writes src/analysis/detectors/clusters/golden/{k-means,pca}.json: what scikit-learn's KMeans (Lloyd, given the
start) and PCA make of small data sets.

Run from the repository: python3 scripts/golden/clusters.py, then format the files with prettier.
"""

import json

import numpy as np
import sklearn
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA

SEED = 20261121
rng = np.random.default_rng(SEED)
versions = {"sklearn": sklearn.__version__, "numpy": np.__version__, "seed": SEED}


def float32(x):
    return x.astype(np.float32).astype(np.float64)


def blobs(n, d, k, spread):
    centres = rng.normal(scale=spread, size=(k, d))
    return float32(centres[rng.integers(0, k, n)] + rng.normal(size=(n, d)))


def k_means(x, start):
    fitted = KMeans(len(start), init=start, n_init=1, algorithm="lloyd", max_iter=300, tol=1e-4).fit(x)
    return {
        "rows": x.tolist(),
        "tolerance": float(1e-4 * x.var(axis=0).mean()),
        "start": start.tolist(),
        "centres": fitted.cluster_centers_.tolist(),
        "sizes": np.bincount(fitted.labels_, minlength=len(start)).tolist(),
        "iterations": int(fitted.n_iter_),
        "inertia": float(fitted.inertia_),
        "distances": fitted.transform(x).min(axis=1).tolist(),
    }


def k_means_cases():
    clear = blobs(200, 3, 4, 6)
    cloud = float32(rng.normal(size=(240, 4)))
    lost = blobs(150, 2, 3, 5)
    return {
        "4 clear groups of 200 rows": k_means(clear, clear[[0, 50, 100, 150]]),
        "one cloud of 240 rows cut into 6": k_means(cloud, cloud[:6]),
        "a start that no row is near": k_means(lost, np.vstack([lost[:3], [[500.0, 500.0]]])),
    }


def pca(x, share):
    z = (x - x.mean(axis=0)) / x.std(axis=0)
    fitted = PCA(svd_solver="full").fit(z)
    t = fitted.transform(z)
    used = fitted.explained_variance_ > 1e-9 * fitted.explained_variance_[0]
    kept = int(np.searchsorted(np.cumsum(fitted.explained_variance_ratio_), share) + 1)
    some = PCA(n_components=kept, svd_solver="full").fit(z)
    errors = ((z - some.inverse_transform(some.transform(z))) ** 2).sum(axis=1)
    return {
        "columns": x.T.tolist(),
        "share": share,
        "kept": kept,
        "variances": fitted.explained_variance_[used].tolist(),
        "weighted": (t[:, used] ** 2 / fitted.explained_variance_[used]).sum(axis=1).tolist(),
        "reconstruction": errors.tolist(),
    }


def pca_cases():
    mixed = float32(rng.normal(size=(150, 6)) @ rng.normal(size=(6, 6)) * [1, 10, 0.1, 1000, 1, 5] + [0, 5, 1, 0, 99, 0])
    skewed = float32(rng.lognormal(size=(120, 4)))
    twice = float32(rng.normal(size=(100, 3)))
    return {
        "6 mixed columns of 150 rows": pca(mixed, 0.9),
        "4 skewed columns of 120 rows": pca(skewed, 0.6),
        "3 columns, one of them twice": pca(np.column_stack([twice, twice[:, 1]]), 0.7),
    }


def write(name, meta, cases):
    with open(f"src/analysis/detectors/clusters/golden/{name}.json", "w") as file:
        json.dump({"meta": {**versions, **meta}, "cases": cases}, file, indent=0)
        file.write("\n")


write(
    "k-means",
    {
        "tolerance": "1e-6 of the data's scale: the rows are Float32 in both, sums are taken in another order",
        "notAsserted": "k-means++ starts, which are drawn by other generators; several lost centres at once, whose order scikit-learn leaves open",
    },
    k_means_cases(),
)
write(
    "pca",
    {
        "tolerance": "1e-9 relative for variances, 1e-5 for scores (Float32)",
        "notAsserted": "the signs of components; scikit-learn has another convention",
    },
    pca_cases(),
)
