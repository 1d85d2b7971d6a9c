"""Writes src/analysis/detectors/boundary/golden/ocsvm.json: decision values and support vectors of scikit-learn's
OneClassSVM (LIBSVM) on small data sets, solved far beyond the default tolerance.

Run from the repository: python3 scripts/golden/boundary.py, then format the file with prettier.
"""

import json

import numpy as np
import sklearn
from sklearn.svm import OneClassSVM

SEED = 20261122
rng = np.random.default_rng(SEED)


def digits(values):
    """Nine digits: all that a Float32 has, and more than the tolerances ask for."""
    return [float(f"{v:.9g}") for v in values]


def case(x, nu, gamma="scale"):
    x = x.astype(np.float32)
    z = ((x - x.mean(axis=0, dtype=float)) / x.astype(float).std(axis=0)).astype(np.float32).astype(float)
    fitted = OneClassSVM(nu=nu, gamma=gamma, tol=1e-9).fit(z)
    loose = OneClassSVM(nu=nu, gamma=gamma, tol=1e-3).fit(z)
    return {
        "columns": [digits(column) for column in x.T],
        "nu": nu,
        "gamma": None if gamma == "scale" else gamma,
        "usedGamma": float(fitted._gamma),
        "supportVectors": len(fitted.support_),
        "rho": float(-fitted.intercept_[0]),
        "decision": digits(fitted.decision_function(z)),
        "atDefaultTolerance": {
            "supportVectors": len(loose.support_),
            "decision": digits(loose.decision_function(z)),
        },
    }


normal = rng.normal(size=(150, 3))
groups = np.vstack([rng.normal(size=(80, 2)), rng.normal(6, 0.5, size=(80, 2)), rng.uniform(-15, 15, size=(8, 2))])
skewed = rng.lognormal(size=(120, 4)) * [1, 100, 0.01, 1]
repeated = np.repeat(rng.normal(size=(40, 2)), 3, axis=0)
out = {
    "meta": {
        "sklearn": sklearn.__version__,
        "numpy": np.__version__,
        "seed": SEED,
        "tolerance": "1e-6 of nu x rows where both solve to 1e-9 (both keep the kernel as Float32); 2e-3 where both stop at 1e-3",
        "notAsserted": "support vectors of repeated rows, which share a weight in many ways",
    },
    "cases": {
        "150 normal rows, half outside": case(normal, 0.5),
        "150 normal rows, a tenth outside": case(normal, 0.1),
        "two groups and 8 strays": case(groups, 0.2),
        "two groups, a narrow kernel": case(groups, 0.3, 2.5),
        "skewed columns": case(skewed, 0.5),
        "skewed columns, 2 % outside, a wide kernel": case(skewed, 0.02, 0.01),
        "every row three times": case(repeated, 0.4),
    },
}
with open("src/analysis/detectors/boundary/golden/ocsvm.json", "w") as file:
    json.dump(out, file, indent=0)
    file.write("\n")
