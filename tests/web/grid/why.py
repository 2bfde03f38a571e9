"""Receipts."""

from __future__ import annotations

from web.grid.frame import SEE, row

ROWS = [row("why", "GET", SEE, ask=lambda o: {"sheet": o.sheet, "node": o.node})]
