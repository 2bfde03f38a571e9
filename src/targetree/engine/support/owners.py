"""Who answers for a customer in the plan year."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..book import Book
from ..calendar import WorkCalendar
from ..grouping import sum_by
from ..periods import PlanYear
from ..tree import Tree
from .orders import EPOCH, YEAR_DAYS

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Seats:
    """Where people sit in the who tree."""

    leaf_of_person: Ints
    """[people of the book] leaf, -1 for who is not in the tree or carries nothing in the plan year."""
    node_of_person: Ints
    """[people of the book] node of that leaf, else of the unit."""
    carrying: NDArray[np.bool_]
    """[P] by leaf."""


@dataclass(frozen=True)
class Owners:
    """By customer, [C]."""

    leaf: Ints
    """The person's leaf; -1 where no person has the customer."""
    node: Ints
    """The person's node, or the unit's (0, the company, where nothing is known)."""


def seats(book: Book, who: Tree, people: NDArray[np.int32], calendar: WorkCalendar) -> Seats:
    """`people` [P] is the index into `book.people` of each leaf."""
    leaf = np.full(len(book.people) + 1, -1, np.int64)
    leaf[people] = np.arange(len(people))
    at_work = calendar.days_in_month.sum(axis=1)[calendar.person_class] > 0
    carries = np.array([person.carries and person.capacity > 0 for person in book.people] + [False])
    carries[people] &= at_work
    units = [who.index.get(person.unit, 0) for person in book.people]
    node = np.array([*units, 0], np.int64)
    active = carries & (leaf >= 0)
    node[active] = who.leaf_nodes[leaf[active]]
    carrying = np.zeros(len(people), bool)
    carrying[leaf[active]] = True
    return Seats(np.where(active, leaf, -1)[:-1], node[:-1], carrying)


def owners(book: Book, who: Tree, seated: Seats, year: PlanYear) -> Owners:
    """The stated owner; without one the person of the log, then of opportunities and receivables.

    A leaver's customers, and those of somebody who carries no target, belong to the unit.
    """
    person_at = {person.id: at for at, person in enumerate(book.people)}
    size = len(book.customers)
    person = np.array([person_at.get(customer.owner, -1) for customer in book.customers], np.int64)
    unit = np.array([who.index.get(c.owner, -1) if c.owner else -1 for c in book.customers], np.int64)
    open_ones = (person < 0) & (unit < 0)
    if open_ones.any():
        logged = _person_of_log(book, year, open_ones)
        person[open_ones] = logged[open_ones]
        index = {book.customers[at].id: at for at in np.flatnonzero((person < 0) & (unit < 0)).tolist()}
        claims = [(row.customer, -row.amount, row.owner) for row in book.opportunities]
        claims += [(row.customer, -row.amount, row.owner) for row in book.receivables]
        for customer_id, _, name in sorted(claims):
            at = index.get(customer_id, -1)
            if at >= 0 and person[at] < 0 and name in person_at:
                person[at] = person_at[name]
    known = person >= 0
    node = np.where(unit >= 0, unit, 0)
    node[known] = seated.node_of_person[person[known]]
    leaf = np.full(size, -1, np.int64)
    leaf[known] = seated.leaf_of_person[person[known]]
    return Owners(leaf, node)


def _person_of_log(book: Book, year: PlanYear, wanted: NDArray[np.bool_]) -> Ints:
    """[C] the person who sold most to a `wanted` [C] customer; -1 for none.

    Rows of the last year count a thousandfold.
    """
    rows = book.actuals
    start = (year.start - EPOCH).days
    chosen = np.flatnonzero((rows.day < start) & np.append(wanted, False)[rows.customer] & (rows.person >= 0))
    result = np.full(len(wanted), -1, np.int64)
    if not len(chosen):
        return result
    count = len(book.people)
    key = rows.customer[chosen].astype(np.int64) * count + rows.person[chosen]
    weight = np.abs(rows.amount[chosen]) * np.where(rows.day[chosen] >= start - YEAR_DAYS, 1.0, 0.001)
    pairs, which = np.unique(key, return_inverse=True)
    total = np.bincount(which, weights=weight)
    rank = np.array([p.id for p in book.people]).argsort(kind="stable").argsort(kind="stable")
    best = np.lexsort((-rank[pairs % count], total, pairs // count))
    result[pairs[best] // count] = pairs[best] % count  # the last of each customer's rows stays
    return result


def shared_out(who: Tree, seated: Seats, owned: Owners, expected: Floats, year_targets: Floats) -> tuple[Owners, Ints]:
    """Customers that only a unit has, given to its people: each to the one whose target rests on least.

    `expected` [C], `year_targets` [P]; customers stand in the order of their ids, which settles
    ties. Who is expected to bring nothing stays with the unit. Second: the customers that were given, [g].
    """
    pending = np.flatnonzero((owned.leaf < 0) & (expected > 0))
    if not len(pending) or not seated.carrying.any():
        return owned, np.zeros(0, np.int64)
    manned = who.roll_up(seated.carrying.astype(np.int64)) > 0
    pending = pending[np.argsort(-expected[pending], kind="stable")]
    has = owned.leaf >= 0
    load = sum_by(owned.leaf[has], expected[has], who.leaf_count)
    weight = np.where(year_targets > 0, year_targets, 0.0)
    leaf, node = owned.leaf.copy(), owned.node.copy()
    by_unit: dict[int, list[int]] = {}
    for at in pending.tolist():
        by_unit.setdefault(next(n for n in who.path(int(owned.node[at])) if manned[n]), []).append(at)
    for unit in sorted(by_unit, reverse=True):  # the narrowest units first: a parent's node comes before its children's
        leaves = np.arange(who.leaf_start[unit], who.leaf_stop[unit])
        leaves = leaves[seated.carrying[leaves]]
        if (weight[leaves] > 0).any():
            leaves = leaves[weight[leaves] > 0]
        scale = weight[leaves] if weight[leaves].all() else np.ones(len(leaves))
        heap = [(load[at] / by, at, by) for at, by in zip(leaves.tolist(), scale.tolist(), strict=True)]
        heapq.heapify(heap)
        for at in by_unit[unit]:
            cover, taker, by = heap[0]
            heapq.heapreplace(heap, (cover + expected[at] / by, taker, by))
            leaf[at], node[at] = taker, who.leaf_nodes[taker]
            load[taker] += expected[at]
    return Owners(leaf, node), pending
