"""Golden values of the normal, Student's t and chi-squared distributions and of the functions below
them, from mpmath at 60 digits, written to src/analysis/math/golden/distributions.json.

Run: /usr/bin/python3 scripts/golden/distributions.py
"""
import json
import mpmath as mp
import scipy
from scipy import stats

mp.mp.dps = 60
M = mp.mpf


def number(x):
    return float(x)


def t_lower(t, df):
    """Share below -|t|."""
    t, df = M(t), M(df)
    x = df / (df + t * t)
    if df <= 400:
        return mp.betainc(df / 2, M(1) / 2, 0, x, regularized=True) / 2
    # Large df: the density integrated, in pieces so short that the quadrature is exact.
    c = mp.gamma((df + 1) / 2) / mp.gamma(df / 2) / mp.sqrt(df * mp.pi)
    a = abs(t)
    return c * mp.quad(lambda s: (1 + s * s / df) ** (-(df + 1) / 2), [a, a + 1, a + 3, a + 6, a + 12, a + 30, a + 100])


def chi_upper(x, df):
    return mp.gammainc(M(df) / 2, M(x) / 2, mp.inf, regularized=True)


def chi_lower(x, df):
    return mp.gammainc(M(df) / 2, 0, M(x) / 2, regularized=True)


def solve(f, guess):
    """Secant at 60 digits from scipy's answer."""
    g = M(guess)
    return mp.findroot(f, (g, g * (1 + M("1e-7")) + M("1e-30")), tol=M("1e-80"), verify=False)


normal_x = [-37.5, -20.0, -8.3, -5.7, -5.6, -3.0, -1.0, -0.68, -0.67, -0.1, -1e-9, 0.0, 0.3, 0.7, 2.5, 6.0]
normal_p = [1e-300, 1e-100, 1e-20, 2.5e-8, 1e-6, 0.001, 0.025, 0.074, 0.0751, 0.3, 0.5, 0.6, 0.925, 0.975, 0.999999]
t_df = [0.5, 1, 2, 3, 5, 9.5, 30, 52, 400, 9998, 999998]
t_x = [0.0001, 0.3, 1.0, 2.0, 3.1, 5.5, 8.0]
t_p = [1e-12, 2.5e-8, 1e-4, 0.025, 0.1, 0.2, 0.26, 0.4, 0.499]
chi_df = [0.5, 1, 2, 3, 8, 10, 30, 89, 400, 10000]
chi_p = [1e-10, 0.001, 0.025, 0.3, 0.5, 0.9, 0.975, 0.999, 0.9999999]
chi_rel = [0.01, 0.5, 0.9, 1.0, 1.1, 1.5, 3.0]

out = {
    "meta": {
        "mpmath": mp.__version__,
        "scipy": scipy.__version__,
        "digits": mp.mp.dps,
        "notAsserted": "quantiles of shares that round to 0 or 1; degrees of freedom above 1e6",
    },
    "normalCdf": [[x, number(mp.ncdf(M(x)))] for x in normal_x],
    "normalQuantile": [
        [p, number(solve(lambda z: mp.log(mp.ncdf(z) / M(p)), stats.norm.ppf(p))) if p != 0.5 else 0.0] for p in normal_p
    ],
    "tLower": [[t, df, number(t_lower(t, df))] for df in t_df for t in t_x],
    "tQuantile": [
        [p, df, -number(solve(lambda t: mp.log(t_lower(t, df) / M(p)), -stats.t.ppf(p, df)))] for df in t_df for p in t_p
    ],
    "chiSquaredTails": [
        [r * df, df, number(chi_lower(r * df, df)), number(chi_upper(r * df, df))] for df in chi_df for r in chi_rel
    ],
    "chiSquaredQuantile": [
        [
            p,
            df,
            number(
                solve(
                    (lambda x: mp.log(chi_lower(x, df) / M(p)))
                    if p < 0.5
                    else (lambda x: mp.log(chi_upper(x, df) / (1 - M(p)))),
                    stats.chi2.ppf(p, df),
                )
            ),
        ]
        for df in chi_df
        for p in chi_p
    ],
    "regularisedBeta": [
        [x, a, b, number(mp.betainc(M(a), M(b), 0, M(x), regularized=True))]
        for a, b in [(0.5, 0.5), (1, 3), (2.5, 0.7), (10, 20), (150, 40), (3, 90)]
        for x in [1e-6, 0.01, 0.2, 0.5, 0.77, 0.95, 0.999]
    ],
    "logGamma": [[x, number(mp.loggamma(M(x)))] for x in [1e-8, 0.1, 0.5, 1, 1.3, 2, 2.1, 5, 9.99, 10, 33.3, 1e4, 1e9]],
}
with open("src/analysis/math/golden/distributions.json", "w") as file:
    json.dump(out, file, indent=0)
    file.write("\n")
