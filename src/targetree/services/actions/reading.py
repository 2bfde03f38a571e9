"""The actions of a plan and of the plans below it, with what is wrong about each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from targetree.engine.priority import quadrant, rank, too_early
from targetree.services.access import Actor, use_case
from targetree.services.days.working_days import days_below
from targetree.services.errors import Missing
from targetree.services.plans.heads import PlanHead, plan_head
from targetree.services.versioning.showing import seen
from targetree.store.arrays import rows

MOST = 1000
"""Actions that are read at once."""
STATUSES = ("planned", "doing", "done", "dropped")


@dataclass(frozen=True, slots=True)
class CustomerOfAction:
    """Whom an action is for; also one that a colleague looks after now."""

    id: int
    code: str
    name: str
    city: str
    latitude: float | None
    longitude: float | None
    owner: str
    """The name of who looks after it, "" for nobody."""
    elsewhere: bool
    """Whether somebody outside the plan looks after it now."""
    archived: bool


@dataclass(frozen=True, slots=True)
class ActionShown:
    """An action. Amounts in fen."""

    id: int
    plan: int
    node: int
    """Whose plan it stands in."""
    whose: str
    text: str
    customer: CustomerOfAction | None
    outcome: str
    confirmed_on: date | None
    starts: date | None
    due: date | None
    place: str
    materials: str
    cost_fen: int | None
    marketing: str
    marketing_fen: int | None
    return_fen: int | None
    spent_fen: int | None
    returned_fen: int | None
    owner: int | None
    owner_name: str
    owner_ends: date | None
    urgent: bool
    important: bool
    status: str
    done_at: datetime | None
    condition: int | None
    condition_text: str
    after: tuple[int, ...]
    waits_until: date | None
    """The last day on which an action that it waits for is due."""
    waiting: int
    """How many of those are not done yet."""
    revision: int
    may_write: bool
    open: bool
    """Whether its plan is one that may be changed."""
    flags: tuple[str, ...] = ()
    """What is wrong or to be seen to, as slugs: `overdue`, `no-date`, `no-owner`, `owner-leaves`, `customer-elsewhere`,
    `customer-archived`, `too-early`, `outside-year`, `rest-day`, `not-confirmed`."""

    @property
    def quadrant(self) -> str:
        """now, plan, quick, later"""
        return quadrant(self.urgent, self.important)

    @property
    def planned_fen(self) -> int:
        """What it costs by the plan, joint marketing included."""
        return (self.cost_fen or 0) + (self.marketing_fen or 0)

    @property
    def counted_fen(self) -> int:
        """What it takes from the budget: once done what was spent, before what is planned or spent, if more."""
        if self.status == "dropped":
            return self.spent_fen or 0
        if self.status == "done":
            return self.planned_fen if self.spent_fen is None else self.spent_fen
        return max(self.planned_fen, self.spent_fen or 0)

    @property
    def going(self) -> bool:
        """Whether it is still to be done."""
        return self.status in ("planned", "doing")


@dataclass(frozen=True)
class ActionsShown:
    """What stands on the page of a plan's actions."""

    head: PlanHead
    actions: tuple[ActionShown, ...]
    """By quadrant, date."""
    more: bool
    """Whether there are more than were read."""
    people: tuple[tuple[int, str], ...]
    """(node, name) of the plans below that have actions."""
    conditions: tuple[tuple[int, str], ...]
    """(id, text) of the conditions of the plan."""
    today: date


@use_case
def actions_of(*, actor: Actor, plan: int, node: int | None = None) -> ActionsShown:
    """The actions of a plan and of those below, or only those of `node` and below it. Raises Missing."""
    head = plan_head(actor, "see_targets", plan)
    works = _works(actor, head)
    today = timezone.localdate()
    with rows() as cursor:
        cursor.execute(f"{_ACTIONS} LIMIT %s", [plan, plan, node or head.node, None, None, MOST + 1])
        found = cursor.fetchall()
        cursor.execute(_PEOPLE, [plan])
        people = cursor.fetchall()
        cursor.execute("SELECT id, text FROM conditions WHERE plan_id = %s ORDER BY position, id", [plan])
        conditions = cursor.fetchall()
    shown = [_flagged(_shown(actor, row), head, works, today) for row in found[:MOST]]
    shown.sort(key=lambda a: rank(a.urgent, a.important, a.due, a.id))
    return ActionsShown(
        head, tuple(shown), len(found) > MOST, tuple((n, name) for n, name in people),
        tuple((id, text) for id, text in conditions), today,
    )  # fmt: skip


@use_case
def action_of(*, actor: Actor, plan: int, action: int) -> ActionShown:
    """One action of a plan. Raises Missing."""
    head = plan_head(actor, "see_targets", plan)
    with rows() as cursor:
        cursor.execute(f"{_ACTIONS} LIMIT 1", [plan, plan, head.node, action, action])
        row = cursor.fetchone()
    if row is None or row[1] != plan:
        raise Missing("not-found")
    return _flagged(_shown(actor, row), head, _works(actor, head), timezone.localdate())


def _works(actor: Actor, head: PlanHead) -> NDArray[np.bool_] | None:
    versions = seen(actor).versions
    return days_below(versions[0].version, versions[0].country, head.year, head.node).works if versions else None


def _shown(actor: Actor, row: Any) -> ActionShown:
    (id, plan, node, whose, path, plan_status, text, outcome, confirmed, starts, due, place, materials, cost, marketing,
     marketing_fen, return_fen, spent, returned, owner, owner_name, owner_ends, urgent, important, status, done_at,
     condition, condition_text, after, waits_until, waiting, revision, *about) = row  # fmt: skip
    customer = None
    if about[0] is not None:
        of, code, name, city, latitude, longitude, keeper, elsewhere, archived = about
        customer = CustomerOfAction(of, code, name, city or "", latitude, longitude, keeper or "", elsewhere, archived)
    return ActionShown(
        id, plan, node, whose, text, customer, outcome, confirmed, starts, due, place, materials, cost, marketing,
        marketing_fen, return_fen, spent, returned, owner, owner_name or "", owner_ends, urgent, important, status,
        done_at, condition, condition_text or "", tuple(int(a) for a in after) if after is not None else (),
        waits_until, int(waiting or 0), revision, actor.may("write_plan", tuple(int(n) for n in path)),
        plan_status in ("draft", "returned"),
    )  # fmt: skip


def _flagged(action: ActionShown, head: PlanHead, works: NDArray[np.bool_] | None, today: date) -> ActionShown:
    """With what somebody should see to."""
    flags = []
    year, due, customer = head.year, action.due, action.customer
    if action.going:
        if due is None:
            flags.append("no-date")
        elif due < today:
            flags.append("overdue")
        if action.owner is None:
            flags.append("no-owner")
        elif action.owner_ends is not None and action.owner_ends < max(due or today, today):
            flags.append("owner-leaves")
        if customer is not None and customer.archived:
            flags.append("customer-archived")
        elif customer is not None and customer.elsewhere:
            flags.append("customer-elsewhere")
        if too_early(action.starts, due, [action.waits_until]):
            flags.append("too-early")
        inside = [day for day in (action.starts, due) if day is not None and year.start <= day < year.end]
        if len(inside) < sum(day is not None for day in (action.starts, due)):
            flags.append("outside-year")
        if works is not None and due in inside and not works[(due - year.start).days]:
            flags.append("rest-day")
    elif action.status == "done" and customer is not None and action.confirmed_on is None:
        flags.append("not-confirmed")
    return replace(action, flags=tuple(flags))


_PEOPLE = """
SELECT n.id, n.name FROM work_plans top JOIN nodes n ON top.node_id = ANY (n.path)
JOIN work_plans w ON w.node_id = n.id AND w.measure_id = top.measure_id AND w.year = top.year
WHERE top.id = %s AND EXISTS (SELECT 1 FROM actions a WHERE a.plan_id = w.id) ORDER BY n.position, n.id LIMIT 300
"""
_ACTIONS = """
SELECT a.id, a.plan_id, n.id, n.name, n.path, w.status, a.text, a.outcome, a.confirmed_on, a.starts, a.due, a.place,
  a.materials, a.cost_fen, a.marketing, a.marketing_fen, a.return_fen, a.spent_fen, a.returned_fen, a.owner_id, p.name,
  p.end_date, a.urgent, a.important, a.status, a.done_at, a.condition_id, k.text, b.ids, b.until, b.waiting, a.revision,
  c.id, c.code, c.name, c.city, c.latitude, c.longitude, c.owner_name,
  c.owner IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM nodes s WHERE n.id = ANY (s.path) AND s.archived_at IS NULL
      AND (s.person_id = c.owner OR s.manager_id = c.owner)),
  c.archived
FROM work_plans top
JOIN nodes n ON top.node_id = ANY (n.path)
JOIN work_plans w ON w.node_id = n.id AND w.measure_id = top.measure_id AND w.year = top.year
JOIN actions a ON a.plan_id = w.id
LEFT JOIN people p ON p.id = a.owner_id
LEFT JOIN conditions k ON k.id = a.condition_id
LEFT JOIN targetree_action_customers(%s) c ON c.id = a.customer_id
LEFT JOIN LATERAL (
  SELECT array_agg(o.id ORDER BY o.id) AS ids, max(o.due) FILTER (WHERE o.status <> 'dropped') AS until,
    count(*) FILTER (WHERE o.status IN ('planned', 'doing')) AS waiting
  FROM action_dependencies d JOIN actions o ON o.id = d.to_action_id WHERE d.from_action_id = a.id) b ON true
WHERE top.id = %s AND %s = ANY (n.path) AND (%s::bigint IS NULL OR a.id = %s)
ORDER BY a.status IN ('planned', 'doing') DESC, a.due NULLS LAST, a.id
"""
