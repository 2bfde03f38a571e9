"""Asks what a line of the grid says, about a thing of the sample company. To be called within a transaction."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from people import actor, bookings, open_version
from targetree.services.access import acting

from .frame import Row, Thing, made

FRAME = ("__init__", "asking", "frame", "urls")
"""The modules here that are no areas."""


def all_rows() -> list[Row]:
    """The lines of all areas."""
    areas = sorted(file.stem for file in Path(__file__).parent.glob("*.py") if file.stem not in FRAME)
    return [row for area in areas for row in import_module(f"{__package__}.{area}").ROWS]


def ask(client: Client, row: Row, about: Thing, **headers: str) -> Any:
    """The response."""
    address = reverse(row.name, kwargs=made(row.at, about))
    given: dict[str, Any] = {"headers": row.headers | headers, "query_params": made(row.ask, about)}
    if row.method in ("POST", "PUT", "PATCH"):
        given["data"] = made(row.send, about)
        if row.is_json:
            given |= {"data": json.dumps(given["data"], default=str), "content_type": "application/json"}
    return getattr(client, row.method.lower())(address, **given)


def got_in(response: HttpResponseBase, row: Row) -> bool | None:
    """Whether the one who asked got in; None where it is neither yes nor no."""
    status = response.status_code
    if status in row.also or status == 409:
        return True
    if status in (401, 403, 404):
        return False
    if status in (301, 302, 303):
        return not response.headers["Location"].startswith(reverse("account_login"))
    return True if status < 400 else None


_read: dict[str, dict[str, Any]] = {}


def thing(code: str, role: str) -> Thing:
    """The node of that code (`*`: the company) in the version that is open, as that role asks about it."""
    if code not in _read:
        _read[code] = _from_database(code)
    return Thing(**_read[code], role=role)


def _from_database(code: str) -> dict[str, Any]:
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT n.id, n.name, n.kind, n.parent_id, coalesce(p.code, m.code), n.path FROM nodes n"
            " LEFT JOIN people p ON p.id = n.person_id LEFT JOIN people m ON m.id = n.manager_id"
            " WHERE CASE WHEN %s = '*' THEN n.parent_id IS NULL ELSE n.code = %s END",
            [code, code],
        )
        node, name, kind, parent, person, path = cursor.fetchone()
    return {
        "code": code, "node": node, "unit": node if kind == "unit" else parent, "name": name, "person": person or "",
        "path": tuple(path), "version": open_version(), "sheet": bookings(),
    }  # fmt: skip


def forget() -> None:
    """What was read of things is read again: for tests that change their names."""
    _read.clear()
