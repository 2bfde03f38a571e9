"""Own rates as the form shows and sends them; what was not moved stays the model's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from targetree.engine.support.gap_activity import VISITS_A_DAY
from targetree.services.activity.rates import Own, RateShown
from targetree.services.activity.showing import ActivityShown
from targetree.services.errors import Invalid
from targetree.web.looks.amount_field import AmountField
from targetree.web.looks.amounts import rounded

FIELDS = {"cold_rate": "cold", "visit_rate": "visit", "win_rate": "win"}
"""Slug of a rate -> name of its slider."""


@dataclass(frozen=True)
class RateSlider:
    """A rate with its slider, in whole per cent."""

    name: str
    label: str
    rate: RateShown
    value: int


def sliders(found: ActivityShown) -> list[RateSlider]:
    """The three rates in their order."""
    labels = {
        "cold_rate": _("Cold visits that lead to a visit"),
        "visit_rate": _("Visits that find an opportunity"),
        "win_rate": _("Opportunities that are won"),
    }
    return [
        RateSlider(FIELDS[rate.slug], labels[rate.slug], rate, in_percent(rate.counts)) for rate in found.rates[:3]
    ]  # fmt: skip


def in_percent(rate: float) -> int:
    """As the slider shows it, from 1."""
    return max(round(rate * 100), 1)


def deal_text(found: ActivityShown) -> str:
    """The deal size as it stands in its field: whole yuan; blank where none is known."""
    deal = round(found.rates[-1].counts)
    return rounded(deal, found.head.scale, 0) if deal > 0 else ""


def a_day_text(visits: float) -> str:
    return f"{visits:g}"


def asked_for(query: Mapping[str, str], found: ActivityShown) -> Own:
    """What the form says. A value that stands where it stood is what it was: the model's, or one's own to the digit.

    Raises Invalid for what is no number or cannot be.
    """
    own = found.kept.own if found.kept else Own()
    rates = {
        rate.slug: _rate(query.get(FIELDS[rate.slug], ""), rate, getattr(own, rate.slug)) for rate in found.rates[:3]
    }
    return Own(
        **rates, deal=_deal(query.get("deal", ""), found, own), visits_a_day=_a_day(query.get("day", ""), found, own)
    )


def _rate(text: str, rate: RateShown, own: float | None) -> float | None:
    if not text.strip():
        return None
    value = _number(text, "activity-rate-out-of-range", least="0.5%") / 100
    if own is not None and round(value * 100) == in_percent(own) and value * 100 == round(value * 100):
        return own
    if own is None and round(value * 100) == in_percent(rate.as_given) and value * 100 == round(value * 100):
        return None
    if rate.above is None and round(value * 100) == in_percent(rate.model) and value * 100 == round(value * 100):
        return None
    return value


def _deal(text: str, found: ActivityShown, own: Own) -> int | None:
    if not text.strip() or text.strip() == deal_text(found):
        return own.deal
    try:
        units = AmountField(found.head.scale).clean(text.strip())
    except ValidationError:
        raise Invalid("activity-deal-too-small") from None
    return None if units is None or units == round(found.rates[-1].as_given) else int(units)


def _a_day(text: str, found: ActivityShown, own: Own) -> float | None:
    if not text.strip() or text.strip() == a_day_text(found.visits_a_day):
        return own.visits_a_day
    value = _number(text, "activity-visits-a-day", least="0.5", most="50")
    return None if value == VISITS_A_DAY and own.visits_a_day is not None else value


def _number(text: str, code: str, **values: str) -> float:
    try:
        return float(text.strip()) if len(text) < 30 else float("nan")
    except ValueError:
        raise Invalid(code, **values) from None
