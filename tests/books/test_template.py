"""The planning book to fill in: what is written into it is what is read from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from shelf import codes

from targetree.books.columns import SETTINGS, TABLES, find_table
from targetree.books.read import read_book
from targetree.books.template import write_template
from targetree.engine.book import Book

TABLES_OF_A_BOOK: dict[str, Sequence[dict[str, object]]] = {
    "company": [
        {"setting": "name", "value": "远岫"}, {"setting": "plan_year", "value": 2027},
        {"setting": "year_start", "value": date(2027, 4, 1)}, {"setting": "basis", "value": "potential"},
        {"setting": "round_to", "value": Decimal("1000")}, {"setting": "seasonality", "value": "share"},
    ],
    "units": [
        {"id": "HQ", "name": "公司", "parent": None, "manager": "007"},
        {"id": "E", "name": "=华东", "parent": "HQ", "over_assign": Decimal("1.05")},
    ],
    "people": [
        {"id": "007", "name": "张三", "unit": "E", "role": "经理", "start_date": date(2020, 2, 29), "carries": False},
        {"id": "8", "name": "李四", "unit": "E", "capacity": Decimal("0.5"), "ramp": "25/50/75", "carries": "yes",
         "end_date": date(2027, 6, 30)},
    ],
    "products": [{"id": "A", "name": "阀门", "price": Decimal("99999.99")},
                 {"id": "A1", "name": "球阀", "parent": "A"}],
    "measures": [{"id": "tons", "name": "吨数", "unit": "quantity"}],
    "targets": [
        {"measure": "bookings", "when": "2027", "amount": Decimal("123456789.01"),
         "reason": "董事会", "strategy": "S1"},
        {"measure": "tons", "who": "E", "what": "A1", "when": date(2027, 5, 1), "amount": Decimal("1.25"),
         "hold": "no"},
        {"measure": "visits", "who": "8", "when": "2027-Q2", "amount": 30, "hold": True, "expires": date(2027, 9, 1)},
    ],
    "strategy": [{"id": "S1", "statement": "做透华东", "quarter": "2027-Q1", "measure": "bookings", "unit": "E"}],
    "customers": [
        {"id": "C1", "name": "甲公司", "owner": "8", "stage": "current", "repeat_rate": Decimal("0.6"),
         "latitude": 31.2,
         "visit_every_days": 14, "expected_amount": 120000},
    ],
    "opportunities": [
        {"id": "O1", "customer": "C1", "owner": "8", "product": "A1", "amount": Decimal("5000.5"), "outcome": "won",
         "win_probability": Decimal("0.35"), "created": date(2026, 1, 1)},
    ],
    "actuals": [{"date": date(2026, 5, 4), "person": "8", "customer": "C1", "product": "A1",
                 "measure": "signings", "amount": 2}],
    "calendar": [{"date": date(2027, 5, 4), "working": "no", "who": "E", "note": "青年节"}],
    "funnel": [{"from": "cold_visits", "to": "visits", "rate": Decimal("0.2"), "days": 7}],
    "receivables": [{"contract": "H1", "customer": "C1", "owner": "8", "due_date": date(2027, 5, 1),
                     "amount": 100, "paid": 1}],
    "market": [{"who": "E", "what": "A", "competitor": "某某", "note": "降价"}],
    "rewards": [{"measure": "bookings", "from_attainment": Decimal("0.8"), "to_attainment": 1,
                 "kind": "reward", "rate": Decimal("0.03")}],
}  # fmt: skip


def written(folder: Path, lang: str, tables: dict[str, Sequence[dict[str, object]]] | None) -> Path:
    path = folder / f"{lang}.xlsx"
    write_template(path, lang, tables)
    return path


def comparable(book: Book) -> dict[str, object]:
    values = {field.name: getattr(book, field.name) for field in fields(book)}
    actuals = values.pop("actuals")
    values.pop("sources")
    return values | {field.name: getattr(actuals, field.name).tolist() for field in fields(actuals)}


def test_the_same_book_comes_back_in_both_languages(tmp_path: Path) -> None:
    results = {lang: read_book(written(tmp_path, lang, TABLES_OF_A_BOOK)) for lang in ("zh", "en")}
    assert {lang: result.findings for lang, result in results.items()} == {"zh": [], "en": []}
    chinese, english = results["zh"].book, results["en"].book
    assert chinese is not None
    assert english is not None
    assert comparable(chinese) == comparable(english)
    assert chinese.company.round_to == 100_000
    assert [(t.measure, t.who, t.what, t.first_month, t.month_count, t.amount, t.hold) for t in chinese.targets] == [
        ("bookings", "HQ", "", 0, 12, 12_345_678_901, True), ("tons", "E", "A1", 1, 1, 125, False),
        ("visits", "8", "", 3, 3, 30, True),
    ]  # fmt: skip
    assert chinese.units[1].name == "=华东"
    assert [(p.id, p.carries, p.ramp) for p in chinese.people] == [("007", False, ()), ("8", True, (0.25, 0.5, 0.75))]
    assert all(getattr(chinese, name) for name in ("calendar", "funnel", "market", "rewards", "receivables"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_template_only_lacks_what_must_be_filled_in(tmp_path: Path, lang: str) -> None:
    result = read_book(written(tmp_path, lang, None))
    assert codes(result) == ["plan-year-missing", *["table-empty"] * 3]
    assert codes(result, "note") == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_column_is_explained_and_lists_drop_down(tmp_path: Path, lang: str) -> None:
    workbook = openpyxl.load_workbook(written(tmp_path, lang, None))
    assert workbook.sheetnames[0] == ("说明" if lang == "zh" else "Guide")
    for name in workbook.sheetnames[1:]:
        table, sheet = find_table(name), workbook[name]
        assert table is not None
        assert sheet.freeze_panes == "A2"
        assert [table.by_heading[_folded(cell.value)].slug for cell in sheet[1] if cell.value] == [
            c.slug for c in table.columns
        ]
        lists = {str(v.sqref).split(":")[0] for v in sheet.data_validations.dataValidation if v.type == "list"}
        if table.slug == "company":
            assert len(lists) == 3
            continue
        assert all(cell.comment for cell in sheet[1])
        for at, column in enumerate(table.columns):
            if column.choices or column.slug == "measure":
                assert f"{openpyxl.utils.get_column_letter(at + 1)}2" in lists, (name, column.slug)


def _folded(heading: object) -> str:
    from targetree.books.columns import fold

    return fold(str(heading))


def test_the_table_of_columns_is_sound() -> None:
    for table in TABLES.values():
        names = [name for column in table.columns for name in (column.slug, column.zh)]
        assert len(set(names)) == len(names), table.slug
        assert all(all(column.about) for column in table.columns)
        assert find_table(table.zh) is find_table(table.slug) is table
        for column in table.columns:
            assert table.by_heading[_folded(column.slug)] is table.by_heading[_folded(column.zh)] is column
    assert len({setting.slug for setting in SETTINGS}) == len(SETTINGS)


def test_a_book_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_template(tmp_path / "nowhere" / "book.xlsx", "en", None)
