"""What people are shared by (M5): history, potential, capacity, equal or stated weights; and their mix of products.

Every basis gives a full-year strength; time in service, ramp and leave turn it into this year's share
(`service`). Weights are made at people and summed up the tree.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from ..book import Book, Person
from ..calendar import WorkCalendar
from ..periods import MONTHS
from ..tree import Tree
from .history import History, last_twelve_months

_UNIT_MIX_WEIGHT = 0.25
"""How much of an average colleague's history the unit's product mix counts in a person's own."""
_DEFAULT_ODDS = 0.3
"""Odds of an open opportunity that states none, where people are shared by potential."""


@dataclass(frozen=True)
class Strength:
    """Full-year strength of P people."""

    value: NDArray[np.float64]
    """[P] >= 0; 0 only for those who carry nothing."""
    thin: NDArray[np.bool_]
    """[P] carriers without a record of their own: they got the median of a unit above."""


def history_strength(
    book: Book, history: History, who: Tree, people: NDArray[np.int32], carries: NDArray[np.bool_]
) -> Strength:
    """Sales of the last 12 months x capacity; annualised for those who joined within them, but not inherited customers.

    What belongs to a unit (leavers' and managers' sales) is spread over its people in proportion.
    """
    first, end = last_twelve_months(history.year)
    recent = history.recent
    leaf_of = np.full(len(who.ids), -1, np.int64)
    leaf_of[who.leaf_nodes] = np.arange(who.leaf_count)
    leaf = leaf_of[recent.node]
    own = leaf >= 0
    stretch = np.array([_annualised(book.people[p], first, end) for p in people])
    capacity = np.array([book.people[p].capacity for p in people])
    factor = np.where(recent.before_joining[own], 1.0, stretch[leaf[own]])
    sold = np.bincount(leaf[own], recent.amount[own] * factor, minlength=who.leaf_count)
    value = np.where(carries, np.maximum(sold, 0.0) * capacity, 0.0)
    unit_sales = np.bincount(recent.node[~own], recent.amount[~own], len(who.ids))
    for node in reversed(np.flatnonzero(unit_sales > 0).tolist()):
        leaves = who.leaves(node)
        total = value[leaves].sum()
        if total > 0:
            value[leaves] *= 1 + unit_sales[node] / total
    return with_medians(value, capacity, who, carries)


def _annualised(person: Person, first: date, end: date) -> float:
    """Twelve months over the part of them that the person was there."""
    if person.start_date is None or person.start_date <= first or person.start_date >= end:
        return 1.0
    return (end - first).days / (end - person.start_date).days


def potential_strength(book: Book, who: Tree, people: NDArray[np.int32], carries: NDArray[np.bool_]) -> Strength:
    """Customers' expected amounts and open opportunities by their odds."""
    leaf_of = {book.people[p].id: leaf for leaf, p in enumerate(people)}
    owner = {c.id: c.owner for c in book.customers}
    value = np.zeros(len(people))
    for customer in book.customers:
        if customer.owner in leaf_of and customer.expected_amount:
            value[leaf_of[customer.owner]] += customer.expected_amount
    for chance in book.opportunities:
        who_id = chance.owner or owner.get(chance.customer, "")
        if not chance.outcome and who_id in leaf_of:
            odds = _DEFAULT_ODDS if chance.win_probability is None else chance.win_probability
            value[leaf_of[who_id]] += chance.amount * odds
    capacity = np.array([book.people[p].capacity for p in people])
    return with_medians(np.where(carries, value, 0.0), capacity, who, carries)


def stated_strength(book: Book, who: Tree, people: NDArray[np.int32], carries: NDArray[np.bool_]) -> Strength:
    """Stated weights; who has none gets the median of a unit above."""
    weights = np.array([book.people[p].weight or 0.0 for p in people])
    unstated = np.array([book.people[p].weight is None for p in people])
    filled = with_medians(np.where(carries, weights, 0.0), np.ones(len(people)), who, carries)
    value = np.where(carries & ~unstated, weights, filled.value)
    return Strength(value, filled.thin & unstated)


def capacity_strength(book: Book, people: NDArray[np.int32], carries: NDArray[np.bool_]) -> Strength:
    capacity = np.array([book.people[p].capacity for p in people])
    return Strength(np.where(carries, capacity, 0.0), np.zeros(len(people), bool))


def equal_strength(carries: NDArray[np.bool_]) -> Strength:
    return Strength(carries.astype(float), np.zeros(len(carries), bool))


def with_medians(
    value: NDArray[np.float64], capacity: NDArray[np.float64], who: Tree, carries: NDArray[np.bool_]
) -> Strength:
    """Carriers without strength get the median per capacity of the nearest unit above that has one x their capacity."""
    known = carries & (value > 0) & (capacity > 0)
    thin = carries & ~known
    if not known.any():
        return Strength(np.where(carries, capacity, 0.0), thin)
    value = value.copy()
    per_capacity = value / np.where(capacity > 0, capacity, 1.0)
    medians: dict[int, float | None] = {}
    for leaf in np.flatnonzero(thin).tolist():
        for node in who.path(int(who.leaf_nodes[leaf]))[1:]:
            if node not in medians:
                leaves = who.leaves(node)
                found = per_capacity[leaves][known[leaves]]
                medians[node] = float(np.median(found)) if len(found) else None
            median = medians[node]
            if median is not None:
                value[leaf] = median * capacity[leaf]
                break
    return Strength(value, thin)


def month_weights(
    calendar: WorkCalendar, book: Book, people: NDArray[np.int32], carries: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """[P, 12] working days of each person x ramp; 0 where the person does not work or carries nothing."""
    weights = calendar.days_in_month[calendar.person_class].astype(float)
    weights[~carries] = 0.0
    year = calendar.year
    for leaf, at in enumerate(people.tolist()):
        person = book.people[at]
        if person.ramp and person.start_date:
            joined = person.start_date.year * 12 + person.start_date.month
            first = year.start.year * 12 + year.start.month
            for month in range(MONTHS):
                served = first + month - joined
                if 0 <= served < len(person.ramp):
                    weights[leaf, month] *= person.ramp[served]
    return weights


def service(
    weights: NDArray[np.float64], full_days: NDArray[np.int64], rates: NDArray[np.float64]
) -> NDArray[np.float64]:
    """[P] share of a full year, seasons counted: weights [P, 12], the company's working days [12], rates [12]."""
    part: NDArray[np.float64] = (weights @ rates) / max(float(full_days @ rates), 1e-300)
    return part


def product_mix(history: History, who: Tree, what: Tree, carries: NDArray[np.bool_]) -> NDArray[np.float64]:
    """[P, K] each person's shares of the leaf products over the last 12 months, shrunk to the unit's, rows sum to 1.

    A unit's mix is shrunk in the same way to that of the unit above. All zero where nothing was sold of any product.
    """
    recent, count = history.recent, what.leaf_count
    named = recent.product >= 0
    flat = recent.node[named].astype(np.int64) * count + recent.product[named]
    sold = np.bincount(flat, recent.amount[named], len(who.ids) * count)
    sums: NDArray[np.float64] = np.maximum(sold.reshape(-1, count), 0.0)
    _add_categories(recent, what, sums)
    heads = np.zeros(len(who.ids))
    heads[who.leaf_nodes[carries]] = 1.0
    for nodes in reversed(who.levels[1:]):
        np.add.at(sums, who.parent[nodes], sums[nodes])
        np.add.at(heads, who.parent[nodes], heads[nodes])
    mix: NDArray[np.float64] = np.zeros(sums.shape)
    if sums[0].sum() <= 0:
        return np.zeros((who.leaf_count, count))
    mix[0] = sums[0] / sums[0].sum()
    for nodes in who.levels[1:]:
        above = who.parent[nodes]
        prior = _UNIT_MIX_WEIGHT * sums[above].sum(axis=1) / np.maximum(heads[above], 1.0) + 1.0
        mixed = sums[nodes] + prior[:, None] * mix[above]
        mix[nodes] = mixed / mixed.sum(axis=1, keepdims=True)
    of_people: NDArray[np.float64] = mix[who.leaf_nodes]
    return of_people


def _add_categories(recent: History, what: Tree, sums: NDArray[np.float64]) -> None:
    """What was sold of a category without naming the product, added to `sums` [nodes of who, K].

    It is spread as the company sold the category's products, alike where it sold none.
    """
    overall = sums.sum(axis=0)
    for code in np.unique(recent.product[recent.product < -1])[::-1].tolist():
        rows = recent.product == code
        sold = np.maximum(np.bincount(recent.node[rows], recent.amount[rows], len(sums)), 0.0)
        leaves = what.leaves(-1 - code)
        parts = overall[leaves] if overall[leaves].any() else np.ones(leaves.stop - leaves.start)
        sums[:, leaves] += sold[:, None] * (parts / parts.sum())
