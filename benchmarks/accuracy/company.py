"""A company on record: what it knew on a day is written as a planning book, what came afterwards is kept apart."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

CENTS = 100
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sale:
    day: date
    person: str
    customer: str
    amount: int
    """Smallest units."""


@dataclass(frozen=True)
class Company:
    """All that is on record; nothing of it reaches the engine but through `write_book`."""

    settings: Mapping[str, str]
    units: Sequence[Row]
    people: Sequence[Row]
    sales: Sequence[Sale]
    """By day."""
    quotas: Sequence[tuple[date, str, int]]
    """Day, person, smallest units."""

    @property
    def first(self) -> date:
        return self.sales[0].day

    @property
    def end(self) -> date:
        """The day after the last on record."""
        return self.sales[-1].day + timedelta(days=1)

    def between(self, start: date, end: date) -> list[Sale]:
        return [sale for sale in self.sales if start <= sale.day < end]


def read_company(folder: Path) -> Company:
    """A planning book as a folder of CSV files; sales of later years in folders `during-…` with `quotas.csv`.

    Raises ValueError where a file or column is missing, naming it.
    """
    later = sorted(path for path in folder.glob("during-*") if path.is_dir())
    sales: dict[tuple[date, str, str], int] = {}
    for path in (folder, *later):
        file = path / "actuals.csv"
        for row in _rows(file, "date", "person", "customer", "amount"):
            key = _date(row["date"], file), row["person"], row["customer"]
            sales[key] = sales.get(key, 0) + _cents(row["amount"], file)
    if not sales:
        raise ValueError(f"{folder / 'actuals.csv'} has no rows")
    quotas = [
        (_date(row["quota_date"], path / "quotas.csv"), row["person"], _cents(row["quota"], path / "quotas.csv"))
        for path in later
        if (path / "quotas.csv").exists()
        for row in _rows(path / "quotas.csv", "person", "quota_date", "quota")
    ]
    settings = {row["setting"]: row["value"] for row in _rows(folder / "company.csv", "setting", "value")}
    units = _rows(folder / "units.csv", "id", "parent")
    if sum(not unit["parent"] for unit in units) != 1:
        raise ValueError(f"{folder / 'units.csv'} needs one unit without a parent: the company")
    return Company(
        settings,
        units,
        _rows(folder / "people.csv", "id", "unit"),
        [Sale(*key, amount) for key, amount in sorted(sales.items())],
        quotas,
    )


def write_book(company: Company, origin: date, folder: Path) -> None:
    """The book as it could have been written on the eve of `origin`, the first day of a month.

    Sales before that day; the people and customers who stand in them, and no other; whose customer is whose is
    left to the record. What is said of them elsewhere (stages, managers, capacity) was written later and is left out.
    The year's target, which has no part in what customers bring, is the sales of the year before.
    """
    known = [sale for sale in company.sales if sale.day < origin]
    sellers = {sale.person for sale in known}
    people = [row for row in company.people if row["id"] in sellers]
    customers = sorted({sale.customer for sale in known})
    last_year = sum(sale.amount for sale in known if sale.day >= a_year_before(origin))
    settings = {key: company.settings[key] for key in ("country", "currency") if key in company.settings}
    settings |= {"name": "then", "plan_year": str(origin.year), "year_start": str(origin), "amount_unit": "1"}
    root = next(row["id"] for row in company.units if not row["parent"])
    tables: dict[str, Iterable[Sequence[object]]] = {
        "company": [("setting", "value"), *settings.items()],
        "units": [("id", "name", "parent"), *((u["id"], u["id"], u["parent"]) for u in company.units)],
        "people": [("id", "name", "unit"), *((p["id"], p["id"], p["unit"]) for p in people)],
        "customers": [("id", "name"), *((one, one) for one in customers)],
        "targets": [("measure", "who", "when", "amount"), ("bookings", root, origin.year, max(last_year // CENTS, 1))],
        "actuals": [("date", "person", "customer", "measure", "amount"),
                    *((s.day, s.person, s.customer, "bookings", f"{s.amount / CENTS:.2f}") for s in known)],
    }  # fmt: skip
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)


def a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1)


def _date(text: str, file: Path) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise ValueError(f"{file}: {text!r} is no date like 2013-01-31") from wrong


def _cents(text: str, file: Path) -> int:
    try:
        return round(CENTS * float(text))
    except (ValueError, OverflowError) as wrong:
        raise ValueError(f"{file}: {text!r} is no amount") from wrong


def _rows(path: Path, *columns: str) -> list[Row]:
    if not path.exists():
        raise ValueError(f"{path} is missing")
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        lacking = [column for column in columns if column not in (reader.fieldnames or ())]
        if lacking:
            raise ValueError(f"{path} has no column {', '.join(lacking)}")
        return list(reader)
