"""Behind the support page: all past customers worth a call, and competition with why orders are lost."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from targetree.services.errors import Invalid
from targetree.services.support.competition import Competition, LostGroup, competition_of
from targetree.services.support.reactivating import reactivation as found_past
from targetree.services.support.showing import support_of
from targetree.web.guard import Request, page
from targetree.web.tree import asked

PAGE = 40
LOST_SHOWN = 60


@require_safe
@page
def reactivation(request: Request, sheet: int, node: int) -> HttpResponse:
    """Every past customer who has ordered, in pages; `?page=`."""
    if max(sheet, node) > asked.LARGEST_ID:
        raise Invalid("not-found")
    found = found_past(actor=request.actor, sheet=sheet, node=node)
    start = (asked.whole(request.GET, "page", 1, 10**6, 1) - 1) * PAGE
    shown = support_of(actor=request.actor, sheet=sheet, node=node)
    return render(request, "support/reactivation.html", {
        "rows": found[start : start + PAGE], "count": len(found), "start": start,
        "last": min(start + PAGE, len(found)), "earlier": start // PAGE if start else None,
        "later": start // PAGE + 2 if start + PAGE < len(found) else None,
        "name": shown.name, "scale": shown.scale, "sheet": sheet, "node": node, "back": back_to(sheet, node),
    })  # fmt: skip


@require_safe
@page
def competition(request: Request, sheet: int, node: int) -> HttpResponse:
    """What competitors do, and what was lost for which reason, with which product, to whom."""
    if max(sheet, node) > asked.LARGEST_ID:
        raise Invalid("not-found")
    found = competition_of(actor=request.actor, sheet=sheet, node=node)
    return render(request, "support/competition.html", {
        "found": found, "lost": found.lost[:LOST_SHOWN], "more": max(len(found.lost) - LOST_SHOWN, 0),
        "sheet": sheet, "node": node, "back": back_to(sheet, node), **bars(found),
    })  # fmt: skip


def bars(found: Competition) -> dict[str, list[tuple[LostGroup, float]]]:
    """Groups, each with its length in per cent of the largest."""

    def measured(groups: tuple[LostGroup, ...]) -> list[tuple[LostGroup, float]]:
        most = max((group.amount for group in groups), default=0) or 1
        return [(group, group.amount / most * 100) for group in groups]

    return {
        "reasons": measured(found.by_reason), "products": measured(found.by_product),
        "competitors": measured(found.by_competitor),
    }  # fmt: skip


def back_to(sheet: int, node: int) -> str:
    """The address of the support page of a node."""
    return f"{reverse('support')}?{urlencode({'sheet': sheet, 'at': node})}"
