"""Versions in the browser: from a copy to the plan in force; nobody sees a button that is not theirs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from looking import assert_accessible, assert_fits, shots
from people import actor, node, open_version
from targetree.services.cells import Cell
from targetree.services.changes.editing import Wish, edit_cells
from targetree.services.tree.targets import lines_of, sheets
from targetree.services.versioning.versions import copy_version, version_cards

pytestmark = pytest.mark.slow
OpenPage = Callable[..., Any]


def card(name: str) -> Any:
    return next(v for v in version_cards(actor=actor("director")) if v.name == name)


def change(version: int, code: str, month: int, by: int, why: str) -> None:
    """Somebody's month of bookings by so many fen."""
    found = sheets(actor=actor("director"), version=version)
    sheet = next(s.id for s in found if s.measure == "bookings" and s.tier == "base")
    (line,) = lines_of(actor=actor("director"), sheet=sheet, nodes=[node(code)])
    wish = Wish(Cell(sheet, node(code), "", month, 1), line.months[month] + by)
    edit_cells(actor=actor("director"), wishes=[wish], why=why)


def test_as_everybody_sees_the_list(live: Any, open_page: OpenPage) -> None:
    shots(open_page, "director", "versions", "/versions/")


def test_as_everybody_sees_a_comparison(live: Any, open_page: OpenPage) -> None:
    start = open_version()
    made = copy_version(actor=actor("director"), version=start, name="华东加码方案", note="")
    change(made, "1103", 4, 80_000_000, "大客户二期合同提前到 5 月落地")
    change(made, "1203", 7, -4_000_000, "展会取消，线索减少")
    address = f"/versions/compare/?a={start}&b={made}"
    shots(open_page, "director", "compare", address)
    shots(open_page, "director", "compare-one", f"{address}&node={node('E')}&order=tree&all=1")


def test_from_a_copy_to_the_plan_in_force(live: Any, open_page: OpenPage) -> None:
    page = open_page("director", "/versions/")
    page.get_by_role("link", name="新建测算方案").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("名称").fill("冲刺一亿")
    assert_accessible(page)
    dialog.get_by_role("button", name="建立方案").click()
    page.get_by_role("heading", name="冲刺一亿").wait_for()
    made = card("冲刺一亿")
    box = page.locator(f'[data-version="{made.id}"]')
    assert box.get_by_text("草稿", exact=True).is_visible()

    box.get_by_role("button", name="更多操作").click()
    box.get_by_role("link", name="名称与备注").click()
    dialog.get_by_label("名称").fill("冲刺方案")
    dialog.get_by_label("备注").fill("华东多扛一点")
    dialog.get_by_role("button", name="保存").click()
    page.get_by_role("heading", name="冲刺方案").wait_for()

    change(made.id, "1103", 2, 60_000_000, "新增两家医院客户")
    box.get_by_role("link", name="对比").click()
    page.get_by_text("新增两家医院客户").wait_for()
    table = page.locator("table.compared")
    assert "内部有增减" in table.inner_text()  # the region's number is held: others gave what 1103 got
    assert table.get_by_role("row", name="谢俊杰").locator(".good").is_visible()
    table.get_by_role("button", name="上海组 的下级").click()
    table.get_by_role("row", name="谢俊杰").wait_for(state="hidden")
    table.get_by_role("link", name="上海组", exact=True).click()
    page.get_by_role("link", name="看整体").wait_for()
    assert_accessible(page)

    page.goto("/versions/")
    box.get_by_role("button", name="下达").click()
    dialog.get_by_role("button", name="下达").click()
    box.get_by_text("承诺中", exact=True).wait_for()
    box.get_by_role("link", name="发布").click()
    assert "不可再改" in dialog.inner_text()
    assert_accessible(page)
    dialog.get_by_label("理由").fill("董事会通过")
    dialog.get_by_role("button", name="发布").click()
    box.get_by_text("执行中", exact=True).wait_for()
    assert box.get_by_role("link", name="发布").count() == 0
    assert card("冲刺方案").in_force


def test_tiers_are_made_in_the_drawer(live: Any, open_page: OpenPage) -> None:
    page = open_page("operations", "/versions/")
    box = page.locator(f'[data-version="{open_version()}"]')
    box.get_by_role("button", name="更多操作").click()
    box.get_by_role("link", name="目标档位").click()
    field = page.get_by_label("拜访数 冲刺档：占保底的百分比")
    field.fill("115")
    field.locator("xpath=..").get_by_role("button", name="生成").click()
    field.locator("xpath=..").get_by_role("button", name="调整").wait_for()
    assert field.input_value() == "115"
    assert_accessible(page)


def test_nobody_sees_a_button_that_is_not_theirs(live: Any, open_page: OpenPage) -> None:
    for who in ("manager", "seller", "auditor"):
        page = open_page(who, "/versions/", width=390)
        for name in ("下达", "发布", "新建测算方案", "更多操作"):
            assert page.get_by_role("button", name=name).count() + page.get_by_role("link", name=name).count() == 0
        assert_accessible(page)
        assert_fits(page)
    assert open_page("operations", "/versions/").get_by_role("link", name="发布").count() == 0
