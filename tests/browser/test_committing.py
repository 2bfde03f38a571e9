"""Commitments in the browser: accept, propose by month, talk, settle; what each role sees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from looking import settle, shots
from people import bookings, node

pytestmark = pytest.mark.slow

Open = Callable[..., Any]


def _address(code: str) -> str:
    return f"/commitments/{bookings()}/{node(code)}/"


def test_a_seller_accepts_and_then_proposes_by_month(open_page: Open) -> None:
    page = open_page("seller", _address("1103"), width=390)
    page.get_by_role("button", name="承诺").click()
    page.get_by_text("按当时的数承诺。").wait_for()
    page.get_by_text("提报另一个数", exact=True).click()
    page.get_by_text("按月、按产品细分").click()
    page.get_by_label("3月提报数").fill("1万")
    with page.expect_response(lambda r: r.url.endswith("/proposal")):
        page.get_by_label("3月提报数").press("Tab")
    page.wait_for_function("document.querySelector('input[name=cells]').value.length > 2")
    assert page.get_by_label("3月提报数").input_value() == "10,000.00"
    page.get_by_label("理由").fill("三月客户停产检修")
    page.get_by_role("button", name="提交").click()
    page.get_by_text("三月客户停产检修").first.wait_for()


def test_a_proposal_needs_reasons(open_page: Open) -> None:
    page = open_page("colleague_seller", _address("1104"), width=390)
    page.get_by_text("提报另一个数", exact=True).click()
    page.get_by_label("我能承诺的全年数").fill("很多")
    page.get_by_label("理由").fill("不行")
    with page.expect_response(lambda r: r.request.method == "POST") as answer:
        page.get_by_role("button", name="提交").click()
    assert answer.value.status == 422
    settle(page)
    page.errors_seen.clear()  # the browser writes a refused request to its console


def test_the_manager_settles_and_the_seller_reads_it(open_page: Open) -> None:
    page = open_page("leader", "/commitments/?state=countered")
    page.get_by_role("link", name="敲定", exact=True).first.click()
    page.get_by_label("维持下达数", exact=False).check()
    page.locator("textarea[name=why]").fill("先按下达数走")
    page.get_by_role("button", name="敲定").click()
    page.get_by_text("先按下达数走").first.wait_for()


def test_comments_are_kept_as_text(open_page: Open) -> None:
    page = open_page("leader", _address("1103"))
    page.locator("textarea[name=words]").fill("<b>明天</b> 上午谈")
    page.get_by_role("button", name="发送").click()
    page.get_by_text("<b>明天</b> 上午谈").wait_for()


def test_an_auditor_reads_and_has_no_buttons(open_page: Open) -> None:
    page = open_page("auditor", _address("1103"))
    assert page.get_by_role("heading", name="留言").is_visible()
    assert page.locator("main form").count() == 0


@pytest.mark.parametrize(("who", "code"), [("manager", ""), ("seller", "1103")])
def test_it_looks_right(open_page: Open, who: str, code: str) -> None:
    shots(open_page, who, f"commitments-{who}", _address(code) if code else "/commitments/")
