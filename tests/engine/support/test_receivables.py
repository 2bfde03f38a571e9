"""The cash target rests on receivables (M41)."""

from __future__ import annotations

from datetime import date

import pytest

from dealing import YUAN, codes, customers, people, rows_of, supported
from making import book, target
from targetree.engine.book import Receivable
from targetree.engine.support.receivables import DUE_COMES, OLD_COMES, OVERDUE_COMES
from targetree.engine.support.support import Support

GOAL = 1_000_000 * YUAN


def owed(contract: str, customer: str, due: str, amount: int, paid: int = 0, owner: str = "a") -> Receivable:
    return Receivable(contract, customer, owner, date.fromisoformat(due), amount * YUAN, paid * YUAN)


def cash(*rows: Receivable, **years: int) -> Support:
    of = book(people("a", "b"), [target("C", "2027", GOAL)], customers=customers(4), receivables=rows)
    return supported(of, **{"cash_collected": GOAL, **years})


def test_overdue_is_past_and_due_is_current() -> None:
    support = cash(
        owed("late", "k000", "2026-11-01", 1000, paid=200),
        owed("old", "k001", "2025-01-01", 1000),
        owed("due", "k000", "2027-04-10", 500),
        owed("next year", "k002", "2028-01-01", 9999),
        owed("paid", "k002", "2027-02-01", 700, paid=700),
    )
    rows = rows_of(support, measure="cash_collected")
    assert rows["past"].expected == pytest.approx((800 * OVERDUE_COMES + 1000 * OLD_COMES) * YUAN)
    assert (rows["past"].customers, rows["current"].customers) == (2, 1)
    assert rows["current"].expected <= 500 * YUAN
    assert rows["new"].expected == GOAL - rows["past"].expected - rows["current"].expected
    assert {"receivables-overdue", "receivables-cash-not-covered"} <= codes(support)


def test_cash_stands_in_the_month_in_which_it_is_due() -> None:
    support = cash(owed("due", "k003", "2027-04-10", 1000))
    placed = support.customer_months[0]
    row = placed.amount[placed.customer == 3][0]
    assert row[3] == round(1000 * YUAN * DUE_COMES)
    assert row.sum() == row[3]


def test_a_record_of_paid_instalments_teaches_the_rate() -> None:
    slow = [owed(f"s{at}", "k000", "2026-05-05", 100, paid=100 if at % 5 < 2 else 0) for at in range(180)]
    support = cash(*slow, owed("due", "k001", "2027-04-10", 10_000))
    rate = rows_of(support, measure="cash_collected")["current"].expected / (10_000 * YUAN)
    assert rate == pytest.approx((0.4 * 180 + DUE_COMES * 20) / 200)


def test_a_list_of_open_instalments_says_nothing_about_those_taken_off_it() -> None:
    slow = [owed(f"s{at}", "k000", "2026-05-05", 100, paid=30) for at in range(180)]
    rows = rows_of(cash(*slow, owed("due", "k001", "2027-04-10", 10_000)), measure="cash_collected")
    assert rows["current"].expected == 10_000 * YUAN * DUE_COMES


def test_owner_of_the_customer_wins_and_unknown_customers_stay_with_the_named_owner() -> None:
    support = cash(
        owed("of a", "k000", "2027-05-01", 100, owner="b"),
        owed("nobody", "", "2027-05-01", 300, owner="b"),
        owed("stranger", "", "2027-05-01", 50, owner=""),
    )
    a, b, company = (rows_of(support, who, "cash_collected")["current"].expected for who in (1, 2, 0))
    assert a == round(100 * YUAN * DUE_COMES)
    assert b == round(300 * YUAN * DUE_COMES)
    assert company == a + b + round(50 * YUAN * DUE_COMES)


def test_cash_beyond_all_orders_of_the_year_is_a_warning() -> None:
    support = cash(owed("due", "k000", "2027-04-10", 10), bookings=GOAL // 2)
    assert "receivables-cash-out-of-reach" in codes(support)
    assert "receivables-cash-not-covered" not in codes(support)


def test_no_receivables_nothing_said() -> None:
    assert not {code for code in codes(cash()) if code.startswith("receivables")}
