"""Working days: the country's, the company's, each person's, from joining to leaving."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .book import CalendarDay, Person
from .periods import PlanYear


@dataclass(frozen=True)
class DayFacts:
    """The country's working days over history and plan year, as `targetree.facts.calendars` knows them."""

    start: date
    working: NDArray[np.bool_]
    """[n] for each day from `start` on; reaches to the end of the plan year."""
    estimated_years: tuple[int, ...] = ()
    """Calendar years of the plan whose official calendar is not out: rule-based holidays were used."""
    spring_festivals: tuple[date, ...] = ()
    """First day of the lunar year for every calendar year covered; empty where the country does not keep it."""

    def between(self, first: date, last: date) -> NDArray[np.bool_]:
        """Working flags from `first` to the day before `last`."""
        offset = (first - self.start).days
        return self.working[offset : offset + (last - first).days]


@dataclass(frozen=True)
class WorkCalendar:
    """Who works when in the plan year. People with the same days share a class; class 0 is the company's own days."""

    year: PlanYear
    working: NDArray[np.bool_]
    """[C, D] by class and day."""
    person_class: NDArray[np.int32]
    """[P] class of each person."""

    @cached_property
    def days_in_month(self) -> NDArray[np.int64]:
        """[C, 12] working days."""
        starts = [s.start for s in self.year.month_slices]
        return np.add.reduceat(self.working.astype(np.int64), starts, axis=1)


def work_calendar(
    year: PlanYear,
    facts: DayFacts,
    people: Sequence[Person],
    special_days: Sequence[CalendarDay],
    units_above: Mapping[str, Sequence[str]],
) -> WorkCalendar:
    """The working days of `people`, P of them in the order given.

    `special_days` apply from the widest to the narrowest: everyone, then units from the company
    down, then the person. `units_above` gives for each person's unit the chain from it to the root.
    """
    company = facts.between(year.start, year.end).copy()
    by_who: dict[str, list[CalendarDay]] = {}
    for special in special_days:
        if year.start <= special.date < year.end:
            by_who.setdefault(special.who, []).append(special)
    _apply(company, by_who.pop("", []), year.start)
    classes: dict[bytes, int] = {company.tobytes(): 0}
    rows = [company]
    person_class = np.zeros(len(people), np.int32)
    for position, person in enumerate(people):
        chain = [who for who in reversed(units_above[person.unit]) if who in by_who]
        if not chain and person.id not in by_who and not _part_of_year(person, year):
            continue
        own = company.copy()
        for who in (*chain, person.id):
            _apply(own, by_who.get(who, []), year.start)
        if person.start_date is not None and person.start_date > year.start:
            own[: (min(person.start_date, year.end) - year.start).days] = False
        if person.end_date is not None and person.end_date < year.end:
            own[max((person.end_date - year.start).days + 1, 0) :] = False
        person_class[position] = classes.setdefault(own.tobytes(), len(rows))
        if person_class[position] == len(rows):
            rows.append(own)
    return WorkCalendar(year, np.stack(rows), person_class)


def _part_of_year(person: Person, year: PlanYear) -> bool:
    joins = person.start_date is not None and person.start_date > year.start
    return joins or (person.end_date is not None and person.end_date < year.end)


def _apply(days: NDArray[np.bool_], specials: Sequence[CalendarDay], start: date) -> None:
    for special in specials:
        days[(special.date - start).days] = special.working
