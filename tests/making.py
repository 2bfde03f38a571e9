"""Small books for tests, in a few words."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import numpy as np

from targetree.engine.book import Actuals, Book, Company, Measure, Person, Product, Target, Unit
from targetree.engine.calendar import DayFacts
from targetree.engine.periods import PlanYear
from targetree.facts.measures import BUILT_IN

ROOT = "C"


def company(**settings: object) -> Company:
    return Company("Test", 2027, date(2027, 1, 1), **settings)  # type: ignore[arg-type]


def units(*rows: tuple[str, str], **over: str) -> tuple[Unit, ...]:
    """(id, parent) pairs under the root C; `over` gives over-assignments by id."""
    return tuple(
        Unit(i, i, parent, over_assign=Fraction(over.get(i, "1")), row=2 + n)
        for n, (i, parent) in enumerate(((ROOT, ""), *rows))
    )


def target(who: str, when: str, amount: int, what: str = "", measure: str = "bookings", **more: object) -> Target:
    first, count = PlanYear(2027, date(2027, 1, 1)).period(when) or (0, 0)
    return Target(measure, who, what, first, count, amount, **more)  # type: ignore[arg-type]


def book(
    people: list[Person],
    targets: list[Target],
    some_units: tuple[Unit, ...] | None = None,
    products: tuple[Product, ...] = (),
    measures: tuple[Measure, ...] = BUILT_IN,
    **more: object,
) -> Book:
    settings = more.pop("settings", {})
    numbered = tuple(
        Target(t.measure, t.who, t.what, t.first_month, t.month_count, t.amount, t.hold, t.reason, row=n + 2)
        for n, t in enumerate(targets)
    )
    return Book(
        company(**settings), some_units or units(), tuple(people), numbered, measures, products, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def weekdays(year: PlanYear, years_before: int = 3) -> DayFacts:
    """Monday to Friday, no holidays."""
    start = date(year.start.year - years_before, year.start.month, 1)
    count = (year.end - start).days
    return DayFacts(start, np.array([(start + timedelta(days=k)).weekday() < 5 for k in range(count)]))


def facts(of: Book) -> DayFacts:
    return weekdays(PlanYear(of.company.plan_year, of.company.year_start))


def orders(of: list[tuple[date, int, int]], measure: int = 0, product: int = -1) -> Actuals:
    """(date, index of person, amount) rows."""
    n = len(of)
    return Actuals(
        np.array([(d - date(1970, 1, 1)).days for d, _, _ in of], np.int32),
        np.array([p for _, p, _ in of], np.int32),
        np.full(n, -1, np.int32),
        np.full(n, product, np.int32),
        np.full(n, measure, np.int16),
        np.array([a for _, _, a in of], np.int64),
    )
