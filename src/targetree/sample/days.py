"""The days on which the sample company sells: working days, seasons, a Spring Festival that moves."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from targetree.engine.periods import PlanYear, days_between
from targetree.facts.calendars import day_facts

from .dice import Wheel

PLAN_YEAR = PlanYear(2027, date(2027, 1, 1))
FIRST = date(2023, 1, 1)
"""A year before what is told, so that its instalments come in."""
TOLD_FROM = date(2024, 1, 1)
LAST = date(2026, 12, 31)

MONTHS = {
    "P1": (88, 72, 112, 100, 100, 118, 92, 94, 115, 98, 104, 125),
    "P2": (92, 78, 108, 102, 104, 110, 98, 98, 110, 100, 102, 108),
    "P3": (70, 62, 105, 90, 95, 125, 85, 90, 120, 95, 110, 160),
}
FESTIVAL_WEEKS = {-3: 112, -2: 104, -1: 58, 0: 25, 1: 42, 2: 80}
"""Per cent of an ordinary week, around the first day of the lunar year."""


@cache
def working() -> tuple[bool, ...]:
    """Of each day from `FIRST` to `LAST`."""
    facts = day_facts("CN", FIRST, PLAN_YEAR)
    return tuple(facts.between(FIRST, LAST + timedelta(days=1)).tolist())


def offset(day: date) -> int:
    return (day - FIRST).days


def is_working(day: date) -> bool:
    return working()[offset(day)]


def next_working(day: date) -> date | None:
    """The day itself or the next working day; None after `LAST`."""
    while day <= LAST:
        if is_working(day):
            return day
        day += timedelta(days=1)
    return None


@cache
def season(category: str) -> Wheel:
    """Draws days by how busy the category is on them."""
    festivals = day_facts("CN", FIRST, PLAN_YEAR).spring_festivals
    weights = []
    for day, works in zip(days_between(FIRST, LAST), working(), strict=True):
        week = min(((day - f).days for f in festivals), key=abs) // 7
        busy = MONTHS[category][day.month - 1] * FESTIVAL_WEEKS.get(week, 100)
        weights.append(busy * (10_000 + 3 * offset(day)) // 1000 if works else 0)
    return Wheel(weights)
