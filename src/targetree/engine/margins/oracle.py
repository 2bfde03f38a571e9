"""Can these boxes be met together? Linear programmes in corrections to a start that is already close.

Posed as corrections, the numbers that the solver sees are small whatever the amounts are, so a single
unit that is missing from billions is seen. Cells that lie in the same of the boxes asked about are one
variable: questions about few boxes are tiny. scipy is loaded when the first question is asked.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .flow import FAR, exact_sums
from .merged import Merged, distinct

_REFINEMENTS = 4
SMALL = 100
"""Residuals of so few units need no further refinement."""
_TINY = 1e-7


class UndecidedError(Exception):
    """The solver ran out of time."""


@dataclass
class Posed:
    """P patterns of cells under R regions of the boxes asked about."""

    boxes: NDArray[np.int64]
    """[R] the box of each region."""
    parent: NDArray[np.int64]
    """[R] the region around it, -1 for none."""
    codes: list[NDArray[np.int64]]
    """For every family [P] the region of each pattern, -1 for none."""
    net: NDArray[np.int64]
    start: NDArray[np.int64]
    lowest: NDArray[np.int64]
    highest: NDArray[np.int64]

    def residual(self) -> NDArray[np.int64]:
        """[R] what the start still lacks."""
        missing = self.net.copy()
        for code in self.codes:
            missing -= exact_sums(np.where(code < 0, len(missing), code), self.start, len(missing) + 1)[:-1]
        return missing

    def sums(self) -> Any:
        """Sparse [R, P]: which patterns each region adds up."""
        from scipy.sparse import csr_array

        row = np.concatenate(self.codes)
        column = np.tile(np.arange(len(self.start)), len(self.codes))
        inside = row >= 0
        return csr_array((np.ones(inside.sum()), (row[inside], column[inside])), shape=(len(self.net), len(self.start)))

    def shifts(self) -> Any:
        """Sparse [R, R]: what one unit more in each box does to the regions (its own, and the one around it)."""
        from scipy.sparse import csr_array

        count = len(self.net)
        inner = np.flatnonzero(self.parent >= 0)
        values = np.concatenate((np.ones(count), -np.ones(len(inner))))
        row, column = np.concatenate((np.arange(count), self.parent[inner])), np.concatenate((np.arange(count), inner))
        return csr_array((values, (row, column)), shape=(count, count))

    def room(self, scale: float) -> NDArray[np.float64]:
        """[P, 2] how far each pattern may go down and up from the start."""
        down = np.where(self.lowest <= -FAR, -np.inf, np.minimum(self.lowest - self.start, 0) / scale)
        up = np.where(self.highest >= FAR, np.inf, np.maximum(self.highest - self.start, 0) / scale)
        return np.column_stack((down, up))

    def move(self, correction: NDArray[np.float64], scale: float) -> None:
        """Take the start on by `correction` [P], counted in `scale` units, within its bounds."""
        steps = np.rint(correction * scale).astype(np.int64)
        self.start = np.clip(self.start + steps, self.lowest, self.highest)


class Oracle:
    """Answers questions about subsets of the boxes of `merged`. `start` [M] is any whole values within the bounds."""

    def __init__(
        self, merged: Merged, start: NDArray[np.int64], deadline: float = np.inf, *, whole: bool = False
    ) -> None:
        self.merged = merged
        self.start = np.clip(start, merged.lowest, merged.highest)
        self.deadline = deadline
        self.whole = whole
        """Ask for whole numbers, not only for real ones."""

    @property
    def boxes(self) -> list[int]:
        return list(range(len(self.merged.stated.amount)))

    def pose(self, boxes: Collection[int]) -> Posed:
        asked = np.zeros(len(self.merged.stated.amount), bool)
        asked[list(boxes)] = True
        owners: list[int] = []
        around: list[int] = []
        codes = []
        for family, part in zip(self.merged.families, self.merged.partitions, strict=True):
            nearest = np.full(len(family.box) + 1, -1)
            for region, (box, parent) in enumerate(zip(family.box.tolist(), family.parent.tolist(), strict=True)):
                nearest[region] = nearest[parent]
                if asked[box]:
                    around.append(int(nearest[parent]))
                    nearest[region] = len(owners)
                    owners.append(box)
            codes.append(nearest[part.code])
        inside = np.flatnonzero(np.logical_or.reduce([code >= 0 for code in codes]))
        patterns = distinct([code[inside] for code in codes])
        count = len(patterns.example)
        owner, parent_of = np.array(owners, np.int64), np.array(around, np.int64)
        net = self.merged.stated.amount[owner]
        np.subtract.at(net, parent_of[parent_of >= 0], self.merged.stated.amount[owner[parent_of >= 0]])
        unbounded_below = np.bincount(patterns.of, weights=self.merged.down[inside], minlength=count) > 0
        unbounded_above = np.bincount(patterns.of, weights=self.merged.up[inside], minlength=count) > 0
        return Posed(
            owner,
            parent_of,
            [code[inside][patterns.example] for code in codes],
            net,
            exact_sums(patterns.of, self.start[inside], count),
            np.where(unbounded_below, -FAR, np.int64(0)),
            np.where(unbounded_above, FAR, np.int64(0)),
        )

    def possible(self, boxes: Collection[int]) -> bool:
        """Whether `boxes` can all be met. Raises UndecidedError."""
        if not boxes:
            return True
        posed = self.pose(boxes)
        for _ in range(_REFINEMENTS):
            missing = posed.residual()
            scale = float(np.abs(missing).max())
            if scale == 0:
                return True
            answer = self._linear(np.zeros(len(posed.start)), posed.sums(), missing / scale, posed.room(scale))
            if answer is None:
                return False
            posed.move(answer.x, scale)
            if scale <= SMALL:
                break
        return not self.whole or self._whole(posed)

    def certificate(self) -> list[int] | None:
        """Boxes that stand against each other, of few that are far off rather than of many; None if all can be met.

        The dual of: by how much must every box be allowed to be off, at most?
        """
        from scipy.sparse import block_array, csr_array, eye_array

        posed = self.pose(self.boxes)
        missing = posed.residual()
        scale = float(np.abs(missing).max()) or 1.0
        shifts, count, cells = posed.shifts(), len(posed.net), len(posed.start)
        equal = block_array([[posed.sums(), shifts, -shifts, csr_array((count, 1))]])
        within = block_array(
            [[csr_array((count, cells)), eye_array(count), eye_array(count), csr_array(-np.ones((count, 1)))]]
        )
        cost = np.append(np.zeros(cells + 2 * count), 1.0)
        bounds = np.vstack((posed.room(scale), np.tile([0.0, np.inf], (2 * count + 1, 1))))
        answer = self._linear(cost, equal, missing / scale, bounds, within=within)
        if answer is None or answer.fun <= _TINY:
            return None
        prices = np.abs(shifts.T @ answer.eqlin.marginals)
        return sorted(posed.boxes[prices > _TINY * prices.max()].tolist())

    def broken(self, hard: Collection[int]) -> list[int]:
        """Boxes that give way, by the least total amount, so that `hard` and all the others are met."""
        from scipy.sparse import block_array

        posed = self.pose(self.boxes)
        missing = posed.residual()
        scale = float(np.abs(missing).max()) or 1.0
        shifts, cells = posed.shifts(), len(posed.start)
        soft = ~np.isin(posed.boxes, list(hard))
        equal = block_array([[posed.sums(), shifts, -shifts]])
        free = np.where(np.tile(soft, 2), np.inf, 0.0)
        bounds = np.vstack((posed.room(scale), np.column_stack((np.zeros(len(free)), free))))
        cost = np.append(np.zeros(cells), np.ones(len(free)))
        answer = self._linear(cost, equal, missing / scale, bounds)
        if answer is None:
            return []
        gives = answer.x[cells:].reshape(2, -1).max(axis=0)
        return sorted(posed.boxes[gives > _TINY].tolist())

    def _linear(
        self, cost: NDArray[np.float64], equal: Any, wanted: NDArray[np.float64], bounds: Any, *, within: Any = None
    ) -> Any:
        from scipy.optimize import linprog

        left = self.deadline - time.monotonic()
        if left <= 0:
            raise UndecidedError
        limits = None if within is None else np.zeros(within.shape[0])
        answer = linprog(
            cost, within, limits, equal, wanted, bounds, method="highs", options={"time_limit": max(left, 0.01)}
        )
        if answer.status == 2:
            return None
        if answer.status != 0:
            raise UndecidedError
        return answer

    def _whole(self, posed: Posed) -> bool:
        from scipy.optimize import Bounds, LinearConstraint, milp

        missing = posed.residual()
        room = posed.room(1.0)
        answer = milp(
            np.zeros(len(posed.start)),
            integrality=np.ones(len(posed.start)),
            bounds=Bounds(room[:, 0], room[:, 1]),
            constraints=LinearConstraint(posed.sums(), missing, missing),
            options={"time_limit": max(self.deadline - time.monotonic(), 0.01)},
        )
        if answer.status == 2:
            return False
        if answer.x is None:
            raise UndecidedError
        return True
