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
    row("api:activity", "GET", SEE, at=plan_at),
    row("api:activity_tried", "GET", SEE, at=plan_at, ask={"win_rate": "0.5"}),
    row("api:set_own_rates", "PUT", WRITE, at=plan_at, send={"win_rate": 0.5, "reason": "grid"}),
    row("api:preview_activity_targets", "GET", WRITE, at=plan_at),
    row("api:make_activity_targets", "POST", WRITE, at=plan_at, send={"measures": ["visits"], "reason": "grid"}),
]  # fmt: skip
