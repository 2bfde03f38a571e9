"""The sliders: what would be missing if more customers came back, more deals were won, or they were larger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from targetree.engine.money import LARGEST_AMOUNT
from targetree.engine.support.what_if import Base, Change, what_if
from targetree.services.errors import Denied
from targetree.web.guard import Request, page
from targetree.web.tree import asked

MOST_NEW = 500


@dataclass(frozen=True)
class Slider:
    """One of them; values are whole numbers."""

    name: str
    label: str
    unit: str
    least: int
    most: int
    step: int
    value: int
    signed: bool = False


def sliders(base: Base, missing: int) -> list[Slider]:
    """As things are; those that have nothing to act on are left out. `missing` new customers would close the gap."""
    found = []
    if base.repeat_rate > 0:
        found.append(Slider("repeat", _("Repeat rate"), "%", 0, 100, 1, round(base.repeat_rate * 100)))
    if base.open_deals > 0:
        found.append(Slider("conversion", _("Deals won, more or less"), "%", -50, 100, 5, 0, signed=True))
    if base.open_deals > 0 or base.new_customer > 0:
        found.append(Slider("size", _("Deal size, more or less"), "%", -50, 100, 5, 0, signed=True))
    if base.new_customer > 0:
        found.append(Slider("new", _("More new customers"), "", 0, min(max(2 * missing, 10), MOST_NEW), 1, 0))
    return found


def result(base: Base, change: Change, scale: int) -> dict[str, Any]:
    """What the fragment shows."""
    return {"outcome": what_if(base, change), "as_is": what_if(base, Change(base.repeat_rate)), "scale": scale}


@require_safe
@page
def outcome(request: Request) -> HttpResponse:
    """The outcome of the sliders; what they act on came with the page and comes back with them."""
    if not request.actor.may("plan"):
        raise Denied("not-allowed")
    query = request.GET
    target, habit, deals, deal = (
        asked.whole(query, name, 0, LARGEST_AMOUNT, 0) for name in ("target", "habit", "deals", "deal")
    )
    base = Base(target, habit, deals, asked.whole(query, "rate", 0, 1_000_000, 0) / 1_000_000, deal)
    usual = round(base.repeat_rate * 100)
    moved = asked.whole(query, "repeat", 0, 100, usual)
    change = Change(
        base.repeat_rate if moved == usual else moved / 100,
        1 + _percent(query, "conversion"), 1 + _percent(query, "size"), asked.whole(query, "new", 0, MOST_NEW, 0),
    )  # fmt: skip
    scale = asked.whole(query, "scale", 1, 100, 100)
    return render(request, "support/outcome.html", result(base, change, scale))


def _percent(query: Mapping[str, str], name: str) -> float:
    text = query.get(name, "")
    below = text.startswith("-")
    return (-1 if below else 1) * asked.whole({name: text[1:] if below else text}, name, 0, 100, 0) / 100
