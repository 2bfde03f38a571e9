"""What was sold, by whom and of what: the order log attributed to today's people, units and products."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from .book import Book, Person
from .periods import PlanYear
from .tree import Tree

EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class History:
    """One measure's rows before the plan year, n of them, each given to a person or a unit that is there now."""

    day: NDArray[np.int32]
    """[n] days since 1970-01-01."""
    node: NDArray[np.int32]
    """[n] node of the who tree: a carrying person's leaf node, or a unit for what leavers and managers sold."""
    product: NDArray[np.int32]
    """[n] leaf of the what tree, -1 where the row names none (or a category)."""
    amount: NDArray[np.int64]
    before_joining: NDArray[np.bool_]
    """[n] rows of customers that were bought before their present owner joined: inherited, not to be annualised."""

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
    start = (year.start - EPOCH).days
    chosen = np.flatnonzero((rows.measure == measure) & (rows.day < start))
    person_node = np.array([*_seats(book, who, carriers), 0], np.int32)
    person_at = {p.id: at for at, p in enumerate(book.people)}
    owner = np.array([person_at.get(c.owner, -1) for c in book.customers] + [-1], np.int32)
    leaf_of = {name: leaf for leaf, name in enumerate(what.ids[n] for n in what.leaf_nodes)}
    product_leaf = np.array([leaf_of.get(p.id, -1) for p in book.products] + [-1], np.int32)
    customer = rows.customer[chosen]
    responsible = np.where(owner[customer] >= 0, owner[customer], rows.person[chosen])
    day = rows.day[chosen]
    joined = np.array([_joined(p) for p in book.people] + [-(2**31)], np.int64)
    first_bought = np.full(len(book.customers) + 1, 2**31 - 1, np.int64)
    np.minimum.at(first_bought, customer, day)
    first_bought[-1] = 2**31 - 1
    inherited = first_bought[customer] < joined[responsible]
    return History(day, person_node[responsible], product_leaf[rows.product[chosen]], rows.amount[chosen], inherited)


def _joined(person: Person) -> int:
    return (person.start_date - EPOCH).days if person.start_date else -(2**31)


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
