"""Plan with rates of one's own: the model's stand beside them, and why they are others is said."""

from __future__ import annotations

import math
from dataclasses import replace

from targetree.engine.support.funnel_rates import LOWEST_RATE
from targetree.services.access import Actor, use_case
from targetree.services.cells import amount_in_range
from targetree.services.errors import Conflict, Invalid
from targetree.services.plans.heads import PlanHead, plan_head, row_of, said, save_row
from targetree.store import models as store

from .rates import STEPS, Own, bases_of, rates_shown

LEAST_A_DAY, MOST_A_DAY = 0.5, 50.0
SMALLEST_DEAL = 100
"""In the smallest unit: one yuan."""


@use_case
def set_own_rates(
    *, actor: Actor, plan: int, own: Own, reason: str = "", seen_revision: int | None = None, why: str = ""
) -> None:
    """Plan with `own`; a rate that is None is the model's. With nothing of one's own the plan goes back to the model.

    Raises Invalid for a rate outside 0.5 % to 100 %, a deal that is no amount, days that hold no visit, or no reason;
    Conflict where somebody else has set them since `seen_revision` (0: none were set).
    """
    head = plan_head(actor, "write_plan", plan, change=True)
    own = checked(own)
    words = said(reason)
    if not own.nothing and not words:
        raise Invalid("activity-reason-needed")
    row = store.OwnRates.objects.filter(plan_id=head.id).select_related("changed_by").first()
    if row is None:
        if seen_revision:
            raise Conflict("activity-rates-gone")
        if own.nothing:
            return
        row = store.OwnRates(plan_id=head.id)
    else:
        row = row_of(store.OwnRates, head, row.id, seen_revision=seen_revision)
    for name in (*STEPS, "deal", "visits_a_day"):
        setattr(row, name, getattr(own, name))
    row.reason = "" if own.nothing else words
    row.model_said = _model_says(head)
    save_row(actor, row)


def checked(own: Own) -> Own:
    """The same, where it can be. Raises Invalid."""
    for name in STEPS:
        rate = getattr(own, name)
        if rate is not None and not (math.isfinite(rate) and LOWEST_RATE <= rate <= 1):
            raise Invalid("activity-rate-out-of-range", least=f"{LOWEST_RATE:.1%}")
    if own.deal is not None and amount_in_range(own.deal) < SMALLEST_DEAL:
        raise Invalid("activity-deal-too-small")
    a_day = own.visits_a_day
    if a_day is not None and not (math.isfinite(a_day) and LEAST_A_DAY <= a_day <= MOST_A_DAY):
        raise Invalid("activity-visits-a-day", least=f"{LEAST_A_DAY:g}", most=f"{MOST_A_DAY:g}")
    return replace(own)


def _model_says(head: PlanHead) -> dict[str, float]:
    if head.sheet is None:
        raise Conflict("activity-no-target")
    bases = bases_of(head.sheet, head.node)
    if not bases:
        raise Conflict("activity-not-worked-out")
    return {rate.slug: rate.model for rate in rates_shown(head.path, bases, {}, {})}
