"""Writes src/analysis/audit/golden/benford.json: Benford's law on a generated column, with digits taken from
the decimal texts; exact binomial intervals and tails. Run from the repository:
python3 scripts/golden/benford.py, then format the file with prettier.
"""
import json
from decimal import Decimal
from pathlib import Path

import numpy as np
import scipy
from scipy import stats

SEED, ROWS, MINIMUM = 20260301, 3000, 10

rng = np.random.default_rng(SEED)
texts = ["%.2f" % value for value in rng.lognormal(5.5, 2.0, ROWS)]
# Spikes, negatives, zeros, and values whose double lies just beside what is written.
for row in range(0, 150, 3):
    texts[row] = "50.00"
for row in range(1, 400, 8):
    texts[row] = "-" + texts[row]
for row, text in enumerate(["0.00", "1000.00", "999.99", "0.30", "1.01", "0.29", "1000000.00", "4503.37", "8.70"]):
    texts[500 + row] = text


def digits(text):
    return Decimal(text).copy_abs().normalize().as_tuple()


def leading_two(text):
    d = digits(text).digits
    return d[0] * 10 + (d[1] if len(d) > 1 else 0)


def cents(text):
    return int(Decimal(text).copy_abs() * 100)


def used(sign):
    keep = []
    for text in texts:
        value = Decimal(text)
        if value == 0 or abs(value) < MINIMUM:
            continue
        if sign == "positive" and value < 0 or sign == "negative" and value > 0:
            continue
        keep.append(text)
    return keep


PAIRS = np.arange(10, 100)
LAW = np.log10(1 + 1 / PAIRS)
EXPECTED = {
    "first": np.log10(1 + 1 / np.arange(1, 10)),
    "second": np.array([LAW[PAIRS % 10 == d].sum() for d in range(10)]),
    "first-two": LAW,
    "last-two": np.full(100, 0.01),
}
BIN = {
    "first": lambda t: leading_two(t) // 10 - 1,
    "second": lambda t: leading_two(t) % 10,
    "first-two": lambda t: leading_two(t) - 10,
    "last-two": lambda t: cents(t) % 100,
}

cases = []
for sign in ["positive", "negative", "all"]:
    rows = used(sign)
    for test, expected in EXPECTED.items():
        counts = np.bincount([BIN[test](t) for t in rows], minlength=len(expected))
        n = counts.sum()
        difference = counts / n - expected
        correction = np.where(1 / (2 * n) < np.abs(difference), 1 / (2 * n), 0)
        z = np.sign(difference) * (np.abs(difference) - correction) / np.sqrt(expected * (1 - expected) / n)
        chi = stats.chisquare(counts, expected * n)
        cases.append({
            "sign": sign, "test": test, "counts": counts.tolist(), "expected": expected.tolist(), "z": z.tolist(),
            "mad": float(np.abs(difference).mean()), "chiSquared": float(chi.statistic), "p": float(chi.pvalue),
            "distance": float(np.abs(np.cumsum(difference)).max()),
        })

binomial = []
for k, n, p in [(0, 10, 0.3), (3, 10, 0.3), (10, 10, 0.9), (47, 60, 0.5), (5200, 10000, 0.5), (1, 100000, 1e-6)]:
    interval = stats.binomtest(k, n).proportion_ci(0.95, "exact")
    binomial.append({"k": k, "n": n, "p": p, "low": float(interval.low), "high": float(interval.high),
                     "tail": float(stats.binom.sf(k - 1, n, p))})

golden = {
    "meta": {
        "generator": "scripts/golden/benford.py", "numpy": np.__version__, "scipy": scipy.__version__,
        "seed": SEED, "shape": [ROWS, 1], "minimum": MINIMUM,
        "notAsserted": "the bands of the mean absolute deviation, which are Nigrini's and not computed",
    },
    "amounts": texts, "cases": cases, "binomial": binomial,
}
Path("src/analysis/audit/golden/benford.json").write_text(json.dumps(golden) + "\n")
