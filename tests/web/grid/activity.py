"""The gap in customers and activity: whose plan it is, and who may make targets of it."""

from __future__ import annotations

from web.grid.frame import SEE, Thing, plan_at, row

WRITE = "   *  *  ob  ob  o  o  -  -  -  -"
"""As the plan itself: the auditor reads."""


def _targets(thing: Thing) -> dict[str, object]:
    return {"measure": "visits", "reason": "grid"}


ROWS = [
    row("plan-activity", "GET", SEE, at=plan_at),
    row("plan-activity", "POST", WRITE, at=plan_at, send={"cold": "60", "visit": "30", "win": "40", "reason": "grid"}),
    row("plan-activity-try", "GET", SEE, at=plan_at, ask={"cold": "60", "win": "50"}),
    row("plan-activity-targets", "GET", WRITE, at=plan_at),
    row("plan-activity-targets", "POST", WRITE, at=plan_at, send=_targets),
]  # fmt: skip
