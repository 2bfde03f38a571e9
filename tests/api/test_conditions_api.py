"""Conditions through the API: the same as on the pages."""

from __future__ import annotations

from typing import Any

import pytest

from cast import client_of
from people import actor, bookings, node
from targetree.services.conditions.reading import conditions_of
from targetree.services.plans.opening import open_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> int:
    return open_plan(actor=actor("1104"), node=node("1104"))


def send(method: str, path: str, body: Any = None, who: str = "colleague_seller") -> Any:
    call = getattr(client_of(who), method)
    if method == "get":
        return call(f"/api/v1/plans/{path}", body or {})
    return call(f"/api/v1/plans/{path}", body or {}, content_type="application/json")


def code(response: Any) -> str:
    return str(response.json()["error"]["code"])


def test_a_tree_is_made_moved_judged_and_deleted(plan: int) -> None:
    a = send("post", f"{plan}/conditions", {"text": "甲", "difficulty": "难"}).json()
    b = send("post", f"{plan}/conditions", {"text": "乙", "after": a["id"]}).json()
    moved = send("post", f"{plan}/conditions/{b['id']}/shift", {"how": "in"}).json()
    assert (moved["parent"], moved["depth"]) == (a["id"], 1)
    refused = send("post", f"{plan}/conditions/{a['id']}/move", {"parent": b["id"]})
    assert refused.status_code == 409 and code(refused) == "condition-below-itself"
    judged = send("put", f"{plan}/conditions/{b['id']}/judgement", {"state": "holds", "note": "好"}).json()
    assert judged["own"] == "holds" and judged["judged_by"]
    told = send("get", f"{plan}/conditions").json()
    assert told["standing"] == {"holds": 1, "fails": 0, "open": 0, "of": 1, "left_open": 0}
    assert [c["text"] for c in told["conditions"]] == ["甲", "乙"]
    assert send("delete", f"{plan}/conditions/{a['id']}?revision=0").status_code == 409
    assert send("delete", f"{plan}/conditions/{a['id']}?revision={a['revision']}").json() == {"removed": 2}


def test_only_what_is_sent_changes(plan: int) -> None:
    made = send("post", f"{plan}/conditions", {
        "text": "甲", "kind": "repeat", "effect": 500, "binding": {"figure": "customers", "at_least": 1},
    }).json()  # fmt: skip
    changed = send("patch", f"{plan}/conditions/{made['id']}", {"difficulty": "新的难点"}).json()
    assert (changed["text"], changed["kind"], changed["effect"]) == ("甲", "repeat", 500)
    assert (changed["figure"], changed["state"], changed["difficulty"]) == ("customers", "holds", "新的难点")
    bound = send("put", f"{plan}/conditions/{made['id']}/judgement", {"state": "fails"})
    assert bound.status_code == 409 and code(bound) == "condition-bound"
    free = send("patch", f"{plan}/conditions/{made['id']}", {"binding": None}).json()
    assert (free["figure"], free["state"]) == ("", "open")
    stale = send("patch", f"{plan}/conditions/{made['id']}", {"text": "x", "revision": 1})
    assert stale.status_code == 409 and code(stale) == "plan-row-changed"


@pytest.mark.parametrize(
    "body",
    [
        {}, {"text": ""}, {"text": "   "}, {"text": "x\x00"}, {"text": "长" * 1_000_000}, {"text": "x", "kind": "odd"},
        {"text": "x", "due": "2027-13-01"}, {"text": "x", "due": "1900-01-01"}, {"text": "x", "effect": -1},
        {"text": "x", "owner": 10**18}, {"text": "x", "effect_month": 12}, {"text": "x", "nonsense": 1},
        {"text": "x", "binding": {"figure": "weather"}}, {"text": "x", "binding": {"figure": "repeat", "at_least": 3}},
        {"text": "x", "binding": {"figure": "share"}},
        {"text": "x", "binding": {"figure": "done", "at_least": 1, "first_month": 11, "month_count": 12}},
    ],
)  # fmt: skip
def test_nonsense_is_refused_in_words(plan: int, body: Any) -> None:
    refused = send("post", f"{plan}/conditions", body)
    assert refused.status_code == 422 and refused.json()["error"]["message"]
    assert conditions_of(actor=actor("1104"), plan=plan).conditions == ()


def test_proposals_templates_and_the_split(plan: int) -> None:
    offered = send("get", f"{plan}/condition-proposals").json()
    taken = send("post", f"{plan}/condition-proposals", {"key": offered[0]["key"]}).json()
    assert taken["text"] == offered[0]["text"] and taken["effect"] == offered[0]["effect"]
    again = send("post", f"{plan}/condition-proposals", {"key": offered[0]["key"]})
    assert again.status_code == 409 and code(again) == "condition-proposal-gone"
    trades = send("get", f"{plan}/condition-templates").json()
    assert set(trades) == {"distribution", "projects", "retail", "service"}
    tree = send("post", f"{plan}/condition-templates", {"trade": "retail", "numbers": [0, 2]}).json()
    assert len(tree["conditions"]) == 3
    half = send("get", f"{plan}/split", {"open_per_mille": 500}).json()
    assert half["open"] == offered[0]["effect"] and half["counted"] == half["open"] // 2
    assert half["year"] == half["counted"] + half["rest"] == sum(month["proposed"] for month in half["months"])
    sent = send("post", f"{plan}/split", {"open_per_mille": 500, "sure": 60})
    assert sent.status_code == 200
    answered = client_of("colleague_seller").get(f"/api/v1/sheets/{bookings()}/commitments/{node('1104')}").json()
    assert answered["answer"]["amount"] == half["year"] and answered["answer"]["sure"] == 60


def test_a_token_or_person_that_may_only_read_writes_nothing(plan: int) -> None:
    for who, status in (("auditor", 403), ("seller", 404), ("colleague", 404), ("outsider", 404)):
        assert send("post", f"{plan}/conditions", {"text": "x"}, who).status_code in (status, 403)
    assert send("get", f"{plan}/conditions", who="auditor").status_code == 200
