"""The rows of one table, typed column by column; every cell that cannot be understood is a finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from targetree.engine.findings import Place, error, note

from .collector import Collector
from .columns import Table, fold
from .headings import Heading
from .sheets import Grid, Sheet
from .values import NO_NUMBER, Cell, CellError, is_nothing, parser_of, show

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
    sheet: Sheet, table: Table, heading: Heading, found: Collector
) -> tuple[list[int], dict[str, list[Cell]]]:
    """Row numbers and raw cells by slug, without blank rows, repeated headings and rows of totals."""
    grid = sheet.grid
    _fill_merged(sheet, table, heading, grid)
    slugs, positions = list(heading.columns), list(heading.columns.values())
    widest = max(positions, default=-1)
    numbers: list[int] = []
    kept: list[list[Cell]] = []
    totals: list[tuple[int, int, str]] = []
    for number, cells in enumerate(grid[heading.row :], heading.row + 1):
        if len(cells) > widest:
            row = [cells[p] for p in positions]
        else:
            row = [cells[p] if p < len(cells) else "" for p in positions]
        if all(cell == "" or is_nothing(cell) for cell in row) and not _has_broken(sheet, number, positions):
            continue
        if word := totals_word(row):
            totals.append((len(numbers), number, word))
        numbers.append(number)
        kept.append(row)
    columns: dict[str, list[Cell]] = {slug: [row[k] for row in kept] for k, slug in enumerate(slugs)}
    dropped = _drop_totals(totals, columns, table, found)
    if dropped:
        numbers = [n for k, n in enumerate(numbers) if k not in dropped]
        columns = {slug: [c for k, c in enumerate(cells) if k not in dropped] for slug, cells in columns.items()}
    return numbers, columns


def _has_broken(sheet: Sheet, row: int, positions: list[int]) -> bool:
    return bool(sheet.broken) and any((row, p) in sheet.broken for p in positions)


_SPACES = re.compile(r"\s")


def totals_word(row: Sequence[Cell]) -> str:
    """The word that marks a row as one of totals, "" for other rows."""
    first = True
    for cell in row:
        if not isinstance(cell, str) or not cell:
            continue
        if len(cell) < 24 and (cell[-1] in "计和数:： lLsmMS" or not cell[-1].isalnum()):
            folded = fold(cell)
            if folded in TOTALS or (first and folded.endswith(_TOTAL_ENDS)):
                return cell.strip()
        first = False
    return ""


def _drop_totals(
    totals: list[tuple[int, int, str]], columns: dict[str, list[Cell]], table: Table, found: Collector
) -> set[int]:
    """Positions of rows of totals; a row that others name as their parent is no such row."""
    if not totals:
        return set()
    parents = {fold(cell) for cell in columns.get("parent", ()) if isinstance(cell, str)}
    dropped = set()
    for position, number, word in totals:
        own = columns["id"][position] if "id" in columns else None
        if isinstance(own, str) and own and fold(own) in parents:
            continue
        dropped.add(position)
        found.add(note("totals-row", Place(table.slug, number), text=word))
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


def read_rows(sheet: Sheet, table: Table, heading: Heading, found: Collector) -> Rows:
    """Every row of a table, typed; findings for cells that are missing, broken or not understood."""
    numbers, raw = select_rows(sheet, table, heading, found)
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
    cells = rows.raw[slug]
    column = rows.table.by_slug[slug]
    parse = parser_of(column, in_percent)
    no_more = frozenset() if column.kind in ("id", "ref", "text", "value") else NO_NUMBER
    table = rows.table.slug
    known: dict[str, Any] = {}
    values: list[Any] = []
    for position, cell in enumerate(cells):
        if isinstance(cell, str) and cell in known:
            values.append(known[cell])
            continue
        value = None
        if broken and rows.numbers[position] in broken:
            row = rows.numbers[position]
            found.add(broken_cell(table, row, slug, broken[row]))
            rows.bad.add((slug, position))
        elif is_nothing(cell) or (isinstance(cell, str) and cell.strip().casefold() in no_more):
            if column.required:
                found.add(error("value-missing", Place(table, rows.numbers[position], slug)))
                rows.bad.add((slug, position))
        else:
            try:
                value = parse(cell)
            except CellError as problem:
                found.bad_cell(table, rows.numbers[position], slug, cell, problem)
                rows.bad.add((slug, position))
            else:
                if isinstance(cell, str):
                    known[cell] = value
        values.append(value)
    return values
