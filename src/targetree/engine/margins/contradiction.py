"""Which stated totals stand against each other: an irreducible set, the smallest one where it is small."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .merged import Merged
from .oracle import Oracle, UndecidedError

_BUDGET = 3.0
"""Seconds for leaving away what a contradiction does not need."""
_SEARCH = 2.0
"""Seconds for finding a smaller one."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Boxes, by the index they were given with, that cannot be met together; without any one of them they can.

    Where a total is stated together with all that it consists of, or with more than it can hold, `whole` is that
    box, `parts` are all the boxes directly inside it, and `difference` is by how much they add up to too much.
    """

    boxes: tuple[int, ...]
    reason: Literal["infeasible", "no-integer", "time"] = "infeasible"
    whole: int | None = None
    parts: tuple[int, ...] = ()
    difference: int = 0
    irreducible: bool = True
    """False only where time ran out before every box was found to be needed."""


def against_each_other(
    oracle: Oracle, suspects: list[int] | None, reason: Literal["infeasible", "no-integer"], seconds: float = _BUDGET
) -> Contradiction:
    """From boxes that cannot all be met (`suspects`, all if None) to an irreducible, if possible smallest, set."""
    oracle.deadline = time.monotonic() + seconds
    found = suspects or oracle.boxes
    try:
        if suspects is None or oracle.possible(suspects):
            found = oracle.boxes
            if not oracle.whole:
                found = oracle.certificate() or found
                if oracle.possible(found):
                    found = oracle.boxes
        found, proven = _irreducible(oracle, found)
        if proven and len(found) > 2:
            oracle.deadline = time.monotonic() + min(seconds, _SEARCH)
            found = _smallest(oracle, found)
    except UndecidedError:
        proven = False
    return Contradiction(original(oracle.merged, found), reason, irreducible=proven)


def original(merged: Merged, boxes: list[int]) -> tuple[int, ...]:
    return tuple(sorted(merged.stated.origin[box] for box in boxes))


def _irreducible(oracle: Oracle, boxes: list[int]) -> tuple[list[int], bool]:
    """Leave away ever smaller pieces while what remains is still impossible (deletion filter, Chinneck 1991)."""
    piece = max(len(boxes) // 2, 1)
    try:
        while True:
            position = 0
            while position < len(boxes):
                rest = boxes[:position] + boxes[position + piece :]
                if oracle.possible(rest):
                    position += piece
                else:
                    boxes = rest
            if piece == 1:
                return boxes, True
            piece //= 2
    except UndecidedError:
        return boxes, False


def _smallest(oracle: Oracle, boxes: list[int]) -> list[int]:
    """The smallest contradicting set by implicit hitting sets (Ignatiev and others 2015); `boxes` if time runs out.

    Every contradiction contains one of each set of boxes whose leaving away cures all. The smallest set that does so
    with those known so far is either a contradiction itself or shows another such cure.
    """
    cures: list[list[int]] = []
    try:
        while True:
            candidate = _hitting_set(cures, oracle.deadline)
            if len(candidate) >= len(boxes):
                return boxes
            if not oracle.possible(candidate):
                return candidate
            cures.append(_cure(oracle, candidate))
    except UndecidedError:
        return boxes


def _cure(oracle: Oracle, hard: list[int]) -> list[int]:
    """As few boxes outside `hard` as will do, without which all others can be met."""
    gone = [] if oracle.whole else oracle.broken(hard)
    kept = [box for box in oracle.boxes if box not in set(gone)]
    if not gone or not oracle.possible(kept):
        kept = list(hard)
        gone = [box for box in oracle.boxes if box not in set(hard)]
    needed = []
    for box in gone:
        if oracle.possible([*kept, box]):
            kept.append(box)
        else:
            needed.append(box)
    return needed


def _hitting_set(cures: list[list[int]], deadline: float) -> list[int]:
    if not cures:
        return []
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    boxes = sorted({box for cure in cures for box in cure})
    place = {box: k for k, box in enumerate(boxes)}
    column = [place[box] for cure in cures for box in cure]
    start = np.cumsum([0, *(len(cure) for cure in cures)])
    hits = csr_array((np.ones(len(column)), column, start), shape=(len(cures), len(boxes)))
    left = deadline - time.monotonic()
    if left <= 0:
        raise UndecidedError
    # The tiny slope makes the choice among sets of one size definite: boxes that come first.
    slope = 1 + np.arange(len(boxes)) / (len(boxes) + 1.0) ** 2 / 2
    answer = milp(
        slope, integrality=np.ones(len(boxes)), bounds=Bounds(0, 1),
        constraints=LinearConstraint(hits, 1, np.inf), options={"time_limit": left},
    )  # fmt: skip
    if answer.status != 0:
        raise UndecidedError
    return [box for box, taken in zip(boxes, answer.x > 0.5, strict=True) if taken]
