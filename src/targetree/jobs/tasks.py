"""The tasks that procrastinate's worker knows, by subject."""

from __future__ import annotations

from . import conditions, importing, upkeep

__all__ = ["conditions", "importing", "upkeep"]
