"""Totals stated on several axes at once, met together to the last unit, or the contradiction named."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..splitting.spread import share_groups
from . import nested
from .contradiction import Contradiction, against_each_other, original
from .crossing import Crossing
from .families import Box, families, sort_out
from .fitting import Fit, fit, seeded, usual_weight
from .flow import Impossible
from .merged import Merged, merge
from .oracle import Oracle, UndecidedError
from .rounding import round_all

__all__ = ["Box", "Contradiction", "Solution", "solve"]

Wholes = NDArray[np.int64]
Reals = NDArray[np.float64]

_ROUNDS = 60
_WORK = 60_000_000
"""Merged cells x rounds that a slow fit may take."""
_SEED = 1e-7
"""Weight of cells without ideal, against the usual one, where the totals cannot be met without them."""


@dataclass(frozen=True)
class Solution:
    amount: Wholes
    """[n] exact: every box adds up."""
    fitted: Reals
    """[n] before rounding."""


def solve(
    ideal: Reals, eligible: NDArray[np.bool_], boxes: Sequence[Box], *, seconds: float = 20.0
) -> Solution | Contradiction:
    """Amounts of n cells that add up to every box, as proportional to `ideal` [n] as can be.

    Cells that are not `eligible` [n] or in no box get 0. An amount is negative only where the innermost box around
    the cell is, and may have either sign where boxes of both signs cross. Boxes that nest, or cross in two
    directions, are always settled; for three or more directions whole numbers are searched for about `seconds`.
    Ties go by position, so the caller's order of cells must be canonical. The order of boxes does not matter.

    Raises ValueError for ideals that are negative or not finite.
    """
    deadline = time.monotonic() + seconds
    ideal = np.asarray(ideal, np.float64)
    if not (np.isfinite(ideal).all() and (ideal >= 0).all()):
        raise ValueError("an ideal is negative or not a finite number")
    stated = sort_out(eligible, boxes)
    if isinstance(stated, tuple):
        return Contradiction(stated)
    if not stated.cells:
        return Solution(np.zeros(len(ideal), np.int64), np.zeros(len(ideal)))
    kinds = families(stated, len(ideal))
    merged = merge(stated, kinds, ideal)
    plain = nested.disagreement(merged)
    if plain is not None and (len(kinds) == 1 or len(plain.boxes) <= 2):
        return plain
    start = seeded(merged.weights, merged.cells, merged.partitions)
    if len(kinds) == 1:
        real = _fit(merged, start, 1).values
        whole: Wholes | Contradiction = merged.partitions[0].net[merged.partitions[0].code]
    elif len(kinds) == 2:
        whole, real = _two_directions(merged, start)
    else:
        whole, real = _many_directions(merged, start, deadline)
    if isinstance(whole, Contradiction):
        if plain is not None and len(plain.boxes) <= len(whole.boxes):
            return plain
        return whole if whole.reason == "time" else nested.told_as_parts(merged, whole, plain)
    return _spread_out(merged, whole, real, ideal)


def _fit(merged: Merged, weights: Reals, rounds: int) -> Fit:
    """Regions of the largest family come last: their sums are then met to the last digit."""
    partitions = sorted(merged.partitions, key=lambda part: len(part.net))
    return fit(weights, partitions, up=merged.up, down=merged.down, rounds=rounds)


def _fit_slowly(merged: Merged, weights: Reals, *, faint: bool, forced: NDArray[np.bool_] | None = None) -> Fit:
    """Many rounds; `faint`: cells without weight get a little, those `forced` to zero none."""
    if faint:
        usual = usual_weight(merged.weights, merged.cells)
        weights = np.where(weights > 0, weights, _SEED * usual * merged.cells)
    if forced is not None:
        weights = np.where(forced, 0.0, weights)
    return _fit(merged, weights, min(1500, _ROUNDS + _WORK // len(weights)))


def _two_directions(merged: Merged, start: Reals) -> tuple[Wholes | Contradiction, Reals]:
    crossing = Crossing.of(merged)
    found = _fit(merged, start, _ROUNDS)
    whole = crossing.round(found.values)
    if not found.settled and not isinstance(whole, Impossible):
        faint = bool(whole[start == 0].any())
        found = _fit_slowly(merged, start, faint=faint, forced=crossing.forced_to_zero(whole))
        whole = crossing.round(found.values)
    if isinstance(whole, Impossible):
        suspects = min((crossing.boxes_behind(cut) for cut in whole.cuts), key=lambda boxes: (len(boxes), boxes))
        return against_each_other(_oracle(merged, found.values), suspects, "infeasible"), found.values
    return whole, found.values


def _many_directions(merged: Merged, start: Reals, deadline: float) -> tuple[Wholes | Contradiction, Reals]:
    found = _fit(merged, start, _ROUNDS)
    if not found.settled:
        found = _fit_slowly(merged, start, faint=True)
    try:
        whole = round_all(merged, found.values, found.settled, deadline)
        if whole is not None:
            return whole, found.values
        oracle = _oracle(merged, found.values)
        oracle.deadline = deadline
        if oracle.possible(oracle.boxes):
            oracle.whole = True
            return against_each_other(oracle, None, "no-integer"), found.values
        return against_each_other(oracle, None, "infeasible"), found.values
    except UndecidedError:
        everything = original(merged, list(range(len(merged.stated.origin))))
        return Contradiction(everything, "time", irreducible=False), found.values


def _oracle(merged: Merged, real: Reals) -> Oracle:
    return Oracle(merged, np.rint(real).astype(np.int64))


def _spread_out(merged: Merged, whole: Wholes, real: Reals, ideal: Reals) -> Solution:
    """Merged cells back into single ones, by their ideals."""
    amount = share_groups(whole, merged.of_cell, ideal)
    weighted = np.append(np.where(merged.weights > 0, real / np.where(merged.weights > 0, merged.weights, 1), 0.0), 0.0)
    equal = np.append(np.where(merged.weights > 0, 0.0, real / merged.cells), 0.0)
    return Solution(amount, ideal * weighted[merged.of_cell] + equal[merged.of_cell])
