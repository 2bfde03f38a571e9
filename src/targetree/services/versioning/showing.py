"""Which version a page shows, and the year that it plans."""

from __future__ import annotations

from dataclasses import dataclass

from targetree.engine.periods import PlanYear
from targetree.services.access import Actor, kept, require, use_case
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
    versions = seen(actor).versions
    return next((v for v in versions if v.version == chosen), versions[0] if versions else None)


@dataclass(frozen=True)
class Seen:
    """The company is "" and the year 0 until the first book is in."""

    company: str
    plan_year: int
    versions: tuple[Shown, ...]
    """The one in force first, then the open ones, the newest first."""


def seen(actor: Actor) -> Seen:
    """The company and the versions that the actor may see, read once a page; to be called within a use case."""
    plan, drafts = actor.may("plan"), actor.may("see_drafts")

    def read() -> Seen:
        with rows() as cursor:
            cursor.execute(_SEEN, [plan, drafts])
            found = cursor.fetchall()
        if not found:
            return Seen("", 0, ())
        versions = (
            Shown(version, name, status, in_force, note, PlanYear(plan_year, start), country, round_to)
            for _, plan_year, start, country, round_to, version, name, status, in_force, note in found
            if version is not None
        )
        return Seen(found[0][0], found[0][1], tuple(versions))

    return kept(f"seen by {actor.account_id}: {plan}, {drafts}", read)


_SEEN = """
SELECT c.name, c.plan_year, c.year_start, c.country, c.round_to_fen, v.id, v.name, v.status,
  v.id IS NOT DISTINCT FROM c.in_force_id, v.note
FROM company c LEFT JOIN versions v ON %s AND v.archived_at IS NULL AND (v.status <> 'draft' OR %s)
ORDER BY v.id IS NOT DISTINCT FROM c.in_force_id DESC, v.status = 'open' DESC, v.created_at DESC
"""
