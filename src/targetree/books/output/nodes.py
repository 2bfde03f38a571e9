"""Figures of every node of who and what, streamed in the order of the who tree.

People's figures are worked out block by block from their cells. A unit comes before its people in
the tree, so a first pass adds up the units (few, and kept), a second hands out the blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from targetree.engine.result import MeasurePlan, Plan
from targetree.engine.splitting.days import spread_days, spread_edges
from targetree.engine.tree import Tree

Ints = NDArray[np.int64]
OfPeople = Callable[[slice], Ints]
"""The figures [b, K, E] of a run of people, for leaf products and E periods."""


class NodeFigures:
    """Figures [node of who, node of what, period] of one measure, from a function of people's."""

    def __init__(self, plan: Plan, what: Tree, of_people: OfPeople, periods: int) -> None:
        self.who, self.what, self.of_people, self.periods = plan.who, what, of_people, periods
        self.people_before = np.concatenate([[0], np.cumsum(self.who.is_leaf)])
        """[n + 1] people among the nodes before each."""

    @cached_property
    def unit_of_node(self) -> NDArray[np.int64]:
        """[n] position of a node among the units, in tree order; of no use at people."""
        return np.cumsum(~self.who.is_leaf) - 1

    @cached_property
    def unit_sums(self) -> Ints:
        """[units, K, E] sums of everyone below."""
        units = np.flatnonzero(~self.who.is_leaf)
        sums = np.zeros((len(units), self.what.leaf_count, self.periods), np.int64)
        above = self.unit_of_node[self.who.parent[self.who.leaf_nodes]]
        step = max(1, 4_000_000 // max(1, self.what.leaf_count * self.periods))
        for first in range(0, len(above), step):
            run = slice(first, min(first + step, len(above)))
            starts = np.flatnonzero(np.diff(above[run], prepend=-1))
            np.add.at(sums, above[run][starts], np.add.reduceat(self.of_people(run), starts, axis=0))
        for position in range(len(units) - 1, 0, -1):
            sums[self.unit_of_node[self.who.parent[units[position]]]] += sums[position]
        return sums

    @cached_property
    def unit_figures(self) -> Ints:
        """[units, nodes of what, E]."""
        return over_products(self.what, self.unit_sums)

    def block(self, nodes: slice) -> Ints:
        """[b, nodes of what, E] of a run of nodes of who."""
        leaf = self.who.is_leaf[nodes]
        people = slice(int(self.people_before[nodes.start]), int(self.people_before[nodes.stop]))
        figures = np.empty((len(leaf), self.what.leaf_count, self.periods), np.int64)
        if people.stop > people.start:
            figures[leaf] = self.of_people(people)
        if not leaf.all():
            figures[~leaf] = self.unit_sums[self.unit_of_node[nodes][~leaf]]
        return over_products(self.what, figures)

    def blocks(self, rows: int) -> Iterator[tuple[slice, Ints]]:
        """All nodes of who in runs of at most about `rows` figures."""
        step = max(1, rows // (len(self.what.ids) * self.periods))
        for first in range(0, len(self.who.ids), step):
            nodes = slice(first, min(first + step, len(self.who.ids)))
            yield nodes, self.block(nodes)


def over_products(what: Tree, of_leaves: Ints) -> Ints:
    """[b, K, E] of leaf products becomes [b, nodes of what, E], in the order of the tree."""
    if what.leaf_count == len(what.ids):
        return of_leaves
    figures = np.empty((of_leaves.shape[0], len(what.ids), of_leaves.shape[2]), of_leaves.dtype)
    figures[:, what.leaf_nodes] = of_leaves
    for node in np.flatnonzero(~what.is_leaf).tolist():
        np.add.reduce(of_leaves[:, what.leaves(node)], axis=1, out=figures[:, node])
    return figures


def month_figures(plan: Plan, measure: MeasurePlan) -> NodeFigures:
    return NodeFigures(plan, measure.what, lambda people: measure.cells[people], 12)


def part_figures(plan: Plan, measure: MeasurePlan, edges: Ints) -> NodeFigures:
    """Figures of the parts of the year between `edges`: thirds or weeks."""

    def of_people(people: slice) -> Ints:
        rows, row_class, phase = rows_of(plan, measure, people)
        parts = spread_edges(rows, plan.calendar.working, row_class, plan.calendar.year, edges, phase=phase)
        return parts.reshape(-1, measure.what.leaf_count, len(edges) - 1)

    return NodeFigures(plan, measure.what, of_people, len(edges) - 1)


def days_of_people(plan: Plan, measure: MeasurePlan, people: slice) -> Ints:
    """[b, K, D] daily figures of a run of people."""
    rows, row_class, phase = rows_of(plan, measure, people)
    daily = spread_days(rows, plan.calendar.working, row_class, plan.calendar.year, phase)
    return daily.reshape(-1, measure.what.leaf_count, plan.calendar.year.day_count)


def rows_of(
    plan: Plan, measure: MeasurePlan, people: slice
) -> tuple[Ints, NDArray[np.int32], NDArray[np.float64] | None]:
    """The cells of a run of people one row a product, with each row's class of days and phase."""
    products = measure.what.leaf_count
    phase = plan.day_phase.get(measure.measure.id)
    return (
        measure.cells[people].reshape(-1, 12),
        np.repeat(plan.calendar.person_class[people], products),
        None if phase is None else phase[people].reshape(-1),
    )
