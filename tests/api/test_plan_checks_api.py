"""Plan checks through the API: the same as on the page."""

from __future__ import annotations

import pytest

from cast import client_of
from people import actor, node
from targetree.services.checks.checking import checks_of
from targetree.services.plans.opening import open_plan

pytestmark = pytest.mark.django_db


def test_the_checks_of_a_plan_are_those_of_the_page() -> None:
    plan = open_plan(actor=actor("director"), node=node("1118"))
    found = checks_of(actor=actor("manager"), plan=plan)
    told = client_of("manager").get(f"/api/v1/plans/{plan}/checks").json()
    assert told["score"] == found.score == sum(check["points"] for check in told["checks"])
    assert [check["check"] for check in told["checks"]] == [check.check for check in found.checks]
    words = next(check for check in told["checks"] if check["check"] == "words")
    assert words["state"] == "fail" and {place["why"] for place in words["places"]} >= {"slogan", "placeholder"}
    assert "空话" in words["message"]


def test_in_english_it_says_so_in_english() -> None:
    plan = open_plan(actor=actor("director"), node=node("1118"))
    told = client_of("manager", **{"Accept-Language": "en"}).get(f"/api/v1/plans/{plan}/checks").json()
    assert all(check["message"].isascii() for check in told["checks"] if check["principle"] == "timed")
    assert next(check["name"] for check in told["checks"] if check["check"] == "words") == "No empty words"


def test_scores_come_in_pages_those_first_who_need_help() -> None:
    client = client_of("manager")
    first = client.get("/api/v1/plan-scores", {"limit": 5}).json()
    rows, following = first["items"], first["next"]
    while following:
        page = client.get("/api/v1/plan-scores", {"limit": 5, "cursor": following}).json()
        rows, following = rows + page["items"], page["next"]
    assert len({row["node"] for row in rows}) == len(rows) > 10
    scores = [-1 if row["score"] is None else row["score"] for row in rows]
    assert scores == sorted(scores)
    team = client.get("/api/v1/plan-scores", {"node": node("E1")}).json()["items"]
    assert 1 < len(team) < len(rows)


def test_a_plan_of_somebody_else_is_not_there() -> None:
    plan = open_plan(actor=actor("director"), node=node("1118"))
    assert client_of("seller").get(f"/api/v1/plans/{plan}/checks").status_code in (403, 404)
    assert client_of("seller").get("/api/v1/plans/999999999/checks").status_code == 404
    assert client_of("seller").get("/api/v1/plan-scores", {"measure": "x" * 5000}).status_code == 422
    assert client_of("seller").get("/api/v1/plan-scores", {"measure": "nothing"}).json()["items"] == []
