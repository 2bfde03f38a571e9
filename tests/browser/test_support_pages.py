"""What a number rests on, as a seller finds it on a phone and a leader on a wide screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from looking import assert_accessible, shots

Open = Callable[..., Any]
ROLES = ("director", "operations", "manager", "leader", "seller", "auditor")


@pytest.mark.parametrize("who", ROLES)
def test_everybody_with_a_target_sees_what_theirs_rests_on(open_page: Open, who: str) -> None:
    page = open_page(who, "/support/")
    assert page.locator(".figures .figure").count() == 4
    assert page.locator(".rests-current").count() >= 2
    assert page.locator(".support-customers tbody tr").count() > 3
    assert_accessible(page)


@pytest.mark.parametrize("who", ["director", "seller"])
def test_it_is_right_in_every_way_to_see_it(open_page: Open, who: str) -> None:
    shots(open_page, who, f"support-{who}", "/support/")


def test_a_seller_knows_better_and_goes_back_to_the_model(open_page: Open) -> None:
    page = open_page("seller", "/support/", width=390)
    gap = page.locator(".figure").nth(3).inner_text()
    name = page.locator(".support-customers th a").first
    told = name.inner_text()
    name.click()
    page.get_by_role("button", name="采用我的预计").wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="采用我的预计").click()
    page.locator(".offcanvas .invalid-feedback").first.wait_for()
    page.errors_seen.clear()  # 422
    page.fill(".offcanvas [name=amount]", "60万")
    page.fill(".offcanvas [name=reason]", "年度框架已签")
    page.get_by_role("button", name="采用我的预计").click()
    row = page.locator(".support-customers tr", has_text=told).first
    row.get_by_text("人工判断").wait_for()
    assert "60万" in row.inner_text()
    assert page.locator(".figure").nth(3).inner_text() != gap
    row.locator("a").click()
    page.get_by_text("年度框架已签").first.wait_for()
    page.get_by_role("button", name="恢复系统预计").click()
    page.get_by_text("人工判断").wait_for(state="detached")
    assert page.locator(".figure").nth(3).inner_text() == gap


def test_the_sliders_move_the_gap(open_page: Open) -> None:
    page = open_page("leader", "/support/")
    gap = page.locator(".what-if-gap dd")
    before = gap.inner_text()
    page.locator("#what-if-new").focus()
    page.keyboard.press("ArrowRight")
    page.locator(".what-if-gap .hint").wait_for()
    assert before in gap.inner_text() and gap.inner_text() != before
    assert page.locator("output[for=what-if-new]").inner_text() == "1"
    page.get_by_role("button", name="恢复现状").click()
    page.locator(".what-if-gap .hint").wait_for(state="detached")
    assert gap.inner_text() == before


def test_down_to_a_person_and_back_up(open_page: Open) -> None:
    page = open_page("leader", "/support/")
    page.locator(".support-below th a").nth(1).click()
    page.wait_for_url("**at=*")
    assert page.locator(".support-below").count() == 0
    page.locator(".crumbs a").last.click()
    page.locator(".support-below").wait_for()


def test_customers_are_found_by_stage_and_words(open_page: Open) -> None:
    page = open_page("director", "/support/")
    page.select_option("select[name=stage]", "past")
    page.wait_for_url("**stage=past**")
    assert page.locator(".support-customers tbody .hint", has_text="现有客户").count() == 0
    page.fill("input[name=q]", "没有这个客户")
    page.get_by_role("button", name="查找").click()
    page.get_by_text("没有符合条件的客户").wait_for()
    assert_accessible(page)


def test_operations_work_it_out_anew(open_page: Open) -> None:
    page = open_page("operations", "/support/")
    page.get_by_role("button", name="重新测算").click()
    page.get_by_text("已重新测算").wait_for(timeout=60_000)


def test_white_space_leads_to_customers(open_page: Open) -> None:
    page = open_page("manager", "/support/")
    page.get_by_role("link", name="空白机会").click()
    page.locator(".offcanvas .card").first.wait_for()
    assert_accessible(page)
    page.locator(".offcanvas .list a").first.click()
    page.get_by_text("还没买过").first.wait_for()
    assert_accessible(page)
