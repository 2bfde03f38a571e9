"""Whether a plan is realistic (M19): its pace against the pace ever reached, working days, the load of visits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from targetree.engine.pace import Best, best_per_day, load, times
from targetree.engine.periods import MONTHS, PlanYear
from targetree.services.access import Actor, use_case
from targetree.services.plans.heads import PlanHead, plan_head

from .facts import THIRDS, YEARS_BACK, Facts, country_days_since, facts_of
from .fields import MEASURES
from .focus import QUARTERS, focuses_of
from .proposing import propose
from .showing import Month, months_of

HOURS_A_DAY = 8.0
HOURS_A_VISIT = 2.0
"""With the way there, preparing it and writing it down: four on a full day."""
FULL = 1.0
WELL_BEYOND = 1.25
"""Times the best pace ever from which a month is not merely ambitious."""


@dataclass(frozen=True, slots=True)
class Pace:
    """A month or quarter: what it needs for each working day, and how many times that is the best pace ever."""

    at: int
    """The month 0 to 11, or the quarter 0 to 3."""
    amount: int
    days: int
    per_day: float | None
    """None where nobody works."""
    times_best: float | None
    """None where there is no history to compare with, or nothing is needed."""


@dataclass(frozen=True, slots=True)
class Load:
    """A month's visits against the working hours of everybody below."""

    at: int
    visits: int
    person_days: int
    a_day: float | None
    """Visits for each person and working day."""
    part: float | None
    """Of the working hours; None where there are visits and nobody works."""
    focus: float
    """The part of the working time that the quarter's focus claims."""


@dataclass(frozen=True)
class Record:
    """The best period ever reached: its name such as 2026-03 or 2026-Q1."""

    when: str
    amount: int
    days: int
    per_day: float


@dataclass(frozen=True)
class Realism:
    """Amounts in the smallest unit of the plan's measure (of bookings where the measure has no history of its own)."""

    measure: str
    scale: int
    months: tuple[Pace, ...]
    quarters: tuple[Pace, ...]
    loads: tuple[Load, ...]
    best_month: Record | None
    best_quarter: Record | None
    best_visits: Record | None
    """The month with the most visits for each working day."""
    target: int
    reached: int
    """Of the year so far."""
    days_left: int
    needed: float | None
    """For each working day that is left; None where none is."""
    last_year: int
    last_year_days: int

    @property
    def beyond(self) -> tuple[int, ...]:
        """Months that need more for each working day than any month ever brought."""
        return tuple(p.at for p in self.months if p.times_best is not None and p.times_best > 1)

    @property
    def quarters_beyond(self) -> tuple[int, ...]:
        """Quarters that need more for each working day than any quarter ever brought."""
        return tuple(p.at for p in self.quarters if p.times_best is not None and p.times_best > 1)

    @property
    def overloaded(self) -> tuple[int, ...]:
        """Months whose visits take more hours than there are."""
        return tuple(row.at for row in self.loads if row.visits and (row.part is None or row.part > FULL))

    @property
    def crowded(self) -> tuple[int, ...]:
        """Months in which visits and the quarter's focus together take more time than there is."""
        full = self.overloaded
        return tuple(
            r.at for r in self.loads if r.at not in full and r.part is not None and r.focus and r.part + r.focus > FULL
        )

    @property
    def idle(self) -> tuple[int, ...]:
        """Months with a target in which nobody works."""
        return tuple(p.at for p in self.months if p.amount and not p.days)


@use_case
def realism(*, actor: Actor, plan: int) -> Realism | None:
    """Of a plan, for those who may see it. None while there is no version with targets."""
    head = plan_head(actor, "see_targets", plan)
    facts = facts_of(actor, head)
    return None if facts is None else realism_of(head, facts, months_of(head, facts, propose(facts)))


def realism_of(head: PlanHead, facts: Facts, months: tuple[Month, ...]) -> Realism:
    """From what is read already."""
    measure = head.measure if head.measure in facts.done else "bookings"
    amounts = head.months if head.measure == measure else facts.targets.get(measure, (0,) * MONTHS)
    history = facts.done.get(measure, np.zeros((YEARS_BACK + 1, MONTHS, THIRDS), np.int64)).sum(axis=2)
    days = _days_of_history(facts)
    own = facts.open_days.sum(axis=1)
    past = history[:-1]
    best, best_quarter = best_per_day(past, days), best_per_day(past, days, 3)
    visits = facts.done.get("visits")
    best_visits = best_per_day(visits[:-1].sum(axis=2), days) if visits is not None else None
    reached = int(history[-1].sum())
    target = sum(amounts)
    left = _days_left(facts)
    return Realism(
        measure, head.scale if measure == head.measure else 100,
        tuple(_pace(m, amounts[m], int(own[m]), best) for m in range(MONTHS)),
        tuple(
            _pace(q, sum(amounts[3 * q : 3 * q + 3]), int(own[3 * q : 3 * q + 3].sum()), best_quarter)
            for q in range(QUARTERS)
        ),
        _loads(head, facts, months),
        _record(best, facts.year, 1), _record(best_quarter, facts.year, 3), _record(best_visits, facts.year, 1),
        target, reached, left, max(target - reached, 0) / left if left else None,
        int(past[-1].sum()), int(days[-1].sum()),
    )  # fmt: skip


def _pace(at: int, amount: int, days: int, best: Best | None) -> Pace:
    per_day = amount / days if days else None
    beside = times(per_day, best.per_day if best else None) if per_day else None
    return Pace(at, amount, days, per_day, beside)


def _loads(head: PlanHead, facts: Facts, months: tuple[Month, ...]) -> tuple[Load, ...]:
    share = {quarter: (focus.share_percent or 0) / 100 for quarter, focus in focuses_of(head).items()}
    rows = []
    for month in months:
        visits, people = month.field(_VISITS).planned, sum(month.person_days)
        rows.append(
            Load(
                month.at, visits, people, visits / people if people else None,
                load(visits, HOURS_A_VISIT, people, HOURS_A_DAY), share.get(month.at // 3, 0.0),
            )
        )  # fmt: skip
    return tuple(rows)


_VISITS = next(field for field, measure in MEASURES.items() if measure == "visits")


def _days_of_history(facts: Facts) -> NDArray[np.int64]:
    """[years back, 12] working days of the country; leave and closings of the past are not known."""
    year = facts.year
    first = year.start.replace(year=year.start.year - facts.known.shape[0] + 1)
    since = int(np.flatnonzero(facts.known.any(axis=1))[0]) if facts.known.any() else facts.known.shape[0] - 1
    read_from = first.replace(year=first.year + since)
    days = np.zeros((facts.known.shape[0] - 1, MONTHS), np.int64)
    if read_from < year.start:
        country = country_days_since(facts.country, read_from, year.year, year.start)
        for back in range(since, facts.known.shape[0] - 1):
            of = PlanYear(year.year - facts.known.shape[0] + 1 + back, first.replace(year=first.year + back))
            working = country.between(of.start, of.end)
            days[back] = [int(working[part].sum()) for part in of.month_slices]
    return days


def _days_left(facts: Facts) -> int:
    at = (timezone.localdate() - facts.year.start) // timedelta(days=1)
    return int(facts.works[max(at, 0) :].sum()) if at < facts.year.day_count else 0


def _record(best: Best | None, year: PlanYear, months: int) -> Record | None:
    if best is None:
        return None
    back = YEARS_BACK - best.year
    of = PlanYear(year.year - back, year.start.replace(year=year.start.year - back))
    return Record(of.name(best.first_month, months), best.amount, best.days, best.per_day)
