"""What customers can bring: from the log, from what is stated, from opportunities; each once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from dealing import YUAN, codes, customers, log, opportunity, people, quarterly, rows_of, supported
from making import book, target
from targetree.engine.book import Actuals, Book, Customer
from targetree.engine.support.ranges import range_of

GOAL = 100_000_000 * YUAN

COLUMNS = ("day", "person", "customer", "product", "measure", "amount")


def of(some: tuple[Customer, ...], actuals: Actuals | None = None, **more: object) -> Book:
    return book(people("a", "b"), [target("C", "2027", GOAL)], customers=some, actuals=actuals or Actuals(), **more)


def test_regular_customers_are_expected_to_bring_about_what_they_did() -> None:
    actuals = quarterly(60)
    last = int(actuals.amount[actuals.day >= (date(2026, 1, 1) - date(1970, 1, 1)).days].sum())
    support = supported(of(customers(60), actuals), bookings=GOAL)
    row = rows_of(support)["current"]
    assert row.customers == 60
    assert row.expected == pytest.approx(last, rel=0.1)
    assert row.low < row.expected < row.high
    assert rows_of(support, 1)["current"] == replace(row, who=1)


def test_who_fell_silent_is_past_and_brings_little() -> None:
    actuals = quarterly(60)
    start = (date(2026, 1, 1) - date(1970, 1, 1)).days
    silent = (actuals.customer < 20) & (actuals.day >= start)
    kept = Actuals(*(getattr(actuals, name)[~silent] for name in COLUMNS))
    rows = rows_of(supported(of(customers(60), kept), bookings=GOAL))
    assert (rows["past"].customers, rows["current"].customers) == (20, 40)
    assert rows["past"].expected < 0.1 * rows["current"].expected


def test_one_exceptional_order_is_not_expected_again() -> None:
    actuals = quarterly(60)
    usual = rows_of(supported(of(customers(60), actuals), bookings=GOAL))["current"].expected
    actuals.amount[-1] *= 300
    support = supported(of(customers(60), actuals), bookings=GOAL)
    assert "support-exceptional-order" in codes(support)
    assert rows_of(support)["current"].expected < 1.1 * usual


def test_with_few_orders_last_year_times_the_repeat_rate() -> None:
    actuals = log(("2026-05-01", 0, 0, "bookings", 1000 * YUAN), ("2026-09-01", 0, 1, "bookings", 400 * YUAN))
    some = (Customer("k000", "", "a", repeat_rate=0.9), Customer("k001", "", "a", repeat_rate=0.5))
    support = supported(of(some, actuals), bookings=GOAL)
    assert rows_of(support)["current"].expected == pytest.approx((0.9 * 1000 + 0.5 * 400) * YUAN, rel=0.01)
    assert "support-few-repeat-orders" in codes(support)


def test_without_a_log_stated_amounts_times_stated_rates() -> None:
    some = (
        Customer("k1", "", "a", "current", repeat_rate=0.8, expected_amount=1000 * YUAN),
        Customer("k2", "", "a", "past", repeat_rate=0.1, expected_amount=500 * YUAN),
        Customer("k3", "", "b", "future", expected_amount=400 * YUAN),
        Customer("k4", "", "b", "future"),
    )
    rows = rows_of(support := supported(of(some), bookings=GOAL))
    assert [rows[stage].expected for stage in ("past", "current", "future")] == [50 * YUAN, 800 * YUAN, 100 * YUAN]
    assert "support-future-without-amount" in codes(support)


def test_an_opportunity_counts_once() -> None:
    some = (
        Customer("k1", "", "a", "current", repeat_rate=0.5, expected_amount=1000 * YUAN),
        Customer("k2", "", "a", "future", expected_amount=9000 * YUAN),
    )
    small = opportunity("o1", "k1", 800 * YUAN, win_probability=0.5)
    future = opportunity("o2", "k2", 1000 * YUAN, win_probability=0.2)
    nameless = opportunity("o3", "", 100 * YUAN, win_probability=0.5, owner="b")
    rows = rows_of(supported(of(some, opportunities=(small, future, nameless)), bookings=GOAL))
    assert rows["current"].expected == 500 * YUAN  # 400 of it is the opportunity
    assert rows["future"].expected == (200 + 50) * YUAN
    large = replace(small, amount=2000 * YUAN)
    assert rows_of(supported(of(some, opportunities=(large,)), bookings=GOAL))["current"].expected == 1000 * YUAN


def test_another_measure_has_its_own_log_or_the_leading_ones_proportion() -> None:
    bookings = quarterly(40)
    margin = replace(bookings, measure=np.full(len(bookings), 3, np.int16), amount=bookings.amount // 5)
    both = Actuals(*(
        np.concatenate((getattr(bookings, name), getattr(margin, name)))
        for name in COLUMNS
    ))  # fmt: skip
    support = supported(of(customers(40), both), bookings=GOAL, margin=GOAL // 5, revenue=GOAL // 2)
    expected = {m: rows_of(support, measure=m)["current"].expected for m in ("bookings", "margin", "revenue")}
    assert expected["margin"] == pytest.approx(expected["bookings"] / 5, rel=0.01)
    assert expected["revenue"] == pytest.approx(expected["bookings"] / 2, rel=0.01)
    assert "support-measure-without-log" in codes(support)


def test_a_record_that_ends_before_the_year_is_read_from_its_end() -> None:
    full = rows_of(supported(of(customers(60), quarterly(60)), bookings=GOAL))["current"].expected
    early = rows_of(supported(of(customers(60), quarterly(60, until="2026-10-15")), bookings=GOAL))["current"].expected
    assert early == pytest.approx(full, rel=0.1)


def test_the_plan_years_own_orders_are_progress_and_not_history() -> None:
    actuals = quarterly(30)
    later = log(("2027-02-02", 0, 0, "bookings", 10**9))
    both = Actuals(*(
        np.concatenate((getattr(actuals, name), getattr(later, name)))
        for name in COLUMNS
    ))  # fmt: skip
    assert rows_of(supported(of(customers(30), both), bookings=GOAL)) == rows_of(
        supported(of(customers(30), actuals), bookings=GOAL)
    )


def test_ranges_hold_what_comes_in_four_of_five_cases() -> None:
    """Customers made by the model's own assumptions; thirty companies; units' 80 % ranges."""
    inside = 0
    for seed in range(30):
        rng = np.random.default_rng(seed)
        rows, came = [], 0
        for customer in range(60):
            rate, worth = rng.gamma(4, 1 / 300), rng.gamma(4, 2_500 * YUAN)
            day = date(2024, 1, 1) + timedelta(days=int(rng.integers(0, 300)))
            while day < date(2028, 1, 1):
                amount = int(rng.gamma(3, worth / 3)) + 1
                if day >= date(2027, 1, 1):
                    came += amount
                else:
                    rows.append((str(day), 0, customer, "bookings", amount))
                if rng.random() < 0.05:
                    break
                day += timedelta(days=1 + int(rng.exponential(1 / rate)))
        support = supported(of(customers(60), log(*rows)), bookings=GOAL)
        total = [
            sum(getattr(row, side) for row in rows_of(support).values() if row.stage != "new")
            for side in ("low", "high")
        ]
        inside += total[0] <= came <= total[1]
    assert inside >= 22


def test_a_range_has_the_quantiles_of_a_gamma_distribution() -> None:
    from scipy.stats import gamma

    spread = np.array([0.05, 0.25, 0.77, 1.5])
    low, high = range_of(np.full(4, 1000.0), (1000 * spread) ** 2)
    for at, by in enumerate(spread):
        exact = gamma.ppf([0.1, 0.9], 1 / by**2, scale=1000 * by**2)
        assert (low[at], max(high[at], 1000)) == pytest.approx((exact[0], max(exact[1], 1000)), abs=6)
    assert range_of(np.array([10.0]), np.array([0.0]))[0][0] == 10
    assert range_of(np.array([0.0]), np.array([5.0])) == (0, 0)
