"""Receipts as HTML: whole sentences, as a page and as a drawer."""

from __future__ import annotations

import pytest

from cast import client_of
from people import actor, bookings, node
from targetree.services.cells import Cell
from targetree.services.changes.editing import Wish, edit_cells

pytestmark = pytest.mark.django_db


def page(who: str, code: str, more: str = "", **headers: str) -> str:
    address = f"/why/?sheet={bookings()}&node={node(code)}{more}"
    response = client_of(who).get(address, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_the_whole_way_stands_there() -> None:
    text = page("seller", "1103")
    places = [text.index(words) for words in ("开门红", "华东大区", "上海组")]
    assert places == sorted(places)
    assert "由总经办定下：全年签约增长15%" in text
    assert "超配" in text
    assert "没有人手工改过这个数字" in text


def test_as_a_drawer_it_is_no_page() -> None:
    assert "<html" in page("seller", "1103")
    part = page("seller", "1103", **{"HX-Request": "true"})
    assert "<html" not in part and "offcanvas-title" in part


def test_a_month_of_a_product_ends_with_its_month() -> None:
    text = page("seller", "1103", "&what=P22&first=1&count=1")
    assert text.index("传感与视觉") < text.index("机器视觉系统", text.index("传感与视觉")) < text.rindex("2027年2月")
    assert "2027年2月有 14 个工作日" in text


def test_a_change_is_told_with_its_reason_and_not_whose_it_was() -> None:
    wish = Wish(Cell(bookings(), node("1104")), 4_500_000_00)
    edit_cells(actor=actor("leader"), wishes=[wish], why="<i>产假</i>回来")
    text = page("seller", "1103")
    assert "&lt;i&gt;产假&lt;/i&gt;回来" in text and "改的是别处的数字" in text
    assert "曹海涛" not in text
    assert "曹海涛" in page("leader", "1103")


@pytest.mark.parametrize(
    "query", ["", "?sheet=1", "?sheet=x&node=1", "?sheet=1&node=9&first=99", "?sheet=1&node=9&what=no"]
)
def test_what_makes_no_sense_is_refused_in_words(query: str) -> None:
    assert client_of("director").get(f"/why/{query}").status_code in (404, 422)


def test_english_is_whole() -> None:
    client = client_of("director")
    client.cookies["language"] = "en"
    text = client.get(f"/why/?sheet={bookings()}&node={node('S')}").content.decode()
    assert "so that it is reached even if somebody falls short" in text
    assert "From the company down to here" in text
