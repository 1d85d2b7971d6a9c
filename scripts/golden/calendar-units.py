"""Writes src/analysis/calendar/golden/calendar.json: pandas' resampling by unit, its weekdays, hours and months, and
ISO weeks around the ends of years. Run from the repository: python3 scripts/golden/calendar-units.py,
then format the file with prettier.
"""
import datetime as dt
import json
from pathlib import Path

import numpy as np
import pandas as pd

SEED, ROWS = 20260302, 300
RULES = {"hour": "H", "day": "D", "week": "W-MON", "month": "MS", "quarter": "QS", "year": "AS"}

rng = np.random.default_rng(SEED)
# Some years across the epoch, with a leap day and years of 53 ISO weeks, most rows in bursts so that there are gaps.
start = pd.Timestamp("1968-12-20")
bursts = rng.choice(np.array([0, 200, 376, 700, 1000]), ROWS)
times = start + pd.to_timedelta(bursts, unit="D") \
    + pd.to_timedelta(rng.exponential(40_000, ROWS).round(), unit="s")
times = pd.Series(times)
times[rng.random(ROWS) < 0.05] = pd.NaT
amount = pd.Series(np.round(rng.normal(50, 30, ROWS), 2))
amount[rng.random(ROWS) < 0.1] = np.nan

frame = pd.DataFrame({"time": times, "amount": amount})
known = frame.dropna(subset=["time"]).set_index("time")


def ms(t):
    return int(pd.Timestamp(t).value // 1_000_000)


def nulls(values):
    return [None if isinstance(v, float) and np.isnan(v) else v for v in values]


units = {}
for unit, rule in RULES.items():
    by = known["amount"].resample(rule, label="left", closed="left")
    size = by.size()
    keep = np.flatnonzero(size.to_numpy())
    units[unit] = {
        "first": ms(size.index[0]), "last": ms(size.index[-1]), "buckets": len(size),
        "at": [ms(t) for t in size.index[keep]], "rows": size.to_numpy()[keep].tolist(),
        "present": by.count().to_numpy()[keep].tolist(), "sum": nulls(by.sum().to_numpy()[keep].tolist()),
        "mean": nulls(by.mean().to_numpy()[keep].tolist()),
    }

cells = frame.dropna(subset=["time"])
week = cells.groupby([cells.time.dt.dayofweek, cells.time.dt.hour])["amount"].agg(["size", "count", "sum"])
year = cells.groupby([cells.time.dt.month, cells.time.dt.day])["amount"].agg(["size", "count", "sum"])

iso = []
for y in list(range(1899, 1902)) + list(range(1967, 1973)) + list(range(1999, 2002)) + list(range(2014, 2028)):
    for day in pd.date_range(f"{y}-12-26", f"{y + 1}-01-08"):
        c = day.isocalendar()
        iso.append([ms(day), c[0], c[1]])

dates = []
for text in ["0001-01-01", "1600-02-29", "1700-02-28", "1700-03-01", "1899-12-31", "1969-12-31", "1970-01-01",
             "2000-02-29", "2100-02-28", "2100-03-01", "2400-02-29", "9999-12-31", "2024-12-31"]:
    d = dt.date.fromisoformat(text)
    dates.append({"day": (d - dt.date(1970, 1, 1)).days, "year": d.year, "month": d.month - 1,
                  "date": d.day, "weekday": d.weekday()})

out = {
    "made_by": {"script": "scripts/golden/calendar-units.py",
                "python_packages": {"numpy": np.__version__, "pandas": pd.__version__}, "seed": SEED},
    "shape": {"rows": ROWS, "units": list(RULES)},
    "not_asserted": "empty buckets one by one: only how many buckets there are, and that all others are empty",
    "time": [None if pd.isna(t) else ms(t) for t in times],
    "amount": nulls(amount.tolist()),
    "units": units,
    "week": [[int(d), int(h), int(r["size"]), int(r["count"]), float(r["sum"])] for (d, h), r in week.iterrows()],
    "year": [[int(m), int(d), int(r["size"]), int(r["count"]), float(r["sum"])] for (m, d), r in year.iterrows()],
    "isoWeeks": iso,
    "dates": dates,
}
path = Path("src/analysis/calendar/golden/calendar.json")
path.parent.mkdir(exist_ok=True)
path.write_text(json.dumps(out, indent=1) + "\n")
