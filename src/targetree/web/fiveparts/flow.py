"""The flow: one step a screen, saved at each tap, to be left and taken up again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from targetree.services.errors import Conflict, Denied, ServiceError
from targetree.services.fiveparts.points import STEPS, FiveParts, five_parts
from targetree.services.fiveparts.suggestions import Suggestion, suggestions
from targetree.services.fiveparts.writing import write_points
from targetree.services.requests.asking import ask_for_support, whom_to_ask
from targetree.services.requests.showing import requests_of_plan
from targetree.web.guard import Request, in_words, page
from targetree.web.partials import say
from targetree.web.plans.frame import frame
from targetree.web.templatetags.ui import language

from .lines import LONGEST, Line, Unreadable, day, flat, lines_of, news, sent, tapped, written
from .views import bars
from .words import NEEDS, STAKES, WORDS, way

USUAL_DAYS = 14
"""From now until support is wanted, where nothing else is said."""


@require_http_methods(["GET", "HEAD", "POST"])
@page
def step(request: Request, plan: int, step: str) -> HttpResponseBase:
    """A step: what is there, suggestions to tap, a way on and back."""
    if step not in STEPS:
        raise Http404
    found = five_parts(actor=request.actor, plan=plan)
    if not request.actor.may("write_plan", found.head.path):
        raise Denied("not-allowed")
    if request.method != "POST":
        if not found.head.open and step != "support":
            return redirect("plan-five-parts", plan)
        return _shown(request, found, step, lines_of(found, step))
    return _sent(request, found, step)


def _sent(request: Request, found: FiveParts, step: str) -> HttpResponseBase:
    """Keeps what was written and goes where the button says."""
    plan, post = found.head.id, request.POST
    lines = sent(lines_of(found, step), post)
    try:
        more = list(news(post, lines, step))
        tap = tapped(post["add"]) if "add" in post else None
        wanted = [line for line in flat(lines) if line.text.strip()] + more + ([tap] if tap else [])
        gone = {line.id: line.revision for line in flat(lines) if line.id and not line.text.strip()}
        remove = post.get("remove", "")
        gone |= {line.id: line.revision for line in flat(lines) if line.id and str(line.id) == remove}
        gone = _without_needs_of_obstacles(gone, lines)
        keep = [line for line in wanted if not _goes(line, gone, lines)]
        if found.head.open:
            write_points(
                actor=request.actor, plan=plan, points=[written(line) for line in keep],
                removed=list(gone.items()),
            )  # fmt: skip
        elif more or tap or step != "support":
            raise Conflict(f"plan-{found.head.status}")
        if step == "support":
            _ask(request, plan)
    except (Unreadable, ServiceError) as problem:
        if isinstance(problem, ServiceError) and problem.status in (403, 404):
            raise
        return _shown(request, found, step, lines, problem, {line.name: line for line in news(post, lines, step)})
    return redirect(_next(plan, step, post.get("go", "stay")))


def _without_needs_of_obstacles(gone: dict[int, int], lines: list[Line]) -> dict[int, int]:
    """An obstacle that goes takes its needs with it: they are not removed a second time."""
    below = {need.id for line in lines if line.id in gone for need in line.needs}
    return {id: seen for id, seen in gone.items() if id not in below}


def _goes(line: Line, gone: dict[int, int], lines: list[Line]) -> bool:
    return bool(line.id and line.id in gone) or bool(line.obstacle and line.obstacle in gone)


def _ask(request: Request, plan: int) -> None:
    """A request, where one was written."""
    post = request.POST
    text = post.get("ask-text", "")[:LONGEST]
    if not text.strip():
        return
    needed = day(post.get("ask-needed_by", ""))
    if needed is None:
        raise Unreadable(_("Say by when you need it."))
    kind, _sep, id = post.get("ask-to", "").partition("-")
    chosen = int(id) if id.isascii() and id.isdigit() and len(id) < 16 else None
    ask_for_support(
        actor=request.actor, plan=plan, text=text, why=post.get("ask-why", "")[:LONGEST].replace("\x00", ""),
        needed_by=needed, to_node=chosen if kind == "unit" else None, to_account=chosen if kind == "account" else None,
    )  # fmt: skip
    say(request, _("Asked. You see the answer here."))


def _next(plan: int, step: str, go: str) -> str:
    at = STEPS.index(step)
    if go == "next" and at + 1 < len(STEPS):
        return reverse("plan-five-parts-step", args=[plan, STEPS[at + 1]])
    if go == "back" and at:
        return reverse("plan-five-parts-step", args=[plan, STEPS[at - 1]])
    if go in ("next", "back", "later"):
        return reverse("plan-five-parts", args=[plan])
    return reverse("plan-five-parts-step", args=[plan, step])


def _shown(
    request: Request, found: FiveParts, step: str, lines: list[Line], problem: Exception | None = None,
    begun: dict[str, Line] | None = None,
) -> HttpResponse:  # fmt: skip
    told = suggestions(actor=request.actor, plan=found.head.id, step=step, lang=language())
    at = STEPS.index(step)
    context: dict[str, Any] = frame(request.actor, found.head, "plan-five-parts") | {
        "step": step, "words": WORDS[step], "way": way(found.done, step), "number": at + 1,
        "first": at == 0, "last": at + 1 == len(STEPS), "count": len(STEPS),
        "lines": lines, "begun": begun or {}, "chips": [replace(s, text=s.text) for s in told if s.part != "need"],
        "groups": _groups(lines, told, begun or {}, step), "need_chips": [s for s in told if s.part == "need"],
        "stake_kinds": STAKES, "need_kinds": NEEDS, "problem": _said(problem) if problem else "",
        "stale": isinstance(problem, Conflict),
    }  # fmt: skip
    if step == "stakes":
        context |= {"stake": found.stake, "bars": bars(found.stake)}
    if step == "support":
        context |= _support(request, found, problem)
    status = 200 if problem is None else 422 if getattr(request, "htmx", None) else getattr(problem, "status", 422)
    return render(request, "fiveparts/step.html", context, status=status)


def _groups(lines: list[Line], told: list[Suggestion], begun: dict[str, Line], step: str) -> list[dict[str, Any]]:
    """Gain and loss, each with its lines, its suggestions and what was begun."""
    if step != "stakes":
        return []
    heads = {"gain": _("When I reach it, I gain"), "loss": _("When I don't, I lose")}
    return [
        {
            "part": part, "title": title, "lines": [line for line in lines if line.part == part],
            "chips": [s for s in told if s.part == part], "begun": begun.get(f"new-{part}"),
        }
        for part, title in heads.items()
    ]  # fmt: skip


def _support(request: Request, found: FiveParts, problem: Exception | None) -> dict[str, Any]:
    whom = whom_to_ask(actor=request.actor, plan=found.head.id)
    post = request.POST if problem else request.GET
    first = max(timezone.localdate(), found.head.year.start) + timedelta(days=USUAL_DAYS)
    return {
        "requests": requests_of_plan(actor=request.actor, plan=found.head.id),
        "above": [u for u in reversed(whom.units) if u.above], "units": [u for u in whom.units if not u.above],
        "departments": [c for c in whom.colleagues if c.other_department],
        "colleagues": [c for c in whom.colleagues if not c.other_department],
        "ask": {
            "text": post.get("ask-text", "")[:LONGEST], "why": post.get("ask-why", "")[:LONGEST],
            "to": post.get("ask-to", "")[:40], "needed_by": post.get("ask-needed_by", "")[:20] or first.isoformat(),
        },
        "today": timezone.localdate().isoformat(),
        "year_end": found.head.year.month_starts[-1] - timedelta(days=1),
    }  # fmt: skip


def _said(problem: Exception) -> str:
    return in_words(problem) if isinstance(problem, ServiceError) else str(problem)
