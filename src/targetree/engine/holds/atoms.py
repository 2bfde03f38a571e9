"""Atoms: the coarsest pieces of who, what and when that a set of stated cells can tell apart.

A stated cell is a box of who x what x when. Leaves that lie in the same boxes behave alike, so a
problem of 2.4 million leaf cells shrinks to as many aggregated cells as there are kinds of leaves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..grouping import different
from ..periods import MONTHS
from ..tree import Tree

Positions = slice | NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CellBox:
    """A cell of who x what x when, by nodes and months."""

    who: int
    what: int
    first_month: int = 0
    month_count: int = MONTHS

    @property
    def months(self) -> slice:
        return slice(self.first_month, self.first_month + self.month_count)

    def inside(self, outer: CellBox, who: Tree, what: Tree) -> bool:
        """Whether every leaf cell of this box lies in `outer`."""
        months = outer.first_month <= self.first_month and self.months.stop <= outer.months.stop
        return months and below(who, self.who, outer.who) and below(what, self.what, outer.what)


def positions(chosen: NDArray[np.bool_]) -> Positions:
    """Where `chosen` is set; a slice where that is one run, since a slice of an array is not copied."""
    at = np.flatnonzero(chosen)
    if len(at) and at[-1] - at[0] == len(at) - 1:
        return slice(int(at[0]), int(at[-1]) + 1)
    return at


def below(tree: Tree, node: int, above: int) -> bool:
    """Whether `node` is `above` or under it."""
    return above in tree.path(node)


@dataclass(frozen=True)
class Atoms:
    """W x K x M aggregated cells: the atom of each person, product leaf and month."""

    who: Tree
    what: Tree
    who_of: NDArray[np.int32]
    """[P]"""
    what_of: NDArray[np.int32]
    when_of: NDArray[np.int32]
    shape: tuple[int, int, int]
    order: NDArray[np.int64]
    """[P] people sorted by atom."""
    starts: NDArray[np.int64]
    """[W] first position of each atom in `order`."""
    marks: tuple[int, ...]
    """[W] the innermost stated node of who above each atom; -1 for people under none."""

    def people(self, atom: int) -> NDArray[np.int64]:
        """Leaves of who in an atom, in tree order."""
        stop = self.starts[atom + 1] if atom + 1 < len(self.starts) else len(self.order)
        return self.order[self.starts[atom] : stop]

    def gather(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """[P, K, 12] summed to [W, K', M']."""
        runs = np.flatnonzero(np.diff(self.who_of, prepend=-1))
        people = np.zeros((self.shape[0], *values.shape[1:]), values.dtype)
        np.add.at(people, self.who_of[runs], np.add.reduceat(values, runs, axis=0))
        return self.columns(people)

    def columns(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """[.., K, 12] summed to [.., K', M']."""
        months = np.stack([values[..., part].sum(axis=-1) for part in self.months], axis=-1)
        return np.stack([months[..., part, :].sum(axis=-2) for part in self.products], axis=-2)

    def seats(self, room: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """[W, K', M'] whether anybody of the atom has `room` [P, 12] in any of its months."""
        anybody = np.logical_or.reduceat(room[self.order], self.starts, axis=0)
        months = np.stack([anybody[:, part].any(axis=1) for part in self.months], axis=1)
        return np.repeat(months[:, None], self.shape[1], axis=1)

    def spread(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """[W, K', M'] seen from each leaf cell: [P, K, 12]."""
        return values[:, self.what_of][:, :, self.when_of][self.who_of]

    @cached_property
    def products(self) -> tuple[Positions, ...]:
        """[K'] the leaf products of each atom."""
        return tuple(positions(self.what_of == atom) for atom in range(self.shape[1]))

    @cached_property
    def months(self) -> tuple[Positions, ...]:
        """[M'] the months of each atom."""
        return tuple(positions(self.when_of == atom) for atom in range(self.shape[2]))

    def cells(self, box: CellBox) -> NDArray[np.int64]:
        """Flat indices, into W x K' x M', of the aggregated cells of a box that was among the boxes given."""
        who = different(self.who_of[self.who.leaves(box.who)]).astype(np.int64)
        what = different(self.what_of[self.what.leaves(box.what)]).astype(np.int64)
        when = different(self.when_of[box.months]).astype(np.int64)
        _, products, months = self.shape
        grid = (who[:, None, None] * products + what[None, :, None]) * months + when[None, None, :]
        return grid.ravel()


def atoms_of(who: Tree, what: Tree, boxes: Iterable[CellBox]) -> Atoms:
    """The atoms that `boxes` tell apart. Costs one pass over the leaves for each distinct node stated."""
    boxes = list(boxes)
    who_of, marks = _tree_atoms(who, {box.who for box in boxes})
    what_of, _ = _tree_atoms(what, {box.what for box in boxes})
    when_of = _month_atoms({(box.first_month, box.month_count) for box in boxes})
    order = np.argsort(who_of, kind="stable")
    count = int(who_of.max(initial=-1)) + 1
    starts = np.searchsorted(who_of[order], np.arange(count))
    shape = (count, int(what_of.max(initial=-1)) + 1, int(when_of.max()) + 1)
    return Atoms(who, what, who_of, what_of, when_of, shape, order, starts, marks)


def _tree_atoms(tree: Tree, marked: set[int]) -> tuple[NDArray[np.int32], tuple[int, ...]]:
    """The innermost marked node above each leaf, renumbered densely, and those nodes (-1 for none)."""
    inner = np.zeros(tree.leaf_count, np.int32)
    for node in sorted(marked):  # depth-first numbering: a parent comes before its descendants
        inner[tree.leaves(node)] = node + 1
    marks, atom = np.unique(inner, return_inverse=True)
    return atom.astype(np.int32), tuple((marks - 1).tolist())


def _month_atoms(periods: set[tuple[int, int]]) -> NDArray[np.int32]:
    code = np.zeros((MONTHS, len(periods)), bool)
    for column, (first, count) in enumerate(sorted(periods)):
        code[first : first + count, column] = True
    if not periods:
        return np.zeros(MONTHS, np.int32)
    _, first_seen, inverse = np.unique(code, axis=0, return_index=True, return_inverse=True)
    rank = np.argsort(np.argsort(first_seen))  # number atoms by their first month
    return rank[inverse.ravel()].astype(np.int32)
