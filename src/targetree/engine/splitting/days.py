"""Months into days: cumulative rounding along each month's working days.

In a month of n working days with amount a the running total after the k-th of them is
floor(a k / n + phase), phase 1/2 where none is given. With a = q n + r (floor division) this is
q k + floor((r k + h) / n), h = floor(phase n): whole numbers only, so it is exact for every int64
amount, and a day's amount is q or q + 1. Which of the two is one bit of a pattern that depends on
(n, h, r) alone; the compiled kernel looks it up, the numpy version works it out.

The running total is known on any date without the days before it, so thirds and weeks are
differences of two such values (`spread_edges`).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ..periods import MONTHS, PlanYear

NOT_WORKING = 63
"""Position of a day that is not a working day: past every bit of a pattern."""
LONGEST_MONTH = 32
"""Days of a month, padded so that the compiled loop has a constant length."""
_PEOPLE_AT_A_TIME = 128
COMPILE_FROM = 2_000_000
"""Cells from which importing numba (half a second) pays."""

Ints = NDArray[np.int64]


def spread_days(
    cells: Ints,
    working: NDArray[np.bool_],
    row_class: NDArray[np.int32],
    year: PlanYear,
    phase: NDArray[np.float64] | None = None,
    *,
    out: Ints | None = None,
) -> Ints:
    """Daily amounts [R, D] of monthly `cells` [R, 12], any unit, any sign.

    `working` [C, D] holds the working days of each class, `row_class` [R] the class of each row.
    On every date the running total is within half a unit of the ideal line (equal per working
    day), every month telescopes to its cell, and nothing falls on a day that is not working.
    `phase` [R] in (0, 1) moves the days on which odd units fall. `out` [R, D], C-contiguous, is
    filled and returned when given. Raises ValueError for an amount in a month without working day.
    """
    cells, row_class = _checked(cells, working, row_class, year)
    if out is None:
        out = np.empty((len(cells), year.day_count), np.int64)
    if out.shape != (len(cells), year.day_count) or out.dtype != np.int64 or not out.flags.c_contiguous:
        raise ValueError(f"out must be C-contiguous int64 [{len(cells)}, {year.day_count}]")
    if _compiled_pays(out.size):
        from . import days_compiled

        days_compiled.days(cells, row_class, _months(working, year), _phasing(phase), out)
        return out
    counts, positions = _positions(working, year)
    out[:] = _days_in_numpy(_parts(cells, counts[row_class], phase), positions, row_class, year)
    return out


def sum_days(
    cells: Ints,
    working: NDArray[np.bool_],
    row_class: NDArray[np.int32],
    year: PlanYear,
    phase: NDArray[np.float64] | None = None,
) -> Ints:
    """Daily amounts [P, D] of P people, each the sum of K products' days: `cells` [P, K, 12], `phase` [P, K].

    The same as `spread_days` of every product added up, without the products' days ever being stored: who gets
    the odd units of a month is looked up in a table of patterns, in which numpy is as fast as a compiled loop.
    """
    people, products, _ = cells.shape
    _checked(cells.reshape(people * products, MONTHS), working, np.repeat(row_class, products), year)
    counts, positions = _positions(working, year)
    idle = positions == NOT_WORKING
    place = np.where(idle, 0, positions).astype(np.intp)
    ones_of = day_patterns()
    narrow = np.uint8 if products <= np.iinfo(np.uint8).max else np.uint16
    out = np.empty((people, year.day_count), np.int64)
    for first in range(0, people, _PEOPLE_AT_A_TIME):
        some = slice(first, first + _PEOPLE_AT_A_TIME)
        of_class = row_class[some]
        n = counts[of_class][:, None, :]
        whole, rest, start, n = _divided(cells[some], n, None if phase is None else phase[some, :, None])
        ones = np.add.reduce(ones_of[(n * LONGEST_MONTH + start) * LONGEST_MONTH + rest], axis=1, dtype=narrow)
        days = np.take_along_axis(ones, place[of_class], axis=2) + whole.sum(axis=1)[:, :, None]
        days[idle[of_class]] = 0
        for month, part in enumerate(year.month_slices):
            out[some, part] = days[:, month, : part.stop - part.start]
    return out


@cache
def day_patterns() -> NDArray[np.uint8]:
    """[n, h, r (as one index), k - 1] 1 where the k-th of n working days gets one unit more than the others."""
    table = np.zeros((LONGEST_MONTH,) * 4, np.uint8)
    for n in range(1, LONGEST_MONTH):
        r, h, k = np.arange(n), np.arange(n)[:, None], np.arange(1, n + 1)
        table[n, :n, :n, :n] = (r[None, :, None] * k + h[:, :, None]) % n < r[None, :, None]
    return table.reshape(-1, LONGEST_MONTH)


def spread_edges(
    cells: Ints,
    working: NDArray[np.bool_],
    row_class: NDArray[np.int32],
    year: PlanYear,
    edges: Sequence[int] | NDArray[np.int64],
    *,
    phase: NDArray[np.float64] | None = None,
) -> Ints:
    """Amounts [R, E] between consecutive `edges` (E + 1 rising day offsets 0..D), equal to the sums of `spread_days`.

    Only the running totals at the edges are worked out. Raises as `spread_days` does.
    """
    cells, row_class = _checked(cells, working, row_class, year)
    marks = np.asarray(edges, np.int64)
    starts = _starts(year)
    month = np.minimum(np.searchsorted(starts, marks, side="right") - 1, MONTHS - 1).astype(np.int64)
    worked = np.zeros((len(working), year.day_count + 1), np.int64)
    np.cumsum(working, axis=1, out=worked[:, 1:])
    into_month = worked[:, marks] - worked[:, starts[month]]
    counts = worked[:, starts[1:]] - worked[:, starts[:-1]]
    if _compiled_pays(cells.shape[0] * len(marks) * 4):
        from . import days_compiled

        out = np.empty((len(cells), len(marks) - 1), np.int64)
        days_compiled.edges(cells, row_class, (counts, month, into_month), _phasing(phase), out)
        return out
    before = np.zeros((len(cells), MONTHS + 1), np.int64)
    np.cumsum(cells, axis=1, out=before[:, 1:])
    whole, rest, first, count = _parts(cells, counts[row_class], phase)
    done = into_month[row_class]
    ones = (rest[:, month] * done + first[:, month]) // count[:, month]
    running = before[:, month] + whole[:, month] * done + ones
    return np.asarray(np.diff(running, axis=1))


def load_compiled(cells: int) -> None:
    """Loads the compiled loops if so many cells are to come, in however small pieces; then all pieces use them."""
    if cells >= COMPILE_FROM:
        from . import days_compiled  # noqa: F401


def _compiled_pays(cells: int) -> bool:
    return cells >= COMPILE_FROM or f"{__package__}.days_compiled" in sys.modules


def third_edges(year: PlanYear) -> Ints:
    """[37] day offsets between which the 36 thirds of months lie."""
    return _edges(year.third_of_day)


def week_edges(year: PlanYear) -> Ints:
    """[weeks + 1] day offsets between which the ISO weeks lie, clipped to the year."""
    return _edges(year.week_of_day)


def _edges(part_of_day: NDArray[np.int8]) -> Ints:
    changes = np.flatnonzero(np.diff(part_of_day)) + 1
    return np.array([0, *changes.tolist(), len(part_of_day)], np.int64)


def _positions(working: NDArray[np.bool_], year: PlanYear) -> tuple[Ints, NDArray[np.uint8]]:
    """Working days of each class's months [C, 12], and the position of every day among them from 0 [C, 12, 32]."""
    counts = np.zeros((len(working), MONTHS), np.int64)
    positions = np.full((len(working), MONTHS, LONGEST_MONTH), NOT_WORKING, np.uint8)
    for month, days in enumerate(year.month_slices):
        flags = working[:, days]
        rank = np.cumsum(flags, axis=1)
        counts[:, month] = rank[:, -1]
        positions[:, month, : flags.shape[1]] = np.where(flags, rank - 1, NOT_WORKING)
    return counts, positions


def _months(working: NDArray[np.bool_], year: PlanYear) -> tuple[Ints, NDArray[np.uint8], Ints, Ints]:
    from . import days_compiled

    return *_positions(working, year), _starts(year), days_compiled.patterns()


def _days_in_numpy(
    parts: tuple[Ints, Ints, Ints, Ints], positions: NDArray[np.uint8], row_class: NDArray[np.int32], year: PlanYear
) -> Ints:
    whole, *others = parts
    small = [part.astype(np.int16) for part in others]
    out = np.empty((len(whole), year.day_count), np.int64)
    for month, days in enumerate(year.month_slices):
        length = days.stop - days.start
        rank = (positions[:, month, :length].astype(np.int16) + 1)[row_class]
        remainder, start, n = (part[:, month, None] for part in small)
        more = (remainder * rank + start) % n < remainder
        out[:, days] = np.where(rank <= LONGEST_MONTH, whole[:, month, None] + more, 0)
    return out


def _parts(cells: Ints, counts: Ints, phase: NDArray[np.float64] | None) -> tuple[Ints, Ints, Ints, Ints]:
    """q, r, h and n of each cell; n is 1 where there is no working day (and the cell is 0)."""
    return _divided(cells, counts, None if phase is None else phase[:, None])


def _divided(cells: Ints, counts: Ints, phase: NDArray[np.float64] | None) -> tuple[Ints, Ints, Ints, Ints]:
    n = np.maximum(counts, 1)
    whole, rest = np.divmod(cells, n)
    if phase is None:
        return whole, rest, n // 2, n
    return whole, rest, np.clip((phase * n).astype(np.int64), 0, n - 1), n


def _checked(
    cells: Ints, working: NDArray[np.bool_], row_class: NDArray[np.int32], year: PlanYear
) -> tuple[Ints, NDArray[np.int32]]:
    counts: Ints = np.add.reduceat(working.astype(np.int64), _starts(year)[:-1], axis=1)
    empty = counts == 0
    if empty.any():
        rows = np.flatnonzero(empty.any(axis=1)[row_class])
        at_fault = np.argwhere((cells[rows] != 0) & empty[row_class[rows]])
        if len(at_fault):
            row, month = int(rows[at_fault[0][0]]), year.month_names[int(at_fault[0][1])]
            raise ValueError(f"row {row} has an amount in {month} but no working day")
    return np.ascontiguousarray(cells, np.int64), np.ascontiguousarray(row_class, np.int32)


def _starts(year: PlanYear) -> Ints:
    return np.array([days.start for days in year.month_slices] + [year.day_count], np.int64)


def _phasing(phase: NDArray[np.float64] | None) -> tuple[bool, NDArray[np.float64]]:
    return phase is not None, np.zeros(0) if phase is None else np.ascontiguousarray(phase, np.float64)
