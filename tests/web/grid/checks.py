"""Plan checks: who sees why a plan has its score."""

from __future__ import annotations

from web.grid.frame import PLAN, SEE, plan_at, row

ROWS = [
    row("plans-checks", "GET", PLAN),
    row("plan-checks", "GET", SEE, at=plan_at),
    row("api:plan_checks", "GET", SEE, at=plan_at),
    row("api:plan_scores", "GET", PLAN, ask={"measure": "bookings"}),
]
