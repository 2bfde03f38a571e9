"""Personal tokens: who acts by them, what they may, and that they end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from asking import API, by_token, error, post, token_of
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from cast import As, account_id
from people import actor, bookings, node
from targetree.services.access import acting
from targetree.services.entrance import tokens
from targetree.store.models import Account, ApiToken

pytestmark = pytest.mark.django_db


def test_a_program_acts_as_the_one_whose_token_it_is() -> None:
    told = by_token(token_of("seller")).get(f"{API}/me").json()
    assert (told["email"], told["scopes"]) == ("seller@yuanxiu.example", ["read"])


def test_only_its_hash_is_kept() -> None:
    secret = token_of("seller")
    with acting(account_id("seller")), connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(t)::text FROM api_tokens t UNION ALL SELECT to_jsonb(r)::text FROM records r")
        kept = " ".join(row for (row,) in cursor.fetchall())
    assert secret[:8] in kept
    assert secret[8:] not in kept


def test_a_token_that_reads_cannot_write() -> None:
    client = by_token(token_of("director"))
    answer = post(client, "/holds", {"sheet": bookings(), "node": node("E")})
    assert (answer.status_code, error(answer)["code"]) == (403, "token-only-reads")


def test_a_token_that_writes_cannot_administer() -> None:
    of_writer = tokens.actor_of_token(token_of("director", "read", "write"))
    assert of_writer is not None
    assert of_writer.may("publish")
    assert not of_writer.may("administer")
    assert not of_writer.may("manage_accounts")


def test_a_token_needs_no_csrf_and_a_session_beside_it_does_not_help(as_: As) -> None:
    client = as_("director")
    assert client.get(f"{API}/me", headers={"Authorization": "Bearer tt_wrong"}).status_code == 401
    client.handler.enforce_csrf_checks = True
    write = token_of("director", "write")
    assert post(client, "/holds", {"sheet": bookings(), "node": node("E")}).status_code == 403
    held = post(client, "/holds", {"sheet": bookings(), "node": node("E")}, Authorization=f"Bearer {write}")
    assert held.status_code == 201


@pytest.mark.parametrize(
    "given", ["", "Bearer", "Bearer ", "Basic dHQ6dHQ=", "Bearer tt_", "Bearer é", "Bearer tt_" + "x" * 9000]
)
def test_what_is_no_token(given: str) -> None:
    answer = by_token("").get(f"{API}/me", headers={"Authorization": given})
    assert (answer.status_code, error(answer)["code"]) == (401, "token-not-valid")


def test_a_token_ends_when_it_expires_is_revoked_or_its_owner_leaves() -> None:
    secret = token_of("director", "admin")
    client = by_token(secret)
    mine = ApiToken.objects.filter(token_hash=tokens._hash(secret))
    with acting(account_id("director")):
        mine.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(f"{API}/me").status_code == 401
    with acting(account_id("director")):
        mine.update(expires_at=None)
    assert client.get(f"{API}/me").status_code == 200
    with acting(account_id("director")):
        Account.objects.filter(id=account_id("director")).update(is_active=False)
    assert client.get(f"{API}/me").status_code == 401
    with acting(None):
        Account.objects.filter(email__startswith="director@").update(is_active=True)
    with acting(account_id("director")):
        token = mine.get().id
    assert client.delete(f"{API}/tokens/{token}").status_code == 204
    assert client.get(f"{API}/me").status_code == 401


def test_the_list_shows_ones_own_and_when_they_were_used() -> None:
    secret = token_of("seller")
    client = by_token(secret)
    (shown,) = client.get(f"{API}/tokens").json()["items"]
    assert shown["start"] == secret[:8]
    assert shown["last_used_at"] is not None
    assert shown["valid"] is True
    assert client.get(f"{API}/tokens", {"everybody": "true"}).status_code == 403
    everybody = tokens.tokens(actor=actor("operations"), everybody=True)
    assert [t.owner for t in everybody if t.start == secret[:8]] == [actor("seller").name]


def test_a_token_makes_others_only_with_the_scope_admin_and_none_above_itself() -> None:
    wanted = {"name": "x", "scopes": ["read"], "days": 1}
    writer = by_token(token_of("director", "read", "write"))
    assert error(post(writer, "/tokens", wanted))["code"] == "token-not-by-token"
    administrator = by_token(token_of("director", "read", "admin"))
    assert post(administrator, "/tokens", wanted).status_code == 201
    assert post(administrator, "/tokens", wanted | {"scopes": ["write"]}).status_code == 403


def test_administrators_revoke_the_tokens_of_others_and_nobody_else_does() -> None:
    secret = token_of("seller")
    token = tokens.tokens(actor=actor("seller"))[0].id
    assert post(by_token(token_of("1104", "admin")), f"/tokens/{token}").status_code == 405
    assert by_token(token_of("1104", "admin")).delete(f"{API}/tokens/{token}").status_code == 404
    tokens.revoke_token(actor=actor("operations"), token=token)
    assert tokens.actor_of_token(secret) is None


def test_wrong_tokens_are_slowed_down_and_right_ones_are_not() -> None:
    cache.clear()
    right, wrong = by_token(token_of("seller")), by_token("tt_guess")
    statuses = [wrong.get(f"{API}/me").status_code for _ in range(32)]
    assert statuses == [401] * 30 + [429] * 2
    assert right.get(f"{API}/me").status_code == 200
    cache.clear()
