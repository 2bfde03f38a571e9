"""Why a plan has its score, and whose plan is sound, as a seller finds it on a phone and a manager on a wide screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from looking import assert_accessible, shots

Open = Callable[..., Any]


def _go(open_page: Open, who: str, code_name: str, **how: Any) -> Any:
    """The checks of somebody's plan, by way of the list of scores."""
    page = open_page(who, "/plans/checks/", **how)
    page.locator(".scores th a", has_text=code_name).first.click()
    page.locator(".score-number").wait_for()
    return page


@pytest.mark.parametrize("who", ["director", "manager", "leader", "seller", "operations", "auditor"])
def test_everybody_sees_the_scores_that_are_theirs_to_see(open_page: Open, who: str) -> None:
    page = open_page(who, "/plans/checks/")
    page.locator(".scores tbody tr").first.wait_for()
    assert_accessible(page)


def test_those_who_need_help_come_first(open_page: Open) -> None:
    page = open_page("leader", "/plans/checks/")
    scores = page.locator(".scores tbody td:nth-child(4)").all_inner_texts()
    found = [-1 if "–" in text else int(text) for text in scores]
    assert found == sorted(found)
    assert 0 < max(found) <= 100


def test_what_fails_most_leads_to_those_in_whose_plans_it_does(open_page: Open) -> None:
    page = open_page("manager", "/plans/checks/")
    first = page.locator(".tally a").first
    told = int(first.locator(".num").inner_text().split("/")[0])
    first.click()
    page.wait_for_url("**check=**")
    assert page.locator(".scores tbody tr").count() == told
    page.locator("#scores > header a").click()
    page.wait_for_url(lambda url: "check=" not in url)
    page.select_option("select[name=kind]", "unit")
    page.wait_for_url("**kind=unit**")
    assert_accessible(page)


@pytest.mark.parametrize(("who", "name"), [("manager", "潘宏伟"), ("manager", "贺宏伟")])
def test_each_point_can_be_opened_and_they_add_up(open_page: Open, who: str, name: str) -> None:
    page = _go(open_page, who, name)
    score = int(page.locator(".score-number").inner_text())
    points = page.locator(".check-points").all_inner_texts()
    got = [int(re.split(r"[/\n]", text)[0]) for text in points if "/" in text]
    assert sum(got) == score
    for section in page.locator("section:has(.check-list)").all():
        states = [li.get_attribute("class").split("check-")[1] for li in section.locator(".check").all()]
        assert states == sorted(states, key=["fail", "pass", "off"].index)
    assert page.locator(".check-fail p").first.inner_text()
    assert_accessible(page)


def test_empty_words_are_named_where_they_stand(open_page: Open) -> None:
    page = _go(open_page, "manager", "潘宏伟", width=390)
    words = page.locator("#check-words")
    assert "只有决心" in words.inner_text() and "占位文字" in words.inner_text()
    words.locator("summary").click()
    assert words.locator("details .places li").first.is_visible()
    assert_accessible(page)


def test_a_check_leads_to_where_it_is_mended(open_page: Open) -> None:
    page = _go(open_page, "leader", "曹海涛")
    coverage = page.locator("#check-coverage")
    coverage.get_by_role("link", name="去修改").click()
    page.wait_for_url("**/support/**")
    page.get_by_role("heading", name="曹海涛").wait_for()


def test_a_seller_sees_the_own_checks_from_the_own_plan(open_page: Open) -> None:
    page = open_page("seller", "/plans/", width=390)
    begin = page.get_by_role("button", name="开始")
    if begin.count():
        begin.first.click()
    else:
        page.locator("main table a").first.click()
    page.get_by_role("link", name="检查", exact=True).click()
    page.locator(".score-number").wait_for()
    assert page.locator(".check").count() == 28
    assert page.get_by_role("link", name="全员得分").count() == 0
    assert_accessible(page)


@pytest.mark.parametrize("name", ["潘宏伟", "贺宏伟"])
def test_the_checks_are_right_in_every_way_to_see_them(open_page: Open, name: str) -> None:
    page = _go(open_page, "manager", name)
    path = re.sub(r"^https?://[^/]+", "", page.url)
    shots(open_page, "manager", f"checks-{'weak' if name == '潘宏伟' else 'sound'}", path)


def test_the_scores_are_right_in_every_way_to_see_them(open_page: Open) -> None:
    shots(open_page, "manager", "scores", "/plans/checks/")
