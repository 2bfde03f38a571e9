"""My page as HTML: what stands first, in both languages; where everybody is led."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import client_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "to"),
    [("seller", "/me/"), ("leader", "/tree/"), ("director", "/tree/"), ("operations", "/tree/"), ("colleague", "/me/")],
)
def test_everybody_is_led_to_where_the_day_begins(who: str, to: str) -> None:
    response = client_of(who).get("/")
    assert response.status_code == 302 and response.headers["Location"] == to


def test_the_next_step_comes_before_the_number() -> None:
    text = client_of("seller").get("/me/").content.decode()
    assert 0 < text.index("next-step") < text.index("271.7万")
    assert "2,717,000.00" in text, "the exact one on hover"


def test_both_languages() -> None:
    client = client_of("seller")
    assert "这个数字从哪来" in client.get("/me/").content.decode()
    client.cookies["language"] = "en"
    text = client.get("/me/").content.decode()
    assert "Where it comes from" in text and "2.72M" in text


@pytest.mark.parametrize("who", ["colleague", "outsider", "auditor", "operations"])
def test_nobody_gets_an_error(who: str) -> None:
    assert client_of(who).get("/me/").status_code == 200


def test_html_in_a_text_stays_text() -> None:
    client = client_of("leader")
    sent = {"duties": "<script>alert(1)</script>", "decisions": "<b>", "handoffs": ""}
    assert client.post("/people/1103/role/", sent, headers={"HX-Request": "true"}).status_code == 204
    text = client_of("seller").get("/me/").content.decode()
    assert "<script>alert(1)</script>" not in text and "&lt;script&gt;alert(1)" in text


@pytest.mark.parametrize("query", ["?at=x", "?at=99999999999999999999", "?measure=%00", "?version=abc", "?at=-1"])
def test_a_query_that_makes_no_sense_is_no_error(query: str) -> None:
    assert client_of("seller").get(f"/me/{query}").status_code == 200


def test_the_number_of_queries_is_the_same_for_a_team_and_the_company() -> None:
    def queries(who: str) -> int:
        client = client_of(who)
        client.get("/me/")
        with CaptureQueriesContext(connection) as seen:
            client.get("/me/")
        return len(seen)

    assert queries("director") <= queries("leader") + 1
