"""Import and export as people do it in the browser."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook

from live import Live
from looking import assert_accessible, assert_fits, shots
from sample_book import zipped
from targetree.sample.company import tables

Open = Callable[..., Any]
PATIENCE = 60_000


def send(page: Any, data: bytes, name: str = "book.zip") -> None:
    """Choose a file and wait until something is to be looked at."""
    page.goto("/import/")
    page.set_input_files("#file", {"name": name, "mimeType": "application/zip", "buffer": data})
    page.click("[data-drop-send]")
    page.wait_for_url("**/import/*/")
    settled(page)


def settled(page: Any) -> None:
    page.wait_for_selector("#run:not([hx-get])", timeout=PATIENCE)


@pytest.fixture(autouse=True)
def _jobs(live: Live) -> None:
    live.start_jobs()


@pytest.mark.parametrize("who", ["director", "operations"])
def test_a_book_is_sent_looked_at_and_kept(open_page: Open, who: str) -> None:
    book = tables("zh")
    book["customers"][0] |= {"name": f"新名字 {who}"}
    book["targets"][0] |= {"amount": 190_000_000}
    page = open_page(who, "/")
    send(page, zipped(book), f"方案 {who}.zip")
    page.get_by_role("group").filter(has_text="客户").first.locator("summary").click()
    assert page.get_by_text(f"新名字 {who}").is_visible()
    assert page.locator(".measures").get_by_text("签约额").is_visible()
    assert_accessible(page)
    assert page.input_value("#name") == f"方案 {who}"
    page.click(".keep-form .btn-primary")
    settled(page)
    page.get_by_text(f"已保存为“方案 {who}”").wait_for()
    assert_accessible(page)
    page.click("#run .btn-primary")
    page.wait_for_url("**/tree/**")


def test_the_same_file_again_says_that_nothing_changes(open_page: Open) -> None:
    page = open_page("operations", "/")
    data = zipped({name: rows for name, rows in tables("zh").items() if name == "products"})
    for _ in range(2):
        send(page, data, "products.zip")
        page.get_by_text("这个文件不会带来任何改动").wait_for()
    assert_accessible(page)
    assert_fits(page)


def test_errors_stand_in_the_sheet_beside_their_cells(open_page: Open) -> None:
    book = tables("zh")
    book["people"][3] |= {"unit": "E9"}
    page = open_page("operations", "/")
    send(page, zipped(book))
    wrong = page.locator("td.wrong")
    assert wrong.inner_text() == "E9"
    row = wrong.locator("xpath=..")
    assert row.locator("th").inner_text() == "5"
    assert "没有这个部门" in row.locator("xpath=following-sibling::tr[1]").inner_text()
    assert_accessible(page)


def test_other_names_are_asked_about_and_remembered(open_page: Open) -> None:
    book = tables("zh")
    rows = [{"客户编码": c["id"], "客户全称": c["name"], "跟进销售": c["owner"]} for c in book["customers"]]
    page = open_page("operations", "/")
    send(page, zipped({"客户花名册": rows}))
    assert page.input_value("[name=sheet-0]") == "customers"
    assert_accessible(page)
    page.select_option("[name=sheet-0]", "products")
    page.wait_for_selector("#columns-0 option[value=price]", state="attached")
    page.select_option("[name=sheet-0]", "customers")
    page.wait_for_selector("#columns-0 option[value=owner]", state="attached")
    assert page.input_value("[name=column-0-2]") == "owner"
    page.click("form[data-guard] .btn-primary")
    page.wait_for_selector(".changes, #run:not([hx-get]) .alert-success", timeout=PATIENCE)
    send(page, zipped({"客户花名册": rows}))
    page.wait_for_selector(".changes, .alert-success")
    page.goto("/import/")
    page.click("[data-drawer]")
    page.get_by_role("button", name="忘记“客户花名册”").click()
    page.get_by_text("已忘记").wait_for()


def test_what_cannot_be_a_book_is_refused_on_the_spot(open_page: Open) -> None:
    page = open_page("operations", "/import/")
    page.set_input_files("#file", {"name": "bomb.xlsx", "mimeType": "", "buffer": _bomb()})
    page.click("[data-drop-send]")
    page.get_by_text("大得不正常").wait_for()
    page.errors_seen.clear()  # the browser writes a refused request to its console
    assert page.url.endswith("/import/")
    assert_accessible(page)


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (80 << 20))
    return out.getvalue()


def test_a_browser_that_is_closed_in_mid_import_stops_nothing(open_page: Open) -> None:
    book = tables("zh")
    book["customers"][1] |= {"name": "关掉浏览器"}
    page = open_page("operations", "/import/")
    page.set_input_files("#file", {"name": "left.zip", "mimeType": "application/zip", "buffer": zipped(book)})
    page.click("[data-drop-send]")
    page.wait_for_url("**/import/*/")
    address = page.url
    page.context.close()
    again = open_page("director", address)
    settled(again)
    again.get_by_text("数据表的改动").wait_for()
    again.click(".keep-form .btn-primary")
    again.context.close()
    last = open_page("operations", address)
    settled(last)
    last.get_by_text("已保存为“left”").wait_for()


def test_an_import_is_cancelled(open_page: Open) -> None:
    book = tables("zh")
    book["customers"][2] |= {"name": "不要了"}
    page = open_page("operations", "/")
    send(page, zipped(book))
    page.get_by_role("button", name="取消导入").first.click()
    page.locator(".modal.show").get_by_role("button", name="取消导入").click()
    page.wait_for_url("**/import/")
    page.get_by_text("已取消导入").wait_for()


def test_files_are_handed_over(open_page: Open) -> None:
    page = open_page("operations", "/export/")
    with page.expect_download() as waiting:
        page.click(".export-form .btn-primary")
    book = load_workbook(io.BytesIO(waiting.value.path().read_bytes()), read_only=True)
    assert "目标" in book.sheetnames
    assert waiting.value.suggested_filename.startswith("规划簿")


@pytest.mark.parametrize("who", ["manager", "seller", "colleague"])
def test_others_are_kept_out(open_page: Open, who: str) -> None:
    page = open_page(who, "/")
    assert page.locator("a[href='/import/']").count() == 0
    for path in ("/import/", "/export/"):
        assert page.goto(path).status == 403
    page.errors_seen.clear()


def test_the_pages_in_all_ways(open_page: Open) -> None:
    shots(open_page, "operations", "import", "/import/")
    shots(open_page, "operations", "export", "/export/")
