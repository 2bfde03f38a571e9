"""The checks of one plan: the score, and for each point why it is given or not."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from targetree.engine.plan_checks.verdicts import Spot
from targetree.services.checks.checking import CheckShown, PlanChecked, PrincipleShown, checks_of
from targetree.web.guard import Request, page
from targetree.web.plans.frame import frame

from .links import address_of
from .wording import PAGES, PRINCIPLES, WHY, label_of, name_of, told

SOUND, FAIR = 80, 50
"""From which score a plan is sound, and from which it is fair."""
FIRST = 3
"""Checks named to be mended first."""
PLACES = 5
"""Places of a check that are shown at once."""
BRIEF = 4
"""Characters of a month's or a quarter's name."""


def tone(score: int) -> str:
    """The status colour of a score."""
    return "good" if score >= SOUND else "warn" if score >= FAIR else "bad"


@dataclass(frozen=True)
class Place:
    """A row to mend."""

    label: str
    why: str | Promise
    address: str


@dataclass(frozen=True)
class Line:
    """A check as it is shown."""

    check: CheckShown
    name: str
    told: str
    pages: tuple[tuple[str | Promise, str], ...]
    """(name, address) of the pages to mend it on; an address may be ""."""
    places: tuple[Place, ...]
    more: tuple[Place, ...]

    @property
    def brief(self) -> bool:
        """Whether the places are months or quarters, which stand in one line."""
        return all(len(place.label) <= BRIEF and not place.why for place in (*self.places, *self.more))


@dataclass(frozen=True)
class Section:
    """A principle as it is shown."""

    slug: str
    name: str | Promise
    asks: str | Promise
    shown: PrincipleShown
    lines: tuple[Line, ...]

    @property
    def percent(self) -> int:
        return 100 * self.shown.got // self.shown.most if self.shown.most else 0

    @property
    def tone(self) -> str:
        return tone(self.percent)


@require_safe
@page
def checks(request: Request, plan: int) -> HttpResponse:
    """The five principles with their checks, failing first."""
    checked = checks_of(actor=request.actor, plan=plan)
    sections = [_section(request, checked, principle) for principle in checked.principles]
    lines = [line for section in sections for line in section.lines]
    failing = sorted((li for li in lines if li.check.state == "fail"), key=lambda li: -li.check.lost)
    return render(request, "checks/checks.html", frame(request.actor, checked.head, "plan-checks") | {
        "score": checked.score,
        "tone": tone(checked.score),
        "sections": sections,
        "failing": len(failing),
        "passing": sum(line.check.state == "pass" for line in lines),
        "off": sum(line.check.state == "off" for line in lines),
        "first": failing[:FIRST],
        "may_look_around": request.actor.roles - {"seller"},
    })  # fmt: skip


def _section(request: Request, checked: PlanChecked, principle: PrincipleShown) -> Section:
    name, asks = PRINCIPLES[principle.principle]
    lines = tuple(_line(request, checked, check) for check in principle.checks)
    return Section(principle.principle, name, asks, principle, lines)


def _line(request: Request, checked: PlanChecked, check: CheckShown) -> Line:
    head, spots = checked.head, check.verdict.spots
    pages: dict[str, str] = {}
    for spot in spots:
        pages.setdefault(spot.page, address_of(request.actor, head, Spot(spot.page)))
    places = tuple(
        Place(label, WHY.get(spot.why, ""), address_of(request.actor, head, spot))
        for spot in spots
        if (label := label_of(spot, head.year)) or spot.row is not None
    )
    return Line(
        check, name_of(check.check), told(checked, check), tuple((PAGES[p], at) for p, at in pages.items()),
        places[:PLACES], places[PLACES:],
    )  # fmt: skip
