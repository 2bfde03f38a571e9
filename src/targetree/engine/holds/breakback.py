"""Breakback (改总回摊): change any cell of who x what x when; holds stand, everything else makes room.

The new value is spread over the cell's leaves in proportion to what they had. Totals above move with
it, except held ones: what is held keeps its amount, and the rest of it makes room. Cells that neither
the edit nor a hold that it touches contains stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..margins import solve as margins
from ..splitting.scale import scale_cells
from ..tree import Tree
from .atoms import Atoms, CellBox, atoms_of


@dataclass(frozen=True)
class Edited:
    """The cells after an edit; `cells` is a new array, what was given is unchanged."""

    cells: NDArray[np.int64]
    """[P, K, 12]"""


@dataclass(frozen=True)
class Refused:
    """The holds that stand against an edit (indices), irreducible; the smallest such set when it is small.

    Empty where the edit alone is impossible: nobody works there.
    """

    holds: tuple[int, ...]


def breakback(
    cells: NDArray[np.int64],
    who: Tree,
    what: Tree,
    edit: CellBox,
    amount: int,
    holds: Sequence[CellBox] = (),
    room: NDArray[np.bool_] | None = None,
    out: NDArray[np.int64] | None = None,
) -> Edited | Refused:
    """Set `edit` to `amount` (smallest unit), every cell of `holds` keeping its present amount.

    `cells` [P, K, 12] are the leaf cells; `room` [P, 12] says who can work when (everybody, if not
    given) and is where an amount goes that finds only zeros. `out` receives the result where given;
    it must not be `cells`.
    """
    result = np.empty_like(cells) if out is None else out
    touched = _touching(edit, holds, who, what)
    if not touched:
        slices = (who.leaves(edit.who), what.leaves(edit.what), edit.months)
        part = cells[slices]
        open_cells = None if room is None else np.broadcast_to(room[slices[0], None, slices[2]], part.shape)
        if amount and open_cells is not None and not open_cells.any():
            return Refused(())
        if part.shape == cells.shape:
            scale_cells(cells, amount, open_cells, result)
        else:
            result[:] = cells
            result[slices] = scale_cells(part, amount, open_cells)
        return Edited(result)
    return _with_holds(cells, who, what, [(edit, amount)], [(at, holds[at]) for at in touched], room, result)


def breakback_all(
    cells: NDArray[np.int64],
    who: Tree,
    what: Tree,
    edits: Sequence[tuple[CellBox, int]],
    holds: Sequence[CellBox] = (),
    room: NDArray[np.bool_] | None = None,
) -> Edited | Refused:
    """Several cells set at the same moment, each to its amount; the rest as `breakback` has it."""
    touched = sorted({at for edit, _ in edits for at in _touching(edit, holds, who, what)})
    held = [(at, holds[at]) for at in touched]
    return _with_holds(cells, who, what, edits, held, room, np.empty_like(cells))


def _touching(edit: CellBox, holds: Sequence[CellBox], who: Tree, what: Tree) -> list[int]:
    """Holds that the edit reaches, directly or through another hold."""

    def overlap(a: CellBox, b: CellBox) -> bool:
        spans = (
            (who.leaves(a.who), who.leaves(b.who)),
            (what.leaves(a.what), what.leaves(b.what)),
            (a.months, b.months),
        )
        return all(x.start < y.stop and y.start < x.stop for x, y in spans)

    reached, found = [edit], set[int]()
    while reached:
        box = reached.pop()
        for at, hold in enumerate(holds):
            if at not in found and overlap(box, hold):
                found.add(at)
                reached.append(hold)
    return sorted(found)


def _with_holds(
    cells: NDArray[np.int64],
    who: Tree,
    what: Tree,
    edits: Sequence[tuple[CellBox, int]],
    holds: Sequence[tuple[int, CellBox]],
    room: NDArray[np.bool_] | None,
    result: NDArray[np.int64],
) -> Edited | Refused:
    atoms = atoms_of(who, what, [*(edit for edit, _ in edits), *(box for _, box in holds)])
    now = np.rint(atoms.gather(cells.astype(np.float64))).astype(np.int64).ravel()
    boxes = [margins.Box(atoms.cells(edit), amount) for edit, amount in edits]
    boxes += [margins.Box(at, int(now[at].sum())) for at in (atoms.cells(box) for _, box in holds)]
    eligible = np.ones(len(now), bool)
    if room is not None:
        eligible = atoms.gather(np.broadcast_to(room[:, None, :], cells.shape).astype(float)).ravel() > 0
    solution = margins.solve(np.abs(now).astype(float), eligible, boxes)
    if isinstance(solution, margins.Contradiction):
        return Refused(tuple(sorted(holds[at - len(edits)][0] for at in solution.boxes if at >= len(edits))))
    covered = np.zeros(len(now), bool)
    for box in boxes:
        covered[box.cells] = True
    wanted = np.where(covered, solution.amount, now).reshape(atoms.shape)
    result[:] = cells
    _fill(result, cells, atoms, now.reshape(atoms.shape), wanted, room)
    return Edited(result)


def _fill(
    result: NDArray[np.int64],
    cells: NDArray[np.int64],
    atoms: Atoms,
    now: NDArray[np.int64],
    wanted: NDArray[np.int64],
    room: NDArray[np.bool_] | None,
) -> None:
    """Scale the leaves of every aggregated cell whose amount changes."""
    products = [np.flatnonzero(atoms.what_of == k) for k in range(atoms.shape[1])]
    months = [np.flatnonzero(atoms.when_of == m) for m in range(atoms.shape[2])]
    for w, k, m in np.argwhere(now != wanted).tolist():
        people = atoms.people(w)
        grid = np.ix_(people, products[k], months[m])
        part = cells[grid]
        open_cells = None
        if room is not None:
            open_cells = np.broadcast_to(room[np.ix_(people, months[m])][:, None, :], part.shape)
        result[grid] = scale_cells(part, int(wanted[w, k, m]), open_cells)
