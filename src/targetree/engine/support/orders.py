"""The order log as the customer models need it: one line a customer, orders of a day as one order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from ..book import Actuals
from ..grouping import different, sum_by
from .customer_base import Repeats

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

EPOCH = date(1970, 1, 1)
YEAR_DAYS = 365
TIMES_USUAL = 10.0
"""An order this many times the customer's median order is exceptional …"""
TIMES_USUAL_OF_ALL = 50.0
"""… or, of a customer with fewer than three orders, this many times the median order of all …"""
SHARE_OF_YEAR = 0.02
"""… if it also makes this share of a year's sales: below that it cannot mislead anyone."""


@dataclass(frozen=True)
class Orders:
    """Orders of one measure, n of them by customer and day; a day whose refunds outweigh its orders is none."""

    customer: Ints
    """[n] ascending."""
    day: Ints
    """[n] days since 1970-01-01, ascending within a customer."""
    amount: Floats
    """[n] smallest units; refunds of other days are taken off the customer's last order before them."""


@dataclass(frozen=True, slots=True)
class ExceptionalOrder:
    customer: int
    day: int
    amount: float
    counted: float
    """What of it is taken for usual."""


@dataclass(frozen=True)
class OrderBook:
    """Customers who have ordered until the day `until`, k of them."""

    until: int
    first_day: int
    customer: Ints
    """[k] index into `Book.customers`, ascending."""
    repeats: Repeats
    orders: Floats
    """[k] number of orders."""
    mean: Floats
    """[k] amount of an order."""
    square: Floats
    """[k] mean squared amount of an order."""
    last_year: Floats
    """[k] amount of the last 365 days."""
    last_year_orders: Floats
    last_day: Ints


def read_orders(actuals: Actuals, measure: int, before: int) -> Orders:
    """Orders of `measure` (index into `Book.measures`) of named customers until the day `before`, excluded."""
    rows = np.flatnonzero((actuals.measure == measure) & (actuals.day < before) & (actuals.customer >= 0))
    if not len(rows):
        return Orders(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    day = actuals.day[rows].astype(np.int64)
    origin, span = int(day.min()), int(day.max() - day.min()) + 1
    key = actuals.customer[rows].astype(np.int64) * span + (day - origin)
    order = np.argsort(key)
    key = key[order]
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    amount = np.add.reduceat(actuals.amount[rows][order], starts).astype(np.float64)
    customer, day = key[starts] // span, key[starts] % span + origin
    is_order = amount > 0
    # A refund belongs to the orders before it; what has none before it is dropped.
    before_it = np.maximum.accumulate(np.where(is_order, np.arange(len(amount)), -1))
    refund = np.flatnonzero(~is_order & (before_it >= 0))
    refund = refund[customer[before_it[refund]] == customer[refund]]
    np.add.at(amount, before_it[refund], amount[refund])
    kept = is_order & (amount > 0)
    return Orders(customer[kept], day[kept], amount[kept])


def tame(orders: Orders, until: int) -> tuple[Orders, list[ExceptionalOrder]]:
    """The orders with exceptional ones cut down to what is usual, and those that were, largest first.

    A customer who ordered once by the lorry must not be expected to do it every year.
    """
    if not len(orders.amount):
        return orders, []
    span = max(until - int(orders.day.min()), YEAR_DAYS)
    large = orders.amount > SHARE_OF_YEAR * float(orders.amount.sum()) * YEAR_DAYS / span
    of_all = float(np.median(orders.amount)) if large.any() else 0.0
    cap = np.full(len(orders.amount), np.inf)
    for customer in different(orders.customer[large]).tolist():
        own = slice(*np.searchsorted(orders.customer, (customer, customer + 1)).tolist())
        count = own.stop - own.start
        usual = np.sort(orders.amount[own])[(count - 1) // 2]
        cap[own] = TIMES_USUAL * usual if count >= 3 else TIMES_USUAL_OF_ALL * of_all
    cut = np.flatnonzero(large & (orders.amount > cap))
    found = [
        ExceptionalOrder(int(orders.customer[at]), int(orders.day[at]), float(orders.amount[at]), float(cap[at]))
        for at in cut.tolist()
    ]
    found.sort(key=lambda order: (-order.amount, order.customer, order.day))
    amount = orders.amount.copy()
    amount[cut] = cap[cut]
    return Orders(orders.customer, orders.day, amount), found


def order_book(orders: Orders, until: int) -> OrderBook:
    """What is known of every customer with an order before the day `until`."""
    seen = orders.day < until
    customer, day, amount = orders.customer[seen], orders.day[seen], orders.amount[seen]
    starts, which = _groups(customer)
    size = len(starts)
    count = np.bincount(which, minlength=size).astype(np.float64)
    first = day[starts]
    last = day[np.append(starts[1:], len(day)) - 1] if size else first
    gap = np.diff(day, prepend=0).astype(np.float64)
    gap[starts] = 1.0
    recent = day >= until - YEAR_DAYS
    repeats = Repeats(
        count - 1,
        (last - first).astype(np.float64),
        (until - first).astype(np.float64),
        sum_by(which, np.log(gap), size),
    )
    return OrderBook(
        until,
        int(first.min()) if size else until,
        customer[starts],
        repeats,
        count,
        sum_by(which, amount, size) / np.maximum(count, 1),
        sum_by(which, amount**2, size) / np.maximum(count, 1),
        sum_by(which[recent], amount[recent], size),
        np.bincount(which[recent], minlength=size).astype(np.float64),
        last,
    )


def sold_between(orders: Orders, first: int, before: int, size: int) -> Floats:
    """[size] amount of each customer from the day `first` to the day before `before`."""
    inside = (orders.day >= first) & (orders.day < before)
    return sum_by(orders.customer[inside], orders.amount[inside], size)


def _groups(customer: Ints) -> tuple[Ints, Ints]:
    """First row of each customer, and for each row which of them it is."""
    new = np.ones(len(customer), bool)
    new[1:] = customer[1:] != customer[:-1]
    return np.flatnonzero(new), np.cumsum(new) - 1
