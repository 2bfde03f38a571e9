"""Actuals by columns and cell by cell say the same, to the fen, with the same findings at the same rows."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelf import PRODUCTS, with_tables, write_folder

from targetree.books import read
from targetree.books.exact import units_ahead, units_of
from targetree.books.read import ReadResult, read_book
from targetree.books.values import CellError, parse_quantity, to_units
from targetree.engine.book import Actuals

HEAD = ["date", "person", "customer", "product", "measure", "amount"]
ROWS = [
    ["2026-01-05", "1", "C1", "A1", "bookings", "1200.50"],
    ["2026/1/6", "张三", "C2", "球阀", "签约额", "1,200.505"],
    ["20260107", "2.0", "", "", "signings", "3"],
    ["2026年1月8日", "", "C1", "A2", "cash_collected", "-0.005"],
    ["2026-01-09", "2", "C3", "", "bookings", "120万"],
    ["2026-01-10", "2", "C3", "", "吨数", "1.234"],
    ["2026-01-11", "2", "C3", "", "bookings", "1e3"],
    ["2026-01-12", "2", "C3", "", "bookings", "0.1234567890123456789012"],
]
WRONG = [
    ["2026-02-30", "1", "", "", "bookings", "1"],
    ["2026-01-05", "X", "", "", "bookings", "1"],
    ["2026-01-05", "1", "", "Z", "bookings", "1"],
    ["2026-01-05", "1", "", "", "joy", "1"],
    ["2026-01-05", "1", "", "", "signings", "1.5"],
    ["2026-01-05", "1", "", "", "bookings", "much"],
    ["2026-01-05", "1", "", "", "bookings", ""],
    ["2026-01-05", "1", "", "", "bookings", "99999999999999"],
    ["", "1", "", "", "bookings", "1"],
]
LAST = [["合计", "", "", "", "", "9"]]
TABLES = with_tables(products=PRODUCTS, measures=[["id", "name", "unit"], ["tons", "吨数", "quantity"]])


def both(folder: Path, rows: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> tuple[ReadResult, ReadResult]:
    """The same book read cell by cell and by columns."""
    path = write_folder(folder / "book", {**TABLES, "actuals": [HEAD, *rows]})
    by_cell = read_book(path)
    monkeypatch.setattr(read, "LARGE_FILE", 0)
    return by_cell, read_book(path)


def same(one: Actuals, other: Actuals) -> None:
    for name in ("day", "person", "customer", "product", "measure", "amount"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist(), name
        assert getattr(one, name).dtype == getattr(other, name).dtype, name


def test_both_ways_read_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    by_cell, by_columns = both(tmp_path, [*ROWS, *LAST], monkeypatch)
    assert by_cell.book is not None
    assert by_columns.book is not None
    same(by_cell.book.actuals, by_columns.book.actuals)
    assert by_columns.book.customers == by_cell.book.customers
    assert by_columns.findings == by_cell.findings
    assert by_cell.book.actuals.amount.tolist() == [
        120_050, 120_051, 3, -1, 120_000_000, 123, 100_000, 12,
    ]  # fmt: skip


def test_both_ways_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    by_cell, by_columns = both(tmp_path, [*ROWS, *WRONG, *LAST], monkeypatch)
    assert by_cell.book is None
    assert [finding.place.row for finding in by_cell.findings if finding.severity == "error"] == list(range(10, 19))
    assert by_columns.findings == by_cell.findings


@pytest.mark.parametrize("extra", ["\n\n", '"2026-01-05","1","a ""b""\nc","","bookings",5\n', "2026-01-05,1\n"])
def test_irregular_files_are_read_cell_by_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extra: str) -> None:
    path = write_folder(tmp_path / "book", {**TABLES, "actuals": [HEAD, *ROWS]})
    file = path / "actuals.csv"
    good = file.read_text("utf-8")
    file.write_text(good.replace("20260107", extra.removesuffix("\n") + "\n20260107", 1), "utf-8")
    by_cell = read_book(path)
    monkeypatch.setattr(read, "LARGE_FILE", 0)
    assert read_book(path).findings == by_cell.findings


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_large_files_in_other_encodings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    monkeypatch.setattr(read, "LARGE_FILE", 0)
    tables = {
        **TABLES,
        "actuals": [["实绩", "", "", "", "", ""], ["日期", "人员", "客户", "产品", "指标", "数额"], *ROWS],
    }
    book = read_book(write_folder(tmp_path / "book", tables, encoding)).book
    assert book is not None
    assert len(book.actuals) == len(ROWS)


DAYS = [date(2026, 1, 5) + timedelta(days=k) for k in range(4)]
MIDNIGHTS = [datetime(day.year, day.month, day.day, tzinfo=ZoneInfo("Asia/Shanghai")) for day in DAYS]
AMOUNTS: dict[str, Any] = {
    "decimal": pa.array([Decimal("1.50"), Decimal("-0.01"), None, Decimal("3.00")], pa.decimal128(12, 2)),
    "fine decimal": pa.array([Decimal("1.4999"), Decimal("-0.0051"), None, Decimal("3.0000")], pa.decimal128(38, 4)),
    "float": pa.array([1.5, -0.01, None, 3.0]),
    "noisy float": pa.array([1.4999999999999998, -0.010000000000000002, None, 3.0]),
    "string": pa.array(["1.50", "(0.01)", None, "3.0"]),
    "large string": pa.array(["1.50", "-0.01", None, "3.0"], pa.large_string()),
    "dictionary": pa.array(["1.50", "-0.01", None, "3.0"]).dictionary_encode(),
}


@pytest.mark.parametrize("kind", AMOUNTS)
def test_parquet_of_every_type(tmp_path: Path, kind: str) -> None:
    path = write_folder(tmp_path / "book", TABLES)
    days: dict[str, Any] = {
        "decimal": pa.array(DAYS), "float": pa.array(MIDNIGHTS, pa.timestamp("ns", "Asia/Shanghai")),
        "string": pa.array([f"{day:%Y/%m/%d}" for day in DAYS]),
    }  # fmt: skip
    table = pa.table(
        {
            "日期": days.get(kind, days["decimal"]),
            "person": pa.array([1, 2, 1, None]),
            "customer": pa.array(["C1", None, "C2", "C1"]).dictionary_encode(),
            "product": pa.array([None] * 4, pa.string()),
            "measure": pa.array(["bookings", "bookings", "signings", "bookings"]),
            "amount": AMOUNTS[kind],
        }
    )
    pq.write_table(table, path / "actuals.parquet")
    result = read_book(path)
    assert [(f.code, f.place.row) for f in result.findings] == [("value-missing", 4)]
    pq.write_table(table.filter(pa.array([True, True, False, True])), path / "actuals.parquet")
    book = read_book(path).book
    assert book is not None
    assert book.actuals.amount.tolist() == [150, -1, 300]
    assert book.actuals.person.tolist() == [0, 1, -1]
    assert np.diff(book.actuals.day).tolist() == [1, 2]


def test_small_parquet_tables(tmp_path: Path) -> None:
    path = write_folder(tmp_path / "book", TABLES)
    (path / "people.csv").unlink()
    people = {
        "id": [1, 2],
        "姓名": ["张三", "李四"],
        "unit": ["E", "S"],
        "start_date": [date(2025, 5, 6), None],
        "产能": [0.5, 1.0],
    }
    pq.write_table(pa.table(people), path / "people.parquet")
    book = read_book(path).book
    assert book is not None
    assert [(p.id, p.start_date, p.capacity) for p in book.people] == [("1", date(2025, 5, 6), 0.5), ("2", None, 1.0)]


TEXTS = st.one_of(
    st.decimals(-(10**13), 10**13, places=2).map(str),
    st.decimals(-(10**6), 10**6, places=9).map(lambda value: f"{value:f}"),
    st.sampled_from(["", "-", "120万", "(5)", "1,000", "abc", "0.005", "-0.005", "0.004999999999999999999999", "1e3"]),
)


@given(st.lists(st.tuples(TEXTS, st.sampled_from([1, 100, 1_000_000, 700])), max_size=20))
def test_columns_of_amounts_agree_with_single_cells(cells: list[tuple[str, int]]) -> None:
    multipliers = np.array([multiplier for _, multiplier in cells], np.int64)
    units, done = units_of(pa.array([text for text, _ in cells], pa.string()), multipliers)
    for (text, multiplier), fast, is_done in zip(cells, units.tolist(), done.tolist(), strict=True):
        if is_done:
            assert fast == to_units(parse_quantity(text), 1, multiplier)
            assert multiplier > 1 or parse_quantity(text).value == fast


@given(st.lists(st.floats(allow_nan=True), max_size=20))
def test_columns_of_floats_agree_with_single_cells(values: list[float]) -> None:
    units, done = units_of(pa.array(values, pa.float64()), np.full(len(values), 100, np.int64))
    for value, fast, is_done in zip(values, units.tolist(), done.tolist(), strict=True):
        if is_done:
            try:
                quantity = parse_quantity(value)
            except CellError:
                pytest.fail(f"{value} was understood by columns only")
            assert fast == to_units(quantity, 100)
            assert Fraction(fast, 100) == Fraction(quantity.value)


def test_actuals_of_someone_whose_own_row_is_wrong_are_no_second_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_folder(
        tmp_path / "book",
        with_tables(
            people=[["id", "name", "unit"], ["1", "张三", "E"], ["2", "李四", "nowhere"]],
            actuals=[HEAD[:2] + HEAD[4:], *(["2026-01-05", who, "bookings", "1"] for who in ("1", "2", "X"))],
        ),
    )
    by_cell = read_book(path)
    assert [finding.code for finding in by_cell.findings] == ["unknown-unit", "unknown-person"]
    monkeypatch.setattr(read, "LARGE_FILE", 0)
    assert read_book(path).findings == by_cell.findings


def test_amounts_begun_for_one_measure_serve_only_its_rows() -> None:
    amounts = pa.array(["1.25", "3", "120万", "-0.005"], pa.string())
    multipliers = np.array([100, 1, 100, 100], np.int64)
    units, done = units_of(amounts, multipliers, units_ahead(amounts, 100))
    assert (units.tolist(), done.tolist()) == ([125, 3, 0, -1], [True, True, False, True])
