"""The strategy as HTML: read by all, written by few."""

from __future__ import annotations

import pytest

from cast import client_of
from people import actor, node
from targetree.services.reasons.strategy import strategy

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def first() -> int:
    return strategy(actor=actor("director")).statements[0].id


def test_everybody_reads_and_few_write() -> None:
    assert "新增战略主张" in client_of("director").get("/strategy/").content.decode()
    seller = client_of("seller").get("/strategy/").content.decode()
    assert "西进" in seller and "新增战略主张" not in seller and "取消关联" not in seller


def test_a_statement_is_written_and_an_empty_one_refused() -> None:
    client = client_of("operations")
    assert client.post("/strategy/new/", {"words": "", "quarter": ""}, headers=HTMX).status_code == 422
    sent = {"words": "<b>复购</b>七成", "quarter": "2027-Q2"}
    done = client.post("/strategy/new/", sent, headers=HTMX)
    assert done.status_code == 204 and done.headers["HX-Refresh"] == "true"
    assert "&lt;b&gt;复购&lt;/b&gt;七成" in client.get("/strategy/").content.decode()


def test_up_and_away_and_back() -> None:
    client, statement = client_of("director"), first()
    client.post(f"/strategy/{statement}/move/", {})
    assert [s.id for s in strategy(actor=actor("director")).statements][1] == statement
    client.post(f"/strategy/{statement}/move/", {"up": "1"})
    assert first() == statement
    client.post(f"/strategy/{statement}/archive/", {})
    assert first() != statement
    client.post(f"/strategy/{statement}/archive/", {"back": "1"})
    assert first() == statement


def test_a_target_is_linked() -> None:
    client = client_of("manager")
    sent = {"measure": "bookings", "node": node("E1"), "what": "P22"}
    assert client.post(f"/strategy/{first()}/link/", sent, headers=HTMX).status_code == 204
    assert "上海组" in client.get("/strategy/").content.decode()
    sent = {"measure": "visits", "node": node("E1"), "what": "P22"}
    refused = client.post(f"/strategy/{first()}/link/", sent, headers=HTMX)
    assert refused.status_code == 422 and "不分产品" in refused.content.decode()
