"""Whole numbers under totals that cross in three or more directions, where a rounding need not exist.

Near the fitted values an integer programme is small: each value is taken down or up, and only where that
fails it may go further. scipy (HiGHS) is loaded when the first one is solved.
"""

from __future__ import annotations

import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .guessing import guess, most_undecided
from .merged import Merged
from .oracle import SMALL, Oracle, Posed, UndecidedError

_REACH = (1.0, 8.0, 512.0, np.inf)
"""How many units a value may move from a start that is close, in turn."""
_FEW = (4, 16)
"""Values of a region among which a guess is mended, in turn."""
_GAP = 10.0
"""So far from the best possible may a rounding be: the first one found will do."""


def round_all(merged: Merged, real: NDArray[np.float64], settled: bool, deadline: float) -> NDArray[np.int64] | None:
    """Whole values [M] with all sums exact, each next to `real` [M] if that can be; None where there are none.

    `settled`: `real` has all the sums already. Raises UndecidedError when time runs out.
    """
    posed = Oracle(merged, np.zeros(len(real), np.int64), deadline).pose(range(len(merged.stated.amount)))
    if settled:
        noise = 1e-6 + 1e-13 * np.abs(real)
        low = np.clip(np.floor(real + noise).astype(np.int64), merged.lowest, merged.highest)
        high = np.clip(np.ceil(real - noise).astype(np.int64), low, merged.highest)
        rounded = _next_to(posed, low, high, real - low, deadline)
        if rounded is not None:
            return rounded
    if not _approach(posed, real, deadline):
        return None
    room = posed.room(1.0)
    weight = 1 / np.maximum(np.abs(posed.start), 1.0)
    for reach in _REACH:
        ups, downs = np.minimum(room[:, 1], reach), np.minimum(-room[:, 0], reach)
        steps = _programme(posed, np.append(ups, downs), np.tile(weight, 2), deadline)
        if steps is not None:
            return posed.start + steps
    return None


def _next_to(
    posed: Posed, low: NDArray[np.int64], high: NDArray[np.int64], fraction: NDArray[np.float64], deadline: float
) -> NDArray[np.int64] | None:
    """`low` or `high` [P] for each value so that all sums are exact; None where no choice does that.

    Without a preference among roundings the programme is many times quicker, and each is within a unit. It is
    quicker still when a good guess is to be mended, in a few values of every region; that need not succeed.
    """
    raised = low + guess(posed, low, fraction, high > low)
    for count in _FEW:
        few = most_undecided(posed, fraction, high > low, count)
        if 2 * np.count_nonzero(few) < np.count_nonzero(high > low):
            posed.start = np.where(few, low, raised)
            steps = _programme(posed, np.where(few, high - low, 0).astype(np.float64), np.zeros(len(low)), deadline)
            if steps is not None:
                return posed.start + steps
    posed.start = low
    steps = _programme(posed, (high - low).astype(np.float64), np.zeros(len(low)), deadline)
    return None if steps is None else low + steps


def _approach(posed: Posed, real: NDArray[np.float64], deadline: float) -> bool:
    """Move the start from `real` to whole values that miss the sums by little, changing small values least.

    False where the sums cannot be met at all.
    """
    from scipy.optimize import linprog
    from scipy.sparse import hstack

    posed.start = np.clip(np.rint(real).astype(np.int64), posed.lowest, posed.highest)
    sums = posed.sums()
    cost = np.tile(1 / np.maximum(np.abs(real), 1e-3 * (np.abs(real).max(initial=0) or 1.0)), 2)
    cost /= cost.max(initial=1e-300)
    for _ in range(6):
        missing = posed.residual()
        scale = float(np.abs(missing).max())
        if scale == 0:
            return True
        room = posed.room(scale)
        limits = np.column_stack((np.zeros(len(cost)), np.append(room[:, 1], -room[:, 0])))
        options = {"time_limit": max(deadline - time.monotonic(), 0.01)}
        answer = linprog(
            cost, A_eq=hstack((sums, -sums)), b_eq=missing / scale, bounds=limits, method="highs", options=options
        )
        if answer.status == 2:
            return False
        if answer.status != 0:
            raise UndecidedError
        up, down = np.split(answer.x, 2)
        posed.move(up - down, scale)
        if scale <= SMALL:
            return True
    return True


def _programme(
    posed: Posed, most: NDArray[np.float64], cost: NDArray[np.float64], deadline: float
) -> NDArray[np.int64] | None:
    """Whole steps [P] from the start that give all sums, `most` up (given twice as many: and down); None if none do."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import hstack

    left = deadline - time.monotonic()
    if left <= 0:
        raise UndecidedError
    sums: Any = posed.sums()
    matrix = sums if len(most) == len(posed.start) else hstack((sums, -sums))
    missing = posed.residual()
    answer = milp(
        cost,
        integrality=np.ones(len(cost)),
        bounds=Bounds(0, most),
        constraints=LinearConstraint(matrix, missing, missing),
        options={"time_limit": left, "mip_rel_gap": _GAP},
    )
    if answer.status == 2:
        return None
    if answer.x is None:
        raise UndecidedError
    steps: NDArray[np.int64] = np.rint(answer.x).astype(np.int64)
    if len(steps) > len(posed.start):
        up, down = np.split(steps, 2)
        steps = up - down
    moved = Posed(posed.boxes, posed.parent, posed.codes, posed.net, posed.start + steps, posed.lowest, posed.highest)
    if moved.residual().any():
        raise UndecidedError
    return steps
