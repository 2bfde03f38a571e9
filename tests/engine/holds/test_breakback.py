"""Changing any cell: holds respected, exact, or refused with the holds that stand against it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetree.engine.holds.atoms import CellBox
from targetree.engine.holds.breakback import Edited, Refused, breakback
from targetree.engine.splitting.scale import scale_cells
from targetree.engine.splitting.scale_compiled import scale_flat
from targetree.engine.tree import ALL, Tree, grow, lone

WHO = grow("C", [("N", "C"), ("S", "C"), ("a", "N"), ("b", "N"), ("c", "S")], ["C", "N", "S"])
WHAT = grow(ALL, [("x", ALL), ("y", ALL)])


def one_person(*months: int) -> tuple[np.ndarray, Tree, Tree]:  # type: ignore[type-arg]
    cells = np.zeros((1, 1, 12), np.int64)
    cells[0, 0, : len(months)] = months
    return cells, grow("C", [("a", "C")], ["C"]), lone(ALL)


def edited(*args: object, **more: object) -> np.ndarray:  # type: ignore[type-arg]
    result = breakback(*args, **more)  # type: ignore[arg-type]
    assert isinstance(result, Edited)
    return result.cells


def test_a_held_february_and_a_new_quarter() -> None:  # acceptance N1
    cells, who, what = one_person(10, 20, 30)
    out = edited(cells, who, what, CellBox(0, 0, 0, 3), 100, [CellBox(0, 0, 1, 1)])
    assert out[0, 0, :3].tolist() == [20, 20, 60]


def test_a_held_total_makes_the_others_room() -> None:  # acceptance T1
    cells, who, what = one_person(200, 300, 500)
    out = edited(cells, who, what, CellBox(0, 0, 2, 1), 700, [CellBox(0, 0, 0, 3)])
    assert out[0, 0, :3].tolist() == [120, 180, 700]


def test_with_january_held_as_well() -> None:  # acceptance T2
    cells, who, what = one_person(200, 300, 500)
    out = edited(cells, who, what, CellBox(0, 0, 2, 1), 700, [CellBox(0, 0, 0, 3), CellBox(0, 0, 0, 1)])
    assert out[0, 0, :3].tolist() == [200, 100, 700]


def test_without_holds_only_the_cell_moves() -> None:
    cells, who, what = one_person(200, 300, 500)
    assert edited(cells, who, what, CellBox(0, 0, 2, 1), 700)[0, 0, :3].tolist() == [200, 300, 700]


def test_an_impossible_edit_names_the_holds_and_changes_nothing() -> None:
    cells, who, what = one_person(200, 300, 500)
    before = cells.copy()
    holds = [CellBox(0, 0, 0, 1), CellBox(0, 0, 0, 3), CellBox(0, 0, 1, 1), CellBox(0, 0, 5, 1)]
    result = breakback(cells, who, what, CellBox(0, 0, 2, 1), 700, holds)
    assert result == Refused((0, 1, 2)) or result == Refused((1,)) or isinstance(result, Refused)
    assert isinstance(result, Refused) and 3 not in result.holds and 1 in result.holds
    assert (cells == before).all()


def test_nobody_works_there() -> None:
    cells, who, what = one_person(0, 0, 500)
    room = np.ones((1, 12), bool)
    room[0, 0] = False
    assert breakback(cells, who, what, CellBox(0, 0, 0, 1), 5, room=room) == Refused(())


cells_of = st.lists(st.integers(0, 10**6), min_size=72, max_size=72).map(
    lambda v: np.array(v, np.int64).reshape(3, 2, 12)
)
boxes = st.builds(
    lambda who, what, period: CellBox(who, what, *period),
    st.integers(0, len(WHO.ids) - 1),
    st.integers(0, 2),
    st.sampled_from([(0, 12), (0, 3), (3, 3), (6, 3), (9, 3), *((m, 1) for m in range(12))]),
)


def amount_of(cells: np.ndarray, box: CellBox) -> int:  # type: ignore[type-arg]
    return int(cells[WHO.leaves(box.who), WHAT.leaves(box.what), box.months].sum())


@given(cells_of, boxes, st.integers(0, 10**8), st.lists(boxes, max_size=4))
def test_the_edit_and_every_hold_are_met_or_nothing_changes(
    cells: np.ndarray,
    edit: CellBox,
    amount: int,
    holds: list[CellBox],  # type: ignore[type-arg]
) -> None:
    before = cells.copy()
    result = breakback(cells, WHO, WHAT, edit, amount, holds)
    assert (cells == before).all()
    if isinstance(result, Refused):
        assert result.holds
        for left in result.holds:  # irreducible: without any one of them the rest lets the edit through
            rest = [holds[h] for h in result.holds if h != left]
            assert isinstance(breakback(cells, WHO, WHAT, edit, amount, rest), Edited)
        return
    out = result.cells
    assert amount_of(out, edit) == amount and (out >= 0).all()
    assert all(amount_of(out, hold) == amount_of(cells, hold) for hold in holds)
    again = edited(out, WHO, WHAT, edit, amount, holds)
    assert (again == out).all()


@given(cells_of, boxes, st.integers(1, 50))
def test_raising_and_taking_back_gives_the_same_cells(cells: np.ndarray, edit: CellBox, times: int) -> None:  # type: ignore[type-arg]
    before = amount_of(cells, edit)
    out = edited(cells, WHO, WHAT, edit, before * times + times)
    if before:
        assert (edited(out, WHO, WHAT, edit, before) == cells).all()


@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=30), st.integers(-(10**6), 10**6))
def test_scaling_meets_any_total(values: list[int], total: int) -> None:
    assert int(scale_cells(np.array(values, np.int64), total).sum()) == total


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=50), st.integers(1, 10**12))
def test_compiled_and_plain_scaling_agree(values: list[int], total: int) -> None:
    cells = np.array(values, np.int64)
    if cells.sum() == 0:
        return
    out = np.empty_like(cells)
    scale_flat(cells, total, int(cells.sum()), out)
    assert int(out.sum()) == total and (out >= 0).all()
    assert np.abs(np.cumsum(out) - np.cumsum(cells) * (total / cells.sum())).max() <= 0.5 + 1e-3
    assert np.abs(out - scale_cells(cells, total)).max() <= 1


@pytest.mark.parametrize("total", [0, 7, -7])
def test_all_zero_cells_share_alike(total: int) -> None:
    out = scale_cells(np.zeros(4, np.int64), total * 4)
    assert out.tolist() == [total] * 4
