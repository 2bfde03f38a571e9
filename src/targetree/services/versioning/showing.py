"""Which version a page shows, and the year that it plans."""

from __future__ import annotations

from dataclasses import dataclass

from targetree.engine.periods import PlanYear
from targetree.services.access import Actor, require, use_case
from targetree.store.arrays import rows


@dataclass(frozen=True)
class Shown:
    """A version, and what the company says of its year."""

    version: int
    name: str
    status: str
    in_force: bool
    note: str
    year: PlanYear
    country: str
    round_to_fen: int


@use_case
def shown_version(*, actor: Actor, chosen: int | None = None) -> Shown | None:
    """The chosen version where the actor may see it, else the one in force, else the newest that is open.

    None while there is nothing to see.
    """
    require(actor, "plan")
    with rows() as cursor:
        cursor.execute(_SHOWN, [actor.may("see_drafts"), chosen])
        found = cursor.fetchone()
    if found is None:
        return None
    version, name, status, in_force, note, plan_year, start, country, round_to = found
    return Shown(version, name, status, in_force, note, PlanYear(plan_year, start), country, round_to)


_SHOWN = """
SELECT v.id, v.name, v.status, v.id IS NOT DISTINCT FROM c.in_force_id, v.note, c.plan_year, c.year_start, c.country,
  c.round_to_fen
FROM versions v JOIN company c ON true WHERE v.archived_at IS NULL AND (v.status <> 'draft' OR %s)
ORDER BY v.id IS NOT DISTINCT FROM %s DESC, v.id IS NOT DISTINCT FROM c.in_force_id DESC, v.status = 'open' DESC,
  v.created_at DESC LIMIT 1
"""
