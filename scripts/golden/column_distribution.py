"""Golden values of one number column's plots, from numpy and scipy, written to
src/analysis/distribution/golden/column-distribution.json. Botev's bandwidth is computed here after the
authors' algorithm, independently of Flagstone's code, with scipy's cosine transform and root finder.

Run: /usr/bin/python3 scripts/golden/column_distribution.py
"""
import json
import numpy as np
import scipy
from scipy import fft, optimize, stats

rng = np.random.default_rng(20240607)


def botev(x, low, high, cells=4096):
    """Bandwidth from the histogram over the range with a tenth of its width added at both ends."""
    width = (high - low) * 1.2
    start = low - (high - low) * 0.1
    grid = start + np.arange(cells) * width / (cells - 1)
    inside = x[(x >= grid[0]) & (x <= grid[-1])]
    at = (inside - start) / (width / (cells - 1))
    cell = np.minimum(np.floor(at).astype(int), cells - 2)
    weights = np.bincount(cell, cell + 1 - at, cells) + np.bincount(cell + 1, at - cell, cells)
    a2 = (fft.dct(weights / len(inside), type=2)[1:] / 2) ** 2
    k2 = np.arange(1, cells, dtype=float) ** 2
    n = len(np.unique(inside))

    def fixed_point(t):
        f = 2 * np.pi**14 * np.sum(k2**7 * a2 * np.exp(-k2 * np.pi**2 * t))
        for s in range(6, 1, -1):
            k0 = np.prod(np.arange(1, 2 * s, 2)) / np.sqrt(2 * np.pi)
            const = (1 + 0.5 ** (s + 0.5)) / 3
            time = (2 * const * k0 / n / f) ** (2 / (3 + 2 * s))
            f = 2 * np.pi ** (2 * s) * np.sum(k2**s * a2 * np.exp(-k2 * np.pi**2 * time))
        return t - (2 * n * np.sqrt(np.pi) * f) ** (-0.4)

    t = optimize.brentq(fixed_point, 1e-9, 0.1, xtol=1e-16)
    return float(np.sqrt(t) * width)


def filliben(n):
    m = np.empty(n)
    m[-1] = 0.5 ** (1 / n)
    m[0] = 1 - m[-1]
    i = np.arange(2, n)
    m[1:-1] = (i - 0.3175) / (n + 0.365)
    return m


def case(name, x):
    x = np.round(x, 6)
    n = len(x)
    s = np.sort(x)
    iqr = np.subtract(*np.percentile(x, [75, 25]))
    nrd0 = 0.9 * min(x.std(ddof=1), iqr / 1.34) * n**-0.2
    grid = np.linspace(s[0] - nrd0, s[-1] + nrd0, 41)
    kde = stats.gaussian_kde(x, bw_method=nrd0 / x.std(ddof=1))
    (osm, osr), (_, _, r) = stats.probplot(x)
    h = (np.arange(1, n + 1) - 0.5) / n
    edges = {rule: np.histogram_bin_edges(x, rule) for rule in ["fd", "scott"]}
    q1, med, q3 = np.percentile(x, [25, 50, 75])
    inner = [q1 - 1.5 * iqr, q3 + 1.5 * iqr]
    outer = [q1 - 3 * iqr, q3 + 3 * iqr]
    inside = s[(s >= inner[0]) & (s <= inner[1])]
    return {
        "name": name,
        "x": x.tolist(),
        "fd_width": float(2 * iqr / n ** (1 / 3)),
        "scott_width": float((24 * np.sqrt(np.pi) / n) ** (1 / 3) * x.std()),
        "numpy_bins": {rule: len(e) - 1 for rule, e in edges.items()},
        "nrd0": float(nrd0),
        "botev": botev(x, s[0], s[-1]),
        "kde_grid": grid.tolist(),
        "kde": kde(grid).tolist(),
        "probplot": {"osm": osm[:: max(1, n // 25)].tolist(), "step": max(1, n // 25), "r": float(r)},
        "hazen_r": float(np.corrcoef(stats.norm.ppf(h), s)[0, 1]),
        "quartiles": [float(q1), float(med), float(q3)],
        "inner": inner,
        "outer": outer,
        "whiskers": [float(inside[0]), float(inside[-1])],
        "outside": [int((x < inner[0]).sum()), int((x > inner[1]).sum())],
        "far_out": [int((x < outer[0]).sum()), int((x > outer[1]).sum())],
    }


cases = [
    case("normal", rng.normal(50, 12, 401)),
    case("lognormal", np.exp(rng.normal(3, 1.1, 300))),
    case("two modes", np.concatenate([rng.normal(-8, 0.6, 250), rng.normal(6, 1.4, 150)])),
    case("five values", np.array([1.0, 2.0, 4.0, 8.0, 100.0])),
]
out = {
    "versions": {"numpy": np.__version__, "scipy": scipy.__version__},
    "seed": 20240607,
    "not_asserted": "numpy's bin edges themselves: Flagstone makes the width round. Botev's bandwidth of five values.",
    "cases": cases,
}
cases[-1]["botev"] = None
json.dump(out, open("src/analysis/distribution/golden/column-distribution.json", "w"))
