"""Customers: find them, change what is known of them, hand them over."""

from __future__ import annotations

from typing import Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from targetree.services.settings import customers as service

from .entrance import Request
from .fields import Body, Code, Name, Text, Units
from .pages import Page, Paging, after, page_from

router = Router(tags=["Customers"])
Stage = Literal["past", "current", "future", ""]


class CustomerOut(Schema):
    """A customer with what is known of its ways; the expected amount in fen."""

    id: int
    code: str
    name: str
    owner: str
    owner_name: str
    stage: str
    traits: str
    habits: str
    city: str
    address: str
    latitude: float | None
    longitude: float | None
    visit_every_days: int | None
    repeat_rate: float | None
    expected_amount_fen: int | None
    archived: bool


class CustomerFactsIn(Body):
    owner: Code | None = Field(None, description="A person's code; empty for nobody.")
    stage: Stage | None = None
    traits: Text | None = None
    habits: Text | None = None
    city: Code | None = None
    address: Text | None = None
    latitude: float | None = Field(None, ge=-90, le=90)
    longitude: float | None = Field(None, ge=-180, le=180)
    visit_every_days: int | None = Field(None, ge=1, le=1000)
    repeat_rate: float | None = Field(None, ge=0, le=1)
    expected_amount_fen: Units | None = None
    why: Text = ""


class CustomerIn(CustomerFactsIn):
    code: Code
    name: Name


class CustomerChangeIn(CustomerFactsIn):
    name: Name | None = None


class CustomerArchiveIn(Body):
    back: bool = Field(False, description="The other way round: work on it again.")
    why: Text = ""


class CustomerCodeOut(Schema):
    code: str


class HandOverIn(Body):
    to: Code = Field(description="The person who takes them over.")
    customers: list[Code] = Field([], max_length=5000)
    owner: Code = Field("", description="Without `customers`: all of this person's.")
    why: Text = ""


class HandedOverOut(Schema):
    customers: int


class WhichCustomers(Paging):
    search: Code = ""
    owner: Code = Field("", description="A person's code; `-`: those without one.")
    stage: Stage = ""
    archived: bool = False


_CAN_BE_NULL = ("latitude", "longitude", "visit_every_days", "repeat_rate", "expected_amount_fen")


@router.get("/customers", response=Page[CustomerOut], summary="Customers")
def customers_list(request: Request, which: Query[WhichCustomers]) -> Any:
    """Those of your part of the tree."""
    found, _count = service.customers_shown(
        actor=request.actor, search=which.search, owner=which.owner, stage=which.stage, archived=which.archived,
        beyond=after(which) or 0, limit=which.limit + 1,
    )  # fmt: skip
    return page_from(found, which, lambda c: c.id)


@router.get("/customers/{customer}", response=CustomerOut, summary="A customer")
def customer(request: Request, customer: Code) -> Any:
    """One of those of your part of the tree."""
    return service.customer_shown(actor=request.actor, customer=customer)


@router.post("/customers", response={201: CustomerCodeOut}, summary="Add a customer")
def add_customer(request: Request, body: CustomerIn) -> Any:
    """A new one, with what is known of its ways."""
    facts = _facts(body)
    name, code = facts.pop("name"), facts.pop("code")
    return {"code": service.add_customer(actor=request.actor, code=code, name=name, facts=facts, why=body.why)}


@router.patch("/customers/{customer}", response={204: None}, summary="Change a customer")
def change_customer(request: Request, customer: Code, body: CustomerChangeIn) -> None:
    """What is sent changes; numbers can be null."""
    service.change_customer(actor=request.actor, customer=customer, facts=_facts(body), why=body.why)


@router.post("/customers/{customer}/archive", response={204: None}, summary="Archive a customer")
def archive_customer(request: Request, customer: Code, body: CustomerArchiveIn) -> None:
    """Not worked on any more, or again."""
    service.archive_customer(actor=request.actor, customer=customer, back=body.back, why=body.why)


@router.post("/customers-hand-over", response=HandedOverOut, summary="Hand customers over")
def hand_over(request: Request, body: HandOverIn) -> Any:
    """Open opportunities and receivables go with them; targets stay where they are."""
    return {"customers": service.hand_over(actor=request.actor, **body.dict())}


def _facts(body: CustomerFactsIn) -> dict[str, Any]:
    sent = body.dict(exclude_unset=True)
    return {f: v for f, v in sent.items() if f != "why" and (v is not None or f in _CAN_BE_NULL)}
