"""Write, order and link statements, in dialogs over the page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from targetree.services.access import require
from targetree.services.errors import Invalid, Missing
from targetree.services.reasons.strategy import (
    archive_statement,
    link_choices,
    link_target,
    order_statements,
    strategy,
    unlink_target,
    write_statement,
)
from targetree.web.context import chosen_version
from targetree.web.guard import Request, in_words, page
from targetree.web.partials import done, say

from .forms import LinkForm, StatementForm

asks = require_http_methods(["GET", "HEAD", "POST"])


@asks
@page
def new(request: Request) -> HttpResponse:
    """A new statement, behind the others."""
    return _statement(request, None, StatementForm(request.POST or None))


@asks
@page
def edit(request: Request, statement: int) -> HttpResponse:
    """Another wording."""
    found = next((s for s in strategy(actor=request.actor).statements if s.id == statement), None)
    if found is None:
        raise Missing("not-found")
    initial = {"words": found.text, "quarter": found.quarter}
    return _statement(request, statement, StatementForm(request.POST or None, initial=initial))


def _statement(request: Request, statement: int | None, form: StatementForm) -> HttpResponse:
    require(request.actor, "administer")
    if request.method == "POST" and form.is_valid():
        try:
            write_statement(actor=request.actor, statement=statement, **form.cleaned_data)
        except Invalid as error:
            form.add_error(None, in_words(error))
        else:
            return done(request, _("Kept"), refresh=True)
    status = 422 if form.is_bound else 200
    return render(request, "strategy/statement_form.html", {"form": form, "statement": statement}, status=status)


@require_POST
@page
def archive(request: Request, statement: int) -> HttpResponse:
    """Put away; `back` brings it back."""
    back = bool(request.POST.get("back"))
    archive_statement(actor=request.actor, statement=statement, back=back)
    say(request, _("The statement is back") if back else _("The statement is put away"))
    return redirect("strategy")


@require_POST
@page
def move(request: Request, statement: int) -> HttpResponse:
    """One place `up`, or down."""
    order = [s.id for s in strategy(actor=request.actor).statements]
    require(request.actor, "administer")
    if statement not in order:
        raise Missing("not-found")
    at = order.index(statement)
    to = max(at - 1, 0) if request.POST.get("up") else min(at + 1, len(order) - 1)
    order.insert(to, order.pop(at))
    order_statements(actor=request.actor, statements=order)
    return redirect("strategy")


@asks
@page
def link(request: Request, statement: int) -> HttpResponse:
    """A target that serves the statement."""
    shown = strategy(actor=request.actor, version=chosen_version(request))
    found = next((s for s in shown.statements if s.id == statement), None)
    if found is None or not shown.may_link:
        require(request.actor, "administer")
        raise Missing("not-found")
    choices = link_choices(actor=request.actor, version=chosen_version(request))
    form = LinkForm(choices, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            link_target(actor=request.actor, statement=statement, **form.cleaned_data)
        except Invalid as error:
            form.add_error(None, in_words(error))
        else:
            return done(request, _("The target serves this statement now"), refresh=True)
    status = 422 if form.is_bound else 200
    return render(request, "strategy/link_form.html", {"form": form, "statement": found}, status=status)


@require_POST
@page
def unlink(request: Request, link: int) -> HttpResponse:
    """The target serves it no more."""
    unlink_target(actor=request.actor, link=link)
    say(request, _("The target serves no statement of its own any more"))
    return redirect("strategy")
