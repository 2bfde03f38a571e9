"""The months of many people set at once on a sheet, as one change that is undone as one."""

from __future__ import annotations

from collections.abc import Sequence

from targetree.engine.holds.atoms import CellBox
from targetree.engine.holds.breakback import Refused as EngineRefused
from targetree.engine.holds.breakback import breakback_all
from targetree.services.access import Actor
from targetree.services.cells import Cell, Head
from targetree.services.changes.editing import remember_after_commit
from targetree.services.changes.saving import Change, ChangedLine, changed_lines, lines_above, save
from targetree.services.errors import Denied, Invalid, Refused
from targetree.services.holds.standing import (
    Standing,
    assigned_root,
    boxes_within,
    may_release,
    reaches_of,
    standing_holds,
)
from targetree.store.arrays import Ints, rows
from targetree.store.mapping.sheet_cells import SheetCells, sheet_cells


def set_months(actor: Actor, head: Head, seats: Sequence[int], months: Ints, why: str) -> tuple[ChangedLine, ...]:
    """The months [P, 12] of these seats at or below the head's node, over all products. The sheet is locked.

    Holds stand: room is made among the others as for any change. A hold of the node's own year that the actor may
    release is restated. Raises Refused with the holds in the way, Denied for a manager's own number.
    """
    cell = Cell(head.sheet, head.path[-1])
    if assigned_root(head, actor) == cell.node:
        raise Denied("own-number-from-above")
    own = sheet_cells(head.sheet, cell.node)
    holds = standing_holds(head, actor)
    restated = [h for h in holds if h.same_cell(cell)]
    for hold in restated:
        if not may_release(actor, hold, head.path):
            raise Refused("holds-in-the-way", [hold])
    reach, there, after = _make_room(own, cell, seats, months, head, holds)
    lines, figures = changed_lines(there, after, lines_above(head, reach, own.cells.shape[1]))
    if not lines:
        return ()
    year = int(months.sum())
    _, revision = save(actor, head, Change(cell, int(own.cells.sum()), year, "edit", why), figures)
    for hold in restated:
        with rows() as cursor:
            cursor.execute("UPDATE holds SET amount = %s WHERE id = %s", [year, hold.id])
    remember_after_commit(there, after, revision)
    return tuple(lines)


def _make_room(
    own: SheetCells, cell: Cell, seats: Sequence[int], months: Ints, head: Head, holds: Sequence[Standing]
) -> tuple[int, SheetCells, Ints]:
    refused: Refused | Invalid = Invalid("nobody-there")
    for node, by_itself in reaches_of(cell, head, holds, own.what):
        there = own if node == cell.node else sheet_cells(head.sheet, node)
        boxes = boxes_within(there, cell, head, [*holds, *by_itself])
        edits = [
            (CellBox(there.at(seat), 0, month, 1), int(months[row, month]))
            for row, seat in enumerate(seats)
            for month in range(12)
            if there.room[there.who.leaf_start[there.at(seat)], month]
        ]
        found = breakback_all(there.cells, there.who, there.what, edits, [box for _, box in boxes], there.room)
        if not isinstance(found, EngineRefused):
            return node, there, found.cells
        if found.holds:
            refused = Refused("holds-in-the-way", [boxes[h][0] for h in found.holds])
    raise refused
