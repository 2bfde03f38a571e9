"""Actions of a plan with their six directions, what became of them, and the expense budget."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from targetree.services.actions import budgets, choosing, progress, reading, writing
from targetree.services.actions.writing import Contents

from .entrance import Request
from .fields import Body, Code, Day, Id, Text, Units
from .fields import Query as Parameters
from .pages import Page, Paging, page_of

router = Router(tags=["Actions"])
Status = Literal["planned", "doing", "done", "dropped"]
Place = Annotated[Text, Field(max_length=300)]
After = Annotated[list[Id], Field(max_length=50, description="Actions of the same plan that must be done before.")]
Revision = Annotated[
    int | None, Field(ge=0, le=2**31 - 1, description="`revision` that you saw: 409 `plan-row-changed` if not that.")
]


class ActionCustomerOut(Schema):
    """Whom it is for."""

    id: int
    code: str
    name: str
    city: str
    latitude: float | None
    longitude: float | None
    owner: str
    elsewhere: bool = Field(description="Somebody outside the plan looks after it now.")


class ActionOut(Schema):
    """An action. Amounts in fen."""

    id: int
    plan: int
    node: int
    whose: str
    text: str
    customer: ActionCustomerOut | None
    outcome: str
    confirmed_on: date | None
    starts: date | None
    due: date | None
    place: str
    materials: str
    cost_fen: int | None
    marketing: str
    marketing_fen: int | None
    return_fen: int | None
    spent_fen: int | None
    returned_fen: int | None
    owner: int | None
    owner_name: str
    urgent: bool
    important: bool
    quadrant: Literal["now", "plan", "quick", "later"]
    status: Status
    done_at: datetime | None
    condition: int | None
    after: list[int]
    waiting: int = Field(description="How many of those it waits for are not done yet.")
    flags: list[str] = Field(
        description="overdue, no-date, no-owner, owner-leaves, customer-elsewhere, customer-archived, too-early,"
        " outside-year, rest-day, not-confirmed"
    )
    revision: int


class ActionMadeOut(Schema):
    id: int


class ActionIn(Body):
    """A new action. Owner and place follow from the plan and the customer where they are not given."""

    text: Text
    customer: Id | None = None
    customer_code: Code | None = Field(None, description="Instead of `customer`: its code or name.")
    outcome: Text = ""
    starts: Day | None = None
    due: Day | None = None
    place: Place = ""
    materials: Text = ""
    cost_fen: Units | None = None
    marketing: Text = ""
    marketing_fen: Units | None = None
    return_fen: Units | None = None
    owner: Id | None = None
    urgent: bool = False
    important: bool = True
    condition: Id | None = None
    after: After = Field(default_factory=list)


class ActionChangeIn(Body):
    """What changes; what is not given stays."""

    text: Text | None = None
    customer: Id | None = None
    outcome: Text | None = None
    starts: Day | None = None
    due: Day | None = None
    place: Place | None = None
    materials: Text | None = None
    cost_fen: Units | None = None
    marketing: Text | None = None
    marketing_fen: Units | None = None
    return_fen: Units | None = None
    owner: Id | None = None
    urgent: bool | None = None
    important: bool | None = None
    condition: Id | None = None
    after: After | None = None
    revision: Revision = None


class ActionMoveIn(Body):
    status: Status
    revision: Revision = None


class ActionConfirmIn(Body):
    on: Day | None = Field(description="The day on which the customer confirmed; null takes it back.")
    revision: Revision = None


class ActionResultIn(ActionMoveIn):
    confirmed_on: Day | None = None
    spent_fen: Units | None = Field(None, description="Null: as planned.")
    returned_fen: Units | None = Field(None, description="What joint marketing did bring back.")


class ActionsHandOverIn(Body):
    owner: Id | None = Field(description="The person who owns them now; null: those without an owner.")
    to: Id


class ActionsHandedOut(Schema):
    handed: int


class BudgetLineOut(Schema):
    """What a unit or person may spend, and what is planned and spent. Fen."""

    node: int
    name: str
    kind: Literal["unit", "seat"]
    target: int
    budget: int | None = Field(description="Null: not set yet.")
    stated: bool = Field(description="Somebody set it; else it is a share by the target.")
    planned: int
    spent: int
    to_come: int
    left: int | None = Field(description="Negative: more is planned than there is.")
    ratio: float | None = Field(description="Cost-to-sales ratio: planned and spent over the target.")
    return_planned: int
    returned: int
    may_set: bool
    revision: int


class BudgetOut(Schema):
    own: BudgetLineOut
    below: list[BudgetLineOut]
    reserve: int | None = Field(description="What is not handed down to those below.")


class BudgetIn(Body):
    amount: Units | None = Field(description="Fen; null: a share by the target again.")
    revision: Revision = Field(None, description="`revision` that you saw: 409 `budget-changed` if not that.")
    why: Text = ""


class BudgetShareIn(Body):
    why: Text = ""


class WhichActions(Paging):
    node: Id | None = Field(None, description="Only of this node and below.")
    status: Status | None = None
    flag: Annotated[str, Field(max_length=40)] | None = Field(None, description="Only those with this flag.")


class SeenAction(Parameters):
    revision: Revision = None


@router.get("/plans/{plan}/actions", response=Page[ActionOut], summary="Actions of a plan")
def actions(request: Request, plan: Id, which: Query[WhichActions]) -> Any:
    """Of the plan and those below it: by urgency and importance, then by date."""
    found = reading.actions_of(actor=request.actor, plan=plan, node=which.node).actions
    rows = [
        a
        for a in found
        if (which.status is None or a.status == which.status) and (which.flag is None or which.flag in a.flags)
    ]
    return page_of(rows, which, lambda a: a.id)


@router.post("/plans/{plan}/actions", response={201: ActionMadeOut}, summary="Add an action")
def add_action(request: Request, plan: Id, body: ActionIn) -> Any:
    """What is done is enough; for whom and until when make it an action."""
    told = body.dict()
    code = told.pop("customer_code")
    if code and told["customer"] is None:
        told["customer"] = choosing.customer_named(actor=request.actor, plan=plan, words=code)
    told["after"] = tuple(told["after"])
    return {"id": writing.create_action(actor=request.actor, plan=plan, contents=Contents(**told))}


@router.post("/plans/{plan}/actions/hand-over", response=ActionsHandedOut, summary="Hand open actions over")
def hand_over_actions(request: Request, plan: Id, body: ActionsHandOverIn) -> Any:
    """All that a person still has to do, in this plan and those below, gets another owner."""
    return {
        "handed": progress.hand_over_actions(actor=request.actor, plan=plan, owner=body.owner, to=body.to)
    }  # fmt: skip


@router.get("/plans/{plan}/actions/{action}", response=ActionOut, summary="An action")
def action(request: Request, plan: Id, action: Id) -> Any:
    """With what is to be seen to as `flags`."""
    return reading.action_of(actor=request.actor, plan=plan, action=action)


@router.patch("/plans/{plan}/actions/{action}", response=ActionOut, summary="Change an action")
def change_action(request: Request, plan: Id, action: Id, body: ActionChangeIn) -> Any:
    """Only what is given changes; null takes out what may be blank."""
    told = body.dict(exclude_unset=True)
    revision = told.pop("revision", None)
    before = writing.contents_of(actor=request.actor, plan=plan, action=action)
    for name in ("text", "outcome", "place", "materials", "marketing"):
        if name in told and told[name] is None:
            told[name] = ""
    for name in ("urgent", "important"):
        if told.get(name, False) is None:
            del told[name]
    if "after" in told:
        told["after"] = tuple(told["after"] or ())
    writing.change_action(
        actor=request.actor, plan=plan, action=action, contents=replace(before, **told), seen_revision=revision
    )
    return reading.action_of(actor=request.actor, plan=plan, action=action)


@router.post("/plans/{plan}/actions/{action}/status", response=ActionOut, summary="Move an action on")
def move_action(request: Request, plan: Id, action: Id, body: ActionMoveIn) -> Any:
    """To planned, doing, done or dropped; also after the plan is agreed."""
    progress.move_action(
        actor=request.actor, plan=plan, action=action, status=body.status, seen_revision=body.revision
    )  # fmt: skip
    return reading.action_of(actor=request.actor, plan=plan, action=action)


@router.post("/plans/{plan}/actions/{action}/confirm", response=ActionOut, summary="Customer confirmed")
def confirm_action(request: Request, plan: Id, action: Id, body: ActionConfirmIn) -> Any:
    """The day on which the customer confirmed the outcome."""
    progress.confirm_action(
        actor=request.actor, plan=plan, action=action, on=body.on, seen_revision=body.revision
    )  # fmt: skip
    return reading.action_of(actor=request.actor, plan=plan, action=action)


@router.post("/plans/{plan}/actions/{action}/result", response=ActionOut, summary="What came of an action")
def record_result(request: Request, plan: Id, action: Id, body: ActionResultIn) -> Any:
    """State, confirmation, what was spent and brought back, at once."""
    progress.record_result(
        actor=request.actor, plan=plan, action=action, status=body.status, confirmed_on=body.confirmed_on,
        spent_fen=body.spent_fen, returned_fen=body.returned_fen, seen_revision=body.revision,
    )  # fmt: skip
    return reading.action_of(actor=request.actor, plan=plan, action=action)


@router.delete("/plans/{plan}/actions/{action}", response={204: None}, summary="Remove an action")
def delete_action(request: Request, plan: Id, action: Id, seen: Query[SeenAction]) -> None:
    """It is gone; others that waited for it wait no more."""
    writing.delete_action(actor=request.actor, plan=plan, action=action, seen_revision=seen.revision)


@router.get("/plans/{plan}/budget", response=BudgetOut, summary="Expense budget")
def expense_budget(request: Request, plan: Id) -> Any:
    """Of the plan's unit or person, and of those right below."""
    return budgets.budget_of(actor=request.actor, plan=plan)


@router.put("/expense-budgets/{node}", response={204: None}, summary="Set an expense budget")
def set_expense_budget(request: Request, node: Id, body: BudgetIn) -> None:
    """For the plan year; those beside it share what is left by their targets, and all below follow."""
    budgets.set_budget(
        actor=request.actor, node=node, amount=body.amount, seen_revision=body.revision, why=body.why
    )  # fmt: skip


@router.post("/expense-budgets/{node}/share", response={204: None}, summary="Share a budget anew")
def share_expense_budget(request: Request, node: Id, body: BudgetShareIn) -> None:
    """By the targets as they are now; what was set below stands."""
    budgets.share_budget(actor=request.actor, node=node, why=body.why)
