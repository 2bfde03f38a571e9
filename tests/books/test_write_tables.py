"""What the written tables hold: the contract's columns, every sum exact, the same in every format."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from books.plan_for_writing import YEAR, make_plan
from targetree.books.output import days, months, parts, people, receipts
from targetree.books.write import write_plan
from targetree.engine.result import Plan

COLUMNS = {
    "months": "measure,who,who_kind,what,month,amount,target,held",
    "customer_months": "measure,person,customer,month,amount",
    "thirds": "measure,who,what,month,third,amount",
    "weeks": "measure,who,what,week,week_start,amount",
    "days": "measure,who,what,date,amount",
    "support": "measure,who,stage,customers,expected,low,high",
    "activities": "who,month,measure,count",
    "findings": "severity,code,where,message",
    "receipts": "measure,who,what,when,parent,parent_amount,basis,share,rounding,amount",
}
Row = dict[str, str]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return make_plan()


def written(plan: Plan, folder: Path, **options: object) -> dict[str, list[Row]]:
    out = folder / "out"
    return {path.stem: rows_of(path) for path in write_plan(plan, out, **options)}  # type: ignore[arg-type]


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def total(rows: list[Row], *keys: str) -> dict[tuple[str, ...], Decimal]:
    sums: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for row in rows:
        sums[tuple(row[key] for key in keys)] += Decimal(row["amount"])
    return sums


def test_files_and_columns_are_the_contracts(plan: Plan, tmp_path: Path) -> None:
    paths = write_plan(plan, tmp_path / "out")
    assert [path.stem for path in paths] == list(COLUMNS)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(path.name for path in paths)
    for path in paths:
        assert path.read_bytes().split(b"\n", 1)[0].decode() == COLUMNS[path.stem]


def test_money_has_two_decimals_and_counts_none(plan: Plan, tmp_path: Path) -> None:
    for name, rows in written(plan, tmp_path).items():
        for row in rows:
            if "amount" in row:
                assert re.fullmatch(r"-?\d+\.\d\d" if row["measure"] == "bookings" else r"-?\d+", row["amount"]), name


def test_units_are_the_sum_of_their_children_and_categories_of_their_products(plan: Plan, tmp_path: Path) -> None:
    tables = written(plan, tmp_path, days="leaf")
    for name, keys in (("months", ("month",)), ("thirds", ("month", "third")), ("weeks", ("week",))):
        of = total(tables[name], "measure", "who", "what", *keys)
        for (measure, who, what, *when), amount in of.items():
            node, product = plan.who.index[who], plan.measures[0].what.index[what]
            for tree, at, other in ((plan.who, node, what), (plan.measures[0].what, product, who)):
                below = [tree.ids[child] for child in tree.children[at]]
                if below:
                    cells = [(b, other) if tree is plan.who else (other, b) for b in below]
                    assert sum(of[measure, w, p, *when] for w, p in cells) == amount
    of = total(tables["days"], "measure", "who", "what", "date")
    what = plan.measures[0].what
    for (measure, who, product, day), amount in of.items():
        below = what.children[what.index[product]]
        assert not below or sum(of[measure, who, what.ids[child], day] for child in below) == amount


def test_days_add_up_to_weeks_and_thirds_and_thirds_to_months(plan: Plan, tmp_path: Path) -> None:
    tables = written(plan, tmp_path, days="leaf")
    of_thirds, of_weeks = defaultdict(Decimal), defaultdict(Decimal)
    for row in tables["days"]:
        day = date.fromisoformat(row["date"])
        at = (day - YEAR.start).days
        third = ("early", "middle", "late")[int(YEAR.third_of_day[at]) % 3]
        cell = (row["measure"], row["who"], row["what"])
        of_thirds[*cell, row["date"][:7], third] += Decimal(row["amount"])
        of_weeks[*cell, YEAR.week_names[int(YEAR.week_of_day[at])]] += Decimal(row["amount"])
    thirds = total(tables["thirds"], "measure", "who", "what", "month", "third")
    weeks = total(tables["weeks"], "measure", "who", "what", "week")
    assert all(thirds[key] == amount for key, amount in of_thirds.items())
    assert all(weeks[key] == amount for key, amount in of_weeks.items())
    assert total(tables["thirds"], "measure", "who", "what", "month") == total(
        tables["months"], "measure", "who", "what", "month"
    )
    assert total(tables["weeks"], "measure", "who", "what") == total(tables["months"], "measure", "who", "what")


def test_days_of_all_products_are_the_sums_of_leaf_days_on_working_days_only(plan: Plan, tmp_path: Path) -> None:
    alone = written(plan, tmp_path, tables=["days"])["days"]
    leaf = written(plan, tmp_path / "leaf", days="leaf", tables=["days"])["days"]
    assert alone == [row for row in leaf if row["what"] == "*"]
    working = plan.calendar.working[plan.calendar.person_class]
    for person, node in enumerate(plan.who.leaf_nodes.tolist()):
        dates = [r["date"] for r in alone if r["who"] == plan.who.ids[node] and r["measure"] == "bookings"]
        assert dates == [YEAR.days[k].isoformat() for k in np.flatnonzero(working[person])]


def test_customers_add_up_to_the_persons_months(plan: Plan, tmp_path: Path) -> None:
    tables = written(plan, tmp_path)
    of_customers = total(tables["customer_months"], "measure", "person", "month")
    months_of = total([row for row in tables["months"] if row["what"] == "*"], "measure", "who", "month")
    assert of_customers and all(months_of[key] == amount for key, amount in of_customers.items())
    assert {"*new", "C000"} <= {row["customer"] for row in tables["customer_months"]}


def test_who_comes_in_tree_order_and_every_cell_once(plan: Plan, tmp_path: Path) -> None:
    tables = written(plan, tmp_path)
    for name in ("months", "weeks", "receipts"):
        rows = [row for row in tables[name] if row["measure"] == "signings"]
        assert list(dict.fromkeys(row["who"] for row in rows)) == list(plan.who.ids)
        assert len(total(tables[name], *COLUMNS[name].split(",")[:5])) == len(tables[name])
    assert [row["who_kind"] for row in tables["months"]].count("person") == 2 * 6 * 7 * 12


def test_targets_differ_only_under_over_assignment_and_held_cells_are_marked(plan: Plan, tmp_path: Path) -> None:
    rows = written(plan, tmp_path, tables=["months"])["months"]
    assert {row["who"] for row in rows if row["target"] != row["amount"]} == {"U00"}
    held = {(row["who"], row["what"], row["month"]) for row in rows if row["held"] == "yes"}
    assert held == {("CO", "*", month) for month in YEAR.month_names} | {("U00", "*", "2027-03")}
    assert {row["held"] for row in rows} == {"yes", "no"}


def test_every_receipt_explains_its_amount(plan: Plan, tmp_path: Path) -> None:
    rows = written(plan, tmp_path, tables=["receipts"])["receipts"]
    amounts = {(r["measure"], r["who"], r["what"], r["when"]): Decimal(r["amount"]) for r in rows}
    kinds = set()
    for row in rows:
        measure, who, what, when = (row[key] for key in ("measure", "who", "what", "when"))
        whole = Decimal(row["parent_amount"])
        told = whole * Decimal(row["share"]) + Decimal(row["rounding"])
        assert abs(told - amounts[measure, who, what, when]) <= Decimal("0.0000011")
        above = {
            plan.who.ids[plan.who.parent[plan.who.index[who]]]: (measure, row["parent"], what, when),
            "2027": (measure, who, what, "2027"),
        }
        if row["parent"] in ("*", "A", "B"):
            assert amounts[measure, who, row["parent"], when] == whole
        elif row["parent"]:
            assert amounts[above[row["parent"]]] == whole
        kinds.add(row["parent"])
    assert {"", "2027", "CO", "U01", "*"} <= kinds
    assert {row["basis"] for row in rows} == {"stated", "history", "workday"}


def test_plain_csv_pyarrow_csv_and_parquet_say_the_same(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow.parquet as pq

    def all_files(folder: str, **options: object) -> dict[str, bytes]:
        return {p.name: p.read_bytes() for p in write_plan(plan, tmp_path / folder, **options)}  # type: ignore[arg-type]

    monkeypatch.setattr("targetree.books.write.PLAIN_ROWS", 10**9)
    plain = all_files("plain")
    monkeypatch.setattr("targetree.books.write.PLAIN_ROWS", 0)
    big = all_files("big")
    for module in (days, months, parts, people, receipts):
        monkeypatch.setattr(module, "BLOCK_ROWS", 1000)
    blocks = all_files("blocks")
    assert big == blocks
    for name, content in plain.items():
        assert _numbers_alike(content, big[name]), name
    for path in write_plan(plan, tmp_path / "parquet", file_format="parquet"):
        table = pq.read_table(path)
        assert table.column_names == COLUMNS[path.stem].split(",")
        if "amount" in table.column_names:
            assert str(table.schema.field("amount").type) == "decimal128(18, 2)"
        expected = list(csv.reader(plain[f"{path.stem}.csv"].decode().splitlines()))[1:]
        for row, there in zip(expected, table.to_pylist(), strict=True):
            assert [_comparable(text) for text in row] == [_comparable(str(value)) for value in there.values()]


def _numbers_alike(a: bytes, b: bytes) -> bool:
    return [[_comparable(t) for t in row] for row in csv.reader(a.decode().splitlines())] == [
        [_comparable(t) for t in row] for row in csv.reader(b.decode().splitlines())
    ]


def _comparable(text: str) -> object:
    return Decimal(text) if re.fullmatch(r"-?\d+(\.\d+)?([eE]-?\d+)?", text) else text


def test_ids_with_commas_quotes_and_line_ends_survive(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    ids = tuple('a,"b"' if name == "U01" else "=x\ny" if name == "P01" else name for name in plan.who.ids)
    odd = replace(plan, who=replace(plan.who, ids=ids))
    for rows in (10**9, 0):
        monkeypatch.setattr("targetree.books.write.PLAIN_ROWS", rows)
        found = {row["who"] for row in written(odd, tmp_path / str(rows), tables=["months"])["months"]}
        assert found == set(ids)


def test_findings_come_worst_first(plan: Plan, tmp_path: Path) -> None:
    rows = written(plan, tmp_path, tables=["findings"])["findings"]
    assert [row["severity"] for row in rows] == ["warning", "warning", "note", "note"]
    assert (rows[0]["code"], rows[0]["where"]) == ("people-without-history", "人员 第4行 编号 · P03")
    assert "1 人没有“销售收入”的历史（P03）" in rows[0]["message"]


def test_negative_totals_are_written_as_such(tmp_path: Path) -> None:
    from dataclasses import replace

    plan = make_plan(2, 1, 2, full=False)
    plan = replace(plan, measures=[replace(plan.measures[0], cells=-plan.measures[0].cells // 1000)])
    rows = written(plan, tmp_path, tables=["months", "thirds"])
    assert all(re.fullmatch(r"-?\d+\.\d\d", row["amount"]) for row in rows["months"])
    assert total(rows["thirds"], "who", "what", "month") == total(rows["months"], "who", "what", "month")
