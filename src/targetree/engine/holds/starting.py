"""Starting values (hold = no): they replace the ideal amount of a cell; then everything unheld is scaled together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .atoms import CellBox
from .block import Clash, Ground, Stated, split_block


def with_starting_values(
    ground: Ground, held: Sequence[Stated], starts: Sequence[Stated]
) -> tuple[Ground, list[Stated]] | Clash:
    """The ground with ideals in amounts, `starts` put in, and the cells to be met.

    A starting value of a cell that lies in no held one is what is planned there: there is nothing to scale it to.
    `Clash.stated` are sources.
    """
    if not starts:
        return ground, list(held)
    covered = np.zeros(ground.ideal.shape, bool)
    for stated in held:
        covered[_slices(ground, stated.box)] = True
    totals = _outermost_free(ground, starts, covered)
    met = [*held, *totals]
    ideals = split_block(ground, met)
    while isinstance(ideals, Clash) and totals:  # a starting value must never stand against a held one
        clash = set(ideals.stated)
        totals = [s for at, s in enumerate(totals, len(held)) if at not in clash]
        if len(totals) + len(held) == len(met):
            break
        met = [*held, *totals]
        ideals = split_block(ground, met)
    if isinstance(ideals, Clash):
        return Clash(tuple(sorted(met[at].source for at in ideals.stated)), ideals.reason)
    amounts = np.abs(ideals.fitted)
    taken = {s.source for s in totals}
    boxes = [s.box for s in met]
    rest = sorted(
        (s for s in starts if s.source not in taken),
        key=lambda s: (-_size(ground, s.box), s.box.who, s.box.what, s.box.first_month),
    )
    for outer, siblings in _by_outer(ground, rest, [*boxes, *(s.box for s in starts)]):
        before = float(amounts[_slices(ground, outer)].sum()) if outer else 0.0
        for start in siblings:
            _put(ground, amounts, start.box, abs(start.amount), boxes)
        if outer and amounts[_slices(ground, outer)].any():
            axes = _axes(siblings[0].box, outer)
            _put(ground, amounts, outer, before, [b for b in boxes if _axes(b, outer) == axes])
    return replace(ground, ideal=amounts), met


def _by_outer(
    ground: Ground, starts: Sequence[Stated], stated: Sequence[CellBox]
) -> list[tuple[CellBox | None, list[Stated]]]:
    """Starting values beside each other, with the smallest stated cell around them: there they are scaled together.

    What crosses (a quarter and a product of the same year) comes one after the other.
    """
    groups: dict[tuple[CellBox | None, object], list[Stated]] = {}
    for start in starts:
        around = [b for b in stated if b != start.box and start.box.inside(b, ground.who, ground.what)]
        outer = min(around, key=lambda b: (_size(ground, b), b.who, b.what, b.first_month), default=None)
        groups.setdefault((outer, _axes(start.box, outer) if outer else None), []).append(start)
    return [(outer, siblings) for (outer, _), siblings in groups.items()]


def _axes(box: CellBox, outer: CellBox) -> tuple[bool, bool, bool]:
    """On which axes a cell is smaller than the one around it."""
    return box.who != outer.who, box.what != outer.what, box.months != outer.months


def _slices(ground: Ground, box: CellBox) -> tuple[slice, slice, slice]:
    return ground.who.leaves(box.who), ground.what.leaves(box.what), box.months


def _size(ground: Ground, box: CellBox) -> int:
    return int(np.prod([s.stop - s.start for s in _slices(ground, box)]))


def _outermost_free(ground: Ground, starts: Sequence[Stated], covered: NDArray[np.bool_]) -> list[Stated]:
    """Starting values that overlap no held cell and lie in no other starting value."""
    free = [s for s in starts if not covered[_slices(ground, s.box)].any()]
    return [
        s
        for s in free
        if not any(s.box != o.box and s.box.inside(o.box, ground.who, ground.what) for o in free)
        and not any(s.box == o.box and o.source < s.source for o in free)
    ]


def _put(ground: Ground, amounts: NDArray[np.float64], box: CellBox, amount: float, held: Sequence[CellBox]) -> None:
    """Scale a cell to `amount`, held cells inside it left as they are."""
    cell = _slices(ground, box)
    free = np.ones(ground.ideal.shape, bool)[cell]
    for other in held:
        if other != box and other.inside(box, ground.who, ground.what):
            inner = _slices(ground, other)
            free[tuple(slice(i.start - o.start, i.stop - o.start) for i, o in zip(inner, cell, strict=True))] = False
    part = amounts[cell]
    fixed, loose = float(part[~free].sum()), float(part[free].sum())
    wanted = max(amount - fixed, 0.0)
    if loose > 0:
        part[free] *= wanted / loose
    elif free.any():
        open_cells = free & np.broadcast_to(ground.room[cell[0], None, cell[2]], free.shape)
        part[open_cells] = wanted / max(int(open_cells.sum()), 1)
