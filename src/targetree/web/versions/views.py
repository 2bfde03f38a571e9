"""The list of versions."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from targetree.engine.money import SCALES
from targetree.services.settings.measures import measures_shown
from targetree.services.versioning.versions import VersionCard, version_cards
from targetree.web.guard import Request, page
from targetree.web.looks.words import measure_name


@dataclass(frozen=True)
class Shown:
    card: VersionCard
    measure: str
    """The name of the leading measure."""
    scale: int
    other: int | None
    """The version to compare it with first."""
    done: int
    """Answered, in per cent of those who carry a number."""


@require_safe
@page
def versions(request: Request) -> HttpResponse:
    """Those in use first, those put away below."""
    cards = version_cards(actor=request.actor, archived=request.actor.may("see_drafts"))
    names = {m.code: measure_name(m.code, m.name, m.builtin) for m in measures_shown(actor=request.actor)}
    there = {card.id for card in cards}
    used = [card for card in cards if not card.archived]

    def shown(card: VersionCard) -> Shown:
        other = card.based_on if card.based_on in there else next((c.id for c in used if c.id != card.id), None)
        scale = SCALES[card.measure_kind] if card.measure else 1
        done = 100 * card.answered // card.people if card.people else 0
        return Shown(card, names.get(card.measure, card.measure), scale, other, done)

    return render(request, "versions/versions.html", {
        "shown": [shown(card) for card in used],
        "archived": [card for card in cards if card.archived],
        "may_manage": request.actor.may("manage_versions"),
        "may_publish": request.actor.may("publish"),
        "comparable": len(used) > 1,
    })  # fmt: skip
