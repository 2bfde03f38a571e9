"""Lines of a sheet: the target of a unit or a seat by month."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from targetree.services.tree import by_product, targets

from .entrance import Request
from .fields import Code, Id
from .pages import Page, Paging, page_of

router = Router(tags=["Targets"])


class LineOut(Schema):
    """The target of a node."""

    node: int
    parent: int | None
    code: str
    name: str
    kind: Literal["unit", "seat"]
    children: int
    months: list[int] = Field(description="Twelve amounts in the smallest unit; their sum is the year.")
    revision: int = Field(description="The sheet's revision at which the line last changed.")
    editable: bool


class OfNode(Paging):
    node: Id = Field(description="A unit or a seat.")


class Which(OfNode):
    what: Code = Field("", description="A product's code; empty for all products.")


@router.get("/sheets/{sheet}/lines", response=Page[LineOut], summary="Lines right below a node")
def lines_below(request: Request, sheet: Id, which: Query[Which]) -> Any:
    """The lines of the units and seats right below a node, in the order of the tree."""
    found = targets.lines_below(actor=request.actor, sheet=sheet, node=which.node, what=which.what)
    return page_of(found, which, lambda line: line.node)


@router.get("/sheets/{sheet}/tree", response=Page[LineOut], summary="The whole tree under a node")
def tree(request: Request, sheet: Id, which: Query[Which]) -> Any:
    """The node's own line and all lines under it, depth-first."""
    found = targets.tree_below(actor=request.actor, sheet=sheet, node=which.node, what=which.what)
    return page_of(found, which, lambda line: line.node)


class Named(Paging):
    node: Annotated[list[Id], Field(min_length=1, max_length=1000)]
    what: Code = Field("", description="A product's code; empty for all products.")


@router.get("/sheets/{sheet}/lines/of", response=Page[LineOut], summary="Lines of certain nodes")
def lines_of(request: Request, sheet: Id, which: Query[Named]) -> Any:
    """The lines of the nodes named (`node=1&node=2`), as far as you may see them."""
    found = targets.lines_of(actor=request.actor, sheet=sheet, nodes=which.node, what=which.what)
    return page_of(found, which, lambda line: line.node)


class ProductLineOut(Schema):
    """A product's part of a node's target."""

    code: str = Field(description="Empty for all products.")
    parent: str | None
    name: str
    children: int
    months: list[int] = Field(description="Twelve amounts in the smallest unit; their sum is the year.")


@router.get("/sheets/{sheet}/products", response=Page[ProductLineOut], summary="A target by product")
def products(request: Request, sheet: Id, which: Query[OfNode]) -> Any:
    """The tree of products with a node's amounts, depth-first, all products first."""
    found = by_product.by_product(actor=request.actor, sheet=sheet, node=which.node)
    return page_of(found.rows, which, lambda row: row.code)
