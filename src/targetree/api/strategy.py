"""Strategy: statements, and the targets that serve them."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Query, Router, Schema
from pydantic import Field

from targetree.services.reasons import strategy as service

from .entrance import Request
from .fields import Body, Code, Id, Text
from .fields import Query as Parameters

router = Router(tags=["Strategy"])
Quarter = Annotated[Code, Field(max_length=10)]


class TargetServedOut(Schema):
    """A target that serves a statement. Amounts are null where the node is not yours to see."""

    link: int | None
    sheet: int
    measure: str
    scale: int
    node: int
    node_name: str | None
    what: str
    target: int | None
    actual: int | None
    year_before: int | None
    committed: int | None
    attained: float = Field(description="The part of the target that was reached in the plan year.")
    promised: float = Field(description="The part that people have committed to.")
    seen: bool


class StatementOut(Schema):
    id: int
    code: str
    text: str
    quarter: str
    targets: list[TargetServedOut]


class StrategyOut(Schema):
    statements: list[StatementOut]
    archived: list[StatementOut]


class StatementMadeOut(Schema):
    id: int


class LinkMadeOut(Schema):
    id: int


class StatementIn(Body):
    text: Annotated[Text, Field(min_length=1)]
    quarter: Quarter = ""


class OrderIn(Body):
    statements: Annotated[list[Id], Field(max_length=500)]


class StatementArchiveIn(Body):
    back: bool = Field(False, description="Bring it back instead.")


class LinkIn(Body):
    measure: Code
    node: Id
    what: Annotated[Code, Field(description="A product's code; blank is all.")] = ""


class WhichStrategy(Parameters):
    version: Id | None = None


@router.get("/strategy", response=StrategyOut, summary="Strategy")
def strategy(request: Request, which: Query[WhichStrategy]) -> Any:
    """The statements in their order, each with what serves it and how far it is."""
    return service.strategy(actor=request.actor, version=which.version)


@router.post("/strategy", response={201: StatementMadeOut}, summary="Add a statement")
def write_statement(request: Request, body: StatementIn) -> Any:
    """It comes behind the others."""
    return {"id": service.write_statement(actor=request.actor, words=body.text, quarter=body.quarter)}


@router.put("/strategy/order", response={204: None}, summary="Order the statements")
def order_statements(request: Request, body: OrderIn) -> None:
    """Those that are left out come behind."""
    service.order_statements(actor=request.actor, statements=body.statements)


@router.put("/strategy/{statement}", response={204: None}, summary="Change a statement")
def change_statement(request: Request, statement: Id, body: StatementIn) -> None:
    """Another wording."""
    service.write_statement(actor=request.actor, statement=statement, words=body.text, quarter=body.quarter)


@router.post("/strategy/{statement}/archive", response={204: None}, summary="Put a statement away")
def archive_statement(request: Request, statement: Id, body: StatementArchiveIn) -> None:
    """Its links are kept, so that it can be brought back."""
    service.archive_statement(actor=request.actor, statement=statement, back=body.back)


@router.post("/strategy/{statement}/links", response={201: LinkMadeOut}, summary="Link a target")
def link_target(request: Request, statement: Id, body: LinkIn) -> Any:
    """A node's target serves the statement, instead of any other so far; those below inherit it."""
    link = service.link_target(
        actor=request.actor, statement=statement, measure=body.measure, node=body.node, what=body.what
    )
    return {"id": link}


@router.delete("/strategy/links/{link}", response={204: None}, summary="Remove a link")
def unlink_target(request: Request, link: Id) -> None:
    """The target names no statement of its own any more."""
    service.unlink_target(actor=request.actor, link=link)
