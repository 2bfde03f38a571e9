"""Whose plan is sound: everybody below with score, and what fails most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from targetree.engine.plan_checks.verdicts import WEIGHTS
from targetree.services.checks.checking import ScoreLine, ScoresBelow, scores_below
from targetree.services.plans.opening import PlanLine, plans_below
from targetree.services.tree.targets import sheets
from targetree.services.versioning.showing import shown_version
from targetree.web.guard import Request, page
from targetree.web.looks.words import name_by_code
from targetree.web.tree import asked

from .views import SOUND, tone
from .wording import name_of

PAGE = 50
COMMON = 8
"""Checks named as those that fail most."""
NAMED = 3
"""Failing checks named with each plan."""
KINDS = ("", "seat", "unit")


@dataclass(frozen=True)
class Row:
    """A unit or person as it is shown."""

    one: ScoreLine
    tone: str
    names: tuple[str, ...]
    more: int


@require_safe
@page
def overview(request: Request) -> HttpResponse:
    """`?measure=&at=&kind=&check=&page=`: of which measure, at which unit, people or units, failing in which check."""
    query = request.GET
    measure = asked.words(query, "measure") or "bookings"
    lines = plans_below(actor=request.actor, measure=measure)
    at = asked.maybe_id(query, "at")
    found = scores_below(actor=request.actor, measure=measure, at=at)
    kind = query.get("kind", "") if query.get("kind", "") in KINDS else ""
    check = query.get("check", "") if query.get("check", "") in WEIGHTS else ""
    chosen = [o for o in found.lines if (not kind or o.line.kind == kind) and (not check or check in o.failing)]
    start = (asked.whole(query, "page", 1, 10**6, 1) - 1) * PAGE
    return render(request, "checks/overview.html", {
        "measure": measure,
        "measures": _measures(request),
        "units": _units(lines),
        "at": at,
        "kind": kind,
        "check": check,
        "check_name": name_of(check) if check else "",
        "rows": [_row(one) for one in chosen[start:start + PAGE]],
        "count": len(chosen),
        "start": start,
        "last": min(start + PAGE, len(chosen)),
        "earlier": start // PAGE if start else None,
        "later": start // PAGE + 2 if start + PAGE < len(chosen) else None,
        "tally": [(slug, name_of(slug), n, of, 100 * n // of) for slug, n, of in found.tally[:COMMON]],
    } | _figures(found))  # fmt: skip


def _figures(found: ScoresBelow) -> dict[str, Any]:
    begun = found.begun
    return {
        "everybody": len(found.lines),
        "begun": len(begun),
        "waiting": len(found.lines) - len(begun),
        "median": found.median,
        "sound": sum((one.score or 0) >= SOUND for one in begun),
        "sound_from": SOUND,
    }


def _units(lines: list[PlanLine]) -> list[tuple[int, str]]:
    """To choose from, indented as they stand in the tree; none for somebody alone."""
    return [(u.node, "\N{EM SPACE}" * u.depth + u.name) for u in lines if u.kind == "unit"] if len(lines) > 1 else []


def _row(one: ScoreLine) -> Row:
    names = tuple(name_of(check) for check in one.failing[:NAMED])
    return Row(one, tone(one.score or 0), names, len(one.failing) - len(names))


def _measures(request: Request) -> list[tuple[str, str]]:
    version = shown_version(actor=request.actor)
    if version is None:
        return []
    money = [s for s in sheets(actor=request.actor, version=version.version) if s.tier == "base" and s.kind == "money"]
    return [(s.measure, name_by_code(s.measure, s.measure_name)) for s in money]
