"""The live figures that a condition can be bound to; `store/sql/condition_figures.sql` reads them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from targetree.engine.money import LARGEST_AMOUNT, SCALES
from targetree.engine.periods import MONTHS
from targetree.services.errors import Invalid
from targetree.services.plans.heads import PlanHead
from targetree.store import models as store
from targetree.store.arrays import rows

STAGES = ("past", "current", "future")
OVER = ("year", "last12")
MOST_COUNTED = 10**9


@dataclass(frozen=True, slots=True)
class Figure:
    """What kind of figure it is. `unit`: count, rate, fen, amount (of a measure), reached (an opportunity's stage)."""

    unit: str
    may: frozenset[str] = frozenset()
    """What it can be about."""
    needs: str = ""
    """And what it must be about."""
    at_most: bool = False


def _figure(unit: str, may: str = "", needs: str = "", *, at_most: bool = False) -> Figure:
    return Figure(unit, frozenset([*may.split(), *([needs] if needs else [])]), needs, at_most)


FIGURES: dict[str, Figure] = {
    "customers": _figure("count", "stage"),
    "repeat": _figure("rate"),
    "brings": _figure("fen", "stage"),
    "share": _figure("rate", "over", "product"),
    "customer_share": _figure("rate", "over", "customer"),
    "concentration": _figure("rate", at_most=True),
    "deals": _figure("count", "product"),
    "deals_amount": _figure("fen", "product"),
    "opportunity": _figure("reached", "stage_name", "opportunity"),
    "done": _figure("amount", "measure first_month month_count product customer"),
}
"""customers in a stage · repeat rate · what customers can bring · a product's share · a customer's share · the largest
customer's share (at most) · open opportunities, their amount · an opportunity that reaches a stage or is won · what was
done of a measure in a period"""


@dataclass(frozen=True)
class Binding:
    """A figure and what is wanted of it: rates as fractions, amounts in the smallest unit, 1 for an opportunity."""

    figure: str
    at_least: float = 1.0
    """At most, for `concentration`."""
    about: Mapping[str, Any] = field(default_factory=dict)
    """stage (past, current, future; none: all), over (year, last12), product, customer, opportunity, measure (ids),
    stage_name (an opportunity's; none: won), first_month, month_count"""


@dataclass(frozen=True, slots=True)
class Said:
    """What a figure says now."""

    value: float | None
    told: str
    gone: bool


def checked(head: PlanHead, binding: Binding) -> dict[str, Any]:
    """What the binding is about as it is kept, with the names as they are now. Raises Invalid."""
    kind = FIGURES.get(binding.figure)
    if kind is None:
        raise Invalid("condition-figure-unknown", figure=binding.figure[:40])
    given = {name: value for name, value in binding.about.items() if value not in (None, "")}
    about = {name: value for name, value in given.items() if name in kind.may}
    if kind.needs and kind.needs not in about:
        raise Invalid(f"condition-figure-needs-{kind.needs}")
    good_words = about.get("stage", "past") in STAGES and about.get("over", "year") in OVER
    first, count = about.get("first_month", 0), about.get("month_count", MONTHS)
    good_months = _whole(first, 0, MONTHS - 1) and _whole(count, 1, MONTHS) and first + count <= MONTHS
    good_stage = len(str(about.get("stage_name", ""))) <= 80
    if not good_words or not good_months or not good_stage:
        raise Invalid("condition-figure-not-valid")
    _threshold(kind, binding.at_least)
    about["names"] = _names(about)
    if said(head, binding.figure, about).gone:
        raise Invalid("condition-figure-nothing")
    return about


def said(head: PlanHead, figure: str, about: Mapping[str, Any]) -> Said:
    """What a figure says now for the plan's node and all below."""
    with rows() as cursor:
        cursor.execute(
            "SELECT value, told, gone FROM targetree_figure(%s, %s, %s::jsonb)", [head.id, figure, json.dumps(about)]
        )
        value, told, gone = cursor.fetchone() or (None, "", False)
    return Said(value, told or "", bool(gone))


def renew(plan: int | None) -> None:
    """Lets conditions turn by what their figures say now; of all plans of the year for None."""
    with rows() as cursor:
        cursor.execute("SELECT targetree_renew_conditions(%s)", [plan])


def scale_of(figure: str, measure_kind: str) -> int:
    """Smallest units in a main unit of what the figure says."""
    return {"fen": 100, "amount": SCALES.get(measure_kind, 1)}.get(FIGURES[figure].unit, 1)


def _threshold(kind: Figure, at_least: float) -> None:
    if kind.unit == "reached":
        return
    most = {"rate": 1.0, "count": float(MOST_COUNTED)}.get(kind.unit, float(LARGEST_AMOUNT))
    if not isfinite(at_least) or not 0 < at_least <= most:
        raise Invalid("condition-threshold-rate" if kind.unit == "rate" else "condition-threshold")


def _whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


_NAMED: dict[str, Any] = {"product": store.Product, "customer": store.Customer, "measure": store.Measure}


def _names(about: Mapping[str, Any]) -> dict[str, str]:
    """Names stay legible when what they name is gone."""
    names: dict[str, str] = {}
    for key in about.keys() & {*_NAMED, "opportunity"}:
        if not _whole(about[key], 1, 2**63 - 1):
            raise Invalid("condition-figure-nothing")
        if key == "opportunity":
            deal = store.Opportunity.objects.select_related("customer").filter(id=about[key]).first()
            name = f"{deal.code} {deal.customer.name}" if deal else None
        else:
            name = _NAMED[key].objects.filter(id=about[key]).values_list("name", flat=True).first()
        if name is None:
            raise Invalid("condition-figure-nothing")
        names[key] = name
    return names
