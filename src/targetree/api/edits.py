"""Changing numbers: see the effect first, change, take back, and what was changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from ninja import Query, Router, Schema
from pydantic import Field

from targetree.services.cells import Cell
from targetree.services.changes import editing, undoing
from targetree.services.tree import edits_shown

from .entrance import Request
from .fields import Body, Code, FirstMonth, Id, MonthCount, Text, Units
from .pages import Page, Paging, after, page_from

router = Router(tags=["Targets"])


class WishIn(Body):
    """A cell, and what it ought to be."""

    node: Id
    what: Code = Field("", description="A product's code; empty for all products.")
    first_month: FirstMonth = 0
    month_count: MonthCount = 12
    amount: Units
    was: Units | None = Field(None, description="What you saw there: 409 `cell-changed` if it is not that any more.")
    seen: Units | None = Field(
        None,
        description="The revision of the line that you saw: 409 then only if somebody else changed the cell or one"
        " above it, not where it merely made room for others.",
    )


class PreviewIn(Body):
    wishes: Annotated[list[WishIn], Field(min_length=1, max_length=2000)]
    show: list[Id] | None = Field(None, max_length=5000, description="Tell of the changes of these nodes only.")


class EditIn(PreviewIn):
    why: Text = Field("", description="Stands in the record and on the receipt.")


class UndoIn(Body):
    show: list[Id] | None = Field(None, max_length=5000, description="Tell of the changes of these nodes only.")


class ChangedOut(Schema):
    """A line that changes: its months before and after, over all products."""

    node: int
    before: list[int]
    after: list[int]


class EffectOut(Schema):
    edits: list[int] = Field(description="The ids of the changes; none in a preview or where nothing changed.")
    revision: int = Field(description="The sheet's revision after it.")
    reach: int = Field(description="The node within which room was made.")
    found: list[int] = Field(description="What each cell was right before it was set.")
    changed: list[ChangedOut]


class EditOut(Schema):
    """A change that was made by hand."""

    id: int
    sheet: int
    node: int
    node_code: str
    node_name: str
    what: str
    first_month: int
    month_count: int
    kind: str
    before: int
    after: int
    reason: str
    who: str
    at: datetime
    revision: int
    undoes: int | None = Field(description="The change that this one took back.")
    undone_by: int | None = Field(description="The change that took this one back.")
    mine: bool


@router.post("/sheets/{sheet}/edits", response=EffectOut, summary="Change cells")
def edit_cells(request: Request, sheet: Id, body: EditIn) -> Any:
    """Set cells, all of them or none. The rest makes room: parts are spread, totals above move, holds stand.

    409 `holds-in-the-way` names the smallest set of holds against it; 409 `cell-changed` says who was faster.
    """
    effect = editing.edit_cells(actor=request.actor, wishes=_wishes(sheet, body.wishes), why=body.why)
    return _told(effect, body.show)


@router.post("/sheets/{sheet}/edits/preview", response=EffectOut, summary="See the effect of a change")
def preview_cells(request: Request, sheet: Id, body: PreviewIn) -> Any:
    """What the same change would do. Nothing is kept."""
    effect = editing.preview_cells(actor=request.actor, wishes=_wishes(sheet, body.wishes))
    return _told(effect, body.show)


@router.post("/edits/{edit}/undo", response=EffectOut, summary="Take a change back")
def undo_edit(request: Request, edit: Id, body: UndoIn) -> Any:
    """Take back a change of your own; undoing an undo does it again. 409 where the numbers have changed since."""
    return _told(undoing.undo_edit(actor=request.actor, edit=edit), body.show)


class WhichEdits(Paging):
    node: Id | None = Field(None, description="Of this node and all below it.")


@router.get("/sheets/{sheet}/edits", response=Page[EditOut], summary="Changes of a sheet")
def edits(request: Request, sheet: Id, which: Query[WhichEdits]) -> Any:
    """The changes that were made by hand in your part of the tree, the newest first."""
    found = edits_shown.edits_shown(
        actor=request.actor, sheet=sheet, node=which.node, before=after(which), limit=which.limit + 1
    )
    return page_from(found, which, lambda e: e.id)


def _wishes(sheet: int, wishes: Sequence[WishIn]) -> list[editing.Wish]:
    return [
        editing.Wish(Cell(sheet, w.node, w.what, w.first_month, w.month_count), w.amount, w.was, w.seen) for w in wishes
    ]


def _told(effect: editing.Effect, show: Sequence[int] | None) -> dict[str, Any]:
    wanted = None if show is None else set(show)
    return {
        "edits": effect.edits,
        "revision": effect.revision,
        "reach": effect.reach,
        "found": effect.found,
        "changed": [line for line in effect.changed if wanted is None or line.node in wanted],
    }
