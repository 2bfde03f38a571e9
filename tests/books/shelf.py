"""Small books for the tests: tables as lists of rows, written as files."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

from targetree.books.read import ReadResult, read_book
from targetree.engine.findings import Finding

Grid = Sequence[Sequence[object]]

SMALL: dict[str, Grid] = {
    "company": [["setting", "value"], ["name", "Acme"], ["plan_year", 2027]],
    "units": [["id", "name", "parent"], ["HQ", "Acme", ""], ["E", "华东", "HQ"], ["S", "华南", "HQ"]],
    "people": [["id", "name", "unit"], ["1", "张三", "E"], ["2", "李四", "S"]],
    "targets": [["measure", "who", "what", "when", "amount"], ["bookings", "", "", "2027", 1000]],
}
PRODUCTS: Grid = [["id", "name", "parent"], ["A", "阀门", ""], ["A1", "球阀", "A"], ["A2", "蝶阀", "A"]]


def with_tables(**tables: Grid) -> dict[str, Grid]:
    """The small book with some tables replaced or added."""
    return {**SMALL, **tables}


def write_folder(folder: Path, tables: Mapping[str, Grid], encoding: str = "utf-8") -> Path:
    folder.mkdir(exist_ok=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding=encoding) as stream:
            csv.writer(stream).writerows(rows)
    return folder


def write_workbook(path: Path, tables: Mapping[str, Grid]) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        for name, rows in tables.items():
            sheet = workbook.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    if cell not in ("", None):
                        sheet.write(r, c, cell)
    return path


def read_tables(folder: Path, **tables: Grid) -> ReadResult:
    """The small book with `tables`, written as CSV and read again."""
    number = len(list(folder.iterdir()))
    return read_book(write_folder(folder / f"book{number}", with_tables(**tables)))


def errors(result: ReadResult) -> list[Finding]:
    return [finding for finding in result.findings if finding.severity == "error"]


def codes(result: ReadResult, severity: str = "error") -> list[str]:
    return [finding.code for finding in result.findings if finding.severity == severity]


def places(result: ReadResult, code: str) -> list[tuple[str, int | None, str | None, str | None]]:
    """Table, row, column and value of the findings of a code."""
    return [(f.place.table, f.place.row, f.place.column, f.place.value) for f in result.findings if f.code == code]
