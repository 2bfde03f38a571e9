"""Conditions of a plan: who sees them, who writes, who judges, who hands in a split."""

from __future__ import annotations

from typing import Any

from web.grid.frame import ANSWER, SEE, Thing, plan_at, row

WRITE_PLAN = "*  *  ob  ob  o  o  -  -  -  -"


def _condition(thing: Thing) -> dict[str, Any]:
    from people import actor
    from targetree.services.conditions.writing import add_condition

    id = add_condition(actor=actor("director"), plan=thing.plan, fields={"text": "grid", "effect": 100})
    return {"plan": thing.plan, "condition": id}


def _split(thing: Thing) -> dict[str, Any]:
    return {"plan": _condition(thing)["plan"]}


def _year(thing: Thing) -> str:
    from people import actor
    from targetree.services.plans.opening import plan_of

    return str(plan_of(actor=actor("director"), plan=thing.plan).target)


def _key(thing: Thing) -> dict[str, Any]:
    from people import actor
    from targetree.services.conditions.proposals import proposals

    return {"key": proposals(actor=actor("director"), plan=thing.plan, lang="zh")[0].key}


DETAILS = {"revision": "1", "text": "grid", "kind": "free", "over": "year", "period": "0-12"}
ROWS = [
    row("plan-conditions", "GET", SEE, at=plan_at),
    row("plan-conditions-outline", "GET", SEE, at=plan_at),
    row("condition-new", "POST", WRITE_PLAN, at=plan_at, send={"text": "grid"}),
    row("condition-proposals", "GET", SEE, at=plan_at),
    row("condition-proposals", "POST", WRITE_PLAN, at=plan_at, send=_key),
    row("condition-templates", "GET", SEE, at=plan_at),
    row("condition-templates", "POST", WRITE_PLAN, at=plan_at, send={"trade": "retail", "number": "3"}),
    row("condition-split", "GET", SEE, at=_split),
    row("condition-split", "POST", ANSWER, at=_split,
        send=lambda o: {"was": _year(o), "share": "50", "rest": "0", "reasons": "grid", "sure": "80"}),
    row("condition", "GET", SEE, at=_condition),
    row("condition", "POST", WRITE_PLAN, at=_condition, send=DETAILS),
    row("condition-text", "POST", WRITE_PLAN, at=_condition, send={"text": "grid", "revision": "1"}),
    row("condition-move", "POST", WRITE_PLAN, at=_condition, send={"how": "up"}),
    row("condition-judge", "POST", WRITE_PLAN, at=_condition, send={"state": "holds", "revision": "1"}),
    row("condition-delete", "GET", SEE, at=_condition),
    row("condition-delete", "POST", WRITE_PLAN, at=_condition, send={"revision": "1"}),
    row("api:conditions", "GET", SEE, at=plan_at),
    row("api:add_condition", "POST", WRITE_PLAN, at=plan_at, send={"text": "grid"}),
    row("api:change_condition", "PATCH", WRITE_PLAN, at=_condition, send={"text": "grid"}),
    row("api:remove_condition", "DELETE", WRITE_PLAN, at=_condition),
    row("api:move_condition", "POST", WRITE_PLAN, at=_condition, send={"parent": None}),
    row("api:shift_condition", "POST", WRITE_PLAN, at=_condition, send={"how": "up"}),
    row("api:judge_condition", "PUT", WRITE_PLAN, at=_condition, send={"state": "holds"}),
    row("api:condition_proposals", "GET", SEE, at=plan_at),
    row("api:accept_proposal", "POST", WRITE_PLAN, at=plan_at, send=_key),
    row("api:condition_templates", "GET", SEE, at=plan_at),
    row("api:take_templates", "POST", WRITE_PLAN, at=plan_at, send={"trade": "retail"}),
    row("api:split", "GET", SEE, at=_split),
    row("api:propose_split", "POST", ANSWER, at=_split, send={"with_rest": False}),
]  # fmt: skip
