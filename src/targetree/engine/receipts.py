"""Receipts (M9): for every yearly and monthly number what it is a part of, by which basis, with which share."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from .atoms import CellBox
from .cascade import Cascade
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
    cells = what.roll_up(who.roll_up(cascade.fitted), axis=1)
    years = cells.sum(axis=2)
    nodes, kinds = years.shape
    share = np.zeros((nodes, kinds, MONTHS + 1))
    basis = np.empty((nodes, kinds, MONTHS + 1), np.int8)
    parent = np.empty((nodes, kinds, MONTHS + 1), np.int8)
    above = who.parent[1:]
    share[1:, 0, 0] = _ratio(years[1:, 0], years[above, 0])
    share[0, 0, 0] = 1.0
    share[:, 1:, 0] = _ratio(years[:, 1:], years[:, what.parent[1:]])
    share[:, :, 1:] = _ratio(cells, years[:, :, None])
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


def _ratio(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio: NDArray[np.float64] = np.nan_to_num(part / whole, nan=0.0, posinf=0.0, neginf=0.0)
    return ratio
