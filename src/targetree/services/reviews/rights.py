"""Who may agree a plan: those above, and nobody their own but the director."""

from __future__ import annotations

from targetree.services.access import Actor
from targetree.services.errors import Denied
from targetree.services.plans.heads import PlanHead


def may_agree(actor: Actor, head: PlanHead) -> bool:
    """Whether the actor returns and agrees this plan. A leader with a number of their own hands that one in above."""
    if not actor.may("agree_plan", head.path):
        return False
    own = head.path[-1] in actor.roots("seller", "manager") or (
        head.person is not None and head.person == actor.person_id
    )
    return not own or "director" in actor.roles


def may_talk(actor: Actor, head: PlanHead) -> bool:
    """Whether the actor comments: who writes the plan and those above."""
    return actor.may("write_plan", head.path) or may_agree(actor, head)


def require_agree(actor: Actor, head: PlanHead) -> None:
    """Raises Denied for the own plan, and for those whose it is not to agree."""
    if not may_agree(actor, head):
        raise Denied("plan-not-yours-to-agree" if actor.may("write_plan", head.path) else "not-allowed")
