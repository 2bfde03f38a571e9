"""Conditions that are offered: from the gap, and templates by trade. Each is taken over by a click."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from targetree.services.conditions.proposals import Proposal, accept_proposal, proposals
from targetree.services.conditions.templates import take_templates, templates_shown
from targetree.services.errors import Invalid
from targetree.services.plans.opening import plan_of
from targetree.terms.condition_templates import TRADES
from targetree.web.guard import Request, page
from targetree.web.looks.amounts import amount, percent
from targetree.web.partials import say
from targetree.web.plans.frame import frame
from targetree.web.templatetags.ui import language
from targetree.web.tree import asked

from . import words


@dataclass(frozen=True)
class Offer:
    """A proposal with its reason in words."""

    one: Proposal
    kind: str
    why: str


@require_http_methods(["GET", "HEAD", "POST"])
@page
def proposals_page(request: Request, plan: int) -> HttpResponseBase:
    """What the gap asks for; POST with `key` takes one over and offers the rest again."""
    lang = language()
    if request.method == "POST":
        accept_proposal(actor=request.actor, plan=plan, key=asked.words(request.POST, "key", 100), lang=lang)
        if not request.htmx:  # type: ignore[attr-defined]
            say(request, _("Added"))
            return redirect("condition-proposals", plan)
    head = plan_of(actor=request.actor, plan=plan)
    offered = [
        Offer(one, str(words.KINDS[one.kind]), why(one, head.scale, lang))
        for one in proposals(actor=request.actor, plan=plan, lang=lang)
    ]
    context = frame(request.actor, head, "plan-conditions") | {"offers": offered}
    return _fragment(request, "conditions/proposals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def templates_page(request: Request, plan: int) -> HttpResponseBase:
    """`?trade=`; POST with `trade` takes over the one of `number`, or all that are not there yet."""
    lang = language()
    trade = request.POST.get("trade") or request.GET.get("trade") or next(iter(TRADES))
    if request.method == "POST":
        numbers = [asked.whole(request.POST, "number", 0, 99)] if request.POST.get("number") else None
        taken = take_templates(actor=request.actor, plan=plan, trade=trade, lang=lang, numbers=numbers)
        if not request.htmx:  # type: ignore[attr-defined]
            say(request, ngettext("Added {n} condition", "Added {n} conditions", len(taken)).format(n=len(taken)))
            return redirect("plan-conditions", plan)
    if trade not in TRADES:
        raise Invalid("condition-template-unknown")
    head = plan_of(actor=request.actor, plan=plan)
    offered = templates_shown(actor=request.actor, plan=plan, lang=lang)[trade]
    context = frame(request.actor, head, "plan-conditions") | {
        "trades": [(slug, both[1 if lang == "zh" else 0]) for slug, both in TRADES.items()], "trade": trade,
        "offered": [(one, str(words.KINDS[one.kind]), str(words.FIGURES.get(one.figure, ""))) for one in offered],
        "left": sum(not one.taken for one in offered),
    }  # fmt: skip
    return _fragment(request, "conditions/templates.html", context)


def _fragment(request: Request, template: str, context: dict[str, object]) -> HttpResponse:
    """After a change the outline behind the drawer is told to read itself anew."""
    response = render(request, template, context)
    if request.method == "POST":
        response.headers["HX-Trigger"] = '{"conditions_changed": true}'
    return response


def why(one: Proposal, scale: int, lang: str) -> str:
    """Where the figures of a proposal come from."""
    told = one.values

    def money(key: str) -> str:
        return amount(told[key], scale, lang)

    if one.slug == "new":
        return _("{gap} are missing in the year; a new customer brings about {one}.").format(
            gap=money("gap"), one=money("one"))  # fmt: skip
    if one.slug == "habit":
        return _("{amount} of the target rest on customers who buy again.").format(amount=money("amount"))
    if one.slug == "in_hand":
        return _("Customers are expected to bring {amount} in all.").format(amount=money("amount"))
    if one.slug == "deals":
        return _("{amount} are expected from open opportunities and potential customers.").format(
            amount=money("amount"))  # fmt: skip
    if one.slug == "deal":
        return _("One of the largest open opportunities, {amount}.").format(amount=money("amount"))
    if one.slug == "space":
        return _("{all} existing customers do not buy it yet; those who do bought {amount} so far (median).").format(
            all=told["all"], amount=money("amount"))  # fmt: skip
    if one.slug == "single":
        return _("{customer} is expected to bring {share} of everything.").format(
            customer=told["customer"], share=percent(told["share"], 0))  # fmt: skip
    return _("{all} customers have not ordered for long; a usual order of theirs was {amount}.").format(
        all=told["all"], amount=money("amount"))  # fmt: skip
