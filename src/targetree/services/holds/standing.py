"""The holds that stand on a sheet, and how far an edit reaches because of them.

Where a cell above that contains the edited one is held, room is made below it, as near as possible:
first among the siblings, one level up where they have none, and so on up to the held one. Everything
outside stays as it is. Without such a hold all totals above move with the edit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from targetree.engine.holds.atoms import CellBox
from targetree.engine.tree import Tree
from targetree.services.access import Actor
from targetree.services.cells import Cell, Head
from targetree.store.arrays import rows
from targetree.store.mapping.sheet_cells import SheetCells


@dataclass(frozen=True, slots=True)
class Standing:
    """A hold in force. `id` is None for what is held by itself: a manager's own number, which comes from above."""

    id: int | None
    node: int
    what: str
    first_month: int
    month_count: int
    amount: int = 0
    owner: int | None = None
    owner_name: str = ""
    reason: str = ""

    def same_cell(self, cell: Cell) -> bool:
        mine = (self.node, self.what, self.first_month, self.month_count)
        return mine == (cell.node, cell.what, cell.first_month, cell.month_count)

    def contains_months(self, cell: Cell) -> bool:
        ends = self.first_month + self.month_count >= cell.first_month + cell.month_count
        return self.first_month <= cell.first_month and ends

    def meets_months(self, cell: Cell) -> bool:
        starts = self.first_month < cell.first_month + cell.month_count
        return starts and cell.first_month < self.first_month + self.month_count


def standing_holds(head: Head, actor: Actor) -> list[Standing]:
    """Holds in force on the head's node, above it and below it; a manager's own unit's year among them."""
    with rows() as cursor:
        cursor.execute(
            "SELECT h.id, h.node_id, h.what, h.first_month, h.month_count, h.amount, h.owner_id,"
            " coalesce(a.name, h.owner_name), h.reason FROM holds h LEFT JOIN accounts a ON a.id = h.owner_id"
            " JOIN places p ON p.version_id = %s AND p.node_id = h.node_id"
            " WHERE h.sheet_id = %s AND h.released_at IS NULL AND (h.expires IS NULL OR h.expires >= current_date)",
            [head.version, head.sheet],
        )
        found = [Standing(*row) for row in cursor.fetchall()]
    own = assigned_root(head, actor)
    if own is not None and not any(h.node == own and not h.what and h.month_count == 12 for h in found):
        found.append(Standing(None, own, "", 0, 12))
    return found


def assigned_root(head: Head, actor: Actor) -> int | None:
    """The unit whose number the actor was given and must keep; None for those who plan the whole company."""
    if actor.roles & {"director", "operations"}:
        return None
    roots = actor.roots("manager")
    return next((node for node in head.path if node in roots), None)


def may_release(actor: Actor, hold: Standing, path: Sequence[int]) -> bool:
    """Its owner, those who plan the whole company, and managers of a unit above the held one."""
    if hold.id is None:
        return False
    if actor.roles & {"director", "operations"}:
        return True
    below_own = not actor.roots("manager").isdisjoint(path[:-1])
    return (hold.owner == actor.account_id and not actor.roots("manager").isdisjoint(path)) or below_own


def reaches_of(cell: Cell, head: Head, holds: Sequence[Standing], what: Tree) -> list[tuple[int, list[Standing]]]:
    """Nodes within which an edit of `cell` may make room, the nearest first, each with what stands there by itself."""
    highest = cell.node
    for at, node in reversed(list(enumerate(head.path))):
        for hold in holds:
            if hold.node != node or hold.same_cell(cell) or not _meet(hold.what, cell.what, what):
                continue
            if _inside(cell.what, hold.what, what) and hold.contains_months(cell):
                between = [n for n in reversed(head.path[at + 1 :]) if n != cell.node]
                nearer = [(n, [replace(hold, id=None, node=n, owner=None, reason="")]) for n in between]
                return [*nearer, (node, [])]
            if node != cell.node and hold.meets_months(cell):
                highest = node
    return [(highest, [])]


def boxes_within(
    cells: SheetCells, cell: Cell, head: Head, holds: Sequence[Standing]
) -> list[tuple[Standing, CellBox]]:
    """The holds as boxes within what was read; of those on nodes above it the part that lies within."""
    root = cells.nodes[0]
    above = set(head.path[: head.path.index(root)])
    at_root = [h for h in holds if h.node == root]
    found = []
    for hold in holds:
        if hold.same_cell(cell):
            continue
        what = cells.what.index.get(hold.what or "*")
        if what is None:
            continue
        if str(hold.node) in cells.who.index:
            found.append((hold, CellBox(cells.at(hold.node), what, hold.first_month, hold.month_count)))
        elif hold.node in above and not _implied(hold, at_root):
            found.append((hold, CellBox(0, what, hold.first_month, hold.month_count)))
    return found


def _implied(hold: Standing, at_root: Sequence[Standing]) -> bool:
    """Whether the part of a hold above is the very cell that stands at the root of what was read."""
    return any(
        (other.what, other.first_month, other.month_count) == (hold.what, hold.first_month, hold.month_count)
        for other in at_root
    )


def _inside(inner: str, outer: str, what: Tree) -> bool:
    if not outer or inner == outer:
        return True
    at, above = what.index.get(inner or "*"), what.index.get(outer)
    return at is not None and above is not None and above in what.path(at)


def _meet(a: str, b: str, what: Tree) -> bool:
    return _inside(a, b, what) or _inside(b, a, what)
