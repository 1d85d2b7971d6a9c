"""Writes src/analysis/ranking/golden/extreme-values.json: generalized Pareto distributions fitted by scipy to drawn
excesses (location held at 0, started from several places, the most likely kept), their quantiles, and the line at a
risk by peaks over threshold (Siffer et al. 2017, equation 1). Run from the repository:
python3 scripts/golden/extreme-values.py, then format the file with prettier.
"""
import json
from pathlib import Path

import numpy as np
import scipy
from scipy import optimize, stats

SEED = 20261121
rng = np.random.default_rng(SEED)


def fitted(y):
    def loss(p):
        shape, scale = p[0], np.exp(p[1])
        if shape < -1:
            return np.inf
        return -stats.genpareto.logpdf(y, shape, 0, scale).sum()

    fits = []
    for start in (-0.6, -0.2, 0.0, 0.2, 0.6):
        for factor in (0.7, 1.0, 1.5):
            first = [start, np.log(y.mean() * factor)]
            # The excesses must lie inside the first distribution.
            if start < 0 and -np.exp(first[1]) / start < y.max():
                first[1] = np.log(-start * y.max() * 1.01)
            options = {"xatol": 1e-12, "fatol": 1e-12, "maxiter": 20000, "maxfev": 20000}
            fits.append(optimize.minimize(loss, first, method="Nelder-Mead", options=options))
    best = min(fits, key=lambda fit: fit.fun)
    return best.x[0], np.exp(best.x[1]), -best.fun


cases = []
for shape, scale, n in [(0.3, 2.0, 400), (0.0, 1.0, 300), (-0.25, 0.5, 500), (0.7, 10.0, 80), (-0.5, 1.0, 60), (0.05, 0.01, 1000)]:
    y = stats.genpareto.rvs(shape, 0, scale, size=n, random_state=rng)
    y = np.array([float("%.7g" % value) for value in y])
    got = fitted(y)
    rows, risk = 50 * n, 1e-4
    line = got[1] / got[0] * ((risk * rows / n) ** -got[0] - 1)
    cases.append({
        "excesses": y.tolist(), "shape": got[0], "scale": got[1], "logLikelihood": got[2],
        "survival": [[q, float(stats.genpareto.sf(q, got[0], 0, got[1]))] for q in np.quantile(y, [0.1, 0.5, 0.99])],
        "rows": rows, "risk": risk, "line": line,
    })

meta = {"script": "scripts/golden/extreme-values.py", "numpy": np.__version__, "scipy": scipy.__version__, "seed": SEED}
path = Path("src/analysis/ranking/golden/extreme-values.json")
path.write_text(json.dumps({"meta": meta, "cases": cases}))
