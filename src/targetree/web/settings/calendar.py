"""The year: official days by name, days of one's own, working days a month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from targetree.services.access import require
from targetree.services.settings import calendar as service
from targetree.services.settings.company import stale_plans
from targetree.services.structure.organisation import person_choices, unit_choices
from targetree.web.guard import Request, page
from targetree.web.partials import say
from targetree.web.templatetags.ui import language, listed

from .answering import form_page
from .fields import DayField, ReasonField, person_options, unit_options


class DaysForm(forms.Form):
    """Days from … to, and what they are."""

    first = DayField(label=gettext_lazy("From day"))
    last = DayField(label=gettext_lazy("To day"))
    working = forms.ChoiceField(
        label=gettext_lazy("These days are"), widget=forms.RadioSelect, initial="no",
        choices=[
            ("no", gettext_lazy("closed")),
            ("yes", gettext_lazy("worked")),
            ("", gettext_lazy("as in the official calendar and the units above")),
        ],
        required=False,
    )  # fmt: skip
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=200)
    who = forms.CharField(widget=forms.HiddenInput, required=False)
    why = ReasonField()


@require_GET
@page
def calendar(request: Request) -> HttpResponse:
    """`?who=` a unit or person; nothing: the company."""
    require(request.actor, "see_drafts")
    who = request.GET.get("who", "")
    shown = service.calendar_shown(actor=request.actor, who=who, lang=language())
    return render(request, "settings/calendar.html", {
        "calendar": shown, "who": who, "months": [_month(m) for m in shown.months],
        "holidays": list(_spans(shown, lambda d: d.name if d.kind == "holiday" else "")),
        "makeups": [d for m in shown.months for d in m.days if d.kind == "makeup"],
        "own": list(_spans(shown, _own)), "stale": stale_plans(actor=request.actor),
        "units": unit_options(unit_choices(actor=request.actor)),
        "people": person_options(person_choices(actor=request.actor)),
        "weekdays": [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")],
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
@page
def days(request: Request) -> HttpResponse:
    """Days are closed, worked, or as in the official calendar again."""
    require(request.actor, "administer")
    who, day = request.GET.get("who", ""), request.GET.get("day", "")
    shown = service.calendar_shown(actor=request.actor, who=who, lang=language())
    known = next((d for m in shown.months for d in m.days if d.day.isoformat() == day), None)
    initial: dict[str, Any] = {"who": who, "first": day, "last": request.GET.get("last", day)}
    if known is not None:
        closed = known.working is not known.own  # a click offers the opposite, unless the day is set already
        initial |= {"working": "no" if closed else "yes", "note": known.note if known.own else ""}
    form = DaysForm(request.POST or None, initial=initial)

    def save(told: dict[str, Any]) -> str:
        working = {"yes": True, "no": False}.get(told["working"])
        done = service.set_days(
            actor=request.actor, first=told["first"], last=told["last"], working=working, who=told["who"],
            note=told["note"], why=told["why"],
        )  # fmt: skip
        for version, name, _code, months in done.stranded[:5]:
            text = _("{name} has targets in “{version}” in months without a working day: {months}.")
            first = shown.months[0].first
            months_named = listed(_month_name(first, m) for m in months)
            say(request, text.format(name=name, version=version, months=months_named), "warn")
        if not done.changed:
            return _("Nothing to change: these days are so already.")
        text = ngettext("{n} day changed.", "{n} days changed.", done.changed).format(n=done.changed)
        return text + " " + _("Targets have not moved: plan anew, or change them in the tree.")

    back = reverse("settings-calendar") + (f"?who={who}" if who else "")
    return form_page(request, "settings/days.html", form, save, back=back, known=known, calendar=shown)


def _month_name(first: date, month: int) -> str:
    at = first.year * 12 + first.month - 1 + month
    return f"{at // 12}-{at % 12 + 1:02d}"


def _month(month: service.MonthShown) -> dict[str, Any]:
    """A month in rows of weeks, Monday first."""
    cells: list[service.DayShown | None] = [None] * month.first.weekday() + list(month.days)
    cells += [None] * (-len(cells) % 7)
    return {
        "first": month.first, "working_days": month.working_days,
        "weeks": [cells[at : at + 7] for at in range(0, len(cells), 7)],
    }  # fmt: skip


def _own(day: service.DayShown) -> str:
    if not day.own:
        return ""
    return (_("worked") if day.working else _("closed")) + (f" · {day.note}" if day.note else "")


def _spans(shown: service.CalendarShown, named: Any) -> Iterator[dict[str, Any]]:
    """Days in a row that are named alike, as one line; weekends between them do not part them."""
    span: dict[str, Any] | None = None
    for day in (d for m in shown.months for d in m.days):
        name = named(day)
        if name and span is not None and span["name"] == name and _next_working(span["last"]) >= day.day:
            span["last"] = day.day
        elif name:
            if span is not None:
                yield span
            span = {"name": name, "first": day.day, "last": day.day, "whose": day.whose}
    if span is not None:
        yield span


def _next_working(day: date) -> date:
    following = day + timedelta(days=1)
    while following.weekday() >= 5:
        following += timedelta(days=1)
    return following
