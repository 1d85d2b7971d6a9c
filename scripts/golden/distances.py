"""Writes src/analysis/detectors/statistical/golden/distances.json: scikit-learn's Mahalanobis distances, Grubbs' test
and robust standard scores by their formulas. Run from the repository: python3 scripts/golden/distances.py, then
format the file with prettier.
"""
import json
from pathlib import Path

import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn.covariance import EmpiricalCovariance

SEED, ROWS = 20260303, 120

rng = np.random.default_rng(SEED)
a = rng.normal(50, 8, ROWS)
x = np.column_stack([
    a,
    -2 * a + rng.normal(0, 3, ROWS),
    rng.lognormal(1, 0.8, ROWS),
    rng.choice([0, 2], ROWS, p=[0.8, 0.2]),
]).astype(np.float32)
x[7, 1] += 30

exact = x.astype(float)
# scikit-learn divides by the number of rows, we by one less.
mahalanobis = np.sqrt(EmpiricalCovariance().fit(exact).mahalanobis(exact) * (ROWS - 1) / ROWS)

first = exact[:, 0]
t = stats.t.ppf(1 - 0.05 / (2 * ROWS), ROWS - 2)
critical = (ROWS - 1) / np.sqrt(ROWS) * np.sqrt(t**2 / (ROWS - 2 + t**2))
grubbs = np.abs(first - first.mean()) / first.std(ddof=1) / critical

squares = np.zeros(ROWS)
for values in exact.T:
    median = np.median(values)
    spread = stats.median_abs_deviation(values) * 1.482602218505602
    if spread == 0:
        spread = np.abs(values - median).mean() * np.sqrt(np.pi / 2)
    squares += ((values - median) / spread) ** 2

golden = {
    "meta": {
        "generator": "scripts/golden/distances.py",
        "sklearn": sklearn.__version__,
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "seed": SEED,
        "shape": list(x.shape),
        "tolerance": "1e-6 of a score: scores are Float32",
        "notAsserted": "columns that follow exactly from others, for which scikit-learn takes a pseudo-inverse",
    },
    "columns": [[float(value) for value in column] for column in x.T],
    "mahalanobis": mahalanobis.tolist(),
    "grubbs": grubbs.tolist(),
    "modifiedZSum": np.sqrt(squares).tolist(),
}
target = Path("src/analysis/detectors/statistical/golden/distances.json")
target.parent.mkdir(parents=True, exist_ok=True)
target.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
