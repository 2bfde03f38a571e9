"""The frame around every page of a plan: its number, its state, and the tabs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from targetree.services.access import Actor
from targetree.services.plans.heads import PlanHead
from targetree.services.reviews.comments import open_comments_of
from targetree.web.looks.words import name_by_code

TABS: tuple[tuple[str, str | Promise], ...] = (
    ("plan", _("Overview")),
    ("plan-conditions", _("Conditions")),
    ("plan-five-parts", _("Five parts")),
    ("plan-actions", pgettext_lazy("plan", "Actions")),
    ("plan-activity", _("Activity")),
    ("plan-long-term", _("Quarters and months")),
    ("plan-checks", _("Checks")),
)
"""(name of the address, label), in the order in which one works on a plan."""


@dataclass(frozen=True)
class Tab:
    slug: str
    label: str | Promise
    address: str
    current: bool


def frame(actor: Actor, head: PlanHead, current: str) -> dict[str, Any]:
    """What `plans/frame.html` needs; pages of a plan extend it and add their own context."""
    tabs = []
    for slug, label in TABS:
        try:
            tabs.append(Tab(slug, label, reverse(slug, args=[head.id]), slug == current))
        except NoReverseMatch:
            continue
    return {
        "plan": head,
        "scale": head.scale,
        "measure": name_by_code(head.measure, head.measure_name),
        "plan_tabs": tabs,
        "open_comments": open_comments_of(actor=actor, plan=head.id),
        "may_write": actor.may("write_plan", head.path),
        "may_change": head.open and actor.may("write_plan", head.path),
        "may_agree": actor.may("agree_plan", head.path),
    }
