"""Totals that cross: exact whenever they can be, otherwise a contradiction that is one and has nothing to spare."""

from __future__ import annotations

import itertools
import random as randoms
import subprocess
import sys
from collections.abc import Collection, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import linprog

from targetree.engine.margins.solve import Box, Contradiction, Solution, solve

Problem = tuple[NDArray[np.float64], NDArray[np.bool_], list[Box]]


def box(cells: Collection[int], amount: int) -> Box:
    return Box(np.array(sorted(cells), np.int64), amount)


def solved(problem: Problem) -> Solution:
    answer = solve(*problem)
    assert isinstance(answer, Solution), answer
    return answer


def contradiction(ideal: Sequence[float], boxes: list[Box], eligible: Sequence[bool] | None = None) -> Contradiction:
    flags = np.ones(len(ideal), bool) if eligible is None else np.array(eligible)
    answer = solve(np.array(ideal, float), flags, boxes)
    assert isinstance(answer, Contradiction), answer
    return answer


def signs(problem: Problem) -> list[tuple[float | None, float | None]]:
    """Bounds of every cell, read off the rule: the innermost boxes around it decide."""
    ideal, eligible, boxes = problem
    sets = [frozenset(int(c) for c in b.cells if eligible[c]) for b in boxes]
    bounds: list[tuple[float | None, float | None]] = []
    for cell in range(len(ideal)):
        around = [k for k, cells in enumerate(sets) if cell in cells]
        inner = [boxes[k].amount for k in around if not any(sets[j] < sets[k] for j in around)]
        down = any(a < 0 for a in inner)
        up = any(a > 0 for a in inner) or not down
        bounds.append((None if down else 0, None if up else 0) if eligible[cell] else (0, 0))
    return bounds


def possible(problem: Problem, chosen: Collection[int]) -> bool:
    """An independent linear programme, straight over cells and boxes."""
    ideal, _, boxes = problem
    if not chosen:
        return True
    sums = np.array([[float(c in set(boxes[k].cells.tolist())) for c in range(len(ideal))] for k in sorted(chosen)])
    wanted = [boxes[k].amount for k in sorted(chosen)]
    return bool(linprog(np.zeros(len(ideal)), A_eq=sums, b_eq=wanted, bounds=signs(problem)).status == 0)


def check(problem: Problem, answer: Solution) -> None:
    ideal, eligible, boxes = problem
    assert all(int(answer.amount[b.cells].sum()) == b.amount for b in boxes)
    assert not answer.amount[~eligible].any()
    for value, (low, high) in zip(answer.amount.tolist(), signs(problem), strict=True):
        assert low is None or value >= low
        assert high is None or value <= high
    covered = {int(c) for b in boxes for c in b.cells}
    assert not answer.amount[[c for c in range(len(ideal)) if c not in covered]].any()


# Nested totals.


def test_one_direction_is_proportional() -> None:
    answer = solved((np.array([10.0, 20, 70, 5]), np.array([True] * 4), [box(range(3), 400), box([3], 7)]))
    assert answer.amount.tolist() == [40, 80, 280, 7]
    assert answer.fitted == pytest.approx([40, 80, 280, 7])


def test_what_is_left_goes_to_cells_without_a_total_of_their_own() -> None:
    answer = solved((np.array([1.0, 1, 3]), np.ones(3, bool), [box(range(3), 100), box([0], 60)]))
    assert answer.amount.tolist() == [60, 10, 30]


def test_d1_parts_that_exceed_their_total() -> None:
    parts = [9_000_000, 12_000_000, 9_000_000, 11_000_000]
    found = contradiction(np.ones(4), [box(range(4), 30_000_000), *(box([k], a) for k, a in enumerate(parts))])
    assert found.whole == 0
    assert found.parts == (1, 2, 3, 4)
    assert found.difference == 11_000_000
    assert len(found.boxes) == 4


def test_parts_that_fall_short_are_all_needed() -> None:
    found = contradiction(np.ones(3), [box(range(3), 10), box([0], 3), box([1], 3), box([2], 3)])
    assert found == Contradiction((0, 1, 2, 3), "infeasible", 0, (1, 2, 3), -1)


def test_a_total_where_nobody_can_carry_it() -> None:
    assert contradiction([1, 1], [box([0, 1], 5), box([1], 5)], [True, False]).boxes == (1,)
    assert solved((np.ones(2), np.array([True, False]), [box([0, 1], 5), box([1], 0)])).amount.tolist() == [5, 0]


def test_the_same_cells_stated_twice_must_agree() -> None:
    assert contradiction([1, 1], [box([0, 1], 5), box([0], 2), box([0, 1], 6)]).boxes == (0, 2)
    assert solved((np.ones(2), np.ones(2, bool), [box([0, 1], 6), box([0, 1], 6)])).amount.tolist() == [3, 3]


def test_zero_ideals_are_equal_and_no_boxes_are_nothing() -> None:
    assert solved((np.zeros(4), np.ones(4, bool), [box(range(4), 1200)])).amount.tolist() == [300] * 4
    assert solved((np.ones(2), np.ones(2, bool), [])).amount.tolist() == [0, 0]


def test_impossible_ideals_are_refused() -> None:
    with pytest.raises(ValueError, match="ideal"):
        solve(np.array([-1.0]), np.ones(1, bool), [box([0], 1)])


@given(
    st.lists(st.integers(0, 100), min_size=2, max_size=8), st.integers(0, 10**6), st.integers(1, 50), st.integers(0, 7)
)
def test_more_weight_never_gets_less(ideal: list[int], total: int, more: int, at: int) -> None:
    at %= len(ideal)
    everything = [box(range(len(ideal)), total)]
    heavier = np.array(ideal, float)
    heavier[at] += more
    flags = np.ones(len(ideal), bool)
    before, after = solved((np.array(ideal, float), flags, everything)), solved((heavier, flags, everything))
    assert not any(ideal) or after.amount[at] >= before.amount[at]


# Two directions.


def grid(rows: Sequence[int], columns: Sequence[int]) -> list[Box]:
    width = len(columns)
    boxes = [box(range(r * width, (r + 1) * width), a) for r, a in enumerate(rows)]
    return boxes + [box(range(c, len(rows) * width, width), a) for c, a in enumerate(columns)]


def test_regions_and_months_are_met_together() -> None:
    ideal = np.array([[1.0, 2], [3, 4], [5, 5]])
    answer = solved((ideal.ravel(), np.ones(6, bool), grid([30, 50, 20], [45, 55])))
    found = answer.amount.reshape(3, 2)
    assert found.sum(axis=1).tolist() == [30, 50, 20]
    assert found.sum(axis=0).tolist() == [45, 55]
    fitted = answer.fitted.reshape(3, 2)
    assert np.abs(found - fitted).max() < 1
    odds = fitted[0, 0] * fitted[1, 1] / (fitted[0, 1] * fitted[1, 0])
    assert odds == pytest.approx(1 * 4 / (2 * 3))


def test_one_unit_too_many_in_billions_is_seen() -> None:
    """Regions and months each add up to a year, but not to the same one: all are needed for the contradiction."""
    regions, months = [10**12, 2 * 10**12 + 1], [10**12, 10**12, 10**12]
    assert contradiction(np.ones(6), grid(regions, months)).boxes == (0, 1, 2, 3, 4)


def test_the_smaller_contradiction_is_named() -> None:
    """With the company's year stated beside its regions, months against the year are fewer than against regions."""
    boxes = [*grid([20, 20, 20, 20], [30, 30]), box(range(8), 80)]
    assert contradiction(np.ones(8), boxes).boxes == (4, 5, 6)


def test_ideals_of_zero_give_way_when_nothing_else_does() -> None:
    ideal = np.array([[1.0, 0], [1, 1]])
    answer = solved((ideal.ravel(), np.ones(4, bool), grid([5, 3], [2, 6])))
    check((ideal.ravel(), np.ones(4, bool), grid([5, 3], [2, 6])), answer)


def test_cells_that_totals_force_to_zero_do_not_disturb_the_others() -> None:
    """Half of the people are there in the first half-year only and fill it: the others have nothing in it."""
    random = np.random.default_rng(5)
    x = random.integers(1, 10**6, (40, 12))
    x[:20, 6:] = 0
    x[20:, :6] = 0
    eligible = np.ones(x.shape, bool)
    eligible[:20, 6:] = False
    problem = (random.random(480), eligible.ravel(), grid(x.sum(axis=1).tolist(), x.sum(axis=0).tolist()))
    answer = solved(problem)
    check(problem, answer)
    assert np.abs(answer.amount - answer.fitted).max() < 1


def test_a_negative_month_stays_in_its_month() -> None:
    """A refund in the first month of a person: others are not touched, the rest of the year makes up for it."""
    problem = (np.ones(4), np.ones(4, bool), [box(range(4), 100), box([0], -20), box([1, 2], 90)])
    answer = solved(problem)
    assert answer.amount.tolist() == [-20, 45, 45, 30]


def test_a_negative_row_crosses_positive_columns() -> None:
    problem = (np.ones(6), np.ones(6, bool), grid([-10, 40], [10, 10, 10]))
    check(problem, solved(problem))


def test_scipy_is_not_loaded_where_two_directions_agree() -> None:
    code = """
import sys, numpy as np
from targetree.engine.margins.solve import Box, Solution, solve
cells = np.arange(120).reshape(10, 12)
boxes = [Box(row, 24) for row in cells] + [Box(column, 20) for column in cells.T]
assert isinstance(solve(np.arange(120.0), np.ones(120, bool), boxes), Solution)
assert isinstance(solve(np.arange(120.0), np.ones(120, bool), boxes[:10]), Solution)
assert not any(name.split(".")[0] in ("scipy", "numba") for name in sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True)


# Three directions.


def faces(x: NDArray[np.int64]) -> list[Box]:
    """Every sum over one axis of a block, as boxes."""
    cells = np.arange(x.size).reshape(x.shape)
    boxes = []
    for axis in range(3):
        lines = np.moveaxis(cells, axis, -1).reshape(-1, x.shape[axis])
        boxes += [Box(line, int(x.ravel()[line].sum())) for line in lines]
    return boxes


@pytest.mark.parametrize("largest", [3, 10**9])
def test_three_directions_are_met_together(largest: int) -> None:
    random = np.random.default_rng(3)
    x = random.integers(0, largest, (5, 4, 3))
    problem = (random.random(60), np.ones(60, bool), faces(x))
    check(problem, solved(problem))


def test_three_directions_that_only_halves_could_meet() -> None:
    """Three cells, any two of which add up to one."""
    found = contradiction(np.ones(3), [box([0, 1], 1), box([1, 2], 1), box([0, 2], 1)])
    assert found.reason == "no-integer"
    assert found.boxes == (0, 1, 2)


def test_time_that_runs_out_is_said() -> None:
    random = np.random.default_rng(3)
    answer = solve(random.random(60), np.ones(60, bool), faces(random.integers(0, 9, (5, 4, 3))), seconds=0.0)
    assert isinstance(answer, Contradiction)
    assert answer.reason == "time"
    assert not answer.irreducible


# Any boxes at all.


@st.composite
def problems(draw: st.DrawFn, negative: bool = False) -> Problem:
    """Boxes over a block of who x what x when, most of them sums of something that exists."""
    shape = draw(st.sampled_from([(3, 3, 1), (4, 2, 1), (2, 2, 2), (3, 2, 2), (6, 1, 1)]))
    size = int(np.prod(shape))
    lowest = -9 if negative else 0
    truth = np.array(draw(st.lists(st.integers(lowest, 9), min_size=size, max_size=size)))
    eligible = np.array(draw(st.lists(st.sampled_from([True, True, True, False]), min_size=size, max_size=size)))
    ideal = np.array(draw(st.lists(st.integers(0, 5), min_size=size, max_size=size)), float)
    cells = np.arange(size).reshape(shape)
    boxes = []
    for _ in range(draw(st.integers(1, 7))):
        part = cells
        for axis, length in enumerate(shape):
            first = draw(st.integers(0, length - 1))
            last = draw(st.sampled_from([first, length - 1]))
            if draw(st.booleans()):
                part = np.take(part, range(first, last + 1), axis)
        amount = int(truth[part.ravel()][eligible[part.ravel()]].sum()) + draw(st.sampled_from([0, 0, 0, 0, 1, -2]))
        boxes.append(box(part.ravel().tolist(), amount if negative else max(amount, 0)))
    return ideal, eligible, boxes


@given(problems() | problems(negative=True))
@settings(deadline=None, max_examples=150)
def test_exact_or_an_irreducible_contradiction(problem: Problem) -> None:
    answer = solve(*problem)
    everything = range(len(problem[2]))
    if isinstance(answer, Solution):
        check(problem, answer)
        assert possible(problem, everything)
        return
    assert answer.irreducible
    if answer.reason == "infeasible":
        assert not possible(problem, answer.boxes)
        assert all(possible(problem, set(answer.boxes) - {k}) for k in answer.boxes)
    else:
        assert answer.reason == "no-integer"
        assert possible(problem, everything)


@given(problems())
@settings(deadline=None, max_examples=60)
def test_no_smaller_contradiction_exists(problem: Problem) -> None:
    answer = solve(*problem)
    if isinstance(answer, Contradiction) and answer.reason == "infeasible":
        fewer = itertools.combinations(range(len(problem[2])), len(answer.boxes) - 1)
        assert all(possible(problem, chosen) for chosen in fewer)


@given(problems() | problems(negative=True), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_the_order_of_boxes_does_not_matter(problem: Problem, random: randoms.Random) -> None:
    ideal, eligible, boxes = problem
    order = list(range(len(boxes)))
    random.shuffle(order)
    straight, mixed = solve(*problem), solve(ideal, eligible, [boxes[k] for k in order])
    assert type(straight) is type(mixed)
    if isinstance(straight, Solution) and isinstance(mixed, Solution):
        assert straight.amount.tolist() == mixed.amount.tolist()
    if isinstance(straight, Contradiction) and isinstance(mixed, Contradiction):
        assert len(straight.boxes) == len(mixed.boxes)
