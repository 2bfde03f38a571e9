"""The long-term plan: for those whose plan it is and above; the load by month for everybody who works here."""

from __future__ import annotations

from typing import Any

from web.grid.frame import EMPLOYED, SEE, Thing, plan_at, row

WRITE = "*  *  ob  ob  o  o  -  -  -  -"


def _month(thing: Thing) -> dict[str, Any]:
    return {"plan": thing.plan, "month": 1}


def _quarter(thing: Thing) -> dict[str, Any]:
    return {"plan": thing.plan, "quarter": 3}


def _with_focus(thing: Thing) -> dict[str, Any]:
    from people import actor
    from targetree.services.longterm.focus import set_focus

    set_focus(actor=actor("director"), plan=thing.plan, quarter=3, text="grid")
    return _quarter(thing)


HOLD = {"third": 2, "field": "visits", "held": True}

ROWS = [
    row("plan-load", "GET", EMPLOYED),
    row("plan-long-term", "GET", SEE, at=plan_at),
    row("plan-focus", "GET", SEE, at=_quarter),
    row("plan-focus", "POST", WRITE, at=_with_focus, send={"remove": "1", "seen": "1"}, also=(409,)),
    row("plan-checkpoints-take", "POST", WRITE, at=plan_at),
    row("plan-checkpoints-spread", "POST", WRITE, at=plan_at),
    row("plan-checkpoints", "POST", WRITE, at=_month, send={"revenue-month": "500"}, also=(409,)),
    row("plan-checkpoints-propose", "POST", WRITE, at=_month, also=(409,)),
    row("api:long_term", "GET", SEE, at=plan_at),
    row("api:is_realistic", "GET", SEE, at=plan_at),
    row("api:coming_load", "GET", EMPLOYED),
    row("api:set_quarter", "PUT", WRITE, at=_quarter, send={"text": "grid", "share_percent": 30}),
    row("api:remove_quarter", "DELETE", WRITE, at=_with_focus),
    row("api:take_checkpoints", "POST", WRITE, at=plan_at, send={}),
    row("api:spread_checkpoints", "POST", WRITE, at=plan_at, send={}),
    row("api:change_checkpoints", "PATCH", WRITE, at=_month,
        send={"set": [{"third": 1, "field": "amount_signed", "amount": 100}]}),
    row("api:change_month", "PUT", WRITE, at=_month, send={"field": "revenue", "amount": 100_000}),
    row("api:hold_checkpoint", "PUT", WRITE, at=_month, send=HOLD),
    row("api:propose_checkpoints", "POST", WRITE, at=_month, send={}),
]  # fmt: skip
