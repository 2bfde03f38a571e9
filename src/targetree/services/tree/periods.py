"""Thirds of months, weeks and days of lines, worked out when they are asked for: exact parts of the months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from targetree.engine.book import CalendarDay
from targetree.engine.calendar import WorkCalendar
from targetree.engine.periods import MONTHS, PlanYear
from targetree.engine.splitting.days import spread_edges, third_edges, week_edges
from targetree.services.access import Actor, use_case
from targetree.services.cells import head_of
from targetree.services.days.working import calendar_of
from targetree.services.errors import Invalid, Missing
from targetree.store import models as store
from targetree.store.arrays import Ints, rows

from .rows import leaves_of_product

Part = Literal["third", "week", "day"]
MOST_DAYS = 92
"""Days are given for a quarter at most: more columns than anybody reads."""
_GOLDEN = (5**0.5 - 1) / 2
_SEATS_AT_A_TIME = 256


@dataclass(frozen=True, slots=True)
class PartColumn:
    """A part of the year, both days included."""

    first: date
    last: date
    month: int
    """0-based, of its first day."""
    working_days: int
    """By the company's calendar."""


@dataclass(frozen=True, slots=True)
class PartsShown:
    columns: tuple[PartColumn, ...]
    lines: dict[int, list[int]]
    """Node -> amounts of the columns; they add up to the node's months."""


@use_case
def parts_of(
    *, actor: Actor, sheet: int, nodes: Sequence[int], part: Part, first_month: int = 0, month_count: int = MONTHS,
    what: str = "",
) -> PartsShown:  # fmt: skip
    """The months from `first_month` on in parts, for nodes that the actor may see; others are left out.

    A unit's parts are the sums of its people's. Raises Invalid for a range outside the year or too many days.
    """
    if first_month < 0 or month_count < 1 or first_month + month_count > MONTHS:
        raise Invalid("no-such-cell", what=what or "*", when=f"{first_month + 1}+{month_count}")
    with rows() as cursor:
        cursor.execute(
            "SELECT p.node_id, p.path, s.version_id, m.kind FROM sheets s JOIN measures m ON m.id = s.measure_id"
            " JOIN places p ON p.version_id = s.version_id WHERE s.id = %s AND p.node_id = ANY (%s)",
            [sheet, np.array(nodes, np.int64)],
        )
        found = cursor.fetchall()
    seen = [node for node, path, *_ in found if actor.may("see_targets", path.tolist())]
    if not seen:
        raise Missing("not-found")
    version, kind = found[0][2:]
    seats, cells = _seats_below(sheet, version, seen, what)
    calendar = calendar_of(seats, _specials())
    year = calendar.year
    edges = _edges(part, year, first_month, month_count)
    if part == "day" and len(edges) - 1 > MOST_DAYS:
        raise Invalid("too-many-days", most=MOST_DAYS)
    figures = parts_of_seats(cells, [seat.id for seat in seats], calendar, edges, scattered=kind == "count")
    lines = {node: np.zeros(len(edges) - 1, np.int64) for node in seen}
    for seat, own in zip(seats, figures, strict=True):
        for node in lines.keys() & set(seat.path):
            lines[node] += own
    return PartsShown(_columns(edges, calendar), {node: line.tolist() for node, line in lines.items()})


@use_case
def part_now(*, actor: Actor, sheet: int, node: int, day: date) -> dict[str, int]:
    """What of a node's year falls on a day, its ISO week and its third of a month: `day`, `week`, `third`."""
    head = head_of(actor, "see_targets", sheet, node)
    seats, cells = _seats_below(sheet, head.version, [node], "")
    calendar = calendar_of(seats, _specials())
    year = calendar.year
    at = (day - year.start).days
    if not 0 <= at < year.day_count:
        raise Invalid("no-such-cell", what="*", when=day.isoformat())
    marks = {"day": (at, at + 1)}
    for name, edges in (("week", week_edges(year)), ("third", third_edges(year))):
        k = int(np.searchsorted(edges, at, side="right"))
        marks[name] = (int(edges[k - 1]), int(edges[k]))
    order = sorted({edge for pair in marks.values() for edge in pair})
    sums = parts_of_seats(
        cells, [seat.id for seat in seats], calendar, np.array(order, np.int64), scattered=head.kind == "count"
    ).sum(axis=0)
    return {name: int(sums[order.index(a) : order.index(b)].sum()) for name, (a, b) in marks.items()}


def parts_of_seats(cells: Ints, seats: Sequence[int], calendar: WorkCalendar, edges: Ints, *, scattered: bool) -> Ints:
    """[P, E] of seats' `cells` [P, K, 12] between day offsets; odd units of counts are `scattered` over the month."""
    people, products, _ = cells.shape
    working, classes = _room_for_all(cells, calendar)
    phase = _phases(seats, products) if scattered else None
    out = np.zeros((people, len(edges) - 1), np.int64)
    for start in range(0, people, _SEATS_AT_A_TIME):
        some = slice(start, start + _SEATS_AT_A_TIME)
        count = len(cells[some])
        parts = spread_edges(
            cells[some].reshape(-1, MONTHS), working, np.repeat(classes[some], products), calendar.year, edges,
            phase=None if phase is None else phase[some].ravel(),
        )  # fmt: skip
        out[some] = parts.reshape(count, products, -1).sum(axis=1)
    return out


def _phases(seats: Sequence[int], products: int) -> NDArray[np.float64]:
    """[P, K] evenly scattered by the seat, so that everybody who looks sees the same days."""
    at = np.array(seats, np.int64)[:, None] * products + np.arange(products) + 1
    scattered: NDArray[np.float64] = np.clip(np.modf(at * _GOLDEN)[0], 1e-9, 1 - 1e-9)
    return scattered


def _room_for_all(cells: Ints, calendar: WorkCalendar) -> tuple[NDArray[np.bool_], NDArray[np.int32]]:
    """Classes in which every month that has an amount has a working day: the calendar may have changed since.

    Such a month goes by the company's days, or by all of its days where the company works on none.
    """
    days, classes = calendar.days_in_month, calendar.person_class.copy()
    stuck = (days[classes] == 0) & (cells != 0).any(axis=1)
    if not stuck.any():
        return calendar.working, classes
    working = [*calendar.working]
    known: dict[tuple[int, bytes], int] = {}
    for at in np.flatnonzero(stuck.any(axis=1)).tolist():
        key = (int(classes[at]), stuck[at].tobytes())
        if key not in known:
            own = calendar.working[classes[at]].copy()
            for month in np.flatnonzero(stuck[at]).tolist():
                part = calendar.year.month_slices[month]
                own[part] = calendar.working[0][part] if days[0, month] else True
            known[key] = len(working)
            working.append(own)
        classes[at] = known[key]
    return np.stack(working), classes


def _seats_below(sheet: int, version: int, nodes: Sequence[int], what: str) -> tuple[list[store.Node], Ints]:
    """The seats under any of the nodes, with their persons and their places in the version, and [P, K, 12]."""
    with rows() as cursor:
        part = leaves_of_product(cursor, sheet, what) if what else slice(None)
        cursor.execute(
            "SELECT p.node_id, p.path, l.cells FROM places p JOIN nodes n ON n.id = p.node_id AND n.kind = 'seat'"
            " JOIN lines l ON l.sheet_id = %s AND l.node_id = p.node_id"
            " WHERE p.version_id = %s AND p.path && %s ORDER BY p.position",
            [sheet, version, np.array(nodes, np.int64)],
        )
        found = cursor.fetchall()
    nodes_by_id = store.Node.objects.select_related("person").in_bulk([row[0] for row in found])
    seats, cells = [], []
    for node, path, amounts in found:
        seat = nodes_by_id[node]
        seat.path = path.tolist()
        seats.append(seat)
        cells.append(amounts.reshape(-1, MONTHS)[part])
    return seats, np.stack(cells) if cells else np.zeros((0, 1, MONTHS), np.int64)


def _specials() -> list[CalendarDay]:
    """The company's own days that concern the actor's part; those of others have a node that cannot be seen."""
    days = store.CalendarDay.objects.values_list("day", "working", "node_id", "node__code", "note")
    return [CalendarDay(d, working, code or "", note) for d, working, node, code, note in days if code or node is None]


def _edges(part: Part, year: PlanYear, first_month: int, month_count: int) -> Ints:
    starts = [(d - year.start).days for d in year.month_starts]
    first, stop = starts[first_month], starts[first_month + month_count]
    if part == "day":
        return np.arange(first, stop + 1, dtype=np.int64)
    edges = third_edges(year) if part == "third" else week_edges(year)
    return np.unique(np.concatenate([[first, stop], edges[(edges > first) & (edges < stop)]])).astype(np.int64)


def _columns(edges: Ints, calendar: WorkCalendar) -> tuple[PartColumn, ...]:
    year = calendar.year
    return tuple(
        PartColumn(
            year.start + timedelta(days=a), year.start + timedelta(days=b - 1), int(year.month_of_day[a]),
            int(calendar.working[0, a:b].sum()),
        )
        for a, b in pairwise(edges.tolist())
    )  # fmt: skip
