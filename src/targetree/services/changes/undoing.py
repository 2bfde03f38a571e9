"""Take back one's own change, or take the taking back back."""

from __future__ import annotations

import numpy as np

from targetree.services.access import Actor, use_case
from targetree.services.cells import Cell, Head, head_of
from targetree.services.errors import Conflict, Denied, Missing, Refused
from targetree.services.holds.standing import boxes_within, may_release, standing_holds
from targetree.store.arrays import Ints, rows
from targetree.store.mapping.sheet_cells import SheetCells, sheet_cells

from .editing import Effect, remember_after_commit
from .saving import Change, changed_lines, lines_above, save


@use_case
def undo_edit(*, actor: Actor, edit: int) -> Effect:
    """Put the numbers of people back to what they were before `edit`; undoing an undo does it again.

    Raises Conflict where one of these numbers is not any more as the edit left it (several edits are undone from the
    last on), and Refused where holds that came since stand against it.
    """
    with rows() as cursor:
        cursor.execute(
            "SELECT sheet_id, node_id, what, first_month, month_count, before, after, account_id"
            " FROM edits WHERE id = %s",
            [edit],
        )
        found = cursor.fetchone()
    if found is None:
        raise Missing("not-found")
    sheet, node, what, first, count, before, after, account = found
    head = head_of(actor, "edit_targets", sheet, node, change=True)
    if account != actor.account_id:
        raise Denied("edit-not-yours")
    with rows() as cursor:
        cursor.execute(
            "SELECT c.node_id, c.before, later.before IS NULL OR later.before = l.cells, p.path FROM line_changes c"
            " JOIN nodes n ON n.id = c.node_id AND n.kind = 'seat'"
            " JOIN lines l ON l.sheet_id = c.sheet_id AND l.node_id = c.node_id"
            " JOIN places p ON p.version_id = %s AND p.node_id = c.node_id"
            " LEFT JOIN LATERAL (SELECT n.before FROM line_changes n WHERE n.sheet_id = c.sheet_id"
            "  AND n.node_id = c.node_id AND n.edit_id > c.edit_id ORDER BY n.edit_id LIMIT 1) later ON true"
            " WHERE c.edit_id = %s",
            [head.version, edit],
        )
        seats = cursor.fetchall()
        later = [seat for seat, _, as_left, _ in seats if not as_left]
        if later:
            raise _overtaken(sheet, later, edit)
    paths = [list(path) for *_, path in seats]
    root = next((n for n in reversed(head.path) if all(n in path for path in paths)), head.path[0])
    cells = sheet_cells(sheet, root)
    back = cells.cells.copy()
    for seat, values, _, _ in seats:
        back[cells.who.leaf_start[cells.at(seat)]] = values.reshape(back.shape[1:])
    cell = Cell(sheet, node, what, first, count)
    _holds_stand(actor, head, cell, cells, back)
    lines, figures = changed_lines(cells, back, lines_above(head, root, back.shape[1]))
    done, new = save(actor, head, Change(cell, after, before, "undo", "", edit), figures)
    with rows() as cursor:  # a hold that the edit restated goes back with it
        cursor.execute(
            "UPDATE holds SET amount = %s WHERE sheet_id = %s AND node_id = %s AND what = %s AND first_month = %s"
            " AND month_count = %s AND released_at IS NULL AND amount = %s",
            [before, sheet, node, what, first, count, after],
        )
    remember_after_commit(cells, back, new)
    return Effect((done,), new, root, tuple(lines))


def _holds_stand(actor: Actor, head: Head, cell: Cell, cells: SheetCells, back: Ints) -> None:
    """Raises Refused with the holds whose amount would not be what it is."""
    holds = standing_holds(head, actor)
    against = [h for h in holds if h.same_cell(cell) and not may_release(actor, h, head.path)]
    for hold, box in boxes_within(cells, cell, head, holds):
        part = (cells.who.leaves(box.who), cells.what.leaves(box.what), box.months)
        if back[part].sum() != cells.cells[part].sum():
            against.append(hold)
    if against:
        raise Refused("holds-in-the-way", against)


def _overtaken(sheet: int, nodes: list[int], edit: int) -> Conflict:
    with rows() as cursor:
        cursor.execute(
            "SELECT a.name, e.at FROM line_changes c JOIN edits e ON e.id = c.edit_id"
            " LEFT JOIN accounts a ON a.id = e.account_id"
            " WHERE c.sheet_id = %s AND c.node_id = ANY (%s) AND e.id > %s ORDER BY e.id DESC LIMIT 1",
            [sheet, np.array(nodes, np.int64), edit],
        )
        who, at = cursor.fetchone() or ("", None)
    return Conflict("edit-overtaken", who=who or "", at=at.isoformat() if at else "")
