"""The settings of the company."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from targetree.services.access import require
from targetree.services.settings import company as service
from targetree.web.guard import Request, page

from .answering import form_page
from .fields import DayField, MoneyField, ReasonField, money


class CompanyForm(forms.Form):
    """What plans are made with."""

    name = forms.CharField(label=gettext_lazy("Company"), max_length=120)
    plan_year = forms.IntegerField(label=gettext_lazy("Plan year"), min_value=2000, max_value=2100)
    year_start = DayField(label=gettext_lazy("Year starts"), help_text=gettext_lazy("The first day of a month."))
    country = forms.CharField(
        label=gettext_lazy("Country of the calendar"), max_length=6, help_text=gettext_lazy("CN, HK, SG …")
    )
    currency = forms.CharField(label=gettext_lazy("Currency"), min_length=3, max_length=3)
    amount_unit = forms.TypedChoiceField(
        label=gettext_lazy("Plain numbers in files mean"), coerce=int,
        choices=[(1, gettext_lazy("yuan")), (10_000, gettext_lazy("ten thousand yuan"))],
    )  # fmt: skip
    round_to_fen = MoneyField(
        label=gettext_lazy("People's years are rounded to"),
        help_text=gettext_lazy("The odd rest of a unit is carried by one named person."),
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("Targets are shared by"),
        choices=[
            ("history", gettext_lazy("history")), ("potential", gettext_lazy("potential")),
            ("capacity", gettext_lazy("capacity")), ("weight", gettext_lazy("weights")),
            ("equal", gettext_lazy("equal parts")),
        ],
    )  # fmt: skip
    seasonality = forms.ChoiceField(
        label=gettext_lazy("Months follow"),
        choices=[
            ("workday", gettext_lazy("working days and season")), ("share", gettext_lazy("last year's shares")),
            ("flat", gettext_lazy("all months alike")),
        ],
    )  # fmt: skip
    stretch = forms.FloatField(label=gettext_lazy("Stretch, % of base"), min_value=50, max_value=300)
    challenge = forms.FloatField(label=gettext_lazy("Challenge, % of base"), min_value=50, max_value=300)
    why = ReasonField()


@require_http_methods(["GET", "POST"])
@page
def company(request: Request) -> HttpResponse:
    """The form; before the first book is in, what to do first."""
    require(request.actor, "see_drafts")
    shown = service.company_shown(actor=request.actor)
    if shown is None:
        return render(request, "settings/company.html", {"company": None})
    initial = {
        "name": shown.name, "plan_year": shown.plan_year, "year_start": shown.year_start, "country": shown.country,
        "currency": shown.currency, "amount_unit": shown.amount_unit, "round_to_fen": money(shown.round_to_fen),
        "basis": shown.basis, "seasonality": shown.seasonality, "stretch": f"{shown.stretch_ppm / 10_000:g}",
        "challenge": f"{shown.challenge_ppm / 10_000:g}",
    }  # fmt: skip
    form = CompanyForm(request.POST or None, initial=initial)
    if shown.planned:
        form.fields["plan_year"].disabled = form.fields["year_start"].disabled = True
    if not request.actor.may("administer"):
        for field in form.fields.values():
            field.disabled = True

    def save(told: dict[str, Any]) -> str:
        why = told.pop("why")
        told["stretch_ppm"] = round(told.pop("stretch") * 10_000)
        told["challenge_ppm"] = round(told.pop("challenge") * 10_000)
        if service.change_company(actor=request.actor, changes=told, why=why):
            return _("Saved. Targets have not moved: plan anew, or change them in the tree.")
        return _("Saved.")

    back = reverse("settings-company")
    stale = service.stale_plans(actor=request.actor)
    return form_page(request, "settings/company.html", form, save, back=back, company=shown, stale=stale)
