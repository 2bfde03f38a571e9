"""Ours without reading and writing, in a process of its own: `python -m benchmarks.our_computing BOOK` prints seconds.

`split` is the plan without the outlook on customers, to the last row of the tables months, days and receipts;
`support` is that outlook: customers' expected value, months placed on customers, activities.
"""

from __future__ import annotations

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from targetree.books.output.columns import Job
from targetree.books.read import read_book
from targetree.books.write import TABLE_NAMES, THREADS
from targetree.engine.periods import PlanYear
from targetree.engine.plan import make_plan
from targetree.facts.calendars import day_facts

TABLES = ("months", "days", "receipts")
assert set(TABLES) <= set(TABLE_NAMES)


def main(path: Path) -> dict[str, float]:
    began = time.perf_counter()
    read = read_book(path)
    if read.book is None:
        raise SystemExit(f"the book has errors: {read.findings[:3]}")
    company = read.book.company
    start = company.year_start
    facts = day_facts(company.country, start.replace(year=start.year - 3), PlanYear(company.plan_year, start))
    was_read = time.perf_counter()
    support: list[float] = []

    def progress(step: str, _part: float) -> None:
        if step == "support":
            support.append(time.perf_counter())

    plan = make_plan(read.book, facts, progress)
    if not plan.measures:
        raise SystemExit(f"nothing was planned: {plan.findings[:3]}")
    planned = time.perf_counter()
    rows = _rows_of_tables(Job(plan, "en", False))
    ended = time.perf_counter()
    outlook = support[-1] - support[0]
    return {
        "read": was_read - began,
        "split": planned - was_read - outlook + (ended - planned),
        "support": outlook,
        "rows": rows,
    }


def _rows_of_tables(job: Job) -> int:
    """The rows of all tables, made in as many threads as when they are written."""
    from targetree.books.output.registry import TABLES as OUTPUT

    def rows(name: str) -> int:
        return sum(len(block[0]) for block in OUTPUT[name].blocks(job))

    with ThreadPoolExecutor(THREADS) as pool:
        return sum(pool.map(rows, TABLES))


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
