"""Golden values of the correlations, from numpy, pandas, scipy and R.

Run from the repository: /usr/bin/python3 scripts/golden/correlation.py
Writes src/analysis/correlation/golden/correlation.json. Asserted to 1e-12, orders of leaves as sets of
clusters. R (cor, cor.test) is asked for the same figures and has to agree to 1e-12 before anything is written.
"""

import json
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import scipy
from scipy import stats
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

SEED = 20
ROWS = 240
rng = np.random.default_rng(SEED)

base = rng.standard_normal(ROWS)
frame = pd.DataFrame(
    {
        "normal": base,
        "near": base + 0.4 * rng.standard_normal(ROWS),
        "against": 1e6 - 250 * base + 300 * rng.standard_normal(ROWS),
        "ties": rng.integers(0, 5, ROWS).astype(float),
        "money": np.round(np.exp(2 * base + rng.standard_normal(ROWS)), 2),
        "offset": 1e9 + np.round(rng.standard_normal(ROWS), 3) + 0.5 * base,
        "apart": rng.standard_t(2, ROWS),
        "gaps": base**3 + rng.standard_normal(ROWS),
        "other gaps": np.round(base + rng.standard_normal(ROWS), 1),
        "same gaps": rng.standard_normal(ROWS),
    }
)
frame.loc[rng.random(ROWS) < 0.3, ["gaps", "same gaps"]] = np.nan
frame.loc[rng.random(ROWS) < 0.2, "other gaps"] = np.nan
numbers = list(frame.columns)

categories = {
    "few": np.where(base > 0.3, 2, np.where(base > -0.5, 1, 0)),
    "chance": rng.integers(0, 4, ROWS),
    "many": rng.integers(0, 40, ROWS),
    "two": (base + rng.standard_normal(ROWS) > 0).astype(int),
}
categories = {k: np.where(rng.random(ROWS) < 0.1, -1, v).astype(int) for k, v in categories.items()}


def cramers_v(a, b):
    both = (a >= 0) & (b >= 0)
    table = pd.crosstab(a[both], b[both]).to_numpy()
    n = table.sum()
    k, l = table.shape
    phi2 = stats.chi2_contingency(table, correction=False)[0] / n
    corrected = max(0, phi2 - (k - 1) * (l - 1) / (n - 1))
    kc, lc = k - (k - 1) ** 2 / (n - 1), l - (l - 1) ** 2 / (n - 1)
    return np.sqrt(corrected / min(kc - 1, lc - 1)), n


def eta(codes, values):
    both = (codes >= 0) & ~np.isnan(values)
    # Exact for values that lie close together far from 0.
    c, v = codes[both], values[both] - values[both][0]
    between = sum((c == g).sum() * (v[c == g].mean() - v.mean()) ** 2 for g in np.unique(c))
    return np.sqrt(between / ((v - v.mean()) ** 2).sum()), both.sum()


def matrix(method):
    return frame.corr(method=method).to_numpy()


def exact_pearson(x, y):
    """In fractions: pandas 1.5 keeps only 8 digits of a column that lies far from 0."""
    x, y = [Fraction(v) for v in x], [Fraction(v) for v in y]
    mx, my = sum(x) / len(x), sum(y) / len(y)
    xy = sum((a - mx) * (b - my) for a, b in zip(x, y))
    xx, yy = sum((a - mx) ** 2 for a in x), sum((b - my) ** 2 for b in y)
    return float(xy) / np.sqrt(float(xx)) / np.sqrt(float(yy))


pearson, spearman = matrix("pearson"), matrix("spearman")

kendall = np.ones_like(pearson)
intervals = []
for i, a in enumerate(numbers):
    for j, b in enumerate(numbers):
        both = pd.DataFrame({"x": frame[a], "y": frame[b]}).dropna()
        kendall[i, j] = stats.kendalltau(both.x, both.y, variant="b")[0]
        pearson[i, j] = 1 if i == j else exact_pearson(both.x, both.y)
        assert abs(np.corrcoef(both.x, both.y)[0, 1] - pearson[i, j]) < 1e-12
        assert abs(stats.pearsonr(both.x, both.y)[0] - pearson[i, j]) < 1e-12
        assert abs(stats.spearmanr(both.x, both.y)[0] - spearman[i, j]) < 1e-12
        if i < j:
            low, high = stats.pearsonr(both.x, both.y).confidence_interval(0.95)
            n, z = len(both), stats.norm.ppf(0.975)
            r, t = spearman[i, j], kendall[i, j]
            se_r, se_t = np.sqrt((1 + r * r / 2) / (n - 3)), np.sqrt(0.437 / (n - 4))
            intervals.append(
                {
                    "i": i,
                    "j": j,
                    "rows": n,
                    "pearson": [low, high],
                    "spearman": list(np.tanh([np.arctanh(r) - z * se_r, np.arctanh(r) + z * se_r])),
                    "kendall": list(np.tanh([np.arctanh(t) - z * se_t, np.arctanh(t) + z * se_t])),
                }
            )

# numpy's corrcoef on the columns without gaps, and R on all pairs.
whole = [c for c in numbers if not frame[c].isna().any()]
at = [numbers.index(c) for c in whole]
assert np.abs(np.corrcoef(frame[whole].to_numpy(), rowvar=False) - pearson[np.ix_(at, at)]).max() < 1e-12

R = """
x <- read.csv(commandArgs(TRUE)[1], check.names = FALSE, colClasses = "numeric")
for (m in c("pearson", "spearman", "kendall"))
  write.table(format(cor(x, use = "pairwise.complete.obs", method = m), digits = 17), quote = FALSE,
    row.names = FALSE, col.names = FALSE)
for (i in 1:(ncol(x) - 1)) for (j in (i + 1):ncol(x))
  cat(format(cor.test(x[[i]], x[[j]])$conf.int, digits = 17), "\\n")
cat(R.version.string, "\\n")
"""
with tempfile.TemporaryDirectory() as folder:
    frame.to_csv(f"{folder}/x.csv", index=False, float_format="%.17g")
    Path(f"{folder}/x.R").write_text(R)
    said = subprocess.run(
        ["Rscript", f"{folder}/x.R", f"{folder}/x.csv"], check=True, capture_output=True, text=True
    ).stdout.strip().split("\n")
p = len(numbers)
for k, (name, ours) in enumerate([("pearson", pearson), ("spearman", spearman), ("kendall", kendall)]):
    theirs = np.array([[float(v) for v in line.split()] for line in said[k * p : (k + 1) * p]])
    worst = np.abs(theirs - ours).max()
    print(name, "R differs by", worst)
    assert worst < 1e-12
for line, entry in zip(said[3 * p : -1], intervals):
    assert np.abs(np.array([float(v) for v in line.split()]) - entry["pearson"]).max() < 1e-12

# A matrix to cluster, without ties between distances.
distances = rng.random((24, 24))
distances = np.round((distances + distances.T) / 2, 9)
np.fill_diagonal(distances, 0)
tree = linkage(squareform(distances), method="average")


def plain(values):
    return [None if np.isnan(v) else float(v) for v in np.asarray(values, dtype=float).ravel()]


names = list(categories)
golden = {
    "made_by": "scripts/golden/correlation.py",
    "versions": {
        "python": sys.version.split()[0],
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "pandas": pd.__version__,
        "R": said[-1].strip(),
    },
    "seed": SEED,
    "shape": [ROWS, len(numbers)],
    "not_asserted": "the last digits beyond 1e-12; which of two branches of a tree comes first",
    "numbers": {c: plain(frame[c]) for c in numbers},
    "categories": {c: [int(v) for v in values] for c, values in categories.items()},
    "pearson": plain(pearson),
    "spearman": plain(spearman),
    "kendall": plain(kendall),
    "intervals": intervals,
    "cramers_v": [
        {"a": a, "b": b, "value": v, "rows": int(n)}
        for i, a in enumerate(names)
        for b in names[i + 1 :]
        for v, n in [cramers_v(categories[a], categories[b])]
    ],
    "eta": [
        {"category": a, "number": b, "value": v, "rows": int(n)}
        for a in names
        for b in numbers
        for v, n in [eta(categories[a], frame[b].to_numpy())]
    ],
    "clustering": {
        "size": 24,
        "distances": plain(distances),
        "heights": plain(tree[:, 2]),
        "clusters": {str(k): [int(c) for c in fcluster(tree, k, "maxclust")] for k in (2, 3, 5, 8)},
    },
}
target = Path("src/analysis/correlation/golden/correlation.json")
target.parent.mkdir(parents=True, exist_ok=True)
target.write_text(json.dumps(golden) + "\n")
