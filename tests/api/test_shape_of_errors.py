"""One shape of errors for whatever is wrong, in the language that is asked for."""

from __future__ import annotations

import pytest
from asking import API, error, post
from django.test import Client

from cast import As
from people import bookings, node


def test_nobody_is_asked_to_sign_in(db: None) -> None:
    answer = Client().get(f"{API}/me")
    assert (answer.status_code, error(answer)["code"]) == (401, "not-signed-in")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/", "/api/v2/me", "/api/v1/sheets/x/lines/y"])
def test_an_unknown_address(as_: As, path: str) -> None:
    assert error(as_("director").get(path))["code"] == "no-such-address"


def test_an_unknown_method_names_those_that_are_known(as_: As) -> None:
    answer = as_("director").delete(f"{API}/me")
    assert (answer.status_code, error(answer)["code"]) == (405, "no-such-method")
    assert answer.headers["Allow"] == "GET"


@pytest.mark.parametrize(
    "body", [b"{", b"\xff", b'{"sheet": NaN}', b'{"sheet": 1' + b"0" * 5000 + b"}", b"[" * 100_000]
)
def test_a_body_that_is_no_json(as_: As, body: bytes) -> None:
    answer = as_("director").post(f"{API}/holds", body, "application/json")
    assert (answer.status_code, error(answer)["code"]) == (400, "request-unreadable")


def test_every_wrong_field_is_named_in_the_language_asked_for(as_: As) -> None:
    body = {"sheet": "one", "node": 0, "why": "a\0b", "first_month": 12, "colour": "red"}
    said = {}
    for language in ("en", "zh"):
        answer = post(as_("director"), "/holds", body, **{"Accept-Language": language})
        assert (answer.status_code, error(answer)["code"]) == (422, "request-not-valid")
        said[language] = {d["where"][-1]: (d["code"], d["message"]) for d in error(answer)["details"]}
    assert said["en"] == {
        "sheet": ("field-type", "This must be a whole number."),
        "node": ("field-small", "This must be at least 1."),
        "why": ("field-text", said["en"]["why"][1]),
        "first_month": ("field-large", "This must be at most 11."),
        "colour": ("field-unknown", "There is no such field."),
    }
    assert said["zh"]["sheet"] == ("field-type", "此项须为整数。")


def test_what_a_service_refuses(as_: As) -> None:
    answer = as_("seller").get(f"{API}/sheets/{bookings()}/tree", {"node": node("S")})
    assert (answer.status_code, error(answer)["code"]) == (404, "not-found")
    assert as_("seller").get(f"{API}/sheets/999999/tree", {"node": 1}).status_code == 404


def test_holds_in_the_way_are_named(as_: As) -> None:
    director, sheet, seat = as_("director"), bookings(), node("1103")
    for held in (node("E1"), seat):
        assert post(director, "/holds", {"sheet": sheet, "node": held, "why": "签了合同"}).status_code == 201
    wish = {"node": seat, "first_month": 2, "month_count": 1, "amount": 10**12}
    answer = post(director, f"/sheets/{sheet}/edits", {"wishes": [wish]})
    assert (answer.status_code, error(answer)["code"]) == (409, "holds-in-the-way")
    (hold,) = error(answer)["holds"]
    assert hold["where"].endswith(" · 全年")
    assert hold["reason"] == "签了合同"
    assert hold["amount"].replace(",", "").replace(".", "").isdigit()


def test_a_defect_is_told_without_a_traceback(as_: As, monkeypatch: pytest.MonkeyPatch) -> None:
    from targetree.services.tree import targets

    def broken(**_: object) -> None:
        raise RuntimeError("a secret of the house")

    client = as_("director")
    client.raise_request_exception = False
    monkeypatch.setattr(targets, "versions", broken)
    answer = client.get(f"{API}/versions")
    assert (answer.status_code, error(answer)["code"]) == (500, "server-failed")
    assert b"secret" not in answer.content


@pytest.mark.parametrize(("method", "path"), [("get", "nope"), ("put", "plans/1"), ("delete", "plans")])
def test_the_length_is_that_of_the_answer(as_: As, method: str, path: str) -> None:
    answer = getattr(as_("director"), method)(f"/api/v1/{path}")
    assert answer.status_code in (404, 405)
    assert int(answer.headers.get("Content-Length", len(answer.content))) == len(answer.content)
