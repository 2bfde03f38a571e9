"""The problem of crossing totals, with cells that lie in the same boxes taken together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..grouping import sum_by
from .families import Family, Stated
from .fitting import Partition
from .flow import FAR, exact_sums


@dataclass(frozen=True)
class Merged:
    """M merged cells under the regions of every family."""

    stated: Stated
    families: list[Family]
    of_cell: NDArray[np.int64]
    """[n] the merged cell of each cell, -1 for cells that are in no box or structurally zero."""
    cells: NDArray[np.int64]
    """[M] how many cells each stands for."""
    weights: NDArray[np.float64]
    """[M] the sum of their ideals."""
    partitions: list[Partition]
    """The own regions of each family, over merged cells."""
    up: NDArray[np.bool_]
    """[M] may be more than 0."""
    down: NDArray[np.bool_]
    """[M] may be less than 0."""

    @property
    def lowest(self) -> NDArray[np.int64]:
        return np.where(self.down, -FAR, np.int64(0))

    @property
    def highest(self) -> NDArray[np.int64]:
        return np.where(self.up, FAR, np.int64(0))

    def residual(self, part: Partition, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """[R] what the regions still lack with these whole values [M]."""
        return part.net - exact_sums(part.bins, values, len(part.net) + 1)[:-1]


def merge(stated: Stated, families: list[Family], ideal: NDArray[np.float64]) -> Merged:
    inside = np.flatnonzero(np.logical_or.reduce([family.code >= 0 for family in families]))
    pattern = distinct([family.code[inside] for family in families])
    of_cell = np.full(len(ideal), -1)
    of_cell[inside] = pattern.of
    weights = sum_by(pattern.of, ideal[inside], len(pattern.example))
    codes = [family.code[inside][pattern.example] for family in families]
    up, down = _signs(stated, families, codes)
    return Merged(
        stated,
        families,
        of_cell,
        np.bincount(pattern.of, minlength=len(pattern.example)),
        weights,
        [Partition(code, family.net) for code, family in zip(codes, families, strict=True)],
        up,
        down,
    )


@dataclass(frozen=True)
class Patterns:
    of: NDArray[np.int64]
    """[n] which of the different patterns each element has, in the order of the codes."""
    example: NDArray[np.int64]
    """[M] the first element of each pattern."""


def distinct(codes: list[NDArray[np.int64]]) -> Patterns:
    """The different tuples among `codes`, arrays of equal length n with values from -1 up."""
    key = codes[0] + 1
    for code in codes[1:]:
        width = int(code.max(initial=-1)) + 2
        if int(key.max(initial=0)) >= 2**62 // width:
            key = np.unique(key, return_inverse=True)[1]
        key = key * width + code + 1
    _, example, of = np.unique(key, return_index=True, return_inverse=True)
    return Patterns(of, example)


def _signs(
    stated: Stated, families: list[Family], codes: list[NDArray[np.int64]]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which signs each merged cell may have: the innermost boxes around it decide.

    Below 0 where one of them is; above 0 too where another is above 0, or where none is below 0.
    """
    count = len(codes[0])
    if not (stated.amount < 0).any():
        return np.ones(count, bool), np.zeros(count, bool)
    up, down = np.zeros(count, bool), np.zeros(count, bool)
    inside: dict[tuple[int, int], bool] = {}

    def contains(outer: int, inner: int) -> bool:
        key = (outer, inner)
        if key not in inside:
            inside[key] = len(stated.cells[outer]) > len(stated.cells[inner]) and bool(
                np.isin(stated.cells[inner], stated.cells[outer], assume_unique=True).all()
            )
        return inside[key]

    for cell, regions in enumerate(zip(*(code.tolist() for code in codes), strict=True)):
        around = [int(families[f].box[region]) for f, region in enumerate(regions) if region >= 0]
        innermost = [box for box in around if not any(contains(box, other) for other in around if other != box)]
        amounts = stated.amount[innermost]
        down[cell] = (amounts < 0).any()
        up[cell] = (amounts > 0).any() or not down[cell]
    return up, down
