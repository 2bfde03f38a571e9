"""Quarters and months as a seller finds them on a phone and a leader on a wide screen; the load for colleagues."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from looking import assert_accessible, assert_fits, shots

Open = Callable[..., Any]


def _address(page: Any) -> str:
    """The tab of the own plan."""
    page.goto("/plans/")
    page.locator("section").first.get_by_role("link", name="打开").first.click()
    page.get_by_role("link", name="季度与月度").click()
    page.wait_for_url("**/long-term/")
    return str(page.url)


def _path(open_page: Open, who: str) -> str:
    page = open_page(who, "/plans/")
    address = _address(page)
    page.context.close()
    return address[address.index("/plans/") :]


@pytest.mark.parametrize("who", ["seller", "leader"])
def test_it_is_right_in_every_way_to_see_it(open_page: Open, who: str) -> None:
    shots(open_page, who, f"longterm-{who}", _path(open_page, who))


@pytest.mark.parametrize("who", ["colleague", "director"])
def test_the_load_is_right_in_every_way_to_see_it(open_page: Open, who: str) -> None:
    shots(open_page, who, f"load-{who}", "/plans/load/")


def test_a_figure_is_typed_with_the_keyboard_and_the_others_make_room(open_page: Open) -> None:
    page = open_page("leader", _path(open_page, "leader") + "?month=4")
    early = page.locator("#c-4-0-visits")
    before = [page.locator(f"#c-4-{third}-visits").input_value() for third in range(3)]
    early.focus()
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    page.locator("#c-4-0-visits[data-units='1']").wait_for()
    assert page.evaluate("document.activeElement.id") == "c-4-1-visits"
    after = [int(page.locator(f"#c-4-{third}-visits").get_attribute("data-units")) for third in range(3)]
    assert sum(after) == sum(int(text) for text in before)
    page.keyboard.press(" ")
    page.locator("td.held #c-4-1-visits").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.type(str(sum(after)))
    page.keyboard.press("Enter")
    page.get_by_text("已锁定").wait_for()
    page.errors_seen.clear()  # 409
    assert page.locator("#c-4-2-visits").get_attribute("data-units") == str(after[2])
    assert_accessible(page)
    page.reload()
    assert page.locator("#c-4-0-visits").input_value() == "1"
    assert page.locator("td.held #c-4-1-visits").count() == 1


def test_a_month_without_a_target_is_said_by_the_plan(open_page: Open) -> None:
    page = open_page("leader", _path(open_page, "leader") + "?month=7")
    page.fill("#c-7-month-revenue", "90万")
    page.keyboard.press("Tab")
    page.locator("#c-7-month-revenue[data-units='90000000']").wait_for()
    parts = [int(page.locator(f"#c-7-{third}-revenue").get_attribute("data-units")) for third in range(3)]
    assert sum(parts) == 90_000_000 and all(parts)


def test_what_is_no_amount_is_said_and_what_stood_there_comes_back(open_page: Open) -> None:
    page = open_page("leader", _path(open_page, "leader") + "?month=8")
    was = page.locator("#c-8-0-cash").input_value()
    page.fill("#c-8-0-cash", "很多")
    page.keyboard.press("Enter")
    page.get_by_text("请填写").first.wait_for()
    page.keyboard.press("Tab")
    assert page.locator("#c-8-0-cash").input_value() == was


def test_a_month_a_screen_on_the_phone(open_page: Open) -> None:
    page = open_page("seller", _path(open_page, "seller") + "?month=3", width=390)
    assert page.locator(".month:visible").count() == 1
    page.get_by_role("link", name="下个月").click()
    page.wait_for_url("**month=4**")
    page.get_by_role("heading", name="2027年5月").wait_for()
    page.evaluate("""() => {
      const at = document.querySelector('[data-months]')
      const touch = (x) => new Touch({ identifier: 1, target: at, clientX: x, clientY: 400 })
      const begun = [touch(60)]
      at.dispatchEvent(new TouchEvent('touchstart', { bubbles: true, touches: begun, changedTouches: begun }))
      at.dispatchEvent(new TouchEvent('touchend', { bubbles: true, touches: [], changedTouches: [touch(300)] }))
    }""")
    page.wait_for_url("**month=3**")
    assert_fits(page)


def test_a_focus_is_set_changed_and_removed(open_page: Open) -> None:
    path = _path(open_page, "leader")
    page = open_page("leader", path)
    card = page.locator(".quarter").nth(3)
    card.get_by_role("link", name="修改重点").click()
    page.locator(".offcanvas [name=text]").wait_for()
    assert_accessible(page)
    page.fill(".offcanvas [name=text]", "冲刺三个年底项目 🎯")
    page.fill(".offcanvas [name=share]", "55")
    page.locator(".offcanvas").get_by_role("button", name="保存").click()
    card.get_by_text("冲刺三个年底项目").wait_for()
    card.get_by_text("占时间 55%").wait_for()
    card.get_by_role("link", name="修改重点").click()
    page.locator(".offcanvas").get_by_role("button", name="删除重点").click()
    card.get_by_text("还没有重点").wait_for()


def test_what_is_proposed_is_taken_and_proposed_anew(open_page: Open) -> None:
    page = open_page("colleague_seller", "/plans/")
    _address(page)
    page.get_by_text("还有 6 个月只是建议").wait_for()
    page.get_by_role("button", name="采用为我的计划").click()
    page.get_by_text("已将 6 个月纳入计划").wait_for()
    page.get_by_role("button", name="恢复建议").first.click()
    page.get_by_text("本月已恢复为系统建议").wait_for()


def test_a_changed_target_is_told_and_spread_anew(open_page: Open) -> None:
    from people import actor, bookings, node
    from targetree.services.cells import Cell
    from targetree.services.changes.editing import Wish, edit_cells

    path = _path(open_page, "seller")
    wish = Wish(Cell(bookings(), node("1103"), "", 8, 1), 50_000_000)
    edit_cells(actor=actor("director"), wishes=[wish], why="九月加码")
    page = open_page("seller", path + "?month=8")
    page.locator("#off").get_by_text("现在是 50万").wait_for()
    assert_accessible(page)
    page.locator("#off").get_by_role("button", name="重新分摊").click()
    page.get_by_text("已重新分摊").wait_for()
    assert page.locator("#off").count() == 0


def test_without_scripts_a_form_does_it(open_page: Open) -> None:
    path = _path(open_page, "leader")
    page = open_page("leader", path + "?month=9")
    page.evaluate("""() => {
      const form = document.querySelector('form[data-month="9"]')
      const plain = form.cloneNode(true)
      form.replaceWith(plain)
      plain.querySelector('[name="visits-0"]').value = '2'
      HTMLFormElement.prototype.submit.call(plain)
    }""")
    page.get_by_text("已保存").first.wait_for()
    assert page.locator("#c-9-0-visits").get_attribute("data-units") == "2"


def test_a_colleague_of_another_department_sees_what_is_coming(open_page: Open) -> None:
    page = open_page("colleague", "/plans/load/")
    assert page.locator("table.load").count() >= 2
    page.get_by_role("link", name="华东大区").click()
    page.wait_for_url("**at=*")
    page.get_by_role("link", name="金额").click()
    page.wait_for_url("**by=amount**")
    assert "万" in page.locator("table.load").nth(1).inner_text()
    assert_accessible(page)
