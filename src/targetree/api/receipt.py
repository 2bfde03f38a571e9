"""Why a number is what it is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from targetree.services.reasons.receipts import receipt as service

from .entrance import Request
from .fields import Code, FirstMonth, Id
from .fields import Query as Parameters

router = Router(tags=["Sheets and targets"])


class StepOut(Schema):
    """A step down. As planned: `planned` = `planned_above` x `planned_share` + `rounding`; the rest came by hand."""

    level: Literal["company", "unit", "seat", "product", "quarter", "month"]
    node: int
    name: str = Field(description="Of a unit or person; blank for products and periods.")
    what: str
    first_month: int
    month_count: int
    amount: int
    above: int | None
    share: float = Field(description="The part of the step before, as things are now.")
    basis: str = Field(description="history, potential, capacity, weight, equal, median, mix, workday, share, flat, "
                                   "fitted, stated, start, sum; blank where the engine did not plan it.")  # fmt: skip
    planned: int | None
    planned_above: int | None
    planned_share: float | None
    rounding: float | None
    by_hand: int
    padding: int = Field(description="What the unit hands on beyond its own target.")


class ServedOut(Schema):
    """The strategic statement that it serves; `node` is where it was named."""

    id: int
    code: str
    text: str
    quarter: str
    node: int
    node_name: str
    own: bool


class ChangeOut(Schema):
    """A change by hand, and what it did to this figure."""

    edit: int
    kind: str
    who: str
    at: datetime
    reason: str
    node: int | None = Field(description="Where it was made; null: at somebody else's number.")
    node_name: str
    what: str
    first_month: int
    month_count: int
    before: int
    after: int
    taken_back: bool


class HeldOut(Schema):
    """A hold on the figure, around it, or within it."""

    node: int
    node_name: str
    what: str
    first_month: int
    month_count: int
    amount: int
    reason: str
    owner: str
    expires: date | None
    exact: bool


class ReceiptOut(Schema):
    amount: int
    planned: int | None = Field(description="Before any change by hand.")
    company: int = Field(description="The whole company's same figure.")
    share_of_company: float
    last_year: int | None
    months: list[int]
    steps: list[StepOut]
    statement: ServedOut | None
    changes: list[ChangeOut]
    more_changes: bool
    holds: list[HeldOut]


class WhichCell(Parameters):
    """A cell of the sheet."""

    node: Id
    what: Annotated[Code, Field(description="A product's code; blank is all.")] = ""
    first_month: FirstMonth = 0
    month_count: Annotated[int, Field(ge=1, le=12, description="12 (the year), 3 (a quarter) or 1 (a month).")] = 12


@router.get("/sheets/{sheet}/receipt", response=ReceiptOut, summary="Why is this the number")
def receipt(request: Request, sheet: Id, which: Query[WhichCell]) -> Any:
    """The way down to a figure from the strategy and the company, every change by hand, the holds on it and above."""
    return service(
        actor=request.actor, sheet=sheet, node=which.node, what=which.what, first_month=which.first_month,
        month_count=which.month_count,
    )  # fmt: skip
