"""The expense budget of a plan's node and of those right below."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from targetree.services.access import require
from targetree.services.actions.budgets import budget_of, set_budget, share_budget
from targetree.services.errors import Invalid, Missing, ServiceError
from targetree.services.plans.opening import plan_of
from targetree.web.guard import Request, in_words, page
from targetree.web.partials import say
from targetree.web.plans.frame import frame
from targetree.web.tree import asked

from .forms import BudgetForm, written


@require_safe
@page
def budget(request: Request, plan: int) -> HttpResponse:
    """What there is to spend here and below, what is planned and spent of it, and the cost-to-sales ratio."""
    return _shown(request, plan)


def _shown(request: Request, plan: int, refused: str = "", at: int = 0, typed: str = "", status: int = 200) -> HttpResponse:  # fmt: skip  # noqa: E501
    head = plan_of(actor=request.actor, plan=min(plan, asked.LARGEST_ID))
    found = budget_of(actor=request.actor, plan=head.id)
    return render(request, "actions/budget.html", frame(request.actor, head, "plan-actions") | {
        "found": found, "refused": refused, "at": at,
        "rows": [(line, typed if line.node == at else written(line.budget) if line.stated else "")
                 for line in (found.own, *found.below)],
        "any_stated": any(line.stated for line in found.below),
    }, status=status)  # fmt: skip


@require_POST
@page
def put(request: Request, plan: int, node: int) -> HttpResponse:
    """Set the budget of the node itself or of one right below; blank: by the targets again."""
    if max(plan, node) > asked.LARGEST_ID:
        raise Invalid("not-found")
    found = budget_of(actor=request.actor, plan=plan)
    if node not in {line.node for line in (found.own, *found.below)}:
        raise Missing("not-found")
    form = BudgetForm(request.POST)
    if not form.is_valid():
        text = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return _shown(request, plan, text, node, request.POST.get("amount", "")[:40], 422)
    try:
        set_budget(
            actor=request.actor, node=node, amount=form.cleaned_data["amount"],
            seen_revision=form.cleaned_data["revision"],
        )  # fmt: skip
    except ServiceError as error:
        if error.status in (403, 404):
            raise
        return _shown(request, plan, in_words(error), node, request.POST.get("amount", "")[:40], error.status)
    say(request, _("Budget set; what is below follows"))
    return redirect("plan-budget", plan)


@require_POST
@page
def shared(request: Request, plan: int) -> HttpResponse:
    """Share what the unit has anew by the targets as they are now."""
    head = plan_of(actor=request.actor, plan=min(plan, asked.LARGEST_ID))
    require(request.actor, "edit_targets", head.path)
    try:
        share_budget(actor=request.actor, node=head.node)
    except ServiceError as error:
        if error.status in (403, 404):
            raise
        return _shown(request, plan, in_words(error), head.node, "", error.status)
    say(request, _("Shared anew by the targets"))
    return redirect("plan-budget", plan)
