"""People's months on customers: exact, in proportion, and in the month where it is known."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from targetree.engine.support.placement import NEW, place_on_customers
from targetree.facts.measures import BUILT_IN

BOOKINGS = BUILT_IN[0]


def place(months: list[list[int]], owner: list[int], expected: list[float], timed: np.ndarray | None = None):  # type: ignore[no-untyped-def, type-arg]
    n = len(owner)
    timed = np.zeros((n, 12)) if timed is None else timed
    return place_on_customers(
        BOOKINGS,
        np.array(months, np.int64),
        np.array(owner, np.int64),
        np.arange(n),
        np.array(expected, np.float64),
        timed,
    )


def of(placed, customer: int) -> list[int]:  # type: ignore[no-untyped-def]
    at = np.flatnonzero(placed.customer == customer)
    return placed.amount[at[0]].tolist() if len(at) else [0] * 12


@given(
    st.lists(st.lists(st.integers(-(10**6), 10**13), min_size=12, max_size=12), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(-1, 3), st.floats(0, 1e13), st.integers(0, 11), st.floats(0, 1)), max_size=12),
)
def test_every_month_of_a_person_is_the_sum_of_customers_and_new(months: list, customers: list) -> None:  # type: ignore[type-arg]
    owner = [who if who < len(months) else -1 for who, *_ in customers]
    expected = [amount for _, amount, *_ in customers]
    timed = np.zeros((len(customers), 12))
    for at, (_, amount, month, part) in enumerate(customers):
        timed[at, month] = amount * part
    placed = place(months, owner, expected, timed)
    total = np.zeros((len(months), 12), np.int64)
    np.add.at(total, placed.person, placed.amount)
    assert (total == np.array(months)).all()
    named = placed.customer >= 0
    assert (placed.amount[named] >= 0).all()
    assert placed.amount.any(axis=1).all()
    assert (np.diff(placed.person) >= 0).all()
    asked = np.maximum(np.array(months), 0)
    assert (placed.amount[~named] <= asked[placed.person[~named]]).all()
    year = placed.amount[named].sum(axis=1)
    assert (year <= np.array(expected)[placed.customer[named]] * (1 + 1e-9) + 12).all()


def test_customers_bring_what_they_can_and_the_rest_is_new() -> None:
    placed = place([[100] * 12], [0, 0], [600.0, 300])
    assert of(placed, 0) == [50] * 12
    assert of(placed, 1) == [25] * 12
    assert of(placed, NEW) == [25] * 12


def test_customers_who_bring_more_than_is_asked_share_it() -> None:
    placed = place([[100] * 12], [0, 0], [9000.0, 3000])
    assert of(placed, 0) == [75] * 12
    assert of(placed, 1) == [25] * 12
    assert of(placed, NEW) == [0] * 12


def test_odd_fen_go_to_the_larger_remainder_then_to_the_smaller_id() -> None:
    placed = place([[10] + [0] * 11], [0, 0, 0, 0], [100.0] * 4)
    assert [of(placed, at)[0] for at in range(4)] == [3, 3, 2, 2]


def test_what_is_due_in_a_month_stands_in_it_and_moves_on_when_it_is_full() -> None:
    timed = np.zeros((1, 12))
    timed[0, 4] = 150
    placed = place([[100] * 12], [0], [150.0], timed)
    assert of(placed, 0)[4] == 100
    assert sum(of(placed, 0)) == 150


def test_months_of_nothing_or_less_are_nobodys() -> None:
    placed = place([[-50, 0, 100, *([0] * 9)]], [0], [1000.0])
    assert of(placed, 0) == [0, 0, 100, *([0] * 9)]
    assert of(placed, NEW) == [-50, *([0] * 11)]


def test_a_person_without_customers_has_new_ones_only() -> None:
    placed = place([[10] * 12, [0] * 12], [], [])
    assert placed.customer.tolist() == [NEW]
    assert placed.person.tolist() == [0]
