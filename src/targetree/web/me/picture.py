"""The months as bars with last year's line: drawn by the server, so that a phone loads no charts for it."""

from __future__ import annotations

from dataclasses import dataclass

from targetree.engine.periods import MONTHS
from targetree.services.days.times import Times
from targetree.services.mine.my_page import MyNumber
from targetree.services.versioning.showing import Shown
from targetree.web.looks.words import month_name, period_name

WIDTH, HEIGHT = 120, 100
"""Of the picture in its own units: ten for each month."""


@dataclass(frozen=True)
class Month:
    at: int
    label: str
    name: str
    amount: int
    before: int | None
    done: int
    """What was reached; 0 in months to come."""
    x: float
    top: float
    height: float
    done_top: float
    done_height: float
    now: bool
    past: bool
    growth: float | None


@dataclass(frozen=True)
class Picture:
    months: tuple[Month, ...]
    line: str
    """Points of last year's line; blank where nothing is known."""
    any_done: bool


def picture(shown: Shown, number: MyNumber, times: Times) -> Picture:
    """What the template draws."""
    actuals = number.actuals
    before = actuals.before if actuals.known_before else (0,) * MONTHS
    most = max(*number.measure.months, *before, *actuals.now, 1)

    def high(units: int) -> float:
        return round(max(units, 0) * (HEIGHT - 2) / most, 2)

    months = []
    for at, amount in enumerate(number.measure.months):
        was = before[at] if actuals.known_before else None
        done = high(actuals.now[at])
        months.append(
            Month(
                at, month_name(shown.year.month_starts[at]), period_name(shown.year, at, 1), amount, was,
                actuals.now[at], at * 10 + 1.5, HEIGHT - high(amount), high(amount), HEIGHT - done, done,
                times.phase != "after" and at == times.month, times.phase == "during" and at < times.month,
                amount / was - 1 if was else None,
            )
        )  # fmt: skip
    line = " ".join(f"{at * 10 + 5},{HEIGHT - high(units)}" for at, units in enumerate(before))
    return Picture(tuple(months), line if actuals.known_before else "", any(actuals.now))
