"""The long-term plan through the API: the same as on the page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from cast import client_of
from people import actor, node
from targetree.services.plans.opening import open_plan

pytestmark = pytest.mark.django_db


def _plan() -> int:
    return open_plan(actor=actor("director"), node=node("1106"))


def _at(path: str = "/long-term") -> str:
    return f"/api/v1/plans/{_plan()}{path}"


def _send(client: Client, method: str, path: str, body: dict[str, Any]) -> Any:
    return getattr(client, method)(_at(path), body, content_type="application/json")


def test_the_year_is_quarters_and_months() -> None:
    told = client_of("director").get(_at()).json()
    assert [quarter["at"] for quarter in told["quarters"]] == [0, 1, 2, 3]
    assert len(told["months"]) == 12 and not any(month["kept"] for month in told["months"])
    for month in told["months"]:
        for field in month["fields"]:
            assert sum(field["thirds"]) == field["month"] == field["planned"]


def test_a_change_makes_room_and_says_what_stands_in_the_way() -> None:
    client = client_of("leader")
    month = client.get(_at()).json()["months"][4]
    visits = next(field for field in month["fields"] if field["field"] == "visits")
    wish = {"set": [{"third": 0, "field": "visits", "amount": 1}], "seen_revision": month["revision"]}
    changed = _send(client, "patch", "/checkpoints/4", wish).json()
    after = next(field for field in changed["fields"] if field["field"] == "visits")
    assert after["thirds"][0] == 1 and sum(after["thirds"]) == visits["month"] and changed["kept"]
    again = _send(client, "patch", "/checkpoints/4", wish)
    assert again.status_code == 409 and again.json()["error"]["code"] == "plan-row-changed"
    held = _send(client, "put", "/checkpoints/4/hold", {"third": 0, "field": "visits", "held": True}).json()
    assert next(field for field in held["fields"] if field["field"] == "visits")["held"] == [True, False, False]
    wish = {"set": [{"third": 1, "field": "visits", "amount": visits["month"]}]}
    refused = _send(client, "patch", "/checkpoints/4", wish)
    assert refused.status_code == 409 and refused.json()["error"]["code"] == "checkpoint-held"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/checkpoints/4", {"set": []}),
        ("/checkpoints/12", {"set": [{"third": 0, "field": "visits", "amount": 1}]}),
        ("/checkpoints/4", {"set": [{"third": 3, "field": "visits", "amount": 1}]}),
        ("/checkpoints/4", {"set": [{"third": 0, "field": "visits", "amount": -1}]}),
        ("/checkpoints/4", {"set": [{"third": 0, "field": "visits", "amount": 1.5}]}),
        ("/checkpoints/4", {"set": [{"third": 0, "field": "held", "amount": 1}]}),
    ],
)
def test_what_makes_no_sense_is_refused(path: str, body: dict[str, Any]) -> None:
    assert _send(client_of("leader"), "patch", path, body).status_code == 422


def test_take_propose_spread_and_the_own_month() -> None:
    client = client_of("leader")
    assert _send(client, "post", "/checkpoints/take", {}).json() == {"months": 12}
    assert _send(client, "post", "/checkpoints/spread", {}).json() == {"done": [], "refused": []}
    assert _send(client, "post", "/checkpoints/3/propose", {}).json()["kept"]
    told = _send(client, "put", "/checkpoints/3/month", {"field": "revenue", "amount": 700}).json()
    assert sum(next(field for field in told["fields"] if field["field"] == "revenue")["thirds"]) == 700


def test_a_focus_is_set_and_removed() -> None:
    client = client_of("leader")
    kept = _send(client, "put", "/quarters/2", {"text": "补缺口", "share_percent": 40}).json()
    assert (kept["text"], kept["share_percent"], kept["actions"]) == ("补缺口", 40, [])
    assert _send(client, "put", "/quarters/9", {"text": "x"}).status_code == 422
    assert client.delete(_at("/quarters/2")).status_code == 204
    assert client.get(_at()).json()["quarters"][2]["focus"] is None


def test_realism_and_load() -> None:
    told = client_of("leader").get(_at("/realism")).json()
    assert len(told["months"]) == len(told["loads"]) == 12 and told["best_month"]["amount"] > 0
    load = client_of("colleague").get("/api/v1/load").json()
    assert load["year"] == 2027 and len(load["amount"]) == 12 and load["supply"]
    assert client_of("colleague").get("/api/v1/load", {"node": node("1103")}).status_code == 404
