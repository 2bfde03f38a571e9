"""What is wrong with a book: every error at its cell, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from shelf import PRODUCTS, SMALL, Grid, codes, errors, places, read_tables

PEOPLE = ["id", "name", "unit", "start_date", "end_date", "capacity"]

CASES: list[tuple[str, Grid, list[tuple[str, int | None, str | None, str | None]]]] = [
    ("no-such-day", [PEOPLE, ["1", "A", "E", "2027-02-30", "", ""]], [("people", 2, "start_date", "2027-02-30")]),
    ("not-a-date", [PEOPLE, ["1", "A", "E", "spring", "", ""]], [("people", 2, "start_date", "spring")]),
    ("leaves-before-joining", [PEOPLE, ["1", "A", "E", "2027-05-01", "2027-04-01", ""]],
     [("people", 2, "end_date", "2027-04-01")]),
    ("number-too-small", [PEOPLE, ["1", "A", "E", "", "", "-1"]], [("people", 2, "capacity", "-1")]),
    ("unknown-unit", [PEOPLE, ["1", "A", "X", "", "", ""]], [("people", 2, "unit", "X")]),
    ("value-missing", [PEOPLE, ["1", "A", "", "", "", ""]], [("people", 2, "unit", None)]),
    ("id-twice", [PEOPLE, ["1", "A", "E"], ["1", "B", "S"]], [("people", 3, "id", "1")]),
    ("id-twice-in-tables", [PEOPLE, ["1", "A", "E"], ["S", "B", "S"]], [("people", 3, "id", "S")]),
    ("columns-missing", [["id", "name"], ["1", "A"]], [("people", 1, None, None)]),
    ("columns-missing", [["who", "when", "amount"], ["E", "2027", "1"]], [("targets", 1, None, None)]),
    ("column-twice", [["工号", "员工编号", "unit"], ["1", "1", "E"]], [("people", 1, "id", None)]),
    ("no-heading-row", [["a", "b"], ["1", "2"]], [("people", None, None, None)]),
    ("table-empty", [PEOPLE], [("people", None, None, None)]),
    ("unknown-parent", [["id", "name", "parent"], ["HQ", "", ""], ["E", "", "X"]], [("units", 3, "parent", "X")]),
    ("cycle", [["id", "parent"], ["HQ", ""], ["E", "S"], ["S", "E"]], [("units", 3, "parent", "S")]),
    ("several-roots", [["id", "parent"], ["E", ""], ["S", ""]], [("units", 3, "parent", "")]),
    ("no-root", [["id", "parent"], ["E", "S"], ["S", "E"]], []),
    ("over-assign-not-positive", [["id", "parent", "over_assign"], ["E", "", "0"], ["S", "E", ""]],
     [("units", 2, "over_assign", "0")]),
    ("unknown-measure", [["measure", "amount"], ["happiness", "1"]], [("targets", 2, "measure", "happiness")]),
    ("unknown-who", [["measure", "who", "amount"], ["bookings", "X", "1"]], [("targets", 2, "who", "X")]),
    ("unknown-product", [["measure", "what", "amount"], ["bookings", "X", "1"]], [("targets", 2, "what", "X")]),
    ("period-not-in-year", [["measure", "when", "amount"], ["bookings", "2028", "1"]],
     [("targets", 2, "when", "2028")]),
    ("not-a-period", [["measure", "when", "amount"], ["bookings", "2027-13", "1"]],
     [("targets", 2, "when", "2027-13")]),
    ("not-a-number", [["measure", "amount"], ["bookings", "lots"]], [("targets", 2, "amount", "lots")]),
    ("count-not-whole", [["measure", "amount"], ["签约数", "1.5"]], [("targets", 2, "amount", "1.5")]),
    ("amount-too-large", [["measure", "amount"], ["bookings", "20万亿"]], [("targets", 2, "amount", "20万亿")]),
    ("target-twice", [["measure", "amount"], ["bookings", "1"], ["签约额", "2"]], [("targets", 3, "amount", "2")]),
    ("target-activity-product", [["measure", "what", "amount"], ["visits", "A", "1"]], [("targets", 2, "what", "A")]),
    ("not-in-list", [["measure", "amount", "hold"], ["bookings", "1", "maybe"]], [("targets", 2, "hold", "maybe")]),
    ("setting-unknown", [["setting", "value"], ["plan_year", "2027"], ["colour", "red"]],
     [("company", 3, "setting", "colour")]),
    ("setting-twice", [["setting", "value"], ["plan_year", "2027"], ["计划年度", "2027"]],
     [("company", 3, "setting", "计划年度")]),
    ("plan-year-missing", [["setting", "value"], ["name", "Acme"]], [("company", None, "value", None)]),
    ("not-a-year", [["setting", "value"], ["plan_year", "next"]], [("company", 2, "value", "next")]),
    ("year-start-not-first", [["setting", "value"], ["plan_year", "2027"], ["year_start", "2027-01-15"]],
     [("company", 3, "value", "2027-01-15")]),
    ("year-start-elsewhere", [["setting", "value"], ["plan_year", "2027"], ["year_start", "2029-01-01"]],
     [("company", 3, "value", "2029-01-01")]),
    ("not-an-amount-unit", [["setting", "value"], ["plan_year", "2027"], ["amount_unit", "bags"]],
     [("company", 3, "value", "bags")]),
    ("round-to-out-of-bounds", [["setting", "value"], ["plan_year", "2027"], ["round_to", "0"]],
     [("company", 3, "value", "0")]),
    ("not-a-code", [["setting", "value"], ["plan_year", "2027"], ["country", "Atlantis"]],
     [("company", 3, "value", "Atlantis")]),
    ("measure-built-in", [["id", "name", "unit"], ["bookings", "x", "count"]], [("measures", 2, "id", "bookings")]),
    ("not-a-rate", [["id", "repeat_rate"], ["C1", "130%"]], [("customers", 2, "repeat_rate", "130%")]),
    ("unknown-person", [["id", "owner"], ["C1", "X"]], [("customers", 2, "owner", "X")]),
    ("number-out-of-range", [["id", "latitude"], ["C1", "91"]], [("customers", 2, "latitude", "91")]),
    ("not-whole", [["id", "visit_every_days"], ["C1", "7.5"]], [("customers", 2, "visit_every_days", "7.5")]),
    ("closed-before-created", [["id", "amount", "created", "closed"], ["O1", "1", "2027-02-01", "2027-01-01"]],
     [("opportunities", 2, "closed", "2027-01-01")]),
    ("day-twice", [["date", "working"], ["2027-05-04", "yes"], ["2027-05-04", "no"]],
     [("calendar", 3, "working", "no")]),
    ("funnel-backwards", [["from", "to", "rate"], ["visits", "cold_visits", "20"]],
     [("funnel", 2, "to", "cold_visits")]),
    ("funnel-twice", [["from", "to", "rate"], ["visits", "signings", "20"], ["visits", "signings", "30"]],
     [("funnel", 3, "from", "visits")]),
    ("attainment-backwards", [["measure", "from_attainment", "to_attainment", "kind", "rate"],
        ["bookings", "1.2", "0.8", "reward", "1"]], [("rewards", 2, "to_attainment", "0.8")]),
    ("reward-without-amount", [["measure", "from_attainment", "kind"], ["bookings", "1", "reward"]],
     [("rewards", 2, None, None)]),
    ("percent-as-amount", [["contract", "due_date", "amount"], ["H1", "2027-01-01", "30%"]],
     [("receivables", 2, "amount", "30%")]),
]  # fmt: skip
TABLE_OF = {"cycle": "units", "no-root": "units", "table-empty": "people", "no-heading-row": "people"}


@pytest.mark.parametrize(("code", "rows", "where"), CASES, ids=[case[0] for case in CASES])
def test_an_error_stands_at_its_cell(tmp_path: Path, code: str, rows: Grid, where: list[object]) -> None:
    table = where[0][0] if where else TABLE_OF[code]  # type: ignore[index]
    products = [] if table == "products" else [("products", PRODUCTS)]
    result = read_tables(tmp_path, **dict(products), **{table: rows})
    if code == "no-root":
        assert "cycle" in codes(result)
        return
    assert result.book is None
    assert places(result, code) == where


def test_actuals_name_what_exists(tmp_path: Path) -> None:
    actuals = [
        ["date", "person", "customer", "product", "measure", "amount"],
        ["2026-02-30", "1", "", "A1", "bookings", "1"],
        ["2026-02-01", "X", "", "A1", "bookings", "1"],
        ["2026-02-01", "1", "", "Z", "bookings", "1"],
        ["2026-02-01", "1", "", "A1", "joy", "1"],
        ["2026-02-01", "1", "", "A1", "signings", "1.5"],
        ["2026-02-01", "1", "", "A1", "bookings", ""],
        ["", "1", "", "A1", "bookings", "1"],
    ]
    result = read_tables(tmp_path, products=PRODUCTS, actuals=actuals)
    assert {(f.code, f.place.row, f.place.column) for f in errors(result)} == {
        ("no-such-day", 2, "date"), ("unknown-person", 3, "person"), ("unknown-product", 4, "product"),
        ("unknown-measure", 5, "measure"), ("count-not-whole", 6, "amount"), ("value-missing", 7, "amount"),
        ("value-missing", 8, "date"),
    }  # fmt: skip


def test_all_errors_come_at_once(tmp_path: Path) -> None:
    result = read_tables(
        tmp_path,
        company=[["setting", "value"], ["plan_year", "2027"], ["basis", "luck"]],
        units=[["id", "parent"], ["HQ", ""], ["E", "HQ"], ["S", "nowhere"]],
        people=[["id", "unit", "start_date"], ["1", "E", "2027-02-30"], ["2", "Mars", ""]],
        targets=[["measure", "who", "amount"], ["bookings", "nobody", "1"], ["bookings", "", "many"]],
    )
    assert sorted(codes(result)) == [
        "no-such-day", "not-a-number", "not-in-list", "unknown-parent", "unknown-unit", "unknown-who",
    ]  # fmt: skip


def test_the_same_mistake_in_every_row_is_told_fifty_times_and_counted(tmp_path: Path) -> None:
    people = [["id", "name", "unit"], *([str(k), "", "Mars"] for k in range(200))]
    result = read_tables(tmp_path, people=people)
    assert len(places(result, "unknown-unit")) == 50
    rest = [finding for finding in errors(result) if finding.code == "and-more"]
    assert [(f.place.table, f.place.column, f.values["count"]) for f in rest] == [("people", "unit", 150)]


def test_an_ambiguous_name_needs_the_id(tmp_path: Path) -> None:
    people = [["id", "name", "unit"], ["1", "张三", "E"], ["2", "张三", "S"]]
    targets = [["measure", "who", "amount"], ["bookings", "张三", "1"]]
    result = read_tables(tmp_path, people=people, targets=targets)
    assert [f.values["ids"] for f in errors(result)] == [["1", "2"]]


def test_two_files_for_one_table(tmp_path: Path) -> None:
    result = read_tables(tmp_path, 目标=SMALL["targets"])
    assert [(f.code, f.values["first"], f.values["second"]) for f in errors(result)] == [
        ("table-twice", "targets.csv", "目标.csv")
    ]
