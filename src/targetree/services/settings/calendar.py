"""The working calendar: the country's days by name, those of the company, of units and people; working days a month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.db import connection

from targetree.engine.periods import PlanYear
from targetree.facts.calendars import day_facts
from targetree.facts.holiday_names import holiday_names, make_up_days
from targetree.services.access import Actor, require, use_case
from targetree.services.days.working import country, plan_year
from targetree.services.errors import Invalid, Missing
from targetree.services.structure.rearranging import lock_organisation, renew_versions
from targetree.store import models as store

Kind = Literal["workday", "weekend", "holiday", "makeup"]
MOST_DAYS = 366
_STRANDED = """
SELECT v.name, n.name, n.code, array_agg(DISTINCT m.month ORDER BY m.month)
FROM lines l JOIN sheets s ON s.id = l.sheet_id JOIN versions v ON v.id = s.version_id AND v.status <> 'published'
JOIN nodes n ON n.id = l.node_id AND n.kind = 'seat'
JOIN places p ON p.version_id = v.id AND p.node_id = n.id AND p.open_months <> 4095
JOIN LATERAL generate_series(0, 11) AS m(month) ON (p.open_months >> m.month) & 1 = 0 AND l.months[m.month + 1] <> 0
GROUP BY v.name, n.name, n.code, n.position ORDER BY v.name, n.position LIMIT 50
"""


@dataclass(frozen=True, slots=True)
class DayShown:
    """A day: what the country says of it (`kind`, `name`), and what somebody said of it here (`own`)."""

    day: date
    working: bool
    kind: Kind
    name: str
    own: bool
    """Differs from the country's calendar by a row of ours."""
    whose: str
    """Code of the unit or person whose row that is; blank: the company's."""
    note: str


@dataclass(frozen=True, slots=True)
class MonthShown:
    first: date
    days: tuple[DayShown, ...]
    working_days: int


@dataclass(frozen=True, slots=True)
class CalendarShown:
    """The plan year of the company, a unit or a person. `estimated`: years whose official calendar is not out."""

    year: int
    who: str
    who_name: str
    kind: str
    months: tuple[MonthShown, ...]
    working_days: int
    estimated: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DaysSet:
    """How many days changed; and who has targets in months without a working day: (version, name, code, months)."""

    changed: int
    stranded: tuple[tuple[str, str, str, tuple[int, ...]], ...] = ()


@use_case
def calendar_shown(*, actor: Actor, who: str = "", lang: str = "zh") -> CalendarShown:
    """Every day of the plan year for the company, or for the unit or person `who`."""
    require(actor, "plan")
    node = _node(who) if who else None
    year = plan_year()
    rows = _rows(node)
    days = _days(year, rows, lang)
    months = tuple(
        MonthShown(first, tuple(days[part]), sum(d.working for d in days[part]))
        for first, part in zip(year.month_starts, year.month_slices, strict=False)
    )
    estimated = day_facts(country(), year.start, year).estimated_years
    return CalendarShown(
        year.year, who, node.name if node else "", node.kind if node else "company", months,
        sum(m.working_days for m in months), estimated,
    )  # fmt: skip


@use_case
def set_days(
    *, actor: Actor, first: date, last: date, working: bool | None, who: str = "", note: str = "", why: str = ""
) -> DaysSet:
    """From `first` to `last` these days are worked, or closed; None: as for everybody above. Plans are not changed."""
    require(actor, "administer")
    year, node = plan_year(), _node(who) if who else None
    _check_span(first, last, year)
    above = {d.day: d.working for d in _days(year, _rows(node, itself=False), "en")}
    changed = 0
    for seat in _seats(node):
        there = {r.day: r for r in store.CalendarDay.objects.filter(node=seat, day__range=(first, last))}
        for n in range((last - first).days + 1):
            changed += _set_day(there, first + timedelta(days=n), above, working, seat, note.strip()[:200])
    if not changed:
        return DaysSet(0)
    renew_versions(lock_organisation())
    return DaysSet(changed, stranded_targets())


def stranded_targets() -> tuple[tuple[str, str, str, tuple[int, ...]], ...]:
    """Who has targets in months in which they do not work, in plans that are not published."""
    with connection.cursor() as cursor:
        cursor.execute(_STRANDED)
        return tuple((version, name, code, tuple(months)) for version, name, code, months in cursor.fetchall())


def _check_span(first: date, last: date, year: PlanYear) -> None:
    if last < first:
        raise Invalid("days-backwards")
    if (last - first).days >= MOST_DAYS:
        raise Invalid("too-many-days-at-once", most=MOST_DAYS)
    for day in (first, last):
        if not year.start <= day < year.end:
            raise Invalid("day-outside-year", date=day.isoformat())


def _set_day(
    there: Mapping[date, store.CalendarDay], day: date, above: Mapping[date, bool], working: bool | None,
    node: store.Node | None, note: str,
) -> bool:  # fmt: skip
    row = there.get(day)
    if working is None or above[day] == working:
        if row is not None:
            row.delete()
        return row is not None
    if row is None:
        store.CalendarDay.objects.create(day=day, working=working, node=node, note=note)
        return True
    if (row.working, row.note) == (working, note):
        return False
    row.working, row.note = working, note
    row.save(update_fields=["working", "note"])
    return True


def _days(year: PlanYear, rows: Mapping[date, store.CalendarDay], lang: str) -> list[DayShown]:
    code = country()
    worked = day_facts(code, year.start, year).between(year.start, year.end)
    years = range(year.start.year, year.end.year + 2)
    names, made_up = holiday_names(code, years, lang), make_up_days(code, years)
    found = []
    for day, official in zip(year.days, worked.tolist(), strict=True):
        weekend = day.weekday() >= 5
        kind: Kind = "makeup" if day in made_up else "workday" if official else "holiday"
        if not official and day not in names:
            kind = "weekend" if weekend else "holiday"
        row = rows.get(day)
        whose = row.node.code if row is not None and row.node is not None else ""
        found.append(DayShown(
            day, row.working if row is not None else official, kind, names.get(day, "") if not official else "",
            row is not None, whose, row.note if row is not None else "",
        ))  # fmt: skip
    return found


def _rows(node: store.Node | None, *, itself: bool = True) -> dict[date, store.CalendarDay]:
    """Our own days as they hold for a node: the narrower wins."""
    found = store.CalendarDay.objects.select_related("node")
    path: list[int] = list(node.path) if node is not None else []
    if node is None and not itself:
        return {}
    if not itself:
        path = path[:-1]
    chosen = found.filter(node=None) | found.filter(node__in=path)
    depth = {n: at for at, n in enumerate(path)}
    ordered = sorted(chosen, key=lambda row: depth.get(row.node_id or 0, -1))
    return {row.day: row for row in ordered}


def _node(code: str) -> store.Node:
    found = store.Node.objects.filter(code=code, archived_at=None).first()
    if found is None:
        raise Missing("not-found")
    return found


def _seats(node: store.Node | None) -> list[store.Node | None]:
    """The node itself; for a person all seats, so that leave holds wherever the person sits."""
    if node is None or node.kind == store.Node.UNIT:
        return [node]
    return list(store.Node.objects.filter(person=node.person, archived_at=None).order_by("id"))
