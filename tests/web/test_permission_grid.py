"""Every page and operation, asked by every role about its own, something below, and another unit's.

A page that is new needs a line in `grid/<area>.py`: see `grid/frame.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from cast import client_of
from targetree.services.exchange import exporting
from targetree.services.reviews import printing
from web.grid.asking import all_rows, ask, got_in, thing
from web.grid.frame import ROLES, Row, objects_of
from web.grid.urls import operations

ROWS = all_rows()
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


@pytest.fixture
def short_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workbooks and PDFs stay empty: here it matters who gets them."""
    monkeypatch.setattr(exporting, "write_plan", lambda _plan, path, **_: path.write_bytes(b""))
    monkeypatch.setattr(exporting, "write_template", lambda path, *_: path.write_bytes(b""))
    for drawing in ("draw_plan", "draw_letter"):
        monkeypatch.setattr(printing, drawing, lambda *_: b"")


@pytest.mark.parametrize("row", ROWS, ids=str)
@pytest.mark.django_db
@pytest.mark.usefixtures("short_files")
def test_who_gets_in(row: Row, sessions: dict[str, Any]) -> None:
    wrong = []
    for role in ROLES:
        client = Client(raise_request_exception=False)
        client.cookies = sessions[role].copy()
        for letter, code in objects_of(role).items():
            wanted = row.gets_in(role, letter)
            with transaction.atomic():
                response = ask(client, row, thing(code, role))
                transaction.set_rollback(True)
            if got_in(response, row) is not wanted:
                wrong.append(f"{role} {letter}: {response.status_code}, is to {'get in' if wanted else 'stay out'}")
            if not row.about_something:
                break
    assert not wrong, f"{row}:\n" + "\n".join(wrong)
