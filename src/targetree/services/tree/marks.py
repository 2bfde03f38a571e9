"""What stands out in the rows of a tree: cells that are held, and cells that somebody changed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

import numpy as np

from targetree.services.access import Actor
from targetree.services.holds.standing import Standing, may_release
from targetree.store.arrays import rows


class HasNode(Protocol):
    """A row of a node."""

    @property
    def node(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Held:
    """A hold in force on a cell."""

    id: int
    node: int
    what: str
    first_month: int
    month_count: int
    amount: int
    reason: str
    owner: str
    expires: date | None
    may_release: bool


@dataclass(frozen=True, slots=True)
class ByHand:
    """The last change by hand of a cell that has not been taken back."""

    edit: int
    node: int
    what: str
    first_month: int
    month_count: int
    before: int
    after: int
    reason: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Marks:
    holds: tuple[Held, ...] = ()
    edits: tuple[ByHand, ...] = ()


def marks_of(actor: Actor, sheet: int, of: Sequence[HasNode]) -> Marks:
    """Of the rows of a sheet, all products and periods; two queries."""
    nodes = np.array([row.node for row in of], np.int64)
    if not len(nodes):
        return Marks()
    with rows() as cursor:
        cursor.execute(_HOLDS, [sheet, nodes])
        holds = []
        for path, owner_id, *shown in cursor.fetchall():
            hold = Held(*[*shown, False])
            standing = Standing(hold.id, hold.node, hold.what, hold.first_month, hold.month_count, owner=owner_id)
            at = path.tolist()
            releases = actor.may("edit_targets", at) and may_release(actor, standing, at)
            holds.append(replace(hold, may_release=releases))
        cursor.execute(_EDITS, [sheet, nodes])
        edits = cursor.fetchall()
    return Marks(tuple(holds), _that_stand(edits))


_HOLDS = """
SELECT n.path, h.owner_id, h.id, h.node_id, h.what, h.first_month, h.month_count, h.amount, h.reason,
  coalesce(a.name, h.owner_name), h.expires
FROM holds h JOIN nodes n ON n.id = h.node_id LEFT JOIN accounts a ON a.id = h.owner_id
WHERE h.sheet_id = %s AND h.node_id = ANY (%s) AND h.released_at IS NULL
  AND (h.expires IS NULL OR h.expires >= current_date) ORDER BY h.id
"""
_EDITS = """
SELECT e.undoes_id, e.id, e.node_id, e.what, e.first_month, e.month_count, e.before, e.after, e.reason,
  coalesce(a.name, ''), e.at
FROM edits e LEFT JOIN accounts a ON a.id = e.account_id
WHERE e.sheet_id = %s AND e.node_id = ANY (%s) ORDER BY e.id DESC
"""


def _that_stand(edits: Sequence[tuple[int | None, *tuple[object, ...]]]) -> tuple[ByHand, ...]:
    """From the newest to the oldest: an undo that stands takes its change away, the undo of an undo gives it back."""
    taken_back: set[int] = set()
    last: dict[tuple[object, ...], ByHand] = {}
    for undoes, *rest in edits:
        edit = ByHand(*rest)  # type: ignore[arg-type]
        if edit.edit in taken_back:
            continue
        if undoes is not None:
            taken_back.add(undoes)
            continue
        last.setdefault((edit.node, edit.what, edit.first_month, edit.month_count), edit)
    return tuple(last.values())
