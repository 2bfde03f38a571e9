"""Answers, comments and decisions that are sent in."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from targetree.services.agreement.answering import accept, comment, propose
from targetree.services.agreement.commitments import part
from targetree.services.agreement.settling import settle
from targetree.services.errors import Invalid, Refused, ServiceError
from targetree.web.guard import Request, in_words, page
from targetree.web.partials import say

from .forms import AcceptForm, CommentForm, ProposeForm
from .views import settle_form, shown


@require_POST
@page
def accepted(request: Request, sheet: int, node: int) -> HttpResponse:
    """The number as it is."""
    form = AcceptForm(request.POST)
    if not form.is_valid():
        raise Invalid("query-not-valid", name="was")
    accept(actor=request.actor, sheet=sheet, node=node, **form.cleaned_data)
    say(request, _("Committed. Your manager sees it."))
    return redirect("commitment", sheet, node)


@require_POST
@page
def proposed(request: Request, sheet: int, node: int) -> HttpResponse:
    """Another number."""
    scale = part(actor=request.actor, sheet=sheet, node=node).line.scale
    form = ProposeForm(scale, request.POST)
    if not form.is_valid():
        return shown(request, sheet, node, 422, propose=form)
    told = form.cleaned_data
    amount = {"cells": told["cells"]} if told["cells"] else {"amount": told["amount"]}
    try:
        propose(
            actor=request.actor, sheet=sheet, node=node, sure=told["sure"], why=told["why"], was=told["was"], **amount
        )
    except ServiceError as error:
        if error.status in (403, 404):
            raise
        form.add_error(None, in_words(error))
        return shown(request, sheet, node, error.status, propose=form)
    say(request, _("Sent to your manager."))
    return redirect("commitment", sheet, node)


@require_POST
@page
def commented(request: Request, sheet: int, node: int) -> HttpResponse:
    """A word about it."""
    form = CommentForm(request.POST)
    if not form.is_valid():
        return shown(request, sheet, node, 422, comment=form)
    comment(actor=request.actor, sheet=sheet, node=node, words=form.cleaned_data["words"])
    return redirect("commitment", sheet, node)


@require_POST
@page
def settled(request: Request, sheet: int, node: int) -> HttpResponse:
    """The manager's decision."""
    form = settle_form(part(actor=request.actor, sheet=sheet, node=node), request.POST)
    if not form.is_valid():
        return shown(request, sheet, node, 422, settle=form)
    told = form.cleaned_data
    try:
        seen = datetime.fromisoformat(told["seen"]) if told["seen"] else None
    except ValueError:
        raise Invalid("query-not-valid", name="seen") from None
    try:
        settle(
            actor=request.actor, sheet=sheet, node=node, how=told["how"], amount=told["amount"], why=told["why"],
            seen=seen,
        )  # fmt: skip
    except ServiceError as error:
        if error.status in (403, 404):
            raise
        form.add_error(None, in_words(error))
        if isinstance(error, Refused):
            form.add_error(None, _("Release the hold in the tree of targets first, or keep the assigned number."))
        return shown(request, sheet, node, error.status, settle=form)
    say(request, _("Settled. The person sees it on their page."))
    return redirect("commitment", sheet, node)
