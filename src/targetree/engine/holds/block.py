"""One block of the cascade: everything under one unit, stated cells met exactly, the rest in proportion.

The order of work: stated cells tell people, products and months apart into atoms (`atoms`); the atoms'
totals are solved together (`margins`); each atom's people get their year down the tree (`people_years`);
each person's products and months follow (`leaf_cells`). Every step shares out integers, so parts equal
wholes by construction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..margins import solve as margins
from ..margins import transport
from ..splitting.people_years import OddRest, people_years
from ..splitting.spread import share_out, share_rows
from ..tree import Tree
from .atoms import Atoms, CellBox, atoms_of
from .leaf_cells import place_counts, place_money


@dataclass(frozen=True, slots=True)
class Stated:
    """A stated amount of a cell, in the smallest unit. `source` is the index of its row in the book's targets."""

    box: CellBox
    amount: int
    source: int = -1


@dataclass(frozen=True)
class Ground:
    """What a block is split on: P people x K leaf products x 12 months."""

    who: Tree
    what: Tree
    ideal: NDArray[np.float64]
    """[P, K, 12], any scale; 0 where `room` is False."""
    room: NDArray[np.bool_]
    """[P, 12] whether the person has a working day in the month."""
    strength: NDArray[np.float64]
    """[P] what people are shared by where the ideal says nothing, > 0."""
    whole: bool
    """Whether the measure counts things: then months must neither clump nor drift."""
    quantum: int
    """People's years are multiples of it."""

    def under(self, node: int, ideal: NDArray[np.float64]) -> Ground:
        """The ground of one unit, with ideals [P, K, 12] of all people in place of its own."""
        leaves = self.who.leaves(node)
        return Ground(
            self.who.subtree(node), self.what, ideal[leaves], self.room[leaves], self.strength[leaves],
            self.whole, self.quantum,
        )  # fmt: skip


@dataclass(frozen=True)
class Split:
    cells: NDArray[np.int64]
    """[P, K, 12]"""
    fitted: NDArray[np.float64]
    """[P, K, 12] the same before rounding."""
    odd_rests: tuple[OddRest, ...] = ()
    """(person leaf, rest, quantum) of those who carry what rounding leaves over; rest in the smallest unit."""


@dataclass(frozen=True)
class Clash:
    """Stated cells that stand against each other: indices into the sequence given, irreducible."""

    stated: tuple[int, ...]
    reason: str


def split_block(ground: Ground, held: Sequence[Stated]) -> Split | Clash:
    """Meet every cell of `held` exactly and spread the rest in proportion to the ideal.

    Cells outside every box are 0. The years of people who are stated themselves are not rounded to the quantum.
    """
    atoms = atoms_of(ground.who, ground.what, [s.box for s in held])
    ideal, weights = _with_ideals_everywhere(ground, atoms, held)
    boxes = [margins.Box(atoms.cells(s.box), s.amount) for s in held]
    solution = margins.solve(weights.ravel(), atoms.seats(ground.room).ravel(), boxes)
    if isinstance(solution, margins.Contradiction):
        return Clash(tuple(solution.boxes), solution.reason)
    amounts = solution.amount.reshape(atoms.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(weights > 0, solution.fitted.reshape(atoms.shape) / weights, 0.0)
    fitted = atoms.spread(ratio)
    fitted *= ideal
    return _place(ground, atoms, amounts, fitted)


def _with_ideals_everywhere(
    ground: Ground, atoms: Atoms, held: Sequence[Stated]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The ideal, and where a stated amount finds none under it, people's strength x working months, products alike.

    With it the sums of the atoms.
    """
    sums = atoms.gather(ground.ideal)
    weights = sums.ravel()
    ideal = ground.ideal
    for stated in held:
        if stated.amount and not weights[atoms.cells(stated.box)].any():
            if ideal is ground.ideal:
                ideal = ideal.copy()
            who, what = ground.who.leaves(stated.box.who), ground.what.leaves(stated.box.what)
            plain = (ground.strength[who, None] * ground.room[who])[:, None, stated.box.months]
            ideal[who, what, stated.box.months] = plain
    return ideal, sums if ideal is ground.ideal else atoms.gather(ideal)


def _place(
    ground: Ground,
    atoms: Atoms,
    amounts: NDArray[np.int64],
    fitted: NDArray[np.float64],
) -> Split:
    """The atoms' amounts on people, then on products and months; amounts of either sign apart."""
    place = place_counts if ground.whole else place_money
    if not amounts.any():
        return Split(np.zeros(fitted.shape, np.int64), fitted)
    if amounts.min() >= 0 and fitted.min(initial=0) >= 0:
        columns, rests = _columns(ground, atoms, amounts, fitted)
        return Split(place(ground.who, columns, fitted, ground.room, atoms), fitted, tuple(rests))
    cells = np.zeros(fitted.shape, np.int64)
    odd_rests: list[OddRest] = []
    for sign in (1, -1):
        side = np.maximum(sign * amounts, 0)
        if not side.any():
            continue
        part = np.maximum(sign * fitted, 0.0)
        columns, rests = _columns(ground, atoms, side, part)
        cells += sign * place(ground.who, columns, part, ground.room, atoms)
        odd_rests += rests
    return Split(cells, fitted, tuple(odd_rests))


def _columns(
    ground: Ground,
    atoms: Atoms,
    amounts: NDArray[np.int64],
    fitted: NDArray[np.float64],
) -> tuple[NDArray[np.int64], list[OddRest]]:
    """[P, C] each person's part of every column of atoms; counts have a column for each single product.

    C = products x groups of months: K' x M', or K x M' for counts.
    """
    months = np.stack([fitted[:, :, part].sum(axis=2) for part in atoms.months], axis=2)
    room = np.stack([ground.room[:, part].any(axis=1) for part in atoms.months], axis=1)
    if not ground.whole:
        months = np.stack([months[:, part].sum(axis=1) for part in atoms.products], axis=1)
    products = months.shape[1]
    real = months.reshape(len(fitted), -1)
    wanted = amounts if not ground.whole else _by_product(amounts, months, atoms)
    totals = {mark: int(wanted[atom].sum()) for atom, mark in enumerate(atoms.marks) if mark >= 0}
    years, rests = people_years(ground.who, totals, real.sum(axis=1), ground.quantum)
    if real.shape[1] == 1:
        return years[:, None], rests
    columns = np.zeros(real.shape, np.int64)
    single = np.bincount(atoms.who_of, minlength=len(atoms.marks)) == 1
    columns[atoms.order[atoms.starts[single]]] = wanted[single].reshape(-1, real.shape[1])
    for atom in np.flatnonzero(~single & wanted.any(axis=(1, 2))).tolist():
        people, flat = atoms.people(atom), wanted[atom].ravel()
        open_columns = np.repeat(room[people][:, None, :], products, axis=1).reshape(len(people), -1)
        done = transport.complete(real[people], years[people], flat, open_columns)
        if done is None:  # whole quanta leave no way to meet the columns: the years follow the columns instead
            weights = real[people] * open_columns
            done = np.stack([share_out(int(t), weights[:, c]) for c, t in enumerate(flat)], axis=1)
            rests = [r for r in rests if r[0] not in set(people.tolist())]
        columns[people] = done
    return columns, rests


def _by_product(amounts: NDArray[np.int64], months: NDArray[np.float64], atoms: Atoms) -> NDArray[np.int64]:
    """[W, K', M'] shared out to the single products, weights [P, K, M']: [W, K, M']."""
    weights = np.add.reduceat(months[atoms.order], atoms.starts, axis=0)
    out = np.zeros(weights.shape, np.int64)
    for group in range(amounts.shape[1]):
        members = np.flatnonzero(atoms.what_of == group)
        for month in range(amounts.shape[2]):
            out[:, members, month] = share_rows(amounts[:, group, month], weights[:, members, month])
    return out
