"""The head of a work plan: whose it is, for which number, in which state; and the door to changing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import F
from django.utils import timezone

from targetree.engine.money import SCALES
from targetree.engine.periods import PlanYear
from targetree.services.access import Ability, Actor, require
from targetree.services.agreement.answers import text
from targetree.services.cells import amount_in_range
from targetree.services.errors import Conflict, Denied, Invalid, Missing
from targetree.services.versioning.showing import seen
from targetree.store import models as store
from targetree.store.arrays import rows

Row = TypeVar("Row", bound=Any)


@dataclass(frozen=True)
class PlanHead:
    """A plan and the number that it stands behind. Amounts in the smallest unit of the measure."""

    id: int
    node: int
    path: tuple[int, ...]
    """Nodes from the root to the node, as the organisation is now."""
    name: str
    kind: str
    """unit, seat"""
    person: int | None
    """Of a seat: the person; of a unit: its manager."""
    measure: str
    measure_name: str
    measure_kind: str
    year: PlanYear
    status: str
    """draft, submitted, returned, agreed"""
    revision: int
    sheet: int | None
    """The base sheet of the measure in the version in force (else the newest open one); None without any."""
    target: int
    """The year's number on that sheet, 0 without one."""
    months: tuple[int, ...]
    """[12]"""
    submitted_at: datetime | None
    settled_at: datetime | None
    settled_by: str
    note: str

    @property
    def scale(self) -> int:
        return SCALES[self.measure_kind]

    @property
    def open(self) -> bool:
        """Whether its contents may be changed."""
        return self.status in (store.WorkPlan.DRAFT, store.WorkPlan.RETURNED)


def plan_head(actor: Actor, ability: Ability, plan: int, *, change: bool = False, execution: bool = False) -> PlanHead:
    """The plan's head, with the actor's right to `ability` (of its node) seen to; within a use case.

    With `change` the plan is locked until the transaction ends and counted as changed. One that is submitted or agreed
    is refused, unless what changes is its `execution`: progress, confirmations, judgements, which go on.
    """
    head = _read(actor, plan)
    if head is None:
        raise Missing("not-found")
    require(actor, ability, head.path)
    if change:
        locked = store.WorkPlan.objects.select_for_update(no_key=True).filter(id=plan).values_list("status", flat=True)
        status = locked.first()
        if status is None:  # rows that may not be changed cannot be locked either
            raise Denied("not-allowed")
        if not execution and status == store.WorkPlan.SUBMITTED:
            raise Conflict("plan-submitted")
        if not execution and status == store.WorkPlan.AGREED:
            raise Conflict("plan-agreed")
        store.WorkPlan.objects.filter(id=plan).update(revision=F("revision") + 1)
    return head


def row_of(model: type[Row], head: PlanHead, id: int, *, seen_revision: int | None = None) -> Row:
    """A row of the plan, to be changed and given to `save_row`. Raises Missing.

    Raises Conflict where somebody else has saved it since `seen_revision`, with their name: nobody's work is lost.
    """
    row: Row | None = model._default_manager.select_related("changed_by").filter(id=id, plan_id=head.id).first()
    if row is None:
        raise Missing("not-found")
    if seen_revision is not None and row.revision != seen_revision:
        who = row.changed_by.name if row.changed_by else "?"
        raise Conflict("plan-row-changed", who=who, at=f"{timezone.localtime(row.changed_at):%H:%M}")
    return row


def save_row(actor: Actor, row: Any) -> None:
    """Saves a new or changed row of a plan with who did it."""
    row.changed_by_id = actor.account_id
    row.revision += 1
    row.save()


def said(value: str, *, needed: bool = False) -> str:
    """A text as it is kept. Raises Invalid for one that is too long, or empty where it is `needed`."""
    kept = text(value)
    if needed and not kept:
        raise Invalid("plan-text-needed")
    return kept


def money(amount: int | None) -> int | None:
    """An amount in fen as it is kept, None for none. Raises Invalid out of range."""
    return None if amount is None else amount_in_range(amount)


def _read(actor: Actor, plan: int) -> PlanHead | None:
    around = seen(actor)
    version = around.versions[0] if around.versions else None
    with rows() as cursor:
        cursor.execute(_HEAD, [version.version if version else None, plan])
        row = cursor.fetchone()
    if row is None:
        return None
    (id, node, path, name, kind, person, measure, measure_name, measure_kind, year, start, status, revision, sheet,
     target, months, submitted, settled, settled_by, note) = row  # fmt: skip
    return PlanHead(
        id, node, tuple(int(n) for n in path), name, kind, person, measure, measure_name, measure_kind,
        PlanYear(year, start), status, revision, sheet, int(target or 0),
        tuple(int(m) for m in months) if months is not None else (0,) * 12, submitted, settled, settled_by or "", note,
    )  # fmt: skip


_HEAD = """
SELECT w.id, n.id, n.path, n.name, n.kind, coalesce(n.person_id, n.manager_id), m.code, m.name, m.kind, w.year,
  c.year_start, w.status, w.revision, s.id, l.year, l.months, w.submitted_at, w.settled_at, a.name, w.note
FROM work_plans w JOIN nodes n ON n.id = w.node_id JOIN measures m ON m.id = w.measure_id CROSS JOIN company c
LEFT JOIN sheets s ON s.version_id = %s AND s.measure_id = w.measure_id AND s.tier = 'base'
LEFT JOIN lines l ON l.sheet_id = s.id AND l.node_id = w.node_id
LEFT JOIN accounts a ON a.id = w.settled_by_id
WHERE w.id = %s
"""
