"""Conditions without a figure are judged by people."""

from __future__ import annotations

from django.utils import timezone

from targetree.services.access import Actor, use_case
from targetree.services.errors import Conflict, Invalid
from targetree.services.plans.heads import plan_head, row_of, said, save_row
from targetree.store import models as store


@use_case
def judge_condition(
    *, actor: Actor, plan: int, condition: int, state: str, note: str = "", seen_revision: int | None = None,
    why: str = "",
) -> None:  # fmt: skip
    """Say that a condition holds or fails and why, or that it is open again. Also once the plan is handed in or agreed.

    Raises Conflict for a condition that a figure decides.
    """
    if state not in ("holds", "fails", "open"):
        raise Invalid("condition-state", state=state[:20])
    head = plan_head(actor, "write_plan", plan, change=True, execution=True)
    row = row_of(store.Condition, head, condition, seen_revision=seen_revision)
    if row.figure:
        raise Conflict("condition-bound")
    if row.state != state:
        row.state, row.since = state, timezone.now() if state != "open" else None
    row.note, row.judged_by_id = said(note), actor.account_id if state != "open" else None
    save_row(actor, row)
