"""What a plan says now."""

from __future__ import annotations

from targetree.services.access import Actor, use_case
from targetree.services.plans.heads import plan_head
from targetree.store import models as store

from .reading import Content, content_of


@use_case
def plan_content(*, actor: Actor, plan: int) -> Content:
    """All that the plan says now. Raises Missing."""
    return content_of(actor, plan_head(actor, "see_targets", plan))


@use_case
def proposed_instead(*, actor: Actor, plan: int) -> int | None:
    """The year that was proposed instead of the plan's target and is not settled yet, in the smallest unit."""
    head = plan_head(actor, "see_targets", plan)
    if head.sheet is None:
        return None
    waits = store.Commitment.objects.filter(sheet_id=head.sheet, node_id=head.node, state=store.Commitment.COUNTERED)
    return waits.values_list("amount", flat=True).first()
