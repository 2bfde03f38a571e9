"""The gap of a plan in customers and activity, with the rates that it is worked out from."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from targetree.engine.support.gap_activity import VISITS_A_DAY
from targetree.services.activity.own_rates import checked, set_own_rates
from targetree.services.activity.rates import Own
from targetree.services.activity.showing import ActivityShown, activity_of
from targetree.services.errors import Invalid, ServiceError
from targetree.services.plans.opening import plan_of
from targetree.web.guard import Request, in_words, page
from targetree.web.partials import say
from targetree.web.plans.frame import frame
from targetree.web.tree import asked

from .rates_form import a_day_text, asked_for, deal_text, sliders
from .tables import changed, table

NOTHING = ("activity-no-target", "activity-not-worked-out", "support-money-only")
"""Refused because there is nothing to show yet: the page says what to do next."""


@require_http_methods(["GET", "HEAD", "POST"])
@page
def activity(request: Request, plan: int) -> HttpResponse:
    """The table, and the rates; POST plans with rates of one's own, or with `model=1` with the model's."""
    if plan > asked.LARGEST_ID:
        raise Invalid("not-found")
    problem, status = "", 200
    if request.method == "POST":
        try:
            _keep(request, plan)
        except ServiceError as error:
            if error.status in (403, 404):
                raise
            problem, status = in_words(error), error.status
        else:
            say(request, _("Kept"))
            return redirect("plan-activity", plan)
    head = plan_of(actor=request.actor, plan=plan)
    around = frame(request.actor, head, "plan-activity")
    try:
        found = activity_of(actor=request.actor, plan=plan)
    except ServiceError as error:
        if error.code not in NOTHING:
            raise
        return render(request, "activity/none.html", around | {"said": in_words(error), "code": error.code})
    return render(
        request, "activity/activity.html", around | table(found) | _rates(request, found, problem),
        status=status,
    )  # fmt: skip


def _keep(request: Request, plan: int) -> None:
    sent = request.POST
    found = activity_of(actor=request.actor, plan=plan)
    set_own_rates(
        actor=request.actor, plan=plan, own=Own() if sent.get("model") else asked_for(sent, found),
        reason=sent.get("reason", ""), seen_revision=asked.whole(sent, "revision", 0, 10**9, 0),
    )  # fmt: skip


def _rates(request: Request, found: ActivityShown, problem: str = "") -> dict[str, Any]:
    kept = found.kept
    return {
        "sliders": sliders(found),
        "deal": found.rates[-1],
        "deal_model": round(found.rates[-1].model),
        "deal_range": (round(found.rates[-1].low), round(found.rates[-1].high)),
        "deal_above": round(found.rates[-1].above or 0),
        "deal_text": request.POST.get("deal") if problem else deal_text(found),
        "a_day": a_day_text(found.visits_a_day),
        "usual_a_day": a_day_text(VISITS_A_DAY),
        "kept": kept if kept and not kept.own.nothing else None,
        "revision": kept.revision if kept else 0,
        "reason": request.POST.get("reason", "")[:5000] if problem else kept.reason if kept else "",
        "problem": problem,
        "sums": changed(found, found),
    }


@require_safe
@page
def tried(request: Request, plan: int) -> HttpResponse:
    """The table if the rates were those of the sliders. Nothing is kept."""
    if plan > asked.LARGEST_ID:
        raise Invalid("not-found")
    as_is = activity_of(actor=request.actor, plan=plan)
    own = checked(asked_for(request.GET, as_is))
    mine = as_is.kept.own if as_is.kept else Own()
    found = as_is if own == mine else activity_of(actor=request.actor, plan=plan, trial=own)
    return render(request, "activity/tried.html", table(found) | {
        "sums": changed(found, as_is), "scale": found.head.scale, "trying": own != mine, "oob": True,
        "plan": found.head,
    })  # fmt: skip
