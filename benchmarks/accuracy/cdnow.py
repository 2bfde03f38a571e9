"""Customers one by one: CDNOW's first-time buyers of early 1997, 39 weeks to learn from and 39 weeks to foresee.

P. Fader, B. Hardie, K. L. Lee (2005) published the fit of BG/NBD to them; the orders themselves are published as a log.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from targetree.engine.support.buying_again import buying_again
from targetree.engine.support.customer_base import CustomerBase, Repeats, expected_orders, fit_customer_base
from targetree.engine.support.order_value import GammaGamma, fit_gamma_gamma
from targetree.engine.support.orders import EPOCH, Orders, order_book, sold_between, tame
from targetree.engine.support.ranges import range_of

Floats = NDArray[np.float64]

LEARNT_UNTIL, KNOWN_UNTIL = date(1997, 10, 1), date(1998, 7, 1)
WEEKS = 39
MOST = 7
"""Customers who came back so often or more are one group."""
PUBLISHED = CustomerBase(r=0.243, alpha=4.414, a=0.793, b=2.426, log_likelihood=-9582.4)
PUBLISHED_SPEND = GammaGamma(p=6.25, q=3.74, gamma=15.44)
PUBLISHED_CUSTOMERS = (1411, 439, 214, 100, 62, 38, 29, 64)
PUBLISHED_ORDERS = (334, 306, 298, 156, 157, 112, 112, 407)
"""Of the second half, by group, as counted in the published log."""
CENTS = 100


@dataclass(frozen=True)
class Cohort:
    """n customers."""

    known: Repeats
    """In weeks."""
    spend: Floats
    """[n] mean repeat order in dollars; 0 without one."""
    later: Floats | None = None
    """[n] orders of the second half; only a log tells."""
    log: Orders | None = None
    """In cents."""

    @property
    def group(self) -> NDArray[np.int64]:
        return np.minimum(self.known.x, MOST).astype(np.int64)


@dataclass(frozen=True)
class Orders39:
    """Repeat orders of the second half, [n] and by group."""

    base: CustomerBase
    expected: Floats
    expected_of_group: Floats
    came_of_group: Floats
    customers: Floats
    as_before: Floats
    """[n] if everybody went on as in the first half."""


@dataclass(frozen=True)
class Money:
    """What customers of a log spent in the second half, [n] dollars, as the engine foresees it."""

    expected: Floats
    came: Floats
    low: Floats
    high: Floats


def read_cohort(path: Path) -> Cohort:
    """The published summary (ID, x, t_x, T, zbar), or the published log (customer, …, yyyymmdd, CDs, dollars).

    Raises ValueError for anything else.
    """
    with path.open(encoding="utf-8-sig") as file:
        first = file.readline()
    if "," in first:
        return _from_summary(path)
    rows = [line.split() for line in path.read_text("utf-8").splitlines() if line.strip()]
    rows = [row for row in rows if row[0].isdigit()]
    if not rows or len(rows[0]) < 4:
        raise ValueError(f"{path} is neither the summary (ID, x, t_x, T, zbar) nor the log of CDNOW")
    return _from_log(rows)


def orders_foreseen(cohort: Cohort) -> Orders39:
    """What came is the log's or, from a summary, the published figures. Raises ValueError where no fit is found."""
    base = fit_customer_base(cohort.known)
    if base is None:
        raise ValueError("the customer base cannot be fitted")
    expected = expected_orders(base, cohort.known, WEEKS)
    size = np.bincount(cohort.group, minlength=MOST + 1).astype(np.float64)
    if cohort.later is not None:
        came = np.bincount(cohort.group, weights=cohort.later, minlength=MOST + 1).astype(np.float64)
    elif tuple(size.astype(int).tolist()) == PUBLISHED_CUSTOMERS:
        came = np.array(PUBLISHED_ORDERS, np.float64)
    else:
        raise ValueError("these are not the 2,357 customers of the paper: their later orders are not published")
    as_before = cohort.known.x / cohort.known.t_seen * WEEKS
    by_group = np.bincount(cohort.group, weights=expected, minlength=MOST + 1).astype(np.float64)
    return Orders39(base, expected, by_group, came, size, as_before)


def spend_fitted(cohort: Cohort) -> GammaGamma | None:
    """Gamma-gamma on repeat orders, as in the note that publishes it; dollars."""
    bought = cohort.known.x > 0
    return fit_gamma_gamma(cohort.known.x[bought], np.maximum(cohort.spend[bought], 0.01))


def money_foreseen(log: Orders, size: int) -> Money:
    """Of `size` customers by the way of a planning book: exceptional orders cut, order value and orders together.

    Who never paid anything is expected to go on so.
    """
    until, end = (LEARNT_UNTIL - EPOCH).days, (KNOWN_UNTIL - EPOCH).days
    seen = log.day < until
    usual, _ = tame(Orders(log.customer[seen], log.day[seen], log.amount[seen]), until)
    book = order_book(usual, until)
    again = buying_again(book, 0, end - until, np.full(len(book.customer), np.nan))
    expected, variance = np.zeros(size), np.zeros(size)
    expected[book.customer], variance[book.customer] = again.expected / CENTS, again.variance / CENTS**2
    came = sold_between(log, until, end, size) / CENTS
    return Money(expected, came, *range_of(expected, variance))


def _from_summary(path: Path) -> Cohort:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    lacking = [name for name in ("x", "t_x", "T", "zbar") if not rows or name not in rows[0]]
    if lacking:
        raise ValueError(f"{path} has no column {', '.join(lacking)}")
    x, t_x, seen, spend = (np.array([float(row[name]) for row in rows]) for name in ("x", "t_x", "T", "zbar"))
    return Cohort(Repeats(x, t_x, seen), spend)


def _from_log(rows: list[list[str]]) -> Cohort:
    """Orders of a customer's day are one. The customer's number is the fourth column from the end."""
    day_sums: dict[tuple[int, int], float] = {}
    for row in rows:
        key = int(row[-4]), (date.fromisoformat(row[-3]) - EPOCH).days
        day_sums[key] = day_sums.get(key, 0.0) + float(row[-1])
    keys = sorted(day_sums)
    ids, customer = np.unique(np.array([key[0] for key in keys]), return_inverse=True)
    day = np.array([key[1] for key in keys], np.int64)
    amount = np.array([day_sums[key] for key in keys])
    until = (LEARNT_UNTIL - EPOCH).days
    first = np.full(len(ids), until, np.int64)
    np.minimum.at(first, customer, day)
    last = first.copy()
    early = day < until
    np.maximum.at(last, customer[early], day[early])
    repeat = early & (day > first[customer])
    x = np.bincount(customer[repeat], minlength=len(ids)).astype(np.float64)
    spent = np.bincount(customer[repeat], weights=amount[repeat], minlength=len(ids))
    paid = amount > 0
    return Cohort(
        # The paper counts to the last day of September, weeks of seven days.
        Repeats(x, (last - first) / 7.0, (until - 1 - first) / 7.0),
        spent / np.maximum(x, 1.0),
        np.bincount(customer[~early & (day < (KNOWN_UNTIL - EPOCH).days)], minlength=len(ids)).astype(np.float64),
        Orders(customer[paid].astype(np.int64), day[paid], np.rint(amount[paid] * CENTS)),
    )
