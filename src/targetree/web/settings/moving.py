"""Somebody moves to another unit, or leaves: the form, and what it will do while it is filled in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from targetree.services.access import require
from targetree.services.errors import ServiceError
from targetree.services.structure import transferring as service
from targetree.services.structure.organisation import person_choices, person_shown, unit_choices
from targetree.services.structure.rearranging import Moved
from targetree.services.tree.targets import versions
from targetree.web.guard import Request, in_words, page

from .answering import form_page
from .fields import DayField, ReasonField, measure_title, person_options, unit_options


class LeaveForm(forms.Form):
    """The last day, and who takes over."""

    day = DayField(label=gettext_lazy("Last day"), required=False)
    heir = forms.ChoiceField(label=gettext_lazy("Who takes the target over"), required=False)
    restate = forms.BooleanField(label=gettext_lazy("These holds take the new amounts"), required=False)
    why = ReasonField()

    def __init__(self, *args: Any, actor: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [p for p in person_choices(actor=actor) if p.code != code]
        self.choose("heir", person_options(others, _("Everybody who stays, in proportion")))

    def choose(self, field: str, choices: list[tuple[str, str]]) -> None:
        """What can be chosen in a field."""
        chosen = self.fields[field]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = choices


class TransferForm(LeaveForm):
    """Where to, from when, and where the months go."""

    unit = forms.ChoiceField(label=gettext_lazy("To unit"))
    day = DayField(label=gettext_lazy("As of"))
    months = forms.ChoiceField(
        label=gettext_lazy("The target of the months from then on"), widget=forms.RadioSelect, initial="person",
        choices=[
            ("person", gettext_lazy("moves with the person")),
            ("unit", gettext_lazy("stays with those who stay in the unit")),
        ],
    )  # fmt: skip
    field_order = ("unit", "day", "months", "heir", "restate", "why")

    def __init__(self, *args: Any, actor: Any, code: str, now: str, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, code=code, **kwargs)
        self.choose("unit", unit_options((u for u in unit_choices(actor=actor) if u.code != now), _("Choose a unit")))


@require_http_methods(["GET", "POST"])
@page
def transfer(request: Request, code: str) -> HttpResponse:
    """The form."""
    person, form = _transfer(request, code)

    def save(told: dict[str, Any]) -> str:
        done = service.transfer_person(actor=request.actor, person=code, **told)
        if not done.moved:
            return _("{name} is transferred. No plan that is not published has targets of these months.").format(
                name=person.name
            )
        return _("{name} is transferred; all totals of the plans in work follow.").format(name=person.name)

    return form_page(request, "settings/transfer.html", form, save, back=reverse("settings-people"), person=person)


@require_POST
@page
def transfer_effect(request: Request, code: str) -> HttpResponse:
    """What it will do."""
    _person, form = _transfer(request, code)
    if not form.is_valid():
        return _effect(request, None)
    told = {k: v for k, v in form.cleaned_data.items() if k in ("unit", "day", "months", "heir")}
    return _shown(request, lambda: service.preview_transfer(actor=request.actor, person=code, **told))


@require_http_methods(["GET", "POST"])
@page
def leave(request: Request, code: str) -> HttpResponse:
    """The form."""
    person, form = _leave(request, code)

    def save(told: dict[str, Any]) -> str:
        service.leave_person(actor=request.actor, person=code, **told)
        if told["day"] is None:
            return _("{name} stays. Months that were handed on do not come back by themselves.").format(
                name=person.name
            )
        return _("The last day is on file. Hand the customers over, and deactivate the account when it is time.")

    return form_page(request, "settings/leave.html", form, save, back=reverse("settings-people"), person=person)


@require_POST
@page
def leave_effect(request: Request, code: str) -> HttpResponse:
    """What it will do."""
    _person, form = _leave(request, code)
    if not form.is_valid() or form.cleaned_data["day"] is None:
        return _effect(request, None)
    told = {k: v for k, v in form.cleaned_data.items() if k in ("day", "heir")}
    return _shown(request, lambda: service.preview_leave(actor=request.actor, person=code, **told))


def _transfer(request: Request, code: str) -> tuple[Any, TransferForm]:
    require(request.actor, "administer")
    person = person_shown(actor=request.actor, person=code)
    now = (person.coming or person.seat).unit if person.seat else ""
    return person, TransferForm(request.POST or None, actor=request.actor, code=code, now=now)


def _leave(request: Request, code: str) -> tuple[Any, LeaveForm]:
    require(request.actor, "administer")
    person = person_shown(actor=request.actor, person=code)
    initial = {"day": person.end_date}
    return person, LeaveForm(request.POST or None, actor=request.actor, code=code, initial=initial)


def _shown(request: Request, preview: Any) -> HttpResponse:
    try:
        found = preview()
    except ServiceError as error:
        return _effect(request, None, in_words(error))
    return _effect(request, found)


def _effect(request: Request, found: service.Transferred | None, refused: str = "") -> HttpResponse:
    names = {v.id: v.name for v in versions(actor=request.actor)}
    published = [v.name for v in versions(actor=request.actor) if v.status == "published"]
    rows = (
        [(names.get(m.version, ""), m, _title(m), _scale(m)) for m in found.moved if m.tier == "base"] if found else []
    )
    held = sum(len(m.restated) for m in found.moved) if found else 0
    several = len({m.version for _, m, _, _ in rows}) > 1
    return render(request, "settings/effect.html", {
        "found": found, "rows": rows, "held": held, "said": refused, "several": several, "published": published,
    })  # fmt: skip


def _title(moved: Moved) -> str:
    return measure_title(moved.measure, moved.measure_name, moved.builtin)


def _scale(moved: Moved) -> int:
    return 1 if moved.kind == "count" else 100
