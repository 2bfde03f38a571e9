"""A block of cells scaled to a new total: cumulative rounding along the cells in their order."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_COMPILE_FROM = 500_000
"""Cells from which importing numba pays."""


def scale_cells(
    cells: NDArray[np.int64], total: int, room: NDArray[np.bool_] | None = None, out: NDArray[np.int64] | None = None
) -> NDArray[np.int64]:
    """`cells` of any shape in proportion, with the sum `total`.

    The running total is within half a unit of its ideal on every cell, so every contiguous part, a
    unit's or a person's, is within one unit of its own ideal; scaling up and back gives the cells again.
    Cells of mixed signs keep their signs where they can: the total is reached by scaling those that
    have its sign. All zero: equal over the cells with `room` (all, if not given).
    """
    target = np.empty_like(cells) if out is None else out
    flat = cells.ravel()
    before = int(flat.sum())
    if before == total:
        target[...] = cells
    elif flat.min(initial=0) < 0 < flat.max(initial=0) or before * total < 0:
        target[...] = _towards(cells, total, room)
    elif before == 0:
        weights = np.ones(cells.shape) if room is None else room.astype(np.float64)
        target[...] = _running(weights.ravel(), total).reshape(cells.shape)
    elif flat.size >= _COMPILE_FROM and target.flags.c_contiguous:
        from .scale_compiled import scale_flat

        scale_flat(flat, total, before, target.ravel())
    else:
        target[...] = _running(np.abs(flat).astype(np.float64), total).reshape(cells.shape)
    return target


def _towards(cells: NDArray[np.int64], total: int, room: NDArray[np.bool_] | None) -> NDArray[np.int64]:
    """The difference goes to the cells that have the total's sign, or where none has, over the room."""
    sign = 1 if total >= 0 else -1
    same = np.where(sign * cells > 0, cells, 0)
    opposite = cells - same
    if same.any() and sign * (total - int(opposite.sum())) >= 0:
        return opposite + scale_cells(same, total - int(opposite.sum()))
    return scale_cells(np.zeros_like(cells), total, room)


def _running(weights: NDArray[np.float64], total: int) -> NDArray[np.int64]:
    reached = np.cumsum(weights)
    if not len(reached) or reached[-1] <= 0:
        raise ValueError("there is no cell to put the total on")
    lines = np.floor(reached / reached[-1] * total + 0.5).astype(np.int64)
    parts: NDArray[np.int64] = np.diff(lines, prepend=0)
    return parts
