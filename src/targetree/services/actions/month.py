"""The working calendar of the node of a plan, for its actions by month."""

from __future__ import annotations

from targetree.services.access import Actor, use_case
from targetree.services.plans.heads import plan_head
from targetree.services.settings.calendar import CalendarShown, calendar_shown
from targetree.store import models as store


@use_case
def days_of(*, actor: Actor, plan: int, lang: str = "zh") -> CalendarShown:
    """Every day of the plan year as it is for the unit or person of the plan: holidays, make-up days, own leave."""
    head = plan_head(actor, "see_targets", plan)
    node = store.Node.objects.filter(id=head.node, archived_at=None).first()
    return calendar_shown(actor=actor, who=node.code if node else "", lang=lang)
