"""Controlled rounding: exact sums on both sides, entries next to their real values, None only where nothing fits."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from targetree.engine.margins.transport import complete


def fitted(real: NDArray[np.float64], rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.float64]:
    """Plain proportional fitting, until nothing moves."""
    for _ in range(3000):
        real = real * (columns / np.maximum(real.sum(axis=0), 1e-300))
        real = real * (rows / np.maximum(real.sum(axis=1), 1e-300))[:, None]
    return real


def whole(matrix: object) -> NDArray[np.int64]:
    return np.array(matrix, np.int64)


def test_counts_neither_clump_nor_drift() -> None:
    """Fifty people with one signing each over twelve months: every month of the company gets four or five."""
    months = np.full(12, 4) + (np.arange(12) < 2)
    table = complete(np.full((50, 12), 1 / 12), np.ones(50, np.int64), months, np.ones((50, 12), bool))
    assert table is not None
    assert table.sum(axis=0).tolist() == months.tolist()
    assert set(table.sum(axis=1).tolist()) == {1}


def test_sums_that_disagree_have_no_table() -> None:
    everywhere = np.ones((2, 2), bool)
    assert complete(np.ones((2, 2)), whole([1, 2]), whole([2, 2]), everywhere) is None
    assert complete(np.ones((2, 2)), whole([-1, 2]), whole([0, 1]), everywhere) is None


def test_room_that_is_too_small_has_no_table() -> None:
    room = np.array([[True, True], [False, True]])
    assert complete(np.ones((2, 2)), whole([5, 3]), whole([6, 2]), room) is None
    forced = complete(np.ones((2, 2)), whole([5, 3]), whole([5, 3]), room)
    assert forced is not None
    assert forced.tolist() == [[5, 0], [0, 3]]


def test_entries_without_ideal_are_used_when_nothing_else_does() -> None:
    """The first row wants only the first column, which has no place for all of it."""
    table = complete(np.array([[1.0, 0.0], [1.0, 1.0]]), whole([5, 3]), whole([2, 6]), np.ones((2, 2), bool))
    assert table is not None
    assert table.sum(axis=1).tolist() == [5, 3]
    assert table.sum(axis=0).tolist() == [2, 6]


def test_rows_and_columns_without_ideal_count_as_equal() -> None:
    table = complete(np.zeros((2, 3)), whole([6, 3]), whole([3, 3, 3]), np.ones((2, 3), bool))
    assert table is not None
    assert table.tolist() == [[2, 2, 2], [1, 1, 1]]


def test_large_amounts_stay_exact() -> None:
    random = np.random.default_rng(1)
    table = random.integers(0, 10**11, (300, 12))
    found = complete(random.random((300, 12)), table.sum(axis=1), table.sum(axis=0), np.ones((300, 12), bool))
    assert found is not None
    assert (found.sum(axis=1) == table.sum(axis=1)).all()
    assert (found.sum(axis=0) == table.sum(axis=0)).all()


@st.composite
def tables(draw: st.DrawFn) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.float64]]:
    """Some integer table that exists, its room, and other weights to start from."""
    shape = draw(st.integers(1, 7)), draw(st.integers(1, 6))
    largest = draw(st.sampled_from([1, 3, 40, 10**6]))
    size = shape[0] * shape[1]
    entries = whole(draw(st.lists(st.integers(0, largest), min_size=size, max_size=size))).reshape(shape)
    room = np.array(draw(st.lists(st.booleans(), min_size=size, max_size=size))).reshape(shape)
    weights = draw(st.lists(st.integers(0, 9), min_size=size, max_size=size))
    return np.where(room, entries, 0), room, np.array(weights, float).reshape(shape)


@given(tables())
@settings(deadline=None)
def test_a_table_that_exists_is_found(case: tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.float64]]) -> None:
    entries, room, weights = case
    found = complete(weights, entries.sum(axis=1), entries.sum(axis=0), room)
    assert found is not None
    assert (found.sum(axis=1) == entries.sum(axis=1)).all()
    assert (found.sum(axis=0) == entries.sum(axis=0)).all()
    assert (found >= 0).all()
    assert not found[~room].any()


@given(tables())
@settings(deadline=None, max_examples=60)
def test_every_entry_is_the_fitted_one_down_or_up(
    case: tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.float64]],
) -> None:
    entries, _, weights = case
    everywhere = np.ones(entries.shape, bool)
    weights = weights + 1
    rows, columns = entries.sum(axis=1), entries.sum(axis=0)
    found = complete(weights, rows, columns, everywhere)
    assert found is not None
    assert np.abs(found - fitted(weights, rows, columns)).max() < 1 + 1e-5


@given(
    st.lists(st.integers(0, 3), min_size=3, max_size=3),
    st.lists(st.integers(0, 3), min_size=2, max_size=2),
    st.lists(st.booleans(), min_size=6, max_size=6),
)
@settings(deadline=None)
def test_none_only_where_counting_all_tables_finds_none(rows: list[int], columns: list[int], flags: list[bool]) -> None:
    room = np.array(flags).reshape(3, 2)
    possible = any(
        np.array_equal(np.array(t).reshape(3, 2).sum(axis=1), rows)
        and np.array_equal(np.array(t).reshape(3, 2).sum(axis=0), columns)
        for t in itertools.product(*(range(4) if flag else (0,) for flag in flags))
    )
    assert (complete(np.ones((3, 2)), whole(rows), whole(columns), room) is not None) == possible
