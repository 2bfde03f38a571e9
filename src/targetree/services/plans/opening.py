"""Begin a work plan, and find those that there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from targetree.engine.money import SCALES
from targetree.services.access import Actor, require, use_case
from targetree.services.errors import Conflict, Invalid, Missing
from targetree.services.versioning.showing import seen
from targetree.store import models as store
from targetree.store.arrays import rows

from .heads import PlanHead, plan_head


@use_case
def open_plan(*, actor: Actor, node: int, measure: str = "bookings") -> int:
    """The plan of a node for the year's target of a measure, begun where there is none yet. Returns its id.

    Raises Missing for a node or measure that is not there, Invalid for a measure that nobody plans.
    """
    place = store.Node.objects.filter(id=node, archived_at=None).values_list("path", flat=True).first()
    if place is None:
        raise Missing("not-found")
    of = store.Measure.objects.filter(code=measure, archived_at=None).first()
    if of is None:
        raise Invalid("plan-no-measure", measure=measure)
    year = store.Company.objects.values_list("plan_year", flat=True).first()
    if year is None:
        raise Conflict("plan-no-year")
    require(actor, "write_plan", place)
    plan, _ = store.WorkPlan.objects.get_or_create(
        node_id=node, measure=of, year=year, defaults={"created_by_id": actor.account_id}
    )
    return int(plan.id)


@use_case
def plan_of(*, actor: Actor, plan: int) -> PlanHead:
    """The head of a plan. Raises Missing."""
    return plan_head(actor, "see_targets", plan)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A unit or seat and the state of its plan. Amounts in the smallest unit of the measure."""

    node: int
    parent: int | None
    depth: int
    """From the highest that the actor sees."""
    name: str
    kind: str
    target: int
    scale: int
    plan: int | None
    """None: not begun."""
    status: str
    """draft, submitted, returned, agreed; "" not begun"""
    submitted_at: datetime | None
    settled_at: datetime | None
    own: bool
    """Whether the actor is the one to write it: the own seat, the own unit."""
    may_write: bool
    may_agree: bool


@use_case
def plans_below(*, actor: Actor, measure: str = "bookings") -> list[PlanLine]:
    """Everybody with a number or a plan that the actor sees, depth-first, as the version in force has them."""
    require(actor, "plan")
    around = seen(actor)
    if not around.versions:
        return []
    roots = sorted(actor.roots())
    own = actor.roots("seller", "manager") | (actor.roots("director") if not actor.roots("manager") else frozenset())
    with rows() as cursor:
        cursor.execute(_BELOW, [around.plan_year, measure, around.versions[0].version, roots])
        found = cursor.fetchall()
    at_top = min((len(row[2]) for row in found), default=0)
    return [
        PlanLine(
            node, parent, len(path) - at_top, name, kind, int(target), SCALES[measure_kind], plan, status or "",
            submitted, settled, node in own, actor.may("write_plan", path), actor.may("agree_plan", path),
        )
        for node, parent, path, name, kind, measure_kind, target, plan, status, submitted, settled in found
    ]  # fmt: skip


_BELOW = """
SELECT p.node_id, p.parent_id, p.path, n.name, n.kind, m.kind, l.year, w.id, w.status, w.submitted_at, w.settled_at
FROM measures m
JOIN sheets s ON s.measure_id = m.id AND s.tier = 'base'
JOIN places p ON p.version_id = s.version_id
JOIN nodes n ON n.id = p.node_id
JOIN lines l ON l.sheet_id = s.id AND l.node_id = p.node_id
LEFT JOIN work_plans w ON w.node_id = p.node_id AND w.measure_id = m.id AND w.year = %s
WHERE m.code = %s AND s.version_id = %s AND p.path && %s::bigint[]
  AND (n.kind = 'unit' OR l.year <> 0 OR w.id IS NOT NULL)
ORDER BY p.position
"""
