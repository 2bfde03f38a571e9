"""Who changed what, when, from what to what, and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from targetree.services.record.files import record_listing
from targetree.services.record.reading import Asked, Entry, kinds, record_authors, record_exported, record_shown
from targetree.services.structure.organisation import unit_choices
from targetree.web.downloads import handed_list
from targetree.web.guard import Request, page
from targetree.web.templatetags.ui import language

SIZE = 100
MANY = 4
_AT_ONCE = timedelta(seconds=3)
_LARGEST = 2**62


@require_GET
@page
def record(request: Request) -> HttpResponse:
    """Filters, and the entries by day; `?before=` goes on below an entry."""
    asked, lang = _asked(request.GET), language()
    before = _number(request.GET.get("before", ""))
    found = record_shown(actor=request.actor, asked=asked, before=before, limit=SIZE + 1, lang=lang)
    shown = found[:SIZE]
    days = [(day, _alike(of_day)) for day, of_day in groupby(shown, key=lambda e: timezone.localtime(e.at).date())]
    units = unit_choices(actor=request.actor) if request.actor.may("see_drafts") else []
    context: dict[str, Any] = {
        "days": days, "more": shown[-1].id if len(found) > SIZE else None, "asked": asked, "kinds": kinds(lang),
        "authors": record_authors(actor=request.actor), "units": units,
        "filtered": any((asked.kind, asked.account, asked.unit, asked.since, asked.until, asked.text)),
    }  # fmt: skip
    template = "record/entries.html" if getattr(request, "htmx", None) and before else "record/record.html"
    return render(request, template, context)


@require_GET
@page
def export(request: Request) -> HttpResponse:
    """What the filters show, all of it, as Excel or CSV."""
    lang = language()
    found = record_exported(actor=request.actor, asked=_asked(request.GET), lang=lang)
    return handed_list(request, record_listing(found, lang), "record")


def _alike(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Entries in a row that say the same of many things at once (an import, a hand-over) together, others alone."""
    found: list[list[Entry]] = []
    for entry in entries:
        last = found[-1][-1] if found else None
        same = last is not None and (last.account, last.done, last.why) == (entry.account, entry.done, entry.why)
        if last is not None and same and last.at - entry.at < _AT_ONCE:
            found[-1].append(entry)
        else:
            found.append([entry])
    return [part for group in found for part in ([group] if len(group) >= MANY else [[entry] for entry in group])]


def _asked(query: QueryDict) -> Asked:
    kind = query.get("kind", "")
    return Asked(
        kind=kind if kind in dict(kinds("en")) else "", account=_number(query.get("who", "")),
        unit=query.get("unit", "")[:90].replace("\0", ""), since=_day(query.get("since", "")),
        until=_day(query.get("until", "")), text=query.get("q", "").strip()[:80].replace("\0", ""),
    )  # fmt: skip


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and int(text) < _LARGEST else None


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1970 <= found.year < 9999 else None
