"""The tasks that procrastinate's worker knows, by subject."""

from __future__ import annotations

from . import importing, upkeep

__all__ = ["importing", "upkeep"]
