"""Writes src/analysis/evaluate/golden/metrics.json: figures and curves against labels from scikit-learn, and
intervals from a plain bootstrap with numpy. Run from the repository: python3 scripts/golden/metrics.py,
then format the file with prettier.
"""
import json
import warnings
from pathlib import Path

import numpy as np
import sklearn
from sklearn import metrics as m

SEED, ROWS, RESAMPLES = 20261121, 240, 20_000
warnings.filterwarnings("ignore")
rng = np.random.default_rng(SEED)


def case(name, score, label):
    """label: 1 anomaly, 0 normal, 2 left out, which scikit-learn does not see."""
    score = np.asarray(score, np.float32)
    label = np.asarray(label, int)
    known = label != 2
    s, y = score[known], label[known]
    both = 0 < y.sum() < len(y)
    out = {"name": name, "scores": [float(f"{v:.6g}") for v in score], "labels": label.tolist()}
    # Exactly what the JSON says, as Float32.
    s = np.asarray(out["scores"], np.float32)[known]
    score = np.asarray(out["scores"], np.float32)
    out["auroc"] = m.roc_auc_score(y, s) if both else None
    out["averagePrecision"] = m.average_precision_score(y, s) if y.sum() else None
    if both:
        fpr, tpr, _ = m.roc_curve(y, s)
        out["roc"] = {"x": fpr.tolist(), "y": tpr.tolist()}
    if y.sum():
        precision, recall, _ = m.precision_recall_curve(y, s)
        # From recall 0 up; the last point (0, 1) has no threshold.
        out["precisionRecall"] = {"x": recall[::-1][1:].tolist(), "y": precision[::-1][1:].tolist()}
    out["cuts"] = []
    for threshold in np.unique(score)[::-1][:: max(1, len(np.unique(score)) // 12)]:
        flag = (s >= threshold).astype(int)
        tn, fp, fn, tp = m.confusion_matrix(y, flag, labels=[0, 1]).ravel()
        p, r, f1, _ = m.precision_recall_fscore_support(y, flag, average="binary")
        row = {"cut": int((score >= threshold).sum()), "tp": int(tp), "fp": int(fp), "fn": int(fn), "tn": int(tn)}
        row["accuracy"] = m.accuracy_score(y, flag)
        if tp + fp:
            row["precision"] = p
        if tp + fn:
            row["recall"] = r
        if tp + fp + fn:
            row |= {"f1": f1, "f2": m.fbeta_score(y, flag, beta=2), "fHalf": m.fbeta_score(y, flag, beta=0.5)}
        if fp + tn:
            row["specificity"] = m.recall_score(y, flag, pos_label=0)
        if both:
            row["balancedAccuracy"] = m.balanced_accuracy_score(y, flag)
        if both and 0 < flag.sum() < len(flag):
            row["mcc"] = m.matthews_corrcoef(y, flag)
        out["cuts"].append(row)
    return out


def fast_figures(s, y):
    """AUC and average precision of many resamples, ties entered together."""
    order = np.argsort(-s, kind="stable")
    s, y = s[order], y[order]
    ends = np.flatnonzero(np.r_[s[1:] != s[:-1], True])
    tp, rows = np.cumsum(y)[ends], ends + 1
    fp = rows - tp
    auc = np.trapz(np.r_[0, tp] / tp[-1], np.r_[0, fp] / fp[-1])
    ap = np.sum(np.diff(np.r_[0, tp]) / tp[-1] * (tp / rows))
    return auc, ap


def bootstrap(name, score, label, cut):
    """Rows drawn with replacement, regardless of their label; the threshold is held."""
    score = np.asarray([float(f"{v:.6g}") for v in score], np.float32)
    label = np.asarray(label, int)
    threshold = np.sort(score)[::-1][cut - 1]
    drawn = []
    for _ in range(RESAMPLES):
        rows = rng.integers(0, len(score), len(score))
        s, y = score[rows], label[rows]
        if not 0 < y.sum() < len(y):
            continue
        flag = s >= threshold
        tp, fp, fn, tn = (flag & (y == 1)).sum(), (flag & (y == 0)).sum(), (~flag & (y == 1)).sum(), (~flag & (y == 0)).sum()
        recall, specificity = tp / (tp + fn), tn / (tn + fp)
        mcc = (tp * tn - fp * fn) / np.sqrt(float((tp + fp) * (tp + fn) * (fp + tn) * (fn + tn)))
        drawn.append([*fast_figures(s, y), 2 * tp / (2 * tp + fp + fn), 5 * tp / (5 * tp + 4 * fn + fp),
                      (recall + specificity) / 2, mcc, tp / (tp + fp) / y.mean(), tp / (tp + fp), recall])
    low, high = np.nanquantile(np.array(drawn), [0.025, 0.975], axis=0)
    keys = ["auroc", "averagePrecision", "f1", "fBeta", "balancedAccuracy", "mcc", "lift", "precision", "recall"]
    return {"name": name, "scores": score.astype(float).round(6).tolist(), "labels": label.tolist(), "cut": int((score >= threshold).sum()),
            "low": dict(zip(keys, low)), "high": dict(zip(keys, high))}


label = (rng.random(ROWS) < 0.2).astype(int)
normal = rng.normal(size=ROWS) + 1.2 * label
few = np.where(rng.random(ROWS) < 0.15, 2, label)
one = np.zeros(60, int)
one[17] = 1
small = label[:60]
cases = [
    case("scores of their own", normal, label),
    case("many ties", np.round(2 * normal), label),
    case("rows left out", np.round(6 * normal), few),
    case("all scores equal", np.zeros(60), small),
    case("perfect", small + rng.random(60) / 2, small),
    case("the wrong way round", -small + rng.random(60) / 2, small),
    case("one anomaly", normal[:60], one),
    case("no anomaly", normal[:60], np.zeros(60, int)),
    case("nothing but anomalies", normal[:60], np.ones(60, int)),
]
rare = (rng.random(1000) < 0.07).astype(int)
boots = [
    bootstrap("scores of their own", normal, label, 40),
    bootstrap("ties and rare anomalies", np.round(4 * (rng.normal(size=1000) + 1.8 * rare)) / 4, rare, 60),
]
out = {
    "made_by": {"script": "scripts/golden/metrics.py", "python_packages": {
        "numpy": np.__version__, "scikit-learn": sklearn.__version__}, "seed": SEED, "resamples": RESAMPLES},
    "tolerance": "1e-12 for figures and curves; a bootstrap end within 15 % of the interval's width",
    "not_asserted": "figures that are not defined, for which scikit-learn gives 0; points that merely lie on the line between others",
    "cases": cases,
    "bootstraps": boots,
}
path = Path("src/analysis/evaluate/golden/metrics.json")
path.parent.mkdir(exist_ok=True)
path.write_text(json.dumps(out) + "\n")
