"""The five parts, the needs that they collect, and requests for support."""

from __future__ import annotations

from typing import Any

from web.grid.frame import EDIT, EMPLOYED, PLAN, SEE, Thing, plan_at, row

WRITE_PLAN = "*  *  ob  ob  o  o  -  -  -  -"
ASKED = "     *  *  ob  ob  o  o  *  *  -  -"
EITHER = "    *  *  ob  ob  o  o  *  -  -  -"
THE_ASKED = " -  -  -   -   -  -  *  -  -  -"
DAY = "2027-11-30"


def _point(thing: Thing, part: str, **more: Any) -> int:
    from people import actor
    from targetree.services.fiveparts.writing import Written, write_points

    return write_points(actor=actor("director"), plan=thing.plan, points=[Written(part, "grid", **more)])[0]


def _stage(thing: Thing) -> dict[str, Any]:
    return {"plan": thing.plan, "point": _point(thing, "stage")}


def _need(thing: Thing) -> dict[str, Any]:
    return {"need": _point(thing, "need", kind="skill")}


def _step(thing: Thing) -> dict[str, Any]:
    return {"plan": thing.plan, "step": "must"}


def _request(thing: Thing) -> dict[str, Any]:
    """The director asks the colleague of another department for the node's plan."""
    from datetime import date

    from people import actor
    from targetree.services.requests.asking import ask_for_support

    return {"request_id": ask_for_support(
        actor=actor("director"), plan=thing.plan, text="grid", needed_by=date.fromisoformat(DAY),
        to_account=thing.account("colleague"),
    )}  # fmt: skip


def _withdrawn(thing: Thing) -> dict[str, Any]:
    from people import actor
    from targetree.services.requests.asking import withdraw_request

    made = _request(thing)
    withdraw_request(actor=actor("director"), request=made["request_id"])
    return made


def _ask(thing: Thing) -> dict[str, Any]:
    return {"text": "grid", "needed_by": DAY, "to_account": thing.account("colleague")}


SEEN = {"seen": "0"}
AGAIN = {"needed_by": DAY}
ROWS = [
    row("plan-five-parts", "GET", SEE, at=plan_at),
    row("plan-five-parts-step", "GET", WRITE_PLAN, at=_step),
    row("plan-five-parts-step", "POST", WRITE_PLAN, at=_step, send={"new-must-text": "grid"}),
    row("plan-point-done", "POST", WRITE_PLAN, at=_stage, send={"done": "1", "seen": "1"}),
    row("plan-needs", "GET", PLAN),
    row("plan-needs-export", "GET", PLAN),
    row("plan-need", "GET", EDIT, at=_need),
    row("plan-need", "POST", EDIT, at=_need, send={"how": "grid", "seen": "1"}),
    row("plan-need-done", "POST", WRITE_PLAN, at=_need, send={"done": "1", "seen": "1"}),
    row("api:five_parts_of", "GET", SEE, at=plan_at),
    row("api:add_point", "POST", WRITE_PLAN, at=plan_at, send={"part": "must", "text": "grid"}),
    row("api:change_point", "PUT", WRITE_PLAN, at=_stage, send={"part": "stage", "text": "grid 2"}),
    row("api:remove_point", "DELETE", WRITE_PLAN, at=_stage),
    row("api:point_done", "POST", WRITE_PLAN, at=_stage, send={"done": True}),
    row("api:needs_list", "GET", PLAN),
    row("api:arrange_need", "PUT", EDIT, at=_need, send={"how": "grid"}),
    row("api:need_done", "POST", WRITE_PLAN, at=_need, send={"done": True}),
    row("requests", "GET", EMPLOYED),
    row("request", "GET", ASKED, at=_request),
    row("request-accept", "POST", THE_ASKED, at=_request, send=SEEN | {"promised": DAY}),
    row("request-decline", "POST", THE_ASKED, at=_request, send=SEEN | {"reason": "grid"}),
    row("request-done", "POST", EITHER, at=_request, send=SEEN),
    row("request-change", "POST", WRITE_PLAN, at=_request, send=SEEN | AGAIN | {"text": "grid 2"}),
    row("request-withdraw", "POST", WRITE_PLAN, at=_request, send=SEEN),
    row("request-reopen", "POST", WRITE_PLAN, at=_withdrawn, send={"seen": "1"} | AGAIN),
    row("api:requests_list", "GET", EMPLOYED),
    row("api:request_traced", "GET", ASKED, at=_request),
    row("api:requests_of_plan", "GET", SEE, at=plan_at),
    row("api:whom_to_ask", "GET", SEE, at=plan_at),
    row("api:ask_for_support", "POST", WRITE_PLAN, at=plan_at, send=_ask),
    row("api:change_request", "PUT", WRITE_PLAN, at=_request, send=AGAIN | {"text": "grid 2"}),
    row("api:accept_request", "POST", THE_ASKED, at=_request, send={"promised": DAY}),
    row("api:decline_request", "POST", THE_ASKED, at=_request, send={"reason": "grid"}),
    row("api:request_done", "POST", EITHER, at=_request, send={}),
    row("api:withdraw_request", "POST", WRITE_PLAN, at=_request, send={}),
    row("api:reopen_request", "POST", WRITE_PLAN, at=_withdrawn, send=AGAIN),
]
