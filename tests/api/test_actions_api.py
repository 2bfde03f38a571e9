"""Actions and their budget through the API: the same as on the pages, and refusals that say what is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from cast import client_of
from people import actor, node
from targetree.services.actions.choosing import choices_for
from targetree.services.plans.opening import open_plan

pytestmark = pytest.mark.django_db


def _plan(code: str = "1103", who: str = "seller") -> int:
    return open_plan(actor=actor(who), node=node(code))


def _ask(method: str, path: str, body: Any = None, who: str = "seller") -> Any:
    client = client_of(who)
    if method == "get":
        return client.get(f"/api/v1{path}", body or {})
    return getattr(client, method)(f"/api/v1{path}", body, content_type="application/json")


def _add(**more: Any) -> int:
    made = _ask("post", f"/plans/{_plan()}/actions", {"text": "上门演示", "due": "2027-03-10", **more})
    assert made.status_code == 201, made.content
    return int(made.json()["id"])


def test_an_action_lives_from_plan_to_confirmation() -> None:
    customer = choices_for(actor=actor("seller"), plan=_plan()).customers[0]
    made = _add(customer_code=customer.code, cost_fen=50_000, urgent=True)
    at = f"/plans/{_plan()}/actions/{made}"
    shown = _ask("get", at).json()
    assert (shown["customer"]["id"], shown["quadrant"], shown["flags"]) == (customer.id, "now", [])
    assert shown["owner"] == actor("seller").person_id and shown["place"]
    changed = _ask("patch", at, {"outcome": "客户签收", "urgent": False, "revision": shown["revision"]}).json()
    assert (changed["text"], changed["outcome"], changed["quadrant"]) == ("上门演示", "客户签收", "plan")
    stale = _ask("patch", at, {"text": "别的", "revision": shown["revision"]})
    assert stale.status_code == 409 and stale.json()["error"]["code"] == "plan-row-changed"
    assert _ask("post", f"{at}/status", {"status": "doing"}).json()["status"] == "doing"
    done = _ask("post", f"{at}/result", {"status": "done", "spent_fen": 45_000}).json()
    assert (done["status"], done["spent_fen"], done["flags"]) == ("done", 45_000, ["not-confirmed"])
    assert _ask("post", f"{at}/confirm", {"on": "2026-01-05"}).json()["confirmed_on"] == "2026-01-05"
    assert _ask("post", f"{at}/confirm", {"on": None}).json()["confirmed_on"] is None
    assert _ask("delete", at).status_code == 204 and _ask("get", at).status_code == 404


def test_they_come_in_pages_and_by_status_and_flag() -> None:
    for n in range(3):
        _add(text=f"第 {n}", due=None)
    first = _ask("get", f"/plans/{_plan()}/actions", {"flag": "no-date", "limit": 2}).json()
    second = _ask("get", f"/plans/{_plan()}/actions", {"flag": "no-date", "limit": 2, "cursor": first["next"]}).json()
    ids = [a["id"] for a in (*first["items"], *second["items"])]
    assert len(set(ids)) == len(ids) >= 4 - 1
    assert _ask("get", f"/plans/{_plan()}/actions", {"status": "dropped"}).json()["items"]
    below = _ask("get", f"/plans/{_plan('E1', 'leader')}/actions", {"node": node("1103"), "limit": 5000}, "leader")
    assert set(ids) <= {a["id"] for a in below.json()["items"]}


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"text": ""}, 422), ({"text": "\x00"}, 422), ({"text": "长" * 1_000_000}, 422), ({"due": "2027-02-30"}, 422),
        ({"due": "2027-03-01", "starts": "2027-03-02"}, 422), ({"cost_fen": -1}, 422), ({"cost_fen": 1.5}, 422),
        ({"customer": 2**62}, 422), ({"customer_code": "没有"}, 422), ({"owner": 2**62}, 422),
        ({"after": [2**62]}, 422), ({"after": list(range(1, 99))}, 422), ({"status": "done"}, 422),
        ({"urgent": "yes"}, 422), ({"due": "9999-12-31"}, 422), ({"due": "0001-01-01"}, 422),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(wrong: dict[str, Any], status: int) -> None:
    refused = _ask("post", f"/plans/{_plan()}/actions", {"text": "x", **wrong})
    assert refused.status_code == status and refused.json()["error"]["message"]


def test_a_circle_is_a_conflict() -> None:
    first = _add()
    second = _add(after=[first])
    refused = _ask("patch", f"/plans/{_plan()}/actions/{first}", {"after": [second]})
    assert refused.status_code == 409 and refused.json()["error"]["code"] == "action-circle"


def test_open_actions_are_handed_over() -> None:
    heir = next(o for o in choices_for(actor=actor("leader"), plan=_plan("E1", "leader")).owners if o.code == "1104")
    plan = _plan("E1", "leader")
    handed = _ask("post", f"/plans/{plan}/actions/hand-over", {"owner": actor("seller").person_id, "to": heir.id},
                  "leader")  # fmt: skip
    assert handed.json()["handed"] >= 5
    left = _ask("get", f"/plans/{plan}/actions", {"node": node("1103"), "limit": 5000}, "leader").json()["items"]
    assert all(a["owner"] == heir.id for a in left if a["status"] in ("planned", "doing"))


def test_the_budget_is_set_and_shared_out() -> None:
    shown = _ask("get", f"/plans/{_plan('E', 'manager')}/budget", who="manager").json()
    assert sum(line["budget"] for line in shown["below"]) + shown["reserve"] == shown["own"]["budget"]
    line = next(each for each in shown["below"] if each["node"] == node("E1"))
    body = {"amount": line["budget"] // 2, "revision": line["revision"]}
    assert _ask("put", f"/expense-budgets/{node('E1')}", body, "manager").status_code == 204
    assert _ask("put", f"/expense-budgets/{node('E1')}", body, "manager").status_code == 409
    after = _ask("get", f"/plans/{_plan('E', 'manager')}/budget", who="manager").json()
    assert sum(each["budget"] for each in after["below"]) == after["own"]["budget"] == shown["own"]["budget"]
    assert _ask("post", f"/expense-budgets/{node('E')}/share", {}, "manager").status_code == 204
    own = _ask("put", f"/expense-budgets/{node('E')}", {"amount": 1}, "manager")
    assert own.status_code == 403 and own.json()["error"]["code"] == "budget-from-above"
    much = _ask("put", f"/expense-budgets/{node('E1')}", {"amount": 10**15}, "manager")
    assert much.status_code in (409, 422)
    assert _ask("put", f"/expense-budgets/{node('E1')}", {"amount": -5}, "manager").status_code == 422
