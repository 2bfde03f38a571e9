"""The people of the company."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from targetree.services.access import require
from targetree.services.settings.company import stale_plans
from targetree.services.structure import people as service
from targetree.services.structure.organisation import people_shown, person_shown, unit_choices
from targetree.web.guard import Request, page

from .answering import act, form_page, page_number, pager
from .fields import DayField, ReasonField, unit_options

SIZE = 50
_STEP = re.compile(r"\d{1,3}(\.\d+)?")


class PersonForm(forms.Form):
    """A person: what everybody knows, what plans rest on, the role card."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    code = forms.CharField(label=gettext_lazy("Id"), max_length=80)
    unit = forms.ChoiceField(label=gettext_lazy("Unit"))
    title = forms.CharField(label=gettext_lazy("Role"), max_length=120, required=False)
    start_date = DayField(label=gettext_lazy("First day"), required=False)
    capacity = forms.FloatField(
        label=gettext_lazy("Capacity"), initial=1, min_value=0, max_value=10,
        help_text=gettext_lazy("1 is a full quota, 0.5 half of one."),
    )  # fmt: skip
    ramp = forms.CharField(
        label=gettext_lazy("Ramp"), required=False, max_length=120,
        help_text=gettext_lazy("25/50/75: per cent of a full quota in the first months."),
    )  # fmt: skip
    weight = forms.FloatField(
        label=gettext_lazy("Weight"), required=False, min_value=0,
        help_text=gettext_lazy("Counts where targets are shared by weights."),
    )  # fmt: skip
    carries = forms.BooleanField(label=gettext_lazy("Carries targets"), required=False, initial=True)
    duties = forms.CharField(label=gettext_lazy("Duties"), required=False, widget=forms.Textarea({"rows": 2}))
    decisions = forms.CharField(label=gettext_lazy("Decides on"), required=False, widget=forms.Textarea({"rows": 2}))
    handoffs = forms.CharField(label=gettext_lazy("Hands over to"), required=False, widget=forms.Textarea({"rows": 2}))
    why = ReasonField()

    def __init__(self, *args: Any, actor: Any, known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known:
            del self.fields["code"], self.fields["unit"]
            return
        for field in ("duties", "decisions", "handoffs"):
            del self.fields[field]
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ChoiceField)
        unit.choices = unit_options(unit_choices(actor=actor))

    def clean_ramp(self) -> tuple[float, ...]:
        """`25/50/75` as fractions."""
        steps = [step for step in re.split(r"[/,，、\s]+", self.cleaned_data["ramp"].replace("%", "")) if step]
        if not all(_STEP.fullmatch(step) for step in steps):
            raise forms.ValidationError(_("Write it like 25/50/75."))
        return tuple(float(step) / 100 for step in steps)


@require_GET
@page
def people(request: Request) -> HttpResponse:
    """Search, unit, here or gone; page by page."""
    query, start = request.GET, page_number(request, SIZE)
    which = query.get("which", "here")
    found, count = people_shown(
        actor=request.actor, search=query.get("q", "").strip()[:80], unit=query.get("unit", ""), which=which,
        after=start, limit=SIZE,
    )  # fmt: skip
    return render(request, "settings/people.html", {
        "people": found, "pager": pager(start, SIZE, count), "which": which, "unit": query.get("unit", ""),
        "units": unit_options(unit_choices(actor=request.actor)), "stale": stale_plans(actor=request.actor),
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
@page
def new(request: Request) -> HttpResponse:
    """Somebody new."""
    require(request.actor, "administer")
    form = PersonForm(request.POST or None, actor=request.actor, known=False, initial={"unit": request.GET.get("unit")})

    def save(told: dict[str, Any]) -> str:
        service.add_person(actor=request.actor, **told)
        return _("{name} added, with a target of 0. Plan anew, or enter targets in the tree.").format(name=told["name"])

    return form_page(request, "settings/person.html", form, save, back=reverse("settings-people"))


@require_http_methods(["GET", "POST"])
@page
def change(request: Request, code: str) -> HttpResponse:
    """What is known of a person."""
    require(request.actor, "administer")
    person = person_shown(actor=request.actor, person=code)
    initial = {
        "name": person.name, "title": person.title, "start_date": person.start_date, "capacity": f"{person.capacity:g}",
        "ramp": "/".join(f"{step * 100:g}" for step in person.ramp), "weight": person.weight,
        "carries": person.carries, "duties": person.duties, "decisions": person.decisions, "handoffs": person.handoffs,
    }  # fmt: skip
    form = PersonForm(request.POST or None, actor=request.actor, known=True, initial=initial)

    def save(told: dict[str, Any]) -> str:
        why = told.pop("why")
        done = service.change_person(actor=request.actor, person=code, changes=told, why=why)
        if done.stale:
            return _("Saved. Targets have not moved: plan anew, or change them in the tree.")
        return _("Saved.")

    return form_page(request, "settings/person.html", form, save, back=reverse("settings-people"), person=person)


@require_POST
@page
def remove(request: Request, code: str) -> HttpResponse:
    """Somebody who was added by mistake."""

    def do() -> str:
        service.remove_person(actor=request.actor, person=code)
        return _("{code} removed.").format(code=code)

    return act(request, do, reverse("settings-people"))
