"""Every write needs the token of our own page, whoever is signed in; so a page from elsewhere writes nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from cast import client_of
from web.grid.asking import all_rows, ask, thing
from web.grid.frame import Row
from web.grid.urls import is_ours, patterns

WRITES = [row for row in all_rows() if row.method != "GET"]
FOREIGN = [pattern for name, pattern in patterns() if not is_ours(pattern.callback) and not name.startswith("api:")]

pytestmark = pytest.mark.django_db


def _signed_in() -> Client:
    client = client_of("director")
    client.handler.enforce_csrf_checks = True
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("row", WRITES, ids=str)
def test_a_write_of_ours(row: Row) -> None:
    response = ask(_signed_in(), row, thing("1103", "director"))
    assert response.status_code == 403
    if row.is_json:
        assert response.json()["error"]["code"] == "csrf-failed"


@pytest.mark.parametrize("pattern", FOREIGN, ids=lambda pattern: str(pattern.pattern))
def test_a_form_of_signing_in(pattern: URLPattern) -> None:
    possible, *_ = get_resolver().reverse_dict.getlist(pattern.callback)
    route, parts = possible[0][0]
    assert _signed_in().post("/" + route % dict.fromkeys(parts, "1"), {}).status_code == 403


def test_with_the_token_it_is_taken() -> None:
    client = _signed_in()
    client.get("/accounts/password/change/")
    row = next(row for row in WRITES if row.name == "api:create_token")
    token = client.cookies["csrftoken"].value
    assert ask(client, row, thing("1103", "director"), **{"X-CSRFToken": token}).status_code == 201
    other = "x" * len(token)
    assert ask(client, row, thing("1103", "director"), **{"X-CSRFToken": other}).status_code == 403
