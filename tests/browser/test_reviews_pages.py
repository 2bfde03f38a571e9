"""A plan on its way from the writer to the signed letter, as each of them finds it in the browser."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from looking import assert_accessible, assert_fits, shots
from people import actor, node
from targetree.services.access import acting
from targetree.services.plans.opening import open_plan
from targetree.services.reviews.letters import letters_of
from targetree.store import models as store

Open = Callable[..., Any]


def plan_of(code: str) -> int:
    """The plan of a node, begun by the director where it is not."""
    return open_plan(actor=actor("director"), node=node(code))


def has_a_condition(plan: int) -> None:
    with acting(actor("director").account_id):
        if not store.Condition.objects.filter(plan_id=plan).exists():
            store.Condition.objects.create(plan_id=plan, text="三家老客户续签年度框架")


def test_it_is_right_in_every_way_to_see_it(open_page: Open) -> None:
    shots(open_page, "leader", "review-plan", f"/plans/{plan_of('1102')}/")
    shots(open_page, "director", "review-list", "/plans/")
    shots(open_page, "manager", "review-letter", f"/plans/{plan_of('1117')}/letters/1/")


def test_the_list_and_an_empty_plan_of_the_writer(open_page: Open) -> None:
    shots(open_page, "seller", "review-list-seller", "/plans/")
    shots(open_page, "colleague_seller", "review-empty", f"/plans/{plan_of('1104')}/")


def test_from_the_writer_to_the_signed_letter(open_page: Open) -> None:
    plan = plan_of("1103")
    has_a_condition(plan)
    path = f"/plans/{plan}/"

    page = open_page("seller", path, width=390)
    page.get_by_label("给上级的说明").fill("请审阅")
    page.get_by_role("button", name="提交", exact=True).click()
    page.get_by_text("已提交，上级可以看到了").wait_for()
    page.get_by_role("button", name="撤回").wait_for()
    assert_accessible(page)

    lead = open_page("leader", path)
    lead.locator("#conditions .say-it").first.click()
    lead.get_by_label("您的意见").fill("哪三家？请写明 😀")
    assert_accessible(lead)
    lead.get_by_role("button", name="发送").click()
    lead.locator("#conditions .remarks", has_text="哪三家").wait_for()
    lead.get_by_role("button", name="退回").click()
    lead.get_by_text("这一行是空的").wait_for()
    lead.errors_seen.clear()  # 422
    lead.get_by_label("给编写人的说明").fill("请补充客户名单")
    lead.get_by_role("button", name="退回").click()
    lead.get_by_text("编写人会看到您的说明").wait_for()

    page.goto(path)
    page.get_by_text("请补充客户名单").first.wait_for()
    page.locator("#conditions .remarks", has_text="哪三家").wait_for()
    assert "1" in page.locator(".segments a", has_text="总览").locator(".badge").inner_text()
    page.locator("#conditions a", has_text="回复或处理").first.click()
    page.get_by_label("您的回复").fill("宏达、瑞丰、新锐")
    page.get_by_role("button", name="发送").click()
    page.locator("#conditions .remarks", has_text="新锐").wait_for()
    with acting(actor("seller").account_id):
        store.Condition.objects.create(plan_id=plan, text="二季度新签两家", position=9)
        store.WorkPlan.objects.filter(id=plan).update(revision=1000)
    page.get_by_role("button", name="提交", exact=True).click()
    page.get_by_text("有了改动，本次操作没有生效").wait_for()  # mended elsewhere since the page was read
    page.errors_seen.clear()  # 409
    page.get_by_role("button", name="提交", exact=True).click()
    page.get_by_text("已提交，上级可以看到了").wait_for()

    lead.goto(path)
    lead.locator("#conditions a", has_text="回复或处理").first.click()
    lead.get_by_role("button", name="标为已处理").click()
    lead.get_by_text("已处理 2 条意见").wait_for()
    lead.get_by_role("link", name="对比").click()
    lead.locator("input[name=from][value='1']").check()
    lead.get_by_role("button", name="对比").click()
    lead.locator(".compare-lines", has_text="二季度新签两家").wait_for()
    assert_accessible(lead)
    lead.goto(path)
    lead.get_by_role("button", name="批准").click()
    lead.get_by_text("等待双方签署").wait_for()

    for who, view in (("seller", page), ("leader", lead)):
        view.goto(path)
        view.get_by_role("link", name="阅读并签署").click()
        view.get_by_label("您的姓名").fill("别人")
        view.get_by_role("button", name="签署", exact=True).click()
        view.get_by_text("请按账号中的姓名签署").wait_for()
        view.errors_seen.clear()  # 422
        assert_accessible(view)
        view.get_by_label("您的姓名").fill(actor(who).name)
        view.get_by_role("button", name="签署", exact=True).click()
        view.get_by_text("签名已留存，不可更改").wait_for()
    assert letters_of(actor=actor("seller"), plan=plan)[0].state == "signed"

    auditor = open_page("auditor", f"{path}letters/1/")
    assert auditor.locator(".letter-signatures .letter-name").count() == 2
    assert auditor.get_by_role("button", name="签署").count() == 0
    auditor.goto(path)
    assert auditor.locator(".review-state button, .say-it").count() == 0
    for who in ("outsider", "colleague", "colleague_seller"):
        other = open_page(who, path)
        assert other.locator(".review").count() == 0
        other.errors_seen.clear()  # 404


def test_pdfs_come_down(open_page: Open, tmp_path: Path) -> None:
    folder = Path(os.environ.get("SHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    for lang in ("zh", "en"):
        page = open_page("manager", f"/plans/{plan_of('1117')}/", lang=lang)
        for name, link in (
            ("plan", page.locator(".page-head .tools a")),
            ("letter", page.locator(".review-side a[href$='.pdf']")),
        ):
            with page.expect_download() as coming:
                link.click()
            coming.value.save_as(folder / f"{name}-{lang}.pdf")
            assert (folder / f"{name}-{lang}.pdf").read_bytes().startswith(b"%PDF-")
            assert coming.value.suggested_filename.endswith(".pdf")


def test_operations_set_the_dates_and_see_who_is_late(open_page: Open) -> None:
    page = open_page("operations", "/plans/")
    page.get_by_role("link", name="设定日期").click()
    page.get_by_label("计划提交截止").fill("2026-01-02")
    page.get_by_label("计划批准截止").fill("2026-01-01")
    page.get_by_role("button", name="设定日期").click()
    page.get_by_text("日期前后颠倒").wait_for()
    page.errors_seen.clear()  # 422
    assert_accessible(page)
    page.get_by_label("计划批准截止").fill("2026-01-12")
    page.get_by_role("button", name="设定日期").click()
    page.locator(".season", has_text="2026-01-02").wait_for()
    page.locator(".plans-filter .segments a", has_text="逾期").click()
    page.locator(".plans-filter .segments a[aria-current]", has_text="逾期").wait_for()
    rows = page.locator("#below tbody tr")
    late = page.locator("#below td[data-label=下一步] .badge.bad")
    assert rows.count() == late.count() > 10
    assert_accessible(page)
    assert_fits(page)
    seller = open_page("seller", "/plans/", width=390)
    assert seller.locator("#below").count() == 0
    assert_accessible(seller)


@pytest.mark.parametrize("who", ["director", "manager", "leader", "seller", "auditor"])
def test_each_sees_the_list_that_is_theirs(open_page: Open, who: str) -> None:
    page = open_page(who, "/plans/")
    assert page.locator(".plans-table tbody tr").count() >= 1
    assert_accessible(page)
    assert_fits(page)
