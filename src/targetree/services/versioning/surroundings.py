"""What stands around every page: the company, its plan year, the versions to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from targetree.services.access import Actor, use_case

from .showing import seen


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
    around = seen(actor)
    versions = tuple(VersionLine(v.version, v.name, v.status, v.in_force) for v in around.versions)
    version = next((v for v in versions if v.id == chosen), versions[0] if versions else None)
    return Surroundings(around.company, around.plan_year, versions, version)
