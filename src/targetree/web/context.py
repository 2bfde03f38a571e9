"""What stands around every page: menu, company, year, versions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .navigation import Link, menu

_TABS = 4
"""Entries in the bar at the bottom of a phone; the rest is behind 'More'."""


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context processor: `nav`, `tabs`, `rest`, `layout` (a page, or a drawer when htmx asks)."""
    actor = getattr(request, "actor", None)
    entries: list[Link] = menu(actor, request.path) if actor else []
    htmx = getattr(request, "htmx", None)
    return {
        "actor": actor,
        "nav": entries,
        "tabs": entries[:_TABS] if len(entries) > _TABS + 1 else entries,
        "rest": entries[_TABS:] if len(entries) > _TABS + 1 else [],
        "layout": "parts/drawer.html" if htmx else "base.html",
        "surroundings": SimpleLazyObject(lambda: _surroundings(request)) if actor else None,
    }


def _surroundings(request: HttpRequest) -> Any:
    """Company, year, versions and the one chosen, kept by the service for the length of a request."""
    from targetree.services.versioning.surroundings import surroundings

    return surroundings(actor=request.actor, chosen=chosen_version(request))  # type: ignore[attr-defined]


def chosen_version(request: HttpRequest) -> int | None:
    """The version that this person looks at: `?version=3`, kept in the session; None is the one in force."""
    asked = request.GET.get("version", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 10:
        request.session["version"] = int(asked)
    elif "version" in request.GET:
        request.session.pop("version", None)
    kept = request.session.get("version")
    return kept if isinstance(kept, int) else None
