"""Names of the figures and thirds of a month, and where the engine takes what it proposes."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from targetree.services.longterm.proposing import Basis
from targetree.services.longterm.showing import Month
from targetree.web.looks.words import day_name, span_name
from targetree.web.templatetags.ui import language


def field_name(field: str) -> str:
    """`Amount signed`."""
    return {
        "customers": _("Customers"), "visits": _("Visits"), "signings": _("Signings"),
        "products_signed": _("Products signed"), "amount_signed": _("Amount signed"), "revenue": _("Revenue"),
        "cash": _("Cash received"),
    }[field]  # fmt: skip


def third_name(third: int) -> str:
    """`early`, 初."""
    return (pgettext("third", "Early"), pgettext("third", "Middle"), pgettext("third", "Late"))[third]


def third_days(month: Month, third: int) -> str:
    """`1–10日`, `1–10 Jan`."""
    first, last = month.starts[third], month.ends[third]
    if language() == "zh":
        return f"{first.day}–{last.day}日"
    return span_name(first, last) if first != last else day_name(first, weekday=False)


def origin(basis: Basis, field: str) -> str:
    """Where the months of a field come from."""
    if basis == "target":
        return _("from the target")
    if basis == "new_customers":
        return _("from the target of new customers")
    if basis == "none":
        return _("no target and no record: set it yourself")
    to = {
        "customers": _("as many for each visit as last year"), "visits": _("as many for each signing as last year"),
        "products_signed": _("as many for the amount signed as last year"),
        "signings": _("as many for the amount signed as last year"),
    }  # fmt: skip
    return to.get(field, _("in last year's proportion to the amount signed"))


EXPLAINED = {
    "customers": gettext_lazy(
        "Different customers with whom there was something. Each counts once a month, on its first day."
    ),
    "products_signed": gettext_lazy("Different products that were signed. Each counts once a month, on its first day."),
}
