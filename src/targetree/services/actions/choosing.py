"""What an action can be given: customers, owners, conditions, actions to wait for."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from targetree.services.access import Actor, use_case
from targetree.services.errors import Invalid
from targetree.services.plans.heads import PlanHead, plan_head
from targetree.store.arrays import rows

MOST_CUSTOMERS = 500
"""Customers that are offered; others are found by their code or name."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose."""

    id: int
    code: str
    name: str
    more: str = ""


@dataclass(frozen=True)
class Choices:
    """What can be chosen for an action of a plan."""

    customers: tuple[Choice, ...]
    """`more` is where they are."""
    all_customers: bool
    """Whether these are all there are."""
    owners: tuple[Choice, ...]
    conditions: tuple[Choice, ...]
    actions: tuple[Choice, ...]
    """Of the same plan; `more` is the day on which it is due."""


@use_case
def choices_for(*, actor: Actor, plan: int, action: int | None = None) -> Choices:
    """For a new action, or for one that is there already."""
    head = plan_head(actor, "see_targets", plan)
    with rows() as cursor:
        cursor.execute(_CUSTOMERS + " ORDER BY c.name, c.id LIMIT %s", [head.node, MOST_CUSTOMERS + 1])
        customers = [Choice(*row) for row in cursor.fetchall()]
        cursor.execute("SELECT id, text FROM conditions WHERE plan_id = %s ORDER BY position, id", [plan])
        conditions = [Choice(id, "", text) for id, text in cursor.fetchall()]
        cursor.execute(
            "SELECT id, text, due FROM actions WHERE plan_id = %s AND id IS DISTINCT FROM %s AND status <> 'dropped'"
            " ORDER BY due NULLS LAST, id LIMIT 200",
            [plan, action],
        )
        actions = [Choice(id, "", text, day.isoformat() if day else "") for id, text, day in cursor.fetchall()]
    return Choices(
        tuple(customers[:MOST_CUSTOMERS]), len(customers) <= MOST_CUSTOMERS, tuple(owners_for(head)),
        tuple(conditions), tuple(actions),
    )  # fmt: skip


@use_case
def customer_named(*, actor: Actor, plan: int, words: str) -> int | None:
    """The customer with this code or name; None for no words. Raises Invalid for none and for several."""
    head = plan_head(actor, "see_targets", plan)
    wanted = words.replace("\x00", "").strip()
    if not wanted:
        return None
    name, _, tail = wanted.rpartition("（")
    code = tail.removesuffix("）") if name and tail.endswith("）") else wanted
    with rows() as cursor:
        cursor.execute(_CUSTOMERS + " AND c.code = %s", [head.node, code])
        found = cursor.fetchall()
        if not found:
            cursor.execute(_CUSTOMERS + " AND lower(c.name) = lower(%s) LIMIT 2", [head.node, wanted])
            found = cursor.fetchall()
    if not found:
        raise Invalid("action-customer-unknown", name=wanted[:80])
    if len(found) > 1:
        raise Invalid("action-customer-twice", name=wanted[:80])
    return int(found[0][0])


def owners_for(head: PlanHead) -> list[Choice]:
    """Who can own an action of the plan: the people at its node and below, and the managers above; not who has left."""
    with rows() as cursor:
        cursor.execute(_OWNERS, [head.node, list(head.path), timezone.localdate()])
        return [Choice(*row) for row in cursor.fetchall()]


_CUSTOMERS = """
SELECT c.id, c.code, c.name, c.city FROM customers c
WHERE c.archived_at IS NULL AND c.owner_id IN (
  SELECT unnest(ARRAY[n.person_id, n.manager_id]) FROM nodes n WHERE %s = ANY (n.path) AND n.archived_at IS NULL)
"""
_OWNERS = """
SELECT DISTINCT p.id, p.code, p.name, p.title FROM people p
JOIN nodes n ON (n.person_id = p.id OR n.manager_id = p.id) AND n.archived_at IS NULL
WHERE (%s = ANY (n.path) OR (n.kind = 'unit' AND n.id = ANY (%s::bigint[])))
  AND (p.end_date IS NULL OR p.end_date >= %s)
ORDER BY p.code
"""
