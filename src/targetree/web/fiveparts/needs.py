"""The needs of everybody below: to be arranged, ticked off, taken away as a file."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from targetree.services.errors import Denied, Missing, ServiceError
from targetree.services.fiveparts.needs import STATES, Need, arrange_need, need_done, needs_below
from targetree.services.fiveparts.needs_file import needs_listing
from targetree.services.fiveparts.points import NEEDS
from targetree.web.downloads import handed_list
from targetree.web.guard import Request, in_words, page
from targetree.web.partials import done as told
from targetree.web.partials import say
from targetree.web.templatetags.ui import language
from targetree.web.tree import asked

from .lines import LONGEST, Unreadable, day
from .words import NEEDS as NEED_WORDS
from .words import kind_name


@require_safe
@page
def needs(request: Request) -> HttpResponse:
    """`?kind=` knowledge, skill, information; `?state=` open, arranged, done."""
    kind, state = _asked(request)
    found = needs_below(actor=request.actor)
    shown = [n for n in found if kind in ("", n.kind) and state in ("", n.state)]
    return render(request, "fiveparts/needs.html", {
        "rows": [(n, kind_name(n.kind)) for n in shown], "kind": kind, "state": state, "kinds": NEED_WORDS,
        "any": bool(found), "counts": {s: sum(n.state == s for n in found) for s in STATES},
        "of_kind": [(k, kind_name(k), sum(n.kind == k and n.state == "open" for n in found)) for k in NEEDS],
    })  # fmt: skip


@require_safe
@page
def export(request: Request) -> HttpResponse:
    """What the page shows, as Excel or CSV."""
    kind, state = _asked(request)
    found, lang = needs_below(actor=request.actor, kind=kind, state=state), language()
    return handed_list(request, needs_listing(found, lang), "needs")


@require_http_methods(["GET", "HEAD", "POST"])
@page
def need(request: Request, need: int) -> HttpResponse:
    """One need, and what has been arranged for it."""
    one = _one(request, need)
    if not one.may_arrange:
        raise Denied("not-allowed")
    given: dict[str, Any] = {"how": one.arranged, "day": one.arranged_for.isoformat() if one.arranged_for else ""}
    problem, status = "", 200
    if request.method == "POST":
        given = {"how": request.POST.get("how", "")[:LONGEST], "day": request.POST.get("day", "")[:20]}
        try:
            arrange_need(
                actor=request.actor, need=need, how=given["how"], day=day(given["day"]),
                seen_revision=asked.whole(request.POST, "seen", 0, 10**9, one.revision),
            )  # fmt: skip
        except Unreadable as wrong:
            problem, status = str(wrong), 422
        except ServiceError as error:
            if error.status in (403, 404):
                raise
            problem, status = in_words(error), 422
        else:
            if getattr(request, "htmx", None):
                return told(request, _("Kept"), refresh=True)
            say(request, _("Kept"))
            return redirect("plan-needs")
    context = {"need": one, "kind": kind_name(one.kind), "given": given, "problem": problem}
    return render(request, "fiveparts/need.html", context, status=status)


@require_POST
@page
def done(request: Request, need: int) -> HttpResponse:
    """It is met, or not after all."""
    need_done(
        actor=request.actor, need=need, done=request.POST.get("done") == "1",
        seen_revision=asked.whole(request.POST, "seen", 0, 10**9),
    )  # fmt: skip
    return redirect("plan-needs")


def _one(request: Request, need: int) -> Need:
    if need > asked.LARGEST_ID:
        raise Missing("not-found")
    found = needs_below(actor=request.actor, only=need)
    if not found:
        raise Missing("not-found")
    return found[0]


def _asked(request: Request) -> tuple[str, str]:
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    return kind if kind in NEEDS else "", state if state in STATES else ""
