"""Support beside targets for everyone, and whose customers they are."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date

import numpy as np

from dealing import YUAN, codes, customers, log, opportunity, people, quarterly, rows_of, supported
from making import book, target, units
from targetree.engine.book import Actuals, Book, Customer, Person

GOAL = 12_000_000 * YUAN


def stated(name: str, owner: str, amount: int = 100) -> Customer:
    return Customer(name, name, owner, "current", repeat_rate=1.0, expected_amount=amount * YUAN)


def company(staff: list[Person], *some: Customer, **more: object) -> Book:
    return book(staff, [target("C", "2027", GOAL)], units(("N", "C"), ("S", "C")), customers=some, **more)


def test_units_are_the_sums_of_their_people_and_their_ranges_are_narrower() -> None:
    staff = [*people("a", "b", unit="N"), *people("c", unit="S")]
    some = tuple(replace(c, owner="abc"[at % 3]) for at, c in enumerate(customers(60)))
    support = supported(company(staff, *some, actuals=quarterly(60)), bookings=GOAL)
    rows = [rows_of(support, node)["current"] for node in range(6)]
    for side in ("customers", "expected"):
        root, north, a, b, south, c = (getattr(row, side) for row in rows)
        assert (root, north, south) == (a + b + c, a + b, c)
    root, north, a, b, south, c = rows
    assert north.high - north.low < (a.high - a.low) + (b.high - b.low)
    assert all(row.low <= row.expected <= row.high for row in support.support)


def test_new_is_the_target_less_the_three_with_the_range_turned_round() -> None:
    support = supported(company(people("a", unit="N"), stated("k", "a", 1000)), bookings=GOAL)
    rows = rows_of(support)
    assert rows["new"].expected == GOAL - sum(rows[s].expected for s in ("past", "current", "future"))
    assert rows["new"].low <= rows["new"].expected <= rows["new"].high
    small = rows_of(supported(company(people("a", unit="N"), stated("k", "a", 1000)), bookings=10 * YUAN))
    assert small["new"].expected == 0


def test_a_leavers_customers_are_shared_among_the_unit() -> None:
    gone = Person("z", "z", "N", end_date=date(2026, 6, 1))
    boss = Person("m", "m", "S", carries=False)
    staff = [*people("a", "b", unit="N"), *people("c", unit="S"), gone, boss]
    some = (stated("k1", "z"), stated("k2", "z"), stated("k3", "m"), stated("k4", "a"))
    support = supported(company(staff, *some), bookings=GOAL)
    placed = support.customer_months[0]
    holder = dict(zip(placed.customer.tolist(), placed.person.tolist(), strict=True))
    a, b, c = 0, 1, next(leaf for leaf in placed.person.tolist() if leaf not in (0, 1))
    assert {holder[0], holder[1]} == {a, b}  # b has nothing yet, so he is given the first, a the second
    assert holder[0] == b
    assert holder[2] == c
    assert "support-customers-shared-out" in codes(support)


def test_without_an_owner_the_person_of_the_log_has_the_customer() -> None:
    actuals = log(
        ("2026-05-05", 1, 0, "bookings", 900),
        ("2026-06-05", 0, 0, "bookings", 100),
        ("2023-01-01", 0, 0, "bookings", 5000),
    )
    some = (Customer("k", "k"), Customer("l", "l"))
    opportunities = (opportunity("o", "l", 1000, owner="a"),)
    of = company(people("a", "b", unit="N"), *some, actuals=actuals, opportunities=opportunities)
    placed = supported(of, bookings=GOAL).customer_months[0]
    holder = dict(zip(placed.customer.tolist(), placed.person.tolist(), strict=True))
    assert (holder[0], holder[1]) == (1, 0)


def test_the_order_of_rows_does_not_matter() -> None:
    rng = np.random.default_rng(8)
    staff = people("a", "b", unit="N")
    some = tuple(replace(c, owner="ab"[at % 2]) for at, c in enumerate(customers(40)))
    some = (*some, *(stated(f"x{at}", "", 100 + at) for at in range(5)))
    actuals = quarterly(40)
    opportunities = tuple(opportunity(f"o{at}", f"k{at:03d}", 1000 * at, win_probability=0.3) for at in range(9))
    straight = supported(company(staff, *some, actuals=actuals, opportunities=opportunities), bookings=GOAL)
    order, rows = rng.permutation(45), rng.permutation(len(actuals))
    place = np.argsort(order).astype(np.int32)
    mixed_log = Actuals(
        *(getattr(actuals, name)[rows] for name in ("day", "person")),
        place[actuals.customer[rows]],
        *(getattr(actuals, name)[rows] for name in ("product", "measure", "amount")),
    )
    mixed = supported(
        company(staff, *(some[at] for at in order), actuals=mixed_log, opportunities=opportunities[::-1]), bookings=GOAL
    )
    assert straight.support == mixed.support
    assert list(straight.activities) == list(mixed.activities)
    one, other = straight.customer_months[0], mixed.customer_months[0]
    assert (one.amount == other.amount).all()
    assert (np.append(order, -1)[other.customer] == one.customer).all()


def test_a_book_without_customers_has_only_new_ones_and_loads_no_scipy() -> None:
    support = supported(company(people("a", unit="N")), bookings=GOAL)
    assert {s: r.expected for s, r in rows_of(support).items()} == {"past": 0, "current": 0, "future": 0, "new": GOAL}
    assert "support-no-customers" in codes(support)
    code = (
        "import sys; sys.path.insert(0, 'tests'); from dealing import *; from making import *;"
        "supported(book(people('a'), [target('C', '2027', 100)]), bookings=100);"
        "sys.exit('scipy' in sys.modules or 'numba' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_plan_of_visits_alone_is_no_failure() -> None:
    support = supported(company(people("a", unit="N"), stated("k", "a")), visits=240)
    assert not support.support
    assert sum(row.count for row in support.activities if row.who == 0 and row.measure == "visits") == 240
