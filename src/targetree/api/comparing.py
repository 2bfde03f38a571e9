"""Two versions side by side: what changed, for whom, why."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from targetree.services.versioning import comparing, differences

from .entrance import Request
from .fields import Code, Id
from .pages import Page, Paging, page_of

router = Router(tags=["Versions"])


class ComparedOut(Schema):
    """A node in both versions; null where it is not in that one."""

    node: int
    parent: int | None
    code: str
    name: str
    kind: Literal["unit", "seat"]
    depth: int
    children: int
    a: int | None
    b: int | None
    variance: int = Field(description="Signed: b less a.")
    months: list[int] = Field(description="b less a, month by month.")
    changed: int = Field(description="People here or below with another number.")


class ReasonOut(Schema):
    """Something done by hand on one side that the other does not have."""

    side: Literal["a", "b"]
    kind: str = Field(description="edit, undo, settle, transfer, import, or held: a hold that only this side has.")
    id: int
    node: int
    node_code: str
    node_name: str
    what: str
    first_month: int
    month_count: int
    before: int | None
    after: int
    reason: str
    who: str
    at: datetime


class WhichSides(Paging):
    to: Id = Field(description="The other version, b.")
    measure: Code = "bookings"
    tier: Literal["base", "stretch", "challenge"] = "base"


class WhichCompared(WhichSides):
    order: Literal["tree", "largest"] = "tree"
    only_changed: bool = False


class WhichReasons(WhichSides):
    node: Id | None = Field(None, description="Only what moved this node's own number.")


@router.get("/versions/{version}/compare", response=Page[ComparedOut], summary="Compare two versions")
def compare(request: Request, version: Id, which: Query[WhichCompared]) -> Any:
    """What is different in `to` against this version, depth-first."""
    found = comparing.compare(
        actor=request.actor, a=version, b=which.to, measure=which.measure, tier=which.tier, order=which.order,
        only_changed=which.only_changed,
    )  # fmt: skip
    return page_of(found.rows, which, lambda row: row.node)


@router.get("/versions/{version}/differences", response=Page[ReasonOut], summary="Why two versions differ")
def differences_of(request: Request, version: Id, which: Query[WhichReasons]) -> Any:
    """Changes, settlements and holds on either side since the two parted; the 200 widest."""
    found = differences.differences(
        actor=request.actor, a=version, b=which.to, measure=which.measure, tier=which.tier, node=which.node
    )
    return page_of(found.reasons, which, lambda reason: f"{reason.kind[:4]}{reason.id}")
