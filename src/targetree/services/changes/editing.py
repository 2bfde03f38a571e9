"""Change a number: the engine makes room, holds stand, and the effect can be seen before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db import connection, transaction

from targetree.engine.holds.breakback import Refused as EngineRefused
from targetree.engine.holds.breakback import breakback
from targetree.services.access import Actor, use_case
from targetree.services.cells import Cell, Head, amount_in_range, box_of, head_of
from targetree.services.errors import Conflict, Denied, Invalid, Refused, ServiceError
from targetree.services.holds.standing import Standing, boxes_within, may_release, reaches_of, standing_holds
from targetree.store.arrays import Ints, rows
from targetree.store.mapping.sheet_cells import SheetCells, sheet_cells

from .saving import Change, ChangedLine, changed_lines, lines_above, remember, save


@dataclass(frozen=True, slots=True)
class Wish:
    """A cell and what it ought to be; `was` is what the user saw there, to tell them if it has changed since.

    With `seen`, the revision of the line that they saw, only a change of the cell itself or of one above it by somebody
    else stands against the wish: that it moved because others were changed is told by `Effect.found`.
    """

    cell: Cell
    amount: int
    was: int | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What an edit does, or did. `edits` are its ids, none in a preview; room was made within the node `reach`."""

    edits: tuple[int, ...]
    revision: int
    reach: int
    changed: tuple[ChangedLine, ...]
    """Every line that changes, the widest first."""
    found: tuple[int, ...] = ()
    """What each cell was right before it was set: not what the user saw, where it had moved since."""


@use_case
def edit_cells(*, actor: Actor, wishes: Sequence[Wish], why: str = "", kind: str = "edit") -> Effect:
    """Set the cells, all or none; those set first stand while those after make room.

    Raises Refused with the holds that stand against it, Conflict where a cell is not any more what was seen.
    """
    done: list[Effect] = []
    for at, wish in enumerate(wishes):
        done.append(_edit(actor, wish, why, kind, [earlier.cell for earlier in wishes[:at]]))
    return _together(done)


@use_case
def preview_cells(*, actor: Actor, wishes: Sequence[Wish]) -> Effect:
    """What `edit_cells` would do. Nothing is kept."""
    with transaction.atomic():
        effect = edit_cells(actor=actor, wishes=wishes)
        transaction.set_rollback(True)
    return Effect((), effect.revision, effect.reach, effect.changed, effect.found)


def _edit(actor: Actor, wish: Wish, why: str, kind: str, set_before: Sequence[Cell]) -> Effect:
    cell, amount = wish.cell, amount_in_range(wish.amount)
    head = head_of(actor, "edit_targets", cell.sheet, cell.node, change=True)
    holds = standing_holds(head, actor)
    _own_number_comes_from_above(actor, cell, holds)
    cells = sheet_cells(head.sheet, cell.node)
    own = [h for h in holds if h.same_cell(cell)]
    for hold in own:
        if not may_release(actor, hold, head.path):
            raise Refused("holds-in-the-way", [hold])
    before = _amount(cells, cell)
    if wish.was is not None and wish.was != before:
        _meant_something_else(actor, head, wish, before)
    holds += [Standing(None, c.node, c.what, c.first_month, c.month_count) for c in set_before if c != cell]
    reach, cells, after = _make_room(cells, cell, amount, head, holds)
    lines, figures = changed_lines(cells, after, lines_above(head, reach, cells.cells.shape[1]))
    if not lines and not own:
        return Effect((), head.revision, reach, (), (before,))
    edit, revision = save(actor, head, Change(cell, before, amount, kind, why), figures)
    for hold in own:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE holds SET amount = %s WHERE id = %s", [amount, hold.id])
    remember_after_commit(cells, after, revision)
    return Effect((edit,), revision, reach, tuple(lines), (before,))


def remember_after_commit(cells: SheetCells, after: Ints, revision: int) -> None:
    """What was read is renewed when, and only when, the change is kept."""
    transaction.on_commit(lambda: remember(cells, after, revision))


def _own_number_comes_from_above(actor: Actor, cell: Cell, holds: Sequence[Standing]) -> None:
    if any(h.id is None and h.same_cell(cell) for h in holds) and not actor.roles & {"director", "operations"}:
        raise Denied("own-number-from-above")


def _amount(cells: SheetCells, cell: Cell) -> int:
    box = box_of(cell, cells)
    return int(cells.cells[cells.who.leaves(box.who), cells.what.leaves(box.what), box.months].sum())


def _make_room(
    cells: SheetCells, cell: Cell, amount: int, head: Head, holds: Sequence[Standing]
) -> tuple[int, SheetCells, Ints]:
    """Where room was made, the cells there before, and after. Raises Refused where there is none anywhere."""
    refused: ServiceError | None = None
    for node, by_itself in reaches_of(cell, head, holds, cells.what):
        there = cells if node == cell.node else sheet_cells(head.sheet, node)
        boxes = boxes_within(there, cell, head, [*holds, *by_itself])
        held = [box for _, box in boxes]
        found = breakback(there.cells, there.who, there.what, box_of(cell, there), amount, held, there.room)
        if not isinstance(found, EngineRefused):
            return node, there, found.cells
        standing = [boxes[at][0] for at in found.holds]
        refused = Refused("holds-in-the-way", standing) if standing else Invalid("nobody-there")
    assert refused is not None
    raise refused


def _meant_something_else(actor: Actor, head: Head, wish: Wish, now: int) -> None:
    """Raises Conflict where somebody else has changed what the user saw: the one who comes later is told."""
    cell, was = wish.cell, wish.was
    with rows() as cursor:
        cursor.execute(
            "SELECT a.name, e.at FROM edits e LEFT JOIN accounts a ON a.id = e.account_id"
            " WHERE e.sheet_id = %s AND e.node_id = ANY (%s) AND e.revision > %s"
            " AND e.first_month < %s AND %s < e.first_month + e.month_count AND e.account_id IS DISTINCT FROM %s"
            " ORDER BY e.id DESC LIMIT 1",
            [head.sheet, np.array(head.path, np.int64), -1 if wish.seen is None else wish.seen,
             cell.first_month + cell.month_count, cell.first_month, actor.account_id],
        )  # fmt: skip
        found = cursor.fetchone()
        if found is None and wish.seen is not None:
            return
        if found is None:
            cursor.execute(
                "SELECT a.name, e.at FROM line_changes c JOIN edits e ON e.id = c.edit_id"
                " LEFT JOIN accounts a ON a.id = e.account_id WHERE c.sheet_id = %s AND c.node_id = %s"
                " ORDER BY e.id DESC LIMIT 1",
                [head.sheet, cell.node],
            )
            found = cursor.fetchone()
    who, at = (found[0] or "", found[1].isoformat()) if found else ("", "")
    values = {"node": cell.node, "was": was, "now": now, "who": who, "at": at}
    raise Conflict("cell-changed", [values], was=was, now=now, who=who, at=at)


def _together(done: Sequence[Effect]) -> Effect:
    """Several effects as one: each line from what it first was to what it is at last."""
    if len(done) == 1:
        return done[0]
    lines: dict[int, ChangedLine] = {}
    for effect in done:
        for line in effect.changed:
            first = lines.get(line.node)
            lines[line.node] = ChangedLine(line.node, first.before if first else line.before, line.after)
    edits = tuple(edit for effect in done for edit in effect.edits)
    found = tuple(amount for effect in done for amount in effect.found)
    return Effect(edits, done[-1].revision, done[-1].reach, tuple(lines.values()), found)
