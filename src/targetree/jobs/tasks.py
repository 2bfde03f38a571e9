"""The tasks that procrastinate's worker knows, by subject."""

from __future__ import annotations

from . import upkeep

__all__ = ["upkeep"]
