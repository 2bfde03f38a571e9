"""The dates of the planning season, set by the director or sales operations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from targetree.services.errors import Denied, ServiceError
from targetree.services.reviews.season import season_of, set_season
from targetree.web.guard import Request, in_words, page
from targetree.web.partials import done, say


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class SeasonForm(forms.Form):
    """Until when; an empty date is none."""

    handed_in = _day(gettext_lazy("Plans handed in by"))
    agreed = _day(gettext_lazy("Plans agreed by"))
    signed = _day(gettext_lazy("Letters signed by"))


@require_http_methods(["GET", "HEAD", "POST"])
@page
def dates(request: Request) -> HttpResponse:
    """The form, in a drawer."""
    if not request.actor.may("administer"):
        raise Denied("not-allowed")
    season = season_of(actor=request.actor)
    form = SeasonForm(request.POST if request.method == "POST" else None, initial=dict(season.dates))
    if request.method == "POST" and form.is_valid():
        try:
            set_season(actor=request.actor, dates=form.cleaned_data)
        except ServiceError as error:
            if error.status in (403, 404):
                raise
            form.add_error(None, in_words(error))
        else:
            if request.htmx:  # type: ignore[attr-defined]
                return done(request, _("The dates are set"), refresh=True)
            say(request, _("The dates are set"))
            return redirect("plans")
    return render(request, "reviews/season.html", {"form": form, "season": season}, status=422 if form.errors else 200)
