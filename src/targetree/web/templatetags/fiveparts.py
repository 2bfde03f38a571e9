"""`{% load fiveparts %}`: what the forms of the five parts look up by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(found: Mapping[str, Any] | None, name: str) -> Any:
    """`{{ begun|at:"new-must" }}`; None where nothing is there."""
    return found.get(name) if found else None


@register.filter
def named(beginning: str, id: object) -> str:
    """`{{ "unit-"|named:unit.node }}`: `unit-7`."""
    return f"{beginning}{id}"


@register.filter
def permille(thousandths: int) -> str:
    """`{{ 875|permille }}`: `87.5%`."""
    whole, tenth = divmod(thousandths, 10)
    return f"{whole}.{tenth}%" if tenth else f"{whole}%"
