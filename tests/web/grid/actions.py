"""Actions and their budget: who reads, who writes, who sets what may be spent."""

from __future__ import annotations

from typing import Any

from web.grid.frame import EDIT, SEE, Thing, plan_at, row

WRITE_PLAN = "*  *  ob  ob  o  o  -  -  -  -"
SET_BUDGET = "*  *  b  b  -  -  -  -  -  -"


def _action(thing: Thing) -> dict[str, Any]:
    from people import actor
    from targetree.services.actions.writing import Contents, create_action

    made = create_action(actor=actor("director"), plan=thing.plan, contents=Contents("grid"))
    return {"plan": thing.plan, "action": made}


def _node(thing: Thing) -> dict[str, Any]:
    return {"plan": thing.plan, "node": thing.node}


def _handed(thing: Thing) -> dict[str, Any]:
    from people import actor
    from targetree.services.actions.choosing import choices_for
    from targetree.services.actions.writing import Contents, create_action

    owners = choices_for(actor=actor("director"), plan=thing.plan).owners
    create_action(actor=actor("director"), plan=thing.plan, contents=Contents("grid", owner=owners[0].id))
    return {"owner": owners[0].id, "to": owners[-1].id}


ROWS = [
    row("plan-actions", "GET", SEE, at=plan_at),
    row("plan-action-new", "GET", WRITE_PLAN, at=plan_at),
    row("plan-action-new", "POST", WRITE_PLAN, at=plan_at, send={"quick": "1", "text": "grid"}),
    row("plan-actions-hand-over", "GET", WRITE_PLAN, at=plan_at),
    row("plan-actions-hand-over", "POST", WRITE_PLAN, at=plan_at, send=_handed),
    row("plan-action", "GET", SEE, at=_action),
    row("plan-action", "POST", WRITE_PLAN, at=_action, send={"text": "grid 2"}),
    row("plan-action-move", "POST", WRITE_PLAN, at=_action, send={"status": "done"}),
    row("plan-action-result", "POST", WRITE_PLAN, at=_action, send={"status": "done"}),
    row("plan-action-delete", "POST", WRITE_PLAN, at=_action),
    row("plan-budget", "GET", SEE, at=plan_at),
    row("plan-budget-set", "POST", SET_BUDGET, at=_node, send={"amount": "1000"}),
    row("plan-budget-share", "POST", EDIT, at=plan_at),
    row("api:actions", "GET", SEE, at=plan_at),
    row("api:action", "GET", SEE, at=_action),
    row("api:add_action", "POST", WRITE_PLAN, at=plan_at, send={"text": "grid"}),
    row("api:change_action", "PATCH", WRITE_PLAN, at=_action, send={"text": "grid 2"}),
    row("api:move_action", "POST", WRITE_PLAN, at=_action, send={"status": "doing"}),
    row("api:record_result", "POST", WRITE_PLAN, at=_action, send={"status": "done"}),
    row("api:confirm_action", "POST", WRITE_PLAN, at=_action, send={"on": None}),
    row("api:delete_action", "DELETE", WRITE_PLAN, at=_action),
    row("api:hand_over_actions", "POST", WRITE_PLAN, at=plan_at, send=_handed),
    row("api:expense_budget", "GET", SEE, at=plan_at),
    row("api:set_expense_budget", "PUT", SET_BUDGET, at=lambda o: {"node": o.node}, send={"amount": 100_000}),
    row("api:share_expense_budget", "POST", EDIT, at=lambda o: {"node": o.node}, send={}),
]
