"""The lowest point of a smooth function of a few parameters."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Loss = Callable[[Floats], tuple[float, Floats]]

_MOST_STEPS, _SHORTEST = 60, 1e-4
_LONGEST_STEP = 2.0
"""Parameters are logarithms: e² is far enough for one step."""


def minimise(
    loss: Loss, start: Floats, low: Floats, high: Floats, tolerance: float = 1e-9
) -> tuple[Floats, float] | None:
    """Newton's method within the box `low` to `high` [d]; `loss` returns value and gradient [d].

    Curvature comes from differences of the gradient, its negative directions turned (J. Nocedal,
    S. Wright, Numerical Optimization, 2nd ed., 3.4). For three or four parameters this takes
    fewer calls than scipy's methods, and importing those takes longer than the fit. Done when two
    steps in a row gain no more than `tolerance`. None where the loss is not finite.
    """
    at = np.clip(start, low, high)
    value, slope = loss(at)
    idle = 0
    for _ in range(_MOST_STEPS):
        if not np.isfinite(value) or not np.isfinite(slope).all():
            return None
        free = np.flatnonzero(~(((at <= low) & (slope > 0)) | ((at >= high) & (slope < 0))))
        if not len(free) or float(np.abs(slope[free]).max()) < 1e-9:
            break
        step = np.zeros(len(at))
        step[free] = _newton_step(loss, at, slope, free, high)
        moved = _shorten(loss, at, value, slope, step, low, high)
        if moved is None:
            break
        idle = idle + 1 if value - moved[1] <= tolerance else 0
        at, value, slope = moved
        if idle == 2:
            break
    return at, value


def _newton_step(loss: Loss, at: Floats, slope: Floats, free: NDArray[np.int64], high: Floats) -> Floats:
    curvature = np.empty((len(free), len(free)))
    for row, axis in enumerate(free.tolist()):
        beside = at.copy()
        beside[axis] += 1e-5 if at[axis] + 1e-5 <= high[axis] else -1e-5
        curvature[row] = (loss(beside)[1][free] - slope[free]) / (beside[axis] - at[axis])
    size, direction = np.linalg.eigh((curvature + curvature.T) / 2)
    step: Floats = -(direction @ ((direction.T @ slope[free]) / np.maximum(np.abs(size), 1e-7)))
    return step * min(1.0, _LONGEST_STEP / max(float(np.abs(step).max()), 1e-300))


def _shorten(
    loss: Loss, at: Floats, value: float, slope: Floats, step: Floats, low: Floats, high: Floats
) -> tuple[Floats, float, Floats] | None:
    """The first of ever shorter steps that goes down enough; None if none does."""
    part = 1.0
    while part > _SHORTEST:
        new = np.clip(at + part * step, low, high)
        new_value, new_slope = loss(new)
        if np.isfinite(new_value) and new_value <= value + 1e-4 * min(float(slope @ (new - at)), 0.0):
            return new, float(new_value), new_slope
        part *= 0.3
    return None
