"""The page of the tree without its script: what is handed over, in how many queries, to whom."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import As
from people import bookings, node, open_version

pytestmark = pytest.mark.django_db


def handed(client: Any, address: str = "/tree/") -> dict[str, Any]:
    page = client.get(address).content.decode()
    found = re.search(r'<script id="tree-data" type="application/json">(.*?)</script>', page, re.S)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_the_first_html_has_the_first_rows(as_: As) -> None:
    data = handed(as_("director"))
    assert data["rows"][0]["code"] == "HQ"
    assert {"E", "N", "S", "W"} <= {row["code"] for row in data["rows"]}
    assert data["sheet"] == bookings()
    assert data["year"] == 2027
    assert "6,504万" in as_("director").get("/tree/").content.decode()


def test_what_is_chosen_is_shown(as_: As) -> None:
    client = as_("director")
    chosen = handed(client, "/tree/?measure=visits")
    assert next(s for s in chosen["sheets"] if s["id"] == chosen["sheet"])["measure"] == "visits"
    assert handed(client, "/tree/?what=P12")["whatName"] == "伺服系统"
    assert handed(client, "/tree/?what=nothing")["what"] == ""
    goto = handed(client, f"/tree/?sheet={bookings()}&node={node('1103')}&first=3&count=3")["goto"]
    assert goto == {"node": node("1103"), "first": 3, "count": 3}


@pytest.mark.parametrize(
    "query", ["sheet=x", "node=-1", f"node={10**30}", "what=%00", "tier=%27", "by=;", "first=99&node=1", "version=9"]
)
def test_a_strange_address_is_no_failure(as_: As, query: str) -> None:
    assert as_("director").get(f"/tree/?{query}").status_code in (200, 422)


def test_names_are_text_not_markup(as_: As) -> None:
    from people import actor
    from targetree.services.access import acting

    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute("UPDATE nodes SET name = %s WHERE code = 'E'", ["</script><script>alert(1)</script>"])
    page = as_("director").get("/tree/").content.decode()
    assert "<script>alert" not in page
    assert handed(as_("director"))["rows"][1]["name"].startswith("</script>")


@pytest.mark.parametrize("address", ["/tree/", "/holds/"])
def test_queries_do_not_grow_with_rows(as_: As, address: str) -> None:
    counts = []
    for who in ("seller", "manager", "director"):
        as_(who).get(address)
        with CaptureQueriesContext(connection) as queries:
            assert as_(who).get(address).status_code == 200
        counts.append(len(queries))
    assert max(counts) - min(counts) <= 2, counts


def test_an_expansion_takes_as_many_queries_for_many_rows_as_for_few(as_: As) -> None:
    counts = []
    for code, deep in (("W2", ""), ("HQ", "&deep=1")):
        with CaptureQueriesContext(connection) as queries:
            found = as_("director").get(f"/tree/rows/?sheet={bookings()}&node={node(code)}{deep}")
        counts.append(len(queries))
        assert found.status_code == 200
    assert counts[0] == counts[1]


def test_the_scripts_questions_are_checked(as_: As) -> None:
    client = as_("director")
    for path in ("rows", "customers", "products", "last-year"):
        assert client.get(f"/tree/{path}/?sheet=1").status_code == 422
        assert client.get(f"/tree/{path}/?sheet=1&node=99999999").status_code == 404
    assert client.post("/tree/parts/", {"sheet": bookings(), "nodes": node("E"), "part": "day"}).status_code == 422
    assert client.post("/tree/again/", {"sheet": bookings(), "nodes": "1,x"}).status_code == 422
    assert client.get("/tree/find/?version=x&q=a").status_code == 422
    assert client.get(f"/tree/find/?version={open_version()}&q=").json() == {"found": []}


def test_holds_are_chosen_by_measure_unit_and_owner(as_: As) -> None:
    client = as_("director")
    everything = client.get("/holds/").content.decode()
    assert "全年签约增长15%" in everything
    assert "人均每月40次以上" in everything
    assert "人均每月40次以上" not in client.get("/holds/?measure=bookings").content.decode()
    assert "全年签约增长15%" not in client.get(f"/holds/?unit={node('E')}").content.decode()
    assert "没有符合条件的锁定" in client.get("/holds/?mine=1").content.decode()
    assert "已经没有锁定挡着了" in client.get("/holds/?ids=99999").content.decode()
    assert client.get("/holds/?ids=x&unit=y").status_code == 200


def test_a_seller_sees_no_button_to_release(as_: As) -> None:
    page = as_("seller").get("/holds/").content.decode()
    assert "全年签约增长15%" in page
    assert "hold-release" not in page
    assert "/release/" not in page
