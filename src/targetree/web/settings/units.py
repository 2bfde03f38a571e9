"""The tree of units."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from targetree.services.access import require
from targetree.services.settings.company import stale_plans
from targetree.services.structure import units as service
from targetree.services.structure.organisation import person_choices, unit_choices, unit_shown, units_shown
from targetree.web.guard import Request, page

from .answering import act, form_page
from .fields import ReasonField, person_options, unit_options


class UnitForm(forms.Form):
    """A unit. Its id is chosen once."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    code = forms.CharField(label=gettext_lazy("Id"), max_length=80)
    parent = forms.ChoiceField(label=gettext_lazy("Part of"))
    manager = forms.ChoiceField(label=gettext_lazy("Manager"), required=False)
    over_assign = forms.CharField(
        label=gettext_lazy("Over-assignment"), max_length=12, initial="100%",
        help_text=gettext_lazy("110%: the units and people below are given 10 % more than the unit's own target."),
    )  # fmt: skip
    restate = forms.BooleanField(label=gettext_lazy("Holds above take the new amounts"), required=False)
    why = ReasonField()

    def __init__(self, *args: Any, actor: Any, known: bool, root: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = person_options(person_choices(actor=actor), _("Nobody"))
        self.choices_of("manager", people)
        if known:
            del self.fields["code"]
        if root:
            del self.fields["parent"]
        else:
            self.choices_of("parent", unit_options(unit_choices(actor=actor)))

    def choices_of(self, field: str, choices: list[tuple[str, str]]) -> None:
        """What can be chosen in a field."""
        chosen = self.fields[field]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = choices


@require_GET
@page
def start(request: Request) -> HttpResponse:
    """The first of the pages that the actor may see."""
    return redirect("settings-units" if request.actor.may("see_drafts") else "tokens")


@require_GET
@page
def units(request: Request) -> HttpResponse:
    """The tree of units, with what makes plans stale."""
    found = units_shown(actor=request.actor, archived=request.GET.get("archived") == "1")
    return render(request, "settings/units.html", {"units": found, "stale": stale_plans(actor=request.actor)})


@require_http_methods(["GET", "POST"])
@page
def new(request: Request) -> HttpResponse:
    """A new unit."""
    require(request.actor, "administer")
    form = UnitForm(
        request.POST or None, actor=request.actor, known=False, initial={"parent": request.GET.get("below")}
    )

    def save(told: dict[str, Any]) -> str:
        made = service.add_unit(
            actor=request.actor, code=told["code"], name=told["name"], parent=told["parent"], manager=told["manager"],
            over_assign=told["over_assign"], why=told["why"],
        )  # fmt: skip
        return _("Unit {code} added.").format(code=made.code)

    return form_page(request, "settings/unit.html", form, save, back=reverse("settings-units"))


@require_http_methods(["GET", "POST"])
@page
def change(request: Request, code: str) -> HttpResponse:
    """Rename, move, give to another manager, over-assign."""
    require(request.actor, "administer")
    unit = unit_shown(actor=request.actor, unit=code)
    initial = {
        "name": unit.name, "parent": unit.parent, "manager": unit.manager,
        "over_assign": f"{unit.over_assign * 100:g}%",
    }  # fmt: skip
    form = UnitForm(request.POST or None, actor=request.actor, known=True, root=not unit.parent, initial=initial)

    def save(told: dict[str, Any]) -> str:
        made = service.change_unit(
            actor=request.actor, unit=code, name=told["name"], manager=told["manager"],
            over_assign=told["over_assign"], parent=told.get("parent"), restate=told["restate"], why=told["why"],
        )  # fmt: skip
        if made.stale:
            return _("Saved. Targets have not moved: plan anew, or change them in the tree.")
        return _("Saved. The unit's targets moved with it.") if made.moved else _("Saved.")

    return form_page(request, "settings/unit.html", form, save, back=reverse("settings-units"), unit=unit)


@require_POST
@page
def archive(request: Request, code: str) -> HttpResponse:
    """The unit is chosen no more."""

    def do() -> str:
        service.archive_unit(actor=request.actor, unit=code)
        return _("Unit {code} archived.").format(code=code)

    return act(request, do, reverse("settings-units"))
