"""What must hold in every output, checked on the files alone: nothing of the engine is used here."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

Row = dict[str, str]


def rows(folder: Path, table: str) -> list[Row]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def units(text: str) -> int:
    """An amount as an integer of hundredths; refuses more or fewer than two decimals, or none at all for counts."""
    whole, dot, rest = text.partition(".")
    assert not dot or len(rest) == 2, text
    return int(whole + (rest or "00"))


class Output:
    """The tables of an output folder beside the who and what trees of its book, id -> parent ("" for the root)."""

    def __init__(self, folder: Path, who_parent: dict[str, str], what_parent: dict[str, str]) -> None:
        self.folder = folder
        self.who_parent, self.what_parent = who_parent, what_parent
        self.months = {
            (r["measure"], r["who"], r["what"], r["month"]): units(r["amount"]) for r in rows(folder, "months")
        }

    def check(self) -> None:
        self.check_months()
        self.check_parts("thirds", "month", lambda row: row["month"])
        self.check_days()
        self.check_weeks()
        self.check_customers()
        self.check_receipts()

    def check_months(self) -> None:
        children_who = _children(self.who_parent)
        children_what = _children({k: v or "*" for k, v in self.what_parent.items()} | {"*": ""})
        assert self.months
        whats = defaultdict(set)
        for measure, _, what, _ in self.months:
            whats[measure].add(what)
        for (measure, who, what, month), amount in self.months.items():
            if who in children_who:
                parts = [self.months[measure, child, what, month] for child in children_who[who]]
                assert amount == sum(parts), (measure, who, what, month)
            below = [k for k in children_what.get(what, ()) if k in whats[measure]]
            if below:
                assert amount == sum(self.months[measure, who, k, month] for k in below), (measure, who, what, month)

    def check_parts(self, table: str, period: str, key: object) -> None:
        sums: dict[tuple[str, ...], int] = defaultdict(int)
        for row in rows(self.folder, table):
            sums[row["measure"], row["who"], row["what"], row[period]] += units(row["amount"])
        for cell, amount in self.months.items():
            assert sums.get(cell, 0) == amount, (table, cell)

    def check_days(self) -> None:
        months: dict[tuple[str, ...], int] = defaultdict(int)
        thirds: dict[tuple[str, ...], int] = defaultdict(int)
        for row in rows(self.folder, "days"):
            day = date.fromisoformat(row["date"])
            third = ("early", "middle", "late")[min((day.day - 1) // 10, 2)]
            cell = (row["measure"], row["who"], row["what"], row["date"][:7])
            months[cell] += units(row["amount"])
            thirds[(*cell, third)] += units(row["amount"])
        assert months
        kinds = {(m, w, k) for m, w, k, _ in months}
        for cell, amount in self.months.items():
            if cell[:3] in kinds:
                assert months.get(cell, 0) == amount, cell
        for row in rows(self.folder, "thirds"):
            if (row["measure"], row["who"], row["what"]) in kinds:
                cell = (row["measure"], row["who"], row["what"], row["month"], row["third"])
                assert thirds.get(cell, 0) == units(row["amount"]), cell

    def check_weeks(self) -> None:
        weeks: dict[tuple[str, ...], int] = defaultdict(int)
        for row in rows(self.folder, "days"):
            day = date.fromisoformat(row["date"])
            monday = day - timedelta(days=day.weekday())
            weeks[row["measure"], row["who"], row["what"], monday.isoformat()] += units(row["amount"])
        kinds = {key[:3] for key in weeks}
        totals: dict[tuple[str, ...], int] = defaultdict(int)
        for row in rows(self.folder, "weeks"):
            key = (row["measure"], row["who"], row["what"])
            monday = date.fromisoformat(row["week_start"])
            assert monday.weekday() == 0 and row["week"] == "{}-W{:02d}".format(*monday.isocalendar()[:2])
            totals[key] += units(row["amount"])
            if key in kinds:
                assert weeks.get((*key, row["week_start"]), 0) == units(row["amount"]), row
        years: dict[tuple[str, ...], int] = defaultdict(int)
        for cell, amount in self.months.items():
            years[cell[:3]] += amount
        assert all(totals.get(key, 0) == amount for key, amount in years.items())

    def check_customers(self) -> None:
        sums: dict[tuple[str, ...], int] = defaultdict(int)
        for row in rows(self.folder, "customer_months"):
            sums[row["measure"], row["person"], "*", row["month"]] += units(row["amount"])
        for measure in {key[0] for key in sums}:
            for cell, amount in self.months.items():
                people = cell[1] not in _children(self.who_parent)
                if cell[0] == measure and cell[2] == "*" and people and cell[1] in {k[1] for k in sums}:
                    assert sums.get(cell, 0) == amount, cell

    def check_receipts(self) -> None:
        for row in rows(self.folder, "receipts"):
            if row["parent_amount"]:
                told = units(row["parent_amount"]) / 100 * float(row["share"]) + float(row["rounding"])
                amount = units(row["amount"]) / 100
                assert abs(told - amount) < 1e-4 + 1e-9 * abs(amount), row


def _children(parents: dict[str, str]) -> dict[str, list[str]]:
    below: dict[str, list[str]] = defaultdict(list)
    for child, parent in parents.items():
        if parent:
            below[parent].append(child)
    return below


def parents_of_book(book: object) -> tuple[dict[str, str], dict[str, str]]:
    """Who and what trees of a Book, as `Output` wants them."""
    who = {u.id: u.parent for u in book.units} | {p.id: p.unit for p in book.people}  # type: ignore[attr-defined]
    return who, {p.id: p.parent for p in book.products}  # type: ignore[attr-defined]
