"""The plan on one page: what it says, where it stands, and what the reader may do about it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from targetree.services.plans.opening import plan_of
from targetree.services.reviews.comments import comments_of
from targetree.services.reviews.copies import copies_of
from targetree.services.reviews.letters import letters_of
from targetree.services.reviews.overview import plan_content, proposed_instead
from targetree.services.reviews.season import next_step, season_of
from targetree.web.guard import Request
from targetree.web.reviews.shown import PlanPage, tab

from .frame import frame

COPIES = 5
"""Of the history, on the page."""


def overview(request: Request, plan: int, *, status: int = 200, said: str = "", note: str = "") -> HttpResponse:
    """The page; `said` is why a step was refused, with the `note` that was written for it."""
    actor = request.actor
    head = plan_of(actor=actor, plan=plan)
    framed, season = frame(actor, head, "plan"), season_of(actor=actor)
    page = PlanPage(
        plan_content(actor=actor, plan=plan), comments_of(actor=actor, plan=plan),
        reverse("plan-talk", args=[plan]) if framed["may_write"] else "",
    )  # fmt: skip
    letters = letters_of(actor=actor, plan=plan)
    kept = copies_of(actor=actor, plan=plan)
    context: dict[str, Any] = {
        "page": page,
        "lost": page.lost(),
        "letter": letters[0] if letters else None,
        "letters": letters,
        "copies": kept[:COPIES],
        "more_copies": max(len(kept) - COPIES, 0),
        "season": season,
        "next": next_step(head.status, letters[0].state if letters else "", season.dates, season.today),
        "decides": framed["may_agree"] and head.status == "submitted",
        "moved": bool(letters) and head.status == "agreed" and letters[0].target != head.target,
        "proposed": proposed_instead(actor=actor, plan=plan) if head.status != "agreed" else None,
        "said": said,
        "note": note,
        "fills": {
            "conditions": tab("plan-conditions", plan), "points": tab("plan-five-parts", plan),
            "actions": tab("plan-actions", plan), "quarters": tab("plan-long-term", plan),
            "requests": tab("plan-five-parts", plan),
        },
    }  # fmt: skip
    return render(request, "plans/plan.html", framed | context, status=status)
