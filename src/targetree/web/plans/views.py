"""Whose plans there are, and one of them."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from targetree.services.conditions.standing import standing
from targetree.services.plans.opening import open_plan, plan_of, plans_below
from targetree.web.guard import Request, page
from targetree.web.tree import asked

from .frame import frame


@require_safe
@page
def plans(request: Request) -> HttpResponse:
    """The own plan first, then those below."""
    lines = plans_below(actor=request.actor)
    stands = standing(actor=request.actor, plans=[line.plan for line in lines if line.plan])
    return render(request, "plans/plans.html", {
        "stands": stands,
        "own": [line for line in lines if line.own],
        "others": [line for line in lines if not line.own],
        "lines": lines,
    })  # fmt: skip


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
    head = plan_of(actor=request.actor, plan=plan)
    return render(request, "plans/plan.html", frame(request.actor, head, "plan"))
