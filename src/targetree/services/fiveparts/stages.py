"""Dates of stages: which cannot be, and which deserve a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.utils import timezone

from targetree.engine.periods import PlanYear
from targetree.services.errors import Invalid

EARLIEST = 366
"""Days before the plan year from which on its work may begin."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """What deserves a word at a stage. `days` of overlap or delay; `other` the stage that it overlaps, by place."""

    what: Literal["overlaps", "late", "no-date"]
    days: int = 0
    other: int | None = None


def end_of(year: PlanYear) -> date:
    """The last day of the plan year."""
    return year.end - timedelta(days=1)


def check_dates(year: PlanYear, text: str, starts: date | None, due: date | None) -> None:
    """Raises Invalid where the dates of a stage run backwards, or lie outside what the plan is for."""
    what, last = text[:40], end_of(year)
    if starts is not None and due is not None and due < starts:
        raise Invalid("stage-backwards", what=what, starts=starts.isoformat(), due=due.isoformat())
    for day in (starts, due):
        if day is not None and day > last:
            raise Invalid("stage-after-year", what=what, day=day.isoformat(), last=last.isoformat())
        if day is not None and day < year.start - timedelta(days=EARLIEST):
            raise Invalid("stage-too-early", what=what, day=day.isoformat(), first=year.start.isoformat())


def notices(
    stages: Sequence[tuple[date | None, date | None, bool]], today: date | None = None
) -> list[tuple[Noticed, ...]]:
    """What to say at each stage (starts, due, done), in order of their start."""
    today = today or timezone.localdate()
    found: list[tuple[Noticed, ...]] = []
    for at, (starts, due, done) in enumerate(stages):
        said = []
        if due is None:
            said.append(Noticed("no-date"))
        elif due < today and not done:
            said.append(Noticed("late", (today - due).days))
        if starts is not None:
            said += _overlap(stages, at, starts)
        found.append(tuple(said))
    return found


def _overlap(stages: Sequence[tuple[date | None, date | None, bool]], at: int, starts: date) -> list[Noticed]:
    """With the stage before that ends last."""
    before = [(due, n) for n, (first, due, _) in enumerate(stages[:at]) if first is not None and due is not None]
    due, other = max(before, default=(date.min, 0))
    if due < starts:
        return []
    own_end = stages[at][1]
    return [Noticed("overlaps", (min(due, own_end or due) - starts).days + 1, other)]
