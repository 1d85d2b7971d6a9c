"""Writes src/analysis/detectors/forests/golden/iforest.json: scikit-learn's fitted isolation forest and its
scores, and exact c(n). Run from the repository: python3 scripts/golden/iforest.py,
then format the file with prettier.
"""
import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import sklearn
from sklearn.ensemble import IsolationForest

SEED, ROWS, COLUMNS, TREES, PSI = 20260101, 200, 4, 12, 64

rng = np.random.default_rng(SEED)
x = np.column_stack([
    rng.normal(100, 15, ROWS),
    rng.lognormal(3, 1, ROWS),
    rng.integers(0, 5, ROWS),
    rng.uniform(-1, 1, ROWS),
]).astype(np.float32)
x[:5, 1] *= 40
# Cells repeat in real data, and a split may fall exactly on a value.
x[50:60] = x[60:70]

forest = IsolationForest(n_estimators=TREES, max_samples=PSI, random_state=SEED).fit(x)
trees = []
for estimator in forest.estimators_:
    tree = estimator.tree_
    trees.append({
        "left": tree.children_left.tolist(),
        "right": tree.children_right.tolist(),
        "feature": tree.feature.tolist(),
        "threshold": tree.threshold.tolist(),
        "samples": tree.n_node_samples.tolist(),
    })


def exact_c(n):
    harmonic = sum((Fraction(1, k) for k in range(1, n)), Fraction(0))
    return float(2 * harmonic - Fraction(2 * (n - 1), n))


golden = {
    "meta": {
        "generator": "scripts/golden/iforest.py",
        "sklearn": sklearn.__version__,
        "numpy": np.__version__,
        "seed": SEED,
        "shape": [ROWS, COLUMNS],
        "trees": TREES,
        "sampleSize": PSI,
        "notAsserted": "that our own fitting draws the same trees: the generators differ",
    },
    "columns": [[float(v) for v in column] for column in x.T],
    "trees": trees,
    "scores": (-forest.score_samples(x)).tolist(),
    "c": {str(n): exact_c(n) for n in [1, 2, 3, 4, 5, 10, 100, 255, 256, 1000]},
}
target = Path("src/analysis/detectors/forests/golden/iforest.json")
target.parent.mkdir(parents=True, exist_ok=True)
target.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
