"""Whose plans there are, and one of them."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from targetree.services.checks.checking import score_of
from targetree.services.conditions.standing import standing
from targetree.services.plans.opening import open_plan
from targetree.services.reviews.season import FILTERS, STEPS, plans_shown
from targetree.services.tree.targets import sheets
from targetree.services.versioning.showing import shown_version
from targetree.web.guard import Request, page
from targetree.web.looks.words import name_by_code
from targetree.web.tree import asked

from .overview import overview

PAGE = 50
_FILTERS = {
    "all": _("All"), "late": _("Late"), "none": _("Not begun"), "draft": _("In work"), "submitted": _("Handed in"),
    "returned": _("Returned"), "agreed": _("Agreed"), "unsigned": _("Letter not signed"), "signed": _("Letter signed"),
}  # fmt: skip
STEP_NAMES = {"handed_in": _("Plans handed in"), "agreed": _("Plans agreed"), "signed": _("Letters signed")}


@require_safe
@page
def plans(request: Request) -> HttpResponse:
    """`?state=&q=&measure=&page=`: the own plan first, then those below, late ones first."""
    query = request.GET
    state = query.get("state", "") if query.get("state") in FILTERS else "all"
    words, measure = asked.words(query, "q"), asked.words(query, "measure") or "bookings"
    found = plans_shown(actor=request.actor, measure=measure, state=state, words=words)
    start = (asked.whole(query, "page", 1, 10**6, 1) - 1) * PAGE
    lines = found.lines[start : start + PAGE]
    begun = [line.plan for line in (*found.own, *lines) if line.plan]
    scores = score_of(actor=request.actor, plans=begun)
    return render(request, "plans/plans.html", {
        "stands": standing(actor=request.actor, plans=begun),
        "found": found,
        "measures": _measures(request),
        "measure": measure,
        "filters": [(slug, name, found.counts.get(slug, 0)) for slug, name in _FILTERS.items()
                    if found.counts.get(slug) or slug in ("all", state)],
        "state": state,
        "steps": [(STEP_NAMES[step], found.season.dates.get(step)) for step in STEPS],
        "own": [(line, scores.get(line.plan or 0)) for line in found.own],
        "lines": [(line, scores.get(line.plan or 0)) for line in lines],
        "count": len(found.lines),
        "start": start,
        "last": min(start + PAGE, len(found.lines)),
        "earlier": start // PAGE if start else None,
        "later": start // PAGE + 2 if start + PAGE < len(found.lines) else None,
    })  # fmt: skip


def _measures(request: Request) -> list[tuple[str, str]]:
    """What there are targets of in the version that counts: (code, name)."""
    version = shown_version(actor=request.actor)
    if version is None:
        return []
    return [
        (s.measure, name_by_code(s.measure, s.measure_name))
        for s in sheets(actor=request.actor, version=version.version)
        if s.tier == "base" and s.kind == "money"
    ]


@require_POST
@page
def opened(request: Request) -> HttpResponseBase:
    """Begin the plan of a node, or go to it."""
    node = asked.id_of(request.POST, "node")
    measure = asked.words(request.POST, "measure") or "bookings"
    return redirect(reverse("plan", args=[open_plan(actor=request.actor, node=node, measure=measure)]))


@require_safe
@page
def plan(request: Request, plan: int) -> HttpResponse:
    """The plan on one page."""
    return overview(request, plan)
