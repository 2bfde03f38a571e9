"""The record of changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ninja import Query, Router, Schema
from pydantic import Field

from targetree.services.record.reading import Asked, record_shown

from .entrance import Request
from .fields import Code, Day, Id
from .language import language
from .pages import Page, Paging, after, page_from

router = Router(tags=["Record"])


class RecordedChangeOut(Schema):
    """One thing that changed, in words of the language asked for."""

    field: str
    before: str
    after: str


class RecordOut(Schema):
    """Who changed what, when, from what to what, and why."""

    id: int
    at: datetime
    account: int | None
    who: str
    kind: str
    done: str
    subject: str
    changes: list[RecordedChangeOut]
    why: str


class WhichRecords(Paging):
    kind: Code = Field("", description="targets, holds, commitments, versions, organisation, accounts …")
    account: Id | None = Field(None, description="By whom.")
    unit: Code = Field("", description="In this unit and all below.")
    since: Day | None = None
    until: Day | None = Field(None, description="The last day.")
    text: Code = ""


@router.get("/record", response=Page[RecordOut], summary="The record of changes")
def record(request: Request, which: Query[WhichRecords]) -> Any:
    """The newest first; managers read what concerns their part, everybody what they did themselves."""
    asked = Asked(which.kind, which.account, which.unit, which.since, which.until, which.text)
    found = record_shown(
        actor=request.actor, asked=asked, before=after(which), limit=which.limit + 1, lang=language(request)
    )
    return page_from(found, which, lambda entry: entry.id)
