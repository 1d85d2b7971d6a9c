"""Writes src/analysis/audit/golden/holidays.json: public holidays of some rule sets, and Easter. Run from the
repository: python3 scripts/golden/public-holidays.py (needs the packages holidays and python-dateutil), then format
the file with prettier.
"""
import json
from datetime import date, timedelta
from pathlib import Path

import dateutil
import holidays
from dateutil.easter import easter

YEARS = range(2000, 2036)


def observed_only(calendar):
    """Leaves out a day on a weekend that has a substitute elsewhere: nobody is off because of it."""
    return sorted(d.isoformat() for d in calendar if d.weekday() < 5)


sets = {
    "germany": holidays.Germany(years=YEARS),
    "united-states": holidays.UnitedStates(years=YEARS),
    "england-wales": holidays.UnitedKingdom(subdiv="ENG", years=YEARS),
    "euro": holidays.financial_holidays("ECB", years=range(2002, 2036)),
}
golden = {
    "meta": {
        "generator": "scripts/golden/public-holidays.py", "holidays": holidays.__version__, "dateutil": dateutil.__version__ if hasattr(dateutil, "__version__") else "",
        "years": [YEARS.start, YEARS.stop - 1], "euroFrom": 2002,
        "notAsserted": "holidays that fall on a weekend; names",
    },
    "easter": [easter(year).isoformat() for year in range(1900, 2100)],
    "sets": {name: observed_only(calendar) for name, calendar in sets.items()},
}
Path("src/analysis/audit/golden/holidays.json").write_text(json.dumps(golden) + "\n")
