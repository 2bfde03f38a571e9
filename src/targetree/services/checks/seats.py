"""The people behind nodes: who sits below, and on which days they work; three queries, however many nodes there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from targetree.engine.book import CalendarDay, Person
from targetree.engine.calendar import work_calendar
from targetree.engine.periods import MONTHS, PlanYear
from targetree.services.days.working_days import country_days
from targetree.store.arrays import rows

Ints = NDArray[np.int64]


@dataclass
class Seats:
    """Nodes, and the seats below each (a seat is below itself)."""

    paths: dict[int, tuple[int, ...]]
    """Of each node that was asked for."""
    below: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    units_below: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    person: dict[int, int] = field(default_factory=dict)
    """Of each seat, where this is the person's last seat: what somebody did counts there."""
    days: dict[int, Ints] = field(default_factory=dict)
    """[12] working days of each seat."""
    company_days: Ints = field(default_factory=lambda: np.zeros(MONTHS, np.int64))

    @property
    def nodes(self) -> Sequence[int]:
        return list(self.paths)

    @property
    def nodes_array(self) -> Ints:
        return np.array(sorted(self.paths), np.int64)

    @cached_property
    def people(self) -> list[int]:
        return sorted(set(self.person.values()))

    @property
    def people_array(self) -> Ints:
        return np.array(self.people, np.int64)

    def people_of(self, node: int) -> list[int]:
        return [self.person[seat] for seat in self.below[node] if seat in self.person]

    def person_days(self, node: int) -> tuple[int, ...]:
        """[12] of everybody below together."""
        days = [self.days[seat] for seat in self.below[node] if seat in self.days]
        return tuple(np.sum(days, axis=0).tolist()) if days else (0,) * MONTHS


def seats_of(paths: dict[int, tuple[int, ...]], version: int, year: PlanYear, country: str) -> Seats:
    """The people behind these nodes as the version has them. `paths`: the way of each from the root."""
    seats = Seats(paths)
    people: list[Person] = []
    last: dict[int, tuple[tuple[date, int], int]] = {}
    ways: dict[str, list[str]] = {}
    order: list[int] = []
    with rows() as cursor:
        cursor.execute(_PLACES, [version, np.array(sorted(paths), np.int64)])
        for node, kind, path, person, starts, first, end in cursor.fetchall():
            for above in path.tolist():
                if above in paths:
                    (seats.below if kind == "seat" else seats.units_below)[above].append(node)
            if kind != "seat":
                continue
            order.append(node)
            unit = str(path[-2]) if len(path) > 1 else ""
            ways.setdefault(unit, [str(n) for n in path[-2::-1]])
            people.append(Person(str(node), "", unit, start_date=first, end_date=end))
            rank = (starts or date.min, node)
            if person not in last or rank > last[person][0]:
                last[person] = (rank, node)
        nodes = (
            {int(n) for path in paths.values() for n in path}
            | {*order}
            | {int(n) for way in ways.values() for n in way}
        )
        cursor.execute(_DAYS, [year.start, year.end, np.array(sorted(nodes), np.int64)])
        specials = [CalendarDay(day, working, "" if of is None else str(of)) for day, working, of in cursor.fetchall()]
    calendar = work_calendar(year, country_days(country, year.year, year.start), people, specials, {"": [], **ways})
    seats.person = {node: person for person, (_, node) in last.items()}
    seats.days = {node: calendar.days_in_month[calendar.person_class[at]] for at, node in enumerate(order)}
    seats.company_days = calendar.days_in_month[0]
    return seats


_PLACES = """
SELECT p.node_id, n.kind, p.path, n.person_id, n.starts, greatest(n.starts, h.start_date), least(n.ends, h.end_date)
FROM places p JOIN nodes n ON n.id = p.node_id LEFT JOIN people h ON h.id = n.person_id
WHERE p.version_id = %s AND p.path && %s ORDER BY p.position
"""
_DAYS = """
SELECT day, working, node_id FROM calendar_days
WHERE day >= %s AND day < %s AND (node_id IS NULL OR node_id = ANY (%s)) ORDER BY node_id NULLS FIRST, day
"""
