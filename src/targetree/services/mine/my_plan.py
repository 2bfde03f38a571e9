"""The plan behind one's number in a few figures: how it stands, how many of its conditions hold, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from targetree.store.arrays import rows


@dataclass(frozen=True, slots=True)
class PlanCard:
    """Of the plan for one measure; conditions are those with none of their own below."""

    plan: int
    status: str
    """draft, submitted, returned, agreed"""
    conditions: int
    holding: int
    failing: int
    to_do: int
    """Actions that are not done."""
    late: int
    next_action: str | None
    next_due: date | None


def plan_card(node: int, measure: str) -> PlanCard | None:
    """The card of a node, within a use case; None where no plan was begun, or the node is not the actor's to see."""
    with rows() as cursor:
        cursor.execute("SELECT * FROM targetree_plan_card(%s, %s)", [node, measure])
        found = cursor.fetchone()
    return None if found is None else PlanCard(*found)
