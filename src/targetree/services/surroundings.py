"""What stands around every page: the company, its plan year, the versions to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from targetree.store.arrays import rows

from .access import Actor, use_case


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version as the switcher lists it."""

    id: int
    name: str
    status: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The company is "" and the year 0 until the first book is in."""

    company: str
    plan_year: int
    versions: tuple[VersionLine, ...]
    version: VersionLine | None
    """The chosen one where the actor may see it, else the one in force, else the newest that is open."""


@use_case
def surroundings(*, actor: Actor, chosen: int | None = None) -> Surroundings:
    """For everybody with an account; those who have nothing to do with targets see no versions."""
    with rows() as cursor:
        cursor.execute(_AROUND, [actor.may("plan"), actor.may("see_drafts")])
        found = cursor.fetchall()
    if not found:
        return Surroundings("", 0, (), None)
    versions = tuple(VersionLine(*row[2:]) for row in found if row[2] is not None)
    version = next((v for v in versions if v.id == chosen), versions[0] if versions else None)
    return Surroundings(found[0][0], found[0][1], versions, version)


_AROUND = """
SELECT c.name, c.plan_year, v.id, v.name, v.status, v.id IS NOT DISTINCT FROM c.in_force_id
FROM company c LEFT JOIN versions v ON %s AND v.archived_at IS NULL AND (v.status <> 'draft' OR %s)
ORDER BY v.id IS NOT DISTINCT FROM c.in_force_id DESC, v.status = 'open' DESC, v.created_at DESC
"""
