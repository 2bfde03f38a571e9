"""Principles, reasons and places in the language of the page."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from targetree.engine.periods import PlanYear
from targetree.engine.plan_checks.verdicts import Spot
from targetree.services.checks.checking import CheckShown, PlanChecked
from targetree.services.checks.telling import month_name, quarter_name, sentence, title
from targetree.web.looks import amounts
from targetree.web.templatetags.ui import language

PRINCIPLES: dict[str, tuple[str | Promise, str | Promise]] = {
    "quantified": (_("In figures"), _("What is to be reached, and what for, is said in figures and plain words.")),
    "grounded": (
        _("Well founded"),
        _("It rests on a forecast of existing and future customers and on the competition."),
    ),
    "achievable": (_("Achievable"), _("It can be reached, and is tied to each quarter, month, week and day.")),
    "pragmatic": (_("Focused"), _("It stays with what can be done: one focus for each quarter.")),
    "timed": (_("Bound in time"), _("Everything has its day, in order of urgency.")),
}
"""Name, and what it asks."""

WHY: dict[str, str | Promise] = {
    "blank": _("empty"),
    "repeated": _("repeated characters"),
    "placeholder": _("placeholder"),
    "slogan": _("only effort: no who, what or how many"),
    "short": _("too short"),
    "pasted": _("the same text in many places"),
    "no-breakthrough": _("nothing breaks through"),
    "no-date-or-owner": _("no day or owner"),
    "overdue": _("overdue"),
    "no-date": _("no day"),
    "no-owner": _("no owner"),
    "no-outcome": _("outcome not clear"),
    "declined": _("declined"),
    "unanswered": _("no answer yet"),
    "late": _("too late"),
}
PAGES: dict[str, str | Promise] = {
    "conditions": _("Conditions"),
    "five-parts": _("Five parts"),
    "actions": pgettext_lazy("of a plan", "Actions"),
    "activity": _("Activity"),
    "long-term": _("Quarters and months"),
    "requests": _("Requests"),
    "support": _("Support"),
    "commitment": _("Commitment"),
    "tree": _("Tree of targets"),
    "market": _("Competition notes"),
}


def name_of(check: str) -> str:
    """The name of a check."""
    return title(check, language())


def told(checked: PlanChecked, check: CheckShown) -> str:
    """Why a check passes, fails or does not apply."""
    lang = language()
    return sentence(
        check.verdict, year=checked.head.year, scale=checked.head.scale, lang=lang,
        say=lambda units, scale: amounts.amount(units, scale, lang),
    )  # fmt: skip


def label_of(spot: Spot, year: PlanYear) -> str:
    """What to call a place: its text, else its month or quarter; "" where it is a page as a whole."""
    if spot.kind == "month" and spot.row is not None:
        return month_name(spot.row, year, language())
    if spot.kind == "focus" and spot.row is not None and not spot.text:
        return quarter_name(spot.row, language())
    return " ".join(spot.text.split())[:120]
