"""A proposal that adds up while it is typed: what was typed stands, the rest makes room. Nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from targetree.engine.holds.atoms import CellBox
from targetree.engine.holds.breakback import Refused as EngineRefused
from targetree.engine.holds.breakback import breakback
from targetree.engine.periods import MONTHS
from targetree.engine.tree import Tree, lone
from targetree.services.access import Actor, require, use_case
from targetree.services.cells import PERIODS, amount_in_range, head_of
from targetree.services.errors import Denied, Invalid, Refused
from targetree.store.arrays import Ints
from targetree.store.mapping.sheet_cells import tree_of

from .answering import proposed_cells
from .answers import Assigned, assigned_line


@dataclass(frozen=True, slots=True)
class Typed:
    """One number of a proposal: product (`""` for all) x period; months are 0-based."""

    what: str = ""
    first_month: int = 0
    month_count: int = 12
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """Cells that add up. Amounts in the smallest unit."""

    cells: tuple[int, ...]
    """[leaf products x 12], product by product"""
    year: int
    assigned: int


@use_case
def proposal(
    *, actor: Actor, sheet: int, node: int, typed: Sequence[Typed], cells: Sequence[int] | None = None
) -> Proposal:
    """The cells after the last of `typed`, those typed before it standing; from the line's own where none are given.

    Raises Refused where what was typed before leaves no room.
    """
    head = head_of(actor, "see_targets", sheet, node)
    if not actor.may("answer", head.path) and not actor.may("settle", head.path):
        raise Denied("not-allowed")
    require(actor, "plan")
    line = assigned_line(head)
    present = line.cells if cells is None else proposed_cells(cells, line)
    after = typed_into(present, line, typed)
    return Proposal(tuple(after.ravel().tolist()), int(after.sum()), line.year)


def typed_into(present: Ints, line: Assigned, typed: Sequence[Typed]) -> Ints:
    """`present` [K, 12] with the last of `typed` in it and those before it as they are."""
    if not typed:
        return present
    who, what = lone("me"), tree_of(list(line.codes), list(line.parents), None)
    boxes = [_box(one, what) for one in typed]
    last = boxes[-1]
    standing = [box for box in boxes[:-1] if box != last]
    room = np.array([[bool(line.open_months >> month & 1) for month in range(MONTHS)]])
    found = breakback(present[None], who, what, last, amount_in_range(typed[-1].amount), standing, room)
    if isinstance(found, EngineRefused):
        if not found.holds:
            raise Invalid("nobody-there")
        raise Refused("proposal-impossible")
    after: Ints = found.cells[0]
    return after


def _box(typed: Typed, what: Tree) -> CellBox:
    at = what.index.get(typed.what or "*")
    if at is None or (typed.first_month, typed.month_count) not in PERIODS:
        raise Invalid("no-such-cell", what=typed.what or "*", when=f"{typed.first_month + 1}+{typed.month_count}")
    return CellBox(0, at, typed.first_month, typed.month_count)
