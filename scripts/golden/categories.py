"""Writes src/analysis/categories/golden/categories.json: Wilson intervals from scipy, and counts, sums, means and
medians by level from pandas. Run from the repository: python3 scripts/golden/categories.py,
then format the file with prettier.
"""
import json
from pathlib import Path

import numpy as np
import pandas as pd
import scipy
from scipy.stats import binomtest

SEED, ROWS = 20260301, 400

wilson = []
for hits, total in [(0, 1), (1, 1), (0, 10), (10, 10), (1, 2), (3, 7), (5, 100), (20, 1000), (999, 1000),
                    (123, 45678), (1, 1_000_000), (999_999, 1_000_000), (250_000, 1_000_000)]:
    ci = binomtest(hits, total).proportion_ci(confidence_level=0.95, method="wilson")
    wilson.append({"hits": hits, "total": total, "low": ci.low, "high": ci.high})

rng = np.random.default_rng(SEED)
names = np.array(["Rent", "rent", "Travel ", "Ünïcode", "Item 10", "Item 9", "x,y", "0", "once"])
share = np.array([0.3, 0.2, 0.15, 0.1, 0.1, 0.1, 0.03, 0.0175, 0.0025])
level = rng.choice(names, ROWS, p=share / share.sum()).astype(object)
level[rng.random(ROWS) < 0.08] = None
amount = np.round(rng.lognormal(3, 1.5, ROWS) * rng.choice([1, -1], ROWS, p=[0.9, 0.1]), 2)
amount[rng.random(ROWS) < 0.05] = np.nan
amount[level == "0"] = np.nan  # a level without any amount

frame = pd.DataFrame({"level": level, "amount": amount})
by = frame.groupby("level", dropna=False)["amount"]
table = pd.DataFrame({
    "rows": by.size(), "present": by.count(), "sum": by.sum(), "mean": by.mean(), "median": by.median(),
}).reset_index()


def plain(value):
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return None
    return value.item() if isinstance(value, np.generic) else value


out = {
    "made_by": {"script": "scripts/golden/categories.py", "python_packages": {
        "numpy": np.__version__, "pandas": pd.__version__, "scipy": scipy.__version__}, "seed": SEED},
    "shape": {"rows": ROWS, "levels": len(table)},
    "not_asserted": "the order of equally frequent levels, which is ours: first appearance",
    "wilson": wilson,
    "level": [plain(v) for v in level],
    "amount": [plain(v) for v in amount],
    "byLevel": [{k: plain(v) for k, v in row.items()} for row in table.to_dict("records")],
}
path = Path("src/analysis/categories/golden/categories.json")
path.parent.mkdir(exist_ok=True)
path.write_text(json.dumps(out, ensure_ascii=False, indent=1) + "\n")
