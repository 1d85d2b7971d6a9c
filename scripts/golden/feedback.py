"""Golden values of src/analysis/feedback: node weights after lessons, and a balanced logistic regression.

    python3 scripts/golden/feedback.py > src/analysis/feedback/golden/feedback.json

Needs numpy and scikit-learn; the versions are written into the file.
"""
import json

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression

rng = np.random.default_rng(7)


def online_mirror_descent():
    """Two small trees, given as left children (the right one is the next node); lessons as paths below the roots."""
    left = [[1, 3, 2, 3, 4], [1, 1, 3, 3, 4]]
    paths = {  # row -> nodes below the root, per tree
        0: [[1, 3], [1]],
        1: [[1, 4], [2, 3]],
        2: [[2], [2, 4]],
        3: [[1, 3], [2, 4]],
    }
    lessons = [(0, 1), (3, 1), (3, 1), (1, -1), (0, 1), (2, -1), (1, -1), (3, 1)]
    eta = 0.5
    weights = [np.ones(5), np.ones(5)]
    for row, y in lessons:
        for tree in range(2):
            for node in paths[row][tree]:
                weights[tree][node] = max(0.0, weights[tree][node] - eta * y)
    gains = {row: sum(float(np.sum(1 - weights[t][paths[row][t]])) for t in range(2)) for row in paths}
    return {"left": left, "lessons": lessons, "weights": [w.tolist() for w in weights], "gains": gains}


def logistic():
    cases = []
    for rows, columns, penalty in [(60, 3, 1.0), (200, 8, 5.0), (40, 12, 0.3)]:
        x = rng.normal(size=(rows, columns))
        y = (x[:, 0] + 0.5 * rng.normal(size=rows) > 1).astype(int)
        w = np.where(y == 1, 0.5 / y.sum(), 0.5 / (1 - y).sum()) * rows
        model = LogisticRegression(C=1 / penalty, solver="newton-cholesky", tol=1e-12, max_iter=1000)
        model.fit(x, y, sample_weight=w)
        cases.append(
            {
                "columns": columns,
                "penalty": penalty,
                "values": x.ravel().tolist(),
                "positive": y.tolist(),
                "weights": w.tolist(),
                "coefficients": model.coef_[0].tolist(),
                "intercept": float(model.intercept_[0]),
            }
        )
    return cases


print(
    json.dumps(
        {
            "versions": {"numpy": np.__version__, "scikit-learn": sklearn.__version__},
            "omd": online_mirror_descent(),
            "logistic": logistic(),
        }
    )
)
