"""Counts along time: every unit and person follows its ideal line, all at once (controlled rounding down the tree).

Single signings of a hundred people must not all fall into June because each rounds up there. Month
by month the running count of every node of the tree is the floor or the ceiling of its ideal line;
a parent's is the sum of its children's, so they are chosen together: lower and upper bounds are
summed up the tree, then the parent's choice is handed down, first to those who fall behind soonest.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..tree import Tree

_TINY = 1e-7
_PATIENCE = (0.0, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 5.0)
"""Tried in turn until every node keeps to its line; the first does in all but about one case in a thousand."""


def pace(who: Tree, totals: NDArray[np.int64], ideal: NDArray[np.float64]) -> NDArray[np.int64]:
    """Whole counts [P, M] with row sums `totals` [P] that follow `ideal` [P, M] (weights of the M periods).

    Totals are not negative. A person's ideal line is totals x running share of the ideal; a unit's is the
    sum of its people's. A period without weight gets nothing.
    """
    best, best_off = np.zeros(ideal.shape, np.int64), np.inf
    for patience in _PATIENCE:
        for backwards in (False, True):
            step = -1 if backwards else 1
            counts = _walk(who, totals, ideal[:, ::step], patience)[:, ::step]
            off = furthest_off(who, counts, totals, ideal)
            if off <= 1 + _TINY:
                return counts
            if off < best_off:
                best, best_off = counts, off
    return best


def ideal_lines(totals: NDArray[np.int64], ideal: NDArray[np.float64]) -> NDArray[np.float64]:
    """[P, M] the ideal running totals; the last equals the total exactly."""
    running = np.cumsum(ideal, axis=1)
    lines: NDArray[np.float64] = totals[:, None] * (running / np.where(running[:, -1:] > 0, running[:, -1:], 1.0))
    lines[:, -1] = totals
    return lines


def furthest_off(who: Tree, counts: NDArray[np.int64], totals: NDArray[np.int64], ideal: NDArray[np.float64]) -> float:
    """How far any node is from its ideal, in any single period or running total; 1 is what the planning book allows."""
    lines = who.roll_up(ideal_lines(totals, ideal))
    node_counts = who.roll_up(counts)
    running = np.abs(np.cumsum(node_counts, axis=1) - lines).max(initial=0)
    single = np.abs(node_counts - np.diff(lines, axis=1, prepend=0)).max(initial=0)
    return float(max(running, single))


def _walk(who: Tree, totals: NDArray[np.int64], ideal: NDArray[np.float64], patience: float) -> NDArray[np.int64]:
    """One pass along the periods; `patience` weighs how soon somebody is due against how far behind they are."""
    lines = ideal_lines(totals, ideal)
    node_lines = who.roll_up(lines)
    floors, ceilings = _floor(node_lines), _ceil(node_lines)
    steps = np.diff(node_lines, axis=1, prepend=0)
    least, most = _ceil(steps - 1), _floor(steps + 1)
    due = _next_due(lines)
    done = np.zeros(len(totals), np.int64)
    reached = np.zeros(lines.shape, np.int64)
    for period in range(lines.shape[1]):
        node_done = who.roll_up(done)
        floor = np.maximum(floors[:, period], node_done + least[:, period])
        ceiling = np.minimum(ceilings[:, period], node_done + most[:, period])
        works = ideal[:, period] > 0
        upper = np.where(works, np.maximum(done, ceiling[who.leaf_nodes]), done)
        lower = np.where(works, np.clip(floor[who.leaf_nodes], done, upper), done)
        urgency = patience * due[:, period] - (lines[:, period] - lower)
        done = _choose(who, lower, upper, floor, ceiling, float(node_lines[0, period]), urgency)
        reached[:, period] = done
    return np.diff(reached, axis=1, prepend=0)


def _floor(values: NDArray[np.float64]) -> NDArray[np.int64]:
    floors: NDArray[np.int64] = np.floor(values + _TINY).astype(np.int64)
    return floors


def _ceil(values: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.ceil(values - _TINY).astype(np.int64)


def _next_due(lines: NDArray[np.float64]) -> NDArray[np.float64]:
    """[P, M] how soon each line reaches its next whole number: the period, less the part of the way already gone."""
    people, periods = lines.shape
    due = np.full(lines.shape, float(periods))
    floors = _floor(lines)
    for period in range(periods):
        later = floors[:, period:] > floors[:, period : period + 1]
        first = np.where(later.any(axis=1), period + later.argmax(axis=1), periods)
        due[:, period] = first - (lines[:, period] - floors[:, period])
    # Among equals the turn goes round: people must not all wait for the same month.
    due += 1e-6 * np.modf((np.arange(people) + 1) * 0.6180339887498949)[0][:, None]
    return due


def _choose(
    who: Tree,
    lower: NDArray[np.int64],
    upper: NDArray[np.int64],
    floors: NDArray[np.int64],
    ceilings: NDArray[np.int64],
    line: float,
    urgency: NDArray[np.float64],
) -> NDArray[np.int64]:
    """A running count for every leaf within [lower, upper]; every node within its floor and ceiling where possible.

    The root comes nearest to its `line`; smaller `urgency` is served first.
    """
    count = len(who.ids)
    low, high = np.zeros(count, np.int64), np.zeros(count, np.int64)
    first = np.full(count, np.inf)
    low[who.leaf_nodes], high[who.leaf_nodes] = lower, upper
    first[who.leaf_nodes] = np.where(upper > lower, urgency, np.inf)
    for nodes in reversed(who.levels):
        inner = nodes[~who.is_leaf[nodes]]
        low[inner] = np.minimum(np.maximum(low[inner], floors[inner]), high[inner])
        high[inner] = np.maximum(np.minimum(high[inner], ceilings[inner]), low[inner])
        above = who.parent[nodes]
        if above[0] >= 0:
            np.add.at(low, above, low[nodes])
            np.add.at(high, above, high[nodes])
            np.minimum.at(first, above, first[nodes])
    chosen = low.copy()
    chosen[0] = min(max(round(line), int(low[0])), int(high[0]))
    for nodes in who.levels[1:]:
        _hand_down(who, nodes, chosen, low, high, first)
    return chosen[who.leaf_nodes]


def _hand_down(
    who: Tree,
    nodes: NDArray[np.int32],
    chosen: NDArray[np.int64],
    low: NDArray[np.int64],
    high: NDArray[np.int64],
    urgency: NDArray[np.float64],
) -> None:
    """Give the nodes of one level their least, the most urgent siblings more, until their parents' counts are met."""
    order = nodes[np.lexsort((urgency[nodes], who.parent[nodes]))]
    above = who.parent[order]
    first = np.flatnonzero(np.diff(above, prepend=-2))
    rest = chosen[above[first]] - np.add.reduceat(low[order], first)
    room = high[order] - low[order]
    before = np.cumsum(room) - room
    sizes = np.diff(np.append(first, len(order)))
    before -= np.repeat(before[first], sizes)
    chosen[order] = low[order] + np.clip(np.repeat(rest, sizes) - before, 0, room)
