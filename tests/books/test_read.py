"""A whole book, from a folder and from a workbook, says the same."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

from shelf import PRODUCTS, SMALL, read_tables, with_tables, write_folder, write_workbook

from targetree.books.read import read_book

ACTUALS = [
    ["date", "person", "customer", "product", "measure", "amount"],
    ["2026-03-05", "1", "C1", "A1", "bookings", "1,200.505"],
    ["2026-03-06", "2", "", "", "签约数", 3],
]


def test_small_book_from_csv(tmp_path: Path) -> None:
    result = read_tables(tmp_path, products=PRODUCTS, actuals=ACTUALS)
    assert result.findings == []
    book = result.book
    assert book is not None
    assert (book.company.name, book.company.plan_year, book.company.year_start) == ("Acme", 2027, date(2027, 1, 1))
    assert [(unit.id, unit.parent) for unit in book.units] == [("HQ", ""), ("E", "HQ"), ("S", "HQ")]
    assert [(t.measure, t.who, t.first_month, t.month_count, t.amount) for t in book.targets] == [
        ("bookings", "HQ", 0, 12, 100_000)
    ]
    actuals = book.actuals
    assert actuals.amount.tolist() == [120_051, 3]
    assert [book.customers[k].id for k in actuals.customer if k >= 0] == ["C1"]
    assert actuals.person.tolist() == [0, 1]
    assert actuals.product.tolist() == [1, -1]
    assert [book.measures[k].id for k in actuals.measure] == ["bookings", "signings"]


def test_a_workbook_says_the_same_as_a_folder(tmp_path: Path) -> None:
    tables = with_tables(products=PRODUCTS, actuals=ACTUALS)
    folder = read_book(write_folder(tmp_path / "book", tables))
    workbook = read_book(write_workbook(tmp_path / "book.xlsx", tables))
    assert folder.book is not None
    assert workbook.book is not None
    for name in ("company", "units", "people", "targets", "measures", "products", "customers"):
        assert getattr(workbook.book, name) == getattr(folder.book, name), name
    assert workbook.book.actuals.amount.tolist() == folder.book.actuals.amount.tolist()
    assert workbook.sources["targets"].letters["amount"] == "E"


def test_a_book_needs_its_four_tables(tmp_path: Path) -> None:
    result = read_book(write_folder(tmp_path / "book", {"units": SMALL["units"]}))
    assert result.book is None
    assert [(f.code, f.values["tables"]) for f in result.findings if f.code == "tables-missing"] == [
        ("tables-missing", ["company", "people", "targets"])
    ]


def test_a_small_book_is_read_without_the_large_libraries(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "book", with_tables(actuals=ACTUALS))
    workbook = write_workbook(tmp_path / "book.xlsx", SMALL)
    program = (
        "import sys; from pathlib import Path; from targetree.books.read import read_book; "
        "assert all(read_book(Path(name)).book for name in sys.argv[1:]); "
        "print([name for name in ('pyarrow', 'numba', 'scipy', 'holidays', 'xlsxwriter') if name in sys.modules])"
    )
    command = [sys.executable, "-c", program, str(folder), str(workbook)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"
