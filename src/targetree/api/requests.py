"""Requests for support: asked, answered, traced."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from targetree.services.requests import answering, asking, showing

from .entrance import Request
from .fields import Body, Day, Id, Text
from .five_parts import Seen
from .pages import Page, Paging, page_of

router = Router(tags=["Requests for support"])


class RequestOut(Schema):
    """A request. Who is asked sees the request, not the plan."""

    id: int
    revision: int
    plan: int | None = Field(description="For those who may see it.")
    text: str
    why: str
    needed_by: date
    status: Literal["open", "accepted", "declined", "done", "withdrawn"]
    promised: date | None
    answer: str
    asked_by: str
    asked_at: datetime
    answered_by: str
    answered_at: datetime | None
    done_at: datetime | None
    name: str = Field(description="Whose plan it is for.")
    unit: str
    to: str = Field(description="The unit or colleague that is asked.")
    answerers: list[str] = Field(description="Who can answer; empty: nobody, so ask somebody else.")
    late_days: int = Field(description="Since the promised day, else since the day on which it is needed.")
    mine_to_answer: bool
    mine_to_ask: bool


class RequestStepOut(Schema):
    """What happened to a request."""

    event: Literal["asked", "changed", "accepted", "declined", "done", "withdrawn", "reopened"]
    text: str
    promised: date | None
    needed_by: date
    who: str
    at: datetime


class TracedOut(Schema):
    request: RequestOut
    steps: list[RequestStepOut]


class AskedUnitOut(Schema):
    node: int
    name: str
    above: bool = Field(description="On the way up from the plan's own unit.")
    answerers: list[str] = Field(description="Empty: nobody there can answer, and a request is refused.")


class ColleagueOut(Schema):
    account: int
    name: str
    title: str
    other_department: bool


class WhomOut(Schema):
    units: list[AskedUnitOut]
    colleagues: list[ColleagueOut]


class WhichRequests(Paging):
    box: Literal["inbox", "sent", "below"] = "inbox"
    state: Literal["open", "accepted", "late", "closed"] | None = None


class AskIn(Body):
    text: Text
    why: Text = Field("", description="What fails without it.")
    needed_by: Day
    to_node: Id | None = Field(None, description="A unit; its manager answers. Either this or `to_account`.")
    to_account: Id | None = None


class RequestChangeIn(Body):
    text: Text
    why: Text = ""
    needed_by: Day
    seen: Seen = None


class PromiseIn(Body):
    promised: Day
    answer: Text = ""
    seen: Seen = None


class DeclineIn(Body):
    reason: Text
    seen: Seen = None


class GivenIn(Body):
    answer: Text = ""
    seen: Seen = None


class WithdrawIn(Body):
    why: Text = ""
    seen: Seen = None


class AgainIn(WithdrawIn):
    needed_by: Day


class AskedOut(Schema):
    id: int


@router.get("/requests", response=Page[RequestOut], summary="Requests for support")
def requests_list(request: Request, which: Query[WhichRequests]) -> Any:
    """What is asked of you, what you asked for, or what those below did; what presses most first."""
    found = showing.requests_of(actor=request.actor, box=which.box, state=which.state or "")
    return page_of(found, which, lambda row: row.id)


@router.get("/requests/{request_id}", response=TracedOut, summary="A request with its trace")
def request_traced(request: Request, request_id: Id) -> Any:
    """The request and all that happened to it, the oldest first."""
    return showing.request_traced(actor=request.actor, request=request_id)


@router.get("/plans/{plan}/requests", response=list[RequestOut], summary="The requests of a plan")
def requests_of_plan(request: Request, plan: Id) -> Any:
    """In the order in which they were asked."""
    return showing.requests_of_plan(actor=request.actor, plan=plan)


@router.get("/plans/{plan}/whom-to-ask", response=WhomOut, summary="Whom one can ask")
def whom_to_ask(request: Request, plan: Id) -> Any:
    """Units and colleagues that can be asked for support of a plan."""
    return asking.whom_to_ask(actor=request.actor, plan=plan)


@router.post("/plans/{plan}/requests", response={201: AskedOut}, summary="Ask for support")
def ask_for_support(request: Request, plan: Id, body: AskIn) -> Any:
    """Ask a unit or a colleague, by a date. Also when the plan is agreed."""
    made = asking.ask_for_support(
        actor=request.actor, plan=plan, text=body.text, why=body.why, needed_by=body.needed_by, to_node=body.to_node,
        to_account=body.to_account,
    )  # fmt: skip
    return {"id": made}


@router.put("/requests/{request_id}", response={204: None}, summary="Change a request")
def change_request(request: Request, request_id: Id, body: RequestChangeIn) -> None:
    """While it is not answered."""
    asking.change_request(
        actor=request.actor, request=request_id, text=body.text, because=body.why, needed_by=body.needed_by,
        seen=body.seen,
    )  # fmt: skip


@router.post("/requests/{request_id}/accept", response={204: None}, summary="Promise it")
def accept_request(request: Request, request_id: Id, body: PromiseIn) -> None:
    """For a day; promising again moves it."""
    answering.accept_request(
        actor=request.actor, request=request_id, promised=body.promised, answer=body.answer, seen=body.seen
    )


@router.post("/requests/{request_id}/decline", response={204: None}, summary="Decline it")
def decline_request(request: Request, request_id: Id, body: DeclineIn) -> None:
    """With the reason."""
    answering.decline_request(actor=request.actor, request=request_id, reason=body.reason, seen=body.seen)


@router.post("/requests/{request_id}/done", response={204: None}, summary="It is done")
def request_done(request: Request, request_id: Id, body: GivenIn) -> None:
    """Said by those who were asked, or by those who got it."""
    answering.request_done(actor=request.actor, request=request_id, answer=body.answer, seen=body.seen)


@router.post("/requests/{request_id}/withdraw", response={204: None}, summary="Withdraw it")
def withdraw_request(request: Request, request_id: Id, body: WithdrawIn) -> None:
    """It is not needed any more."""
    asking.withdraw_request(actor=request.actor, request=request_id, seen=body.seen, why=body.why)


@router.post("/requests/{request_id}/reopen", response={204: None}, summary="Ask again")
def reopen_request(request: Request, request_id: Id, body: AgainIn) -> None:
    """For a new date."""
    asking.reopen_request(
        actor=request.actor, request=request_id, needed_by=body.needed_by, seen=body.seen, why=body.why
    )
