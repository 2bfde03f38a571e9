"""What was sold, by whom and of what: the order log attributed to today's people, units and products."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..book import Book, Person
from ..periods import PlanYear
from ..tree import Tree

EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class History:
    """One measure's rows before the plan year, n of them, each given to a person or a unit that is there now."""

    day: NDArray[np.int32]
    """[n] days since 1970-01-01."""
    node: NDArray[np.int32]
    """[n] node of the who tree: a carrying person's leaf node, or a unit for what leavers and managers sold."""
    product: NDArray[np.int32]
    """[n] leaf of the what tree; -1 - node where the row names a category, so -1 where it names nothing."""
    amount: NDArray[np.int64]
    before_joining: NDArray[np.bool_]
    """[n] rows of customers that were bought before their present owner joined: inherited, not to be annualised."""
    year: PlanYear
    """The plan year before which it lies."""

    @cached_property
    def recent(self) -> History:
        """The rows of the last twelve months."""
        first, _ = last_twelve_months(self.year)
        rows = np.flatnonzero(self.day >= (first - EPOCH).days)
        day, node, product, amount = self.day[rows], self.node[rows], self.product[rows], self.amount[rows]
        return History(day, node, product, amount, self.before_joining[rows], self.year)

    def __len__(self) -> int:
        return len(self.day)


def measure_history(
    book: Book, measure: int, year: PlanYear, who: Tree, what: Tree, carriers: Mapping[str, int]
) -> History:
    """Rows of `measure` (index into book.measures) before the plan year.

    `carriers`: id -> node of the people who carry a target in the plan year. A customer's rows follow
    the present owner; without customer, the person; those of a leaver or of somebody who carries
    nothing, the unit (the nearest above with anybody in it).
    """
    rows = book.actuals
    chosen = _where((rows.measure == measure) & (rows.day < (year.start - EPOCH).days))
    seats = np.array([*_seats(book, who, carriers), 0], np.int32)
    person_at = {p.id: at for at, p in enumerate(book.people)}
    owner = np.array([person_at.get(c.owner, -1) for c in book.customers] + [-1], np.int32)
    leaf_of = {name: leaf for leaf, name in enumerate(what.ids[n] for n in what.leaf_nodes)}
    known = [leaf_of.get(p.id, -1 - what.index.get(p.id, 0)) for p in book.products]
    product_leaf = np.array([*known, -1], np.int32)
    customer, day = rows.customer[chosen], rows.day[chosen]
    responsible = owner[customer]
    responsible = np.where(responsible >= 0, responsible, rows.person[chosen])
    inherited = _inherited(customer, day, _joined(book.people)[responsible], len(book.customers))
    return History(day, seats[responsible], product_leaf[rows.product[chosen]], rows.amount[chosen], inherited, year)


def _where(flags: NDArray[np.bool_]) -> slice | NDArray[np.int64]:
    """All rows as a slice, which copies nothing, where every flag is set."""
    return slice(None) if flags.all() else np.flatnonzero(flags)


def _inherited(
    customer: NDArray[np.int32], day: NDArray[np.int32], joined: NDArray[np.int32], customers: int
) -> NDArray[np.bool_]:
    """[n] rows of customers whose first row is before the day on which the one responsible joined [n]."""
    inherited = np.zeros(len(day), bool)
    concerned = np.zeros(customers + 1, bool)
    concerned[customer[joined > day.min(initial=np.iinfo(np.int32).max)]] = True
    concerned[-1] = False
    rows = np.flatnonzero(concerned[customer])
    first = np.full(customers, np.iinfo(np.int32).max, np.int32)
    np.minimum.at(first, customer[rows], day[rows])  # of one type, or it takes ten times as long
    inherited[rows] = first[customer[rows]] < joined[rows]
    return inherited


def _joined(people: Sequence[Person]) -> NDArray[np.int32]:
    """[people + 1] the day of joining; long ago where it is not known, and for rows without person."""
    long_ago = np.iinfo(np.int32).min
    start = date.toordinal(EPOCH)
    days = [long_ago if p.start_date is None else p.start_date.toordinal() - start for p in people]
    return np.array([*days, long_ago], np.int32)


def _seats(book: Book, who: Tree, carriers: Mapping[str, int]) -> list[int]:
    """For every person their own node, or the nearest unit above that has carriers."""
    flags = np.zeros(who.leaf_count, np.int64)
    flags[who.leaf_start[list(carriers.values())]] = 1
    manned = who.roll_up(flags) > 0
    return [
        carriers[p.id] if p.id in carriers else next((n for n in who.path(who.index[p.unit]) if manned[n]), 0)
        for p in book.people
    ]


def last_twelve_months(year: PlanYear) -> tuple[date, date]:
    """First day, and the day after the last, of the twelve months before the plan year."""
    start = year.start
    return date(start.year - 1, start.month, 1), start
