"""Signing in: with an account only, which begins with an invitation."""

from __future__ import annotations

import pytest
from allauth.mfa.adapter import get_adapter
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache
from django.test import Client

from cast import address
from targetree.services.access import acting

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def with_password() -> None:
    cache.clear()
    with acting(None):
        seller = get_user_model().objects.get(email=address("seller"))
        seller.set_password(PASSWORD)
        seller.save(update_fields=["password"])


def sign_in(client: Client, password: str = PASSWORD, after: str = "") -> str:
    form = {"login": address("seller").upper(), "password": password, "next": after}
    answer = client.post("/accounts/login/", form)
    return answer.headers.get("Location", "") if answer.status_code == 302 else ""


def test_address_and_password() -> None:
    client = Client()
    assert sign_in(client, after="/health/") == "/health/"
    assert client.get("/health/").wsgi_request.actor.email == address("seller")  # type: ignore[attr-defined]


def test_a_wrong_password_and_then_too_many() -> None:
    client = Client()
    assert [sign_in(client, "wrong") for _ in range(12)] == [""] * 12
    assert sign_in(client) == "", "even the right one is not taken now"


def test_nobody_is_led_away_after_signing_in() -> None:
    assert sign_in(Client(), after="https://evil.example/") == "/"


def test_the_session_is_another_one_after_signing_in() -> None:
    client = Client()
    client.get("/accounts/login/")
    client.session["x"] = 1
    before = client.session.session_key
    sign_in(client)
    assert client.session.session_key != before


def test_without_the_token_of_its_form_nothing_is_taken() -> None:
    assert Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x"}).status_code == 403


def test_nobody_signs_up() -> None:
    form = {"email": "stranger@example.com", "password1": PASSWORD, "password2": PASSWORD}
    Client().post("/accounts/signup/", form)
    with acting(None):
        assert not get_user_model().objects.filter(email="stranger@example.com").exists()


def test_a_letter_to_set_a_new_password() -> None:
    Client().post("/accounts/password/reset/", {"email": address("seller")})
    assert [letter.to for letter in mail.outbox] == [[address("seller")]]


def test_an_account_that_ended_is_signed_out() -> None:
    client = Client()
    sign_in(client)
    with acting(None):
        get_user_model().objects.filter(email=address("seller")).update(is_active=False)
    assert client.get("/health/").wsgi_request.actor is None  # type: ignore[attr-defined]


def test_the_secret_of_a_second_factor_is_not_legible_in_the_database() -> None:
    adapter = get_adapter()
    written = adapter.encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in written
    assert adapter.decrypt(written) == "JBSWY3DPEHPK3PXP"
