"""The days on which a person, or the people of a unit, work in the plan year: what a month is spread over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from targetree.engine.book import CalendarDay, Person
from targetree.engine.calendar import DayFacts, WorkCalendar, work_calendar
from targetree.engine.periods import PlanYear
from targetree.facts.calendars import day_facts
from targetree.store.arrays import rows


@dataclass(frozen=True)
class DaysBelow:
    """The seats under a node in the order of the tree, and their working days."""

    seats: tuple[int, ...]
    calendar: WorkCalendar
    estimated: tuple[int, ...]
    """Calendar years whose official calendar is not out yet."""

    @property
    def works(self) -> NDArray[np.bool_]:
        """[D] whether anybody works on the day."""
        used = np.unique(self.calendar.person_class)
        return np.asarray(self.calendar.working[used].any(axis=0), bool)


@lru_cache(maxsize=8)
def country_days(country: str, year: int, start: date) -> DayFacts:
    """The country's working days of the plan year that begins at `start`."""
    return day_facts(country, start, PlanYear(year, start))


def days_below(version: int, country: str, year: PlanYear, node: int) -> DaysBelow:
    """The days of everybody under a node (of itself, where it is a seat); two queries."""
    with rows() as cursor:
        cursor.execute("SELECT * FROM targetree_seats_below(%s, %s)", [version, node])
        seats = cursor.fetchall()
        paths = {int(n) for row in seats for n in row[1]}
        cursor.execute(_DAYS, [year.start, year.end, np.array(sorted(paths), np.int64)])
        specials = [CalendarDay(day, working, "" if of is None else str(of)) for day, working, of in cursor.fetchall()]
    people = [
        Person(str(seat), "", str(path[-2]) if len(path) > 1 else "", start_date=first, end_date=last)
        for seat, path, first, last in seats
    ]
    above = {str(path[-2]): [str(n) for n in path[-2::-1]] for _, path, *_ in seats if len(path) > 1}
    facts = country_days(country, year.year, year.start)
    calendar = work_calendar(year, facts, people, specials, {"": [], **above})
    return DaysBelow(tuple(row[0] for row in seats), calendar, facts.estimated_years)


_DAYS = """
SELECT day, working, node_id FROM calendar_days
WHERE day >= %s AND day < %s AND (node_id IS NULL OR node_id = ANY (%s)) ORDER BY node_id NULLS FIRST, day
"""
