"""How the API is asked: who is let in, and one shape of errors for whatever is wrong."""

from __future__ import annotations

from django.test import Client

from cast import As

API = "/api/v1"


def test_somebody_signed_in_is_told_who_they_are(as_: As) -> None:
    told = as_("seller").get(f"{API}/me").json()
    assert told["email"] == "seller@yuanxiu.example"
    assert [right["role"] for right in told["rights"]] == ["seller"]
    assert told["scopes"] is None
    assert "publish" not in told["abilities"]
    assert "publish" in as_("director").get(f"{API}/me").json()["abilities"]


def test_nobody_is_asked_to_sign_in(db: None) -> None:
    answer = Client().get(f"{API}/me")
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "not-signed-in"
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
