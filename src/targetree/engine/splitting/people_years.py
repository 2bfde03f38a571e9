"""Totals of units shared down the tree to people's years: numbers that people can carry."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from ..tree import Tree
from .spread import share_groups

OddRest = tuple[int, int, int]
"""(leaf, rest, quantum): who carries what rounding leaves over, in the smallest unit."""


def people_years(
    who: Tree, totals: Mapping[int, int], ideal: NDArray[np.float64], quantum: int
) -> tuple[NDArray[np.int64], list[OddRest]]:
    """Years [P] in proportion to `ideal` [P] >= 0, so that the people under each node of `totals` add up to its total.

    Nodes of `totals` cut the tree: their people belong to them, not to what lies above. Shared by
    largest remainder at every unit, in the smallest unit; then the people of a unit who are not
    stated themselves are rounded to `quantum`, the largest of them carrying the odd rest.
    """
    count = len(who.ids)
    stated = np.zeros(count, bool)
    stated[list(totals)] = True
    weights, members, amounts = np.zeros(count), np.zeros(count, np.int64), np.zeros(count, np.int64)
    weights[who.leaf_nodes], members[who.leaf_nodes] = ideal, 1
    for node, total in totals.items():
        amounts[node] = total
    for nodes in reversed(who.levels[1:]):
        shared = nodes[~stated[nodes]]
        np.add.at(weights, who.parent[shared], weights[shared])
        np.add.at(members, who.parent[shared], members[shared])
    for nodes in who.levels[1:]:
        shared = nodes[~stated[nodes] & (members[nodes] > 0)]
        if len(shared):
            above, group = np.unique(who.parent[shared], return_inverse=True)
            amounts[shared] = share_groups(amounts[above], group.astype(np.int64), weights[shared])
    years = amounts[who.leaf_nodes]
    if quantum <= 1:
        return years, []
    free = np.flatnonzero(~stated[who.leaf_nodes] & (years > 0))
    _, group = np.unique(who.parent[who.leaf_nodes[free]], return_inverse=True)
    rounded, rests = round_to_quantum(years[free], group.astype(np.int64), quantum)
    years[free] = rounded
    return years, [(int(free[at]), rest, step) for at, rest, step in rests]


def round_to_quantum(
    fair: NDArray[np.int64], group: NDArray[np.int64], quantum: int
) -> tuple[NDArray[np.int64], list[OddRest]]:
    """Fair shares [n] > 0 of groups 0..G-1 as multiples of `quantum`, each group's sum unchanged.

    The largest of a group carries the odd rest. Somebody whose fair share is less than the quantum
    takes the next smaller decimal part of it (1000, 100, 10 …), so that nobody is rounded to 0. The
    others get whole quanta by largest remainder, so that nobody is more than one quantum off.
    """
    if not len(fair):
        return fair.copy(), []
    steps = _steps(fair, quantum)
    order = np.lexsort((np.arange(len(fair)), -fair, group))
    largest = order[np.flatnonzero(np.diff(group[order], prepend=-1))]
    top = steps[largest]
    small = steps < top[group]
    rounded = np.zeros_like(fair)
    rounded[small] = (fair[small] + steps[small] // 2) // steps[small] * steps[small]
    left = _sums(group, fair - rounded * small, len(largest))
    whole = share_groups(np.maximum(left // top, 0), np.where(small, -1, group), fair.astype(np.float64))
    rounded[~small] = whole[~small] * top[group][~small]
    odd = left - left // top * top
    rounded[largest] += odd
    starved = np.zeros(len(largest), bool)
    starved[group[rounded <= 0]] = True
    starved |= left < 0
    rests = [(int(at), int(rest), int(step)) for at, rest, step in zip(largest, odd, top, strict=True) if rest]
    if not starved.any():
        return rounded, rests
    again = starved[group]  # nothing is left for somebody: whole quanta do not fit these groups
    finer, more = (fair[again], []) if quantum < 10 else _regrouped(fair[again], group[again], quantum // 10)
    rounded[again] = finer
    where = np.flatnonzero(again)
    return rounded, [r for r in rests if not again[r[0]]] + [(int(where[at]), rest, q) for at, rest, q in more]


def _regrouped(
    fair: NDArray[np.int64], group: NDArray[np.int64], quantum: int
) -> tuple[NDArray[np.int64], list[OddRest]]:
    return round_to_quantum(fair, np.unique(group, return_inverse=True)[1].astype(np.int64), quantum)


def _steps(fair: NDArray[np.int64], quantum: int) -> NDArray[np.int64]:
    """The quantum, or the largest decimal part of it that is not above the fair share."""
    step = np.full(len(fair), quantum, np.int64)
    while (too_large := (step > 1) & (step > fair)).any():
        step[too_large] = np.maximum(step[too_large] // 10, 1)
    return step


def _sums(group: NDArray[np.int64], values: NDArray[np.int64], groups: int) -> NDArray[np.int64]:
    sums = np.zeros(groups, np.int64)
    np.add.at(sums, group, values)
    return sums
