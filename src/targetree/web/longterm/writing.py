"""Changing quarters and checkpoints with forms; the script of the page uses the API for single figures."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from targetree.books.cells import CellError
from targetree.books.figures import parse_quantity, to_units
from targetree.engine.periods import MONTHS
from targetree.services.errors import Denied, Invalid, ServiceError
from targetree.services.longterm import changing, showing
from targetree.services.longterm.changing import Wish
from targetree.services.longterm.fields import FIELDS
from targetree.services.longterm.focus import FocusForm, focus_form, remove_focus, set_focus
from targetree.services.longterm.showing import Month
from targetree.services.plans.heads import PlanHead
from targetree.web.guard import Request, in_words, page
from targetree.web.looks.amounts import amount, exact
from targetree.web.looks.words import period_name
from targetree.web.partials import done, say
from targetree.web.templatetags.ui import language
from targetree.web.tree import asked

from .views import shown

LONGEST = 4000


class Focus(forms.Form):
    """The focus of a quarter."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)
    text = forms.CharField(
        label=gettext_lazy("The one focus"), max_length=LONGEST, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy(
            "One thing alone: what has come true at the end of the quarter that makes the rest easier?"
        ),
    )  # fmt: skip
    share = forms.IntegerField(
        label=gettext_lazy("Share of the working time, %"), min_value=1, max_value=100, required=False,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )  # fmt: skip

    def __init__(self, found: FocusForm, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["serving"] = forms.TypedMultipleChoiceField(
            label=_("Actions that serve it"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
            choices=[(action.id, _action(action)) for action in found.choices],
        )  # fmt: skip


def _action(action: Any) -> str:
    days = " – ".join(f"{day:%m-%d}" for day in (action.starts, action.due) if day)
    outside = "" if action.inside else f" ({_('not in this quarter any more')})"
    return f"{action.text[:80]} · {days}{outside}" + (f" · {action.owner}" if action.owner else "")


@require_http_methods(["GET", "HEAD", "POST"])
@page
def focus(request: Request, plan: int, quarter: int) -> HttpResponse:
    """The focus of a quarter; POST sets it, with `remove` it goes."""
    found = focus_form(actor=request.actor, plan=plan, quarter=quarter)
    back = f"{reverse('plan-long-term', args=[plan])}?month={3 * quarter}"
    sending = request.method == "POST"
    there = found.focus
    begin = {
        "text": there.text if there else "", "share": there.share_percent if there else None,
        "seen": there.revision if there else 0, "serving": [a.id for a in there.actions] if there else [],
    }  # fmt: skip
    form = Focus(found, request.POST if sending else None, initial=begin)
    if sending and request.POST.get("remove"):
        remove_focus(
            actor=request.actor, plan=plan, quarter=quarter, seen_revision=asked.whole(request.POST, "seen", 0, 2**31)
        )
        return _kept(request, back, _("Removed"))
    if sending and form.is_valid():
        told = form.cleaned_data
        try:
            set_focus(
                actor=request.actor, plan=plan, quarter=quarter, text=told["text"], share_percent=told["share"],
                serving=told["serving"], seen_revision=told["seen"] or 0,
            )  # fmt: skip
        except ServiceError as error:
            if error.code in ("not-allowed", "not-found"):
                raise
            form.add_error(None, in_words(error))
        else:
            return _kept(request, back, _("Kept"))
    return render(request, "longterm/focus.html", {
        "found": found, "form": form, "back": back, "name": period_name(found.head.year, 3 * quarter, 3),
        "may_change": found.head.open and request.actor.may("write_plan", found.head.path), "plan": found.head,
    }, status=422 if form.errors else 200)  # fmt: skip


@require_POST
@page
def taken(request: Request, plan: int) -> HttpResponse:
    """What is proposed becomes the plan: the month `month`, or all that are not taken yet."""
    month = _month(request)
    count = changing.take_proposal(actor=request.actor, plan=plan, month=month)
    text = ngettext("{n} month is in the plan now.", "{n} months are in the plan now.", count)
    say(request, text.format(n=count) if count else _("All months are in the plan already."))
    return _back(plan, month)


@require_POST
@page
def spread(request: Request, plan: int) -> HttpResponse:
    """Months that no longer add up do so again; held figures stand."""
    month = _month(request)
    found = changing.spread_anew(actor=request.actor, plan=plan, month=month)
    if found.done:
        text = ngettext("{n} month was spread anew.", "{n} months were spread anew.", len(found.done))
        say(request, text.format(n=len(found.done)))
    for _at, error in found.refused:
        say(request, in_words(error), "bad")
    if not found.done and not found.refused:
        say(request, _("Everything adds up already."), "info")
    return _back(plan, month)


@require_POST
@page
def proposed(request: Request, plan: int, month: int) -> HttpResponse:
    """A month as the engine proposes it now."""
    changing.propose_anew(actor=request.actor, plan=plan, month=month, seen_revision=_seen(request))
    say(request, _("The month is as proposed now; what is held stands."))
    return _back(plan, month)


@require_POST
@page
def checkpoints(request: Request, plan: int, month: int) -> HttpResponse:
    """The figures of a month from a form, those alone that were changed; or `hold`, `release`: `amount_signed-0`."""
    found = showing.long_term(actor=request.actor, plan=plan)
    if not 0 <= month < len(found.months):
        raise Invalid("not-found")
    try:
        for word in ("hold", "release"):
            if name := asked.words(request.POST, word):
                field, third = _cell(name)
                changing.hold_checkpoint(
                    actor=request.actor, plan=plan, month=month, third=third, field=field, held=word == "hold",
                    seen_revision=_seen(request),
                )  # fmt: skip
                return _back(plan, month)
        now = found.months[month]
        typed = {name: asked.words(request.POST, name, 60) for name in request.POST if name.split("-")[0] in FIELDS}
        _change(request, found.head, now, typed)
    except ServiceError as error:
        if error.code in ("not-allowed", "not-found"):
            raise
        return shown(request, found, month, error.status, in_words(error))
    say(request, _("Kept"))
    return _back(plan, month)


def _change(request: Request, plan: PlanHead, now: Month, typed: dict[str, str]) -> None:
    """Own months first, then thirds; each only where what was typed is not what stood there."""
    if not request.actor.may("write_plan", plan.path):
        raise Denied("not-allowed")
    seen: int | None = _seen(request)
    for name, text in typed.items():
        field, _dash, at = name.partition("-")
        figure = now.field(field) if field in FIELDS else None
        if figure is not None and at == "month" and (units := _changed(text, figure.month, figure.scale)) is not None:
            month = changing.set_month(
                actor=request.actor, plan=plan.id, month=now.at, field=field, amount=units, seen_revision=seen
            )
            seen = month.revision
    wishes = []
    for name, text in typed.items():
        if name.endswith("-month"):
            continue
        field, third = _cell(name)
        figure = now.field(field)
        if (units := _changed(text, figure.thirds[third], figure.scale)) is not None:
            wishes.append(Wish(third, field, units))
    if wishes:
        changing.set_checkpoints(actor=request.actor, plan=plan.id, month=now.at, wishes=wishes, seen_revision=seen)


def _changed(text: str, was: int, scale: int) -> int | None:
    """What was typed in smallest units, None where nothing was. Raises Invalid for what is no amount."""
    if text.strip() in (amount(was, scale, language()), exact(was, scale), str(was)):
        return None
    try:
        units = to_units(parse_quantity(text), scale)
    except CellError:
        raise Invalid("checkpoint-no-amount", text=text[:40]) from None
    return None if units == was else units


def _cell(name: str) -> tuple[str, int]:
    field, _dash, third = name.partition("-")
    if field not in FIELDS or third not in ("0", "1", "2"):
        raise Invalid("checkpoint-no-such-field", name=name[:40])
    return field, int(third)


def _seen(request: Request) -> int:
    return asked.whole(request.POST, "seen", 0, 2**31, 0)


def _month(request: Request) -> int | None:
    return asked.whole(request.POST, "month", 0, MONTHS - 1) if request.POST.get("month") else None


def _back(plan: int, month: int | None) -> HttpResponse:
    where = f"?month={month}#months" if month is not None else ""
    return redirect(reverse("plan-long-term", args=[plan]) + where)


def _kept(request: Request, back: str, text: str) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return done(request, text, refresh=True)
    say(request, text)
    return redirect(back)
