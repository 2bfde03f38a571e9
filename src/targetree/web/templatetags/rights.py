"""`{% load rights %}`: what to show to whom. Services refuse by themselves; this only spares people dead buttons."""

from __future__ import annotations

from typing import cast

from django import template

from targetree.services.access import Ability, Actor

register = template.Library()


@register.filter
def may(actor: Actor | None, ability: str) -> bool:
    """`{% if actor|may:"administer" %}`."""
    return actor is not None and actor.may(cast(Ability, ability))
