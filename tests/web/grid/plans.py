"""Work plans: who sees one, who begins one."""

from __future__ import annotations

from web.grid.frame import PLAN, SEE, plan_at, row

WRITE_PLAN = "*  *  ob  ob  o  o  -  -  -  -"

ROWS = [
    row("plans", "GET", PLAN),
    row("plan-open", "POST", WRITE_PLAN, send=lambda o: {"node": o.node}),
    row("plan", "GET", SEE, at=plan_at),
]
