"""Actions that are made, changed, moved on, handed over and removed."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from targetree.services.access import require
from targetree.services.actions.choosing import Choices, choices_for, customer_named
from targetree.services.actions.progress import hand_over_actions, move_action, record_result
from targetree.services.actions.reading import ActionShown, action_of, actions_of
from targetree.services.actions.writing import change_action, create_action, delete_action
from targetree.services.errors import Invalid, ServiceError
from targetree.services.plans.opening import plan_of
from targetree.web.guard import Request, in_words, page
from targetree.web.partials import done, say
from targetree.web.tree import asked

from .forms import FEW, ActionForm, HandOverForm, ResultForm, begun, named
from .wording import QUADRANTS, STATUSES, flags_of


@require_http_methods(["GET", "HEAD", "POST"])
@page
def new(request: Request, plan: int) -> HttpResponse:
    """A new action; `?customer=` and `?condition=` begin it, `text`, `customer` and `due` are enough."""
    head = plan_of(actor=request.actor, plan=_id(plan))
    require(request.actor, "write_plan", head.path)
    choices = choices_for(actor=request.actor, plan=plan)
    begin = {"important": True, "owner": head.person, "due": request.GET.get("due", "")[:10]}
    begin |= {name: asked.maybe_id(request.GET, name) for name in ("customer", "condition")}
    if not _from_list(choices) and begin["customer"]:
        begin["customer"] = next((named(c.name, c.code) for c in choices.customers if c.id == begin["customer"]), "")
    posted: QueryDict | None = request.POST if request.method == "POST" else None
    if posted is not None and "quick" in posted:  # three fields only: what is left open is as it begins
        whole = posted.copy()
        owner = str(head.person or "")
        whole.update({"important": "on", "owner": owner if owner in {str(o.id) for o in choices.owners} else ""})
        posted = whole
    form = ActionForm(posted, choices=choices, initial=begin)
    if posted is not None and form.is_valid():
        try:
            made = create_action(actor=request.actor, plan=plan, contents=form.contents(_customer(request, plan, form)))
        except ServiceError as error:
            _onto(form, error)
        else:
            _warn(request, plan, made)
            return _kept(request, plan, _("Action added"))
    return render(request, "actions/new.html", {
        "form": form, "choices": choices, "plan": head, "back": _back(request, plan), "opened": _opened(form),
    }, status=422 if form.errors else 200)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@page
def action(request: Request, plan: int, action: int) -> HttpResponse:
    """An action with its six directions; POST changes it."""
    head = plan_of(actor=request.actor, plan=_id(plan))
    shown = action_of(actor=request.actor, plan=plan, action=_id(action))
    form = None
    if request.method == "POST":
        require(request.actor, "write_plan", head.path)
    if shown.may_write and (shown.open or request.method == "POST"):
        choices = choices_for(actor=request.actor, plan=plan, action=action)
        form = ActionForm(
            request.POST if request.method == "POST" else None, choices=choices, shown=shown,
            initial=begun(shown, _from_list(choices)),
        )  # fmt: skip
        if request.method == "POST" and form.is_valid():
            try:
                change_action(
                    actor=request.actor, plan=plan, action=action, seen_revision=form.cleaned_data["revision"],
                    contents=form.contents(_customer(request, plan, form, shown)),
                )  # fmt: skip
            except ServiceError as error:
                _onto(form, error)
            else:
                _warn(request, plan, action)
                return _kept(request, plan, _("Saved"))
    return _shown(request, shown, form=form)


def _shown(
    request: Request, shown: ActionShown, form: ActionForm | None = None, result: ResultForm | None = None
) -> HttpResponse:
    head = plan_of(actor=request.actor, plan=shown.plan)
    if shown.may_write and result is None:
        result = ResultForm(shown=shown)
    others = {}
    if shown.after:
        others = {a.id: a for a in actions_of(actor=request.actor, plan=shown.plan, node=head.node).actions}
    refused = bool((form and form.errors) or (result and result.errors))
    return render(request, "actions/action.html", {
        "action": shown, "plan": head, "form": form, "result": result, "flags": flags_of(shown.flags),
        "status": STATUSES[shown.status], "quadrant": QUADRANTS[shown.quadrant], "back": _back(request, shown.plan),
        "choices": form.choices if form else None, "opened": True,
        "after": [others[a] for a in shown.after if a in others],
    }, status=422 if refused else 200)  # fmt: skip


@require_POST
@page
def moved(request: Request, plan: int, action: int) -> HttpResponse:
    """To another state: the quick button of the list, the buttons and the drag of the board."""
    status = asked.words(request.POST, "status", 20)
    seen = asked.whole(request.POST, "revision", 0, 2**31 - 1) if request.POST.get("revision") else None
    try:
        move_action(actor=request.actor, plan=_id(plan), action=_id(action), status=status, seen_revision=seen)
    except ServiceError as error:
        if error.status != 409:
            raise
        say(request, in_words(error), "bad")
    return redirect(f"{_back(request, plan)}#a{action}")


@require_POST
@page
def result(request: Request, plan: int, action: int) -> HttpResponse:
    """What came of it: state, confirmation, what was spent and brought back."""
    shown = action_of(actor=request.actor, plan=_id(plan), action=_id(action))
    head = plan_of(actor=request.actor, plan=plan)
    require(request.actor, "write_plan", head.path)
    form = ResultForm(request.POST, shown=shown)
    if form.is_valid():
        told = form.cleaned_data
        try:
            record_result(
                actor=request.actor, plan=plan, action=action, status=told["status"],
                confirmed_on=told.get("confirmed_on"), spent_fen=told["spent_fen"],
                returned_fen=told.get("returned_fen"), seen_revision=told["revision"],
            )  # fmt: skip
        except ServiceError as error:
            _onto(form, error)
        else:
            return _kept(request, plan, _("Saved"))
    return _shown(request, shown, result=form)


@require_POST
@page
def deleted(request: Request, plan: int, action: int) -> HttpResponse:
    """It is gone."""
    delete_action(actor=request.actor, plan=_id(plan), action=_id(action))
    say(request, _("Action removed"))
    return redirect(_back(request, plan))


@require_http_methods(["GET", "HEAD", "POST"])
@page
def handed_over(request: Request, plan: int) -> HttpResponse:
    """What somebody still has to do goes to another; offered first: who leaves, and nobody."""
    head = plan_of(actor=request.actor, plan=_id(plan))
    require(request.actor, "write_plan", head.path)
    going = [a for a in actions_of(actor=request.actor, plan=plan).actions if a.going]
    counts: dict[int | None, int] = {}
    names: dict[int | None, str] = {None: _("Nobody yet")}
    urgent: set[int | None] = set()
    for one in going:
        counts[one.owner] = counts.get(one.owner, 0) + 1
        names.setdefault(one.owner, one.owner_name or "?")
        if "owner-leaves" in one.flags or one.owner is None:
            urgent.add(one.owner)
    order = sorted(counts, key=lambda o: (o not in urgent, names[o]))
    leaving = [(str(o or ""), f"{names[o]} · {_count(counts[o])}") for o in order]
    form = HandOverForm(
        request.POST if request.method == "POST" else None, leaving=leaving,
        owners=choices_for(actor=request.actor, plan=plan).owners,
        initial={"owner": request.GET.get("owner", leaving[0][0] if leaving else "")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            from_whom = int(form.cleaned_data["owner"]) if form.cleaned_data["owner"] else None
            handed = hand_over_actions(actor=request.actor, plan=plan, owner=from_whom, to=form.cleaned_data["to"])
        except ServiceError as error:
            _onto(form, error)
        else:
            text = ngettext("{n} action handed over", "{n} actions handed over", handed).format(n=handed)
            return _kept(request, plan, text)
    return render(request, "actions/hand_over.html", {
        "form": form, "plan": head, "back": _back(request, plan), "any": bool(leaving),
    }, status=422 if form.errors else 200)  # fmt: skip


def _count(n: int) -> str:
    return ngettext("{n} action", "{n} actions", n).format(n=n)


def _customer(request: Request, plan: int, form: ActionForm, shown: ActionShown | None = None) -> int | None:
    """The customer that was chosen or typed; one that stays is not looked up again."""
    said = form.cleaned_data["customer"]
    if _from_list(form.choices):
        return int(said) if said else None
    now = shown.customer if shown is not None else None
    if now is not None and said == named(now.name, now.code):
        return now.id
    return customer_named(actor=request.actor, plan=plan, words=said)


def _from_list(choices: Choices) -> bool:
    return choices.all_customers and len(choices.customers) <= FEW


def _opened(form: ActionForm) -> bool:
    """Whether what is folded away must be seen: something in it was refused."""
    return bool(set(form.errors) - {"text", "customer", "due", "__all__"})


def _onto(form: Any, error: ServiceError) -> None:
    """What was refused, onto the form; who may not is shown the door."""
    if error.status in (403, 404):
        raise error
    form.add_error(None, in_words(error))


def _warn(request: Request, plan: int, action: int) -> None:
    """Says what is odd about what was saved."""
    for flag in action_of(actor=request.actor, plan=plan, action=action).flags:
        if flag in ("outside-year", "rest-day", "too-early", "owner-leaves", "customer-elsewhere"):
            _tone, name, what = flags_of((flag,))[0]
            say(request, f"{name}: {what}", "warn")


def _kept(request: Request, plan: int, text: str) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return done(request, text, refresh=True)
    say(request, text)
    return redirect(_back(request, plan))


def _back(request: Request, plan: int) -> str:
    """The page from which one came, if it is one of a plan."""
    back = request.POST.get("back", "")[:2000]
    good = back.startswith("/plans/") and "#" not in back and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if good else reverse("plan-actions", args=[plan])


def _id(id: int) -> int:
    if id > asked.LARGEST_ID:
        raise Invalid("not-found")
    return id
