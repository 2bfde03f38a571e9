"""Conditions in words: kinds, figures, what is wanted and what is."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from targetree.engine.periods import MONTHS, PlanYear
from targetree.services.conditions.reading import ConditionShown
from targetree.web.looks.amounts import amount, percent
from targetree.web.looks.words import period_name
from targetree.web.templatetags.ui import language

KINDS: dict[str, str | Promise] = {
    "traits": gettext_lazy("Customer traits"),
    "needed": gettext_lazy("Customers needed"),
    "in_hand": gettext_lazy("Customers in hand"),
    "repeat": gettext_lazy("Repeat rate"),
    "chances": gettext_lazy("Chances of cooperation"),
    "mix": gettext_lazy("Product mix"),
    "habits": gettext_lazy("Customer habits"),
    "free": pgettext_lazy("kind of condition", "Other"),
}
FIGURES: dict[str, str | Promise] = {
    "customers": gettext_lazy("Number of customers"),
    "repeat": gettext_lazy("Repeat rate"),
    "brings": gettext_lazy("What customers can bring"),
    "share": gettext_lazy("Share of a product"),
    "customer_share": gettext_lazy("Share of a customer"),
    "concentration": gettext_lazy("Share of the largest customer, at most"),
    "deals": gettext_lazy("Number of open opportunities"),
    "deals_amount": gettext_lazy("Amount of open opportunities"),
    "opportunity": gettext_lazy("An opportunity: reaches a stage, or is won"),
    "done": gettext_lazy("Done in a period: amounts, visits, new customers …"),
}
STATES: dict[str, str | Promise] = {
    "holds": pgettext_lazy("condition", "Holds"),
    "fails": gettext_lazy("Does not hold"),
    "open": pgettext_lazy("condition", "Open"),
}
STAGES: dict[str, str | Promise] = {
    "past": gettext_lazy("Past customers"),
    "current": gettext_lazy("Current customers"),
    "future": gettext_lazy("Future customers"),
}
OVER: dict[str, str | Promise] = {
    "year": gettext_lazy("In the plan year"),
    "last12": gettext_lazy("In the last twelve months"),
}


def about(one: ConditionShown, year: PlanYear) -> str:
    """What the figure is about: `Visits, Q1 2027`."""
    names, told = one.about.get("names", {}), one.about
    parts: list[str] = []
    if one.figure in ("customers", "brings"):
        parts.append(str(STAGES.get(told.get("stage", ""), _("All customers"))))
        if one.figure == "brings":
            parts.append(_("can bring"))
    elif one.figure == "repeat":
        parts.append(str(KINDS["repeat"]))
    elif one.figure == "concentration":
        parts.append(_("Largest customer's share"))
    elif one.figure == "opportunity":
        parts.append(names.get("opportunity", ""))
    elif one.figure in ("deals", "deals_amount"):
        parts.append(_("Open opportunities"))
    elif one.figure == "done":
        parts.append(_measure(names.get("measure", "")) or _("Target's measure"))
    parts += [names[key] for key in ("customer", "product") if key in names]
    if one.figure in ("share", "customer_share"):
        parts += [_("share"), str(OVER[told.get("over", "year")]) if told.get("over") == "last12" else ""]
    if one.figure == "done":
        parts.append(period(year, told.get("first_month", 0), told.get("month_count", MONTHS)))
    return " ".join(part for part in parts if part)


def _measure(name: str) -> str:
    from targetree.facts.measures import BUILT_IN
    from targetree.web.looks.words import name_by_code

    code = next((m.id for m in BUILT_IN if m.name == name), "")
    return name_by_code(code, name) if code else name


def period(year: PlanYear, first: int, count: int) -> str:
    """Any months of the year."""
    if (count == 3 and first % 3 == 0) or count in (1, MONTHS):
        return period_name(year, first, count)
    last = first + count - 1
    return f"{period_name(year, first, 1)}\N{EN DASH}{period_name(year, last, 1)}"


def level(one: ConditionShown, value: float | None) -> str:
    """A value of the figure: `40`, `72%`, `120万`."""
    if value is None:
        return _("nothing yet")
    if one.unit == "rate":
        return percent(value)
    if one.unit == "reached":
        return deal_state(one)
    return amount(round(value), one.scale, language())


def deal_state(one: ConditionShown) -> str:
    """Where an opportunity is."""
    ends = {"won": _("won"), "lost": _("lost")}
    return ends.get(one.told, one.told) or _("open, without a stage")


def wanted(one: ConditionShown) -> str:
    """`≥ 40`; of an opportunity `Negotiation` or `won`."""
    if one.unit == "reached":
        stage = one.about.get("stage_name", "")
        return _("reaches “{stage}”").format(stage=stage) if stage else _("is won")
    return f"{'≤' if one.at_most else '≥'} {level(one, one.at_least)}"
