"""A proposal by month and product becomes the target: all its cells at once, as one change."""

from __future__ import annotations

from collections.abc import Sequence

from targetree.engine.holds.atoms import CellBox
from targetree.engine.holds.breakback import Refused as EngineRefused
from targetree.engine.holds.breakback import breakback_all
from targetree.services.access import Actor
from targetree.services.cells import Cell, Head
from targetree.services.changes.editing import remember_after_commit
from targetree.services.changes.saving import Change, ChangedLine, changed_lines, lines_above, save
from targetree.services.errors import Invalid, Refused
from targetree.services.holds.standing import Standing, boxes_within, may_release, reaches_of, standing_holds
from targetree.store.arrays import Ints, rows
from targetree.store.mapping.sheet_cells import SheetCells, sheet_cells


def grant_cells(actor: Actor, head: Head, wanted: Ints, why: str) -> tuple[ChangedLine, ...]:
    """Set the cells [K, 12] of the head's node. The sheet is locked. Raises Refused with the holds in the way."""
    cell = Cell(head.sheet, head.path[-1])
    own = sheet_cells(head.sheet, cell.node)
    holds = standing_holds(head, actor)
    restated = [h for h in holds if h.same_cell(cell)]
    for hold in restated:
        if not may_release(actor, hold, head.path):
            raise Refused("holds-in-the-way", [hold])
    reach, there, after = _make_room(own, cell, wanted, head, holds)
    lines, figures = changed_lines(there, after, lines_above(head, reach, len(wanted)))
    if not lines:
        return ()
    year = int(wanted.sum())
    change = Change(cell, int(own.cells.sum()), year, "settle", why)
    _, revision = save(actor, head, change, figures)
    for hold in restated:
        with rows() as cursor:
            cursor.execute("UPDATE holds SET amount = %s WHERE id = %s", [year, hold.id])
    remember_after_commit(there, after, revision)
    return tuple(lines)


def _make_room(
    own: SheetCells, cell: Cell, wanted: Ints, head: Head, holds: Sequence[Standing]
) -> tuple[int, SheetCells, Ints]:
    refused: Refused | Invalid = Invalid("nobody-there")
    for node, by_itself in reaches_of(cell, head, holds, own.what):
        there = own if node == cell.node else sheet_cells(head.sheet, node)
        boxes = boxes_within(there, cell, head, [*holds, *by_itself])
        at = there.at(cell.node)
        edits = [
            (CellBox(at, product, month, 1), int(wanted[k, month]))
            for k, product in enumerate(there.what.leaf_nodes.tolist())
            for month in range(wanted.shape[1])
        ]
        found = breakback_all(there.cells, there.who, there.what, edits, [box for _, box in boxes], there.room)
        if not isinstance(found, EngineRefused):
            return node, there, found.cells
        if found.holds:
            refused = Refused("holds-in-the-way", [boxes[h][0] for h in found.holds])
    raise refused
