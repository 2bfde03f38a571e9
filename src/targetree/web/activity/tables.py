"""The table of a gap as the template lays it out: months as rows, the kinds of work as columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from targetree.engine.support.gap_activity import Span
from targetree.services.activity.showing import ActivityShown, Below, MonthShown, WorkLine
from targetree.terms.words import word
from targetree.web.looks.words import month_name, sentences
from targetree.web.templatetags.ui import language

OF_GAP = ("new_customers", "opportunities", "visits", "cold_visits")
"""What the sliders move."""


@dataclass(frozen=True)
class MonthRow:
    """A month: its days and what is to be done in it."""

    name: str
    month: MonthShown
    spans: tuple[Span, ...]


def short_name(work: str) -> str:
    """A kind of work in a word or two."""
    return word(work, language())


def _shortest(work: str) -> str:
    """For a column on a phone."""
    return {
        "cold_visits": pgettext("column", "Cold"), "visits": pgettext("column", "Visits"),
        "return_visits": pgettext("column", "Return"), "opportunities": pgettext("column", "Opps"),
        "signings": pgettext("column", "Signed"), "new_customers": pgettext("column", "New"),
    }[work]  # fmt: skip


def _notes(found: ActivityShown) -> list[str]:
    """What stands below the table."""
    notes = [_("The ranges hold in four cases of five.")]
    if found.care:
        text = ngettext(
            "One of the visits keeps an existing customer.", "{n} of the visits keep existing customers.", found.care
        )
        notes.append(text.format(n=f"{found.care:,}"))
    notes.append(_("Signings are those of the whole target, existing customers among them."))
    if found.orders_of_new > 1:
        notes.append(_("A new customer signs {n} times in the first year.").format(n=f"{found.orders_of_new:.1f}"))
    if found.people > 1:
        notes.append(_("Everybody's own rates count; what is set here moves those of the people who have set none."))
    return notes


def table(found: ActivityShown) -> dict[str, Any]:
    """What `activity/outcome.html` needs."""
    rows = [
        MonthRow(month_name(month.start), month, tuple(line.months[at] for line in found.lines))
        for at, month in enumerate(found.months)
    ]
    busy = [row for row in rows if row.month.over]
    return {
        "found": found,
        "columns": [(short_name(line.work), _shortest(line.work), line) for line in found.lines],
        "rows": rows,
        "busy": busy,
        "notes": sentences(_notes(found)),
        "busy_names": [row.name for row in busy],
        "any_now": any(line.now for line in found.lines),
        "below": [_below(row) for row in found.below],
        "names_below": [short_name(work) for work in OF_GAP],
    }


def _below(row: Below) -> tuple[Below, list[tuple[str, int]], int]:
    """With the works of the table below, and in how many months somebody has too much to do."""
    return row, [(short_name(work), row.years[work]) for work in OF_GAP], sum(over > 0 for over in row.over)


def changed(found: ActivityShown, as_is: ActivityShown) -> list[tuple[str, WorkLine, int, int]]:
    """(name, line, now, as things are) of what the sliders move."""
    before = {line.work: line.year.count for line in as_is.lines}
    lines = {line.work: line for line in found.lines}
    return [(short_name(work), lines[work], lines[work].year.count, before[work]) for work in OF_GAP]
