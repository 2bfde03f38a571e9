"""The sheets of work plans: what is written is what is read; what is wrong is said at its cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from targetree.books.columns import WORK, find_table
from targetree.books.messages import render
from targetree.books.references import Directory
from targetree.books.template import write_work
from targetree.books.work_sheets import Known, WorkRead, read_work
from targetree.engine.periods import PlanYear

KNOWN = Known(
    Directory([("E1", "上海组"), ("1103", "谢俊杰")]), Directory([("1103", "谢俊杰")]), Directory([("P1", "伺服系统")]),
    Directory([("C1", "甲公司")]), Directory([("bookings", "签约额"), ("signings", "签约数")]),
    PlanYear(2027, date(2027, 1, 1)), lambda code: 1 if code == "signings" else 100,
)  # fmt: skip
ROWS = {
    "conditions": [
        {"id": "12", "who": "1103", "measure": "bookings", "text": "=三家新客户签约", "kind": "needed",
         "due": date(2027, 6, 30), "owner": "1103", "state": "holds", "effect": Decimal("300000.5"),
         "effect_month": "2027-06", "effect_product": "P1"},
        {"id": "13", "who": "1103", "measure": "signings", "parent": "12", "text": "样机测试通过", "effect": 3},
    ],
    "actions": [
        {"id": "5", "who": "E1", "text": "拜访", "customer": "C1", "starts": date(2027, 3, 1), "due": date(2027, 3, 5),
         "cost": Decimal("1200.50"), "urgent": True, "important": False, "status": "doing", "condition": "12"},
    ],
    "checkpoints": [
        {"who": "1103", "month": "2027-02", "third": "early", "visits": 4, "amount_signed": Decimal("10000")},
    ],
    "focuses": [{"who": "1103", "quarter": "2027-Q2", "text": "华东新客户", "share": Decimal("0.4")}],
    "points": [{"who": "1103", "part": "gain", "kind": "money", "text": "年度奖金", "amount": 50000}],
}  # fmt: skip


@pytest.fixture
def sent(tmp_path: Path) -> Callable[[dict[str, list[list[object]]]], WorkRead]:
    def read(sheets: dict[str, list[list[object]]]) -> WorkRead:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / "work.xlsx")
        return read_work(tmp_path / "work.xlsx", KNOWN)

    return read


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_written_comes_back(tmp_path: Path, lang: str) -> None:
    write_work(tmp_path / "work.xlsx", lang, ROWS)
    read = read_work(tmp_path / "work.xlsx", KNOWN)
    assert list(read.findings) == []
    by_table = {slug: [row.values for row in read.rows if row.table == slug] for slug in WORK}
    first, second = by_table["conditions"]
    assert first["text"] == "=三家新客户签约"
    assert (first["effect"], first["effect_month"], first["effect_product"]) == (30_000_050, 5, "P1")
    assert (first["kind"], first["state"], first["due"]) == ("needed", "holds", date(2027, 6, 30))
    assert (second["parent"], second["effect"], second["measure"]) == ("12", 3, "signings")
    (action,) = by_table["actions"]
    assert (action["cost"], action["urgent"], action["important"], action["status"]) == (120_050, True, False, "doing")
    (checkpoint,) = by_table["checkpoints"]
    assert (checkpoint["month"], checkpoint["third"], checkpoint["amount_signed"]) == (1, "early", 1_000_000)
    (focus,) = by_table["focuses"]
    assert (focus["quarter"], focus["share"]) == (1, 0.4)
    assert by_table["points"][0]["amount"] == 5_000_000


def test_names_do_instead_of_ids_and_headings_in_either_language(sent: Callable[..., WorkRead]) -> None:
    read = sent(
        {"行动计划": [["姓名", "内容", "customer", "截止日期"], ["谢俊杰", "寄样品", "甲公司", "2027年3月5日"]]}
    )
    (row,) = read.rows
    assert row.values["who"] == "1103" and row.values["customer"] == "C1" and row.values["due"] == date(2027, 3, 5)


@pytest.mark.parametrize(
    ("sheet", "heading", "cell", "code"),
    [
        ("actions", "customer", "乙公司", "work-unknown-customer"), ("actions", "owner", "张三", "unknown-person"),
        ("actions", "cost", "-5", "number-too-small"), ("actions", "due", "2027-02-30", "no-such-day"),
        ("actions", "status", "快了", "not-in-list"), ("focuses", "quarter", "2027-03", "work-not-a-quarter"),
        ("checkpoints", "month", "2026-03", "work-not-a-month"), ("checkpoints", "visits", "2.5", "not-whole"),
        ("actions", "cost", "99999999999999999", "amount-too-large"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_cell(
    sent: Callable[..., WorkRead], sheet: str, heading: str, cell: str, code: str
) -> None:
    needed = {"who": "1103", "text": "做", "quarter": "2027-Q1", "month": "2027-01", "third": "early"}
    row = {name: value for name, value in needed.items() if name in WORK[sheet].by_slug} | {heading: cell}
    read = sent({sheet: [list(row), list(row.values())]})
    errors = [f for f in read.findings if f.severity == "error"]
    assert [(f.code, f.place.row, f.place.column) for f in errors] == [(code, 2, heading)]
    for lang in ("zh", "en"):
        where, message = render(errors[0], read.sources, lang)
        assert where and message


def test_a_needed_cell_that_is_missing(sent: Callable[..., WorkRead]) -> None:
    read = sent({"conditions": [["who", "text"], ["1103", ""], ["", "甲"]]})
    assert [(f.code, f.place.row, f.place.column) for f in read.findings] == [
        ("value-missing", 2, "text"), ("value-missing", 3, "who"),
    ]  # fmt: skip


def test_a_file_without_our_sheets_says_which_they_are(sent: Callable[..., WorkRead]) -> None:
    read = sent({"工资": [["a"], [1]]})
    assert [f.code for f in read.findings] == ["work-no-sheet"] and read.has_errors


def test_bytes_that_are_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "work.xlsx").write_bytes(b"PK\x03\x04 nothing")
    assert read_work(tmp_path / "work.xlsx", KNOWN).has_errors


@pytest.mark.parametrize("table", WORK.values(), ids=lambda t: t.slug)
def test_no_two_columns_or_tables_are_called_alike(table: object) -> None:
    from targetree.books.schema import Table, fold

    assert isinstance(table, Table)
    names = [fold(name) for column in table.columns for name in {*column.aliases, column.zh, column.slug}]
    assert len(names) == len(set(names))
    assert find_table(table.zh, WORK) is table and find_table(table.slug.capitalize(), WORK) is table
