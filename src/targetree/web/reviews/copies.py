"""Copies that were kept: the list, one to read, two beside each other."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from targetree.services.plans.opening import plan_of
from targetree.services.reviews.comparing import Difference
from targetree.services.reviews.copies import compare_copies, copies_of, copy_of
from targetree.services.reviews.lines import Words
from targetree.services.reviews.overview import plan_content
from targetree.terms.plan_words import told
from targetree.web.guard import Request, page
from targetree.web.plans.frame import frame
from targetree.web.templatetags.ui import language
from targetree.web.tree import asked

from .shown import PlanPage


@require_safe
@page
def copies(request: Request, plan: int) -> HttpResponse:
    """All of them, and two to compare."""
    head = plan_of(actor=request.actor, plan=plan)
    found = copies_of(actor=request.actor, plan=plan)
    return render(request, "reviews/copies.html", frame(request.actor, head, "plan") | {"copies": found})


@require_safe
@page
def copy(request: Request, plan: int, number: int) -> HttpResponse:
    """The plan as it was."""
    head = plan_of(actor=request.actor, plan=plan)
    kept = copy_of(actor=request.actor, plan=plan, number=min(number, 2**31 - 1))
    return render(request, "reviews/copy.html", frame(request.actor, head, "plan") | {
        "kept": kept, "page": PlanPage(kept.content), "fills": {},
    })  # fmt: skip


@require_safe
@page
def compared(request: Request, plan: int) -> HttpResponse:
    """`?from=&to=`: what differs; without `to`, from the copy to the plan as it is now."""
    first = asked.whole(request.GET, "from", 1, 2**31 - 1)
    second = asked.whole(request.GET, "to", 1, 2**31 - 1) if request.GET.get("to") else None
    head = plan_of(actor=request.actor, plan=plan)
    found = compare_copies(actor=request.actor, plan=plan, first=first, second=second)
    before = copy_of(actor=request.actor, plan=plan, number=first).content
    after = plan_content(actor=request.actor, plan=plan)
    if second is not None:
        after = copy_of(actor=request.actor, plan=plan, number=second).content
    was, now = Words(before, language()), Words(after, language())
    sections: dict[str, list[dict[str, Any]]] = {}
    for difference in found:
        sections.setdefault(difference.section, []).append(_in_words(difference, was, now))
    return render(request, "reviews/compare.html", frame(request.actor, head, "plan") | {
        "copies": copies_of(actor=request.actor, plan=plan), "first": first, "second": second,
        "sections": [(told(section, language()), rows) for section, rows in sections.items()],
    })  # fmt: skip


def _in_words(difference: Difference, was: Words, now: Words) -> dict[str, Any]:
    section = difference.section
    line = (was if difference.how == "removed" else now).line(section, difference.line)
    return {
        "how": difference.how, "line": line,
        "fields": [
            (now.field(f.field), was.value(section, f.field, f.before), now.value(section, f.field, f.after))
            for f in difference.fields
        ],
    }  # fmt: skip
