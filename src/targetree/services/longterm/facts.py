"""What the long-term plan of a node rests on, as it is now: targets, working days, what happened, what is expected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from targetree.engine.calendar import DayFacts
from targetree.engine.periods import MONTHS, PlanYear
from targetree.engine.splitting.days import third_edges
from targetree.engine.support.opportunities import USUAL_ODDS
from targetree.facts.calendars import day_facts
from targetree.services.access import Actor, kept
from targetree.services.days.working_days import days_below
from targetree.services.plans.heads import PlanHead
from targetree.services.versioning.showing import Shown, seen
from targetree.store.arrays import rows

from .fields import MEASURES

Ints = NDArray[np.int64]
THIRDS = 3
YEARS_BACK = 10
"""So far back the pace that was ever reached is looked for."""


@dataclass(frozen=True)
class Facts:
    """Of a node and the version in force (else the newest open one); amounts in the smallest units."""

    version: int
    country: str
    year: PlanYear
    targets: dict[str, tuple[int, ...]]
    """[12] by measure, of the measures that have a base sheet with the node in it."""
    days: Ints
    """[12, 3] person-days: working days of everybody below, added up."""
    open_days: Ints
    """[12, 3] days on which anybody works."""
    works: NDArray[np.bool_]
    """[D] the same, day by day."""
    estimated: tuple[int, ...]
    """Calendar years whose official calendar is not out yet."""
    done: dict[str, Ints]
    """[years, 12, 3] what happened, by name (`fields.DONE`); the last is the plan year, the others those before."""
    known: NDArray[np.bool_]
    """[years, 12] months in which anything at all is recorded."""
    deals: Ints
    """[12, 3] open opportunities by their odds, in fen."""
    deal_count: NDArray[np.float64]
    """[12, 3] how many of them will be signed, by their odds."""
    due: Ints
    """[12, 3] owed, by due date, in fen."""

    def person_days(self, month: int) -> list[int]:
        """[3] person-days of a month's thirds."""
        return [int(count) for count in self.days[month]]

    def before(self, name: str) -> Ints:
        """[12, 3] of the year before."""
        return self.done[name][-2] if name in self.done else np.zeros((MONTHS, THIRDS), np.int64)

    def now(self, name: str) -> Ints:
        """[12, 3] of the plan year so far."""
        return self.done[name][-1] if name in self.done else np.zeros((MONTHS, THIRDS), np.int64)


def facts_of(actor: Actor, head: PlanHead) -> Facts | None:
    """Within a use case that has seen to the right to the plan, read once a page. None without a version to see."""
    versions = seen(actor).versions
    if not versions:
        return None
    return kept(f"long-term facts of {head.node} in {head.year.year}", lambda: _facts(versions[0], head))


def _facts(shown: Shown, head: PlanHead) -> Facts:
    year = head.year
    below = days_below(shown.version, shown.country, year, head.node)
    edges = third_edges(year)
    classes = np.bincount(below.calendar.person_class[: len(below.seats)], minlength=len(below.calendar.working))
    if not len(below.seats):
        classes = np.zeros(len(below.calendar.working), np.int64)
    persons = classes @ below.calendar.working.astype(np.int64)
    works = persons > 0
    first = year.start.replace(year=max(year.start.year - YEARS_BACK, 1))
    done, known = _done(shown.version, head.node, year, first)
    deals, count, due = _expected(shown.version, head.node, year)
    return Facts(
        shown.version, shown.country, year, _targets(shown.version, head.node), _by_thirds(persons, edges),
        _by_thirds(works.astype(np.int64), edges), works, below.estimated, done, known, deals, count, due,
    )  # fmt: skip


def _by_thirds(days: Ints, edges: Ints) -> Ints:
    return np.asarray(np.add.reduceat(days, edges[:-1]).reshape(MONTHS, THIRDS), np.int64)


def _targets(version: int, node: int) -> dict[str, tuple[int, ...]]:
    with rows() as cursor:
        cursor.execute(
            "SELECT m.code, l.months FROM sheets s JOIN measures m ON m.id = s.measure_id"
            " JOIN lines l ON l.sheet_id = s.id AND l.node_id = %s"
            " WHERE s.version_id = %s AND s.tier = 'base' AND m.code = ANY (%s)",
            [node, version, [*MEASURES.values(), "new_customers"]],
        )
        return {code: tuple(int(m) for m in months) for code, months in cursor.fetchall()}


def _done(version: int, node: int, year: PlanYear, first: date) -> tuple[dict[str, Ints], NDArray[np.bool_]]:
    with rows() as cursor:
        cursor.execute("SELECT * FROM targetree_done_by_thirds(%s, %s, %s, %s)", [version, node, first, year.end])
        found = cursor.fetchall()
    start = first.year * MONTHS + first.month - 1
    years = year.start.year - first.year + 1
    done: dict[str, Ints] = {}
    known = np.zeros((years, MONTHS), bool)
    for name, month, third, amount in found:
        of_year, at = divmod(month - start, MONTHS)
        done.setdefault(name, np.zeros((years, MONTHS, THIRDS), np.int64))[of_year, at, third] = amount
        known[of_year, at] = True
    return done, known


def _expected(version: int, node: int, year: PlanYear) -> tuple[Ints, NDArray[np.float64], Ints]:
    with rows() as cursor:
        cursor.execute(
            "SELECT * FROM targetree_expected_on_dates(%s, %s, %s, %s)", [version, node, year.start, year.end]
        )
        found: list[tuple[Any, ...]] = cursor.fetchall()
    deals, due = np.zeros((MONTHS, THIRDS), np.int64), np.zeros((MONTHS, THIRDS), np.int64)
    count = np.zeros((MONTHS, THIRDS))
    third_of_day = year.third_of_day
    for what, day, amount, odds in found:
        at = divmod(int(third_of_day[(day - year.start).days]), THIRDS)
        if what == "due":
            due[at] += amount
            continue
        likely = USUAL_ODDS if odds is None else min(max(odds, 0.0), 1.0)
        deals[at] += round(amount * likely)
        count[at] += likely
    return deals, count, due


@lru_cache(maxsize=8)
def country_days_since(country: str, first: date, year: int, start: date) -> DayFacts:
    """The country's working days from `first` to the end of the plan year that begins at `start`."""
    return day_facts(country, first, PlanYear(year, start))
