"""Why two versions differ: the changes, settlements and holds on either side since one was copied from the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import numpy as np

from targetree.services.access import Actor, use_case
from targetree.store.arrays import rows

from .comparing import Sides, sides_of

Side = Literal["a", "b"]
MOST = 200


@dataclass(frozen=True, slots=True)
class Reason:
    """Something done by hand on one side that the other does not have. Amounts in the smallest unit."""

    side: Side
    kind: str
    """edit, undo, settle, transfer, import; held, freed (a hold that only that side has)"""
    id: int
    node: int
    node_code: str
    node_name: str
    what: str
    first_month: int
    month_count: int
    before: int | None
    after: int
    reason: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Differences:
    """`related`: whether one version descends from the other, or both from a third; else no reasons are known."""

    related: bool
    reasons: tuple[Reason, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class _Window:
    side: Side
    version: int
    since: datetime | None
    until: datetime | None


@use_case
def differences(
    *, actor: Actor, a: int, b: int, measure: str, tier: str = "base", node: int | None = None
) -> Differences:
    """What was done by hand, the widest change first; with `node` only what moved that node's own number."""
    sides = sides_of(actor, a, b, measure, tier)
    windows = _windows(a, b)
    if not windows:
        return Differences(False, (), False)
    found = [*_edits(actor, sides, windows, tier, measure, node), *_holds(actor, sides, node)]
    found.sort(key=lambda r: (-abs(r.after - (r.before or 0)) if r.before is not None else 0, r.at))
    return Differences(True, tuple(found[:MOST]), len(found) > MOST)


def _windows(a: int, b: int) -> list[_Window]:
    """When which version was edited by itself: from the moment at which the two ways part."""
    with rows() as cursor:
        cursor.execute("SELECT id, based_on_id, created_at FROM versions")
        known = {version: (above, made) for version, above, made in cursor.fetchall()}

    def line(version: int) -> list[int]:
        chain = [version]
        while (above := known[chain[-1]][0]) is not None and above in known and above not in chain:
            chain.append(above)
        return chain

    ways: dict[Side, list[int]] = {"a": line(a), "b": line(b)}
    shared = next((v for v in ways["a"] if v in ways["b"]), None)
    if shared is None:
        return []
    windows = []
    parted: dict[Side, datetime | None] = {}
    for side, way in ways.items():
        own = way[: way.index(shared)]
        parted[side] = known[own[-1]][1] if own else None
        for at, version in enumerate(own):  # of a version on the way, only what was there when it was copied
            windows.append(_Window(side, version, None, known[own[at - 1]][1] if at else None))
    for side in ways:
        since, until = parted["b" if side == "a" else "a"], parted[side]
        if since is not None and (until is None or until > since):
            windows.append(_Window(side, shared, since, until))
    return windows


_EDITS = """
SELECT w.side, e.kind, e.id, e.node_id, n.code, n.name, e.what, e.first_month, e.month_count, e.before, e.after,
  e.reason, coalesce(a.name, ''), e.at
FROM unnest(%(sides)s::text[], %(versions)s::bigint[], %(since)s::timestamptz[], %(until)s::timestamptz[])
  AS w (side, version, since, until)
JOIN sheets s ON s.version_id = w.version AND s.tier = %(tier)s JOIN measures m ON m.id = s.measure_id
  AND m.code = %(measure)s
JOIN edits e ON e.sheet_id = s.id AND (w.since IS NULL OR e.at > w.since) AND (w.until IS NULL OR e.at <= w.until)
JOIN nodes n ON n.id = e.node_id LEFT JOIN accounts a ON a.id = e.account_id
WHERE n.path && %(roots)s AND (%(node)s::bigint IS NULL OR EXISTS (
  SELECT 1 FROM line_changes c WHERE c.edit_id = e.id AND c.node_id = %(node)s))
ORDER BY abs(e.after - e.before) DESC, e.id LIMIT %(most)s
"""


def _edits(
    actor: Actor, sides: Sides, windows: list[_Window], tier: str, measure: str, node: int | None
) -> list[Reason]:
    values = {
        "sides": [w.side for w in windows], "versions": [w.version for w in windows],
        "since": [w.since for w in windows], "until": [w.until for w in windows], "tier": tier, "measure": measure,
        "roots": np.array(sorted(actor.roots()), np.int64), "node": node, "most": MOST + 1,
    }  # fmt: skip
    with rows() as cursor:
        cursor.execute(_EDITS, values)
        return [Reason(*row) for row in cursor.fetchall()]


_HOLDS = """
WITH stand AS (
  SELECT CASE WHEN h.sheet_id = %(a)s THEN 'a' ELSE 'b' END AS side, h.* FROM holds h
  WHERE h.sheet_id IN (%(a)s, %(b)s) AND h.released_at IS NULL
)
SELECT h.side, 'held', h.id, h.node_id, n.code, n.name, h.what, h.first_month, h.month_count, o.amount, h.amount,
  h.reason, coalesce(w.name, h.owner_name), h.created_at
FROM stand h JOIN nodes n ON n.id = h.node_id LEFT JOIN accounts w ON w.id = h.owner_id
LEFT JOIN stand o ON o.side <> h.side AND o.node_id = h.node_id AND o.what = h.what
  AND o.first_month = h.first_month AND o.month_count = h.month_count
WHERE (o.id IS NULL OR (o.amount <> h.amount AND h.side = 'b')) AND n.path && %(roots)s
  AND (%(node)s::bigint IS NULL OR h.node_id = %(node)s)
"""


def _holds(actor: Actor, sides: Sides, node: int | None) -> list[Reason]:
    """Holds that stand on one side only, or at another amount."""
    roots = np.array(sorted(actor.roots()), np.int64)
    with rows() as cursor:
        cursor.execute(_HOLDS, {"a": sides.a_sheet, "b": sides.b_sheet, "roots": roots, "node": node})
        return [Reason(*row) for row in cursor.fetchall()]
