"""What every answer says to the browser, and what is refused unread."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from cast import As
from targetree.config.headers import content_security_policy

pytestmark = pytest.mark.django_db


def test_everything_comes_from_ourselves() -> None:
    answer = Client().get("/accounts/login/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_a_form_may_lead_to_the_companys_sign_in() -> None:
    assert "form-action 'self'" in content_security_policy(other_sign_in=False)
    assert "form-action 'self' https:" in content_security_policy(other_sign_in=True)


def test_pages_of_somebody_are_kept_nowhere(as_: As) -> None:
    assert "no-store" in as_("seller").get("/health/").headers["Cache-Control"]


def test_an_unknown_host_is_refused() -> None:
    assert Client().get("/health/", headers={"Host": "evil.example"}).status_code == 400
    assert Client().get("/health/", headers={"Host": "localhost:8000"}).status_code == 200


@pytest.mark.parametrize(("path", "kind"), [("/accounts/login/", "text/plain"), ("/api/v1/x", "application/json")])
def test_too_much_is_refused_before_it_is_read(path: str, kind: str) -> None:
    length = (settings.TARGETREE_UPLOAD_MIB << 20) + 1
    answer = Client().post(path, b"", content_type="application/octet-stream", CONTENT_LENGTH=str(length))
    assert answer.status_code == 413
    assert answer.headers["Content-Type"].startswith(kind)


def test_a_length_that_is_no_number_is_refused() -> None:
    assert Client().post("/accounts/login/", b"", content_type="text/plain", CONTENT_LENGTH="many").status_code == 400


@pytest.mark.parametrize(
    ("accepts", "lang"),
    [("zh-CN,zh;q=0.9,en;q=0.8", "zh-hans"), ("en-GB,en;q=0.9", "en"), ("fr", "zh-hans"), ("", "zh-hans")],
)
def test_chinese_unless_the_browser_asks_for_english(accepts: str, lang: str) -> None:
    assert Client(headers={"Accept-Language": accepts}).get("/health/").headers["Content-Language"] == lang


def test_a_language_once_chosen_stays() -> None:
    client = Client(headers={"Accept-Language": "zh-CN"})
    client.post("/language/setlang/", {"language": "en", "next": "/health/"})
    assert client.get("/health/").headers["Content-Language"] == "en"


def test_the_choice_of_language_leads_nowhere_else() -> None:
    answer = Client().post("/language/setlang/", {"language": "en", "next": "https://evil.example/"})
    assert answer.headers["Location"] == "/"
