"""`{% load conditions %}`: how a target stands on its conditions, in lists of plans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from targetree.engine.conditions import Standing

register = template.Library()


@register.inclusion_tag("conditions/standing.html")
def conditions_standing(stands: Mapping[int, Standing], plan: int | None) -> dict[str, Any]:
    """`{% conditions_standing stands line.plan %}`, where `stands` is what `services.conditions.standing` gave."""
    return {"standing": stands.get(plan) if plan else None, "plan": plan}
