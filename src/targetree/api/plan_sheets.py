"""The sheets of plans for programs: taken along, tried, kept."""

from __future__ import annotations

from typing import Any

from ninja import File, Query, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from targetree.services.errors import sentence
from targetree.services.exchange.work_in import keep_work, look_at_work
from targetree.services.exchange.work_out import export_work

from .entrance import Request
from .exports import IS_A_FILE, handed, lang_of
from .fields import Body, Id
from .fields import Query as Parameters
from .language import language

router = Router(tags=["Import and export"])


class WhichPlan(Parameters):
    plan: Id | None = Field(None, description="This one and those below it; without it all that are yours to see.")


class WorkChangeOut(Schema):
    table: str
    number: int = Field(description="The row of the file.")
    who: str
    text: str
    new: bool
    fields: list[str]


class WorkRefusalOut(Schema):
    table: str
    number: int
    who: str
    code: str
    message: str


class WorkLookedOut(Schema):
    """What a file would change. Nothing has been changed."""

    wrong: bool = Field(description="Whether the file has errors: `findings` says which.")
    findings: dict[str, Any]
    refused: list[WorkRefusalOut] = Field(description="Rows that cannot be as they are written.")
    changes: list[WorkChangeOut]
    same: int
    token: str = Field(description="For `keep`; empty where there is nothing to keep.")


class KeepWorkIn(Body):
    token: str = Field(max_length=2_100_000)


class KeptWorkOut(Schema):
    changed: int


@router.get("/plan-sheets", summary="Plans as a workbook", openapi_extra=IS_A_FILE)
def plan_sheets(request: Request, which: Query[WhichPlan]) -> Any:
    """Conditions, actions, checkpoints, focuses and points as .xlsx; sent in again, it changes nothing."""
    return handed(export_work(actor=request.actor, lang=lang_of(request), plan=which.plan))


@router.post("/plan-sheets", response=WorkLookedOut, summary="Try sheets of plans")
def try_plan_sheets(request: Request, file: File[UploadedFile]) -> Any:
    """What the file would change, row by row; keep it with the token within a day."""
    found = look_at_work(actor=request.actor, file_name=file.name or "plans.xlsx", data=file.read())
    refused = [
        {"table": r.table, "number": r.number, "who": r.who, "code": r.error.code,
         "message": sentence(r.error, language(request))}
        for r in found.refused
    ]  # fmt: skip
    return {
        "wrong": found.wrong, "findings": found.findings, "refused": refused, "changes": found.changes,
        "same": found.same, "token": found.token,
    }  # fmt: skip


@router.post("/plan-sheets/keep", response=KeptWorkOut, summary="Keep sheets of plans")
def keep_plan_sheets(request: Request, body: KeepWorkIn) -> Any:
    """All of it or nothing."""
    return {"changed": keep_work(actor=request.actor, token=body.token)}
