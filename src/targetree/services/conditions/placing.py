"""Where a condition stands in the tree, and how it is moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from targetree.services.access import Actor, use_case
from targetree.services.errors import Conflict, Invalid, Missing
from targetree.services.plans.heads import PlanHead, plan_head
from targetree.store import models as store

DEEPEST = 12
"""How deep conditions stand below each other; the database sees to it as well."""
How = Literal["up", "down", "in", "out"]


@dataclass(frozen=True)
class Family:
    """Who stands below whom in a plan; `parent` in the order of siblings."""

    parent: dict[int, int | None]
    position: dict[int, int]

    def children(self, parent: int | None) -> list[int]:
        return [id for id, above in self.parent.items() if above == parent]

    def way(self, id: int | None) -> list[int]:
        """The condition itself and those above it, up to the top."""
        found: list[int] = []
        while id is not None:
            found.append(id)
            id = self.parent[id]
        return found

    def below(self, id: int) -> list[int]:
        """The condition itself and all below it."""
        found = [id]
        for one in found:
            found.extend(self.children(one))
        return found

    def height(self, id: int) -> int:
        return 1 + max((self.height(child) for child in self.children(id)), default=0)


def family_of(head: PlanHead) -> Family:
    """As it stands; the plan is held, so it stays."""
    found = list(
        store.Condition.objects.filter(plan_id=head.id).order_by("position", "id").values_list(
            "id", "parent_id", "position")
    )  # fmt: skip
    return Family({id: parent for id, parent, _ in found}, {id: position for id, _, position in found})


@use_case
def move_condition(
    *, actor: Actor, plan: int, condition: int, parent: int | None, place: int | None = None, why: str = ""
) -> None:
    """Put a condition with all below it under another (under the target for None), as its `place`-th from 0, or last.

    Raises Conflict below itself, too deep, or where an effect would count twice.
    """
    head = plan_head(actor, "write_plan", plan, change=True)
    _move(actor, family_of(head), condition, parent, place)


@use_case
def shift_condition(*, actor: Actor, plan: int, condition: int, how: How, why: str = "") -> None:
    """Up or down among its siblings; in: below the one before it; out: right after the one that it stands below.

    Where that leads nowhere it stays where it is.
    """
    head = plan_head(actor, "write_plan", plan, change=True)
    family = family_of(head)
    if condition not in family.parent:
        raise Missing("not-found")
    parent = family.parent[condition]
    siblings = family.children(parent)
    at = siblings.index(condition)
    if how == "up" and at > 0:
        _move(actor, family, condition, parent, at - 1)
    elif how == "down" and at < len(siblings) - 1:
        _move(actor, family, condition, parent, at + 1)
    elif how == "in" and at > 0:
        _move(actor, family, condition, siblings[at - 1], None)
    elif how == "out" and parent is not None:
        above = family.parent[parent]
        _move(actor, family, condition, above, family.children(above).index(parent) + 1)
    elif how not in ("up", "down", "in", "out"):
        raise Invalid("condition-move", how=str(how)[:20])


def refuse_effect_twice(around: list[int]) -> None:
    """Of conditions above and below each other only one may have an effect: else it would count twice."""
    other = store.Condition.objects.filter(id__in=around, effect__isnull=False).order_by("id").first()
    if other is not None:
        text = other.text if len(other.text) <= 40 else f"{other.text[:39]}…"
        raise Conflict("condition-effect-twice", text=text)


def _move(actor: Actor, family: Family, condition: int, parent: int | None, place: int | None) -> None:
    if condition not in family.parent or (parent is not None and parent not in family.parent):
        raise Missing("not-found")
    moved, way = family.below(condition), family.way(parent)
    if condition in way:
        raise Conflict("condition-below-itself")
    if len(way) + family.height(condition) > DEEPEST:
        raise Conflict("condition-too-deep", most=DEEPEST)
    if (
        parent != family.parent[condition]
        and store.Condition.objects.filter(id__in=moved, effect__isnull=False).exists()
    ):
        refuse_effect_twice(way)
    siblings = [one for one in family.children(parent) if one != condition]
    siblings.insert(len(siblings) if place is None else max(0, min(place, len(siblings))), condition)
    if parent != family.parent[condition]:
        store.Condition.objects.filter(id=condition).update(parent_id=parent, changed_by_id=actor.account_id)
    for position, one in enumerate(siblings):
        if family.position[one] != position:
            store.Condition.objects.filter(id=one).update(position=position)
