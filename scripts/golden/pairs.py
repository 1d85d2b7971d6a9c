"""Writes src/analysis/pairs/golden/pairs.json: lines, correlations, boxes and tests of groups, and
tables of counts as numpy and scipy have them. Run from the repository: python3 scripts/golden/pairs.py,
then format the file with prettier. The residuals of the tables are written by scripts/golden/pairs.R.
"""
import json
from pathlib import Path

import numpy as np
import scipy
from scipy import stats
from scipy.stats import contingency

SEED = 20260301
rng = np.random.default_rng(SEED)


def lines(name, x, y):
    line = stats.linregress(x, y)
    poly = np.polyfit(x, y, 1)
    assert np.allclose(poly, [line.slope, line.intercept], rtol=1e-6)
    t = stats.t.ppf(0.975, len(x) - 2)
    interval = stats.pearsonr(x, y).confidence_interval(0.95)
    robust = stats.theilslopes(y, x, alpha=0.95, method="separate")
    return {
        "name": name,
        "x": x.tolist(),
        "y": y.tolist(),
        "slope": line.slope,
        "intercept": line.intercept,
        "slopeLow": line.slope - t * line.stderr,
        "slopeHigh": line.slope + t * line.stderr,
        "r": line.rvalue,
        "rLow": interval.low,
        "rHigh": interval.high,
        "theilSen": {
            "slope": robust[0],
            "intercept": robust[1],
            "slopeLow": robust[2],
            "slopeHigh": robust[3],
        },
    }


def plain(n):
    x = rng.normal(50, 8, n)
    return x, 3 - 0.4 * x + rng.normal(0, 2, n)


def contaminated(n):
    x, y = plain(n)
    y[: n // 10] += 200
    return x, y


def offset(n):
    """Means far larger than the spread: one pass sums would lose every digit."""
    x = 1e9 + rng.integers(0, 1000, n).astype(float)
    return x, 1e8 + 0.25 * (x - 1e9) + rng.normal(0, 40, n)


fits = [
    lines("normal", *plain(60)),
    lines("one row in ten is far off", *contaminated(50)),
    lines("ties in both", rng.integers(0, 6, 80).astype(float), rng.integers(0, 4, 80).astype(float)),
    lines("large offsets", *offset(70)),
    lines("three rows", np.array([1.0, 2.0, 4.0]), np.array([1.0, 3.0, 2.0])),
]

groups = [
    rng.normal(10, 2, 30),
    rng.normal(11, 2, 45),
    rng.lognormal(2.3, 0.5, 25),
    np.array([9.5]),
]
tied = [rng.integers(0, 5, n).astype(float) for n in (20, 30, 12)]


def tests_of(parts):
    everything = np.concatenate(parts)
    between = sum(len(p) * (p.mean() - everything.mean()) ** 2 for p in parts)
    f = stats.f_oneway(*parts)
    h = stats.kruskal(*parts)
    return {
        "groups": [p.tolist() for p in parts],
        "eta": float(np.sqrt(between / ((everything - everything.mean()) ** 2).sum())),
        "f": f.statistic,
        "fP": f.pvalue,
        "h": h.statistic,
        "hP": h.pvalue,
        "boxes": [box(p) for p in parts],
    }


def box(values):
    q1, median, q3 = np.quantile(values, [0.25, 0.5, 0.75])
    inside = values[(values >= q1 - 1.5 * (q3 - q1)) & (values <= q3 + 1.5 * (q3 - q1))]
    n = len(values)
    half = stats.t.ppf(0.975, n - 1) * values.std(ddof=1) / np.sqrt(n) if n > 1 else None
    return {
        "n": n,
        "q1": q1,
        "median": median,
        "q3": q3,
        "whiskerLow": inside.min(),
        "whiskerHigh": inside.max(),
        "outside": int(n - len(inside)),
        "mean": values.mean(),
        "meanLow": None if half is None else values.mean() - half,
        "meanHigh": None if half is None else values.mean() + half,
    }


def table(counts):
    counts = np.array(counts)
    chi = stats.chi2_contingency(counts, correction=False)
    n, (k, c) = counts.sum(), counts.shape
    phi = max(0, chi.statistic / n - (k - 1) * (c - 1) / (n - 1))
    least = min(k - (k - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)) - 1
    expected = contingency.expected_freq(counts)
    lines_share = counts.sum(1, keepdims=True) / n
    columns_share = counts.sum(0, keepdims=True) / n
    return {
        "counts": counts.tolist(),
        "chiSquared": chi.statistic,
        "degreesOfFreedom": chi.dof,
        "p": chi.pvalue,
        "cramersV": float(np.sqrt(phi / least)),
        "leastExpected": expected.min(),
        "residuals": ((counts - expected) / np.sqrt(expected * (1 - lines_share) * (1 - columns_share))).tolist(),
    }


golden = {
    "meta": {
        "versions": {"numpy": np.__version__, "scipy": scipy.__version__},
        "seed": SEED,
        "shape": "5 pairs of columns, 2 sets of groups, 3 tables",
        "notAsserted": "digits beyond a relative 1e-9",
    },
    "fits": fits,
    "groups": [tests_of(groups), tests_of(tied)],
    "tables": [
        table([[12, 5], [7, 20]]),
        table(rng.integers(3, 60, (4, 5))),
        table([[100000, 20000, 300], [52000, 9000, 700]]),
    ],
}

out = Path(__file__).parents[2] / "src/analysis/pairs/golden/pairs.json"
out.write_text(json.dumps(golden, default=float) + "\n")
