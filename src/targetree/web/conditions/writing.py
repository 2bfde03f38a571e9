"""Conditions are written, changed, moved, judged and taken away."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from targetree.services.conditions.choices import choices_of
from targetree.services.conditions.judging import judge_condition
from targetree.services.conditions.placing import shift_condition
from targetree.services.conditions.reading import ConditionShown, Tree, conditions_of
from targetree.services.conditions.writing import add_condition, change_condition, remove_condition
from targetree.services.errors import Missing, ServiceError
from targetree.web.guard import Request, in_words, page
from targetree.web.partials import done, say
from targetree.web.plans.frame import frame
from targetree.web.tree import asked

from .forms import DetailsForm, JudgeForm
from .views import line_of

LONGEST = 4001
"""One more than a text may have, so that one that is too long is told so and not cut."""


@require_POST
@page
def new(request: Request, plan: int) -> HttpResponseBase:
    """The last one, or below `parent`, or after `after`."""
    add_condition(
        actor=request.actor, plan=plan, fields={"text": asked.words(request.POST, "text", LONGEST)},
        parent=asked.maybe_id(request.POST, "parent"), after=asked.maybe_id(request.POST, "after"),
    )  # fmt: skip
    return _back(request, plan, _("Added"))


@require_POST
@page
def text(request: Request, plan: int, condition: int) -> HttpResponseBase:
    """Its words alone, from the outline."""
    change_condition(
        actor=request.actor, plan=plan, condition=_id(condition),
        fields={"text": asked.words(request.POST, "text", LONGEST)}, seen_revision=_revision(request),
    )  # fmt: skip
    return _back(request, plan, _("Kept"))


@require_POST
@page
def move(request: Request, plan: int, condition: int) -> HttpResponseBase:
    """`how`: up, down, in, out."""
    how: Any = asked.words(request.POST, "how", 20)
    shift_condition(actor=request.actor, plan=plan, condition=_id(condition), how=how)
    return _back(request, plan, _("Moved"))


@require_http_methods(["GET", "HEAD", "POST"])
@page
def condition(request: Request, plan: int, condition: int) -> HttpResponseBase:
    """Its details; POST changes them."""
    tree, one = _found(request, plan, condition)
    sending = request.method == "POST"
    choices = choices_of(actor=request.actor, plan=plan)
    form = DetailsForm(tree.head, one, choices, request.POST if sending else None)
    if sending and form.is_valid():
        try:
            change_condition(
                actor=request.actor, plan=plan, condition=condition, fields=form.fields_told(),
                seen_revision=form.cleaned_data["revision"],
            )  # fmt: skip
        except ServiceError as error:
            if error.status in (403, 404):
                raise
            form.add_error(None, in_words(error))
        else:
            return _back(request, plan, _("Kept"))
    return _shown(request, tree, one, form=form)


@require_POST
@page
def judge(request: Request, plan: int, condition: int) -> HttpResponseBase:
    """It holds, fails, or is open again; with a note."""
    form = JudgeForm(request.POST)
    if not form.is_valid():
        tree, one = _found(request, plan, condition)
        return _shown(request, tree, one, judge=form)
    told = form.cleaned_data
    try:
        judge_condition(
            actor=request.actor, plan=plan, condition=_id(condition), state=told["state"], note=told["note"],
            seen_revision=told["revision"],
        )  # fmt: skip
    except ServiceError as error:
        if error.status in (403, 404):
            raise
        tree, one = _found(request, plan, condition)
        form.add_error(None, in_words(error))
        return _shown(request, tree, one, judge=form)
    return _back(request, plan, _("Kept"))


@require_http_methods(["GET", "HEAD", "POST"])
@page
def delete(request: Request, plan: int, condition: int) -> HttpResponseBase:
    """Asks first; POST takes it away with all below it."""
    if request.method == "POST":
        count = remove_condition(
            actor=request.actor, plan=plan, condition=_id(condition), seen_revision=_revision(request)
        )
        return _back(request, plan, ngettext("Deleted", "Deleted {n} conditions", count).format(n=count))
    tree, one = _found(request, plan, condition)
    return render(request, "conditions/delete.html", frame(request.actor, tree.head, "plan-conditions") | {"one": one})


def _shown(request: Request, tree: Tree, one: ConditionShown, **bound: Any) -> HttpResponse:
    form = bound.get("form") or DetailsForm(tree.head, one, choices_of(actor=request.actor, plan=tree.head.id))
    judge = bound.get("judge") or JudgeForm(initial={"revision": one.revision, "note": one.note})
    refused = form.errors if "form" in bound else judge.errors
    return render(request, "conditions/condition.html", frame(request.actor, tree.head, "plan-conditions") | {
        "one": one, "line": line_of(tree, one), "form": form, "judge": judge,
        "above": next((c for c in tree.conditions if c.id == one.parent), None),
    }, status=422 if refused else 200)  # fmt: skip


def _found(request: Request, plan: int, condition: int) -> tuple[Tree, ConditionShown]:
    tree = conditions_of(actor=request.actor, plan=plan)
    one = tree.one(condition)
    if one is None:
        raise Missing("not-found")
    return tree, one


def _id(condition: int) -> int:
    if condition > asked.LARGEST_ID:
        raise Missing("not-found")
    return condition


def _revision(request: Request) -> int | None:
    if not request.POST.get("revision"):
        return None
    return asked.whole(request.POST, "revision", 0, asked.LARGEST_ID)


def _back(request: Request, plan: int, said: str) -> HttpResponseBase:
    """The drawer closes and the outline is read anew; without a script, back to the page."""
    if request.htmx:  # type: ignore[attr-defined]
        return done(request, said, conditions_changed=True)
    say(request, said)
    return redirect("plan-conditions", plan)
