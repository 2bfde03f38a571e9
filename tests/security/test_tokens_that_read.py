"""A token that may read writes nothing, wherever it knocks; nor does one with fewer scopes than the deed needs."""

from __future__ import annotations

import logging

import pytest
from django.test import Client

from people import actor
from targetree.services.entrance.tokens import create_token
from targetree.services.tree import targets
from web.grid.asking import all_rows, ask, thing
from web.grid.frame import Row

WRITES = [row for row in all_rows() if row.name.startswith("api:") and row.method != "GET"]
pytestmark = pytest.mark.django_db


def _by_token(*scopes: str) -> tuple[Client, str]:
    secret = create_token(actor=actor("director"), name="test", scopes=scopes, days=1)[1]
    return Client(raise_request_exception=False, headers={"Authorization": f"Bearer {secret}"}), secret


@pytest.mark.parametrize("row", WRITES, ids=str)
def test_a_token_that_reads_does_not_write(row: Row) -> None:
    response = ask(_by_token("read")[0], row, thing("1103", "director"))
    assert (response.status_code, response.json()["error"]["code"]) == (403, "token-only-reads")


def test_a_token_opens_no_page() -> None:
    assert _by_token("read", "write", "admin")[0].get("/accounts/password/change/").status_code == 302


def test_no_token_gets_into_a_log(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    client, secret = _by_token("read")
    caplog.set_level(logging.DEBUG)
    for name in ("django", "django.request", "django.db.backends", "targetree"):
        monkeypatch.setattr(logging.getLogger(name), "propagate", True)
        logging.getLogger(name).setLevel(logging.DEBUG)

    def broken(**_: object) -> None:
        raise RuntimeError("a defect")

    client.get("/api/v1/me")
    client.post("/api/v1/holds", "{}", "application/json")
    monkeypatch.setattr(targets, "versions", broken)
    assert client.get("/api/v1/versions").status_code == 500
    assert "a defect" in caplog.text
    assert secret[8:] not in caplog.text
