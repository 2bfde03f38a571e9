"""Support: what a number rests on, customer by customer, and what people who know better expect."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from targetree.engine.support.what_if import Change, what_if
from targetree.services.support import judging, reactivating, renewing, showing
from targetree.services.support.competition import competition_of as found_competition

from .entrance import Request
from .fields import Body, Id, Pair, Text, Three, Units
from .fields import Query as Parameters
from .pages import Page, Paging, page_of

router = Router(tags=["Support"])
Stage = Literal["past", "current", "future"]
Times = Annotated[float, Field(ge=0, le=100, description="1 is as things are.")]


class PartOut(Schema):
    """What one stage of customers can bring, with its 80 % range; `new` is what must be won beyond them."""

    stage: Literal["past", "current", "future", "new"]
    customers: int
    expected: int
    low: int
    high: int


class BelowOut(Schema):
    """A unit or person right below."""

    node: int
    name: str
    kind: Literal["unit", "seat"]
    code: str
    target: int
    expected: Three = Field(description="From past, current and future customers.")
    gap: int


class SupportOut(Schema):
    """A number of the year and what it rests on. Amounts in the smallest unit of the measure."""

    sheet: int
    node: int
    name: str
    measure: str
    scale: int
    target: int
    in_hand: int = Field(description="What past, current and future customers are expected to bring together.")
    low: int
    high: int
    gap: int
    coverage: float | None = Field(description="`in_hand` over `target`.")
    parts: list[PartOut]
    below: list[BelowOut]
    at: datetime | None = Field(description="When it was worked out; null: not yet.")


class JudgedOut(Schema):
    """What somebody expects instead of the model."""

    amount: int
    reason: str
    by: str
    at: datetime


class OutlookOut(Schema):
    """A customer, what it can bring and what is known of it."""

    node: int
    customer: int | None = Field(description="Null: opportunities with somebody who is not among the customers.")
    code: str
    name: str
    city: str
    traits: str
    habits: str
    stage: Stage
    expected: int = Field(description="What counts: the judgement where there is one.")
    modelled: int = Field(description="What the model expects.")
    range: Pair = Field(description="The 80 % range of what counts.")
    habit: int = Field(description="Of what is modelled, what rests on orders so far.")
    alive: float | None = Field(description="How likely the customer buys again.")
    orders: int
    order_value: int
    last_year: int
    last_order: date | None
    next_order: date | None = Field(description="By the customer's own rhythm.")
    every_days: float | None
    judged: JudgedOut | None
    open_count: int
    open_fen: int
    next_close: date | None


class OfSupport(Parameters):
    node: Id = Field(description="A unit or a seat.")


class WhichOutlooks(Paging):
    node: Id = Field(description="A unit or a seat.")
    stage: Stage | None = Field(None, description="Only these.")


class WhatIf(Parameters):
    node: Id = Field(description="A unit or a seat.")
    repeat_rate: float | None = Field(None, ge=0, le=1, description="As it is where not given.")
    conversion: Times = 1.0
    deal_size: Times = 1.0
    new_customers: int = Field(0, ge=0, le=100_000)


class OutcomeOut(Schema):
    """What would be brought, and what would still be missing."""

    habit: int
    open_deals: int
    new: int
    gap: int


class JudgementIn(Body):
    node: Id = Field(description="The customer's seat or unit, or one above.")
    amount: Units | None = Field(description="Null goes back to what the model expects.")
    reason: Text = ""


class RenewedOut(Schema):
    customers: int


class MarketNoteOut(Schema):
    """What a competitor does; blank unit or product: all."""

    unit_name: str
    product_name: str
    competitor: str
    note: str


class LostOut(Schema):
    """An opportunity that was lost. Money in fen."""

    id: int
    code: str
    customer: int
    customer_name: str
    owner_name: str
    product: str
    category: str
    amount: int
    reason: str
    closed: date | None
    competitor: str = Field(description="Of those named in notes, the one that the reason names.")


class LostGroupOut(Schema):
    """Lost opportunities that have something in common; a blank name is what nobody wrote down."""

    name: str
    count: int
    amount: int


class CompetitionOut(Schema):
    """Money in fen; the costliest group first."""

    amount: int
    notes: list[MarketNoteOut]
    by_reason: list[LostGroupOut]
    by_product: list[LostGroupOut]
    by_competitor: list[LostGroupOut]


class WhichLost(Paging):
    node: Id = Field(description="A unit or a seat.")


@router.get("/sheets/{sheet}/support", response=SupportOut, summary="What a number rests on")
def support(request: Request, sheet: Id, which: Query[OfSupport]) -> Any:
    """The year's target stacked from past, current and future customers, with ranges; the gap; those right below."""
    return showing.support_of(actor=request.actor, sheet=sheet, node=which.node)


@router.get("/sheets/{sheet}/support/customers", response=Page[OutlookOut], summary="The customers behind it")
def outlooks(request: Request, sheet: Id, which: Query[WhichOutlooks]) -> Any:
    """The customers of a node and below, the one that brings most first."""
    found = showing.support_of(actor=request.actor, sheet=sheet, node=which.node).customers
    rows = [row for row in found if which.stage is None or row.stage == which.stage]
    return page_of(rows, which, lambda row: f"{row.customer}-{row.stage}-{row.node}")


@router.get("/sheets/{sheet}/support/past-customers", response=Page[OutlookOut], summary="Past customers worth a call")
def past_customers(request: Request, sheet: Id, which: Query[WhichLost]) -> Any:
    """Those who have ordered and do not any more, the one that ordered most first."""
    found = reactivating.reactivation(actor=request.actor, sheet=sheet, node=which.node)
    return page_of(found, which, lambda row: row.customer or 0)


@router.get("/sheets/{sheet}/support/competition", response=CompetitionOut, summary="Lost orders and competition")
def competition(request: Request, sheet: Id, which: Query[OfSupport]) -> Any:
    """Notes on competitors, and lost opportunities by reason, product and competitor."""
    return found_competition(actor=request.actor, sheet=sheet, node=which.node)


@router.get("/sheets/{sheet}/support/lost", response=Page[LostOut], summary="Lost opportunities")
def lost_opportunities(request: Request, sheet: Id, which: Query[WhichLost]) -> Any:
    """One by one, the largest first."""
    return page_of(
        found_competition(actor=request.actor, sheet=sheet, node=which.node).lost, which, lambda row: row.id
    )  # fmt: skip


@router.get("/sheets/{sheet}/support/what-if", response=OutcomeOut, summary="What if")
def imagined(request: Request, sheet: Id, which: Query[WhatIf]) -> Any:
    """The gap if more customers came back, more deals were won, deals were larger, or customers were added."""
    base = showing.support_of(actor=request.actor, sheet=sheet, node=which.node).base
    rate = base.repeat_rate if which.repeat_rate is None else which.repeat_rate
    return what_if(base, Change(rate, which.conversion, which.deal_size, which.new_customers))


@router.put("/sheets/{sheet}/support/customers/{customer}", response=list[OutlookOut], summary="Judge a customer")
def judge_customer(request: Request, sheet: Id, customer: Id, body: JudgementIn) -> Any:
    """Expect another amount of a customer than the model, with a reason; both are kept. Answers with its rows."""
    judging.judge_customer(
        actor=request.actor, sheet=sheet, node=body.node, customer=customer, amount=body.amount, reason=body.reason
    )
    return judging.customer_outlook(actor=request.actor, sheet=sheet, node=body.node, customer=customer)


@router.post("/versions/{version}/support", response=RenewedOut, summary="Work out support anew")
def renew_support(request: Request, version: Id) -> Any:
    """Read orders, opportunities and customers anew. The version's numbers stay as they are."""
    return {"customers": renewing.renew_outlooks(actor=request.actor, version=version)}
