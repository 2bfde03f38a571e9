"""Holds: cells that stand while others make room."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from targetree.services.cells import Cell
from targetree.services.holds import holding

from .entrance import Request
from .fields import Body, Code, Day, FirstMonth, Id, MonthCount, Text
from .pages import Page, Paging, page_of

router = Router(tags=["Holds"])


class HoldOut(Schema):
    """A cell that is held at its amount."""

    id: int
    sheet: int
    measure: str
    tier: Literal["base", "stretch", "challenge"]
    version: int
    node: int
    node_code: str
    node_name: str
    what: str = Field(description="A product's code; empty for all products.")
    first_month: int
    month_count: int
    amount: int = Field(description="In the smallest unit of the measure.")
    reason: str
    owner: str
    expires: date | None
    created_at: datetime
    expired: bool
    may_release: bool


class HoldIn(Body):
    sheet: Id
    node: Id
    what: Code = Field("", description="A product's code; empty for all products.")
    first_month: FirstMonth = 0
    month_count: MonthCount = 12
    why: Text = ""
    expires: Day | None = Field(None, description="The last day on which it stands.")


class WhyIn(Body):
    why: Text = Field("", description="Stands in the record.")


class MadeOut(Schema):
    id: int


class WhichHolds(Paging):
    version: Id | None = None
    sheet: Id | None = None
    node: Id | None = Field(None, description="On this node and all below it.")


@router.get("/holds", response=Page[HoldOut], summary="Holds")
def holds(request: Request, which: Query[WhichHolds]) -> Any:
    """The holds that have not been released, in your part of the tree."""
    found = holding.holds_shown(actor=request.actor, version=which.version, sheet=which.sheet, node=which.node)
    return page_of(found, which, lambda hold: hold.id)


@router.post("/holds", response={201: MadeOut}, summary="Hold a cell")
def hold(request: Request, body: HoldIn) -> Any:
    """Hold a cell at its present amount."""
    cell = Cell(body.sheet, body.node, body.what, body.first_month, body.month_count)
    return {"id": holding.hold_cell(actor=request.actor, cell=cell, why=body.why, expires=body.expires)}


@router.post("/holds/{hold}/release", response={204: None}, summary="Release a hold")
def release(request: Request, hold: Id, body: WhyIn) -> None:
    """Let a hold go: its owner, those above the unit, sales operations or a director may."""
    holding.release_hold(actor=request.actor, hold=hold, why=body.why)
