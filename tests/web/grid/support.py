"""Support: what a number rests on, and who may say what a customer can bring."""

from __future__ import annotations

from typing import Any

from web.grid.frame import ADMIN, PLAN, SEE, Thing, row, sheet_of, version_of

JUDGE = "*  *  ob  ob  o  o  -  -  -  -"


def _customer(thing: Thing) -> dict[str, Any]:
    from people import actor
    from targetree.services.support.showing import support_of

    found = support_of(actor=actor("director"), sheet=thing.sheet, node=thing.node)
    return {
        "sheet": thing.sheet, "node": thing.node,
        "customer": next(c.customer for c in found.customers if c.customer is not None),
    }  # fmt: skip


def _node(thing: Thing) -> dict[str, Any]:
    return {"sheet": thing.sheet, "node": thing.node}


def _customer_of_sheet(thing: Thing) -> dict[str, Any]:
    return {name: value for name, value in _customer(thing).items() if name != "node"}


ROWS = [
    row("support", "GET", SEE, ask=lambda o: {"sheet": o.sheet, "at": o.node}),
    row("support-what-if", "GET", PLAN, ask={"target": "100", "habit": "50", "rate": "800000"}),
    row("support-renew", "POST", ADMIN, send=version_of),
    row("support-customer", "GET", SEE, at=_customer),
    row("api:support", "GET", SEE, at=sheet_of, ask=lambda o: {"node": o.node}),
    row("api:outlooks", "GET", SEE, at=sheet_of, ask=lambda o: {"node": o.node}),
    row("api:imagined", "GET", SEE, at=sheet_of, ask=lambda o: {"node": o.node, "repeat_rate": "0.9"}),
    row("api:past_customers", "GET", SEE, at=sheet_of, ask=lambda o: {"node": o.node}),
    row("api:competition", "GET", SEE, at=sheet_of, ask=lambda o: {"node": o.node}),
    row("api:lost_opportunities", "GET", SEE, at=sheet_of, ask=lambda o: {"node": o.node}),
    row("api:judge_customer", "PUT", JUDGE, at=_customer_of_sheet,
        send=lambda o: {"node": o.node, "amount": 100, "reason": "grid"}),
    row("api:renew_support", "POST", ADMIN, at=version_of, send={}),
    row("support-white-space", "GET", SEE, at=_node),
    row("support-reactivation", "GET", SEE, at=_node),
    row("support-competition", "GET", SEE, at=_node),
    row("support-customer", "POST", JUDGE, at=_customer, send={"amount": "100", "reason": "grid"}),
]  # fmt: skip
