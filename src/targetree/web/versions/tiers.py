"""Stretch and challenge beside the base, measure by measure."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from targetree.services.access import require
from targetree.services.changes.tiers import PPM, TierShown, make_tier, set_tier_factor
from targetree.services.changes.tiers_listed import MeasureTiers, tiers_listed
from targetree.services.errors import Invalid, Missing, ServiceError
from targetree.services.versioning.versions import version_card
from targetree.web.guard import Request, in_words, page
from targetree.web.looks.words import measure_name
from targetree.web.partials import say
from targetree.web.tree import asked

from .forms import FactorForm

SUGGESTED = {"stretch": 110, "challenge": 120}
"""Per cent of the base, where there is nothing yet."""


@dataclass(frozen=True)
class Upper:
    tier: str
    found: TierShown | None
    percent: str


@dataclass(frozen=True)
class Line:
    name: str
    scale: int
    base: TierShown
    uppers: tuple[Upper, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@page
def tiers_page(request: Request, version: int) -> HttpResponse:
    """A line for each measure; a tier is made, or brought to another factor, in its cell."""
    require(request.actor, "plan")
    if version > asked.LARGEST_ID:
        raise Missing("not-found")
    card = version_card(actor=request.actor, version=version)
    refused, status = "", 200
    if request.method == "POST":
        require(request.actor, "manage_versions")
        try:
            said = _set(request)
        except ServiceError as error:
            refused, status = in_words(error), error.status
        else:
            if not request.htmx:  # type: ignore[attr-defined]
                say(request, said)
                return redirect("version-tiers", version)
    lines = [_line(found) for found in tiers_listed(actor=request.actor, version=version)]
    told = {
        "card": card, "lines": lines, "refused": refused,
        "editable": request.actor.may("manage_versions") and card.status != "published" and not card.archived,
    }  # fmt: skip
    return render(request, "versions/tiers.html", told, status=422 if refused and request.htmx else status)  # type: ignore[attr-defined]


def _set(request: Request) -> str:
    form = FactorForm(request.POST)
    if not form.is_valid():
        raise Invalid("factor-out-of-range")
    sheet, tier = form.cleaned_data["sheet"], form.cleaned_data["tier"]
    factor = int(form.cleaned_data["percent"] * PPM / 100)
    if not tier:
        set_tier_factor(actor=request.actor, sheet=sheet, factor_ppm=factor)
        return _("The tier has its new factor")
    make_tier(actor=request.actor, sheet=sheet, tier=tier, factor_ppm=factor)
    return _("The tier is made")


def _line(found: MeasureTiers) -> Line:
    tiers = {tier.tier: tier for tier in found.tiers}
    uppers = tuple(Upper(tier, tiers.get(tier), _percent(tiers.get(tier), tier)) for tier in SUGGESTED)
    return Line(measure_name(found.measure, found.name, found.builtin), found.scale, found.tiers[0], uppers)


def _percent(tier: TierShown | None, name: str) -> str:
    if tier is None or tier.factor_ppm is None:
        return str(SUGGESTED[name])
    return f"{tier.factor_ppm / 10_000:.2f}".rstrip("0").rstrip(".")
