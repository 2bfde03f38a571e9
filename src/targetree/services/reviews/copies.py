"""Copies that were kept of a plan: the list, one of them, and what differs between two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from targetree.services.access import Actor, use_case
from targetree.services.errors import Missing
from targetree.services.plans.heads import plan_head
from targetree.store import models as store

from .comparing import Difference, differences
from .reading import Content, content_of


@dataclass(frozen=True, slots=True)
class CopyHead:
    """A copy without its content."""

    number: int
    event: str
    """submitted, withdrawn, returned, agreed, reopened"""
    note: str
    by: str
    at: datetime


@dataclass(frozen=True)
class KeptCopy:
    """A plan as it once was."""

    head: CopyHead
    content: Content


@use_case
def copies_of(*, actor: Actor, plan: int) -> list[CopyHead]:
    """The copies of a plan, the newest first."""
    head = plan_head(actor, "see_targets", plan)
    found = store.PlanCopy.objects.filter(plan_id=head.id).select_related("account").defer("content")
    return [_head(copy) for copy in found.order_by("-number")]


@use_case
def copy_of(*, actor: Actor, plan: int, number: int) -> KeptCopy:
    """One of them. Raises Missing."""
    head = plan_head(actor, "see_targets", plan)
    found = store.PlanCopy.objects.filter(plan_id=head.id, number=number).select_related("account").first()
    if found is None:
        raise Missing("not-found")
    return KeptCopy(_head(found), found.content)


@use_case
def compare_copies(*, actor: Actor, plan: int, first: int, second: int | None = None) -> list[Difference]:
    """What was added, removed and changed from one copy to another; without a second, to the plan as it is now."""
    before = copy_of(actor=actor, plan=plan, number=first).content
    if second is None:
        after = content_of(actor, plan_head(actor, "see_targets", plan))
    else:
        after = copy_of(actor=actor, plan=plan, number=second).content
    return differences(before, after)


def _head(copy: store.PlanCopy) -> CopyHead:
    return CopyHead(copy.number, copy.event, copy.note, copy.account.name if copy.account else "", copy.at)
