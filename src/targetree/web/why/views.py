"""The receipt of a figure, as a drawer over any page and as a page of its own."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from targetree.services.reasons.receipt_steps import Step
from targetree.services.reasons.receipts import Receipt, receipt
from targetree.web.guard import Request, page
from targetree.web.looks.links import there
from targetree.web.looks.words import period_name
from targetree.web.looks.words import sentences as together
from targetree.web.tree import asked

from . import sentences


@dataclass(frozen=True)
class Level:
    """A step as the page shows it."""

    step: Step
    title: str
    hint: str
    share: float | None
    why: str
    sums: str
    notes: tuple[str, ...]
    hand: str
    current: bool


@require_safe
@page
def why(request: Request) -> HttpResponse:
    """`?sheet=&node=&what=&first=&count=`"""
    query = request.GET
    first, count = asked.months(query)
    found = receipt(
        actor=request.actor, sheet=asked.id_of(query, "sheet"), node=asked.id_of(query, "node"),
        what=asked.words(query, "what"), first_month=first, month_count=count,
    )  # fmt: skip
    cell = found.cell
    return render(request, "why/receipt.html", {
        "receipt": found,
        "scale": found.scale,
        "amount": found.amount,
        "measure": sentences.measure(found),
        "period": sentences.period(found),
        "product": found.products.get(cell.what, cell.what),
        "own": request.actor.person_id is not None and cell.node in request.actor.roots("seller"),
        "summary": together([sentences.summary(found), sentences.compared(found)]),
        "levels": _levels(found),
        "changes": [
            (c, sentences.change_where(found, c), sentences.change_kind(c)) for c in found.changes
        ],
        "holds": [(h, sentences.held_where(found, h)) for h in found.holds],
        "months": _month_words(found),
        "tree": there("tree"),
        "commitment": there("commitment", cell.sheet, cell.node),
    })  # fmt: skip


def _levels(found: Receipt) -> list[Level]:
    levels: list[Level] = []
    for at, step in enumerate(found.steps):
        above = levels[-1].title if levels else ""
        title, hint = _title(found, step)
        notes = (sentences.padded(found, step), sentences.rounded(found, step))
        levels.append(
            Level(
                step, title, hint, step.share if at else None, sentences.why_step(found, step, above),
                sentences.sums(found, step), tuple(n for n in notes if n), sentences.by_hand(found, step),
                at == len(found.steps) - 1,
            )
        )  # fmt: skip
    return levels


def _title(found: Receipt, step: Step) -> tuple[str, str]:
    if step.level in ("quarter", "month"):
        return period_name(found.year, step.first_month, step.month_count), ""
    if step.level == "product":
        return found.products.get(step.what, step.what), _("product")
    return step.name, {"company": _("company"), "unit": _("unit")}.get(step.level, "")


def _month_words(found: Receipt) -> str:
    """The working days behind a month or quarter; blank for years and units."""
    if found.working_days is None or found.cell.month_count == 12:
        return ""
    part = slice(found.cell.first_month, found.cell.first_month + found.cell.month_count)
    told = {"days": sum(found.working_days[part]), "all": sum(found.working_days), "period": sentences.period(found)}
    return _("{period} has {days} working days of {all} in the year.").format(**told)
