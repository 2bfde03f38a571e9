"""Findings as a person reads them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from shelf import read_tables, with_tables, write_workbook

from targetree.books.messages import render
from targetree.books.read import ReadResult, read_book
from targetree.engine.book import Source
from targetree.engine.findings import Place, error, warning
from targetree.engine.money import Amount

WRONG = with_tables(
    targets=[
        ["指标", "对象", "产品", "期间", "数额"],
        ["签约额", "E", "", "2027", "1"],
        ["签约额", "S", "", "2027", "许多"],
    ]
)


def told(result: ReadResult, lang: str) -> list[tuple[str, str]]:
    return [render(finding, result.sources, lang) for finding in result.findings]


def test_a_workbook_names_sheet_row_heading_and_cell(tmp_path: Path) -> None:
    tables = {("目标" if name == "targets" else name): rows for name, rows in WRONG.items()}
    result = read_book(write_workbook(tmp_path / "book.xlsx", tables))
    assert told(result, "zh") == [("目标 第3行 数额 (E3)", "“许多”：不是数字：请写成 1200.50、1,200.50 或 120万。")]
    assert told(result, "en") == [
        ("目标 row 3, column amount (E3)", "“许多”: Not a number: write it like 1200.50, 1,200.50 or 120万.")
    ]


def test_a_folder_names_file_row_and_column(tmp_path: Path) -> None:
    result = read_tables(tmp_path, **WRONG)
    assert [where for where, _ in told(result, "en")] == ["targets.csv row 3, column amount"]
    assert [where for where, _ in told(result, "zh")] == ["targets.csv 第3行 数额"]


def test_values_are_told_in_the_language(tmp_path: Path) -> None:
    result = read_tables(
        tmp_path,
        company=[["setting", "value"], ["plan_year", "2027"], ["basis", "luck"], ["Basiss", "x"]],
        people=[["id", "unit"], ["1", "华冬"]],
        targets=[["measure", "who"], ["bookings", ""]],
        units=[["id", "name", "parent"], ["HQ", "", ""], ["E", "华东", "S"], ["S", "", "E"]],
    )
    chinese = "\n".join(" ".join(pair) for pair in told(result, "zh"))
    english = "\n".join(" ".join(pair) for pair in told(result, "en"))
    assert "请填 历史、潜力、产能、权重、平均 中的一个" in chinese
    assert "write one of history, potential, capacity, weight, equal" in english
    assert "是不是“分摊依据”？" in chinese
    assert "Is “basis” meant?" in english
    assert "缺少 数额" in chinese
    assert "lack amount" in english
    assert "E → S → E" in chinese
    assert not re.search(r"[{}]", chinese + english)


def test_a_finding_about_a_cell_of_the_plan() -> None:
    finding = error("target-twice", Place("targets", 5, "amount", who="E", what="A", when="2027-03"),
                    row=3, first=Amount(123_456), second=Amount(5, 1))  # fmt: skip
    sources = {"targets": Source("Plan", {"amount": "数额\n(元)"}, {"amount": "D"})}
    where, message = render(finding, sources, "zh")
    assert where == "Plan 第5行 数额 (元) (D5) · E · A · 2027-03"
    assert "1,234.56" in message
    assert "5" in message


def test_places_outside_the_book() -> None:
    finding = warning("leaves-before-joining", Place("people", None, "end_date"), start=date(2027, 1, 2))
    assert render(finding, {}, "zh")[0] == "人员 离职日期"
    assert render(finding, {}, "en") == (
        "people, column end_date",
        "Leaves before joining on 2027-01-02: correct one of the two dates.",
    )
    assert render(error("tables-missing", tables=["units"]), {}, "zh")[1].startswith("缺少：部门。")
