"""The list of holds, and letting one go."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from targetree.engine.periods import PlanYear
from targetree.services.errors import Invalid
from targetree.services.holds.holding import release_hold
from targetree.services.holds.in_words import period_in_words
from targetree.services.holds.listed import HoldListed, holds_listed
from targetree.services.versioning.showing import shown_version
from targetree.terms.words import word
from targetree.web.context import chosen_version
from targetree.web.guard import Request, page
from targetree.web.partials import done, say
from targetree.web.templatetags.ui import language
from targetree.web.tree import asked

MOST_IDS = 200


@dataclass(frozen=True)
class Line:
    hold: HoldListed
    measure: str
    period: str
    address: str
    """The held cell in the tree."""


@require_GET
@page
def holds(request: Request) -> HttpResponse:
    """`?measure=&unit=&mine=1&expiring=1` choose; `?ids=1,2` are those that stood in somebody's way."""
    query, lang = request.GET, language()
    ids = _ids(request)
    version = shown_version(actor=request.actor, chosen=chosen_version(request))
    found = holds_listed(
        actor=request.actor, version=version.version if version else None, measure=asked.words(query, "measure"),
        unit=asked.maybe_id(query, "unit"), mine=bool(query.get("mine")), expiring=bool(query.get("expiring")), ids=ids,
    )  # fmt: skip
    return render(request, "holds/holds.html", {
        "lines": [_line(hold, found.year, lang) for hold in found.holds],
        "measures": [(code, word(code, lang) if builtin else name) for code, name, builtin in found.measures],
        "units": [(node, "\N{NO-BREAK SPACE}" * 3 * depth + name) for node, name, depth in found.units],
        "unit": asked.maybe_id(query, "unit"),
        "by_ids": ids is not None,
        "chosen": any(query.get(name) for name in ("measure", "unit", "mine", "expiring")),
    })  # fmt: skip


@require_POST
@page
def release(request: Request, hold: int) -> HttpResponse:
    """Let a hold go."""
    if hold > asked.LARGEST_ID:
        raise Invalid("not-found")
    release_hold(actor=request.actor, hold=hold, why=asked.words(request.POST, "why", 1000))
    if request.htmx:  # type: ignore[attr-defined]
        return done(request, _("Released"), refresh=True)
    say(request, _("Released"))
    return redirect("holds")


def _ids(request: Request) -> list[int] | None:
    if "ids" not in request.GET:
        return None
    try:
        return asked.ids(request.GET, "ids", MOST_IDS)
    except Invalid:
        return []


def _line(hold: HoldListed, year: PlanYear | None, lang: str) -> Line:
    cell: dict[str, str | int] = {"sheet": hold.sheet, "node": hold.node, "what": hold.what, "first": hold.first_month,
            "count": hold.month_count}  # fmt: skip
    return Line(
        hold,
        word(hold.measure, lang) if hold.builtin else hold.measure_name,
        period_in_words(year, hold.first_month, hold.month_count, lang) if year else "",
        f"{reverse('tree')}?{urlencode(cell)}",
    )
