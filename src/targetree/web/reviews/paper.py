"""PDFs of plans and letters."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from targetree.services.plans.opening import plan_of
from targetree.services.reviews.printing import letter_paper, plan_paper
from targetree.web.downloads import handed
from targetree.web.guard import Request, page
from targetree.web.templatetags.ui import language
from targetree.web.tree import asked


@require_safe
@page
def plan(request: Request, plan: int) -> HttpResponse:
    """The plan as it is; with `?copy=` as it was."""
    number = asked.whole(request.GET, "copy", 1, 2**31 - 1) if request.GET.get("copy") else None
    head = plan_of(actor=request.actor, plan=plan)
    drawn = plan_paper(actor=request.actor, plan=plan, lang=language(), number=number)
    name = _("Plan") + f" {head.name} {head.year.year}" + (f" {number}" if number else "")
    return handed(drawn, f"{name}.pdf")


@require_safe
@page
def letter(request: Request, plan: int, number: int) -> HttpResponse:
    """A letter with its signatures."""
    head = plan_of(actor=request.actor, plan=plan)
    drawn = letter_paper(actor=request.actor, plan=plan, number=min(number, 2**31 - 1), lang=language())
    return handed(drawn, _("Responsibility letter") + f" {head.name} {head.year.year}.pdf")
