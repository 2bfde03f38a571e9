"""Who works in which months of the plan year: the country's days, the company's own, each seat's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from targetree.engine.book import CalendarDay, Person
from targetree.engine.calendar import WorkCalendar, work_calendar
from targetree.engine.periods import MONTHS, PlanYear
from targetree.facts.calendars import day_facts
from targetree.store import models as store


def plan_year() -> PlanYear:
    """The company's plan year; the calendar year where there is no company yet."""
    row = store.Company.objects.filter(id=1).values_list("plan_year", "year_start").first()
    return PlanYear(*row) if row else PlanYear(date.today().year, date(date.today().year, 1, 1))


def country() -> str:
    """The country whose calendar holds."""
    return store.Company.objects.filter(id=1).values_list("country", flat=True).first() or "CN"


def seat_days(seat: store.Node) -> tuple[date | None, date | None]:
    """First and last day of a seat (its person is loaded): the narrower of its own and the person's."""
    assert seat.person is not None
    starts = [d for d in (seat.starts, seat.person.start_date) if d is not None]
    ends = [d for d in (seat.ends, seat.person.end_date) if d is not None]
    return max(starts, default=None), min(ends, default=None)


def calendar_of(seats: Sequence[store.Node], specials: Iterable[CalendarDay] | None = None) -> WorkCalendar:
    """The working days of seats (their persons are loaded), in that order."""
    year = plan_year()
    codes = dict(store.Node.objects.filter(kind=store.Node.UNIT).values_list("id", "code"))
    people = []
    for seat in seats:
        starts, ends = seat_days(seat)
        people.append(Person(seat.code, seat.name, str(seat.id), start_date=starts, end_date=ends))
    above = {str(seat.id): [codes[n] for n in reversed(seat.path[:-1]) if n in codes] for seat in seats}
    days = special_days() if specials is None else list(specials)
    return work_calendar(year, day_facts(country(), year.start, year), people, days, above)


def special_days() -> list[CalendarDay]:
    """The company's own days as the engine takes them; of units and people those that the actor may know of."""
    rows = store.CalendarDay.objects.values_list("day", "working", "node", "node__code", "note")
    return [CalendarDay(d, working, code or "", note) for d, working, node, code, note in rows if code or node is None]


def open_months(seats: Sequence[store.Node]) -> dict[int, int]:
    """For each seat the months with a working day, as bits."""
    calendar = calendar_of(seats)
    room = calendar.days_in_month[calendar.person_class] > 0
    bits = (room.astype(np.int64) << np.arange(MONTHS)).sum(axis=1).tolist()
    return dict(zip([seat.id for seat in seats], bits, strict=True))


def all_seats() -> list[store.Node]:
    """Every seat that is not archived, with its person."""
    return list(store.Node.objects.filter(kind=store.Node.SEAT, archived_at=None).select_related("person"))
