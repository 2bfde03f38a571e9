"""Stated boxes of cells sorted into families in which any two are nested or apart.

In such a (laminar) family every box keeps a region of its own, itself without the boxes inside it, and
the regions of a family do not overlap: nested totals become plain sums over disjoint regions.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..grouping import different


@dataclass(frozen=True, slots=True)
class Box:
    """A stated total: the cells it covers and what they must add up to, in the smallest unit."""

    cells: NDArray[np.integer]
    amount: int


@dataclass(frozen=True)
class Stated:
    """K different boxes with their cells sorted and structural zeros left out, from the largest to the smallest.

    The order comes from the boxes themselves, so nothing depends on the order in which they were given.
    """

    cells: list[NDArray[np.int64]]
    amount: NDArray[np.int64]
    origin: list[int]
    """[K] index of the box as it was given; of several that say the same, the first."""


@dataclass(frozen=True)
class Family:
    """R boxes of which no two cross, each with its own region."""

    box: NDArray[np.int64]
    """[R] index into the stated boxes; a box comes after those that contain it."""
    parent: NDArray[np.int64]
    """[R] the smallest box of this family around it, -1 for none."""
    code: NDArray[np.int64]
    """[n] whose own region each cell lies in, -1 for none."""
    net: NDArray[np.int64]
    """[R] what is left for the own region: the box less the boxes directly inside it."""
    size: NDArray[np.int64]
    """[R] cells in the own region."""


def sort_out(eligible: NDArray[np.bool_], boxes: Sequence[Box]) -> Stated | tuple[int, ...]:
    """The boxes in canonical form, or the indices of one or two boxes that cannot be met whatever the others say."""
    first: dict[bytes, int] = {}
    clash: tuple[int, ...] | None = None
    kept: list[tuple[int, bytes, NDArray[np.int64], int]] = []
    for index, box in enumerate(boxes):
        cells = np.asarray(box.cells, np.int64)
        if (cells[1:] <= cells[:-1]).any():
            cells = different(cells)
        cells = cells[eligible[cells]]
        if not len(cells):
            if box.amount:
                return (index,)
            continue
        key = cells.tobytes()
        if key in first:
            if boxes[first[key]].amount != box.amount:
                clash = clash or (first[key], index)
            continue
        first[key] = index
        kept.append((-len(cells), cells.astype(">i8").tobytes(), cells, index))
    if clash:
        return clash
    kept.sort(key=lambda item: item[:2])
    return Stated(
        [item[2] for item in kept],
        np.array([boxes[item[3]].amount for item in kept], np.int64),
        [item[3] for item in kept],
    )


def families(stated: Stated, n: int) -> list[Family]:
    """As few families as can be found: never more than two where two are enough."""
    colour = _first_fit(stated, n)
    if max(colour, default=0) >= 2:
        better = _by_saturation(_crossings(stated, n))
        if max(better) < max(colour):
            colour = better
    members: list[list[int]] = [[] for _ in range(max(colour, default=-1) + 1)]
    for box, family in enumerate(colour):
        members[family].append(box)
    return [_family(stated, boxes, n) for boxes in members]


def _first_fit(stated: Stated, n: int) -> list[int]:
    """Each box, largest first, into the first family where it lies within one region."""
    innermost: list[NDArray[np.int64]] = []
    colour: list[int] = []
    for box, cells in enumerate(stated.cells):
        family = next((f for f, region in enumerate(innermost) if _all_equal(region[cells])), len(innermost))
        if family == len(innermost):
            innermost.append(np.full(n, -1))
        innermost[family][cells] = box
        colour.append(family)
    return colour


def _all_equal(values: NDArray[np.int64]) -> bool:
    return bool((values == values[0]).all())


def _crossings(stated: Stated, n: int) -> list[NDArray[np.intp]]:
    """For every box the boxes that cross it."""
    size = np.array([len(cells) for cells in stated.cells])
    owner = np.repeat(np.arange(len(size)), size)
    cell = np.concatenate(stated.cells)
    by_cell = owner[np.argsort(cell, kind="stable")]
    start = np.concatenate(([0], np.cumsum(np.bincount(cell, minlength=n))))
    crossing = []
    for box, cells in enumerate(stated.cells):
        counts = start[cells + 1] - start[cells]
        places = np.repeat(start[cells] - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        shared = np.bincount(by_cell[places], minlength=len(size))
        crossing.append(np.flatnonzero((shared > 0) & (shared < np.minimum(size, size[box]))))
    return crossing


def _by_saturation(crossing: list[NDArray[np.intp]]) -> list[int]:
    """Colours by saturation degree (Brélaz 1979), which is exact where two colours are enough."""
    colour = [-1] * len(crossing)
    taken: list[set[int]] = [set() for _ in crossing]
    queue = [(0, -len(others), box) for box, others in enumerate(crossing)]
    heapq.heapify(queue)
    while queue:
        saturation, _, box = heapq.heappop(queue)
        if colour[box] >= 0 or -saturation != len(taken[box]):
            continue
        colour[box] = next(c for c in range(len(crossing)) if c not in taken[box])
        for other in crossing[box].tolist():
            if colour[other] < 0 and colour[box] not in taken[other]:
                taken[other].add(colour[box])
                heapq.heappush(queue, (-len(taken[other]), -len(crossing[other]), other))
    return colour


def _family(stated: Stated, boxes: list[int], n: int) -> Family:
    code = np.full(n, -1)
    parent = np.full(len(boxes), -1)
    net = stated.amount[boxes].copy()
    for region, box in enumerate(boxes):
        parent[region] = code[stated.cells[box][0]]
        code[stated.cells[box]] = region
        if parent[region] >= 0:
            net[parent[region]] -= stated.amount[box]
    size = np.bincount(code[code >= 0], minlength=len(boxes))
    return Family(np.array(boxes, np.int64), parent, code, net, size)
