"""My page, and the same of somebody in one's part."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from targetree.services.mine.my_page import MyMeasure, MyPage, my_page
from targetree.services.reasons.strategy import strategy
from targetree.web.context import chosen_version
from targetree.web.guard import Request, page
from targetree.web.looks.links import there
from targetree.web.looks.words import day_name, measure_name, month_name, span_name
from targetree.web.tree import asked

from .drawn import Drawn
from .picture import picture
from .steps import shown_step

CUSTOMERS = 6
"""Shown at once; the others are counted."""


@require_safe
@page
def me(request: Request) -> HttpResponse:
    """`?at=` one of the own places, `?measure=`."""
    return _page(request, "")


@require_safe
@page
def person(request: Request, code: str) -> HttpResponse:
    """Somebody's page, for those whose part they are in."""
    return _page(request, code)


def _page(request: Request, code: str) -> HttpResponse:
    query = request.GET
    found = my_page(
        actor=request.actor, version=chosen_version(request), person=code.replace("\x00", ""),
        at=asked.maybe_id(query, "at"), measure=asked.words(query, "measure"),
    )  # fmt: skip
    if found.number is None:
        return render(request, "me/without.html", _without(request, found, code))
    return render(request, "me/page.html", _with_number(request, found, code))


def _common(request: Request, found: MyPage, code: str) -> dict[str, Any]:
    return {
        "page": found,
        "card": found.card,
        "card_measures": [measure_name(*m) for m in found.card.measures] if found.card else [],
        "own": found.own,
        "here": reverse("person", args=[code]) if code else reverse("me"),
        "heading": found.card.name if found.card else request.actor.name,
    }


def _without(request: Request, found: MyPage, code: str) -> dict[str, Any]:
    context = _common(request, found, code)
    context["no_role"] = found.own and not request.actor.roles
    context["statements"] = strategy(actor=request.actor).statements if found.own and request.actor.roles else ()
    context["ways"] = [
        (icon, label, address)
        for icon, label, name, allowed in (
            ("list-tree", _("Tree of targets"), "tree", request.actor.may("plan")),
            ("handshake", _("Commitments"), "commitments", request.actor.may("plan")),
            ("flag", _("Strategy"), "strategy", request.actor.may("plan")),
            ("arrow-up-down", _("Import & export"), "import", request.actor.may("import")),
            ("rotate-ccw-clock", _("Record of changes"), "record", request.actor.may("read_record")),
            ("settings", _("Settings"), "settings", request.actor.may("administer")),
        )
        if allowed and (address := there(name))
    ]
    return context


def _with_number(request: Request, found: MyPage, code: str) -> dict[str, Any]:
    assert found.number and found.times and found.shown and found.place
    number, times = found.number, found.times
    measure = number.measure
    customers = number.customers
    known = [c for c in customers if c.customer is not None and any(c.months)]
    new = sum(sum(c.months) for c in customers if c.customer is None)
    months = picture(found.shown, number, times)
    drawn = Drawn(measure.scale, f"{reverse('why')}?sheet={measure.sheet}&node={found.place.node}")
    last = sum(number.actuals.before) if number.actuals.known_before else 0
    return _common(request, found, code) | {
        "title": found.place.name if found.place.kind == "unit" else None,
        "step": shown_step(found),
        "may_plan": found.own and request.actor.may("answer", found.place.path),
        "measure": measure,
        "scale": measure.scale,
        "measure_name": _name(measure),
        "measures": [(m, _name(m)) for m in found.measures],
        "picture": months,
        "drawn_months": drawn.months(months),
        "drawn_table": drawn.months_table(months),
        "drawn_products": drawn.products(number.products),
        "drawn_customers": drawn.customers(known[:CUSTOMERS]),
        "labels": _labels(found),
        "growth": number.chain[-1].own / last - 1 if last else None,
        "own_target": number.chain[-1].own if number.chain[-1].padding else None,
        "last_year": last,
        "done": sum(number.actuals.now),
        "customers_more": len(known) - CUSTOMERS,
        "customers_more_sum": sum(sum(c.months) for c in known[CUSTOMERS:]),
        "customers_new": new,
        "commitment": there("commitment", measure.sheet, found.place.node),
        "commitments": there("commitments"),
        "why": reverse("why"),
        "units_below": found.waiting is not None and any(row.kind == "unit" for row in found.waiting.below),
        "silent": found.waiting.silent[:8] if found.waiting else (),
        "silent_more": len(found.waiting.silent) - 8 if found.waiting else 0,
    }


def _labels(found: MyPage) -> dict[str, str]:
    """What the figures of now are called: before the year they are its first ones."""
    assert found.times is not None
    times = found.times
    span = span_name(times.week_start, times.week_end)
    if times.phase == "during":
        day = _("Today") if times.day_is_today else _("Next working day")
        return {"day": day, "day_hint": day_name(times.day), "week": _("This week"), "week_hint": span,
                "month": _("This month"), "month_hint": month_name(times.month_start)}  # fmt: skip
    first = times.phase == "before"
    return {
        "day": _("First working day") if first else _("Last working day"), "day_hint": day_name(times.day),
        "week": _("First week") if first else _("Last week"), "week_hint": span,
        "month": _("First month") if first else _("Last month"), "month_hint": month_name(times.month_start),
    }  # fmt: skip


def _name(measure: MyMeasure) -> str:
    return measure_name(measure.code, measure.name, measure.builtin)
