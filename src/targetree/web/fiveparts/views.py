"""The five parts of a plan on one page: read whole, with a way into each step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from targetree.engine.periods import PlanYear
from targetree.services.fiveparts.at_stake import AtStake
from targetree.services.fiveparts.points import FiveParts, Point, Stage, five_parts
from targetree.services.fiveparts.writing import mark_done
from targetree.services.requests.showing import requests_of_plan
from targetree.web.guard import Request, page
from targetree.web.looks.words import month_name
from targetree.web.partials import say
from targetree.web.plans.frame import frame
from targetree.web.tree import asked

from .words import kind_name, way


@dataclass(frozen=True)
class Bar:
    """A bar of the picture of money, its width in per cent; `label` says at which attainment."""

    label: str
    fen: int
    width: float
    tone: str
    """"" usual, stretch, loss"""
    actual: int | None = None


@dataclass(frozen=True)
class Beam:
    """A stage on the line of the year, in per cent of it."""

    stage: Stage
    start: float
    width: float
    dated: bool


@dataclass(frozen=True)
class Stake:
    """A gain or loss with its kind in words."""

    point: Point
    kind: Any


@require_safe
@page
def whole(request: Request, plan: int) -> HttpResponse:
    """All five parts, with the money beside gain and loss and the state of each request."""
    found = five_parts(actor=request.actor, plan=plan)
    context = frame(request.actor, found.head, "plan-five-parts") | {
        "parts": found, "way": way(found.done), "done_count": sum(found.done.values()),
        "gains": stakes_of(found.gains), "losses": stakes_of(found.losses),
        "needs": [(o.point, stakes_of(o.needs)) for o in found.obstacles], "loose": stakes_of(found.loose),
        "requests": requests_of_plan(actor=request.actor, plan=plan),
        "bars": bars(found.stake), "beams": beams(found),
        "months": [month_name(day) for day in found.head.year.month_starts[:-1]],
        "now": _place(found.head.year, timezone.localdate()),
        "may_see_needs": request.actor.may("edit_targets", found.head.path),
    }  # fmt: skip
    return render(request, "fiveparts/whole.html", context)


@require_POST
@page
def done(request: Request, plan: int, point: int) -> HttpResponse:
    """A stage or a need is ticked off, or not after all."""
    mark_done(
        actor=request.actor, plan=plan, point=point, done=request.POST.get("done") == "1",
        seen=asked.whole(request.POST, "seen", 0, 10**9),
    )  # fmt: skip
    say(request, _("Kept"))
    return redirect("plan-five-parts", plan)


def stakes_of(points: Sequence[Point]) -> list[Stake]:
    """Points with their kinds in words."""
    return [Stake(point, kind_name(point.kind)) for point in points]


def bars(stake: AtStake | None) -> list[Bar]:
    """What is lost below, then what each attainment pays; all on one scale."""
    if stake is None:
        return []
    most = max([p.pays.reward for p in stake.points] + [p.fen for p in stake.penalties] + [1])
    lost = [
        Bar(_("below {percent}").format(percent=_percent(p.below)), p.fen, 100 * p.fen / most, "loss")
        for p in reversed(stake.penalties)
    ]
    paid = [
        Bar(_percent(p.permille), p.pays.net, 100 * max(p.pays.net, 0) / most, "stretch" if p.stretch else "", p.actual)
        for p in stake.points
    ]
    return lost + paid


def beams(found: FiveParts) -> list[Beam]:
    """Each stage as a beam over the year."""
    made = []
    for stage in found.stages:
        starts = stage.point.starts or stage.point.due
        due = stage.point.due or stage.point.starts
        if starts is None or due is None:
            made.append(Beam(stage, 0, 0, dated=False))
            continue
        first, last = _place(found.head.year, starts), _place(found.head.year, due, end=True)
        made.append(Beam(stage, first, max(last - first, 1), dated=True))
    return made


def _place(year: PlanYear, day: date, *, end: bool = False) -> float:
    """Where a day stands in the year, in per cent, kept within it."""
    passed = (day - year.start).days + (1 if end else 0)
    return 100 * min(max(passed, 0), year.day_count) / year.day_count


def _percent(permille: int) -> str:
    whole, tenth = divmod(permille, 10)
    return f"{whole}.{tenth}%" if tenth else f"{whole}%"
