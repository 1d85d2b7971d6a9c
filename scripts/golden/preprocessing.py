"""Writes src/analysis/features/golden/preprocessing.json: what scikit-learn's preprocessing gives when it is fitted on a
part of the rows and applied to all of them.
Run from the repository: python3 scripts/golden/preprocessing.py, then format the file with prettier.
"""
import json
from pathlib import Path

import numpy as np
import sklearn
from sklearn.impute import KNNImputer, SimpleImputer
from sklearn.preprocessing import MinMaxScaler, QuantileTransformer, RobustScaler, StandardScaler

SEED = 20240611
ROWS, FITTED = 60, 40
rng = np.random.default_rng(SEED)

amount = np.round(rng.lognormal(4, 1, ROWS), 2)
speed = np.round(rng.normal(50, 9, ROWS), 3)
load = np.round(0.4 * speed + rng.normal(0, 2, ROWS), 3)
count = rng.poisson(2, ROWS).astype(float)  # ties, and quantile landmarks that agree
x = np.column_stack([amount, speed, load, count])
gaps = rng.random(x.shape) < 0.12
gaps[:, 3] = False
gaps[gaps.all(axis=1)] = False
x[gaps] = np.nan
fit = np.sort(rng.choice(ROWS, FITTED, replace=False))


def scaled(scaler):
    """Fitted on the known values of the part; applied to all, gaps left as they are."""
    return scaler.fit(x[fit]).transform(x).T


def imputed(strategy):
    return SimpleImputer(strategy=strategy).fit(x[fit]).statistics_


standard = StandardScaler().fit(x[fit])
# Distances in standard deviations, as here; the filled values are taken back to their own units.
filled = KNNImputer(n_neighbors=5).fit(standard.transform(x[fit])).transform(standard.transform(x))
neighbours = standard.inverse_transform(filled)
quantiles = dict(n_quantiles=1000, subsample=10**9)


def listed(columns):
    return [[None if np.isnan(v) else float(v) for v in column] for column in columns]


with np.errstate(all="ignore"):
    golden = {
        "meta": {
            "sklearn": sklearn.__version__,
            "numpy": np.__version__,
            "seed": SEED,
            "shape": [ROWS, 4],
            "tolerance": "1e-6 relative: the matrix is Float32",
            "notAsserted": "constant columns; neighbours that are equally far; values within 1e-7 of an end on the normal scale",
        },
        "columns": listed(x.T),
        "fitRows": fit.tolist(),
        "standIns": {
            "median": imputed("median").tolist(),
            "mean": imputed("mean").tolist(),
            "mode": imputed("most_frequent").tolist(),
        },
        "neighbours": listed(neighbours.T),
        "scales": {
            "standard": listed(scaled(StandardScaler())),
            "robust": listed(scaled(RobustScaler())),
            "min-max": listed(scaled(MinMaxScaler())),
            "quantile-uniform": listed(scaled(QuantileTransformer(**quantiles))),
            "quantile-normal": listed(scaled(QuantileTransformer(output_distribution="normal", **quantiles))),
        },
    }

out = Path("src/analysis/features/golden/preprocessing.json")
out.write_text(json.dumps(golden))
print(out, out.stat().st_size)
