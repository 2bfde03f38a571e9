"""The compiled inner loops of `days`; imported late, because numba takes half a second to load."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

LONGEST = 32
RECIPROCAL_BITS = 16
"""x // n as x * (2^16 // n + 1) >> 16 is exact for x < 2^16 / 31; here x = r k + h <= 960."""


@cache
def patterns() -> NDArray[np.int64]:
    """[n, h, r] bit k - 1 is set where the k-th of n working days gets one unit more than the others."""
    table = np.zeros((LONGEST, LONGEST, LONGEST), np.int64)
    for n in range(1, LONGEST):
        r, h, k = np.arange(n), np.arange(n)[:, None], np.arange(1, n + 1)
        more = (r[None, :, None] * k + h[:, :, None]) % n < r[None, :, None]
        table[n, :n, :n] = (more.astype(np.int64) << (k - 1)).sum(axis=2)
    return table


@njit(cache=True, nogil=True, error_model="numpy")
def _first(n: int, phased: bool, phase: Any, row: int) -> Any:
    """h of `days`. A function that returned q and r with it would not be inlined, and cost a third more."""
    if phased:
        return min(max(np.int64(phase[row] * n), 0), n - 1)
    return n // 2


@njit(cache=True, nogil=True, error_model="numpy")
def days(cells: Any, row_class: Any, months: Any, phasing: Any, out: Any) -> None:
    """[R, 12] into [R, D]. Each month is written 32 days long: what runs over is zero and overwritten by what follows.

    The constant length is what lets LLVM unroll and vectorise; only the last row minds its end.
    """
    counts, positions, starts, table = months
    phased, phase = phasing
    rows, width = out.shape
    flat = out.reshape(-1)
    for row in range(rows - 1):
        of_class = row_class[row]
        for month in range(12):
            n = max(counts[of_class, month], 1)
            amount = cells[row, month]
            whole = amount // n
            pattern = table[n, _first(n, phased, phase, row), amount - whole * n]
            place = positions[of_class, month]
            begin = row * width + starts[month]
            line = flat[begin : begin + LONGEST]
            for day in range(LONGEST):
                k = np.int64(place[day])
                line[day] = (whole if k < LONGEST else 0) + ((pattern >> k) & 1)
    for month in range(12 if rows > 0 else 0):
        of_class = row_class[rows - 1]
        n = max(counts[of_class, month], 1)
        amount = cells[rows - 1, month]
        whole = amount // n
        pattern = table[n, _first(n, phased, phase, rows - 1), amount - whole * n]
        for day in range(starts[month + 1] - starts[month]):
            k = np.int64(positions[of_class, month, day])
            out[rows - 1, starts[month] + day] = (whole if k < LONGEST else 0) + ((pattern >> k) & 1)


@njit(cache=True, nogil=True, error_model="numpy")
def edges(cells: Any, row_class: Any, marks: Any, phasing: Any, out: Any) -> None:
    """[R, 12] into [R, E]: differences of running totals at E + 1 dates, `into_month` [C, E + 1] working days in."""
    counts, month_of, into_month = marks
    phased, phase = phasing
    rows = out.shape[0]
    before = np.zeros(13, np.int64)
    whole = np.zeros(12, np.int64)
    first = np.zeros(12, np.int64)
    rest = np.zeros(12, np.int64)
    reciprocal = np.zeros(12, np.int64)
    for row in range(rows):
        of_class = row_class[row]
        for month in range(12):
            n = max(counts[of_class, month], 1)
            whole[month] = cells[row, month] // n
            rest[month] = cells[row, month] - whole[month] * n
            first[month] = _first(n, phased, phase, row)
            reciprocal[month] = (1 << RECIPROCAL_BITS) // n + 1
            before[month + 1] = before[month] + cells[row, month]
        last = np.int64(0)
        for mark in range(len(month_of)):
            month = month_of[mark]
            k = into_month[of_class, mark]
            more = ((rest[month] * k + first[month]) * reciprocal[month]) >> RECIPROCAL_BITS
            running = before[month] + whole[month] * k + more
            if mark > 0:
                out[row, mark - 1] = running - last
            last = running
