"""Counts of activities as rows by node and month, and the ranges of their years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..result import Activities, ActivityYears
from ..tree import Tree
from .coverage import up_the_tree
from .ranges import range_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

STEPS = {"signings": 0, "new_customers": 0, "opportunities": 1, "visits": 2, "cold_visits": 3}
"""Rates of the funnel between a signing and the activity."""
BY_GAP = ("signings", "new_customers")


@dataclass(frozen=True)
class Doubt:
    """Relative variances of what activities are derived from."""

    gap: Floats
    """[P]"""
    deals: Floats
    """[nodes]"""
    rates: Floats
    """[nodes, 3]; the company's (node 0) is shared by all."""
    planned: frozenset[str]
    """Measures that are stated: they have no range."""
    signings_stated: bool
    """Then what leads to signings depends neither on the gap nor on the deal size."""


def activity_rows(who: Tree, counts: Mapping[str, Ints], ideal: Mapping[str, Floats], doubt: Doubt) -> Activities:
    """Rows of `counts` [P, 12] by node and month, those of units being the sums of their people's.

    `ideal` [P] are the years before rounding, smallest units.
    """
    years = _years(who, counts, ideal, doubt)
    names = tuple(name for name in counts if counts[name].any())
    parts = []
    for at, name in enumerate(names):
        count = who.roll_up(counts[name])
        node, month = np.nonzero(count)
        parts.append((node, month, np.full(len(node), at), count[node, month]))
    if not parts:
        empty = np.zeros(0, np.int64)
        return Activities((), empty.astype(np.int32), empty.astype(np.int8), empty.astype(np.int8), empty, years)
    node, month, measure, count = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Activities(names, node.astype(np.int32), month.astype(np.int8), measure.astype(np.int8), count, years)


def _years(who: Tree, counts: Mapping[str, Ints], ideal: Mapping[str, Floats], doubt: Doubt) -> ActivityYears:
    """Ranges: doubt of the gap, of the deal size, of the person's own rates; what all rates share is added once."""
    leaves = who.leaf_nodes
    names = tuple(counts)
    parts = []
    for at, name in enumerate(names):
        whole = who.roll_up(counts[name].sum(axis=1))
        low, high = whole, whole
        if name in STEPS and name not in doubt.planned:
            used = range(3 - STEPS[name], 3)
            relative = sum((doubt.rates[leaves, step] for step in used), np.zeros(len(leaves)))
            shared = sum(float(doubt.rates[0, step]) for step in used)
            if name in BY_GAP or not doubt.signings_stated:
                relative = relative + doubt.gap + doubt.deals[leaves]
                shared += float(doubt.deals[0])
            own = up_the_tree(who, _at(who, ideal[name] ** 2 * relative + ideal[name]))
            limits = range_of(whole.astype(np.float64), own + shared * whole.astype(np.float64) ** 2)
            low, high = np.floor(limits[0]).astype(np.int64), np.ceil(limits[1]).astype(np.int64)
        nodes = np.flatnonzero(whole)
        parts.append((nodes, np.full(len(nodes), at), whole[nodes], low[nodes], high[nodes]))
    node, measure, count, low, high = (np.concatenate(column) for column in zip(*parts, strict=True))
    return ActivityYears(names, node.astype(np.int32), measure.astype(np.int8), count, low, high)


def _at(who: Tree, leaf_values: Floats) -> Floats:
    values = np.zeros(len(who.ids))
    values[who.leaf_nodes] = leaf_values
    return values
