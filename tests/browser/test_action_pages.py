"""Actions in five views, as a seller writes them on a phone and a leader moves them on a board."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from looking import assert_accessible, assert_fits, settle, shots

Open = Callable[..., Any]
VIEWS = ("list", "board", "timeline", "calendar", "map")


def address(live: Any, code: str = "1103") -> str:
    """The actions of somebody's plan."""
    from people import actor, node
    from targetree.services.plans.opening import open_plan

    return f"/plans/{open_plan(actor=actor('director'), node=node(code))}/actions/"


@pytest.mark.parametrize("view", VIEWS)
def test_a_seller_sees_it_right_in_every_way(open_page: Open, live: Any, view: str) -> None:
    shots(open_page, "seller", f"actions-{view}", f"{address(live)}?view={view}")


@pytest.mark.parametrize("view", ["list", "map"])
def test_a_manager_sees_those_below(open_page: Open, live: Any, view: str) -> None:
    shots(open_page, "manager", f"actions-manager-{view}", f"{address(live, 'E')}?view={view}")


def test_the_budget_in_every_way(open_page: Open, live: Any) -> None:
    shots(open_page, "manager", "actions-budget", address(live, "E").replace("actions", "budget"))


def test_one_action_in_every_way(open_page: Open, live: Any) -> None:
    from people import actor, node
    from targetree.services.actions.reading import actions_of
    from targetree.services.plans.opening import open_plan

    plan = open_plan(actor=actor("seller"), node=node("1103"))
    found = actions_of(actor=actor("seller"), plan=plan).actions
    one = next(a for a in found if a.text == "试用总结会，谈批量采购")
    shots(open_page, "seller", "action", f"{address(live)}{one.id}/")


def test_a_seller_adds_one_on_a_phone_and_folds_out_the_six_directions(open_page: Open, live: Any) -> None:
    page = open_page("seller", address(live), width=390)
    page.fill("#quick_text", "送样机给新客户")
    page.select_option("#quick_customer", index=1)
    page.fill("#quick_due", "2027-04-08")
    page.get_by_role("button", name="添加").click()
    row = page.locator(".action-list li", has_text="送样机给新客户")
    row.wait_for()
    assert "2027-04-08" in row.inner_text()
    row.get_by_role("link").click()
    page.locator(".offcanvas [name=outcome]").wait_for()
    assert page.locator(".offcanvas [name=place]").input_value()
    assert_accessible(page)
    page.fill(".offcanvas [name=outcome]", "客户签收样机")
    page.fill(".offcanvas [name=cost_fen]", "0.3万")
    page.locator(".offcanvas form", has=page.locator("[name=outcome]")).get_by_role("button", name="保存").click()
    row.get_by_text("3,000").wait_for()
    assert_fits(page)


def test_a_refusal_stays_in_the_drawer_and_keeps_what_was_typed(open_page: Open, live: Any) -> None:
    page = open_page("seller", address(live))
    page.get_by_role("link", name="新增行动").click()
    page.locator(".offcanvas [name=text]").fill("日期写反了")
    page.locator(".offcanvas summary").first.click()
    page.fill(".offcanvas [name=starts]", "2027-05-09")
    page.fill(".offcanvas [name=due]", "2027-05-01")
    page.locator(".offcanvas").get_by_role("button", name="添加").click()
    page.locator(".offcanvas .alert-danger").wait_for()
    page.errors_seen.clear()  # 422
    assert "早于开始日期" in page.locator(".offcanvas .alert-danger").inner_text()
    assert page.locator(".offcanvas [name=text]").input_value() == "日期写反了"
    assert_accessible(page)


def test_done_with_one_click_and_confirmed(open_page: Open, live: Any) -> None:
    page = open_page("seller", address(live), width=390)
    row = page.locator(".action-list li", has_text="拜访三年未下单的老客户")
    row.get_by_role("button").click()
    row.get_by_text("客户未确认").wait_for()
    row.get_by_role("link").click()
    page.locator(".offcanvas #result_confirmed_on").fill("2026-01-05")
    page.locator(".offcanvas #result_spent_fen").fill("450")
    page.get_by_role("button", name="保存结果").click()
    row.get_by_text("客户已确认").wait_for()
    assert "450" in row.inner_text()


def test_a_leader_moves_cards_by_drag_by_buttons_and_by_keys(open_page: Open, live: Any) -> None:
    page = open_page("leader", f"{address(live, 'E1')}?view=board")
    column = {slug: page.locator(f".board-column[data-status={slug}]") for slug in ("planned", "doing", "done")}
    card = column["planned"].locator(".board-card", has_text="陪访重点项目")
    card.get_by_role("button").click()
    column["doing"].get_by_text("陪访重点项目").wait_for()
    page.locator("a:focus", has_text="陪访重点项目").wait_for()
    page.keyboard.press("Alt+ArrowRight")
    column["done"].get_by_text("陪访重点项目").wait_for()
    settle(page)
    column["done"].locator(".board-card", has_text="陪访重点项目").drag_to(column["planned"])
    column["planned"].get_by_text("陪访重点项目").wait_for()
    assert "view=board" in page.url
    assert_accessible(page)


def test_views_and_months_stand_in_the_address(open_page: Open, live: Any) -> None:
    page = open_page("seller", f"{address(live)}?q=试用")
    page.get_by_role("link", name="时间轴").click()
    page.wait_for_url("**view=timeline*")
    assert "q=" in page.url and page.locator(".timeline a").count() == 2
    page.get_by_role("link", name="日历").click()
    page.get_by_label("月份").select_option("2027-02")
    page.wait_for_url("**month=2027-02*")
    page.locator(".month-action", has_text="试用总结会").wait_for()
    page.get_by_role("link", name="上个月").click()
    page.locator(".month-action", has_text="首批样机").wait_for()
    page.locator(".month-action").first.click()
    page.locator(".offcanvas").get_by_text("非工作日").first.wait_for()
    page.go_back()


def test_a_manager_sets_a_budget_and_the_others_make_room(open_page: Open, live: Any) -> None:
    page = open_page("manager", address(live, "E").replace("actions", "budget"))
    row = page.locator(".budget-table tr", has_text="上海组")
    other = page.locator(".budget-table tr", has_text="浙江组")
    before = other.locator("td").nth(1).inner_text()
    row.locator("[name=amount]").fill("20万")
    row.get_by_role("button").click()
    row.get_by_text("已设定").wait_for()
    assert other.locator("td").nth(1).inner_text() != before
    row.locator("[name=amount]").fill("2亿")
    row.get_by_role("button").click()
    page.locator(".alert-danger").wait_for()
    page.errors_seen.clear()  # 409
    assert "华东大区" in page.locator(".alert-danger").inner_text()
    assert_accessible(page)


@pytest.mark.parametrize("who", ["auditor", "director"])
def test_who_only_looks_changes_nothing(open_page: Open, live: Any, who: str) -> None:
    page = open_page(who, address(live))
    page.locator(".action-list").first.wait_for()
    assert (page.locator(".quick-action").count() == 0) is (who == "auditor")
    page.locator(".action-list a").first.click()
    page.locator(".offcanvas-body .badge").first.wait_for()
    assert (page.locator(".offcanvas form").count() == 0) is (who == "auditor")
    assert_accessible(page)
