"""The tasks that procrastinate's worker knows, by subject."""

from __future__ import annotations
