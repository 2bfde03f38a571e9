"""What people need to learn or to know, collected for their manager: to be arranged, and ticked off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from targetree.engine.periods import PlanYear
from targetree.services.access import Actor, require, use_case
from targetree.services.errors import Invalid, Missing
from targetree.services.plans.heads import plan_head, row_of, said, save_row
from targetree.services.versioning.showing import seen
from targetree.store import models as store
from targetree.store.arrays import rows

from .stages import end_of

STATES = ("open", "arranged", "done")
MOST = 2000


@dataclass(frozen=True, slots=True)
class Need:
    """A need of somebody's plan."""

    id: int
    revision: int
    plan: int
    node: int
    name: str
    """Whose plan: the person or unit."""
    unit: str
    measure: str
    measure_name: str
    kind: str
    """knowledge, skill, information"""
    text: str
    obstacle: str
    state: str
    """open, arranged, done"""
    arranged: str
    arranged_for: date | None
    arranged_by: str
    done_at: datetime | None
    late: bool
    """Arranged for a day that is over, and not done."""
    may_arrange: bool
    may_tick: bool
    """Whether the actor may say that it is done."""


@use_case
def needs_below(
    *, actor: Actor, kind: str = "", state: str = "", node: int | None = None, only: int | None = None,
    today: date | None = None,
) -> list[Need]:  # fmt: skip
    """The needs of all plans of the year that the actor sees, what is open first, then depth-first.

    Of a kind, in a state, below a node; `only` that one.
    """
    require(actor, "plan")
    today = today or timezone.localdate()
    roots = sorted(actor.roots())
    with rows() as cursor:
        cursor.execute(_NEEDS, [seen(actor).plan_year, roots, node, node, only, only, kind, kind, MOST])
        found = cursor.fetchall()
    needs = []
    for (id, revision, plan, at, path, name, unit, measure, measure_name, of, text, obstacle, arranged, day, by, when,
         done) in found:  # fmt: skip
        way = [int(n) for n in path]
        now = "done" if done else "arranged" if when else "open"
        if state and now != state:
            continue
        needs.append(Need(
            id, revision, plan, at, name, unit or "", measure, measure_name, of, text, obstacle or "", now, arranged,
            day, by or "", done, bool(day and not done and day < today), actor.may("edit_targets", way),
            actor.may("write_plan", way),
        ))  # fmt: skip
    return needs


@use_case
def arrange_need(
    *, actor: Actor, need: int, how: str, day: date | None = None, seen_revision: int | None = None, why: str = ""
) -> None:
    """Say what has been arranged for a need and for which day; an empty `how` takes it back.

    A manager's, for everybody below and the own unit; also when the plan is agreed.
    """
    plan = store.PlanPoint.objects.filter(id=need, part="need").values_list("plan_id", flat=True).first()
    if plan is None:
        raise Missing("not-found")
    head = plan_head(actor, "edit_targets", plan, change=True, execution=True)
    row = row_of(store.PlanPoint, head, need, seen_revision=seen_revision)
    kept = said(how)
    _check(head.year, day)
    row.arranged, row.arranged_for = kept, day if kept else None
    row.arranged_by_id, row.arranged_at = (actor.account_id, timezone.now()) if kept else (None, None)
    save_row(actor, row)


@use_case
def need_done(*, actor: Actor, need: int, done: bool, seen_revision: int | None = None, why: str = "") -> None:
    """A need is met, or not after all: said by whose plan it is, or by their manager."""
    plan = store.PlanPoint.objects.filter(id=need, part="need").values_list("plan_id", flat=True).first()
    if plan is None:
        raise Missing("not-found")
    head = plan_head(actor, "write_plan", plan, change=True, execution=True)
    row = row_of(store.PlanPoint, head, need, seen_revision=seen_revision)
    if (row.done_at is not None) is not done:
        row.done_at = timezone.now() if done else None
        save_row(actor, row)


def _check(year: PlanYear, day: date | None) -> None:
    if day is None:
        return
    if day < timezone.localdate():
        raise Invalid("need-date-past", day=day.isoformat())
    if day > end_of(year):
        raise Invalid("stage-after-year", what="", day=day.isoformat(), last=end_of(year).isoformat())


_NEEDS = """
SELECT p.id, p.revision, w.id, n.id, n.path, n.name, u.name, m.code, m.name, p.kind, p.text, o.text, p.arranged,
  p.arranged_for, a.name, p.arranged_at, p.done_at
FROM plan_points p JOIN work_plans w ON w.id = p.plan_id AND w.year = %s JOIN nodes n ON n.id = w.node_id
JOIN measures m ON m.id = w.measure_id LEFT JOIN nodes u ON u.id = n.parent_id
LEFT JOIN plan_points o ON o.id = p.obstacle_id LEFT JOIN accounts a ON a.id = p.arranged_by_id
WHERE p.part = 'need' AND n.path && %s::bigint[] AND (%s::bigint IS NULL OR %s = ANY (n.path))
  AND (%s::bigint IS NULL OR p.id = %s) AND (%s = '' OR p.kind = %s)
ORDER BY p.done_at IS NOT NULL, p.arranged_at IS NOT NULL, n.position, n.id, p.position, p.id LIMIT %s
"""
