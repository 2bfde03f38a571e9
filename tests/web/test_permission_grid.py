"""Every page and operation, asked by every role about its own, something below, and another unit's.

A page that is new needs a line in `grid/<area>.py`: see `grid/frame.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from cast import client_of
from people import bookings, open_version
from targetree.services.access import acting
from web.grid.frame import ROLES, Row, Thing, made, objects_of
from web.grid.urls import operations

AREAS = sorted(
    p.stem for p in (Path(__file__).parent / "grid").glob("*.py") if p.stem not in ("__init__", "frame", "urls")
)
ROWS: list[Row] = [row for area in AREAS for row in import_module(f"web.grid.{area}").ROWS]
FOREIGN = {
    "?", "account_confirm_email", "account_reset_password_from_key", "api:api-root", "mfa_deactivate_totp",
    "mfa_download_recovery_codes", "mfa_generate_recovery_codes", "mfa_view_recovery_codes", "openid_connect_callback",
    "openid_connect_login",
}  # fmt: skip
"""Pages of allauth that need a key sent by mail, a second factor or another provider; tried where those are."""


def test_every_address_has_its_line_and_every_line_its_address() -> None:
    lines = [(row.name, row.method) for row in ROWS]
    assert len(set(lines)) == len(lines)
    known = {found for found in operations() if found[0] not in FOREIGN}
    assert known - set(lines) == set(), "without a line in tests/web/grid"
    assert set(lines) - known == set(), "lines of nothing"


@pytest.fixture(scope="module")
def sessions(django_db_setup: str, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Any]]:
    """The cookies of everybody, signed in once; they stay in this worker's database."""
    with django_db_blocker.unblock():
        yield {role: client_of(role).cookies for role in ROLES}


@pytest.mark.parametrize("row", ROWS, ids=str)
@pytest.mark.django_db
def test_who_gets_in(row: Row, sessions: dict[str, Any]) -> None:
    wrong = []
    for role in ROLES:
        client = Client(raise_request_exception=False)
        client.cookies = sessions[role].copy()
        for letter, code in objects_of(role).items():
            wanted = row.gets_in(role, letter)
            status, inside = _ask(client, row, _thing(code, role))
            if inside is not wanted:
                wrong.append(f"{role} {letter}: {status}, but is to {'get in' if wanted else 'stay out'}")
            if not row.about_something:
                break
    assert not wrong, f"{row}:\n" + "\n".join(wrong)


def _ask(client: Client, row: Row, thing: Thing) -> tuple[int, bool | None]:
    """(status, whether the client got in); None where it is neither."""
    with transaction.atomic():
        address = reverse(row.name, kwargs=made(row.at, thing))
        given: dict[str, Any] = {"headers": row.headers, "query_params": made(row.ask, thing)}
        if row.method in ("POST", "PUT", "PATCH"):
            body = made(row.send, thing)
            given["data"] = body
            if row.name.startswith("api:") and not row.headers.get("form"):
                given |= {"data": json.dumps(body, default=str), "content_type": "application/json"}
        response = (
            client.generic("DELETE", address)
            if row.method == "DELETE"
            else getattr(client, row.method.lower())(address, **given)
        )
        transaction.set_rollback(True)
    return response.status_code, _inside(response, row)


def _inside(response: HttpResponseBase, row: Row) -> bool | None:
    status = response.status_code
    if status in row.also or status == 409:
        return True
    if status in (401, 403, 404):
        return False
    if status in (301, 302, 303):
        return not response.headers["Location"].startswith(reverse("account_login"))
    return True if status < 400 else None


_things: dict[str, dict[str, Any]] = {}


def _thing(code: str, role: str) -> Thing:
    """The node of that code (`*`: the company) in the version that is open."""
    if code not in _things:
        _things[code] = _read(code)
    return Thing(**_things[code], role=role)


def _read(code: str) -> dict[str, Any]:
    from people import actor

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
