"""The pages of versions: who may do what, what is said, how many queries it takes."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import client_of
from people import actor, bookings, node, open_version
from targetree.services.cells import Cell
from targetree.services.changes.editing import Wish, edit_cells
from targetree.services.tree.targets import lines_of
from targetree.services.versioning.versions import version_card, version_cards

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def draft() -> int:
    return next(v.id for v in version_cards(actor=actor("director")) if v.status == "draft")


def text(who: str, path: str) -> str:
    answer = client_of(who).get(path)
    assert answer.status_code == 200, answer.content.decode()[:400]
    return answer.content.decode()


def test_buttons_are_those_that_one_may_use() -> None:
    director, operations, auditor = (text(who, "/versions/") for who in ("director", "operations", "auditor"))
    assert "/publish/" in director and "/send-down/" in director and "/versions/new/" in director
    assert "/publish/" not in operations and "/send-down/" in operations
    for word in ("/publish/", "/send-down/", "/versions/new/", "/archive/", "/edit/"):
        assert word not in auditor
    seller, manager = text("seller", "/versions/"), text("manager", "/versions/")
    hidden = version_card(actor=actor("director"), version=draft()).name
    assert hidden in auditor and hidden not in seller and hidden not in manager and "/versions/new/" not in manager


def test_a_copy_is_made_named_sent_down_and_published() -> None:
    client = client_of("director")
    start = open_version()
    twice = {"version": start, "name": version_card(actor=actor("director"), version=start).name}
    assert client.post("/versions/new/", twice, headers=HTMX).status_code == 422
    made = client.post("/versions/new/", {"version": start, "name": "<b>保守</b>", "note": "少一成"}, headers=HTMX)
    assert made.status_code == 204 and made.headers["HX-Refresh"] == "true"
    assert "&lt;b&gt;保守&lt;/b&gt;" in text("director", "/versions/")
    new = next(v for v in version_cards(actor=actor("director")) if v.name == "<b>保守</b>")
    assert new.based_on == start and new.status == "draft"
    assert client.post(f"/versions/{new.id}/edit/", {"name": "保守", "note": ""}, headers=HTMX).status_code == 204
    assert client.post(f"/versions/{new.id}/send-down/").status_code == 302
    assert client.post(f"/versions/{new.id}/send-down/").status_code == 409
    assert "不可再改" in text("director", f"/versions/{new.id}/publish/")
    assert client.post(f"/versions/{new.id}/publish/", {"why": "董事会"}, headers=HTMX).status_code == 204
    assert version_card(actor=actor("director"), version=new.id).in_force
    assert client.get(f"/versions/{new.id}/edit/").status_code == 409


def test_archived_ones_come_back() -> None:
    client, version = client_of("operations"), draft()
    client.post(f"/versions/{version}/archive/")
    assert "已归档 1 个版本" in text("operations", "/versions/")
    client.post(f"/versions/{version}/archive/", {"back": "1"})
    assert "个版本</summary>" not in text("operations", "/versions/")


def test_a_tier_is_made_and_brought_to_another_factor() -> None:
    client, version = client_of("director"), open_version()
    page = text("director", f"/versions/{version}/tiers/")
    assert "保底" in page and 'name="percent"' in page
    assert 'name="percent"' not in text("auditor", f"/versions/{version}/tiers/")
    from targetree.services.changes.tiers_listed import tiers_listed

    visits = next(m for m in tiers_listed(actor=actor("director"), version=version) if m.measure == "visits")
    base = visits.tiers[0]
    sent = {"sheet": base.sheet, "tier": "stretch", "percent": "112.5"}
    assert client.post(f"/versions/{version}/tiers/", sent).status_code == 302
    found = next(m for m in tiers_listed(actor=actor("director"), version=version) if m.measure == "visits")
    assert found.tiers[1].total == (base.total * 1125 * 2 + 1000) // 2000
    low = client.post(f"/versions/{version}/tiers/", {"sheet": found.tiers[1].sheet, "percent": "90"})
    assert low.status_code == 422 and "系数应在" in low.content.decode()


def test_what_changed_for_whom_and_why() -> None:
    client, start = client_of("director"), open_version()
    client.post("/versions/new/", {"version": start, "name": "冲一冲", "note": ""})
    new = next(v.id for v in version_cards(actor=actor("director")) if v.name == "冲一冲")
    address = f"/versions/compare/?a={start}&b={new}"
    assert "没有变化" in text("director", address)
    from targetree.services.tree.targets import sheets

    sheet = next(
        s.id for s in sheets(actor=actor("director"), version=new) if s.measure == "bookings" and s.tier == "base"
    )
    seat = node("1103")
    (line,) = lines_of(actor=actor("director"), sheet=sheet, nodes=[seat])
    wish = Wish(Cell(sheet, seat, "", 4, 1), line.months[4] + 5_000_000_00)
    edit_cells(actor=actor("director"), wishes=[wish], why="大客户落地")
    page = text("director", address)
    assert "大客户落地" in page and "500万" in page and "华东大区" in page and "华南大区" not in page
    assert "华南大区" in text("director", address + "&all=1")
    focused = text("director", f"{address}&node={node('S')}&all=1")
    assert "大客户落地" not in focused and "看整体" in focused


def test_sides_that_cannot_be_compared_are_said_in_words() -> None:
    start = open_version()
    assert "两边是同一个版本" in text("director", f"/versions/compare/?a={start}&b={start}")
    assert "有一个版本没有这项目标" in text("director", f"/versions/compare/?a={start}&b={draft()}&measure=nonsense")
    assert client_of("director").get(f"/versions/compare/?a={start}&b=999999").status_code == 404
    assert "目前只有一个版本" in text("seller", "/versions/compare/")
    assert client_of("manager").get(f"/versions/compare/?a={start}&b={draft()}").status_code == 404


def queries(path: str) -> int:
    client = client_of("director")
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    return len(seen)


def test_queries_do_not_grow_with_rows() -> None:
    bookings()
    few = queries(f"/versions/compare/?a={open_version()}&b={draft()}&open=0&all=1")
    every = ",".join(str(node(code)) for code in ("E", "E1", "S", "S1"))
    assert queries(f"/versions/compare/?a={open_version()}&b={draft()}&open={every}&all=1") == few
    before = queries("/versions/")
    client_of("director").post("/versions/new/", {"version": open_version(), "name": "再来一个", "note": ""})
    assert queries("/versions/") == before
