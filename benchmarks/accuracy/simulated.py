"""Companies made up by the models' own assumptions: what a right formula must foresee, with nothing else in the way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from targetree.engine.support.buying_again import buying_again, shared_error
from targetree.engine.support.customer_base import expected_orders, fit_customer_base
from targetree.engine.support.orders import Orders, order_book, sold_between, tame
from targetree.engine.support.ranges import range_of

from . import scores
from .markdown import percent, signed, table

Floats = NDArray[np.float64]

CUSTOMERS, SELLERS = 200, 10
YEARS = 3
YEAR = 365
USUAL_ORDER = 1_000_000
"""Cents."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a company's customers buy."""

    name: str
    regular: int
    """Erlang parameter of the times between orders: 1 is chance, 8 nearly by the calendar."""
    uneven: bool = False
    """Many small customers and a few very large ones."""


KINDS = (
    Kind("by chance", 1), Kind("fairly regular", 4), Kind("by the calendar", 8),
    Kind("fairly regular, sizes very uneven", 4, uneven=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Year:
    """The year foreseen of one company; relative errors, people's and the company's actuals in the range or not."""

    orders: float
    amount: float
    company: bool
    people: float
    """Share of the sellers."""
    width: float
    """Of the company's range, against what was expected."""


def made_up(kind: Kind, seed: int) -> Orders:
    """Four years of 200 customers: four orders a year on average, one in thirteen times the last one."""
    rng = np.random.default_rng(seed)
    rows: list[tuple[int, int, float]] = []
    for customer in range(CUSTOMERS):
        rate = rng.gamma(4, 1 / 360) * kind.regular
        usual = rng.lognormal(0, 1.6) if kind.uneven else 3 / rng.gamma(4)
        leaves, day = rng.beta(1, 12), rng.uniform(0, 500)
        while day < (YEARS + 1) * YEAR:
            rows.append((customer, int(day), max(rng.gamma(2, usual / 2), 1e-4) * USUAL_ORDER))
            if rng.random() < leaves:
                break
            day += rng.gamma(kind.regular, 1 / rate) + 1
    customers, days, amounts = (np.array(column) for column in zip(*rows, strict=True))
    return Orders(customers.astype(np.int64), days.astype(np.int64), amounts.astype(np.float64))


def foreseen(orders: Orders) -> Year:
    """The last year of four, from the three before."""
    until, end = YEARS * YEAR, (YEARS + 1) * YEAR
    early = orders.day < until
    usual, _ = tame(Orders(orders.customer[early], orders.day[early], orders.amount[early]), until)
    book = order_book(usual, until)
    seller = np.arange(CUSTOMERS) % SELLERS
    again, doubt = buying_again(book, 0, YEAR, np.full(len(book.customer), np.nan)), shared_error(usual, until, seller)
    base = fit_customer_base(book.repeats)
    if base is None:
        raise ValueError("the customer base cannot be fitted")
    later = (orders.day >= until) & np.isin(orders.customer, book.customer)
    came = sold_between(orders, until, end, CUSTOMERS)[book.customer]
    own = seller[book.customer]
    expected, actual, variance = (
        np.bincount(own, weights=values, minlength=SELLERS)
        for values in (again.expected, came, again.variance * doubt.customer)
    )
    variance = np.asarray(variance + (doubt.person * expected) ** 2, np.float64)
    whole, real = float(expected.sum()), float(actual.sum())
    low, high = range_of(np.array([whole]), np.array([variance.sum() + (doubt.common * whole) ** 2]))
    lows, highs = range_of(expected.astype(np.float64), variance + (doubt.common * expected) ** 2)
    return Year(
        scores.error(float(expected_orders(base, book.repeats, YEAR).sum()), float(later.sum())),
        scores.error(whole, real),
        bool(low[0] <= real <= high[0]),
        float(((lows <= actual) & (actual <= highs)).mean()),
        float(high[0] - low[0]) / whole,
    )


def kinds(companies: int = 60) -> str:
    """The means over so many companies of each kind."""
    rows = []
    for kind in KINDS:
        years = [foreseen(made_up(kind, seed)) for seed in range(companies)]
        rows.append([
            kind.name, signed(scores.mean([one.orders for one in years])),
            signed(scores.mean([one.amount for one in years])), percent(scores.mean([one.company for one in years])),
            percent(scores.mean([one.people for one in years])), percent(scores.mean([one.width for one in years])),
        ])  # fmt: skip
    heads = ["customers buy", "orders: error", "amount: error", "companies in range", "people in range", "width"]
    return table(heads, rows)
