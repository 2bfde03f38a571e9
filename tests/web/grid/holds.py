"""The list of holds."""

from __future__ import annotations

from web.grid.frame import EDIT_BELOW, PLAN, row

ROWS = [
    row("holds", "GET", PLAN),
    row("hold-release", "POST", EDIT_BELOW, at=lambda o: {"hold": o.hold}, send={}),
]
