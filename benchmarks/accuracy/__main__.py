"""`python -m benchmarks.accuracy [--adventureworks DIR] [--cdnow FILE]`: what was expected beside what came, as tables.

Without data of anybody, companies that are made up.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import buyers, sellers, simulated
from .cdnow import orders_foreseen, read_cohort
from .company import read_company
from .foresight import foresee, origins
from .markdown import put_in

WRONG = 2


def of_sellers(folder: Path) -> dict[str, str]:
    """The tables by name. Raises ValueError where the folder is not such a company, or its record too short."""
    company = read_company(folder)
    spans = origins(company)
    if not spans:
        raise ValueError(f"{folder}: the record has no date with a year before it and a quarter after it")
    found = [foresee(company, *span) for span in spans]
    whole = [one for one in found if one.months == 12] or found
    return {
        "sellers-summary": sellers.summary(found),
        "sellers-totals": sellers.totals_of_known(found),
        "sellers-people": sellers.people_of_known(found),
        "sellers-booked": sellers.totals_booked(found),
        "sellers-year": sellers.people_of_year(whole[-1]),
    }


def of_buyers(path: Path) -> dict[str, str]:
    """The tables by name. Raises ValueError where the file is not CDNOW's."""
    cohort = read_cohort(path)
    found = orders_foreseen(cohort)
    return {
        "buyers-fit": buyers.fit(cohort, found),
        "buyers-groups": buyers.groups(found),
        "buyers-each": buyers.one_by_one(cohort, found),
    }


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--adventureworks", type=Path, metavar="DIR", help="a planning book with years to look back on")
    parser.add_argument("--cdnow", type=Path, metavar="FILE", help="the published summary, or the published log")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the tables into this document as well")
    parser.add_argument("--companies", type=int, default=60, metavar="N", help="made up of each kind; 0 for none")
    given = parser.parse_args(words)
    parts = {} if given.companies < 1 else {"simulated": simulated.kinds(given.companies)}
    try:
        if given.adventureworks is not None:
            parts |= of_sellers(given.adventureworks)
        if given.cdnow is not None:
            parts |= of_buyers(given.cdnow)
        if given.write is not None:
            put_in(given.write, parts)
    except (OSError, ValueError) as wrong:
        print(wrong, file=sys.stderr)
        return WRONG
    print("\n\n".join(f"## {name.replace('-', ': ', 1)}\n\n{part}" for name, part in parts.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
