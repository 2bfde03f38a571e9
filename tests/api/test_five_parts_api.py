"""The five parts, needs and requests through the API: the same as on the pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from api.asking import API, by_token, error, post, token_of
from cast import account_id, client_of
from people import actor, node
from targetree.services.fiveparts.points import five_parts
from targetree.services.plans.opening import open_plan

pytestmark = pytest.mark.django_db
DAY = (timezone.localdate() + timedelta(60)).isoformat()


@pytest.fixture
def plan(db: None) -> int:
    return open_plan(actor=actor("leader"), node=node("1105"))


def put(path: str, body: Any, who: str = "leader") -> Any:
    return client_of(who).put(f"{API}{path}", body, content_type="application/json")


def add(plan: int, **body: Any) -> Any:
    return post(client_of("leader"), f"/plans/{plan}/points", body)


def test_points_are_added_changed_ticked_off_and_removed(plan: int) -> None:
    made = add(plan, part="stage", text="打开局面", starts="2027-01-04", due="2027-03-31")
    assert made.status_code == 201
    point = made.json()["id"]
    changed = {"part": "stage", "text": "打开", "due": "2027-04-30", "seen": 1}
    assert put(f"/plans/{plan}/points/{point}", changed).status_code == 204
    again = put(f"/plans/{plan}/points/{point}", {**changed, "text": "晚了"})
    assert again.status_code == 409 and error(again)["code"] == "plan-row-changed"
    assert post(client_of("leader"), f"/plans/{plan}/points/{point}/done", {"done": True}).status_code == 204
    told = client_of("leader").get(f"{API}/plans/{plan}/five-parts").json()
    (stage,) = told["points"]
    assert (stage["text"], stage["due"], bool(stage["done_at"])) == ("打开", "2027-04-30", True)
    found = five_parts(actor=actor("leader"), plan=plan)
    assert found.stake is not None and told["next_step"] == "must"
    assert told["stake"]["reward"] == found.stake.full.reward
    assert [p["permille"] for p in told["stake"]["points"]] == [p.permille for p in found.stake.points]
    assert client_of("leader").delete(f"{API}/plans/{plan}/points/{point}?seen=1").status_code == 409
    assert client_of("leader").delete(f"{API}/plans/{plan}/points/{point}").status_code == 204


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"part": "stage", "text": "x", "starts": "2027-02-02", "due": "2027-02-01"}, "stage-backwards"),
        ({"part": "need", "text": "x", "kind": ""}, "point-no-kind"),
        ({"part": "must", "text": ""}, "plan-text-needed"),
        ({"part": "must", "text": "长" * 1_000_000}, "fields-not-valid"),
        ({"part": "must", "text": "a\x00b"}, "fields-not-valid"),
        ({"part": "nothing", "text": "x"}, "fields-not-valid"),
    ],
)
def test_what_makes_no_sense_is_refused(plan: int, body: dict[str, Any], code: str) -> None:
    refused = add(plan, **body)
    assert refused.status_code == 422
    assert error(refused)["code"] == code or code == "fields-not-valid"


def test_a_request_goes_to_another_department_and_comes_back(plan: int) -> None:
    whom = client_of("leader").get(f"{API}/plans/{plan}/whom-to-ask").json()
    assert account_id("colleague") in {c["account"] for c in whom["colleagues"]}
    body = {"text": "催收", "needed_by": DAY, "to_account": account_id("colleague")}
    made = post(client_of("leader"), f"/plans/{plan}/requests", body).json()["id"]
    inbox = client_of("colleague").get(f"{API}/requests").json()["items"]
    (told,) = [r for r in inbox if r["id"] == made]
    assert told["plan"] is None and told["mine_to_answer"]
    accept = f"/requests/{made}/accept"
    assert post(client_of("colleague"), accept, {"promised": DAY, "seen": 0}).status_code == 204
    stale = post(client_of("colleague"), f"/requests/{made}/decline", {"reason": "x", "seen": 0})
    assert stale.status_code == 409 and error(stale)["code"] == "request-changed"
    traced = client_of("leader").get(f"{API}/requests/{made}").json()
    assert traced["request"]["promised"] == DAY and [s["event"] for s in traced["steps"]] == ["asked", "accepted"]
    assert len(client_of("leader").get(f"{API}/plans/{plan}/requests").json()) == 1
    past = post(client_of("leader"), f"/plans/{plan}/requests", {**body, "needed_by": "2020-01-01"})
    assert past.status_code == 422 and error(past)["code"] == "request-date-past"


def test_a_token_that_only_reads_answers_nothing(plan: int) -> None:
    body = {"text": "催收", "needed_by": DAY, "to_account": account_id("colleague")}
    made = post(client_of("leader"), f"/plans/{plan}/requests", body).json()["id"]
    reads = by_token(token_of("colleague", "read"))
    assert reads.get(f"{API}/requests").status_code == 200
    assert post(reads, f"/requests/{made}/accept", {"promised": DAY}).status_code == 403
    writes = by_token(token_of("colleague", "write"))
    assert post(writes, f"/requests/{made}/accept", {"promised": DAY}).status_code == 204


def test_needs_are_listed_and_arranged(plan: int) -> None:
    made = add(plan, part="need", text="谈判", kind="skill").json()["id"]
    assert put(f"/needs/{made}", {"how": "二月培训", "day": DAY}).status_code == 204
    told = client_of("manager").get(f"{API}/needs", {"state": "arranged", "node": node("E1"), "kind": "skill"}).json()
    assert [n["arranged"] for n in told["items"] if n["id"] == made] == ["二月培训"]
    assert post(client_of("leader"), f"/needs/{made}/done", {"done": True}).status_code == 204
