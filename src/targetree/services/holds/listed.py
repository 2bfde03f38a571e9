"""The list of holds: which numbers stand, whose decision that was, why, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from django.utils import timezone

from targetree.engine.money import SCALES
from targetree.engine.periods import PlanYear
from targetree.services.access import Actor, require, use_case
from targetree.store.arrays import rows

from .standing import Standing, may_release

SOON_DAYS = 30
MOST = 1000


@dataclass(frozen=True, slots=True)
class HoldListed:
    """A hold that has not been released, as its page lists it."""

    id: int
    sheet: int
    measure: str
    measure_name: str
    builtin: bool
    tier: str
    version_name: str
    published: bool
    node: int
    node_name: str
    kind: str
    where: tuple[str, ...]
    """Names of the units above."""
    what: str
    what_name: str
    first_month: int
    month_count: int
    amount: int
    scale: int
    reason: str
    owner: str
    expires: date | None
    created_at: datetime
    expired: bool
    soon: bool
    """It ends within 30 days."""
    mine: bool
    may_release: bool


@dataclass(frozen=True, slots=True)
class Listed:
    holds: tuple[HoldListed, ...]
    measures: tuple[tuple[str, str, bool], ...]
    """(code, name, builtin) of those that have holds in the version."""
    units: tuple[tuple[int, str, int], ...]
    """(node, name, depth) of the units the actor may see, depth-first."""
    year: PlanYear | None


@use_case
def holds_listed(
    *, actor: Actor, version: int | None, measure: str = "", unit: int | None = None, mine: bool = False,
    expiring: bool = False, ids: Sequence[int] | None = None,
) -> Listed:  # fmt: skip
    """Holds of a version in the order of the tree; with `ids` those, whatever else is chosen. Four queries."""
    require(actor, "plan")
    today = timezone.localdate()
    which, values = "s.version_id = %s", list[object]([version])
    if ids is not None:
        which, values = "h.id = ANY (%s)", [np.array(list(ids), np.int64)]
    with rows() as cursor:
        cursor.execute(_HOLDS.format(which=which), [*values, MOST])
        found = [_listed(actor, row, today) for row in cursor.fetchall()]
        cursor.execute(_UNITS, [version])
        units = cursor.fetchall()
        cursor.execute("SELECT plan_year, year_start FROM company")
        company = cursor.fetchone()
    measures = {h.measure: (h.measure, h.measure_name, h.builtin) for _, h in found}
    if ids is None:
        found = [
            (path, h) for path, h in found
            if (not measure or h.measure == measure) and (unit is None or unit in path)
            and (not mine or h.mine) and (not expiring or h.soon or h.expired)
        ]  # fmt: skip
    return Listed(
        tuple(h for _, h in found),
        tuple(measures.values()),
        tuple((node, name, len(path) - 1) for node, name, path in units if actor.may("see_targets", path.tolist())),
        PlanYear(*company) if company else None,
    )


_HOLDS = """
SELECT n.path, h.owner_id, m.kind, h.id, h.sheet_id, m.code, m.name, m.builtin, s.tier, v.name, v.status = 'published',
  h.node_id, n.name, n.kind,
  ARRAY(SELECT a.name FROM nodes a WHERE a.id = ANY (n.path) AND a.id <> n.id ORDER BY a.position)::text[],
  h.what, coalesce(p.name, h.what), h.first_month, h.month_count, h.amount, h.reason,
  coalesce(a.name, h.owner_name), h.expires, h.created_at
FROM holds h JOIN sheets s ON s.id = h.sheet_id JOIN versions v ON v.id = s.version_id
JOIN measures m ON m.id = s.measure_id JOIN nodes n ON n.id = h.node_id LEFT JOIN products p ON p.code = h.what
LEFT JOIN accounts a ON a.id = h.owner_id
WHERE h.released_at IS NULL AND {which}
ORDER BY m.position, n.position, s.id, h.first_month, h.month_count DESC, h.what LIMIT %s
"""
_UNITS = """
SELECT n.id, n.name, p.path FROM places p JOIN nodes n ON n.id = p.node_id
WHERE p.version_id = %s AND n.kind = 'unit' ORDER BY p.position
"""


def _listed(actor: Actor, row: Sequence[Any], today: date) -> tuple[list[int], HoldListed]:
    path: list[int] = row[0].tolist()
    owner, kind = row[1:3]
    (id_, sheet, measure, name, builtin, tier, version, published, node, node_name, node_kind, where, what, what_name,
     first, count, amount, reason, owner_name, expires, created) = row[3:]  # fmt: skip
    standing = Standing(id_, node, what, first, count, owner=owner)
    until: date | None = expires
    expired = until is not None and until < today
    releases = not published and actor.may("edit_targets", path) and may_release(actor, standing, path)
    return path, HoldListed(
        id_, sheet, measure, name, builtin, tier, version, published, node, node_name, node_kind,
        tuple(where), what, what_name, first, count, amount, SCALES[str(kind)], reason, owner_name,
        until, created, expired, until is not None and not expired and until <= today + timedelta(days=SOON_DAYS),
        owner == actor.account_id, releases,
    )  # fmt: skip
