"""Files that are not what they seem: one clear line each, never a traceback, never an endless read."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest
from shelf import SMALL, codes, errors, places, with_tables, write_folder, write_workbook

from targetree.books.read import ReadResult, read_book
from targetree.books.sheet_scan import column_number


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return write_workbook(tmp_path / "book.xlsx", SMALL)


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes]) -> ReadResult:
    """The workbook with one part of its zip changed."""
    with zipfile.ZipFile(path) as source:
        parts = {info.filename: source.read(info) for info in source.infolist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return read_book(path)


def test_encrypted(workbook: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked.xlsx"
    with workbook.open("rb") as source, locked.open("wb") as target:
        msoffcrypto.OfficeFile(source).encrypt("secret", target)
    assert codes(read_book(locked)) == ["workbook-encrypted"]


def test_truncated(workbook: Path) -> None:
    data = workbook.read_bytes()
    for length in (4, 100, len(data) // 2, len(data) - 10):
        workbook.write_bytes(data[:length])
        assert codes(read_book(workbook)) == ["workbook-truncated"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "workbook-is-xls"),
        (b"", "not-a-workbook"),
        (b"id,name\n1,2\n", "not-a-workbook"),
        (b"<html><table></table></html>", "not-a-workbook"),
    ],
)
def test_other_things_called_xlsx(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(data)
    result = read_book(path)
    assert codes(result) == [code]
    assert result.sources[""].label == "book.xlsx"


def test_zips_that_hold_no_xlsx(tmp_path: Path) -> None:
    for part, code in (("xl/workbook.bin", "workbook-is-xlsb"), ("content.xml", "not-a-workbook")):
        path = tmp_path / "book.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(part, b"x")
        assert codes(read_book(path)) == [code]


def test_a_path_that_leads_nowhere_or_to_one_table(tmp_path: Path) -> None:
    assert codes(read_book(tmp_path / "none.xlsx")) == ["book-not-found"]
    (tmp_path / "targets.csv").write_text("measure,amount\n")
    assert codes(read_book(tmp_path / "targets.csv")) == ["book-is-one-table"]


def with_part_of_size(path: Path, true: int, stated: int) -> ReadResult:
    """The workbook with one more part, whose headers state another size than it has."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/a.bin", bytes(true))
    data = path.read_bytes()
    path.write_bytes(data.replace(true.to_bytes(4, "little"), stated.to_bytes(4, "little")))
    return read_book(path)


def test_a_zip_bomb_is_refused_before_it_unpacks(workbook: Path) -> None:
    began = time.perf_counter()
    assert codes(with_part_of_size(workbook, 1_234_567, 2_000_000_000)) == ["workbook-too-large"]
    assert time.perf_counter() - began < 1


def test_a_zip_that_lies_about_its_size_is_refused(workbook: Path) -> None:
    assert codes(with_part_of_size(workbook, 8 << 20, 1000)) == ["workbook-truncated"]


def test_a_cell_far_out_is_refused_and_not_laid_out(workbook: Path) -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    result = rewritten(workbook, "xl/worksheets/sheet2.xml", lambda xml: xml.replace(b"</sheetData>", far))
    assert [(f.code, f.place.table, f.values["rows"]) for f in errors(result) if f.code == "sheet-too-large"] == [
        ("sheet-too-large", "units", 1_048_576)
    ]


def test_a_claimed_range_and_one_wide_row_do_no_harm(workbook: Path) -> None:
    def change(xml: bytes) -> bytes:
        return xml.replace(b"</row>", b'<c r="XFD1" t="n"><v>1</v></c></row>', 1).replace(
            b'<dimension ref="A1:C4"/>', b'<dimension ref="A1:XFD1048576"/>'
        )

    assert rewritten(workbook, "xl/worksheets/sheet2.xml", change).book is not None


def test_formulas_without_a_value_and_errors_are_named(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    workbook = openpyxl.Workbook()
    for name, rows in with_tables(
        targets=[
            ["measure", "who", "amount", "reason"],
            ["bookings", "E", "=1+1", "=A1"],
            ["bookings", "S", "#REF!", ""],
        ]
    ).items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
    workbook.save(path)
    result = read_book(path)
    assert places(result, "formula-without-value") == [("targets", 2, "amount", None), ("targets", 2, "reason", None)]
    assert places(result, "cell-has-error") == [("targets", 3, "amount", "#REF!")]
    assert codes(result).count("value-missing") == 0


def test_formulas_with_values_are_read(workbook: Path) -> None:
    def change(xml: bytes) -> bytes:
        amount = b'<c r="E2"><v>1000</v></c>'
        assert amount in xml
        blank = b'<c r="F2" t="str"><f>&quot;&quot;</f><v></v></c>'
        return xml.replace(amount, b'<c r="E2"><f>6*7</f><v>42</v></c>' + blank)

    book = rewritten(workbook, "xl/worksheets/sheet4.xml", change).book
    assert book is not None
    assert [target.amount for target in book.targets] == [4200]


def test_errors_in_actuals_of_a_workbook(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "book.xlsx", SMALL)
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.create_sheet("actuals")
    for row in (
        ["date", "person", "measure", "amount"],
        ["2026-01-05", "1", "bookings", "#DIV/0!"],
        ["2026-01-05", "=A1", "bookings", 1],
    ):
        sheet.append(row)
    workbook.save(path)
    assert {(f.code, f.place.row, f.place.column) for f in errors(read_book(path))} == {
        ("cell-has-error", 2, "amount"), ("formula-without-value", 3, "person"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"\x81\xff\xfe\x00\x80", "not-text"), (b"a\0b,c\n", "not-text"), (b'id,name\n"' + b"x" * 200_000, "csv-broken")],
)
def test_csv_that_is_none(tmp_path: Path, data: bytes, code: str) -> None:
    folder = write_folder(tmp_path / "book", SMALL)
    (folder / "products.csv").write_bytes(data)
    result = read_book(folder)
    assert [(f.code, f.place.table) for f in errors(result)] == [(code, "products")]


def test_parquet_that_is_none(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "book", SMALL)
    (folder / "products.parquet").write_bytes(b"PAR1 and then nothing PAR1")
    (folder / "actuals.parquet").write_bytes(b"")
    assert sorted((f.code, f.place.table) for f in errors(read_book(folder))) == [
        ("parquet-damaged", "actuals"), ("parquet-damaged", "products"),
    ]  # fmt: skip


def test_blank_sheets_are_as_good_as_none(tmp_path: Path) -> None:
    tables = with_tables(actuals=[], customers=[["id", "name"]], products=[[]])
    assert read_book(write_workbook(tmp_path / "book.xlsx", tables)).findings == []


def test_column_letters() -> None:
    assert [column_number(letters) for letters in (b"A", b"Z", b"AA", b"XFD")] == [0, 25, 26, 16383]
