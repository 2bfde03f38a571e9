"""Support through the API: the same as on the page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from cast import client_of
from people import actor, bookings, node
from targetree.services.support.showing import support_of

pytestmark = pytest.mark.django_db


def _get(path: str, who: str = "seller", **query: Any) -> Any:
    return client_of(who).get(f"/api/v1/sheets/{bookings()}/support{path}", {"node": node("1103"), **query})


def test_it_is_what_the_page_shows() -> None:
    found = support_of(actor=actor("seller"), sheet=bookings(), node=node("1103"))
    told = _get("").json()
    assert (told["target"], told["in_hand"], told["gap"]) == (found.target, found.in_hand, found.gap)
    assert [part["expected"] for part in told["parts"]] == [part.expected for part in found.parts]


def test_customers_come_in_pages_and_by_stage() -> None:
    first = _get("/customers", limit=3).json()
    second = _get("/customers", limit=3, cursor=first["next"]).json()
    codes = [row["code"] for row in (*first["items"], *second["items"])]
    assert len(set(codes)) == 6
    assert all(row["stage"] == "future" for row in _get("/customers", stage="future").json()["items"])


def test_the_gap_moves_with_what_is_imagined() -> None:
    gap = _get("").json()["gap"]
    assert _get("/what-if").json()["gap"] == gap
    assert _get("/what-if", new_customers=1).json()["gap"] < gap
    assert _get("/what-if", repeat_rate=0).json()["gap"] > gap
    assert _get("/what-if", repeat_rate=1.5).status_code == 422


def test_a_judgement_needs_a_reason() -> None:
    row = next(r for r in _get("/customers").json()["items"] if r["expected"])
    client: Client = client_of("seller")
    address = f"/api/v1/sheets/{bookings()}/support/customers/{row['customer']}"
    body = {"node": node("1103"), "amount": row["modelled"] + 100}
    refused = client.put(address, body, content_type="application/json")
    assert refused.status_code == 422 and refused.json()["error"]["code"] == "reason-needed"
    (kept,) = client.put(address, {**body, "reason": "已签框架"}, content_type="application/json").json()
    assert (kept["expected"], kept["modelled"]) == (row["modelled"] + 100, row["modelled"])
    assert kept["judged"]["reason"] == "已签框架"
    (back,) = client.put(address, {**body, "amount": None}, content_type="application/json").json()
    assert back["judged"] is None and back["expected"] == row["modelled"]
