"""Notes on competition and industry (M16)."""

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
from targetree.services.settings import market as service
from targetree.services.settings.products import products_shown
from targetree.services.structure.organisation import unit_choices
from targetree.web.guard import Request, page

from .answering import act, form_page
from .fields import ReasonField, unit_options


class NoteForm(forms.Form):
    """About which region and product, about whom, and what."""

    unit = forms.ChoiceField(label=gettext_lazy("Unit"), required=False)
    product = forms.ChoiceField(label=gettext_lazy("Product"), required=False)
    competitor = forms.CharField(label=gettext_lazy("Competitor"), required=False, max_length=200)
    note = forms.CharField(label=gettext_lazy("What they do"), max_length=4000, widget=forms.Textarea({"rows": 4}))
    why = ReasonField()

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit, product = self.fields["unit"], self.fields["product"]
        assert isinstance(unit, forms.ChoiceField)
        assert isinstance(product, forms.ChoiceField)
        unit.choices = unit_options(unit_choices(actor=actor), _("The whole company"))
        shown = products_shown(actor=actor)
        product.choices = [("", _("All products")), *((p.code, "\N{EM SPACE}" * p.depth + p.name) for p in shown)]


@require_GET
@page
def market(request: Request) -> HttpResponse:
    """All notes."""
    require(request.actor, "see_drafts")
    return render(request, "settings/market.html", {"notes": service.market_notes(actor=request.actor)})


@require_http_methods(["GET", "POST"])
@page
def new(request: Request) -> HttpResponse:
    """A new one."""
    return _form(request, None)


@require_http_methods(["GET", "POST"])
@page
def change(request: Request, note: int) -> HttpResponse:
    """Another text."""
    return _form(request, note)


def _form(request: Request, note: int | None) -> HttpResponse:
    require(request.actor, "administer")
    known = next((n for n in service.market_notes(actor=request.actor) if n.id == note), None)
    if note is not None and known is None:
        raise Missing("not-found")
    initial = {f: getattr(known, f) for f in ("unit", "product", "competitor", "note")} if known else None
    form = NoteForm(request.POST or None, actor=request.actor, initial=initial)

    def save(told: dict[str, Any]) -> str:
        service.write_note(actor=request.actor, id=note, **told)
        return _("Saved.")

    return form_page(request, "settings/note.html", form, save, back=reverse("settings-market"), note=known)


@require_POST
@page
def remove(request: Request, note: int) -> HttpResponse:
    """The note goes."""

    def do() -> str:
        service.remove_note(actor=request.actor, id=note)
        return _("Removed.")

    return act(request, do, reverse("settings-market"))
