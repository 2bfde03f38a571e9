"""The conditions of a target as people write and read them, on a phone and on a wide screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from looking import assert_accessible, assert_fits, shots
from people import actor, node
from targetree.services.access import acting
from targetree.services.conditions.reading import conditions_of
from targetree.services.conditions.writing import add_condition, change_condition
from targetree.services.plans.opening import open_plan
from targetree.store import models as store

Open = Callable[..., Any]


def plan_of(code: str) -> int:
    return open_plan(actor=actor("director"), node=node(code))


def address(code: str, more: str = "") -> str:
    return f"/plans/{plan_of(code)}/conditions/{more}"


def texts(page: Any) -> list[str]:
    found: list[str] = page.locator(".cond-input").evaluate_all("all => all.map((one) => one.value)")
    return found


def kept(code: str) -> list[tuple[str, int]]:
    return [(c.text, c.depth) for c in conditions_of(actor=actor("director"), plan=plan_of(code)).conditions]


def until(page: Any, wanted: list[tuple[str, int]], code: str) -> None:
    """Waits until the server has what is wanted."""
    for _ in range(50):
        if kept(code) == wanted:
            return
        page.wait_for_timeout(100)
    assert kept(code) == wanted


def wait_count(page: Any, selector: str, wanted: int) -> None:
    for _ in range(100):
        if page.locator(selector).count() == wanted:
            return
        page.wait_for_timeout(100)
    assert page.locator(selector).count() == wanted


def wait_focus(page: Any, text: str) -> None:
    for _ in range(100):
        if page.evaluate("document.activeElement.value") == text:
            return
        page.wait_for_timeout(100)
    assert page.evaluate("document.activeElement.value") == text


@pytest.mark.parametrize(
    ("who", "name", "path"),
    [
        ("seller", "outline-seller", ""),
        ("seller", "picture-seller", "?view=picture"),
        ("seller", "split", "split/"),
        ("seller", "proposals", "proposals/"),
        ("seller", "templates", "templates/"),
    ],
)
def test_it_is_right_in_every_way_to_see_it(open_page: Open, who: str, name: str, path: str) -> None:
    shots(open_page, who, f"conditions-{name}", address("1103", path))


def test_a_manager_reads_it_and_it_has_empty_states(open_page: Open) -> None:
    shots(open_page, "manager", "conditions-manager", address("E"))
    shots(open_page, "director", "conditions-empty", address("1113"))
    shots(open_page, "auditor", "conditions-auditor", address("1103"))


def test_a_condition_in_full(open_page: Open) -> None:
    plan = plan_of("1103")
    bound = next(c for c in conditions_of(actor=actor("seller"), plan=plan).conditions if c.bound)
    free = next(c for c in conditions_of(actor=actor("seller"), plan=plan).conditions if c.difficulty)
    shots(open_page, "seller", "condition-bound", f"/plans/{plan}/conditions/{bound.id}/")
    shots(open_page, "seller", "condition-free", f"/plans/{plan}/conditions/{free.id}/")


def test_an_outline_is_written_with_the_keyboard_alone(open_page: Open) -> None:
    plan = plan_of("1104")
    add_condition(actor=actor("1104"), plan=plan, fields={"text": "第一条"})
    page = open_page("colleague_seller", address("1104"))
    page.locator(".cond-input").first.focus()
    page.keyboard.press("Enter")
    wait_count(page, ".cond-input", 2)
    page.keyboard.type("第二条")
    page.keyboard.press("Tab")
    until(page, [("第一条", 0), ("第二条", 1)], "1104")
    wait_focus(page, "第二条")
    page.keyboard.press("Enter")
    wait_count(page, ".cond-input", 3)
    page.keyboard.type("第三条")
    page.keyboard.press("Alt+ArrowUp")
    until(page, [("第一条", 0), ("第三条", 1), ("第二条", 1)], "1104")
    wait_focus(page, "第三条")
    page.keyboard.press("Shift+Tab")
    until(page, [("第一条", 0), ("第二条", 1), ("第三条", 0)], "1104")
    wait_focus(page, "第三条")
    page.keyboard.press("ArrowUp")
    wait_focus(page, "第二条")
    page.keyboard.press("Control+Enter")
    page.locator(".offcanvas .cond-form").wait_for()
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.locator(".offcanvas.show").wait_for(state="detached")
    page.locator(".cond-input").nth(1).focus()
    page.keyboard.press("Control+Delete")
    page.locator(".modal .btn-danger").click()
    until(page, [("第一条", 0), ("第三条", 0)], "1104")
    page.locator(".cond-input").first.focus()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.classList.contains('cond-open')")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('cond-input')")


def test_a_text_that_somebody_else_changed_meanwhile_is_not_lost(open_page: Open) -> None:
    plan = plan_of("1106")
    id = add_condition(actor=actor("1106"), plan=plan, fields={"text": "原来的"})
    page = open_page("director", address("1106"))
    change_condition(actor=actor("leader"), plan=plan, condition=id, fields={"text": "组长改的"})
    page.locator(".cond-input").first.fill("我写的")
    page.locator("#condition-new").focus()
    page.get_by_text("修改了这一条").wait_for()
    assert texts(page) == ["我写的"] and kept("1106") == [("组长改的", 0)]
    page.errors_seen.clear()  # 409


def test_it_works_without_a_script_too(open_page: Open, live: Any, browser: Any) -> None:
    plan = plan_of("1107")
    page = open_page("director", address("1107"))
    cookies = page.context.cookies()
    context = browser.new_context(base_url=live.url, java_script_enabled=False, locale="zh-CN")
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(address("1107"))
    for text in ("甲", "乙"):
        page.fill("#condition-new", text)
        page.get_by_role("button", name="添加").click()
    page.locator(".cond-open").nth(1).click()
    page.get_by_role("button", name="缩进").click()
    assert kept("1107") == [("甲", 0), ("乙", 1)]
    page.locator(".cond-input").first.fill("甲改")
    page.locator(".cond-save").first.click()
    page.locator(".cond-open").nth(1).click()
    page.fill("[name=note]", "已经谈妥")
    page.get_by_role("button", name="成立", exact=True).click()
    page.locator(".cond-open").nth(0).click()
    page.get_by_role("link", name="删除").click()
    page.get_by_role("button", name="删除").click()
    assert kept("1107") == []
    context.close()
    assert plan


def test_a_seller_binds_a_condition_to_a_figure_on_the_phone(open_page: Open) -> None:
    plan = plan_of("1110")
    add_condition(actor=actor("1110"), plan=plan, fields={"text": "保住老客户"})
    page = open_page("director", address("1110"), width=390)
    page.locator(".cond-open").first.click()
    page.select_option(".offcanvas [name=figure]", "customers")
    page.select_option(".offcanvas [name=stage]", "current")
    page.get_by_role("button", name="保存").click()
    page.locator(".offcanvas .invalid-feedback").first.wait_for()
    page.errors_seen.clear()  # 422
    assert_accessible(page)
    page.fill(".offcanvas [name=level]", "1")
    page.fill(".offcanvas [name=effect]", "50万")
    page.get_by_role("button", name="保存").click()
    page.locator(".cond .cond-state.good").first.wait_for()
    assert "现为" in page.locator(".cond-meta").first.inner_text()
    assert "50万" in page.locator(".cond-meta").first.inner_text()
    assert_fits(page)


def test_people_judge_and_the_figures_at_the_top_follow(open_page: Open) -> None:
    plan = plan_of("1205")
    add_condition(actor=actor("1205"), plan=plan, fields={"text": "客户点头", "effect": 100_000_00})
    page = open_page("director", address("1205"))
    assert "0/1" in page.locator(".figure").first.inner_text()
    page.locator(".cond-open").first.click()
    page.fill(".offcanvas [name=note]", "签了备忘录")
    page.locator(".offcanvas").get_by_role("button", name="成立", exact=True).click()
    page.get_by_text("1/1").wait_for()
    page.locator(".cond-open").first.click()
    page.get_by_text("签了备忘录").first.wait_for()


def test_proposals_and_templates_are_taken_over_by_a_click(open_page: Open) -> None:
    page = open_page("director", address("1207"))
    before = len(texts(page))
    page.get_by_role("link", name="由缺口提议").click()
    page.locator(".offcanvas .cond-offer").first.wait_for()
    offered = page.locator(".offcanvas .cond-offer").count()
    assert_accessible(page)
    page.locator(".offcanvas .cond-offer button").first.click()
    wait_count(page, ".offcanvas .cond-offer", offered - 1)
    wait_count(page, ".cond-input", before + 1)
    page.locator("#drawer .btn-close").click()
    page.locator(".offcanvas.show").wait_for(state="detached")
    page.get_by_role("link", name="模板").click()
    page.get_by_role("link", name="零售").click()
    page.locator(".offcanvas [aria-current]", has_text="零售").wait_for()
    assert_accessible(page)
    page.locator(".offcanvas").get_by_role("button", name="采纳全部").click()
    wait_count(page, ".cond-input", before + 7)


def test_the_split_goes_to_the_manager_with_reasons(open_page: Open) -> None:
    page = open_page("seller", address("1103", "split/"))
    before = page.locator(".figure").nth(1).inner_text()
    page.locator("#split-share").focus()
    page.keyboard.press("Home")
    page.wait_for_url("**share=0**")
    assert page.locator(".figure").nth(1).inner_text() != before
    assert "松江" in page.locator("[name=reasons]").input_value()
    page.get_by_role("button", name="提出").click()
    page.wait_for_url("**/commitments/**")
    page.get_by_text("根据目标所依托的条件重新拆分").first.wait_for()


def test_a_figure_that_is_gone_is_said(open_page: Open) -> None:
    with acting(actor("director").account_id):
        deal = store.Condition.objects.filter(plan_id=plan_of("1103"), figure="opportunity").first()
        assert deal is not None
        store.Opportunity.objects.filter(id=deal.figure_of["opportunity"]).update(
            owner=store.Person.objects.get(code="1106")
        )
    page = open_page("seller", address("1103"))
    page.get_by_text("请重新绑定").first.wait_for()
    page.locator(f"#condition-{deal.id} .cond-open").click()
    page.locator(".offcanvas .alert-warning").wait_for()
    assert_accessible(page)
