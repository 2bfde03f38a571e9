"""Measures: the built-in ones, and the company's own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from targetree.services.access import require
from targetree.services.errors import Missing
from targetree.services.settings import measures as service
from targetree.web.guard import Request, page

from .answering import act, form_page
from .fields import ReasonField, measure_title


def kinds() -> list[tuple[str, str]]:
    """Units of measures with their names."""
    return [("money", _("Money")), ("count", _("Count")), ("quantity", _("Quantity"))]


class MeasureForm(forms.Form):
    """A measure of the company's own."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    code = forms.CharField(label=gettext_lazy("Id"), max_length=80)
    kind = forms.ChoiceField(label=gettext_lazy("Counted in"))
    activity = forms.BooleanField(
        label=gettext_lazy("An activity"), required=False,
        help_text=gettext_lazy("Visits, calls, demonstrations: without products."),
    )  # fmt: skip
    why = ReasonField()

    def __init__(self, *args: Any, known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known:
            del self.fields["code"]
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = kinds()


@require_GET
@page
def measures(request: Request) -> HttpResponse:
    """All of them, in their order."""
    require(request.actor, "see_drafts")
    names = dict(kinds())
    found = service.measures_shown(actor=request.actor)
    rows = [(m, measure_title(m.code, m.name, m.builtin), names[m.kind]) for m in found]
    return render(request, "settings/measures.html", {"measures": rows})


@require_http_methods(["GET", "POST"])
@page
def new(request: Request) -> HttpResponse:
    """One of the company's own."""
    require(request.actor, "administer")
    form = MeasureForm(request.POST or None, known=False)

    def save(told: dict[str, Any]) -> str:
        service.add_measure(actor=request.actor, **told)
        return _("{name} added. The next plan can have targets for it.").format(name=told["name"])

    return form_page(request, "settings/measure.html", form, save, back=reverse("settings-measures"))


@require_http_methods(["GET", "POST"])
@page
def change(request: Request, code: str) -> HttpResponse:
    """Name, and unit while nothing is planned in it."""
    require(request.actor, "administer")
    measure = next((m for m in service.measures_shown(actor=request.actor) if m.code == code), None)
    if measure is None:
        raise Missing("no-such-measure", id=code)
    initial = {"name": measure.name, "kind": measure.kind, "activity": measure.activity}
    form = MeasureForm(request.POST or None, known=True, initial=initial)

    def save(told: dict[str, Any]) -> str:
        service.change_measure(actor=request.actor, measure=code, **told)
        return _("Saved.")

    return form_page(request, "settings/measure.html", form, save, back=reverse("settings-measures"), measure=measure)


@require_POST
@page
def hide(request: Request, code: str) -> HttpResponse:
    """Hidden, or shown again."""

    def do() -> str:
        hidden = request.POST.get("back") != "1"
        service.change_measure(actor=request.actor, measure=code, hidden=hidden)
        return _("Hidden.") if hidden else _("Shown again.")

    return act(request, do, reverse("settings-measures"))
