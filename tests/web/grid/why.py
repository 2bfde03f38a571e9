"""Receipts."""

from __future__ import annotations

from web.grid.frame import SEE, row, sheet_of

ROWS = [
    row("why", "GET", SEE, ask=lambda o: {"sheet": o.sheet, "node": o.node}),
    row("api:receipt", "GET", SEE, at=sheet_of, ask=lambda o: {"node": o.node}),
]
