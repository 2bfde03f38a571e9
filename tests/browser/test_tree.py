"""The tree of targets in the real browser: who may change what, and that it works like a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tree_steps import cell, go, paste, refused, saved, shown, typed, until

from live import Live
from looking import assert_accessible
from people import actor, bookings, node, nothing_is_wrong, year
from targetree.services.cells import Cell
from targetree.services.changes.editing import Wish, edit_cells
from targetree.services.holds.holding import hold_cell, holds_shown, release_hold

Open = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("live")
WAN = 10_000 * 100


@pytest.fixture(autouse=True)
def as_it_was(live: Live) -> Any:
    """Holds that a test made are released after it."""
    before = {h.id for h in holds_shown(actor=actor("director"))}
    yield
    for hold in holds_shown(actor=actor("director")):
        if hold.id not in before:
            release_hold(actor=actor("director"), hold=hold.id)


def test_a_director_changes_a_number_and_totals_stand_as_held(open_page: Open) -> None:
    whole = year(bookings(), "HQ")
    page = open_page("director", "/tree/")
    go(page, "1103")
    before = shown(page, "1104")
    typed(page, "300")
    assert shown(page, "1103") == "300.0"
    assert shown(page, "1104") != before
    assert year(bookings(), "1103") == 300 * WAN
    assert year(bookings(), "HQ") == whole
    page.locator(".tg-edited").first.wait_for()
    assert "修改" in (cell(page, "1103").get_attribute("aria-label") or "")
    assert_accessible(page)
    nothing_is_wrong()


def test_a_block_is_pasted_undone_and_done_again(open_page: Open) -> None:
    page = open_page("director", "/tree/")
    go(page, "1108")
    before = [year(bookings(), code) for code in ("1109", "1110")]
    cell(page, "1109", 1).click()
    paste(page, "80\t90\n100\t110")
    page.get_by_text("已修改 4 个数").wait_for()
    assert [shown(page, "1109", 1), shown(page, "1109", 2)] == ["80.0", "90.0"]
    assert [shown(page, "1110", 1), shown(page, "1110", 2)] == ["100.0", "110.0"]
    after = [year(bookings(), code) for code in ("1109", "1110")]
    page.keyboard.press("Control+z")
    until(page, "!document.querySelector('.tg-edited')")
    assert [year(bookings(), code) for code in ("1109", "1110")] == before
    page.keyboard.press("Control+y")
    page.locator(".tg-edited").first.wait_for()
    assert [year(bookings(), code) for code in ("1109", "1110")] == after
    page.keyboard.press("Control+z")
    until(page, "!document.querySelector('.tg-edited')")
    nothing_is_wrong()


def test_a_number_is_locked_with_a_reason_and_released(open_page: Open) -> None:
    page = open_page("director", "/tree/")
    go(page, "1201")
    page.keyboard.press("Control+l")
    page.get_by_role("dialog").wait_for()
    page.wait_for_timeout(200)
    assert_accessible(page)
    page.fill("#hold-why", "框架协议已签")
    page.fill("#hold-until", "2027-09-30")
    page.locator(".modal button[type=submit]").click()
    cell(page, "1201").locator("svg").wait_for()
    label = cell(page, "1201").get_attribute("aria-label") or ""
    assert "姜思琪 锁定" in label
    assert "框架协议已签" in label
    assert "2027年9月30日" in label
    hold = next(h for h in holds_shown(actor=actor("director")) if h.node_code == "1201")
    assert (hold.reason, str(hold.expires)) == ("框架协议已签", "2027-09-30")
    page.get_by_role("complementary").get_by_role("button", name="解锁").click()
    until(page, "!document.querySelector('.tg-at svg')")
    assert not [h for h in holds_shown(actor=actor("director")) if h.node_code == "1201"]


def test_a_refused_edit_names_the_holds_leads_there_and_releases(open_page: Open) -> None:
    hold = hold_cell(actor=actor("director"), cell=Cell(bookings(), node("S1")), why="已和客户谈定")
    page = open_page("director", "/tree/")
    go(page, "1202")
    typed(page, "900000")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("深圳组").wait_for()
    assert "已和客户谈定" in dialog.inner_text()
    assert f"ids={hold}" in (dialog.get_by_role("link").get_attribute("href") or "")
    page.wait_for_timeout(200)
    assert_accessible(page)
    dialog.get_by_role("button", name="解锁").first.click()
    dialog.get_by_text("已解锁").wait_for()
    assert hold not in {h.id for h in holds_shown(actor=actor("director"))}
    dialog.get_by_role("button", name="深圳组").click()
    until(page, "document.querySelector('.tg-at')?.closest('.tg-row').innerText.includes('深圳组')")
    refused(page)
    nothing_is_wrong()


def test_the_one_who_comes_later_is_told_and_offered_the_new_number(open_page: Open) -> None:
    page = open_page("director", "/tree/")
    go(page, "1301")
    there = year(bookings(), "1301")
    meanwhile = there + 3 * WAN
    edit_cells(actor=actor("operations"), wishes=[Wish(Cell(bookings(), node("1301")), meanwhile)], why="")
    typed_text = "222"
    page.keyboard.type(typed_text)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text(actor("operations").name).wait_for()
    assert f"{meanwhile // 100:,}.00" in dialog.inner_text()
    dialog.get_by_role("button", name="保留新数").click()
    saved(page)
    assert year(bookings(), "1301") == meanwhile
    assert shown(page, "1301") == f"{meanwhile / WAN:,.1f}"
    edit_cells(actor=actor("operations"), wishes=[Wish(Cell(bookings(), node("1301")), there)], why="")
    page.keyboard.press("ArrowUp")
    page.keyboard.type(typed_text)
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="仍改为").click()
    saved(page)
    page.get_by_text("已修改 1 个数").first.wait_for()
    assert year(bookings(), "1301") == 222 * WAN
    refused(page)


def test_the_effect_is_seen_before_it_is_kept(open_page: Open) -> None:
    page = open_page("director", "/tree/")
    go(page, "1208")
    before = year(bookings(), "1208")
    page.locator("label[for=tree-preview]").click()
    cell(page, "1208").click()
    page.keyboard.type("+10%")
    page.keyboard.press("Enter")
    panel = page.locator(".preview")
    panel.get_by_text("尚未保存").wait_for()
    line = panel.locator("tbody tr", has_text="于诗涵")
    assert line.locator("td").nth(2).inner_text().startswith("+")
    assert panel.locator("tbody tr").count() > 3
    assert year(bookings(), "1208") == before
    assert_accessible(page)
    panel.get_by_role("button", name="放弃").click()
    saved(page)
    assert year(bookings(), "1208") == before
    cell(page, "1208").click()
    page.keyboard.type("+10%")
    page.keyboard.press("Enter")
    panel.get_by_text("尚未保存").wait_for()
    page.fill("#preview-why", "新签大客户")
    panel.get_by_role("button", name="保存").click()
    page.locator(".tg-edited").first.wait_for()
    assert year(bookings(), "1208") == before + before // 10
    assert "新签大客户" in (cell(page, "1208").get_attribute("aria-label") or "")
    nothing_is_wrong()


def test_a_manager_changes_what_is_below_and_reads_what_is_above(open_page: Open) -> None:
    page = open_page("manager", "/tree/")
    names = page.locator(".tg-body .tg-name").all_inner_texts()
    assert any("远岫" in name for name in names)
    assert not any("华北" in name for name in names)
    cell(page, "远岫").click()
    page.keyboard.type("1")
    assert page.locator(".tg-input").count() == 0
    page.keyboard.press("Escape")
    whole, region = year(bookings(), "HQ"), year(bookings(), "E")
    cell(page, "浙江组").click()
    typed(page, "+1%")
    assert year(bookings(), "HQ") == whole
    assert year(bookings(), "E") == region
    cell(page, "华东大区").click()
    typed(page, "+1%")
    page.get_by_text("由上级下达").wait_for()
    assert year(bookings(), "E") == region
    refused(page)
    nothing_is_wrong()


def test_a_seller_reads_the_own_row_its_chain_and_customers(open_page: Open) -> None:
    page = open_page("seller", "/tree/")
    page.locator(".tg-name", has_text="谢俊杰").wait_for()
    assert page.locator(".tg-body .tg-row").count() == 4
    cell(page, "谢俊杰").click()
    page.keyboard.type("5")
    assert page.locator(".tg-input").count() == 0
    assert page.get_by_role("button", name="撤销").count() == 0
    page.locator(".tg-row", has_text="谢俊杰").locator(".tg-fold").click()
    page.locator(".tg-name", has_text="待开发新客户").wait_for()
    assert_accessible(page)


def test_an_auditor_reads_all_and_changes_nothing(open_page: Open) -> None:
    page = open_page("auditor", "/tree/")
    go(page, "1303")
    page.keyboard.type("5")
    assert page.locator(".tg-input").count() == 0
    page.keyboard.press("Control+l")
    page.wait_for_timeout(300)
    assert page.get_by_role("dialog").count() == 0
    page.keyboard.press("Shift+F10")
    menu = page.get_by_role("menu").inner_text()
    assert "锁定" not in menu
