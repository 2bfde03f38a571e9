"""Real numbers with stated sums over several partitions at once, as proportional to their ideals as can be.

Iterative proportional fitting (Deming, Stephan 1940), in the form that lets signs mix: generalised RAS
(Junius, Oosterhaven 2003). A cell that may have either sign is x = a f - a / f with f the product of
its factors, one that may not be negative is x = a f, one that may not be positive x = -a / f.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True)
class Partition:
    """R disjoint regions of M cells and what each must add up to; `code` [M] is -1 where a cell is in none."""

    code: Codes
    net: NDArray[np.int64]

    @cached_property
    def bins(self) -> Codes:
        """[M] the code, with R for cells that lie in no region."""
        return np.where(self.code < 0, len(self.net), self.code)

    def sums(self, values: Reals) -> Reals:
        """[R + 1] sums by region, the last of what lies outside."""
        return np.bincount(self.bins, weights=values, minlength=len(self.net) + 1).astype(np.float64, copy=False)


@dataclass(frozen=True)
class Fit:
    values: Reals
    settled: bool
    """All sums are there, to the precision of the numbers."""


def seeded(weights: Reals, cells: NDArray[np.int64], partitions: Sequence[Partition]) -> Reals:
    """`weights` with equal ones in every region that has something to share and no weight to share it by.

    `cells` [M] is how many of the book's cells each stands for: equal means equal for each of those.
    """
    weights = weights.copy()
    usual = usual_weight(weights, cells) * cells
    for part in partitions:
        sums = part.sums(weights)
        without = np.append((sums[:-1] == 0) & (part.net != 0), False)
        idle = without[part.bins]
        weights[idle] = usual[idle]
    return weights


def usual_weight(weights: Reals, cells: NDArray[np.int64]) -> float:
    """What a cell weighs on average among those that weigh anything."""
    weighing = weights > 0
    return float(weights[weighing].sum() / cells[weighing].sum()) if weighing.any() else 1.0


def fit(
    weights: Reals,
    partitions: Sequence[Partition],
    *,
    up: NDArray[np.bool_],
    down: NDArray[np.bool_],
    rounds: int,
) -> Fit:
    """Fit `weights` [M] to the sums of all `partitions`; `up` and `down` [M] say which signs a cell may have."""
    weights = np.where(_nailed(partitions, up, down), 0.0, weights)
    above, below = np.where(up, weights, 0.0), np.where(down, weights, 0.0)
    largest = max((float(np.abs(part.net).max(initial=0)) for part in partitions), default=0.0)
    allowed = 1e-7 + 1e-13 * largest
    mixed = bool(below.any())
    for _ in range(rounds):
        for part in partitions:
            factors = _factors(part, above, below)[part.bins]
            above = above * factors
            if mixed:
                below = np.divide(below, factors, out=np.zeros(len(below)), where=factors > 0)
        values = above - below
        off = max((float(np.abs(part.sums(values)[:-1] - part.net).max(initial=0)) for part in partitions), default=0)
        if off <= allowed:
            return Fit(values, True)
        if len(partitions) == 1:
            break
    return Fit(above - below, False)


def _factors(part: Partition, above: Reals, below: Reals) -> Reals:
    """[R + 1] what each region is multiplied by; the last, for cells outside, is 1."""
    positive, negative = part.sums(above), part.sums(below)
    net = np.append(part.net, 0).astype(np.float64)
    root = np.sqrt(net * net + 4 * positive * negative)
    # Of the two forms of the same root the one that does not take the difference of near equals.
    top = np.where(net >= 0, net + root, 2 * negative)
    bottom = np.where(net >= 0, 2 * positive, root - net)
    factors = np.divide(top, bottom, out=np.ones(len(net)), where=bottom > 0)
    factors[-1] = 1.0
    return np.clip(factors, 0.0, 1e100)


def _nailed(partitions: Sequence[Partition], up: NDArray[np.bool_], down: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Cells that must be 0: their region's sum is 0 and no two signs in it could make up for each other."""
    nailed = np.zeros(len(up), bool)
    for part in partitions:
        ups, downs = part.sums(up.astype(np.float64)), part.sums(down.astype(np.float64))
        nothing = np.append(part.net == 0, False) & ((ups == 0) | (downs == 0))
        nailed |= nothing[part.bins]
    return nailed
