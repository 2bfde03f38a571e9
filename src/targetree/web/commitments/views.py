"""One number: answer it, talk about it, settle it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from targetree.engine.periods import MONTHS
from targetree.services.agreement.answering import may_comment
from targetree.services.agreement.commitments import Part, part
from targetree.services.versioning.showing import shown_version
from targetree.web.guard import Request, page
from targetree.web.looks.amounts import amount
from targetree.web.looks.words import name_by_code
from targetree.web.templatetags.ui import language

from .forms import AcceptForm, CommentForm, ProposeForm, SettleForm


@require_safe
@page
def commitment(request: Request, sheet: int, node: int) -> HttpResponse:
    """The number with its answer, the forms that the reader may use, and what was said."""
    return shown(request, sheet, node)


def shown(request: Request, sheet: int, node: int, status: int = 200, **bound: Any) -> HttpResponse:
    """The page; `bound` are forms that were refused, with `status`."""
    found = part(actor=request.actor, sheet=sheet, node=node)
    scale = found.line.scale
    may_answer = found.may_answer and found.editable
    waits = found.answer is not None and found.answer.state == "countered"
    settles = found.may_settle and waits and found.head.status != "published"
    context = {
        "part": found, "scale": scale, "sheet": sheet, "node": node,
        "measure": _measure(found),
        "version": shown_version(actor=request.actor, chosen=found.head.version),
        "accept": AcceptForm(initial={"was": found.line.year}) if may_answer else None,
        "propose": bound.get("propose") or ProposeForm(scale, initial=_begun(found)) if may_answer else None,
        "settle": (bound.get("settle") or _settle_form(found)) if settles else None,
        "comment": bound.get("comment") or CommentForm() if may_comment(request.actor, found.head.path) else None,
        "months": _months(found), "products": _products(found), "opened": bool(bound.get("propose")),
        "data": {
            "sheet": sheet, "node": node, "scale": scale, "cells": found.proposed or found.line.cells.ravel().tolist(),
            "products": [code for code, _name in found.products],
        },
    }  # fmt: skip
    return render(request, "commitments/commitment.html", context, status=status)


def _begun(found: Part) -> dict[str, Any]:
    own = found.answer if found.answer and found.answer.state == "countered" else None
    return {
        "was": found.line.year, "amount": _written(own.amount if own else found.line.year, found.line.scale),
        "why": own.reason if own else "", "sure": own.sure if own else 80,
    }  # fmt: skip


def _written(units: int, scale: int) -> str:
    whole, rest = divmod(units, scale)
    return f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"


def _settle_form(found: Part) -> SettleForm:
    assert found.answer is not None
    return settle_form(found, None, {"seen": found.answer.at.isoformat(), "how": "granted"})


def settle_form(found: Part, data: Any, initial: dict[str, Any] | None = None) -> SettleForm:
    """The form of settling with the two amounts in its words."""
    lang, scale = language(), found.line.scale
    proposed = found.answer.amount if found.answer else found.line.year
    return SettleForm(scale, amount(found.line.year, scale, lang), amount(proposed, scale, lang), data, initial=initial)


def _measure(found: Part) -> str:
    return name_by_code(found.head.measure, found.head.measure)


def _months(found: Part) -> list[tuple[int, int, int]]:
    """(month, assigned, proposed) of each month."""
    assigned = found.line.cells.sum(axis=0).tolist()
    cells = found.proposed or found.line.cells.ravel().tolist()
    return [(m, assigned[m], sum(cells[m::MONTHS])) for m in range(MONTHS)]


def _products(found: Part) -> list[tuple[str, str, int, int]]:
    """(code, name, assigned, proposed) of each product."""
    if len(found.products) < 2:
        return []
    assigned = found.line.cells.sum(axis=1).tolist()
    cells = found.proposed or found.line.cells.ravel().tolist()
    return [
        (code, name, assigned[k], sum(cells[k * MONTHS : (k + 1) * MONTHS]))
        for k, (code, name) in enumerate(found.products)
    ]
