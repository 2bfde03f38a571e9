"""The five parts on a phone in one go, whole on a wide screen; requests from one department to another and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from looking import assert_accessible, assert_fits, shots
from people import actor, node
from targetree.services.plans.opening import open_plan
from targetree.services.requests.showing import requests_of

Open = Callable[..., Any]
STEPS = ("must", "stakes", "obstacles", "support", "dates")


def plan_of(code: str, measure: str = "bookings") -> int:
    return open_plan(actor=actor("director"), node=node(code), measure=measure)


def test_a_tired_seller_fills_it_in_on_a_phone(open_page: Open) -> None:
    plan = plan_of("1103", "cash_collected")
    page = open_page("seller", f"/plans/{plan}/five-parts/", width=390)
    page.get_by_role("link", name="开始制定").click()
    page.wait_for_url("**/must/")
    assert_accessible(page)
    assert_fits(page)
    chip = page.locator(".chip").first
    told = chip.inner_text()
    chip.click()
    page.locator(".flow-row textarea").first.wait_for()
    assert page.locator(".flow-row textarea").first.input_value() == told.strip()
    page.fill("#new-must", "每天先打三个最难的电话 💪")
    page.get_by_role("button", name="添加").click()
    page.locator(".flow-row").nth(1).wait_for()
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url("**/stakes/")
    page.locator(".money-bars li").first.wait_for()
    for group in (0, 1):
        page.locator(".flow-part:has(> h2)").nth(group).locator(".chip").first.click()
        page.locator(".flow-row").nth(group).wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url("**/obstacles/")
    page.locator(".flow-part").last.locator(".chip").first.click()
    page.locator(".flow-obstacle").wait_for()
    assert_accessible(page)
    page.locator(".flow-obstacle .chip").first.click()
    page.locator(".flow-needs .flow-row").wait_for()
    page.get_by_role("button", name="保存，稍后再填").click()
    page.wait_for_url(f"**/plans/{plan}/five-parts/")
    page.get_by_role("link", name="继续").click()
    page.wait_for_url("**/support/")
    assert_accessible(page)
    page.locator(".chip").first.click()
    assert page.locator("#ask-text").input_value()
    page.select_option("#ask-to", label="冯静（财务部）")
    page.get_by_role("button", name="发出请求").click()
    page.get_by_text("等待答复").wait_for()
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url("**/dates/")
    page.locator(".chip").first.click()
    page.locator(".flow-row input[type=date]").first.wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="完成").click()
    page.get_by_text("五个部分都已填写").wait_for()
    assert_accessible(page)
    assert_fits(page)


def test_dates_that_run_backwards_are_said_and_nothing_typed_is_lost(open_page: Open) -> None:
    plan = plan_of("1106")
    page = open_page("leader", f"/plans/{plan}/five-parts/dates/", width=390)
    page.fill("#new-stage", "打开局面")
    page.fill("[name=new-stage-starts]", "2027-06-01")
    page.fill("[name=new-stage-due]", "2027-05-01")
    page.get_by_role("button", name="添加").click()
    page.get_by_role("alert").get_by_text("早于开始日期").wait_for()
    page.errors_seen.clear()  # 422
    assert page.locator("#new-stage").input_value() == "打开局面"
    assert_accessible(page)
    page.fill("[name=new-stage-due]", "2027-06-30")
    page.get_by_role("button", name="添加").click()
    page.locator(".flow-row").wait_for()


def test_it_works_by_keyboard(open_page: Open) -> None:
    plan = plan_of("1105")
    page = open_page("leader", f"/plans/{plan}/five-parts/must/")
    page.locator("#new-must").focus()
    page.keyboard.type("只用键盘")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".flow-row").wait_for()
    assert page.evaluate("document.activeElement.id") == "new-must"


def test_another_department_promises_and_both_sides_see_it(open_page: Open) -> None:
    page = open_page("colleague", "/requests/", width=390)
    assert page.locator(".tabs").count() == 0, "who plans nothing has an inbox alone"
    page.locator(".requests li", has_text="放宽账期").get_by_role("link", name="答复").click()
    page.get_by_role("button", name="承诺").wait_for()
    assert_accessible(page)
    page.fill("#promised", "2020-01-01")
    page.locator("#promised").evaluate("field => field.removeAttribute('min')")
    page.get_by_role("button", name="承诺").click()
    page.get_by_role("alert").get_by_text("已经过去").wait_for()
    page.errors_seen.clear()  # 422
    page.fill("#promised", "2027-01-20")
    page.fill("#answer", "先放宽两家")
    page.get_by_role("button", name="承诺").click()
    page.locator(".requests li", has_text="放宽账期").get_by_text("承诺 01-20").wait_for()
    other = open_page("manager", "/requests/?box=sent")
    line = other.locator(".requests li", has_text="放宽账期")
    assert "先放宽两家" in line.inner_text()
    line.get_by_role("link").first.click()
    other.locator(".trace li").nth(1).wait_for()
    assert "冯静" in other.locator(".trace").inner_text()
    assert_accessible(other)


def test_a_declined_request_is_asked_again_and_withdrawn(open_page: Open) -> None:
    page = open_page("other_seller", "/requests/?box=sent")
    page.locator(".requests a", has_text="美元结算").first.click()
    page.locator("summary", has_text="重新请求").click()
    page.get_by_role("button", name="重新请求").click()
    page.locator(".requests li", has_text="美元结算").get_by_text("等待答复").wait_for()
    page.locator(".requests a", has_text="美元结算").first.click()
    page.get_by_role("button", name="撤回").click()
    page.locator(".requests li", has_text="美元结算").get_by_text("已撤回").wait_for()


def test_the_leader_arranges_what_is_needed(open_page: Open) -> None:
    page = open_page("leader", "/plans/needs/")
    page.locator("tr", has_text="主要对手的成交价区间").get_by_role("link", name="安排").click()
    page.fill("#how", "市场部每周一发报价快讯")
    assert_accessible(page)
    page.get_by_role("button", name="保存").click()
    page.locator("tr", has_text="主要对手的成交价区间").get_by_text("市场部每周一发报价快讯").wait_for()
    row = page.locator("tr", has_text="主要对手的成交价区间")
    row.get_by_role("button").click()
    row.get_by_role("button", name="改回未完成").wait_for()
    assert_accessible(page)


@pytest.mark.parametrize(("who", "code"), [("seller", "1103"), ("leader", "E1"), ("auditor", "E"), ("director", "HQ")])
def test_the_whole_in_every_way_to_see_it(open_page: Open, who: str, code: str) -> None:
    shots(open_page, who, f"whole-{who}", f"/plans/{plan_of(code)}/five-parts/")


@pytest.mark.parametrize("step", STEPS)
def test_each_step_in_every_way_to_see_it(open_page: Open, step: str) -> None:
    shots(open_page, "seller", f"step-{step}", f"/plans/{plan_of('1103')}/five-parts/{step}/")


@pytest.mark.parametrize(
    ("who", "path", "name"),
    [
        ("colleague", "/requests/", "inbox-colleague"), ("seller", "/requests/?box=sent", "sent-seller"),
        ("manager", "/requests/?box=below", "below-manager"), ("leader", "/plans/needs/", "needs-leader"),
        ("auditor", "/plans/needs/", "needs-auditor"),
    ],
)  # fmt: skip
def test_requests_and_needs_in_every_way_to_see_them(open_page: Open, who: str, path: str, name: str) -> None:
    shots(open_page, who, name, path)


@pytest.mark.parametrize("who", ["colleague", "seller"])
def test_one_request_in_every_way_to_see_it(open_page: Open, who: str) -> None:
    box = "inbox" if who == "colleague" else "sent"
    found = next(r for r in requests_of(actor=actor(who), box=box) if r.status == "accepted")
    shots(open_page, who, f"request-{who}", f"/requests/{found.id}/")
