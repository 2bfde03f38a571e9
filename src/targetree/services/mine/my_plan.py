"""The plan behind one's number in a few figures: how it stands, how many of its conditions hold, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from targetree.engine.conditions import Standing
from targetree.services.access import Actor
from targetree.services.conditions.standing import standing
from targetree.store.arrays import rows


@dataclass(frozen=True, slots=True)
class PlanCard:
    """Of the plan for one measure."""

    plan: int
    status: str
    """draft, submitted, returned, agreed"""
    to_do: int
    """Actions that are not done."""
    late: int
    next_action: str | None
    next_due: date | None
    conditions: Standing | None
    """None: it has none yet."""


def plan_card(actor: Actor, node: int, measure: str) -> PlanCard | None:
    """The card of a node, within a use case; None where no plan was begun, or the node is not the actor's to see."""
    with rows() as cursor:
        cursor.execute("SELECT * FROM targetree_plan_card(%s, %s)", [node, measure])
        found = cursor.fetchone()
    if found is None:
        return None
    plan, status, to_do, late, text, due = found
    stands = standing(actor=actor, plans=[plan]).get(plan)
    return PlanCard(plan, status, to_do, late, text, due, stands)
