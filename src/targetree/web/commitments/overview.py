"""Assigned against committed, for everybody below: who has not answered, whose proposal waits."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from targetree.services.agreement.commitments import CommitmentRow, commitments, is_in
from targetree.services.tree.targets import SheetShown, sheets
from targetree.services.versioning.showing import shown_version
from targetree.web.context import chosen_version
from targetree.web.guard import Request, page
from targetree.web.looks.words import name_by_code
from targetree.web.tree import asked

STATES = ("unanswered", "countered", "stale")


@require_safe
@page
def commitments_page(request: Request) -> HttpResponse:
    """`?sheet=` a measure, `?state=` only those who have not answered, whose proposal waits, whose number changed."""
    shown = shown_version(actor=request.actor, chosen=chosen_version(request))
    found = sheets(actor=request.actor, version=shown.version) if shown else []
    base = [s for s in found if s.tier == "base"]
    if shown is None or not base:
        return render(request, "commitments/nothing.html")
    wanted = asked.maybe_id(request.GET, "sheet")
    sheet = next((s for s in found if s.id == wanted), base[0])
    state = request.GET.get("state", "")
    rows = commitments(actor=request.actor, sheet=sheet.id)
    return render(request, "commitments/overview.html", {
        "shown": shown,
        "sheet": sheet,
        "measures": [(s.id, _name(s)) for s in base],
        "tiers": [(s.id, _tier(s.tier), s.id == sheet.id) for s in found if s.measure == sheet.measure],
        "measure": _name(sheet),
        "base": next(s.id for s in base if s.measure == sheet.measure),
        "top": rows[0] if rows else None,
        "rows": [row for row in rows if is_in(row, state)] if state in STATES else _folded(rows),
        "state": state,
        "counts": {name: sum(is_in(row, name) for row in rows) for name in STATES},
    })  # fmt: skip


def _folded(rows: list[CommitmentRow]) -> list[CommitmentRow]:
    """Everybody, as long as a page can show them: else units, and people whose answer wants something."""
    if len(rows) <= 150:
        return rows
    return [row for row in rows if row.kind == "unit" or any(is_in(row, state) for state in STATES[1:])]


def _name(sheet: SheetShown) -> str:
    return name_by_code(sheet.measure, sheet.measure_name)


def _tier(tier: str) -> str:
    return {"base": _("Base"), "stretch": _("Stretch"), "challenge": _("Challenge")}[tier]
