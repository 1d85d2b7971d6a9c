"""Writes src/analysis/detectors/deep/golden/autoencoder.json: one forward pass and three training steps of a small
network with given weights, worked in numpy from the formulas; the error of PCA, which a linear network must reach;
and src/analysis/math/golden/tanh.json: tanh to 40 digits by mpmath, rounded once.
Run from the repository: python3 scripts/golden/autoencoder.py, then format the files with prettier.
"""
import json
from pathlib import Path

import mpmath
import numpy as np

SEED = 20260111
rng = np.random.default_rng(SEED)

# A network 5 - 4 - 2 - 4 - 5 on 9 rows, tanh but for the last layer; some weight decay; rows above MOST teach nothing.
SIZES, ROWS, DECAY, RATE = [5, 4, 2, 4, 5], 9, 0.03, 0.02
B1, B2, EPSILON = 0.9, 0.999, 1e-8
weights = [rng.normal(0, 0.6, (o, i)) for i, o in zip(SIZES, SIZES[1:])]
biases = [rng.normal(0, 0.3, o) for o in SIZES[1:]]
x = rng.normal(0, 1, (ROWS, SIZES[0]))


def forward(weights, biases):
    values = [x]
    for layer, (w, b) in enumerate(zip(weights, biases)):
        z = values[-1] @ w.T + b
        values.append(np.tanh(z) if layer < len(weights) - 1 else z)
    return values, ((values[-1] - x) ** 2).mean(axis=1)


def gradient(weights, biases, most):
    values, losses = forward(weights, biases)
    delta = 2 * (values[-1] - x) / (SIZES[-1] * ROWS) * (losses <= most)[:, None]
    result = []
    for layer in reversed(range(len(weights))):
        if layer < len(weights) - 1:
            delta = delta * (1 - values[layer + 1] ** 2)
        result.insert(0, (delta.T @ values[layer] + DECAY * weights[layer], delta.sum(axis=0)))
        delta = delta @ weights[layer]
    return result


def flat(parts):
    return np.concatenate([np.concatenate([w.ravel(), b]) for w, b in parts])


_, losses = forward(weights, biases)
most = float(np.sort(losses)[-2] + 1e-9)  # the worst row teaches nothing
start = flat(zip(weights, biases))
values, _ = forward(weights, biases)
first_gradient = flat(gradient(weights, biases, most))

parameters = start.copy()
m = np.zeros_like(parameters)
v = np.zeros_like(parameters)
after = []
for t in range(1, 4):
    ws, bs, at = [], [], 0
    for i, o in zip(SIZES, SIZES[1:]):
        ws.append(parameters[at:at + i * o].reshape(o, i)); at += i * o
        bs.append(parameters[at:at + o]); at += o
    g = flat(gradient(ws, bs, most))
    m = B1 * m + (1 - B1) * g
    v = B2 * v + (1 - B2) * g * g
    parameters = parameters - RATE * (m / (1 - B1 ** t)) / (np.sqrt(v / (1 - B2 ** t)) + EPSILON)
    after.append(parameters.copy())

# Rows near a plane in five dimensions: the mean squared error per value that PCA with two components leaves.
plane = rng.normal(0, 1, (400, 2)) @ rng.normal(0, 1, (2, 5)) + rng.normal(0, 0.3, (400, 5))
plane = plane - plane.mean(axis=0)
eigenvalues = np.sort(np.linalg.eigvalsh(plane.T @ plane / len(plane)))
pca_error = float(eigenvalues[:3].sum() / 5)

golden = {
    "meta": {
        "versions": {"numpy": np.__version__, "mpmath": mpmath.__version__},
        "seed": SEED,
        "shape": SIZES,
        "tolerance": "1e-12 absolute for one step, 1e-9 after three; the linear network within 1 % of PCA's error",
        "notAsserted": "dropout and random starting weights, which depend on our generator (see the gradient checks)",
    },
    "sizes": SIZES, "decay": DECAY, "rate": RATE, "most": most,
    "x": x.tolist(), "start": start.tolist(),
    "outputs": values[-1].tolist(), "losses": losses.tolist(),
    "gradient": first_gradient.tolist(), "after": [a.tolist() for a in after],
    "plane": np.round(plane, 6).tolist(), "pcaError": pca_error,
}
target = Path("src/analysis/detectors/deep/golden/autoencoder.json")
target.parent.mkdir(exist_ok=True)
target.write_text(json.dumps(golden))

mpmath.mp.dps = 40
points = sorted(set(
    [float(p) for p in rng.uniform(-22, 22, 60)]
    + [float(p) for p in rng.normal(0, 0.5, 80)]
    + [float(s * 10.0 ** -k) for k in range(1, 16) for s in (1, -1)]
    + [1e-300, 5e-324, 0.1732867951, 0.1732867952, 0.519860385, 0.5198603855, 19.06154746539849, 20.0]
))
tanh = {
    "meta": {"versions": {"mpmath": mpmath.__version__}, "seed": SEED, "tolerance": "2 ulp"},
    "tanh": [[p, float(mpmath.tanh(mpmath.mpf(p)))] for p in points],
}
Path("src/analysis/math/golden/tanh.json").write_text(json.dumps(tanh))
