"""Visits as the sample company's weekly reports count them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from targetree.engine.periods import days_between

from .days import LAST, TOLD_FROM, is_working
from .dice import Dice
from .organisation import LEADER, REGION_HEAD, Member

A_DAY = 215
"""Visits of a seller on a working day, hundredths."""


@dataclass(frozen=True, slots=True)
class Tally:
    day: date
    """The last working day of the week, or of the month."""
    person: str
    measure: str
    count: int


def visits(people: Sequence[Member]) -> Iterator[Tally]:
    """All visits by week; what part of them were cold and return visits, by month."""
    dice = Dice("visits")
    weeks = _periods(lambda day: day - timedelta(days=day.weekday()))
    months = _periods(lambda day: day.replace(day=1))
    for person in people:
        if not person.carries:
            continue
        manages = person.role in {LEADER, REGION_HEAD}
        pace = int(A_DAY * person.capacity) * (60 if manages else 100) * (60 + person.skill * 4 // 10) // 10_000
        by_month: dict[date, int] = {}
        for days in weeks:
            served = [d for d in days if person.start <= d and (person.end is None or d <= person.end)]
            if not served:
                continue
            usual = pace * len(served)
            count = (2 * usual // 100 + dice.times(usual) + 1) // 3
            if count:
                yield Tally(served[-1], person.id, "visits", count)
                by_month[served[-1].replace(day=1)] = by_month.get(served[-1].replace(day=1), 0) + count
        for days in months:
            total = by_month.get(days[0].replace(day=1), 0)
            served = [d for d in days if person.start <= d and (person.end is None or d <= person.end)]
            for measure, percent in (("cold_visits", dice.between(14, 26)), ("return_visits", dice.between(42, 58))):
                if served and total * percent // 100:
                    yield Tally(served[-1], person.id, measure, total * percent // 100)


def _periods(key: Callable[[date], date]) -> list[list[date]]:
    groups: dict[date, list[date]] = {}
    for day in days_between(TOLD_FROM, LAST):
        if is_working(day):
            groups.setdefault(key(day), []).append(day)
    return list(groups.values())
