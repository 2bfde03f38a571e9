"""Where the plan year stands today: the month, the week and the working day that count now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from targetree.engine.periods import PlanYear


@dataclass(frozen=True, slots=True)
class Times:
    """Before the year everything is its first: month, week with a working day in it, working day."""

    phase: str
    """before, during, after"""
    today: date
    start: date
    """The first day of the plan year."""
    days_until: int
    """Until the year starts; 0 once it has."""
    month: int
    """0-based within the plan year."""
    month_start: date
    week_start: date
    """A Monday."""
    week_end: date
    """A Sunday."""
    day: date
    """Today where it is a working day, else the next one (after the year: its last)."""
    day_is_today: bool
    days_left_in_month: int
    """Working days from `day` to the end of its month."""
    days_left: int
    """Working days from `day` to the end of the year."""
    week_edges: tuple[int, int]
    day_edges: tuple[int, int]
    """Day offsets within the year, the second one past the last."""


def times_of(year: PlanYear, works: NDArray[np.bool_], today: date) -> Times:
    """The times of somebody who works on `works` [D]; where there is no working day, every day counts."""
    working = works if works.any() else np.ones(year.day_count, bool)
    at = (today - year.start).days
    phase = "before" if at < 0 else "after" if at >= year.day_count else "during"
    coming = np.flatnonzero(working[max(at, 0) :]) + max(at, 0) if at < year.day_count else np.zeros(0, int)
    day = int(coming[0]) if len(coming) else int(np.flatnonzero(working)[-1])
    shown = at if phase == "during" else day
    month = int(year.month_of_day[shown])
    now = year.start + timedelta(days=shown)
    monday = now - timedelta(days=now.weekday())
    first = (monday - year.start).days
    month_end = year.month_slices[int(year.month_of_day[day])].stop
    return Times(
        phase=phase, today=today, start=year.start, days_until=max(-at, 0), month=month,
        month_start=year.month_starts[month], week_start=monday, week_end=monday + timedelta(days=6),
        day=year.start + timedelta(days=day), day_is_today=day == at,
        days_left_in_month=int(working[day:month_end].sum()) if phase != "after" else 0,
        days_left=int(working[day:].sum()) if phase != "after" else 0,
        week_edges=(max(first, 0), min(first + 7, year.day_count)), day_edges=(day, day + 1),
    )  # fmt: skip
