"""States, quadrants and what is wrong with an action, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STATUSES: dict[str, str | Promise] = {
    "planned": _("To do"),
    "doing": _("Under way"),
    "done": pgettext_lazy("action", "Done"),
    "dropped": _("Dropped"),
}
QUADRANTS: dict[str, tuple[str | Promise, str | Promise]] = {
    "now": (_("Important and urgent"), _("Do it first")),
    "plan": (_("Important, not urgent"), _("Give it a fixed time")),
    "quick": (_("Urgent, not important"), _("Do it quickly or hand it over")),
    "later": (_("Neither urgent nor important"), _("Only when there is time")),
}
FLAGS: dict[str, tuple[str, str | Promise, str | Promise]] = {
    "overdue": ("bad", _("Overdue"), _("Do it, give it another date, or drop it.")),
    "no-date": ("warn", _("No date"), _("Without a date nothing is late: say until when.")),
    "no-owner": ("warn", _("No owner"), _("Say who does it.")),
    "owner-leaves": ("bad", _("Owner leaves"), _("The owner leaves before it is due: hand it over.")),
    "customer-elsewhere": (
        "bad", _("Customer handed over"),
        _("Somebody outside this plan looks after the customer now: settle with them who does it."),
    ),
    "customer-archived": ("warn", _("Customer put away"), _("The customer was put away: choose another, or drop it.")),
    "too-early": ("warn", _("Starts too early"), _("It starts before an action that it waits for is due.")),
    "outside-year": ("", _("Outside the plan year"), _("It prepares the year or follows it up.")),
    "rest-day": ("", _("Not a working day"), _("Nobody here works on the day on which it is due.")),
    "not-confirmed": ("warn", _("Not confirmed"), _("It is done, but the customer has not confirmed the outcome.")),
}  # fmt: skip
"""slug: (tone, name, what to do)"""
VIEWS: dict[str, tuple[str | Promise, str]] = {
    "list": (_("List"), "list-checks"),
    "board": (_("Board"), "columns-3"),
    "timeline": (_("Timeline"), "chart-column"),
    "calendar": (_("Calendar"), "calendar-days"),
    "map": (_("Map"), "map-pin"),
}
"""slug: (name, icon)"""


def flags_of(flags: tuple[str, ...]) -> list[tuple[str, str | Promise, str | Promise]]:
    """(tone, name, what to do) of each."""
    return [FLAGS[flag] for flag in flags]
