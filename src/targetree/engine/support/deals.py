"""What a signing is worth, and a new customer in the first year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..book import Book
from ..grouping import different, sum_by
from ..periods import PlanYear
from ..tree import Tree
from .coverage import up_the_tree
from .orders import EPOCH, YEAR_DAYS, Orders
from .owners import Owners, Seats

Floats = NDArray[np.float64]

FEWEST_NEW = 5
"""New customers on record from which an average is taken."""
TEAM_WEIGHT = 5.0
"""Orders that the team's average counts for against a person's own."""


@dataclass(frozen=True)
class DealSize:
    """By node of the who tree."""

    amount: Floats
    """[nodes] smallest units of a signing; 0 where nothing is known of any."""
    doubt: Floats
    """[nodes] relative variance of that average."""
    count: Floats
    """[nodes] signings or orders behind it, of all below the node together."""
    orders_of_new: float
    """Orders of a new customer in the first year, at least 1."""


def no_deals(who: Tree) -> DealSize:
    nothing = np.zeros(len(who.ids))
    return DealSize(nothing, nothing, nothing, 1.0)


def deal_size(
    book: Book, who: Tree, seated: Seats, owned: Owners, measure: str, orders: Orders | None, year: PlanYear
) -> DealSize:
    """Average signing of each person in the year before, shrunk to the team's and the company's.

    Money over signings where signings are on record; else orders, those of a customer's day being
    one; else the opportunities that were won, or all of them.
    """
    size = len(who.ids)
    money, count = _by_signings(book, seated, measure, year, size)
    if not count.any() and orders is not None and len(orders.amount):
        start = (year.start - EPOCH).days
        recent = orders.day >= start - YEAR_DAYS
        recent = recent if recent.any() else np.ones(len(recent), bool)
        node = owned.node[orders.customer[recent]]
        money = sum_by(node, orders.amount[recent], size)
        count = np.bincount(node, minlength=size).astype(np.float64)
    if not count.any():
        money, count = _by_opportunities(book, seated, size)
    money, count = up_the_tree(who, money), up_the_tree(who, count)
    if count[0] <= 0 or money[0] <= 0:
        return no_deals(who)
    money = np.maximum(money, 0.0)
    amount, prior = np.zeros(size), np.zeros(size)
    amount[0] = prior[0] = money[0] / count[0]
    for nodes in who.levels[1:]:
        above = who.parent[nodes]
        # The parent's average without the node's own orders, so that nothing counts twice.
        others = np.maximum(money[above] - money[nodes], 0.0) + TEAM_WEIGHT * prior[above]
        prior[nodes] = others / (count[above] - count[nodes] + TEAM_WEIGHT)
        amount[nodes] = (money[nodes] + TEAM_WEIGHT * prior[nodes]) / (count[nodes] + TEAM_WEIGHT)
    return DealSize(amount, 1.0 / (count + TEAM_WEIGHT), count, _orders_of_new(orders))


def _by_signings(book: Book, seated: Seats, measure: str, year: PlanYear, size: int) -> tuple[Floats, Floats]:
    names = [m.id for m in book.measures]
    rows, start = book.actuals, (year.start - EPOCH).days
    if "signings" not in names:
        return np.zeros(size), np.zeros(size)
    recent = (rows.day < start) & (rows.day >= start - YEAR_DAYS) & (rows.person >= 0)

    def total(at: int) -> Floats:
        chosen = np.flatnonzero(recent & (rows.measure == at))
        node = seated.node_of_person[rows.person[chosen]]
        return sum_by(node, rows.amount[chosen].astype(np.float64), size)

    count = np.maximum(total(names.index("signings")), 0.0)
    return (total(names.index(measure)), count) if count.any() else (count, count)


def _by_opportunities(book: Book, seated: Seats, size: int) -> tuple[Floats, Floats]:
    node_of = {person.id: int(seated.node_of_person[at]) for at, person in enumerate(book.people)}
    won = [row for row in book.opportunities if row.outcome == "won" and row.amount > 0]
    rows = won or [row for row in book.opportunities if row.amount > 0]
    node = np.array([node_of.get(row.owner, 0) for row in rows], np.int64)
    amount = np.array([row.amount for row in rows], np.float64)
    return sum_by(node, amount, size), np.bincount(node, minlength=size).astype(np.float64)


def first_year_amount(orders: Orders | None) -> float:
    """What a new customer brought in the first 365 days on average; 0 where fewer than five were watched that long."""
    in_first_year, customers = _of_new(orders)
    if orders is None or customers < FEWEST_NEW:
        return 0.0
    return float(orders.amount[in_first_year].sum()) / customers


def _orders_of_new(orders: Orders | None) -> float:
    in_first_year, customers = _of_new(orders)
    return max(float(in_first_year.sum()) / customers, 1.0) if customers >= FEWEST_NEW else 1.0


def _of_new(orders: Orders | None) -> tuple[NDArray[np.bool_], int]:
    """Orders [n] in the first 365 days of customers who have been watched that long, and how many these customers are;
    only later ones than the first quarter of the record are new, the others may have bought before it began."""
    if orders is None or not len(orders.day):
        return np.zeros(0, bool), 0
    starts = np.flatnonzero(np.diff(orders.customer, prepend=-1))
    first = np.repeat(orders.day[starts], np.diff(np.append(starts, len(orders.day))))
    begin, end = int(orders.day.min()), int(orders.day.max())
    new = (first > begin + (end - begin) // 4) & (first <= end - YEAR_DAYS)
    return new & (orders.day < first + YEAR_DAYS), len(different(orders.customer[new]))
