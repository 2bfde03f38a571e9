"""Plans in Excel."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from web.grid.frame import PLAN, Thing, row

WRITE = "*  *  ob  ob  o  o  -  -  -  -"
SEE_PLAN = "*  *  ob  ob  o  o  -  *  -  -"


def _file(_: Thing) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("conditions.csv", b"who,text\n")}


@cache
def _rows(who: str) -> bytes:
    return f"who,text\n{who},三家新客户签约\n".encode()


def _token(thing: Thing) -> dict[str, Any]:
    """Signed for who asks; a colleague of another unit has none of their own and takes the director's."""
    from people import actor
    from targetree.services.errors import ServiceError
    from targetree.services.exchange.work_in import look_at_work
    from web.grid.frame import _ADDRESS

    for who in (thing.role, "director"):
        try:
            found = look_at_work(
                actor=actor(_ADDRESS.get(who, who)),
                file_name="conditions.csv",
                data=_rows(thing.name if thing.code == "*" else thing.code),
            )
        except ServiceError:
            continue
        if found.token:
            return {"token": found.token}
    raise AssertionError("nobody may")


ROWS = [
    row("plan-sheets", "GET", PLAN),
    row("plan-sheets", "POST", PLAN, send=_file, form=True),
    row("plan-sheets-export", "GET", SEE_PLAN, ask=lambda o: {"plan": o.plan}),
    row("plan-sheets-keep", "POST", PLAN, send={"token": "none"}),
    row("api:plan_sheets", "GET", SEE_PLAN, ask=lambda o: {"plan": o.plan}),
    row("api:try_plan_sheets", "POST", PLAN, send=_file, form=True),
    row("api:keep_plan_sheets", "POST", WRITE, send=_token),
]
