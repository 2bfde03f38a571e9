"""The gap of a plan's node in customers, and month by month what it takes to close it (M14)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from targetree.engine.support.gap_activity import (
    WORK,
    Gaps,
    Span,
    WorkOfGap,
    load,
    too_much,
    work_of_gap,
)
from targetree.engine.support.outlook import STAGES
from targetree.services.access import Actor, use_case
from targetree.services.cells import head_of
from targetree.services.days.working_days import days_below
from targetree.services.errors import Conflict, Invalid
from targetree.services.plans.heads import PlanHead, plan_head
from targetree.services.support.showing import PlaceShown, Resting, rests_on
from targetree.services.versioning.showing import Shown, seen
from targetree.store.arrays import rows

from .rates import Basis, Counted, Own, OwnKept, RateShown, bases_of, counted, kept_rates, rates_shown, visits_a_day

Floats = NDArray[np.float64]
GOLDEN = 0.6180339887498949


@dataclass(frozen=True, slots=True)
class TargetNow:
    """What the tree of targets has for a measure."""

    sheet: int
    months: tuple[int, ...]
    """[12]"""

    @property
    def year(self) -> int:
        return sum(self.months)


@dataclass(frozen=True)
class WorkLine:
    """A kind of work in the year and its months; `now` is the target that there is, None without a sheet for it."""

    work: str
    """cold_visits, visits, return_visits, opportunities, signings, new_customers"""
    year: Span
    months: tuple[Span, ...]
    """[12]"""
    now: TargetNow | None


@dataclass(frozen=True, slots=True)
class MonthShown:
    """A month's working days, and what they are to hold."""

    start: date
    working_days: float
    """Of a person on average."""
    a_day: float
    """Visits a person would have to make on each, cold ones by the time that they take."""
    over: int
    """People whose days do not hold what they would have to do."""


@dataclass(frozen=True)
class Below:
    """A unit or person right below."""

    node: int
    name: str
    kind: str
    plan: int | None
    """Its own plan, where one is begun."""
    gap: int
    years: Mapping[str, int]
    """By work."""
    over: tuple[int, ...]
    """[12] people whose days do not hold it."""


@dataclass(frozen=True)
class ActivityShown:
    """Everything on the page. Amounts in the smallest unit of the plan's measure."""

    head: PlanHead
    version: Shown
    rates: tuple[RateShown, ...]
    """Cold visit to visit to opportunity to signing, and the size of a deal."""
    kept: OwnKept | None
    visits_a_day: float
    """As many as a working day holds, of the node."""
    people: int
    target: int
    gap: int
    """The sum of what people lack: what one has too much does not fill what another lacks."""
    in_hand: Mapping[str, int]
    """Customers that are expected to bring something, by stage: past, current, future."""
    lines: tuple[WorkLine, ...]
    months: tuple[MonthShown, ...]
    below: tuple[Below, ...]
    seats: tuple[int, ...]
    """Nodes of the people, in the order of `work`."""
    nodes: frozenset[int]
    """The node and all below."""
    care: int
    """Of the visits, those that keep existing customers."""
    orders_of_new: float
    """Signings of a new customer in the first year."""
    work: WorkOfGap
    at: datetime | None
    """When what customers can bring was worked out."""

    @property
    def customers_in_hand(self) -> int:
        return sum(self.in_hand.values())

    @property
    def to_win(self) -> Span:
        """New customers."""
        return next(line.year for line in self.lines if line.work == "new_customers")

    @property
    def customers_needed(self) -> int:
        return self.customers_in_hand + self.to_win.count

    @property
    def deal_known(self) -> bool:
        return self.rates[-1].counts > 0


@use_case
def activity_of(*, actor: Actor, plan: int, trial: Own | None = None) -> ActivityShown:
    """The gap of the plan's node in customers and work; with `trial` as if its own rates were these.

    Raises Invalid for a plan that is not about money, Conflict where its version has no targets or nothing is worked
    out.
    """
    return shown(actor, plan_head(actor, "see_targets", plan), trial)


def shown(actor: Actor, head: PlanHead, trial: Own | None = None) -> ActivityShown:
    """The same within a use case, of a plan that the actor may see."""
    version, rests, bases = _read(actor, head)
    seats = [rests.places[at] for at in rests.who.leaf_nodes.tolist()]
    kept = kept_rates(head.node, head.measure, head.year.year)
    own = {node: row.own for node, row in kept.items()}
    if trial is not None:
        own[head.node] = trial
    paths = _paths(head, rests.places)
    counts = counted([paths[seat.node] for seat in seats], bases, own)
    working = _working(version, head, seats)
    work = work_of_gap(_gaps(rests, seats, counts, working), counts.ways)
    over = too_much(work.counts, working, counts.visits_a_day)
    names = {node: row.name for node, row in kept.items()}
    return ActivityShown(
        head, version, rates_shown(head.path, bases, own, names), kept.get(head.node), visits_a_day(head.path, own),
        len(seats),
        rests.places[0].year, int(rests.covered.new[rests.who.leaf_nodes].sum()), _in_hand(rests),
        _lines(work, _targets(version.version, head.node)), _months(head, work, working, over),
        _below(head, rests, seats, work, over), tuple(seat.node for seat in seats),
        frozenset(place.node for place in rests.places), round(float(counts.care_visits.sum())),
        float(counts.ways.orders_of_new.max(initial=1.0)), work, rests.at,
    )  # fmt: skip


def _read(actor: Actor, head: PlanHead) -> tuple[Shown, Resting, dict[int, Basis]]:
    if head.measure_kind != "money":
        raise Invalid("support-money-only")
    around = seen(actor).versions
    if head.sheet is None or not around:
        raise Conflict("activity-no-target")
    place = head_of(actor, "see_targets", head.sheet, head.node)
    bases = bases_of(head.sheet, head.node)
    if not bases:
        raise Conflict("activity-not-worked-out")
    return around[0], rests_on(place, head.node), bases


def _paths(head: PlanHead, places: Sequence[PlaceShown]) -> dict[int, tuple[int, ...]]:
    """Of every node, the way from the top."""
    paths = {head.node: head.path}
    for place in places[1:]:
        above = paths.get(place.parent, head.path) if place.parent is not None else head.path
        paths[place.node] = (*above, place.node)
    return paths


def _working(version: Shown, head: PlanHead, seats: Sequence[PlaceShown]) -> Floats:
    """[P, 12] working days of each person."""
    days = days_below(version.version, version.country, head.year, head.node)
    of_class = days.calendar.days_in_month
    at = {seat: int(of) for seat, of in zip(days.seats, days.calendar.person_class.tolist(), strict=True)}
    found = [of_class[at[s.node]] if s.node in at else np.zeros(12, np.int64) for s in seats]
    return np.array(found, np.float64).reshape(len(seats), 12)


def _gaps(rests: Resting, seats: Sequence[PlaceShown], counts: Counted, working: Floats) -> Gaps:
    leaves = rests.who.leaf_nodes
    nodes = np.array([seat.node for seat in seats], np.float64)
    return Gaps(
        np.array([seat.months for seat in seats], np.int64).reshape(len(seats), 12),
        rests.covered.new[leaves].astype(np.float64), rests.covered.doubt[leaves],
        counts.return_visits, counts.care_visits, working, (nodes * GOLDEN) % 1.0,
    )  # fmt: skip


def _in_hand(rests: Resting) -> dict[str, int]:
    """Each customer once, at the widest stage that it has rows in."""
    stage: dict[int, int] = {}
    for row in rests.customers:
        if row.customer is not None and row.expected > 0:
            order = (1, 0, 2)  # a current customer with deals to come is a current one
            at = order[STAGES.index(row.stage)]
            stage[row.customer] = min(at, stage.get(row.customer, 2))
    found = list(stage.values())
    return {"current": found.count(0), "past": found.count(1), "future": found.count(2)}


def _targets(version: int, node: int) -> dict[str, TargetNow]:
    """By measure, of those among the works that have a sheet."""
    with rows() as cursor:
        cursor.execute(
            "SELECT m.code, s.id, l.months FROM sheets s JOIN measures m ON m.id = s.measure_id"
            " JOIN lines l ON l.sheet_id = s.id AND l.node_id = %s"
            " WHERE s.version_id = %s AND s.tier = 'base' AND m.code = ANY (%s)",
            [node, version, list(WORK)],
        )
        return {code: TargetNow(sheet, tuple(months.tolist())) for code, sheet, months in cursor.fetchall()}


def _lines(work: WorkOfGap, now: Mapping[str, TargetNow]) -> tuple[WorkLine, ...]:
    return tuple(
        WorkLine(name, work.year(name), tuple(work.month(name, m) for m in range(12)), now.get(name)) for name in WORK
    )


def _months(head: PlanHead, work: WorkOfGap, working: Floats, over: NDArray[np.bool_]) -> tuple[MonthShown, ...]:
    loads, days = load(work.counts).sum(axis=0), working.sum(axis=0)
    people = np.maximum((working > 0).sum(axis=0), 1)
    return tuple(
        MonthShown(
            start, float(days[m] / people[m]), float(loads[m] / days[m]) if days[m] else 0.0, int(over[:, m].sum())
        )
        for m, start in enumerate(head.year.month_starts[:12])
    )  # fmt: skip


def _below(
    head: PlanHead, rests: Resting, seats: Sequence[PlaceShown], work: WorkOfGap, over: NDArray[np.bool_]
) -> tuple[Below, ...]:
    who, places = rests.who, rests.places
    children = [at for at in who.children[0] if who.leaf_stop[at] > who.leaf_start[at]]
    if not children:
        return ()
    nodes = [places[at].node for at in children]
    with rows() as cursor:
        cursor.execute(
            "SELECT w.node_id, w.id FROM work_plans w JOIN measures m ON m.id = w.measure_id"
            " WHERE m.code = %s AND w.year = %s AND w.node_id = ANY (%s)",
            [head.measure, head.year.year, np.array(nodes, np.int64)],
        )
        plans = dict(cursor.fetchall())
    gap = rests.covered.new[who.leaf_nodes]
    found = []
    for at in children:
        own = slice(int(who.leaf_start[at]), int(who.leaf_stop[at]))
        years = {name: int(work.counts[name][own].sum()) for name in WORK}
        place = places[at]
        found.append(
            Below(
                place.node, place.name, place.kind, plans.get(place.node), int(gap[own].sum()), years,
                tuple(over[own].sum(axis=0).tolist()),
            )
        )  # fmt: skip
    return tuple(row for row in found if row.gap or any(row.years.values()))
