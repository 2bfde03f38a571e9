"""The strategy on one page: each statement with what serves it and how far it is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from targetree.services.reasons.strategy import StatementShown, TargetServed, strategy
from targetree.web.context import chosen_version
from targetree.web.guard import Request, page
from targetree.web.looks.words import measure_name


@require_safe
@page
def strategy_page(request: Request) -> HttpResponse:
    """All statements in their order."""
    found = strategy(actor=request.actor, version=chosen_version(request))
    return render(request, "strategy/strategy.html", {
        "found": found,
        "statements": [(s, _targets(s)) for s in found.statements],
        "archived": found.archived,
        "why": reverse("why"),
    })  # fmt: skip


def _targets(statement: StatementShown) -> list[tuple[TargetServed, str]]:
    return [(t, measure_name(t.measure, t.measure_name, t.builtin)) for t in statement.targets]
