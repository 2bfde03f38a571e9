"""What the engine expected on a day for the time after it, and what came: person by person."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np

from targetree.books.planned import day_facts_of
from targetree.books.read import read_book
from targetree.engine.book import Book
from targetree.engine.calendar import DayFacts
from targetree.engine.periods import MONTHS, PlanYear
from targetree.engine.result import CustomerOutlooks
from targetree.engine.setting import setting_of
from targetree.engine.support.coverage import Entries, cover
from targetree.engine.support.ranges import SharedError, range_of
from targetree.engine.support.support import outlook_and_activities
from targetree.engine.tree import Tree

from .company import Company, Sale, a_year_before, write_book

SHORTEST_RECORD = 365
"""Days on record from which an origin is tried."""


@dataclass(frozen=True)
class Span(PlanYear):
    """A plan year of which only the first days are looked at, because the record ends there."""

    count: int = 365

    @cached_property
    def day_count(self) -> int:
        return self.count


@dataclass(frozen=True, slots=True)
class Person:
    """Smallest units. Customers are those that the person had on the day of the origin, whoever sold to them later."""

    name: str
    expected: int
    low: int
    high: int
    """The 80 % range."""
    came: int
    """From these customers."""
    before: int
    """From these customers in the same months a year before."""
    booked: int
    """All that the person sold, also to customers who were new or another's."""
    booked_before: int
    quota: int | None
    """None where none is on record for the whole span."""


@dataclass(frozen=True)
class Foresight:
    origin: date
    end: date
    """The day after the last one."""
    people: tuple[Person, ...]
    total: Person
    """The company's own range; the other figures are the people's sums."""
    new: int
    """What these people sold to customers without an order before the origin."""

    @property
    def months(self) -> int:
        return (self.end.year - self.origin.year) * 12 + self.end.month - self.origin.month


def origins(company: Company) -> list[tuple[date, date]]:
    """The first days of quarters with a year on record before and a quarter after; up to a year is looked ahead."""
    found = []
    for year in range(company.first.year, company.end.year + 1):
        for month in (1, 4, 7, 10):
            start = date(year, month, 1)
            end = min(start.replace(year=year + 1), company.end.replace(day=1))
            if (start - company.first).days >= SHORTEST_RECORD and (end - start).days >= 89:
                found.append((start, end))
    return found


def foresee(company: Company, origin: date, end: date) -> Foresight:
    """The engine's word of `origin` for the days before `end`. Both are first days of months, at most a year apart."""
    with tempfile.TemporaryDirectory(prefix="targetree-accuracy-") as folder:
        write_book(company, origin, Path(folder))
        read = read_book(Path(folder))
    if read.book is None:
        found = read.findings[0]
        raise ValueError(f"the book of {origin} cannot be read: {found.code} in {found.place.table}")
    facts, _ = day_facts_of(read.book)
    if facts is None:
        raise ValueError(f"the working days of {read.book.company.country} are not known")
    who, outlook = expectations(read.book, facts, (end - origin).days)
    expected, low, high = ranges(who, outlook)
    owner = {
        read.book.customers[customer].id: who.ids[node]
        for customer, node in zip(outlook.customer.tolist(), outlook.who.tolist(), strict=True)
        if customer >= 0
    }
    after = company.between(origin, end)
    before = company.between(a_year_before(origin), a_year_before(end))
    his = _by(lambda sale: owner.get(sale.customer, ""))
    own = _by(lambda sale: sale.person)
    came, came_before, booked, booked_before = his(after), his(before), own(after), own(before)
    stated = _quotas(company, origin, end)
    people = tuple(
        Person(
            name, expected[node], low[node], high[node], came[name], came_before[name], booked[name],
            booked_before[name], stated.get(name, 0) if stated is not None else None,
        )
        for node in who.leaf_nodes.tolist()
        if (name := who.ids[node])
    )  # fmt: skip
    total = Person(
        "", expected[0], low[0], high[0], sum(p.came for p in people), sum(p.before for p in people),
        sum(p.booked for p in people), sum(p.booked_before for p in people),
        sum(p.quota or 0 for p in people) if stated is not None else None,
    )  # fmt: skip
    names = {person.name for person in people}
    new = sum(sale.amount for sale in after if sale.person in names and sale.customer not in owner)
    return Foresight(origin, end, people, total, new)


def expectations(book: Book, facts: DayFacts, days: int) -> tuple[Tree, CustomerOutlooks]:
    """What the customers of `book` can bring in the first `days` of its plan year, as `targetree plan` computes it."""
    setting = setting_of(book, facts)
    year = Span(setting.year.year, setting.year.start, days)
    asked = np.zeros((len(setting.people), MONTHS), np.int64)
    asked[setting.carries] = 1
    calendar = replace(setting.calendar, year=year)
    support = outlook_and_activities(book, setting.who, setting.people, calendar, {"bookings": asked})
    return setting.who, support.outlooks[0]


def ranges(who: Tree, outlook: CustomerOutlooks) -> tuple[list[int], list[int], list[int]]:
    """By node: what all customers together are expected to bring, and the limits of the 80 % range."""
    count = len(outlook.who)
    nothing = np.zeros(count, np.int64)
    entries = Entries(
        nothing, outlook.stage.astype(np.int64), outlook.who.astype(np.int64), nothing, outlook.expected,
        outlook.variance, nothing, np.zeros((count, MONTHS)), SharedError(outlook.common, outlook.person),
    )  # fmt: skip
    covered = cover(who, entries, np.zeros(who.leaf_count, np.int64))
    whole = covered.expected.sum(axis=1)
    low, high = range_of(whole.astype(np.float64), covered.doubt**2)
    return whole.tolist(), np.rint(low).astype(int).tolist(), np.rint(high).astype(int).tolist()


def _by(name: Callable[[Sale], str]) -> Callable[[Iterable[Sale]], defaultdict[str, int]]:
    def summed(sales: Iterable[Sale]) -> defaultdict[str, int]:
        total: defaultdict[str, int] = defaultdict(int)
        for sale in sales:
            total[name(sale)] += sale.amount
        return total

    return summed


def _quotas(company: Company, origin: date, end: date) -> dict[str, int] | None:
    """By person; None unless there is one for each quarter of the span."""
    quarters = ((end.year - origin.year) * 12 + end.month - origin.month) // 3
    inside = [row for row in company.quotas if origin <= row[0] < end]
    if len({day for day, _, _ in inside}) < quarters:
        return None
    total: defaultdict[str, int] = defaultdict(int)
    for _, person, amount in inside:
        total[person] += amount
    return dict(total)
