"""The year of a plan: quarters, months, checkpoints, the picture, and whether it is realistic."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from targetree.engine.periods import MONTHS
from targetree.services.longterm import realism, showing
from targetree.services.longterm.showing import LongTerm
from targetree.web.guard import Request, page
from targetree.web.looks.words import month_name, period_name
from targetree.web.plans.frame import frame
from targetree.web.tree import asked

from .drawn import columns, month_drawn, picture, quarters
from .sentences import said_of


@require_safe
@page
def long_term(request: Request, plan: int) -> HttpResponse:
    """`?month=` chooses the month (0 to 11), and with it the quarter whose months are shown."""
    found = showing.long_term(actor=request.actor, plan=plan)
    chosen = asked.whole(request.GET, "month", 0, MONTHS - 1, found.now)
    return shown(request, found, chosen)


def shown(request: Request, found: LongTerm, chosen: int, status: int = 200, refused: str = "") -> HttpResponse:
    """The page; `refused` is said at the chosen month."""
    context: dict[str, Any] = frame(request.actor, found.head, "plan-long-term") | {
        "found": found, "chosen": chosen, "quarters": quarters(found, chosen), "refused": refused,
    }  # fmt: skip
    if found.months:
        first = chosen // 3 * 3
        real = realism.realism(actor=request.actor, plan=found.head.id)
        context |= {
            "columns": columns(found),
            "months": [month_drawn(found, month, chosen) for month in found.months[first : first + 3]],
            "all_months": [(at, month_name(m.start), m.off, m.kept) for at, m in enumerate(found.months)],
            "earlier": chosen - 1 if chosen else None, "later": chosen + 1 if chosen < MONTHS - 1 else None,
            "earlier_quarter": first - 1 if first else None, "later_quarter": first + 3 if first < MONTHS - 3 else None,
            "quarter_name": period_name(found.head.year, first, 3),
            "data": picture(found),
            "off": [
                (period_name(found.head.year, m.at, 1), [f for f in m.fields if f.off and f.planned != f.month])
                for m in found.off
            ],
            "without_days": [period_name(found.head.year, m.at, 1) for m in found.without_days],
            "said": said_of(real, found.head.year) if real else [],
            "real": real,
            "real_rows": [
                (month_name(found.months[p.at].start), round(p.per_day or 0), p, load)
                for p, load in zip(real.months, real.loads, strict=True)
            ] if real else [],
        }  # fmt: skip
    return render(request, "longterm/long_term.html", context, status=status)
