"""A planning book from a workbook or a folder: read, checked, every reference resolved."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from targetree.engine.book import Actuals, Book, Source
from targetree.engine.findings import Finding, Place, error, note

from .actuals import ActualRows, read_actuals, rows_of_sheet
from .ahead import Ahead
from .collector import Collector
from .columns import GUIDE_TITLES, TABLES, Table, find_table, fold
from .company import company_of, read_settings
from .context import Context
from .headings import Heading, locate
from .known import (
    read_calendar,
    read_customers,
    read_funnel,
    read_market,
    read_opportunities,
    read_receivables,
    read_rewards,
)
from .naming import LEFT_OUT, OURS, Naming
from .organisation import read_organisation
from .references import Directory
from .rows import TOTALS, Rows, read_rows
from .sheets import LARGE_FILE, Sheet, UnreadableError, column_letters, sheets_of
from .stated import read_measures, read_products, read_strategy, read_targets

if TYPE_CHECKING:
    from .columnar import Loaded


@dataclass(frozen=True)
class ReadResult:
    """A book, or what is wrong with it."""

    book: Book | None
    """None when a finding is an error."""
    findings: list[Finding]
    """Errors first, then warnings, then notes."""
    sources: dict[str, Source]
    """By table slug; for messages, also where there is no book."""


def read_book(path: Path, *, naming: Naming = OURS, also: Sequence[Sheet] = ()) -> ReadResult:
    """The book at `path`: one .xlsx workbook, or a folder of CSV or Parquet files. Never raises for what is in it.

    `naming`: what was decided about names of sheets and columns that are not ours. `also`: sheets, titled with a
    table's slug, that stand in for tables that the book lacks.
    """
    found = Collector()
    reader = _Reader(found, naming, also)
    collecting = gc.isenabled()
    gc.disable()  # many small objects that all stay: looking for garbage among them only costs time
    try:
        book = reader.read(Path(path))
    finally:
        if collecting:
            gc.enable()
    return ReadResult(book, found.result(), reader.sources)


class _Reader:
    def __init__(self, found: Collector, naming: Naming, also: Sequence[Sheet]) -> None:
        self.found = found
        self.naming = naming
        self.also = also
        self.sources: dict[str, Source] = {}
        self.sheets: dict[str, Sheet] = {}
        self.failed: set[str] = set()
        """Tables that are missing or could not be read."""
        self.spared: set[str] = set()
        """Words like `total` that name a unit or product of this book."""
        self.ahead: Ahead[Loaded] | None = None
        """A large file of actuals."""

    def read(self, path: Path) -> Book | None:
        """The book, None where there are errors."""
        try:
            self.open(path)
            book = self.book()
        except UnreadableError as problem:
            self.sources[""] = Source(path.name)
            self.found.add(Finding("error", problem.code, Place(""), {"file": path.name, **problem.values}))
            return None
        return None if self.found.has_errors else book

    def open(self, path: Path) -> None:
        """Finds the sheet or file of each table. Raises UnreadableError."""
        unused = []
        for sheet in sheets_of(path):
            told = self.naming.table(sheet.title)
            table = TABLES[told] if told else find_table(sheet.title) if sheet.title and told is None else None
            if table is None:
                if told != LEFT_OUT and not sheet.hidden and fold(sheet.title) not in GUIDE_TITLES:
                    unused.append(sheet.label)
                continue
            other = self.sheets.get(table.slug)
            if other is not None and other.hidden == sheet.hidden:
                self.found.add(error("table-twice", Place(table.slug), first=other.label, second=sheet.label))
            elif other is None or other.hidden:
                self.sheets[table.slug] = sheet
        kept = [sheet for sheet in self.also if sheet.title not in self.sheets]
        self.sheets.update((sheet.title, sheet) for sheet in kept)
        for slug, sheet in self.sheets.items():
            self.sources[slug] = Source(sheet.label)
            if sheet.hidden:
                self.found.add(note("sheet-hidden", Place(slug), sheet=sheet.label))
        if unused:
            self.found.add(note("sheets-unused", Place(""), sheets=unused))
            self.sources.setdefault("", Source(path.name))
        missing = [slug for slug, table in TABLES.items() if table.required and slug not in self.sheets]
        self.failed.update(missing)
        if missing:
            self.found.add(error("tables-missing", Place(""), tables=missing))
            self.sources[""] = Source(path.name)

    def _heading(self, table: Table, sheet: Sheet) -> Heading | None:
        """Where the headings are; None, with findings, where the sheet has none. Raises UnreadableError."""
        if not any(cell != "" and cell is not None for row in sheet.grid for cell in row):
            if table.required:
                self.found.add(error("table-empty", Place(table.slug)))
            return None
        heading = locate(sheet, table, self.found, self.naming.of(table.slug))
        if heading is not None:
            letters = {slug: column_letters(at) for slug, at in heading.columns.items()} if sheet.has_letters else {}
            self.sources[table.slug] = Source(sheet.label, dict(heading.texts), letters)
        return heading

    def _unreadable(self, sheet: Sheet, slug: str, problem: UnreadableError) -> None:
        self.found.add(Finding("error", problem.code, Place(slug), {"file": sheet.label, **problem.values}))

    def rows(self, slug: str) -> Rows | None:
        """The rows of a table; None where the book has none."""
        table = TABLES[slug]
        if slug not in self.sheets:
            return None
        sheet = self.sheets[slug]
        try:
            heading = self._heading(table, sheet)
            if heading is None:
                self.failed.add(slug)
                return None
            rows = read_rows(sheet, table, heading, self.found, self.spared)
        except UnreadableError as problem:
            self.failed.add(slug)
            self._unreadable(sheet, slug, problem)
            return None
        finally:
            sheet.forget()
        if "id" in table.by_slug and "id" not in rows.columns:
            self.failed.add(slug)
        rows.complete = slug not in self.failed
        if not len(rows) and table.required:
            self.found.add(error("table-empty", Place(slug)))
        for text in (*rows.column("id", ""), *rows.column("name", "")) if slug in ("units", "products") else ():
            if fold(text) in TOTALS:
                self.spared.add(fold(text))
        return rows if len(rows) else None

    def some_rows(self, slug: str) -> Rows:
        """The rows of a table, none where the book has none."""
        rows = self.rows(slug)
        if rows is None:
            rows = Rows(TABLES[slug])
        rows.complete = slug not in self.failed
        return rows

    def book(self) -> Book | None:
        """The book as far as it could be read; meaningful only where there are no errors."""
        found = self.found
        self._begin_actuals()
        settings = read_settings(self.some_rows("company"), found)
        book = Context(found, settings.year, settings.amount_unit)
        organisation = read_organisation(self.some_rows("units"), self.some_rows("people"), found)
        book.who, book.persons, book.root = organisation.who, organisation.persons, organisation.root
        book.measures = read_measures(self.some_rows("measures"), found)
        product_rows = self.rows("products")
        book.products = products = read_products(product_rows or Rows(TABLES["products"]), found)
        book.has_products = product_rows is not None or "products" in self.failed
        book.product_names = Directory(((p.id, p.name) for p in products), "products" not in self.failed)
        strategy = read_strategy(self.some_rows("strategy"), book)
        book.strategies = Directory((item.id, item.statement) for item in strategy)
        targets = read_targets(self.some_rows("targets"), book)
        customers = read_customers(self.rows("customers"), book)
        opportunities = read_opportunities(self.some_rows("opportunities"), customers, book)
        receivables = read_receivables(self.some_rows("receivables"), customers, book)
        actual_rows = self._actual_rows(book.amount_unit)
        actuals = Actuals()
        if actual_rows is not None:
            actuals = read_actuals(actual_rows, [person.id for person in organisation.people], customers, book)
        calendar = read_calendar(self.some_rows("calendar"), book)
        funnel = read_funnel(self.some_rows("funnel"), book)
        market = read_market(self.some_rows("market"), book)
        rewards = read_rewards(self.some_rows("rewards"), book)
        customers.report(found)
        if found.has_errors:
            return None
        root_name = next((u.name for u in organisation.units if u.id == book.root), "")
        return Book(
            company_of(settings, root_name), organisation.units, organisation.people, targets, tuple(book.measures),
            products, strategy, tuple(customers.listed), opportunities, actuals, calendar, funnel, receivables,
            market, rewards, self.sources,
        )  # fmt: skip

    def _begin_actuals(self) -> None:
        """Has a large file of actuals read beside the other tables."""
        sheet = self.sheets.get("actuals")
        if sheet is not None and _by_columns(sheet):
            from .columnar import load

            self.ahead = Ahead(lambda: load(sheet, self.naming.of("actuals")))

    def _actual_rows(self, unit: int) -> ActualRows | None:
        sheet = self.sheets.get("actuals")
        if sheet is None:
            return None
        try:
            if self.ahead is not None:
                return self._from_columns(sheet, self.ahead.result(), unit)
            heading = self._heading(TABLES["actuals"], sheet)
            return rows_of_sheet(sheet, heading, unit, self.found, self.spared) if heading is not None else None
        except UnreadableError as problem:
            self._unreadable(sheet, "actuals", problem)
            return None
        finally:
            sheet.forget()

    def _from_columns(self, sheet: Sheet, loaded: Loaded, unit: int) -> ActualRows | None:
        from .columnar import actual_rows

        heading = self._heading(TABLES["actuals"], replace(sheet, load=lambda: loaded.head))
        if heading is None:
            return None
        if loaded.columns is None:
            return rows_of_sheet(sheet, heading, unit, self.found, self.spared)
        return actual_rows(loaded.columns, heading, unit, self.found, self.spared)


def _by_columns(sheet: Sheet) -> bool:
    return sheet.format == "parquet" or (sheet.format == "csv" and sheet.path.stat().st_size > LARGE_FILE)
