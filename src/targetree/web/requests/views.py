"""What is asked of me, what I asked for, what those below asked for; and one request with its trace."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from targetree.services.errors import Missing
from targetree.services.requests.showing import BOXES, counts, request_traced, requests_of
from targetree.web.guard import Request, page
from targetree.web.tree import asked

STATES = ("open", "accepted", "late", "closed")


@require_safe
@page
def requests(request: Request) -> HttpResponse:
    """`?box=` inbox, sent, below; `?state=` open, accepted, late, closed. The box in which something waits first."""
    told = counts(actor=request.actor)
    plans = request.actor.may("plan")
    box = request.GET.get("box", "")
    if box not in BOXES or not plans:
        box = "inbox" if told.waiting or told.to_do or not plans or not told.sent else "sent"
    state = request.GET.get("state", "")
    found = requests_of(actor=request.actor, box=box)
    shown = requests_of(actor=request.actor, box=box, state=state) if state in STATES else found
    return render(request, "requests/requests.html", {
        "rows": shown, "any": bool(found), "box": box, "state": state if state in STATES else "", "counts": told,
        "of_state": {
            "open": sum(r.status == "open" for r in found), "accepted": sum(r.status == "accepted" for r in found),
            "late": sum(r.late_days > 0 for r in found), "closed": sum(not r.going for r in found),
        },
        "plans": plans, "may_see_below": _leads(request),
    })  # fmt: skip


@require_safe
@page
def request_page(request: Request, request_id: int) -> HttpResponse:
    """One request: what, who, until when, what was answered, and all steps."""
    return shown(request, request_id)


def shown(
    request: Request, request_id: int, problem: str = "", status: int = 200, act: str = ""
) -> HttpResponse:  # fmt: skip
    """The page; `problem` says why `act` was refused, with what was written."""
    if request_id > asked.LARGEST_ID:
        raise Missing("not-found")
    found = request_traced(actor=request.actor, request=request_id)
    given: Any = request.POST if problem else {}
    today = timezone.localdate()
    wanted = max(found.request.needed_by, today)
    return render(request, "requests/request.html", {
        "r": found.request, "steps": list(reversed(found.steps)), "problem": problem, "act": act, "given": given,
        "today": today.isoformat(), "promise": given.get("promised") or (found.request.promised or wanted).isoformat(),
        "again": given.get("needed_by") or (found.request.needed_by if found.request.needed_by > today
                                            else today + timedelta(days=7)).isoformat(),
    }, status=status)  # fmt: skip


def _leads(request: Request) -> bool:
    return bool(request.actor.roles & {"director", "operations", "auditor", "manager"})
