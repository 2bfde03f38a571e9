"""Sessions: not to be fixed beforehand, ended for good, and nobody is led elsewhere on the way in or out."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache
from django.test import Client

from cast import address
from targetree.services.access import acting

pytestmark = pytest.mark.django_db
PASSWORD, ANOTHER = "correct horse battery", "staple battery horse"
ELSEWHERE = (
    "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example", "\\\\evil.example",
    "http:evil.example", "javascript:alert(1)", "https:/evil.example", " https://evil.example",
    "/\t/evil.example", "https://testserver@evil.example/", "data:text/html,x",
)  # fmt: skip
COOKIE = "targetree"


@pytest.fixture(autouse=True)
def with_password() -> None:
    cache.clear()
    with acting(None):
        seller = get_user_model().objects.get(email=address("seller"))
        seller.set_password(PASSWORD)
        seller.save(update_fields=["password"])


def sign_in(client: Client, after: str = "") -> str:
    answer = client.post("/accounts/login/", {"login": address("seller"), "password": PASSWORD, "next": after})
    assert answer.status_code == 302
    return answer.headers["Location"]


def acts(client: Client) -> bool:
    return client.get("/api/v1/me").status_code == 200


def test_a_session_that_somebody_else_chose_is_not_taken_up() -> None:
    client = Client()
    client.cookies[COOKIE] = "a" * 32
    sign_in(client)
    assert client.cookies[COOKIE].value != "a" * 32
    other = Client()
    other.cookies[COOKIE] = "a" * 32
    assert not acts(other)


def test_a_session_from_before_is_not_the_one_after() -> None:
    client = Client()
    before = client.session.session_key
    client.cookies[COOKIE] = before
    sign_in(client)
    other = Client()
    other.cookies[COOKIE] = before
    assert acts(client)
    assert not acts(other)


def test_the_cookie_is_for_us_alone() -> None:
    client = Client()
    sign_in(client)
    cookie = client.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["domain"]
    assert settings.SESSION_COOKIE_SECURE == settings.CSRF_COOKIE_SECURE


def test_who_has_signed_out_is_out_with_every_copy_of_the_cookie() -> None:
    client, copy = Client(), Client()
    sign_in(client)
    copy.cookies[COOKIE] = client.cookies[COOKIE].value
    assert acts(copy)
    client.post("/accounts/logout/")
    assert not acts(client)
    assert not acts(copy)


def test_a_new_password_ends_the_other_sessions() -> None:
    client, other = Client(), Client()
    sign_in(client)
    sign_in(other)
    form = {"oldpassword": PASSWORD, "password1": ANOTHER, "password2": ANOTHER}
    assert client.post("/accounts/password/change/", form).status_code == 302
    assert acts(client)
    assert not acts(other)


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_nobody_is_led_elsewhere(elsewhere: str) -> None:
    client = Client()
    assert sign_in(client, elsewhere) == "/"
    ways = [
        client.get("/accounts/login/", {"next": elsewhere}),
        client.post("/language/setlang/", {"language": "en", "next": elsewhere}),
        client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": elsewhere}),
        client.post("/accounts/logout/", {"next": elsewhere}),
    ]
    for answer in ways:
        assert "evil" not in answer.headers.get("Location", "/")
        assert answer.headers.get("Location", "/").startswith("/")


def test_links_in_letters_lead_to_the_host_that_was_asked_for_and_may_be() -> None:
    forwarded = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    Client().post("/accounts/password/reset/", {"email": address("seller")}, headers=forwarded)
    assert "evil" not in mail.outbox[0].body
    refused = Client().post("/accounts/password/reset/", {"email": address("seller")}, headers={"Host": "evil.example"})
    assert refused.status_code == 400
    assert len(mail.outbox) == 1


def test_the_api_refuses_another_host_in_its_own_shape() -> None:
    answer = Client().get("/api/v1/me", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "request-refused"
