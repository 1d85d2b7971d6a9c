"""Golden values of the minimum covariance determinant, from scikit-learn's MinCovDet and, for few rows, from
all subsets, written to src/analysis/outliers/golden/robust-scatter.json.

Run: /usr/bin/python3 scripts/golden/robust-scatter.py
"""
import itertools
import json

import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn.covariance import MinCovDet

SEED = 19990803
rng = np.random.default_rng(SEED)


def contaminated(n, d, share, shift):
    a = rng.normal(size=(d, d))
    x = rng.normal(size=(n, d)) @ a.T + rng.normal(size=d) * 10
    bad = int(n * share)
    x[:bad] = rng.normal(size=(bad, d)) * 0.5 + x[bad:].mean(axis=0) + shift * np.abs(a).sum(axis=1)
    return x.astype(np.float32).astype(float)


def exact(x, h):
    best = None
    for subset in itertools.combinations(range(len(x)), h):
        det = np.linalg.det(np.cov(x[list(subset)].T, bias=True))
        if best is None or det < best[0]:
            best = (det, subset)
    return {"values": x.T.tolist(), "h": h, "determinant": float(best[0]), "rows": list(best[1])}


def against_sklearn(x):
    n, d = x.shape
    h = (n + d + 1) // 2
    fitted = MinCovDet(random_state=SEED, support_fraction=(h + 0.5) / n).fit(x)
    core = x[fitted.raw_support_]
    limit = stats.chi2.ppf(0.975, d)
    # scikit-learn leaves the covariance of the last step as small as the cut-off made it.
    consistent = 0.975 / stats.chi2.cdf(limit, d + 2)
    m = int(fitted.support_.sum())
    scaled = fitted.covariance_ * consistent * m / (m - 1)
    difference = x - fitted.location_
    squares = np.einsum("ij,jk,ik->i", difference, np.linalg.inv(scaled), difference)
    return {
        "values": x.T.tolist(),
        "logDeterminant": float(np.linalg.slogdet(np.atleast_2d(np.cov(core.T, bias=True)))[1]),
        "coreRows": len(core),
        "location": fitted.location_.tolist(),
        "covariance": scaled.tolist(),
        "beyond": np.flatnonzero(squares > limit).tolist(),
        "distances": np.sqrt(squares).round(12).tolist(),
    }


out = {
    "meta": {
        "sklearn": sklearn.__version__,
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "seed": SEED,
        "notAsserted": "that both searches end in the same core where several are about as small; the cut-off's rate on few rows",
    },
    "exact": [exact(contaminated(14, 2, 0.25, 6), 8), exact(contaminated(13, 3, 0.2, 6), 8)],
    "sklearn": {
        "120 rows, 2 columns, 25 % moved": against_sklearn(contaminated(120, 2, 0.25, 5)),
        "400 rows, 4 columns, 20 % moved": against_sklearn(contaminated(400, 4, 0.2, 12)),
        "1000 rows, 3 columns, 20 % moved": against_sklearn(contaminated(1000, 3, 0.2, 6)),
    },
}
with open("src/analysis/outliers/golden/robust-scatter.json", "w") as file:
    json.dump(out, file, indent=0)
    file.write("\n")
