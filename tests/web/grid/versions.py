"""Versions and tiers: who sees, makes, sends down and publishes them."""

from __future__ import annotations

from typing import Any

from web.grid.frame import ADMIN, PLAN, PUBLISH, Thing, row, sheet_of, version_of


def _draft(thing: Thing) -> dict[str, Any]:
    return {"version": draft()}


def draft() -> int:
    """The scenario of the sample company."""
    from people import actor
    from targetree.services.versioning.versions import version_cards

    return next(v.id for v in version_cards(actor=actor("director")) if v.status == "draft")


def _other(thing: Thing) -> dict[str, Any]:
    return {"to": draft()}


def _visits(thing: Thing) -> dict[str, Any]:
    from people import actor
    from targetree.services.tree.targets import sheets

    found = sheets(actor=actor("director"), version=thing.version)
    return {"sheet": next(s.id for s in found if s.measure == "visits"), "tier": "stretch", "factor_ppm": 1_100_000}


def _stretch(thing: Thing) -> dict[str, Any]:
    from people import actor
    from targetree.services.tree.targets import sheets

    found = sheets(actor=actor("director"), version=thing.version)
    return {"sheet": next(s.id for s in found if s.measure == "bookings" and s.tier == "stretch")}


def _new(thing: Thing) -> dict[str, Any]:
    return {"version": thing.version, "name": "grid"}


def _sides(thing: Thing) -> dict[str, Any]:
    return {"a": thing.version, "b": draft()}


def _visits_page(thing: Thing) -> dict[str, Any]:
    return {name: value for name, value in _visits(thing).items() if name != "factor_ppm"} | {"percent": "110"}


DRAFTS = "*  *  -  -  -  -  -  *  -  -"
ROWS = [
    row("api:copy_version", "POST", ADMIN, at=version_of, send={"name": "grid"}),
    row("api:describe_version", "PATCH", ADMIN, at=version_of, send={"name": "grid"}),
    row("api:send_down", "POST", ADMIN, at=_draft, send={}),
    row("api:publish", "POST", PUBLISH, at=version_of, send={}),
    row("api:archive_version", "POST", ADMIN, at=version_of, send={}),
    row("api:tiers_shown", "GET", PLAN, at=sheet_of),
    row("api:make_tier", "POST", ADMIN, send=_visits),
    row("api:set_tier_factor", "POST", ADMIN, at=_stretch, send={"factor_ppm": 1_200_000}),
    row("api:compare", "GET", DRAFTS, at=version_of, ask=_other),
    row("api:differences_of", "GET", DRAFTS, at=version_of, ask=_other),
    row("versions", "GET", PLAN),
    row("versions-compare", "GET", DRAFTS, ask=_sides),
    row("version-new", "GET", ADMIN),
    row("version-new", "POST", ADMIN, send=_new),
    row("version-edit", "GET", ADMIN, at=version_of),
    row("version-edit", "POST", ADMIN, at=version_of, send={"name": "grid"}),
    row("version-send-down", "POST", ADMIN, at=_draft),
    row("version-publish", "GET", PUBLISH, at=version_of),
    row("version-publish", "POST", PUBLISH, at=version_of, send={"why": "grid"}),
    row("version-archive", "POST", ADMIN, at=version_of),
    row("version-tiers", "GET", PLAN, at=version_of),
    row("version-tiers", "POST", ADMIN, at=version_of, send=_visits_page),
]
