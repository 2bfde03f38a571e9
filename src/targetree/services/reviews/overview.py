"""What a plan says now."""

from __future__ import annotations

from targetree.services.access import Actor, use_case
from targetree.services.plans.heads import plan_head

from .reading import Content, content_of


@use_case
def plan_content(*, actor: Actor, plan: int) -> Content:
    """All that the plan says now. Raises Missing."""
    return content_of(actor, plan_head(actor, "see_targets", plan))
