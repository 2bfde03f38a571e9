"""Files for programs: planning books, plans, what a screen of the tree shows."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from ninja import Query, Router
from pydantic import Field

from targetree.services.exchange.exporting import Lang, export_book, export_results
from targetree.services.exchange.screen_out import MOST_COLUMNS, USUAL, File, export_screen

from .entrance import Request
from .fields import Code, Id
from .fields import Query as Parameters
from .language import language

router = Router(tags=["Import and export"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IS_A_FILE: dict[str, Any] = {
    "responses": {
        200: {"description": "The workbook", "content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}
    }
}


class WhichVersion(Parameters):
    version: Id | None = Field(None, description="Without it the one in force, else the newest that is open.")


class WhichRows(Parameters):
    sheet: Id
    node: Id
    open: list[Id] = Field([], max_length=5000, description="Nodes whose rows below are shown.")
    columns: list[Annotated[str, Field(max_length=8)]] = Field(
        list(USUAL),
        max_length=MOST_COLUMNS,
        description="`year`, `q1`, `m1`; of month 3 `t3-1` (a third), `w3` (its weeks), `d3` (its days).",
    )
    what: Code = Field("", description="A product's code; empty for all.")
    by: Literal["node", "product"] = "node"


@router.get("/exports/book", summary="Planning book", openapi_extra=IS_A_FILE)
def planning_book(request: Request, which: Query[WhichVersion]) -> Any:
    """The planning book of a version as .xlsx; sent in again, it changes nothing."""
    return handed(export_book(actor=request.actor, lang=lang_of(request), version=which.version))


@router.get("/exports/results", summary="Plan as a workbook", openapi_extra=IS_A_FILE)
def plan_workbook(request: Request, which: Query[WhichVersion]) -> Any:
    """The plan of a version for people, as .xlsx."""
    return handed(export_results(actor=request.actor, lang=lang_of(request), version=which.version))


@router.get("/exports/screen", summary="Part of the tree as a sheet", openapi_extra=IS_A_FILE)
def part_of_tree(request: Request, which: Query[WhichRows]) -> Any:
    """The rows of a node and of what is open below it, as .xlsx; only what is yours to see."""
    file = export_screen(
        actor=request.actor, sheet=which.sheet, node=which.node, lang=lang_of(request),
        opened=[str(node) for node in which.open], columns=which.columns or USUAL, what=which.what,
        products=which.by == "product",
    )  # fmt: skip
    return handed(file)


def lang_of(request: Request) -> Lang:
    """The language in which files are written for who asks."""
    return "en" if language(request) == "en" else "zh"


def handed(file: File) -> HttpResponse:
    """A workbook to be saved under its name."""
    disposition = content_disposition_header(True, file.name) or "attachment"
    return HttpResponse(file.data, content_type=XLSX, headers={"Content-Disposition": disposition})
