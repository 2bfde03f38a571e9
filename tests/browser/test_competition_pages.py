"""Lost orders, competition and past customers, from the support page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from looking import assert_accessible

Open = Callable[..., Any]


def test_from_the_support_page_to_why_orders_are_lost_and_to_the_customer(open_page: Open) -> None:
    page = open_page("manager", "/support/")
    assert page.locator(".lost-bars li").count() >= 3
    page.get_by_role("link", name="全部", exact=True).click()
    page.locator(".offcanvas").get_by_text("逐笔明细").wait_for()
    assert_accessible(page)
    page.locator(".offcanvas .list a").first.click()
    page.locator(".offcanvas").get_by_text("丢单记录").wait_for()
    assert_accessible(page)


def test_all_past_customers_are_opened_in_full(open_page: Open) -> None:
    page = open_page("director", "/support/", width=390)
    page.locator("a[href*='/past/']").click()
    page.wait_for_url("**/past/")
    assert page.locator("tbody tr").count() == 40
    assert_accessible(page)
    page.get_by_role("link", name="下一页").click()
    page.wait_for_url("**page=2**")
    assert page.locator("tbody tr").count() > 5
