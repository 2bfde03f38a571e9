"""Versions of the plan and the sheets in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from targetree.services.errors import Missing
from targetree.services.tree import targets

from .entrance import Request
from .fields import Id
from .pages import Page, Paging, page_of

router = Router(tags=["Versions"])


class VersionOut(Schema):
    id: int
    name: str
    status: Literal["draft", "open", "published"]
    note: str
    in_force: bool = Field(description="The published version that counts now.")
    created_at: datetime
    published_at: datetime | None


class SheetOut(Schema):
    """The targets of one measure and tier in a version."""

    id: int
    version: int
    measure: str
    measure_name: str
    kind: Literal["money", "count", "quantity"]
    scale: int = Field(description="Smallest units in a main unit: 100 for money.")
    tier: Literal["base", "stretch", "challenge"]
    products: int = Field(description="Products the sheet is split by; 1 where it is not.")
    revision: int = Field(description="Counts the changes.")


@router.get("/versions", response=Page[VersionOut], summary="Versions")
def versions(request: Request, paging: Query[Paging]) -> Any:
    """The versions you may see: the one in force first, then those open for commitment, then the newest."""
    return page_of(targets.versions(actor=request.actor), paging, lambda v: v.id)


@router.get("/versions/{version}", response=VersionOut, summary="A version")
def version(request: Request, version: Id) -> Any:
    """One version."""
    for found in targets.versions(actor=request.actor):
        if found.id == version:
            return found
    raise Missing("not-found")


@router.get("/versions/{version}/sheets", response=Page[SheetOut], summary="Sheets of a version")
def sheets(request: Request, version: Id, paging: Query[Paging]) -> Any:
    """One sheet for each measure and tier: measures in their order, the base tier first."""
    return page_of(targets.sheets(actor=request.actor, version=version), paging, lambda s: s.id)


class TopOut(Schema):
    nodes: list[int]


@router.get("/versions/{version}/top", response=TopOut, summary="Where your tree begins")
def top(request: Request, version: Id) -> Any:
    """The highest nodes that are yours in a version: begin to read its lines there."""
    targets.sheets(actor=request.actor, version=version)
    return {"nodes": targets.top_nodes(actor=request.actor, version=version)}
