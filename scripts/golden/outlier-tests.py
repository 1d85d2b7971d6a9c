"""Golden values of the tests for outliers on one column, from numpy and scipy, and the worked examples of
the NIST/SEMATECH e-Handbook of Statistical Methods, written to src/analysis/outliers/golden/column-tests.json.

Run: /usr/bin/python3 scripts/golden/outlier-tests.py
"""
import json
import math

import numpy as np
import scipy
from scipy import stats

# Section 1.3.5.17.1 (Grubbs): eight mass spectrometer measurements of a uranium isotope (Tietjen & Moore 1972).
# The handbook: maximum 245.57, G = 2.4687, critical value 2.032 (one-sided, alpha .05).
nist_grubbs = {
    "values": [199.31, 199.53, 200.19, 200.82, 201.92, 201.95, 202.18, 245.57],
    "G": 2.468765,
    "oneSidedCritical": 2.032,
}
# Section 1.3.5.17.3 (generalised ESD): the 54 values of Rosner (1983), at most 10 outliers, alpha .05.
nist_rosner = {
    "values": [
        -0.25, 0.68, 0.94, 1.15, 1.20, 1.26, 1.26, 1.34, 1.38, 1.43, 1.49, 1.49, 1.55, 1.56, 1.58, 1.65, 1.69, 1.70,
        1.76, 1.77, 1.81, 1.91, 1.94, 1.96, 1.99, 2.06, 2.09, 2.10, 2.14, 2.15, 2.23, 2.24, 2.26, 2.35, 2.37, 2.40,
        2.47, 2.54, 2.62, 2.64, 2.90, 2.92, 2.92, 2.93, 3.21, 3.26, 3.30, 3.59, 3.68, 4.30, 4.64, 5.34, 5.42, 6.01,
    ],
    "R": [3.118, 2.942, 3.179, 2.810, 2.815, 2.848, 2.279, 2.310, 2.101, 2.067],
    "lambda": [3.158, 3.151, 3.143, 3.136, 3.128, 3.120, 3.111, 3.103, 3.094, 3.085],
    "outliers": 3,
}


def grubbs_critical(n, alpha):
    t = stats.t.isf(alpha / (2 * n), n - 2)
    return (n - 1) / math.sqrt(n) * math.sqrt(t * t / (n - 2 + t * t))


def esd(values, most, alpha):
    """Rosner's procedure as it is written, value by value."""
    left = np.array(values, dtype=float)
    n = len(left)
    steps = []
    outliers = 0
    for i in range(1, min(most, n // 2, n - 2) + 1):
        sd = left.std(ddof=1)
        if sd == 0:
            break
        distance = np.abs(left - left.mean())
        at = int(np.argmax(distance))
        t = stats.t.isf(alpha / (2 * (n - i + 1)), n - i - 1)
        critical = (n - i) * t / math.sqrt((n - i - 1 + t * t) * (n - i + 1))
        steps.append([float(left[at]), float(distance[at] / sd), float(critical)])
        if steps[-1][1] > critical:
            outliers = i
        left = np.delete(left, at)
    return {"steps": steps, "outliers": outliers}


def figures(values):
    x = np.array(values, dtype=float)
    median = np.median(x)
    mad = stats.median_abs_deviation(x)
    mean_deviation = np.abs(x - median).mean()
    q1, q3 = np.percentile(x, [25, 75])
    z = stats.zscore(x, ddof=1)
    spread = mad / stats.norm.ppf(0.75) if mad > 0 else mean_deviation * math.sqrt(math.pi / 2)
    m = (x - median) / spread
    # Where the quartiles are one value, what the mean deviation of normal values would make of them.
    iqr = q3 - q1 if q3 > q1 else mean_deviation * math.sqrt(math.pi / 2) * 2 * stats.norm.ppf(0.75)
    jb = stats.jarque_bera(x)
    return {
        "mean": x.mean(),
        "sd": x.std(ddof=1),
        "median": float(median),
        "mad": float(mad),
        "q1": float(q1),
        "q3": float(q3),
        "z": z.tolist(),
        "modifiedZ": m.tolist(),
        "found": {
            "mean-sd": [int((z < -3).sum()), int((z > 3).sum())],
            "modified-z": [int((m < -3.5).sum()), int((m > 3.5).sum())],
            "iqr": [int((x < q1 - 1.5 * iqr).sum()), int((x > q3 + 1.5 * iqr).sum())],
        },
        "jarqueBera": float(jb.statistic),
        "p": float(jb.pvalue),
    }


rng = np.random.default_rng(20240607)
sets = {
    "normal with planted": np.concatenate([rng.normal(50, 4, 400), [9, 95, 96, 140]]).round(3),
    "lognormal amounts": np.exp(rng.normal(4, 1.2, 500)).round(2),
    "far from zero": (1e9 + rng.normal(0, 0.5, 300).round(3)),
    "more than half equal": np.concatenate([np.full(60, 7.0), rng.normal(7, 2, 50).round(2), [60.0]]),
    "heavy tails": rng.standard_t(2, 300).round(4),
    "small": np.array([3.0, 4.0, 4.5, 5.0, 40.0]),
}
out = {
    "meta": {
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "seed": 20240607,
        "source": "NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.17.1 and 1.3.5.17.3",
        "notAsserted": "the handbook's figures beyond its printed decimals",
    },
    "nistGrubbs": nist_grubbs,
    "nistRosner": nist_rosner,
    "grubbsCritical": [
        [n, alpha, grubbs_critical(n, alpha)] for n in [3, 4, 8, 54, 1000, 1000000] for alpha in [0.001, 0.01, 0.05, 0.1]
    ],
    "sets": {
        name: {"values": values.tolist(), **figures(values), "esd": esd(values, 20, 0.05)} for name, values in sets.items()
    },
}
with open("src/analysis/outliers/golden/column-tests.json", "w") as file:
    json.dump(out, file, indent=0)
    file.write("\n")
