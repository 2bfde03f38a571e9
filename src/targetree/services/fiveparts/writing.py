"""Write the five parts: a step at a time, or a point at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from targetree.services.access import Actor, use_case
from targetree.services.errors import Conflict, Invalid, Missing
from targetree.services.plans.heads import PlanHead, money, plan_head, row_of, said, save_row
from targetree.store import models as store
from targetree.store.models.plans import PARTS

from .points import KINDS, rows_of
from .stages import check_dates

MOST = 50
"""Points of one part: more than anybody reads."""
LARGEST_PERCENT = 1000


@dataclass(frozen=True, slots=True)
class Written:
    """A point as somebody writes it; `id` None is a new one, `seen` the revision that they saw."""

    part: str
    text: str
    id: int | None = None
    seen: int | None = None
    kind: str = ""
    amount: int | None = None
    """fen"""
    at_percent: int | None = None
    starts: date | None = None
    due: date | None = None
    obstacle: int | None = None


@use_case
def write_points(
    *, actor: Actor, plan: int, points: Sequence[Written] = (), removed: Sequence[tuple[int, int | None]] = (),
    why: str = "",
) -> list[int]:  # fmt: skip
    """Save points of a plan together: all or none. Returns their ids in order.

    What has not changed is left alone, so that nobody is told of a conflict about a line that they did not touch.
    `removed` are (id, revision seen); an obstacle takes its needs with it. Raises Invalid, or Conflict where somebody
    else saved meanwhile.
    """
    head = plan_head(actor, "write_plan", plan)
    there = {row.id: row for row in rows_of(head.id)}
    wanted = [(w, _kept(head, w)) for w in points]
    changed = [w for w, kept in wanted if w.id is None or w.id not in there or not _same(there[w.id], kept)]
    if changed or removed:
        head = plan_head(actor, "write_plan", plan, change=True)
    ids = []
    for w, kept in wanted:
        assert w.id is not None or w in changed
        ids.append(_save(actor, head, w, kept, there) if w in changed else int(w.id or 0))
    for id, seen in removed:
        row = row_of(store.PlanPoint, head, id, seen_revision=seen)
        store.PlanPoint.objects.filter(plan_id=head.id, obstacle_id=row.id, part="need").delete()
        row.delete()
    if changed:
        _not_too_many(head)
    return ids


@use_case
def mark_done(*, actor: Actor, plan: int, point: int, done: bool, seen: int | None = None, why: str = "") -> None:
    """A stage or a need is done, or not yet after all; also when the plan is agreed: this is carrying it out."""
    head = plan_head(actor, "write_plan", plan, change=True, execution=True)
    row = row_of(store.PlanPoint, head, point, seen_revision=seen)
    if row.part not in ("stage", "need"):
        raise Invalid("point-not-doable")
    if (row.done_at is not None) is done:
        return
    row.done_at = timezone.now() if done else None
    save_row(actor, row)


def _kept(head: PlanHead, w: Written) -> dict[str, object]:
    """The fields as they are kept. Raises Invalid."""
    if w.part not in PARTS:
        raise Invalid("point-no-part", part=w.part[:40])
    kinds = KINDS.get(w.part, ("",))
    if w.kind not in kinds:
        raise Invalid("point-no-kind", kind=w.kind[:40], kinds=", ".join(k for k in kinds if k) or "-")
    text = said(w.text, needed=True)
    if w.at_percent is not None and not 0 <= w.at_percent <= LARGEST_PERCENT:
        raise Invalid("point-percent", most=LARGEST_PERCENT)
    if w.part != "stage" and (w.starts or w.due):
        raise Invalid("point-no-dates")
    if w.part not in ("gain", "loss") and (w.amount is not None or w.at_percent is not None):
        raise Invalid("point-no-money")
    check_dates(head.year, text, w.starts, w.due)
    return {
        "part": w.part, "kind": w.kind, "text": text, "amount": money(w.amount), "at_percent": w.at_percent,
        "starts": w.starts, "due": w.due, "obstacle_id": w.obstacle,
    }  # fmt: skip


def _same(row: store.PlanPoint, kept: dict[str, object]) -> bool:
    return all(getattr(row, name) == value for name, value in kept.items())


def _save(
    actor: Actor, head: PlanHead, w: Written, kept: dict[str, object], there: dict[int, store.PlanPoint]
) -> int:  # fmt: skip
    if w.obstacle is not None and (w.obstacle not in there or there[w.obstacle].part != "obstacle"):
        raise Missing("not-found")
    if w.obstacle is not None and w.part != "need":
        raise Invalid("point-no-obstacle")
    if w.id is None:
        place = max((row.position for row in there.values() if row.part == w.part), default=-1) + 1
        row = store.PlanPoint(plan_id=head.id, position=place, **kept)
    else:
        row = row_of(store.PlanPoint, head, w.id, seen_revision=w.seen)
        if row.part != w.part:
            raise Invalid("point-no-part", part=w.part)
        for name, value in kept.items():
            setattr(row, name, value)
    save_row(actor, row)
    there[row.id] = row
    return int(row.id)


def _not_too_many(head: PlanHead) -> None:
    parts: Iterable[str] = store.PlanPoint.objects.filter(plan_id=head.id).values_list("part", flat=True)
    counted = list(parts)
    if any(counted.count(part) > MOST for part in set(counted)):
        raise Conflict("plan-too-many-points", most=MOST)
