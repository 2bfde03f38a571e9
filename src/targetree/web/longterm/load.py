"""What is coming to other departments, month by month."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from targetree.services.longterm.load import LoadShown, Months, load_by_month
from targetree.web.guard import Request, page
from targetree.web.looks.words import month_name, name_by_code
from targetree.web.tree import asked


@dataclass(frozen=True)
class Line:
    """A row of twelve months; `heat` is each one's part of the largest."""

    name: str
    scale: int
    cells: tuple[tuple[int, float], ...]
    total: int
    depth: int = 0
    hint: str = ""


@require_safe
@page
def load(request: Request) -> HttpResponse:
    """`?at=` a unit right below the company; `?by=amount` shows products in money instead of pieces."""
    found = load_by_month(actor=request.actor, node=asked.maybe_id(request.GET, "at"))
    by_amount = request.GET.get("by") == "amount" or not any(any(s.pieces) for s in found.supply)
    return render(request, "longterm/load.html", {
        "found": found, "months": [month_name(day) for day in found.year.month_starts[:-1]],
        "counted": _counted(found), "by_amount": by_amount,
        "supply": [
            _line(s.name or s.code, s.amount if by_amount else s.pieces, 100 if by_amount else 1, s.depth,
                  "" if by_amount or not s.unpriced else _("part of it has no price"))
            for s in found.supply
        ],
        "asked": [
            (row.unit, tuple(zip(row.open, row.accepted, strict=True)), sum(row.open), sum(row.accepted))
            for row in found.asked
        ],
        "unpriced": sum(s.unpriced for s in found.supply if s.depth == 0),
    })  # fmt: skip


def _counted(found: LoadShown) -> list[Line]:
    lines = [_line(name_by_code("bookings", ""), found.amount, 100)] if any(found.amount) else []
    return lines + [_line(name_by_code(row.measure, row.measure), row.months, 1) for row in found.counted]


def _line(name: str, months: Months, scale: int, depth: int = 0, hint: str = "") -> Line:
    most = max(*months, 1)
    return Line(name, scale, tuple((m, round(m / most, 3)) for m in months), sum(months), depth, hint)
