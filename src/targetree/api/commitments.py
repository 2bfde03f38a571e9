"""Commitments: assigned against committed, answers, proposals, comments, settlements."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Query, Router, Schema
from pydantic import AwareDatetime, Field

from targetree.services.agreement import answering, proposing, settling
from targetree.services.agreement import commitments as service
from targetree.services.agreement.commitments import Part

from .edits import ChangedOut
from .entrance import Request
from .fields import Body, Code, FirstMonth, Id, MonthCount, Text, Units
from .pages import Page, Paging, page_of

router = Router(tags=["Commitments"])
Sure = Annotated[int, Field(ge=0, le=100, description="How sure, in per cent.")]
Cells = Annotated[list[Units], Field(max_length=12_000)]


class AnswerOut(Schema):
    """What was answered to a target, and how it was settled."""

    state: Literal["accepted", "countered", "settled"]
    assigned: int = Field(description="The year's number that was answered.")
    amount: int = Field(description="The year's number that was committed to.")
    detailed: bool = Field(description="Whether it goes into months and products.")
    sure: int | None
    reason: str
    by: str
    at: datetime
    settled_how: Literal["", "kept", "granted", "between"]
    settled_amount: int | None
    settled_by: str
    settled_at: datetime | None
    settle_note: str


class CommitmentOut(Schema):
    """A node: what it is asked for and what was committed to. A unit's figures are sums of the people's below."""

    node: int
    parent: int | None
    code: str
    name: str
    kind: Literal["unit", "seat"]
    lead: str
    depth: int
    children: int
    assigned: int
    committed: int = Field(description="Who has not answered counts with what was assigned.")
    unanswered: int = Field(description="The part of it that nobody has committed to yet.")
    gap: int = Field(description="The sum of what people lack; a surplus of one does not hide another's gap.")
    variance: int = Field(description="Signed: committed less assigned.")
    people: int
    answered: int
    countered: int = Field(description="Proposals that wait to be settled, here and below.")
    sure: int | None
    answer: AnswerOut | None = Field(description="The node's own answer.")
    stale: bool = Field(description="Answered for another number than the one now.")
    may_answer: bool
    may_settle: bool


class CommentOut(Schema):
    id: int
    who: str
    text: str
    at: datetime
    own: bool


class OneCommitmentOut(Schema):
    """A node's number with its answer and what was said about it."""

    node: int
    name: str
    kind: Literal["unit", "seat"]
    assigned: int
    cells: list[int] = Field(description="Leaf products x 12 months, product by product.")
    products: list[str] = Field(description="Codes of the leaf products; one blank where there are none.")
    answer: AnswerOut | None
    proposed: list[int] | None = Field(description="The cells of the proposal.")
    stale: bool
    below: CommitmentOut
    comments: list[CommentOut]
    may_answer: bool
    may_settle: bool


class ProposalOut(Schema):
    cells: list[int]
    year: int
    assigned: int


class SettledOut(Schema):
    """What it was settled at, and the lines that change by it."""

    amount: int
    changed: list[ChangedOut]


class AcceptIn(Body):
    was: Units | None = Field(None, description="The number that you saw: 409 `number-changed` if it is not that.")
    sure: Sure | None = None
    why: Text = ""


class ProposeIn(Body):
    amount: Units | None = Field(None, description="The year; or give `cells`.")
    cells: Cells | None = Field(None, description="Leaf products x 12 months; their sum is the year.")
    was: Units | None = Field(None, description="The number that you saw: 409 `number-changed` if it is not that.")
    sure: Sure | None = None
    why: Text = Field(description="The reasons; needed.")


class TypedIn(Body):
    what: Code = Field("", description="A product's code; empty for all products.")
    first_month: FirstMonth = 0
    month_count: MonthCount = 12
    amount: Units


class ProposalIn(Body):
    typed: Annotated[list[TypedIn], Field(min_length=1, max_length=400)]
    cells: Cells | None = Field(None, description="What the proposal was before; the line's own cells if not given.")


class SettlePreviewIn(Body):
    how: Literal["kept", "granted", "between"]
    amount: Units | None = Field(None, description="The year, where it is `between`.")


class SettleIn(SettlePreviewIn):
    why: Text = Field("", description="The note that the person reads.")
    seen: Annotated[AwareDatetime, Field(strict=False)] | None = Field(
        None, description="`at` of the answer that you saw: 409 `answer-changed` if it was changed since."
    )


class CommentIn(Body):
    text: Text


class SaidOut(Schema):
    id: int


class WhichCommitments(Paging):
    node: Id | None = Field(None, description="It and all below; everything you see if not given.")
    state: Literal["unanswered", "countered", "stale"] | None = None


@router.get("/sheets/{sheet}/commitments", response=Page[CommitmentOut], summary="Assigned against committed")
def commitments(request: Request, sheet: Id, which: Query[WhichCommitments]) -> Any:
    """Depth-first, from the highest nodes that are yours."""
    found = service.commitments(actor=request.actor, sheet=sheet, under=which.node)
    if which.state is not None:
        found = [row for row in found if service.is_in(row, which.state)]
    return page_of(found, which, lambda row: row.node)


@router.get("/sheets/{sheet}/commitments/{node}", response=OneCommitmentOut, summary="A node's number and its answer")
def commitment(request: Request, sheet: Id, node: Id) -> Any:
    """The number by month and product, the answer, the proposal and the comments."""
    return _told(service.part(actor=request.actor, sheet=sheet, node=node))


@router.post("/sheets/{sheet}/commitments/{node}/accept", response={204: None}, summary="Commit to the number")
def accept(request: Request, sheet: Id, node: Id, body: AcceptIn) -> None:
    """Accept your own number, or your unit's."""
    answering.accept(actor=request.actor, sheet=sheet, node=node, was=body.was, sure=body.sure, why=body.why)


@router.post("/sheets/{sheet}/commitments/{node}/propose", response={204: None}, summary="Propose another number")
def propose(request: Request, sheet: Id, node: Id, body: ProposeIn) -> None:
    """Commit to another number with reasons: a year, or by month and product. The target stays until it is settled."""
    answering.propose(
        actor=request.actor, sheet=sheet, node=node, amount=body.amount, cells=body.cells, sure=body.sure,
        why=body.why, was=body.was,
    )  # fmt: skip


@router.post("/sheets/{sheet}/commitments/{node}/proposal", response=ProposalOut, summary="Try a proposal")
def proposal(request: Request, sheet: Id, node: Id, body: ProposalIn) -> Any:
    """The cells after the last of `typed`, those before it standing. Adds up by construction; nothing is kept."""
    typed = [proposing.Typed(t.what, t.first_month, t.month_count, t.amount) for t in body.typed]
    return proposing.proposal(actor=request.actor, sheet=sheet, node=node, typed=typed, cells=body.cells)


@router.post("/sheets/{sheet}/commitments/{node}/settle", response=SettledOut, summary="Settle a proposal")
def settle(request: Request, sheet: Id, node: Id, body: SettleIn) -> Any:
    """The number stands, the proposal is granted, or another is agreed on; within the rules of holds."""
    return settling.settle(
        actor=request.actor, sheet=sheet, node=node, how=body.how, amount=body.amount, why=body.why, seen=body.seen
    )


@router.post("/sheets/{sheet}/commitments/{node}/settle/preview", response=SettledOut, summary="See what settling does")
def settle_preview(request: Request, sheet: Id, node: Id, body: SettlePreviewIn) -> Any:
    """What settling would do. Nothing is kept."""
    return settling.preview_settlement(
        actor=request.actor, sheet=sheet, node=node, how=body.how, amount=body.amount
    )  # fmt: skip


@router.get("/sheets/{sheet}/commitments/{node}/comments", response=Page[CommentOut], summary="Comments")
def comments(request: Request, sheet: Id, node: Id, paging: Query[Paging]) -> Any:
    """What was said about a node's number, the oldest first."""
    return page_of(service.part(actor=request.actor, sheet=sheet, node=node).comments, paging, lambda said: said.id)


@router.post("/sheets/{sheet}/commitments/{node}/comments", response={201: SaidOut}, summary="Comment")
def comment(request: Request, sheet: Id, node: Id, body: CommentIn) -> Any:
    """Say something about a node's number."""
    return {"id": answering.comment(actor=request.actor, sheet=sheet, node=node, words=body.text)}


def _told(part: Part) -> dict[str, Any]:
    return {
        "node": part.head.path[-1], "name": part.name, "kind": part.kind, "assigned": part.line.year,
        "cells": part.line.cells.ravel().tolist(), "products": [code for code, _ in part.products],
        "answer": part.answer, "proposed": part.proposed, "stale": part.stale, "below": part.below,
        "comments": part.comments, "may_answer": part.may_answer, "may_settle": part.may_settle,
    }  # fmt: skip
