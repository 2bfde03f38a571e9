"""What is said about a plan, line by line. A line's comments are a thread; settled ones fold away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from targetree.services.access import Actor, kept, use_case
from targetree.services.errors import Conflict, Invalid, Missing
from targetree.services.plans.heads import plan_head, said
from targetree.store import models as store

LINES: dict[str, Any] = {
    "condition": store.Condition, "point": store.PlanPoint, "action": store.Action, "focus": store.Focus,
    "checkpoint": store.Checkpoint, "request": store.SupportRequest,
}  # fmt: skip
"""What a comment is about, as a line of a table."""
WHOLE = ("", "target", "support", "quarter", "month")
"""What it is about besides: the plan, its target, what that rests on, a quarter (0 to 3), a month (0 to 11)."""
_AT_MOST = {"quarter": 3, "month": 11}
MOST = 2000
"""Comments of a plan."""


@dataclass(frozen=True, slots=True)
class PlanRemark:
    """A comment."""

    id: int
    about: str
    about_id: int | None
    text: str
    by: str
    at: datetime
    own: bool
    resolved_by: str
    resolved_at: datetime | None


@use_case
def comments_of(*, actor: Actor, plan: int) -> list[PlanRemark]:
    """All of a plan, the oldest first."""
    head = plan_head(actor, "see_targets", plan)
    found = store.PlanComment.objects.filter(plan_id=head.id).select_related("account", "resolved_by")
    return [
        PlanRemark(
            c.id, c.about, c.about_id, c.text, c.account.name if c.account else "", c.at,
            c.account_id == actor.account_id, c.resolved_by.name if c.resolved_by else "", c.resolved_at,
        )
        for c in found.order_by("at", "id")
    ]  # fmt: skip


def open_comments(actor: Actor, plan: int) -> int:
    """How many lines of a plan have comments that wait to be settled, read once a page; within a use case."""
    return kept(
        f"open comments of {plan}",
        lambda: (
            store.PlanComment.objects.filter(plan_id=plan, resolved_at=None)
            .values("about", "about_id")
            .distinct()
            .count()
        ),
    )


@use_case
def open_comments_of(*, actor: Actor, plan: int) -> int:
    """How many lines of a plan have comments that wait to be settled."""
    return open_comments(actor, plan)


@use_case
def comment_plan(*, actor: Actor, plan: int, words: str, about: str = "", about_id: int | None = None) -> int:
    """Say something about a line, or about all of it. Returns its id. Does not count as a change of the plan.

    Raises Missing where the line is not there, Denied for those who only read.
    """
    head = plan_head(actor, "write_plan", plan)
    words = said(words, needed=True)
    if about in LINES:
        if about_id is None or not LINES[about].objects.filter(id=about_id, plan_id=head.id).exists():
            raise Missing("plan-line-gone")
    elif about in _AT_MOST:
        if about_id is None or not 0 <= about_id <= _AT_MOST[about]:
            raise Missing("plan-line-gone")
    elif about in WHOLE:
        about_id = None
    else:
        raise Invalid("query-not-valid", name="about")
    if store.PlanComment.objects.filter(plan_id=head.id).count() >= MOST:
        raise Conflict("plan-comments-full", most=MOST)
    return int(
        store.PlanComment.objects.create(
            plan_id=head.id, about=about, about_id=about_id, text=words, account_id=actor.account_id
        ).id
    )


@use_case
def resolve_comment(*, actor: Actor, plan: int, comment: int, resolved: bool = True) -> int:
    """Settle the thread that a comment belongs to, or take it up again. Returns how many comments changed."""
    head = plan_head(actor, "write_plan", plan)
    one = store.PlanComment.objects.filter(id=comment, plan_id=head.id).first()
    if one is None:
        raise Missing("not-found")
    thread = store.PlanComment.objects.filter(plan_id=head.id, about=one.about, about_id=one.about_id)
    if resolved:
        return int(thread.filter(resolved_at=None).update(resolved_at=timezone.now(), resolved_by_id=actor.account_id))
    return int(thread.exclude(resolved_at=None).update(resolved_at=None, resolved_by_id=None))
