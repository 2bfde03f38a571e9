"""Plans in Excel: taken along, changed, sent back, looked at, kept."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from looking import assert_accessible, assert_fits, shots

Open = Callable[..., Any]


def workbook(rows: list[list[object]]) -> bytes:
    made = openpyxl.Workbook()
    made.active.title = "行动"
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def send(page: Any, rows: list[list[object]]) -> None:
    page.goto("/plans/sheets/")
    page.set_input_files("#file", {"name": "计划.xlsx", "mimeType": "application/zip", "buffer": workbook(rows)})
    page.get_by_role("button", name="上传并查看改动").click()


@pytest.mark.parametrize("width", [390, 1440])
def test_a_seller_brings_actions_back(open_page: Open, width: int) -> None:
    page = open_page("seller", "/plans/sheets/", width=width)
    assert_accessible(page)
    rows: list[list[object]] = [["对象", "行动", "截止", "费用"], ["1103", f"寄样机 {width}", "2027-03-05", "1200"]]
    send(page, rows)
    page.get_by_text("目前还没有保存").wait_for()
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("button", name="写入计划").click()
    page.get_by_text("已将 1 行写入计划").wait_for()
    send(page, rows)
    page.get_by_text("这个文件不会带来任何改动").wait_for()


def test_what_is_wrong_stands_beside_its_cell(open_page: Open) -> None:
    page = open_page("seller", "/plans/sheets/", width=390)
    send(page, [["对象", "行动", "截止"], ["1103", "寄样机", "二月三十"]])
    assert page.locator("td.wrong").inner_text() == "二月三十"
    assert_accessible(page)
    assert_fits(page)
    send(page, [["对象", "行动", "开始", "截止"], ["1103", "寄样机", "2027-03-09", "2027-03-05"]])
    page.get_by_text("第 2 行").wait_for()
    assert_accessible(page)
    assert page.get_by_role("button", name="写入计划").count() == 0


def test_taken_along(open_page: Open) -> None:
    page = open_page("manager", "/plans/sheets/")
    with page.expect_download() as got:
        page.get_by_role("link", name="导出").first.click()
    book = openpyxl.load_workbook(io.BytesIO(got.value.path().read_bytes()))
    assert book.sheetnames == ["条件", "行动", "节点", "季度重点", "五要素"]


def test_it_is_right_in_every_way_to_see_it(open_page: Open) -> None:
    shots(open_page, "manager", "sheets", "/plans/sheets/")
