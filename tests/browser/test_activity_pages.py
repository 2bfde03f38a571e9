"""The gap in customers, as a seller finds it on a phone and a manager on a wide screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from looking import assert_accessible, shots
from people import actor, node
from targetree.services.plans.opening import open_plan

Open = Callable[..., Any]


def plan_page(code: str) -> str:
    plan = open_plan(actor=actor("director"), node=node(code))
    return f"/plans/{plan}/activity/"


@pytest.mark.parametrize(("who", "code"), [("seller", "1103"), ("manager", "E")])
def test_it_is_right_in_every_way_to_see_it(open_page: Open, who: str, code: str) -> None:
    shots(open_page, who, f"activity-{who}", plan_page(code))


@pytest.mark.parametrize(
    ("who", "code"), [("director", "HQ"), ("operations", "S"), ("leader", "1103"), ("auditor", "E")]
)
def test_everybody_who_sees_the_plan_sees_its_gap(open_page: Open, who: str, code: str) -> None:
    page = open_page(who, plan_page(code))
    assert page.locator(".activity-months tbody tr").count() == 12
    assert page.locator("#activity-figures .figure").count() == 4
    assert_accessible(page)


def test_a_seller_tries_a_rate_keeps_it_and_goes_back_to_the_record(open_page: Open) -> None:
    page = open_page("seller", plan_page("1103"), width=390)
    page.get_by_role("button", name="恢复历史转化率").click()
    page.locator(".activity-said").wait_for(state="detached")
    total = page.locator(".activity-months tfoot tr").first
    before = total.inner_text()
    page.locator("#rate-win").focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    page.get_by_text("试算中，未保存").wait_for()
    assert total.inner_text() != before
    assert_accessible(page)
    page.get_by_role("button", name="恢复现状").click()
    page.get_by_text("试算中，未保存").wait_for(state="detached")
    assert total.inner_text() == before
    page.locator("#rate-win").fill("60")
    page.get_by_role("button", name="按此计划").click()
    page.locator("[role=alert]", has_text="请说明为什么").wait_for()
    page.errors_seen.clear()  # 422
    page.locator("#rate-win").fill("60")
    page.fill("[name=reason]", "两家大客户已进入商务谈判")
    page.get_by_role("button", name="按此计划").click()
    page.locator(".activity-said", has_text="两家大客户已进入商务谈判").wait_for()
    assert total.inner_text() != before
    page.get_by_role("button", name="恢复历史转化率").click()
    page.locator(".activity-said").wait_for(state="detached")
    assert total.inner_text() == before


def test_a_leader_makes_them_targets_after_seeing_what_changes(open_page: Open) -> None:
    page = open_page("leader", plan_page("1103"))
    page.get_by_role("link", name="设为活动目标").click()
    box = page.locator(".offcanvas #target-visits")
    box.wait_for()
    assert_accessible(page)
    if not box.is_checked():
        box.check()
    page.locator(".offcanvas summary").first.click()
    assert_accessible(page)
    page.get_by_role("button", name="设为目标").click()
    page.get_by_text("项目标").first.wait_for()
    total, now = page.locator(".activity-months tfoot tr").all()
    assert total.locator("td").nth(3).inner_text().split()[0] == now.locator("td").nth(3).inner_text()


def test_a_seller_sends_them_as_a_proposal(open_page: Open) -> None:
    page = open_page("seller", plan_page("1103"), width=390)
    page.get_by_role("link", name="设为活动目标").click()
    box = page.locator(".offcanvas #target-new_customers")
    box.wait_for()
    assert_accessible(page)
    box.set_checked(True)
    page.get_by_role("button", name="提交反提案").click()
    page.get_by_text("项反提案").wait_for()
