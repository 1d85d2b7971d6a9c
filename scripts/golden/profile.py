"""Writes src/analysis/profile/golden/profile.json: figures of columns by numpy, scipy and pandas, and moments by
exact fractions. Run from the repository: python3 scripts/golden/profile.py, then format the file with prettier.
"""
import json
import math
import warnings
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import scipy
from scipy import stats

SEED, ROWS = 20260301, 240
SHARES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]

warnings.simplefilter("ignore")
rng = np.random.default_rng(SEED)


def holed(values, missing=0, infinite=()):
    values = np.array(values, dtype=float)
    for row in rng.choice(len(values), missing, replace=False):
        values[row] = np.nan
    for row, value in infinite:
        values[row] = value
    return values


columns = {
    "normal": holed(rng.normal(100, 15, ROWS)),
    "far from zero, hardly spread": holed(1e9 + rng.normal(0, 1e-3, ROWS)),
    "amounts with ties": holed(np.round(rng.lognormal(3, 1, ROWS), 1)),
    "whole numbers with zeros": holed(rng.integers(-3, 9, ROWS)),
    "with missing cells": holed(rng.gamma(2, 3, ROWS), missing=31),
    "with infinite cells": holed(rng.normal(0, 1, ROWS), missing=5, infinite=[(3, np.inf), (9, np.inf), (20, -np.inf)]),
    "more than half zero": holed(np.where(rng.random(ROWS) < 0.6, 0, rng.exponential(5, ROWS))),
    "constant": holed(np.full(ROWS, 2.5)),
    "four values": holed([1.5, -2, 8, 8]),
    "three values": holed([1, 2, 4]),
    "two values": holed([3, 7]),
    "one value": holed([42]),
    "nothing": holed([np.nan, np.nan]),
}


def number(value):
    value = float(value)
    return value if math.isfinite(value) else None


def exact_moments(values):
    """Mean and moments about it without a rounding, then the definitions in doubles."""
    n = len(values)
    if n == 0:
        return {"mean": None, "sd": None, "g1": None, "g2": None}
    cells = [Fraction(float(v)) for v in values]
    mean = sum(cells, Fraction(0)) / n
    m2, m3, m4 = (sum(((v - mean) ** k for v in cells), Fraction(0)) / n for k in (2, 3, 4))
    return {
        "mean": float(mean),
        "sd": math.sqrt(m2 * n / (n - 1)) if n > 1 else None,
        "g1": float(m3) / float(m2) ** 1.5 if m2 else None,
        "g2": float(m4 / m2 ** 2) - 3 if m2 else None,
    }


def of_numbers(values):
    finite = values[np.isfinite(values)]
    series = pd.Series(finite)
    return {
        "cells": [None if math.isnan(v) else ("inf" if v > 0 else "-inf") if math.isinf(v) else v for v in values.tolist()],
        "missing": int(pd.isna(values).sum()),
        "finite": int(series.count()),
        "infinite": int(np.isinf(values).sum()),
        # NaN left out, both infinities kept
        "distinct": int(pd.Series(values).nunique()),
        "zeros": int((values == 0).sum()),
        "negatives": int((values < 0).sum()),
        "min": number(finite.min()) if len(finite) else None,
        "max": number(finite.max()) if len(finite) else None,
        "mean": number(series.mean()),
        "sd": number(series.std()),
        "pandasSkew": number(series.skew()),
        "pandasKurt": number(series.kurt()),
        "scipySkew": number(stats.skew(finite)) if len(finite) else None,
        "scipyKurtosis": number(stats.kurtosis(finite)) if len(finite) else None,
        "mad": number(stats.median_abs_deviation(finite)) if len(finite) else None,
        "quantiles": [number(q) for q in np.quantile(finite, SHARES)] if len(finite) else None,
        "exact": exact_moments(finite),
    }


def of_levels(cells):
    series = pd.Series(cells, dtype=object)
    described = series.describe()
    counts = series.value_counts()
    lengths = series.dropna().str.len()
    return {
        "cells": cells,
        "missing": int(series.isna().sum()),
        "distinct": int(series.nunique()),
        "top": described.get("top"),
        "topRows": int(described.get("freq")),
        "once": int((counts == 1).sum()),
        "shortest": int(lengths.min()),
        "longest": int(lengths.max()),
    }


words = ["debit", "credit", "überweisung", "fee", "日本", "refund", "charge-back"]
levels = [None if rng.random() < 0.1 else words[int(k)] for k in np.minimum(rng.geometric(0.4, ROWS) - 1, 5)]
levels[7] = "charge-back"

golden = {
    "meta": {
        "generator": "scripts/golden/profile.py",
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "pandas": pd.__version__,
        "seed": SEED,
        "rows": ROWS,
        "shares": SHARES,
        "notAsserted": "pandas' 0 for the skewness and kurtosis of a constant (ours are not defined); pandas' moments far "
        "from zero, which lose digits there (the exact fractions are asserted); which of several equally frequent values is named",
    },
    "numbers": {name: of_numbers(values) for name, values in columns.items()},
    "levels": of_levels(levels),
}
target = Path("src/analysis/profile/golden/profile.json")
target.parent.mkdir(parents=True, exist_ok=True)
target.write_text(json.dumps(golden, ensure_ascii=False) + "\n")
