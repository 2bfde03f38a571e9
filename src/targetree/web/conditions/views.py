"""The conditions of a plan as an outline to write in, and as a picture to look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from targetree.services.conditions.reading import ConditionShown, Tree, conditions_of
from targetree.web.guard import Request, page
from targetree.web.plans.frame import frame

from . import words
from .picture import drawn


@dataclass(frozen=True)
class Line:
    """A condition with its words."""

    one: ConditionShown
    kind: str
    about: str
    wanted: str
    now: str


@require_safe
@page
def conditions(request: Request, plan: int) -> HttpResponse:
    """`?view=picture` draws it."""
    tree = conditions_of(actor=request.actor, plan=plan)
    picture = request.GET.get("view") == "picture"
    return render(request, "conditions/conditions.html", shown(request, tree) | {
        "picture": drawn(tree) if picture and tree.conditions else None, "as_picture": picture,
    })  # fmt: skip


@require_safe
@page
def outline(request: Request, plan: int) -> HttpResponse:
    """The figures and the outline alone, after a change."""
    tree = conditions_of(actor=request.actor, plan=plan)
    return render(request, "conditions/live.html", shown(request, tree))


def shown(request: Request, tree: Tree) -> dict[str, Any]:
    """What the page and its parts need."""
    effects = {state: sum(c.effect or 0 for c in tree.conditions if c.state == state) for state in words.STATES}
    return frame(request.actor, tree.head, "plan-conditions") | {
        "tree": tree, "standing": tree.standing, "lines": [line_of(tree, one) for one in tree.conditions],
        "effects": effects, "any_effect": any(effects.values()),
    }  # fmt: skip


def line_of(tree: Tree, one: ConditionShown) -> Line:
    """With `about`, `wanted` and `now` blank for one that no figure decides."""
    if not one.bound:
        return Line(one, str(words.KINDS[one.kind]), "", "", "")
    about = words.about(one, tree.head.year)
    return Line(one, str(words.KINDS[one.kind]), about, words.wanted(one), words.level(one, one.value))
