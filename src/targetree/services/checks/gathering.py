"""The facts of many plans at once, for the checks; how many queries it takes does not depend on how many plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.utils import timezone

from targetree.engine.money import SCALES
from targetree.engine.periods import MONTHS, PlanYear
from targetree.engine.plan_checks.facts import MonthPoints, PlanFacts
from targetree.services.access import Actor
from targetree.services.versioning.showing import Shown, seen
from targetree.store.arrays import rows

from .content import CARRIED, Content, content_of
from .ground import Ground, ground_of
from .seats import Seats, seats_of


@dataclass(frozen=True)
class Gathered:
    """A plan, and all that its checks look at."""

    id: int
    node: int
    path: tuple[int, ...]
    name: str
    kind: str
    status: str
    measure: str
    scale: int
    sheet: int | None
    facts: PlanFacts


@dataclass(frozen=True, slots=True)
class _Head:
    id: int
    node: int
    path: tuple[int, ...]
    name: str
    kind: str
    status: str
    year: int
    measure_id: int
    measure: str
    measure_kind: str
    sheet: int | None
    target: int
    months: tuple[int, ...]
    learned: tuple[int, ...] | None


def gather(actor: Actor, plans: Sequence[int], today: date | None = None) -> list[Gathered]:
    """The facts of those of the plans that the actor may see, in the order given; within a use case."""
    versions = seen(actor).versions
    version = versions[0] if versions else None
    heads = [h for h in _heads(version, plans) if actor.may("see_targets", h.path)]
    if not heads:
        return []
    year = version.year if version else PlanYear(heads[0].year, date(heads[0].year, 1, 1))
    country, number = (version.country, version.version) if version else ("CN", 0)
    content = content_of(np.array([h.id for h in heads], np.int64))
    seats = seats_of({h.node: h.path for h in heads}, number, year, country)
    of_measure: dict[tuple[int, int | None], list[_Head]] = defaultdict(list)
    for head in heads:
        of_measure[head.measure_id, head.sheet].append(head)
    day, found = today or timezone.localdate(), {}
    for (measure, sheet), some in of_measure.items():
        ground = ground_of(sheet, measure, number, year, country, seats)
        for head in some:
            found[head.id] = _gathered(head, year, day, content, seats, ground)
    return [found[plan] for plan in dict.fromkeys(plans) if plan in found]


def _heads(version: Shown | None, plans: Sequence[int]) -> list[_Head]:
    with rows() as cursor:
        cursor.execute(_HEADS, [version.version if version else None, np.array(list(plans), np.int64)])
        found = cursor.fetchall()
    return [
        _Head(id, node, tuple(path.tolist()), name, kind, status, year, measure_id, measure, measure_kind, sheet,
              int(target or 0), tuple(months.tolist()) if months is not None else (0,) * MONTHS,
              tuple(learned.tolist()) if learned is not None and len(learned) == MONTHS else None)
        for id, node, path, name, kind, status, year, measure_id, measure, measure_kind, sheet, target, months, learned
        in found
    ]  # fmt: skip


def _gathered(
    head: _Head, year: PlanYear, today: date, content: Content, seats: Seats, ground: Ground
) -> Gathered:  # fmt: skip
    carried, node = CARRIED.get(head.measure), head.node
    facts = PlanFacts(
        year=year, today=today, money=head.measure_kind == "money", target=head.target, months=head.months,
        learned=head.learned, work_days=tuple(seats.company_days.tolist()), person_days=seats.person_days(node),
        forecast=ground.forecast.get(node), lost=ground.lost.get(node, ()), market_notes=ground.notes.get(node, 0),
        largest_open=ground.largest_open.get(node), record=ground.record.get(node), visits=ground.visits.get(node),
        new_customers=ground.new_customers.get(node, 0), committed=ground.committed.get(node),
        may_commit=len(head.path) > 1, budget_fen=ground.budget.get(node),
        conditions=tuple(content.conditions.get(head.id, ())), points=tuple(content.points.get(head.id, ())),
        actions=tuple(content.actions.get(head.id, ())), focuses=tuple(content.focuses.get(head.id, ())),
        checkpoints={
            month: MonthPoints(row["count"], row[carried] if carried else None, row["visits"])
            for month, row in content.checkpoints.get(head.id, {}).items()
        },
        checkpoints_carry=carried is not None, requests=tuple(content.requests.get(head.id, ())),
    )  # fmt: skip
    return Gathered(head.id, node, head.path, head.name, head.kind, head.status, head.measure,
                    SCALES[head.measure_kind], head.sheet, facts)  # fmt: skip


_HEADS = """
SELECT w.id, n.id, n.path, n.name, n.kind, w.status, w.year, m.id, m.code, m.kind, s.id, l.year, l.months,
  r.planned[2:13]
FROM work_plans w JOIN nodes n ON n.id = w.node_id JOIN measures m ON m.id = w.measure_id
LEFT JOIN sheets s ON s.version_id = %s AND s.measure_id = w.measure_id AND s.tier = 'base'
LEFT JOIN lines l ON l.sheet_id = s.id AND l.node_id = w.node_id
LEFT JOIN receipt_lines r ON r.sheet_id = s.id AND r.node_id = w.node_id
WHERE w.id = ANY (%s)
"""
