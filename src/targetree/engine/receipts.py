"""Receipts (M9): for every yearly and monthly number what it is a part of, by which basis, with which share."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from .holds.atoms import CellBox
from .holds.cascade import Cascade
from .periods import MONTHS
from .result import BASES, PARENTS, Receipts
from .tree import Tree

_BASIS = {name: np.int8(at) for at, name in enumerate(BASES)}
_PARENT = {name: np.int8(at) for at, name in enumerate(PARENTS)}


def receipts(
    who: Tree,
    what: Tree,
    cascade: Cascade,
    ideal_years: NDArray[np.float64],
    bases: tuple[str, str, NDArray[np.bool_]],
    stated: Collection[CellBox],
    starts: Collection[CellBox],
) -> Receipts:
    """Receipts of one measure.

    `ideal_years` [P] are people's years before anything stated was met; `bases` are the slugs of what
    people and months are shared by, and [P] who was given a median for want of a record.
    """
    people_basis, month_basis, thin = bases
    cells = _figures(who, what, cascade.fitted)
    years = cells.sum(axis=2)
    nodes, kinds = years.shape
    share = np.zeros((nodes, kinds, MONTHS + 1))
    basis = np.empty((nodes, kinds, MONTHS + 1), np.int8)
    parent = np.empty((nodes, kinds, MONTHS + 1), np.int8)
    above = who.parent[1:]
    share[1:, 0, 0] = _ratio(years[1:, 0], years[above, 0])
    share[0, 0, 0] = 1.0
    share[:, 1:, 0] = _ratio(years[:, 1:], years[:, what.parent[1:]])
    np.divide(cells, years[:, :, None], out=share[:, :, 1:], where=years[:, :, None] != 0)
    crossing = any(box.what or box.month_count < MONTHS for box in stated)
    basis[:, :, 1:] = _BASIS["fitted" if crossing else month_basis]
    basis[:, 1:, 0] = _BASIS["mix"]
    basis[:, 0, 0] = _BASIS[people_basis]
    basis[who.leaf_nodes[thin], 0, 0] = _BASIS["median"]
    ideal = who.roll_up(ideal_years)
    moved = np.abs(share[1:, 0, 0] - _ratio(ideal[1:], ideal[above])) > 1e-9
    basis[1:, 0, 0][moved] = _BASIS["fitted"]
    basis[0, 0, 0] = _BASIS["sum"]
    parent[:, :, 1:] = _PARENT["year"]
    parent[:, 1:, 0] = _PARENT["what"]
    parent[:, 0, 0] = _PARENT["who"]
    parent[0, 0, 0] = _PARENT["none"]
    for name, boxes in (("start", starts), ("stated", stated)):
        for box in boxes:
            if box.month_count in (1, MONTHS):
                basis[box.who, box.what, 0 if box.month_count == MONTHS else 1 + box.first_month] = _BASIS[name]
    return Receipts(share, basis, parent)


def _figures(who: Tree, what: Tree, leaves: NDArray[np.float64]) -> NDArray[np.float64]:
    """[P, K, 12] becomes [nodes of who, nodes of what, 12]. People's own stay as they are, to the last bit."""
    units = np.flatnonzero(~who.is_leaf)
    place = np.cumsum(~who.is_leaf) - 1
    above = place[who.parent[who.leaf_nodes]]
    runs = np.flatnonzero(np.diff(above, prepend=-1))
    sums = np.zeros((len(units), *leaves.shape[1:]))
    if len(runs):
        np.add.at(sums, above[runs], np.add.reduceat(leaves, runs, axis=0))
    for unit, node in reversed(list(enumerate(units.tolist()))[1:]):
        sums[place[who.parent[node]]] += sums[unit]
    figures = np.empty((len(who.ids), len(what.ids), leaves.shape[2]))
    edges = np.flatnonzero(np.diff(what.leaf_nodes) != 1) + 1
    for products in np.split(np.arange(what.leaf_count), edges):  # neighbours in the tree, moved together
        first, last, node = products[0], products[-1] + 1, what.leaf_nodes[products[0]]
        figures[who.leaf_nodes, node : node + last - first] = leaves[:, first:last]
        figures[units, node : node + last - first] = sums[:, first:last]
    for node in np.flatnonzero(~what.is_leaf)[::-1].tolist():
        np.add.reduce(figures[:, list(what.children[node])], axis=1, out=figures[:, node])
    return figures


def _ratio(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.divide(part, whole, out=np.zeros(part.shape), where=whole != 0)
