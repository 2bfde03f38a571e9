"""Expected amounts beside targets, for every person and unit: past, current, future customers and what is to be won."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ..book import Measure
from ..grouping import sum_by
from ..result import SupportRow
from ..tree import Tree
from .outlook import STAGES
from .ranges import SharedError, range_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_Number = TypeVar("_Number", np.int64, np.float64)


@dataclass(frozen=True)
class Entries:
    """What one measure rests on, n entries; a customer may have one in each stage."""

    customer: Ints
    """[n] index into `Book.customers`, -1 for customers without a name."""
    stage: Ints
    """[n] index into `STAGES`."""
    node: Ints
    """[n] node of the who tree: a person's or, where nobody has the customer, a unit's."""
    leaf: Ints
    """[n] the person's leaf, else -1."""
    expected: Ints
    """[n] smallest units."""
    variance: Floats
    habit: Ints
    """[n] of it, what rests on what was bought so far."""
    timed: Floats
    """[n, 12] of it, what has its month."""
    error: SharedError


@dataclass(frozen=True)
class Coverage:
    """By node of the who tree."""

    customers: Ints
    """[nodes, 3]"""
    expected: Ints
    """[nodes, 3]"""
    low: Ints
    high: Ints
    """[nodes, 4] the 80 % ranges, of what is to be won last."""
    new: Ints
    """[nodes] target less what all three stages are expected to bring, not below 0."""
    doubt: Floats
    """[nodes] standard deviation of what all three bring together."""


def cover(who: Tree, entries: Entries, year_targets: Ints) -> Coverage:
    """`year_targets` [P]. Ranges of sums come from summed variances, the shared errors added once."""
    nodes, kinds = len(who.ids), len(STAGES)
    cell = entries.node * kinds + entries.stage
    count = np.bincount(cell, minlength=nodes * kinds).reshape(nodes, kinds)
    expected = np.zeros(nodes * kinds, np.int64)
    np.add.at(expected, cell, entries.expected)
    own = expected.reshape(nodes, kinds)
    variance = sum_by(cell, entries.variance, nodes * kinds).reshape(nodes, kinds)
    by_person = np.column_stack((own, own.sum(axis=1))).astype(np.float64) ** 2 * entries.error.person**2
    variance = np.column_stack((variance, variance.sum(axis=1))) + by_person
    whole = np.column_stack((own, own.sum(axis=1)))
    count, whole, variance = (up_the_tree(who, values) for values in (count, whole, variance))
    variance = variance + entries.error.common**2 * whole.astype(np.float64) ** 2
    low, high = (np.rint(limit).astype(np.int64) for limit in range_of(whole.astype(np.float64), variance))
    low, high = np.minimum(low, whole), np.maximum(high, whole)
    target = who.roll_up(year_targets)
    low[:, 3], high[:, 3] = np.maximum(target - high[:, 3], 0), np.maximum(target - low[:, 3], 0)
    return Coverage(
        count.astype(np.int64), whole[:, :3], low, high, np.maximum(target - whole[:, 3], 0), np.sqrt(variance[:, 3])
    )


def support_rows(measure: Measure, who: Tree, coverage: Coverage, year_targets: Ints) -> list[SupportRow]:
    """Four rows for every node that has a target or customers, in the order of the tree; stage `new` counts none."""
    some = (who.roll_up(year_targets) != 0) | (coverage.customers.sum(axis=1) > 0)
    expected = np.column_stack((coverage.expected, coverage.new))
    customers = np.column_stack((coverage.customers, np.zeros_like(coverage.new)))
    names = (*STAGES, "new")
    return [
        SupportRow(measure, node, *row)
        for node in np.flatnonzero(some).tolist()
        for row in zip(
            names,
            customers[node].tolist(),
            expected[node].tolist(),
            coverage.low[node].tolist(),
            coverage.high[node].tolist(),
            strict=True,
        )
    ]


def up_the_tree(who: Tree, values: NDArray[_Number]) -> NDArray[_Number]:
    """[nodes, ..] each node's own value and all below it; exact for whole numbers."""
    total = values.copy()
    for nodes in reversed(who.levels[1:]):
        np.add.at(total, who.parent[nodes], total[nodes])
    return total
