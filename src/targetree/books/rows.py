"""The rows of one table, typed column by column; every cell that cannot be understood is a finding."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from targetree.engine.findings import Place, error, note

from .collector import Collector
from .columns import Column, Table, fold
from .headings import Heading
from .plain import all_plain
from .sheets import Grid, Sheet
from .values import NO_NUMBER, Cell, CellError, is_nothing, parser_of, show, text_of_ids

TOTALS = {"合计", "小计", "总计", "总和", "合计数", "本页合计", "本页小计", "全部合计"}
TOTALS |= {"total", "totals", "subtotal", "grandtotal", "sum"}
_TOTAL_ENDS = ("合计", "小计", "总计")


@dataclass
class Rows:
    """n rows. A blank cell and one that could not be understood are both None; `bad` tells them apart."""

    table: Table
    numbers: list[int] = field(default_factory=list)
    """[n] source rows, from 1."""
    columns: dict[str, list[Any]] = field(default_factory=dict)
    """By slug, [n] typed values; only the columns that the table has."""
    raw: dict[str, list[Cell]] = field(default_factory=dict)
    bad: set[tuple[str, int]] = field(default_factory=set)
    """(slug, position) of cells with a finding."""
    units: dict[str, int] = field(default_factory=dict)
    """What the headings say plain amounts are multiplied by; "" for the whole table."""
    complete: bool = True
    """False where the table could not be read: what it lacks may well exist."""

    def __len__(self) -> int:
        return len(self.numbers)

    def column(self, slug: str, default: Any = None) -> Sequence[Any]:
        """[n] values with `default` for blanks."""
        values = self.columns.get(slug)
        if values is None:
            return [default] * len(self)
        return values if default is None else [default if value is None else value for value in values]

    def place(self, position: int, slug: str | None = None) -> Place:
        value = show(self.raw[slug][position]) if slug in self.raw else None
        return Place(self.table.slug, self.numbers[position], slug, value)

    def unit_of(self, slug: str, amount_unit: int) -> int:
        """What plain amounts of a column are multiplied by."""
        return self.units.get(slug, self.units.get("", amount_unit))


def select_rows(
    sheet: Sheet, table: Table, heading: Heading, found: Collector, spared: Set[str]
) -> tuple[list[int], dict[str, list[Cell]]]:
    """Row numbers and raw cells by slug, without blank rows and rows of totals.

    `spared`: words that would mark a total, folded, but are ids or names in this book.
    """
    grid = sheet.grid
    _fill_merged(sheet, table, heading, grid)
    body = grid[heading.row :]
    columns = {slug: _cells_at(body, position) for slug, position in heading.columns.items()}
    numbers = list(range(heading.row + 1, heading.row + 1 + len(body)))
    dropped = _blank_rows(sheet, heading, columns, len(body))
    dropped |= _rows_of_totals(columns, heading.row + 1, spared, Place(table.slug), found)
    if dropped:
        numbers = [number for k, number in enumerate(numbers) if k not in dropped]
        columns = {slug: [c for k, c in enumerate(cells) if k not in dropped] for slug, cells in columns.items()}
    return numbers, columns


def _cells_at(body: Grid, position: int) -> list[Cell]:
    try:
        cells = [row[position] for row in body]
    except IndexError:
        cells = [row[position] if position < len(row) else "" for row in body]
    if bool in set(map(type, cells)):  # True equals 1 where cells are looked up
        cells = [show(cell) if isinstance(cell, bool) else cell for cell in cells]
    return cells


def _blank_rows(sheet: Sheet, heading: Heading, columns: dict[str, list[Cell]], n: int) -> set[int]:
    """Positions of rows that hold nothing, not even an error."""
    blank = set(range(n))
    for cells in columns.values():
        if all_plain(cells):
            return set()
        nothing = {cell for cell in set(cells) if is_nothing(cell)}
        blank = {k for k in blank if cells[k] in nothing} if nothing else set()
        if not blank:
            return blank
    held = {row - heading.row - 1 for row, at in sheet.broken if at in heading.columns.values()}
    return blank - held


_TOTALISH = re.compile(r"合\s*计|小\s*计|总\s*[计和]|total|sum", re.IGNORECASE)


def totals_word(row: Sequence[Cell], spared: Set[str] = frozenset()) -> str:
    """The word that marks a row as one of totals, "" for other rows."""
    first = True
    for cell in row:
        if not isinstance(cell, str) or not cell.strip():
            continue
        if len(cell) < 24 and _TOTALISH.search(cell):
            folded = fold(cell)
            if folded not in spared and (folded in TOTALS or (first and folded.endswith(_TOTAL_ENDS))):
                return cell.strip()
        first = False
    return ""


def totals_among(cells: Sequence[Cell]) -> list[int]:
    """Positions of cells that may mark a row of totals."""
    try:
        text = "\n".join(cells).lower()  # type: ignore[arg-type]
    except TypeError:
        text = "\n".join([cell for cell in cells if isinstance(cell, str)]).lower()
    if not any(sign in text for sign in ("计", "总和", "total", "sum")):
        return []
    return [k for k, cell in enumerate(cells) if isinstance(cell, str) and totals_word([cell])]


def _rows_of_totals(
    columns: dict[str, list[Cell]], first: int, spared: Set[str], place: Place, found: Collector
) -> set[int]:
    """Positions of rows of totals, each with a note; a row that others name as their parent is no such row."""
    suspects: set[int] = set()
    for cells in columns.values():
        suspects.update(totals_among(cells))
    parents = {fold(cell) for cell in columns.get("parent", ()) if isinstance(cell, str)} if suspects else set()
    dropped = set()
    for position in sorted(suspects):
        word = totals_word([cells[position] for slug, cells in columns.items() if slug != "parent"], spared)
        own = columns["id"][position] if "id" in columns else None
        if word and not (isinstance(own, str) and own and fold(own) in parents):
            dropped.add(position)
            found.add(note("totals-row", Place(place.table, first + position), text=word))
    return dropped


def _fill_merged(sheet: Sheet, table: Table, heading: Heading, grid: Grid) -> None:
    """Cells merged down a column all hold its value; amounts would be counted twice and stay where they are."""
    for (top, left), (bottom, right) in sheet.merged:
        if bottom == top or left != right or top < heading.row or bottom - top > 10_000:
            continue
        slug = next((slug for slug, position in heading.columns.items() if position == left), None)
        if slug is None or table.by_slug[slug].kind in ("id", "amount", "money", "number", "whole"):
            continue
        for row in range(top + 1, min(bottom + 1, len(grid))):
            if left < len(grid[row]) and grid[row][left] == "" and any(cell != "" for cell in grid[row]):
                grid[row][left] = grid[top][left]


def read_rows(sheet: Sheet, table: Table, heading: Heading, found: Collector, spared: Set[str]) -> Rows:
    """Every row of a table, typed; findings for cells that are missing, broken or not understood."""
    numbers, raw = select_rows(sheet, table, heading, found, spared)
    rows = Rows(table, numbers, {}, raw, set(), heading.units)
    broken = _broken_by_slug(sheet, heading)
    for slug in raw:
        rows.columns[slug] = _typed(rows, slug, slug in heading.percent, broken.get(slug, {}), found)
    return rows


def _broken_by_slug(sheet: Sheet, heading: Heading) -> dict[str, dict[int, str]]:
    slugs = {position: slug for slug, position in heading.columns.items()}
    by_slug: dict[str, dict[int, str]] = {}
    for (row, position), what in sheet.broken.items():
        if position in slugs:
            by_slug.setdefault(slugs[position], {})[row] = what
    return by_slug


def broken_cell(table: str, row: int, slug: str, what: str) -> Any:
    """The finding for a cell that holds an error or a formula without a stored value."""
    if what:
        return error("cell-has-error", Place(table, row, slug, what))
    return error("formula-without-value", Place(table, row, slug))


def _typed(rows: Rows, slug: str, in_percent: bool, broken: dict[int, str], found: Collector) -> list[Any]:
    """[n] values: each different cell is understood once."""
    cells = rows.raw[slug]
    column = rows.table.by_slug[slug]
    is_text = column.kind in ("id", "ref", "text")
    if is_text and not broken and all_plain(cells):
        return list(cells)
    parse = parser_of(column, in_percent)
    no_more = frozenset() if is_text or column.kind == "value" else NO_NUMBER
    different = dict.fromkeys(cells)
    known: dict[Cell, Any] = text_of_ids(different) if is_text else {}
    nothing = {cell for cell, text in known.items() if text is None}
    problems: dict[Cell, CellError] = {}
    for cell in different if len(known) < len(different) else ():
        if cell in known:
            continue
        if is_nothing(cell) or (no_more and isinstance(cell, str) and cell.strip().casefold() in no_more):
            known[cell] = None
            nothing.add(cell)
            continue
        try:
            known[cell] = parse(cell)
        except CellError as problem:
            known[cell], problems[cell] = None, problem
    values = [known[cell] for cell in cells]
    if problems or broken or (column.required and nothing):
        _report(rows, column, broken, nothing, problems, found)
    return values


def _report(
    rows: Rows,
    column: Column,
    broken: dict[int, str],
    nothing: set[Cell],
    problems: dict[Cell, CellError],
    found: Collector,
) -> None:
    table, slug = rows.table.slug, column.slug
    for position, cell in enumerate(rows.raw[slug]):
        row = rows.numbers[position]
        if row in broken:
            found.add(broken_cell(table, row, slug, broken[row]))
        elif cell in problems:
            found.bad_cell(table, row, slug, cell, problems[cell])
        elif column.required and cell in nothing:
            found.add(error("value-missing", Place(table, row, slug)))
        else:
            continue
        rows.bad.add((slug, position))
