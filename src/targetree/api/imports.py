"""Planning books brought in by programs: send, wait, look at what it changes, keep."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import File, Query, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from targetree.services.errors import sentence
from targetree.services.exchange import headings, importing

from .entrance import Request
from .fields import Body, Code, Id, Name, Text
from .language import language
from .pages import Page, Paging, page_of

router = Router(tags=["Import and export"])
State = Literal["uploaded", "mapping", "reading", "refused", "ready", "applying", "done", "failed", "cancelled"]
Heading = Annotated[str, Field(max_length=200)]


class ImportOut(Schema):
    """An import and how far it is."""

    id: int
    file_name: str
    size: int
    state: State = Field(
        description="`mapping`: say what unknown names mean. `refused`: the file has errors. `ready`: look, then keep."
    )
    step: str
    progress: float = Field(description="0 to 1.")
    by: str
    created_at: datetime
    finished_at: datetime | None
    version: int | None = Field(description="The version that it became.")
    error: str = Field(description="A code; empty where nothing stopped it.")


class ImportWholeOut(ImportOut):
    message: str = Field(description="What `error` means, for people.")
    mapping: dict[str, Any] = Field(description="Unknown sheets and columns, with the best guesses.")
    findings: dict[str, Any] = Field(description="What is wrong or worth knowing, by sheet and cell.")
    preview: dict[str, Any] = Field(description="What changes, by table, row and field, and the plan's totals.")


class ImportMadeOut(Schema):
    id: int


class MeaningIn(Body):
    """A heading of the file, and the column that it means; empty: it is not read."""

    heading: Heading
    means: Code = ""


class SheetMeaningIn(Body):
    """A sheet of the file, the table that it holds (empty: none), and its columns."""

    title: Heading
    table: Code = ""
    columns: list[MeaningIn] = Field([], max_length=200)


class MeaningsIn(Body):
    sheets: list[SheetMeaningIn] = Field(max_length=100)


class KeepIn(Body):
    name: Name = Field(description="Of the version that it becomes.")
    note: Text = ""


class RememberedOut(Schema):
    """A name that was decided. `table` is empty where it is a sheet's, `slug` where it is not read."""

    id: int
    table: str
    heading: str
    slug: str
    by: str
    at: datetime


@router.get("/imports", response=Page[ImportOut], summary="Imports")
def list_imports(request: Request, paging: Query[Paging]) -> Any:
    """The latest imports, newest first."""
    return page_of(importing.imports(actor=request.actor), paging, lambda run: run.id)


@router.post("/imports", response={201: ImportMadeOut}, summary="Send a planning book")
def send_book(request: Request, file: File[UploadedFile]) -> Any:
    """Send a workbook, a CSV table or a zip of tables. It is read in the background: ask for the import until its
    state is another than `uploaded`, `reading` or `applying`."""
    made = importing.begin_import(actor=request.actor, file_name=file.name or "book", data=file.read())
    return {"id": made}


@router.get("/imports/{run}", response=ImportWholeOut, summary="An import")
def one_import(request: Request, run: Id) -> Any:
    """How far it is, what is wrong in the file, and what it would change."""
    found = importing.import_shown(actor=request.actor, run=run)
    stopped = importing.stopped_by(found)
    message = sentence(stopped, language(request)) if stopped is not None else ""
    return {field: getattr(found, field) for field in ImportWholeOut.model_fields if field != "message"} | {
        "message": message
    }


@router.post("/imports/{run}/meanings", response={204: None}, summary="Say what unknown names mean")
def decide_meanings(request: Request, run: Id, body: MeaningsIn) -> None:
    """The file is read again with them; they are remembered for the next file."""
    importing.decide_headings(
        actor=request.actor,
        run=run,
        sheets={sheet.title: sheet.table for sheet in body.sheets},
        columns={sheet.title: {c.heading: c.means for c in sheet.columns} for sheet in body.sheets},
    )


@router.post("/imports/{run}/keep", response={204: None}, summary="Keep an import")
def keep_book(request: Request, run: Id, body: KeepIn) -> None:
    """Bring the tables into line and keep the plan as a new draft, in the background: all of it or nothing."""
    importing.keep_import(actor=request.actor, run=run, name=body.name, note=body.note)


@router.post("/imports/{run}/cancel", response={204: None}, summary="Cancel an import")
def cancel_book(request: Request, run: Id) -> None:
    """Nothing of it is kept."""
    importing.cancel_import(actor=request.actor, run=run)


@router.get("/imports/names/remembered", response=Page[RememberedOut], summary="Remembered names")
def remembered_headings(request: Request, paging: Query[Paging]) -> Any:
    """What other people's names of sheets and columns mean."""
    return page_of(headings.remembered(actor=request.actor), paging, lambda name: name.id)


@router.delete("/imports/names/remembered/{heading}", response={204: None}, summary="Forget a name")
def forget_name(request: Request, heading: Id) -> None:
    """The next file with it is asked about again."""
    headings.forget_heading(actor=request.actor, heading=heading)
