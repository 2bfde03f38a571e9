"""A write that is asked for twice with one key is done once."""

from __future__ import annotations

import json
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from asking import API, by_token, error, post, token_of
from django.db import connection
from django.test import Client

from cast import As, client_of
from people import bookings, node


def _holds(client: Client) -> int:
    return len(client.get(f"{API}/holds").json()["items"])


def test_the_same_request_is_done_once_and_answered_alike(as_: As) -> None:
    client, body = as_("director"), {"sheet": bookings(), "node": node("E")}
    before = _holds(client)
    first, again = (post(client, "/holds", body, **{"Idempotency-Key": "a"}) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert _holds(client) == before + 1


def test_an_answer_without_a_body_is_kept_too(as_: As) -> None:
    client = as_("director")
    hold = post(client, "/holds", {"sheet": bookings(), "node": node("E")}).json()["id"]
    for _ in range(2):
        assert post(client, f"/holds/{hold}/release", {}, **{"Idempotency-Key": "b"}).status_code == 204


def test_the_key_belongs_to_one_request_of_one_account(as_: As) -> None:
    body = {"sheet": bookings(), "node": node("1103"), "month_count": 1}
    assert post(as_("director"), "/holds", body, **{"Idempotency-Key": "c"}).status_code == 201
    other = post(as_("director"), "/holds", body | {"first_month": 3}, **{"Idempotency-Key": "c"})
    assert (other.status_code, error(other)["code"]) == (422, "idempotency-other-request")
    assert post(as_("manager"), "/holds", body | {"first_month": 3}, **{"Idempotency-Key": "c"}).status_code == 201


def test_a_refused_write_keeps_nothing_and_may_be_asked_again(as_: As) -> None:
    client, body = as_("director"), {"sheet": bookings(), "node": node("E")}
    hold = post(client, "/holds", body).json()["id"]
    refused = post(client, "/holds", body, **{"Idempotency-Key": "d"})
    assert (refused.status_code, error(refused)["code"]) == (409, "hold-exists")
    post(client, f"/holds/{hold}/release")
    assert post(client, "/holds", body, **{"Idempotency-Key": "d"}).status_code == 201


def test_the_reason_of_a_change_reaches_the_record(as_: As) -> None:
    from people import actor
    from targetree.services.access import acting

    post(as_("director"), "/holds", {"sheet": bookings(), "node": node("E"), "why": "因为"}, **{"Idempotency-Key": "e"})
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute("SELECT why FROM records WHERE \"table\" = 'holds' ORDER BY id DESC LIMIT 1")
        assert cursor.fetchone() == ("因为",)


@pytest.mark.parametrize("key", ["", " ", "é", "x" * 81, "a b"])
def test_what_is_no_key(as_: As, key: str) -> None:
    answer = post(as_("director"), "/holds", {"sheet": 1, "node": 1}, **{"Idempotency-Key": key})
    assert (answer.status_code, error(answer)["code"]) == (422, "idempotency-key-not-valid")


def test_a_program_without_rights_leaves_no_key_behind(db: None) -> None:
    client = by_token(token_of("auditor", "write"))
    answer = post(client, "/holds", {"sheet": bookings(), "node": node("E")}, **{"Idempotency-Key": "f"})
    assert answer.status_code == 403
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM idempotency_keys")
        assert cursor.fetchone() == (0,)


def test_of_ten_at_once_one_is_done(own_database: Callable[[], Any]) -> None:
    body = json.dumps({"sheet": bookings(), "node": node("E")})
    clients = [client_of("director") for _ in range(10)]
    start, statuses = Barrier(10), list[int]()

    def ask(client: Client) -> None:
        start.wait()
        answer = client.post(f"{API}/holds", body, "application/json", headers={"Idempotency-Key": "g"})
        statuses.append(answer.status_code)
        connection.close()

    threads = [Thread(target=ask, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(statuses) <= {201, 409}
    assert 201 in statuses
    with own_database() as owner:
        assert owner.execute("SELECT count(*) FROM holds WHERE node_id = %s", [node("E")]).fetchone() == (1,)
        assert owner.execute("SELECT count(*) FROM idempotency_keys").fetchone() == (1,)
