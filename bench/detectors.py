"""What scikit-learn or numpy takes for the same work as a detector: fit on the rows of a file, score all of them.

    python3 bench/detectors.py --list
    python3 bench/detectors.py DATA.f32 COLUMNS RUNS ID...

DATA.f32 holds Float32 values column after column. Prints one JSON object: per id the fastest of the runs in
seconds of processor time, and what was run. The caller holds the libraries to one thread.

A reference is a function of rows × columns (Float32, row after row) that returns one score per row. It is
written as well as numpy allows: no Python loop over rows.
"""
import json
import sys
import time

import numpy as np


def standardised(x):
    sd = x.std(axis=0)
    return (x - x.mean(axis=0)) / np.where(sd > 0, sd, 1)


def hbos(x):
    """Even bins after Freedman and Diaconis, 30 at most around the median; beyond, each half as wide again."""
    scores = np.zeros(len(x))
    for values in np.ascontiguousarray(x.T):
        if len(np.unique(values[:1000])) <= 20 and len(np.unique(values)) <= 20:
            _, level, counts = np.unique(values, return_inverse=True, return_counts=True)
            scores += np.log(counts.max() / counts)[level]
            continue
        least, low, middle, high, greatest = np.quantile(values, [0, 0.25, 0.5, 0.75, 1])
        width = min(2 * (high - low) / len(x) ** (1 / 3) or np.inf, (greatest - least) / 10)
        start = max(least, min(middle - 15 * width, greatest - 30 * width))
        even = np.arange(start, min(start + 30.5 * width, greatest + width), width)
        growing = width * 1.5 ** np.arange(1, 200)
        left = even[0] - np.cumsum(growing)[: np.searchsorted(np.cumsum(growing), even[0] - least) + 1]
        right = even[-1] + np.cumsum(growing)[: np.searchsorted(np.cumsum(growing), greatest - even[-1]) + 1]
        edges = np.concatenate([left[::-1], even, right]).astype(np.float32)
        bins = np.clip(np.searchsorted(edges, values, side="right") - 1, 0, len(edges) - 2)
        density = np.maximum(np.bincount(bins, minlength=len(edges) - 1), 0.5) / np.diff(edges)
        scores += np.log(density.max() / density)[bins]
    return scores


def tails(values):
    """-log of the shares of values at most, and at least, as large."""
    n = len(values)
    ascending = np.sort(values)
    left = np.searchsorted(ascending, values, side="right")
    right = n - np.searchsorted(ascending, values, side="left")
    return -np.log(left / n), -np.log(right / n)


def ecod(x):
    scores = np.zeros(len(x))
    for values in np.ascontiguousarray(x.T):
        left, right = tails(values)
        scores += np.maximum(left, right)
    return scores


def copod(x):
    scores = np.zeros(len(x))
    for values in np.ascontiguousarray(x.T):
        left, right = tails(values)
        centred = values - values.mean()
        skewness = np.sign((centred * centred * centred).sum())
        towards = left if skewness < 0 else right if skewness > 0 else left + right
        scores += np.maximum(towards, (left + right) / 2)
    return scores


def loda(x):
    """100 sparse projections with ten bins of equal width each."""
    random = np.random.default_rng(1)
    z = standardised(x)
    d = z.shape[1]
    directions = np.zeros((d, 100), np.float32)
    for k in range(100):
        chosen = random.choice(d, max(1, round(np.sqrt(d))), replace=False)
        directions[chosen, k] = random.standard_normal(len(chosen))
    scores = np.zeros(len(x))
    for values in np.ascontiguousarray((z @ directions).T):
        heights, edges = np.histogram(values, 10)
        bins = np.minimum(((values - edges[0]) * (10 / (edges[-1] - edges[0]))).astype(np.int32), 9)
        scores -= np.log(np.maximum(heights / len(x), 1e-9))[bins]
    return scores / 100


def mahalanobis(x):
    centred = x - x.mean(axis=0, dtype=np.float64)
    lower = np.linalg.cholesky(centred.T @ centred / len(x))
    return np.sqrt((np.linalg.solve(lower, centred.T) ** 2).sum(axis=0))


def robust_mahalanobis(x):
    from sklearn.covariance import EllipticEnvelope

    return EllipticEnvelope(random_state=1).fit(x).mahalanobis(x)


def kmeans(x):
    """Five starts on 20,000 rows, the best of them on all rows, as we do."""
    from sklearn.cluster import KMeans

    z = standardised(x)
    some = z[np.random.default_rng(1).choice(len(z), min(len(z), 20_000), replace=False)]
    tried = KMeans(8, n_init=5, algorithm="lloyd", random_state=1).fit(some)
    fitted = tried if len(some) == len(z) else KMeans(8, init=tried.cluster_centers_, n_init=1, algorithm="lloyd").fit(z)
    return fitted.transform(z).min(axis=1)


def pca(x):
    from sklearn.decomposition import PCA

    z = standardised(x)
    fitted = PCA(svd_solver="full").fit(z)
    return (fitted.transform(z) ** 2 / fitted.explained_variance_).sum(axis=1)


def ocsvm(x):
    """On 5,000 rows, as we do; all rows are scored by its support vectors."""
    from sklearn.svm import OneClassSVM

    z = standardised(x)
    some = z[np.random.default_rng(1).choice(len(z), min(len(z), 5_000), replace=False)]
    return -OneClassSVM(nu=0.5, gamma="scale").fit(some).decision_function(z)


def knn(x):
    from sklearn.neighbors import NearestNeighbors

    distances, _ = NearestNeighbors(n_neighbors=5, n_jobs=1).fit(standardised(x)).kneighbors()
    return distances[:, -1]


def lof(x):
    from sklearn.neighbors import LocalOutlierFactor

    return -LocalOutlierFactor(n_neighbors=20, n_jobs=1).fit(standardised(x)).negative_outlier_factor_


def inne(x):
    """200 samples of 8 rows: the smallest ball around each row."""
    random = np.random.default_rng(1)
    z = standardised(x)
    squares = (z**2).sum(axis=1)
    rows = np.arange(len(z))
    scores = np.zeros(len(z))
    for _ in range(200):
        centres = z[random.choice(len(z), 8, replace=False)]
        between = ((centres[:, None] - centres) ** 2).sum(axis=2)
        np.fill_diagonal(between, np.inf)
        radii = between.min(axis=1)
        isolation = np.append(1 - radii[between.argmin(axis=1)] / np.maximum(radii, 1e-30), 1)
        distances = squares[:, None] + (centres**2).sum(axis=1) - 2 * (z @ centres.T)
        around = np.where(distances <= radii, radii, np.inf)
        smallest = around.argmin(axis=1)
        scores += isolation[np.where(np.isfinite(around[rows, smallest]), smallest, 8)]
    return scores / 200


def iforest(x):
    from sklearn.ensemble import IsolationForest

    return -IsolationForest(n_estimators=100, max_samples=256, random_state=1, n_jobs=1).fit(x).score_samples(x)


REFERENCES = {
    "iforest": (iforest, "scikit-learn IsolationForest"),
    "hbos": (hbos, "numpy"),
    "ecod": (ecod, "numpy"),
    "copod": (copod, "numpy"),
    "loda": (loda, "numpy, 100 × 10 bins"),
    "mahalanobis": (mahalanobis, "numpy"),
    "kmeans": (kmeans, "scikit-learn KMeans"),
    "pca": (pca, "scikit-learn PCA"),
    "ocsvm": (ocsvm, "scikit-learn OneClassSVM"),
    "knn": (knn, "scikit-learn NearestNeighbors"),
    "lof": (lof, "scikit-learn LocalOutlierFactor"),
    "inne": (inne, "numpy"),
    "robust-mahalanobis": (robust_mahalanobis, "scikit-learn EllipticEnvelope"),
}


def fastest(work, x, runs):
    seconds = []
    for _ in range(runs):
        start = time.process_time()
        scores = work(x)
        seconds.append(time.process_time() - start)
    assert len(scores) == len(x) and np.isfinite(scores).all()
    return min(seconds)


def main():
    if sys.argv[1:] == ["--list"]:
        print(json.dumps(sorted(REFERENCES)))
        return
    path, columns, runs, *ids = sys.argv[1:]
    x = np.ascontiguousarray(np.fromfile(path, np.float32).reshape(int(columns), -1).T)
    report = {}
    for id in ids:
        work, what = REFERENCES[id]
        report[id] = {"seconds": fastest(work, x, int(runs)), "what": what}
    print(json.dumps(report))


main()
