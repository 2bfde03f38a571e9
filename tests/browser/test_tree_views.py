"""The tree of targets seen from other sides: by product, in weeks, by keyboard, on a phone, with many rows."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import pytest
from tree_steps import cell, go, shown, typed, until

from looking import assert_accessible, assert_fits, shots
from people import actor, bookings, node, nothing_is_wrong, year
from targetree.services.cells import Cell
from targetree.services.holds.holding import hold_cell, holds_shown

Open = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("live")
WAN = 10_000 * 100
MOST_MS = 400
"""100 is the goal; a machine that does other things as well is allowed more. The figures are printed."""


def test_by_product_and_one_product_over_the_tree(open_page: Open) -> None:
    page = open_page("director", "/tree/")
    go(page, "1304")
    page.get_by_role("button", name="按产品").click()
    page.locator(".tg-name", has_text="伺服系统").wait_for()
    before = year(bookings(), "1304", "P12")
    cell(page, "伺服系统").click()
    typed(page, "+5")
    assert year(bookings(), "1304", "P12") == before + 5 * WAN
    page.locator(".tg-edited").first.wait_for()
    assert_accessible(page)
    page.locator(".tree-product button").click()
    page.get_by_role("link", name="伺服系统").click()
    page.wait_for_url("**what=P12**")
    page.locator(".tg-name", has_text="华南大区").wait_for()
    south = year(bookings(), "S", "P12")
    cell(page, "华南大区").click()
    typed(page, "+7")
    assert year(bookings(), "S", "P12") == south + 7 * WAN
    assert shown(page, "华南大区") == f"{(south + 7 * WAN) / WAN:,.1f}"
    nothing_is_wrong()


def test_weeks_and_days_are_shown_to_read(open_page: Open) -> None:
    page = open_page("director", "/tree/")
    page.locator(".tg-name", has_text="华东大区").wait_for()
    page.get_by_role("button", name="显示").click()
    assert_accessible(page)
    page.get_by_role("radio", name="周").check()
    page.locator(".tg-heading", has_text="1/4–1/10").wait_for()
    page.get_by_role("radio", name="日").check()
    page.locator(".tg-heading", has_text="1/5").wait_for()
    page.keyboard.press("Escape")
    cell(page, "华东大区", 5).click()
    page.keyboard.type("5")
    assert page.locator(".tg-input").count() == 0
    page.locator(".tg-row", has_text="华东大区").locator(".tg-fold").click()
    page.locator(".tg-name", has_text="上海组").wait_for()
    assert shown(page, "上海组", 0) != ""


def test_with_the_keyboard_alone(open_page: Open) -> None:
    page = open_page("director", "/tree/")
    page.locator(".tg-name", has_text="华东大区").wait_for()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('tg')"):
            break
    page.keyboard.press("Control+Home")
    page.keyboard.press("Home")
    for _ in range(6):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.locator(".tg-name", has_text="成渝组").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert "成渝组" in page.evaluate("document.querySelector('.tg-at').closest('.tg-row').innerText")
    page.keyboard.press("ArrowRight")
    page.locator(".tg-name", has_text="1401").wait_for()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+F10")
    page.get_by_role("menu").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("F2")
    page.locator(".tg-input").wait_for()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.classList.contains('tg')")


def test_on_a_phone_the_tree_is_a_list_with_a_sheet_from_below(open_page: Open) -> None:
    page = open_page("director", "/tree/", width=390)
    page.locator(".phone-list button", has_text="华南大区").tap()
    page.locator(".phone-list button", has_text="莞惠组").tap()
    page.locator(".phone-list button", has_text="1,").first.wait_for()
    before = year(bookings(), "S2")
    page.locator(".phone-head", has_text="莞惠组").wait_for()
    page.locator(".phone-list button", has_text="2027年").tap()
    page.fill("#sheet-amount", "+1%")
    page.fill("#sheet-why", "旺季备货")
    page.wait_for_timeout(350)
    assert_accessible(page)
    page.locator(".offcanvas button[type=submit]").tap()
    page.get_by_text("已修改 1 个数").wait_for()
    assert year(bookings(), "S2") == (before * 101 + 50) // 100
    assert_fits(page)
    nothing_is_wrong()


def test_a_link_leads_to_the_held_cell(open_page: Open) -> None:
    hold = hold_cell(actor=actor("director"), cell=Cell(bookings(), node("1405"), "", 4, 1), why="五月展会")
    page = open_page("director", f"/holds/?ids={hold}")
    page.get_by_role("link", name="薛文静").click()
    until(page, "document.querySelector('.tg-at')?.closest('.tg-row').innerText.includes('薛文静')")
    assert page.locator(".tg-at svg").count() == 1
    page.goto("/holds/")
    page.get_by_role("row", name="薛文静").get_by_role("button", name="解锁").click()
    page.get_by_role("dialog").get_by_role("button", name="解锁").click()
    page.get_by_text("已解锁").wait_for()
    assert hold not in {h.id for h in holds_shown(actor=actor("director"))}


def test_five_thousand_rows_answer_at_once(open_page: Open) -> None:
    page = open_page("director", "/tree/")
    page.locator(".tg-name", has_text="华东大区").wait_for()
    page.route("**/tree/rows/**deep**", lambda route: route.fulfill(content_type="application/json", body=_many()))
    page.get_by_role("button", name="显示").click()
    page.get_by_role("button", name="全部展开").click()
    until(page, "Number(document.querySelector('.tg').getAttribute('aria-rowcount')) > 5000")
    page.keyboard.press("Escape")
    cell(page, "华东大区").click()
    page.route(
        "**/tree/last-year/**", lambda route: route.fulfill(json={"year": 2026, "months": [1] * 12, "known": True})
    )
    page.route("**/tree/rows/**", lambda route: route.fulfill(json={"rows": [], "marks": {"holds": [], "edits": []}}))
    keys = ("ArrowDown", "PageDown", "End", "Control+End", "ArrowUp")
    took: dict[str, float] = {}
    for key in keys:
        page.wait_for_timeout(1000)
        took[key] = page.evaluate(_UNTIL_PAINTED, key)
    sys.stdout.write(f"{ {key: f'{ms:.0f} ms' for key, ms in took.items()} }\n")
    assert max(took.values()) < MOST_MS, took


def _many() -> str:
    top = node("HQ")
    rows = []
    for team in range(50):
        rows.append(_row(1_000_000 + team, top, f"第{team}组", unit=True, kids=100))
        rows += [_row(2_000_000 + team * 100 + at, 1_000_000 + team, f"{team}-{at}", unit=False) for at in range(100)]
    return json.dumps({"rows": rows, "marks": {"holds": [], "edits": []}})


def _row(id_: int, up: int, name: str, *, unit: bool, kids: int = 0) -> dict[str, object]:
    return {
        "id": id_, "up": up, "code": name, "name": name, "unit": unit, "kids": kids, "customers": 0,
        "months": [id_] * 12, "rev": 0, "edit": True, "above": False,
    }  # fmt: skip


_UNTIL_PAINTED = """(keys) => new Promise((resolve) => {
  const grid = document.querySelector('.tg'), parts = keys.split('+'), start = performance.now()
  const pressed = { key: parts.at(-1), ctrlKey: parts.length > 1, bubbles: true, cancelable: true }
  grid.dispatchEvent(new KeyboardEvent('keydown', pressed))
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)))
})"""


def test_the_tree_in_all_lights(open_page: Open) -> None:
    shots(open_page, "director", "tree", "/tree/", full=False)


def test_the_holds_in_all_lights(open_page: Open) -> None:
    shots(open_page, "manager", "holds", "/holds/")


def test_the_tree_of_a_seller_in_all_lights(open_page: Open) -> None:
    shots(open_page, "seller", "tree-seller", "/tree/", full=False)
