"""How targets stand on their conditions, for lists of plans."""

from __future__ import annotations

from collections.abc import Sequence

from targetree.engine.conditions import Condition, Standing
from targetree.engine.conditions import standing as stands
from targetree.services.access import Actor, use_case
from targetree.store import models as store


@use_case
def standing(*, actor: Actor, plans: Sequence[int]) -> dict[int, Standing]:
    """How many conditions of each plan hold, of how many; plans without any, or not for the actor to see, are left out.

    In one query, as the conditions stood when data last came in or the plan was last looked at: a list does not read
    all figures anew.
    """
    found = (
        store.Condition.objects.filter(plan_id__in=list(plans))
        .order_by("plan_id", "id")
        .values_list("plan_id", "id", "parent_id", "state", "figure", "figure_said__gone_since")
    )
    by_plan: dict[int, list[tuple[int, int | None, str, str, object]]] = {}
    for plan, *one in found:
        by_plan.setdefault(plan, []).append(tuple(one))  # type: ignore[arg-type]
    told = {}
    for plan, ones in by_plan.items():
        at = {one[0]: position for position, one in enumerate(ones)}
        told[plan] = stands([
            Condition(None if parent is None else at[parent], state, bool(figure), gone is not None)  # type: ignore[arg-type]
            for _, parent, state, figure, gone in ones
        ])  # fmt: skip
    return told
