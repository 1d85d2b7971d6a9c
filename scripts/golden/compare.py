"""Golden values for the comparison of rankings, from scipy and numpy.

Run from the repository: /usr/bin/python3 scripts/golden/compare.py
Writes src/analysis/compare/golden/compare.json. Asserted to 1e-12; ranks and counts exactly.
Not asserted: rankings of more than 60 rows, scores that are not Float32.
"""

import itertools
import json
import sys
from pathlib import Path

import numpy as np
import scipy
from scipy import stats

SEED = 11
ROWS = 60
CUT = 12
rng = np.random.default_rng(SEED)

base = rng.standard_normal(ROWS)
scores = np.array(
    [
        base,
        base + 0.5 * rng.standard_normal(ROWS),
        np.round(base * 2) / 2,
        -base,
        rng.integers(0, 3, ROWS),
    ]
).astype(np.float32)


def order_of(values):
    """Row indices by score, descending; ties by row index."""
    return np.lexsort((np.arange(ROWS), -values.astype(np.float64)))


flagged = [set(order_of(s)[:CUT].tolist()) for s in scores]
votes = np.zeros(ROWS, dtype=int)
for rows in flagged:
    votes[list(rows)] += 1
pairs = list(itertools.combinations(range(len(scores)), 2))
jaccards = [len(flagged[a] & flagged[b]) / len(flagged[a] | flagged[b]) for a, b in pairs]

golden = {
    "meta": {
        "script": "scripts/golden/compare.py",
        "seed": SEED,
        "rows": ROWS,
        "cut": CUT,
        "versions": {"python": sys.version.split()[0], "numpy": np.__version__, "scipy": scipy.__version__},
        "tolerance": 1e-12,
    },
    "scores": scores.tolist(),
    "ranks": [stats.rankdata(s, "average").tolist() for s in scores],
    "spearman": [[float(stats.spearmanr(a, b)[0]) for b in scores] for a in scores],
    "both": [[len(a & b) for b in flagged] for a in flagged],
    "jaccard": jaccards,
    "mean_jaccard": float(np.mean(jaccards)),
    "rows_by_votes": np.bincount(votes, minlength=len(scores) + 1).tolist(),
    "only": [len(f - set().union(*(g for j, g in enumerate(flagged) if j != i))) for i, f in enumerate(flagged)],
}
Path("src/analysis/compare/golden/compare.json").write_text(json.dumps(golden, indent=1) + "\n")
