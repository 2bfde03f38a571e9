"""The gap in customers and activity through the API: the same as on the page."""

from __future__ import annotations

from typing import Any

import pytest

from cast import client_of
from people import actor, bookings, node
from targetree.services.activity.showing import activity_of
from targetree.services.plans.opening import open_plan

pytestmark = pytest.mark.django_db


def address(code: str = "1104", more: str = "") -> str:
    return f"/api/v1/plans/{open_plan(actor=actor('director'), node=node(code))}/activity{more}"


def get(code: str = "1104", more: str = "", who: str = "colleague_seller", **query: Any) -> Any:
    return client_of(who).get(address(code, more), query)


def put(body: dict[str, Any], who: str = "colleague_seller") -> Any:
    return client_of(who).put(address(more="/rates"), body, content_type="application/json")


def test_it_is_what_the_page_shows() -> None:
    found = activity_of(actor=actor("1104"), plan=open_plan(actor=actor("1104"), node=node("1104")))
    told = get().json()
    assert (told["gap"], told["customers_needed"], told["to_win"]["count"]) == (
        found.gap, found.customers_needed, found.to_win.count,
    )  # fmt: skip
    for line, work in zip(found.lines, told["work"], strict=True):
        assert work["year"]["count"] == line.year.count == sum(month["count"] for month in work["months"])


def test_rates_are_tried_and_kept() -> None:
    before = get().json()
    tried = get(more="/try", win_rate=1).json()
    assert tried["work"][3]["year"]["count"] < before["work"][3]["year"]["count"]
    assert get().json() == before
    refused = put({"win_rate": 0.9})
    assert refused.status_code == 422 and refused.json()["error"]["code"] == "activity-reason-needed"
    kept = put({"win_rate": 0.9, "reason": "已谈妥"}).json()
    assert kept["rates"][2]["own"] == 0.9 and kept["rates"][2]["model"] == before["rates"][2]["model"]
    assert put({"win_rate": 0.8, "reason": "x", "revision": 0}).status_code == 409
    assert put({}).json()["rates"][2]["own"] is None


@pytest.mark.parametrize(
    "body",
    [{"win_rate": -0.2}, {"win_rate": 1.2}, {"win_rate": "0.5"}, {"deal": -1}, {"deal": 0}, {"visits_a_day": 0},
     {"win_rate": 0.5, "reason": "x" * 2001}, {"rate": 1}],
)  # fmt: skip
def test_rates_that_cannot_be_are_refused(body: dict[str, Any]) -> None:
    assert put({"reason": "x", **body}).status_code == 422
    assert get().json()["reason"] == ""


def test_targets_are_looked_at_and_made() -> None:
    looked = get(more="/targets", who="leader").json()
    assert looked["how"] == "set" and {c["measure"] for c in looked["changes"]} == {
        "visits",
        "signings",
        "new_customers",
    }
    send = client_of("leader").post
    body = {"measures": ["visits"], "reason": "缺口", "token": looked["token"]}
    made = send(address(more="/targets"), body, content_type="application/json")
    assert made.status_code == 200 and made.json() == {"how": "set", "changed": 1}
    again = send(address(more="/targets"), body, content_type="application/json")
    assert again.status_code == 409 and again.json()["error"]["code"] == "activity-preview-old"
    proposed = client_of("colleague_seller").post(
        address(more="/targets"), {"measures": ["signings"], "reason": "x"}, content_type="application/json"
    )
    assert proposed.json()["how"] == "propose"


def test_lost_orders_and_past_customers() -> None:
    query = {"node": node("E"), "limit": 5}
    base = f"/api/v1/sheets/{bookings()}/support"
    client = client_of("manager")
    found = client.get(f"{base}/competition", query).json()
    assert found["amount"] == sum(group["amount"] for group in found["by_reason"]) > 0 and found["notes"]
    first = client.get(f"{base}/lost", query).json()
    second = client.get(f"{base}/lost", {**query, "cursor": first["next"]}).json()
    assert len({row["id"] for row in (*first["items"], *second["items"])}) == 10
    past = client.get(f"{base}/past-customers", query).json()["items"]
    assert past and all(row["stage"] == "past" for row in past)
