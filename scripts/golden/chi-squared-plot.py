"""Golden values of chi-squared quantile plots: scipy's quantiles at R's plotting positions, written to
src/analysis/outliers/golden/chi-squared-plot.json.

Run: /usr/bin/python3 scripts/golden/chi-squared-plot.py
"""
import json

import scipy
from scipy import stats

cases = []
for n, d in [(1, 2), (37, 3), (400, 1), (5000, 2), (5000, 12), (1000000, 6)]:
    ranks = sorted({0, 1, n // 7, n // 2, (9 * n) // 10, n - 2, n - 1} & set(range(n)))
    cases.append(
        {
            "n": n,
            "df": d,
            "ranks": ranks,
            "quantiles": [float(stats.chi2.ppf((r + 0.5) / n, d)) for r in ranks],
        }
    )

out = {
    "meta": {
        "scipy": scipy.__version__,
        "positions": "(rank + 0.5) / n, as R's ppoints for n > 10",
        "notAsserted": "which of many ranks are drawn; those that are not drawn are not compared",
    },
    "cases": cases,
}
with open("src/analysis/outliers/golden/chi-squared-plot.json", "w") as file:
    json.dump(out, file, indent=0)
    file.write("\n")
