"""The sheets of work plans read from a workbook or a folder, every cell typed and every name resolved; and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from targetree.engine.book import Source
from targetree.engine.findings import Finding, Place, error, note
from targetree.engine.money import LARGEST_AMOUNT
from targetree.engine.periods import PlanYear

from .collector import Collector
from .columns import GUIDE_TITLES, WORK, Table, find_table, fold
from .headings import locate
from .references import Directory, resolve
from .rows import Rows, read_rows
from .sheets import Sheet, UnreadableError, column_letters, sheets_of
from .values import to_units


@dataclass(frozen=True)
class Known:
    """What the sheets may refer to."""

    who: Directory
    persons: Directory
    products: Directory
    customers: Directory
    measures: Directory
    year: PlanYear
    scale: Callable[[str], int]
    """Smallest units in one of a measure."""
    amount_unit: int = 1
    """What plain amounts of money are multiplied by."""


@dataclass(frozen=True)
class WorkRow:
    """A row: ids for names, smallest units for amounts, positions for months (0 to 11) and quarters (0 to 3)."""

    table: str
    number: int
    values: Mapping[str, Any]
    """By slug, only of columns that the sheet has; None where a cell is blank."""


@dataclass(frozen=True)
class WorkRead:
    """What was read; with an error among the findings it is not to be kept."""

    rows: Sequence[WorkRow]
    findings: Sequence[Finding]
    sources: Mapping[str, Source]

    @property
    def has_errors(self) -> bool:
        return any(finding.severity == "error" for finding in self.findings)


def read_work(path: Path, known: Known) -> WorkRead:
    """Reads one .xlsx workbook or a folder of CSV or Parquet files. Never raises for what is in it."""
    reader = _Reader(known)
    rows: list[WorkRow] = []
    try:
        for table, sheet in reader.sheets(path).items():
            rows += reader.rows(WORK[table], sheet)
    except UnreadableError as problem:
        reader.sources[""] = Source(path.name)
        reader.found.add(Finding("error", problem.code, Place(""), {"file": path.name, **problem.values}))
    return WorkRead(rows, reader.found.result(), reader.sources)


class _Reader:
    def __init__(self, known: Known) -> None:
        self.known = known
        self.found = Collector()
        self.sources: dict[str, Source] = {}

    def sheets(self, path: Path) -> dict[str, Sheet]:
        """By table; an error where there is none at all."""
        chosen: dict[str, Sheet] = {}
        unused = []
        for sheet in sheets_of(path):
            table = find_table(sheet.title, WORK) if sheet.title else None
            if table is None:
                if not sheet.hidden and fold(sheet.title) not in GUIDE_TITLES:
                    unused.append(sheet.label)
            elif table.slug in chosen:
                self.found.add(
                    error("table-twice", Place(table.slug), first=chosen[table.slug].label, second=sheet.label)
                )
            else:
                chosen[table.slug] = sheet
        if not chosen:
            self.sources[""] = Source(path.name)
            self.found.add(error("work-no-sheet", Place("")))
        elif unused:
            self.sources[""] = Source(path.name)
            self.found.add(note("sheets-unused", Place(""), sheets=unused))
        return {slug: chosen[slug] for slug in WORK if slug in chosen}

    def rows(self, table: Table, sheet: Sheet) -> list[WorkRow]:
        self.sources[table.slug] = Source(sheet.label)
        if not any(cell not in ("", None) for row in sheet.grid for cell in row):
            return []
        heading = locate(sheet, table, self.found, {})
        if heading is None:
            return []
        letters = {slug: column_letters(at) for slug, at in heading.columns.items()} if sheet.has_letters else {}
        self.sources[table.slug] = Source(sheet.label, dict(heading.texts), letters)
        rows = read_rows(sheet, table, heading, self.found, frozenset())
        measures = (
            resolve(rows, "measure", self.known.measures, "unknown-measure", self.found, blank="bookings")
            if "measure" in rows.columns
            else ["bookings"] * len(rows)
        )
        columns = {slug: self._column(rows, slug, measures) for slug in rows.columns}
        columns["measure"] = measures
        return [
            WorkRow(table.slug, number, {slug: values[at] for slug, values in columns.items()})
            for at, number in enumerate(rows.numbers)
        ]

    def _column(self, rows: Rows, slug: str, measures: Sequence[str | None]) -> Sequence[Any]:
        column = rows.table.by_slug[slug]
        if column.kind == "ref":
            names, code = {
                "who": (self.known.who, "unknown-who"), "owner": (self.known.persons, "unknown-person"),
                "customer": (self.known.customers, "work-unknown-customer"),
                "effect_product": (self.known.products, "unknown-product"),
                "measure": (self.known.measures, "unknown-measure"),
            }[slug]  # fmt: skip
            return resolve(rows, slug, names, code, self.found)
        if column.kind in ("money", "amount"):
            return [self._amount(rows, slug, at, measures[at]) for at in range(len(rows))]
        if column.kind == "period":
            return [self._period(rows, slug, at) for at in range(len(rows))]
        return rows.column(slug)

    def _amount(self, rows: Rows, slug: str, at: int, measure: str | None) -> int | None:
        quantity = rows.columns[slug][at]
        if quantity is None:
            return None
        scale = self.known.scale(measure or "bookings") if rows.table.by_slug[slug].kind == "amount" else 100
        amount = to_units(quantity, scale, rows.unit_of(slug, self.known.amount_unit) if scale == 100 else 1)
        if abs(amount) > LARGEST_AMOUNT:
            self.found.add(error("amount-too-large", rows.place(at, slug)))
            return None
        return amount

    def _period(self, rows: Rows, slug: str, at: int) -> int | None:
        """A month, or a quarter where the column is one."""
        text = rows.columns[slug][at]
        if text is None:
            return None
        months = 3 if slug == "quarter" else 1
        period = self.known.year.period(text)
        if period is None or period[1] != months:
            names = self.known.year.month_names
            code = "work-not-a-quarter" if months == 3 else "work-not-a-month"
            self.found.add(error(code, rows.place(at, slug), first=names[0], last=names[-1]))
            return None
        return period[0] // months
