"""Administration in the browser: what people do there, and how its pages look to axe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from looking import assert_accessible, assert_fits

pytestmark = pytest.mark.slow
PAGES = (
    "units", "people", "products", "customers", "calendar", "measures", "market", "company", "accounts", "tokens",
    "people/1103", "people/1103/transfer", "people/1103/leave", "accounts/invite",
)  # fmt: skip


def test_somebody_is_transferred_after_seeing_what_it_does(open_page: Callable[..., Any]) -> None:
    page = open_page("operations", "/settings/people/?q=1104")
    page.locator("tbody [data-drawer][aria-label]").click()
    drawer = page.locator("#drawer")
    drawer.get_by_role("link", name="调动").click()
    drawer.get_by_label("调往部门").select_option("E2")
    drawer.get_by_label("调动日期").fill("2027-04-01")
    drawer.get_by_label("理由").fill("支援苏锡")
    drawer.get_by_text("调整结果").wait_for()
    assert "苏锡组" in drawer.locator(".effect-shown").inner_text()
    assert_accessible(page)
    if drawer.locator("[data-held]").count():
        drawer.get_by_label("同意这些锁定改为新数额").check()
    drawer.get_by_label("留给原部门的同事").check()
    drawer.get_by_label("目标由谁接手").wait_for()
    drawer.get_by_label("随人转走").check()
    drawer.get_by_role("button", name="调动").click()
    page.get_by_text("已调动").wait_for()
    assert "苏锡组" in page.locator("tbody tr").first.inner_text()
    page.goto("/record/?kind=targets")
    assert "支援苏锡" in page.locator(".record").inner_text()


def test_a_day_is_closed_from_the_keyboard(open_page: Callable[..., Any]) -> None:
    page = open_page("director", "/settings/calendar/")
    before = page.get_by_text("个工作日").first.inner_text()
    page.locator("button.day").first.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.day") == "2027-01-06"
    page.keyboard.press("Enter")
    drawer = page.locator("#drawer")
    drawer.get_by_label("备注").fill("厂休")
    assert drawer.get_by_label("休息", exact=True).is_checked()
    drawer.get_by_role("button", name="保存").click()
    page.get_by_text("已修改 1 天").wait_for()
    assert page.get_by_text("个工作日").first.inner_text() != before
    assert page.get_by_text("计划依据已有变化").is_visible()
    assert "厂休" in page.locator("button[data-day='2027-01-06']").get_attribute("title")


def test_customers_are_chosen_and_handed_over(open_page: Callable[..., Any]) -> None:
    page = open_page("operations", "/settings/customers/?owner=1203")
    page.locator("input[name=customer]").nth(0).check()
    page.locator("input[name=customer]").nth(1).check()
    page.get_by_text("已选 2 个客户").wait_for()
    page.get_by_label("移交给").select_option("1204")
    page.get_by_role("button", name="移交").click()
    page.locator(".modal").get_by_role("button", name="移交").click()
    page.get_by_text("已移交 2 个客户").wait_for()


def test_an_invitation_is_copied_and_accepted(open_page: Callable[..., Any]) -> None:
    page = open_page("director", "/settings/accounts/")
    page.get_by_role("link", name="邀请").click()
    drawer = page.locator("#drawer")
    drawer.get_by_label("名称").fill("林新")
    drawer.get_by_label("邮箱").fill("lin.xin@example.com")
    drawer.get_by_label("角色").select_option("manager")
    drawer.get_by_label("部门").select_option("E2")
    assert drawer.get_by_label("人员").is_hidden()
    drawer.get_by_role("button", name="邀请").click()
    link = drawer.get_by_label("邀请链接").input_value()
    assert_accessible(page)
    guest = open_page("anonymous", link.split("/", 3)[3].join(("/", "")), width=390)
    assert_accessible(guest)
    assert_fits(guest)
    guest.get_by_label("设置密码", exact=True).fill("春天里的十二个好词语")
    guest.get_by_label("再次输入密码").fill("春天里的十二个好词语")
    guest.get_by_role("button", name="进入").click()
    guest.wait_for_url(lambda url: "invitation" not in url)
    assert "login" not in guest.url


def test_the_record_goes_on_below_and_is_filtered(open_page: Callable[..., Any]) -> None:
    page = open_page("auditor", "/record/")
    days = page.locator(".entry").count()
    page.get_by_role("link", name="更早的变更").click()
    page.locator(".entry").nth(days).wait_for()
    page.get_by_label("变更类别").select_option("holds")
    page.wait_for_url("**kind=holds**")
    assert {text.strip() for text in page.locator(".done").all_text_contents()} <= {"锁定", "解锁", "修改锁定"}
    with page.expect_download() as download:
        page.get_by_role("button", name="导出").click()
        page.get_by_role("link", name="Excel").click()
    assert download.value.suggested_filename.endswith(".xlsx")


@pytest.mark.parametrize(("width", "dark", "lang"), [(390, False, "zh"), (1440, True, "en")])
def test_pages_are_accessible_and_fit(open_page: Callable[..., Any], width: int, dark: bool, lang: str) -> None:
    for path in (*(f"/settings/{name}/" for name in PAGES), "/record/"):
        page = open_page("director", path, width=width, dark=dark, lang=lang)
        assert_accessible(page)
        assert_fits(page)
        page.context.close()
