"""Checkpoints of a month: whatever is targeted, held and changed, they add up; no third without work is given any."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from targetree.engine.checkpoints import Against, change, fit, on_working_thirds, spread
from targetree.engine.periods import PlanYear
from targetree.engine.splitting.days import spread_edges, third_edges

totals = st.integers(0, 10**15) | st.integers(0, 20)
days = st.lists(st.integers(0, 11), min_size=3, max_size=3)
some_day = days.filter(any)
flags = st.lists(st.booleans(), min_size=3, max_size=3)
expected = st.lists(st.integers(0, 10**13) | st.integers(0, 9) | st.floats(0, 30), min_size=3, max_size=3)
edits = st.lists(st.dictionaries(st.integers(0, 2), totals, min_size=1, max_size=3), max_size=8)


def sound(thirds: list[int], total: int, worked: list[int]) -> None:
    assert sum(thirds) == total
    assert min(thirds) >= 0
    assert all(third == 0 for third, count in zip(thirds, worked, strict=True) if not count)


@given(totals, some_day, expected)
def test_a_proposal_adds_up_and_leaves_idle_thirds_empty(total: int, worked: list[int], dated: list[float]) -> None:
    sound(spread(total, worked, dated), total, worked)


@given(totals, expected)
def test_where_nobody_works_nothing_is_placed(total: int, dated: list[float]) -> None:
    assert spread(total, [0, 0, 0], dated) == [0, 0, 0]


@given(totals, some_day, expected, flags, edits, totals)
def test_any_sequence_of_changes_adds_up(
    total: int, worked: list[int], dated: list[float], held: list[bool], wishes: list[dict[int, int]], other: int
) -> None:
    now = spread(total, worked, dated)
    for wish in wishes:
        before = list(now)
        found = change(now, worked, held, wish)
        assert now == before
        if isinstance(found, Against):
            assert found.why in ("beyond", "no-room") or found.thirds
            continue
        sound(found, total, worked)
        assert all(found[at] == amount for at, amount in wish.items())
        assert all(found[at] == now[at] for at in range(3) if held[at])
        now = found
    refitted = fit(now, worked, held, other)
    if isinstance(refitted, Against):
        assert any(held)
        assert refitted.why == "held" and all(held[at] for at in refitted.thirds)
    else:
        sound(refitted, other, worked)
        assert all(refitted[at] == now[at] for at in range(3) if held[at])


@given(totals, some_day, some_day, flags)
def test_when_the_calendar_changes_the_rest_moves_or_the_hold_is_named(
    total: int, was: list[int], worked: list[int], held: list[bool]
) -> None:
    now = spread(total, was)
    found = fit(now, worked, held, total)
    if isinstance(found, Against):
        assert found.why == "held" and found.thirds and all(held[at] for at in found.thirds)
    else:
        sound(found, total, worked)


@given(totals, some_day, flags, st.dictionaries(st.integers(0, 2), totals, min_size=1, max_size=2))
def test_without_the_holds_that_are_named_the_change_can_be_made(
    total: int, worked: list[int], held: list[bool], wish: dict[int, int]
) -> None:
    now = spread(total, worked)
    found = change(now, worked, held, wish)
    if not isinstance(found, Against) or found.why != "held":
        return
    for at in found.thirds:  # none can be left out: to release any one of them gets further
        fewer = [flag and other != at for other, flag in enumerate(held)]
        again = change(now, worked, fewer, wish)
        assert not isinstance(again, Against) or again.why != "held" or at not in again.thirds
    freed = [flag and other not in found.thirds for other, flag in enumerate(held)]
    again = change(now, worked, freed, wish)
    assert not isinstance(again, Against) or again.why != "held" or not set(again.thirds) & set(found.thirds)


def test_by_days_it_is_what_the_days_add_up_to() -> None:
    year = PlanYear(2027, date(2027, 1, 1))
    works = np.array([[day.weekday() < 5 and not date(2027, 2, 1) <= day <= date(2027, 2, 20) for day in year.days]])
    months = np.array([[10_000_001 * (m + 1) for m in range(12)]])
    thirds = spread_edges(months, works, np.zeros(1, np.int32), year, third_edges(year))[0].reshape(12, 3)
    worked = np.add.reduceat(works[0].astype(int), third_edges(year)[:-1]).reshape(12, 3)
    assert worked[1].tolist() == [0, 0, 5]
    for month in range(12):
        assert spread(int(months[0, month]), worked[month].tolist()) == thirds[month].tolist()


def test_what_is_expected_on_dates_stands_there_within_the_month() -> None:
    assert spread(900, [7, 7, 7], [0, 0, 600]) == [100, 100, 700]
    assert spread(900, [7, 7, 7], [0, 300, 1500]) == [0, 150, 750]
    assert spread(4, [7, 7, 7], [0, 1.6, 0.4]) in ([1, 2, 1], [1, 2, 1])


def test_what_is_expected_in_an_idle_third_comes_in_the_next_one() -> None:
    assert on_working_thirds([5, 0, 0], [0, 7, 7]) == [0, 5, 0]
    assert on_working_thirds([0, 0, 5], [6, 7, 0]) == [0, 5, 0]


def test_the_others_make_room_in_proportion_and_holds_stand() -> None:
    assert change([300, 200, 100], [7, 7, 7], [False] * 3, {0: 0}) == [0, 400, 200]
    assert change([300, 200, 100], [7, 7, 7], [False, False, True], {0: 0}) == [0, 500, 100]
    assert change([600, 0, 0], [7, 4, 2], [False] * 3, {0: 0}) == [0, 400, 200]


def test_an_impossible_change_names_what_is_in_the_way() -> None:
    free = [False] * 3
    assert change([300, 200, 100], [7, 7, 7], free, {0: 601}) == Against("beyond")
    assert change([300, 200, 100], [7, 7, 7], [False, True, True], {0: 200}) == Against("held", (1, 2))
    assert change([300, 200, 100], [7, 7, 7], [False, True, True], {0: 450}) == Against("held", (1,))
    assert change([300, 200, 100], [7, 7, 7], [True, False, False], {0: 200}) == Against("held", (0,))
    assert change([0, 200, 100], [0, 7, 7], free, {0: 5}) == Against("no-days", (0,))
    assert change([300, 0, 0], [7, 0, 0], free, {0: 200}) == Against("no-room", (1, 2))
    assert change([300, 200, 100], [7, 7, 7], free, {0: 1, 1: 1, 2: 1}) == Against("beyond")
    assert fit([300, 200, 100], [7, 7, 7], [True, False, False], 200) == Against("held", (0,))
