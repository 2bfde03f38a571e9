"""Files that are handed over: books that come in again, plans for people, what is on the screen."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from people import actor, bookings, node, open_version, year
from targetree.services.access import acting
from targetree.services.cells import Cell
from targetree.services.changes.editing import Wish, edit_cells
from targetree.services.errors import Denied, Invalid, Missing
from targetree.services.exchange.exporting import export_book, export_results, export_template
from targetree.services.exchange.import_work import work_on
from targetree.services.exchange.importing import begin_import, import_shown
from targetree.services.exchange.screen_out import export_screen
from targetree.services.holds.holding import hold_cell
from targetree.store import models as store

pytestmark = pytest.mark.django_db
EVIL = ("=1+1", "=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")')


def opened(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))


def values(sheet: Any) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def no_formulas(data: bytes) -> bool:
    return not any(cell.data_type == "f" for sheet in opened(data) for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_version_goes_out_and_comes_in_without_a_change(lang: str) -> None:
    operations, sheet = actor("operations"), bookings()
    edit_cells(actor=actor("director"), wishes=[Wish(Cell(sheet, node("1101")), year(sheet, "1101") + 123_456)])
    file = export_book(actor=operations, lang=lang, version=open_version())  # type: ignore[arg-type]
    run = begin_import(actor=operations, file_name=file.name, data=file.data)
    work_on(run, operations.account_id)
    shown = import_shown(actor=operations, run=run)
    assert shown.preview["nothing"], shown
    assert shown.preview["same_stated"]
    assert not shown.preview["same_numbers"]  # what was changed by hand is not in the book


def test_texts_stay_texts() -> None:
    operations = actor("operations")
    with acting(operations.account_id):
        for customer, text in zip(store.Customer.objects.order_by("code"), EVIL, strict=False):
            customer.name = customer.traits = text
            customer.save()
        unit = store.Node.objects.get(code="E1")
        unit.name = EVIL[1]
        unit.save()
    book = export_book(actor=operations, lang="zh")
    assert no_formulas(book.data)
    names = {row[1] for row in values(opened(book.data)["客户"])}
    assert {text.strip() for text in EVIL} <= {str(name).strip() for name in names}
    results = export_results(actor=operations, lang="en")
    assert EVIL[1] in {str(cell).strip() for row in values(opened(results.data).worksheets[1]) for cell in row}
    screen = export_screen(actor=operations, sheet=bookings(), node=node("E"), lang="zh", opened=[str(node("E"))])
    assert no_formulas(screen.data)
    assert EVIL[1] in {row[0] for row in values(opened(screen.data).active)}


def test_the_plan_of_a_version_is_written_for_people() -> None:
    file = export_results(actor=actor("auditor"), lang="zh", version=open_version())
    book = opened(file.data)
    assert "总览" in book.sheetnames
    assert file.name.endswith("2027 年度目标.xlsx")


def test_the_screen_as_it_is() -> None:
    director, sheet = actor("director"), bookings()
    hold_cell(actor=director, cell=Cell(sheet, node("E2")), why="x")
    file = export_screen(
        actor=director, sheet=sheet, node=node("HQ"), lang="zh", opened=[str(node("HQ")), str(node("E"))],
        columns=["year", "q1", "m2", "t2-1", "t2-2", "t2-3"],
    )  # fmt: skip
    page = opened(file.data).active
    rows = values(page)
    head = next(at for at, row in enumerate(rows) if row[0] == "部门 / 人员")
    assert rows[head][2:] == ["2027年", "一季度", "2月", "上旬", "中旬", "下旬"]
    assert page.freeze_panes == f"C{head + 2}"
    body = {row[1]: row for row in rows[head + 1 :] if row[1]}
    assert next(iter(body)) == "HQ"
    assert {"E1", "E2", "E3", "S", "W"} <= body.keys()
    assert "1101" not in body  # E1 is closed
    assert body["E2"][2] == year(sheet, "E2") / 100
    assert round(sum(body["E"][5:8]) * 100) == round(body["E"][4] * 100)
    at = next(r for r in range(1, page.max_row + 1) if page.cell(r, 2).value == "E2")
    assert page.cell(at, 3).fill.start_color.rgb == "FFFFF6DC"
    assert page.cell(at, 3).number_format.startswith("#,##0.00")


def test_the_screen_by_product() -> None:
    file = export_screen(
        actor=actor("seller"), sheet=bookings(), node=node("1103"), lang="en", products=True, columns=["year", "m1"]
    )
    rows = values(opened(file.data).active)
    assert any(row[1] == "P1" for row in rows)
    assert not any(row[1] == "P11" for row in rows)  # closed


def test_only_rows_that_are_theirs() -> None:
    sheet = bookings()
    with pytest.raises(Missing):
        export_screen(actor=actor("seller"), sheet=sheet, node=node("1104"), lang="zh")
    with pytest.raises((Denied, Missing)):
        export_screen(actor=actor("colleague"), sheet=sheet, node=node("HQ"), lang="zh")
    everything = [str(n) for n in range(1, 200)]
    file = export_screen(actor=actor("manager"), sheet=sheet, node=node("E"), lang="zh", opened=everything)
    codes = {row[1] for row in values(opened(file.data).active)}
    assert "1101" in codes
    assert not {"S", "S1", "1201"} & codes
    for who in ("manager", "seller", "colleague"):
        with pytest.raises(Denied):
            export_book(actor=actor(who), lang="zh")
        with pytest.raises(Denied):
            export_results(actor=actor(who), lang="zh")


@pytest.mark.parametrize("columns", [["m13"], ["t3-4"], ["="], ["year"] * 200])
def test_columns_that_do_not_exist(columns: list[str]) -> None:
    with pytest.raises(Invalid):
        export_screen(actor=actor("director"), sheet=bookings(), node=node("HQ"), lang="zh", columns=columns)


def test_templates() -> None:
    assert "说明" in opened(export_template(lang="zh").data).sheetnames
    assert "People" in opened(export_template(lang="en", sample=True).data).sheetnames
