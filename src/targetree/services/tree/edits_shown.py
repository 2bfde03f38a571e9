"""The changes that were made by hand to a sheet, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from targetree.services.access import Actor, require, use_case
from targetree.services.cells import head_of
from targetree.services.errors import Missing


@dataclass(frozen=True, slots=True)
class EditShown:
    """One change; amounts in the smallest unit of the measure. `mine`: it can be undone by the one who looks."""

    id: int
    sheet: int
    node: int
    node_code: str
    node_name: str
    what: str
    first_month: int
    month_count: int
    kind: str
    before: int
    after: int
    reason: str
    who: str
    at: datetime
    revision: int
    undoes: int | None
    undone_by: int | None
    mine: bool


@use_case
def edits_shown(
    *, actor: Actor, sheet: int, node: int | None = None, before: int | None = None, limit: int = 200
) -> list[EditShown]:
    """The changes of cells that the actor may see, of a node and all below it where one is named.

    `before` is the id of an edit: those older than it.
    """
    require(actor, "plan")
    if node is not None:
        head_of(actor, "see_targets", sheet, node)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM sheets WHERE id = %s", [sheet])
        if cursor.fetchone() is None:
            raise Missing("not-found")
        roots = [node] if node is not None else sorted(actor.roots())
        cursor.execute(
            _EDITS, {"sheet": sheet, "roots": roots, "before": before, "limit": limit, "account": actor.account_id}
        )
        return [EditShown(*row) for row in cursor.fetchall()]


_EDITS = """
SELECT e.id, e.sheet_id, e.node_id, n.code, n.name, e.what, e.first_month, e.month_count, e.kind, e.before, e.after,
  e.reason, coalesce(a.name, ''), e.at, e.revision, e.undoes_id,
  (SELECT max(u.id) FROM edits u WHERE u.undoes_id = e.id), coalesce(e.account_id = %(account)s, false)
FROM edits e JOIN nodes n ON n.id = e.node_id LEFT JOIN accounts a ON a.id = e.account_id
WHERE e.sheet_id = %(sheet)s AND n.path && %(roots)s::bigint[]
  AND (%(before)s::bigint IS NULL OR e.id < %(before)s) ORDER BY e.id DESC LIMIT %(limit)s
"""
