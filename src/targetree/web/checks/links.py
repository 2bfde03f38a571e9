"""Where to mend: the address of the page, and of the row in it."""

from __future__ import annotations

from django.utils.http import urlencode

from targetree.engine.plan_checks.verdicts import Spot
from targetree.services.access import Actor
from targetree.services.plans.heads import PlanHead
from targetree.web.looks.links import there

_TABS = {
    "conditions": "plan-conditions", "five-parts": "plan-five-parts", "actions": "plan-actions",
    "activity": "plan-activity", "long-term": "plan-long-term",
}  # fmt: skip


def address_of(actor: Actor, head: PlanHead, spot: Spot) -> str:
    """ "" where there is no such page, or it is not for the actor."""
    if spot.kind == "action" and spot.row is not None and (row := there("plan-action", head.id, spot.row)):
        return row
    if spot.page in _TABS:
        address = there(_TABS[spot.page], head.id)
        anchor = f"#{spot.kind}-{spot.row}" if spot.kind and spot.row is not None else ""
        return address and address + anchor
    if spot.page == "requests":
        return there("requests") or there("plan-five-parts", head.id)
    if spot.page == "market":
        return there("settings-market") if actor.may("administer") else ""
    if head.sheet is None:
        return there("tree") if spot.page == "tree" else ""
    if spot.page == "commitment":
        return there("commitment", head.sheet, head.node)
    if spot.page == "support":
        return f"{there('support')}?{urlencode({'sheet': head.sheet, 'at': head.node})}"
    return f"{there('tree')}?{urlencode({'sheet': head.sheet, 'node': head.node})}"
