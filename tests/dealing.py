"""Small books with customers, for tests of support and activities."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

import making
from targetree.engine.book import Actuals, Book, Customer, Opportunity, Person
from targetree.engine.plan import setting_of
from targetree.engine.result import SupportRow
from targetree.engine.support.support import Support, outlook_and_activities
from targetree.facts.measures import BUILT_IN

MEASURE = {measure.id: at for at, measure in enumerate(BUILT_IN)}
YUAN = 100


def log(*rows: tuple[str, int, int, str, int]) -> Actuals:
    """(date, index of person, index of customer, measure, amount) rows."""
    day = [(date.fromisoformat(row[0]) - date(1970, 1, 1)).days for row in rows]
    return Actuals(
        np.array(day, np.int32),
        np.array([row[1] for row in rows], np.int32),
        np.array([row[2] for row in rows], np.int32),
        np.full(len(rows), -1, np.int32),
        np.array([MEASURE[row[3]] for row in rows], np.int16),
        np.array([row[4] for row in rows], np.int64),
    )


def quarterly(customers: int, amount: int = 10_000 * YUAN, person: int = 0, until: str = "2026-12-20") -> Actuals:
    """Each customer orders every 91 days for three years, the last time between now and 91 days before `until`."""
    rows = []
    for customer in range(customers):
        last = date.fromisoformat(until) - timedelta(days=customer % 91)
        size = amount * (80 + customer * 37 % 41) // 100
        rows += [(str(last - timedelta(days=91 * k)), person, customer, "bookings", size) for k in range(12)]
    return log(*rows)


def people(*ids: str, unit: str = "C") -> list[Person]:
    return [Person(name, name, unit) for name in ids]


def customers(count: int, owner: str = "a", **more: object) -> tuple[Customer, ...]:
    return tuple(Customer(f"k{at:03d}", f"K{at}", owner=owner, **more) for at in range(count))  # type: ignore[arg-type]


def opportunity(name: str, customer: str, amount: int, **more: object) -> Opportunity:
    owner = str(more.pop("owner", "a"))
    return Opportunity(name, customer, owner, "", amount, **more)  # type: ignore[arg-type]


def supported(book: Book, **years: int) -> Support:
    """Support of a book whose people carry alike the company's `years` by measure, flat over the months."""
    setting = setting_of(book, making.facts(book))
    targets = {}
    for measure, year in years.items():
        cells = np.zeros(len(setting.people) * 12, np.int64)
        at = np.flatnonzero(np.repeat(setting.carries, 12))
        cells[at] = year // len(at)
        cells[at[: year - int(cells.sum())]] += 1
        targets[measure] = cells.reshape(-1, 12)
    return outlook_and_activities(book, setting.who, setting.people, setting.calendar, targets)


def rows_of(support: Support, who: int = 0, measure: str = "bookings") -> dict[str, SupportRow]:
    return {row.stage: row for row in support.support if row.who == who and row.measure.id == measure}


def codes(support: Support) -> set[str]:
    return {finding.code for finding in support.findings}
