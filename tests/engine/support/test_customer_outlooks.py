"""What is told of each customer: the same sums as the support of people and units, and what the log knows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dealing import YUAN, customers, people, quarterly, rows_of, supported
from making import book, target, units
from targetree.engine.book import Book
from targetree.engine.support.deals import first_year_amount
from targetree.engine.support.orders import EPOCH, Orders

GOAL = 12_000_000 * YUAN


def _company() -> Book:
    staff = [*people("a", "b", unit="N"), *people("c", unit="S")]
    some = tuple(replace(c, owner="abc"[at % 3]) for at, c in enumerate(customers(60)))
    return book(staff, [target("C", "2027", GOAL)], units(("N", "C"), ("S", "C")), customers=some,
                actuals=quarterly(60))  # fmt: skip


def test_rows_add_up_to_the_support_of_everybody() -> None:
    found = supported(_company(), bookings=GOAL)
    (outlooks,) = found.outlooks
    below = {0: range(6), 1: (1, 2, 3), 2: (2,), 3: (3,), 4: (4, 5), 5: (5,)}
    for node, nodes in below.items():
        for at, stage in enumerate(("past", "current", "future")):
            own = np.isin(outlooks.who, list(nodes)) & (outlooks.stage == at)
            assert outlooks.expected[own].sum() == rows_of(found, node)[stage].expected
            assert own.sum() == rows_of(found, node)[stage].customers


def test_what_is_known_of_a_customer_is_what_the_log_says() -> None:
    of = _company()
    (outlooks,) = supported(of, bookings=GOAL).outlooks
    row = int(np.flatnonzero(outlooks.customer == 7)[0])
    own = np.flatnonzero(of.actuals.customer == 7)
    days = np.sort(of.actuals.day[own])
    assert outlooks.orders[row] == len(days) and outlooks.last_day[row] == days[-1]
    assert outlooks.every_days[row] == pytest.approx((days[-1] - days[0]) / (len(days) - 1))
    assert outlooks.order_value[row] == pytest.approx(of.actuals.amount[own].mean(), abs=1)
    assert (outlooks.habit <= outlooks.expected).all()


def test_a_new_customers_first_year_is_the_average_of_those_watched_that_long() -> None:
    """Six old customers, six new ones with 100 and 50 in their first year and 1,000 later; one too new to count."""
    day = EPOCH.toordinal()
    rows = [(c, d, 10.0) for c in range(6) for d in (0, 2000)]
    rows += [(c, d, amount) for c in range(6, 12) for d, amount in ((900, 100.0), (1100, 50.0), (1400, 1000.0))]
    rows += [(12, 1900, 7.0)]
    made = np.array(sorted(rows))
    orders = Orders(made[:, 0].astype(np.int64), made[:, 1].astype(np.int64) + day, made[:, 2])
    assert first_year_amount(orders) == 150.0
    assert first_year_amount(None) == 0.0
    few = made[made[:, 0] < 9]
    assert first_year_amount(Orders(few[:, 0].astype(np.int64), few[:, 1].astype(np.int64), few[:, 2])) == 0.0
