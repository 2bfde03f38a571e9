"""The cells around what is wrong in a book, so that an error can be shown where it stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from targetree.engine.findings import Finding

from .cells import Cell, show
from .collector import Collector
from .columns import ALL_TABLES, WORK, find_table
from .headings import ROWS_SEARCHED, Heading, locate
from .naming import Naming
from .sheets import Grid, Sheet, UnreadableError, column_letters, decode, delimiter_of, sheets_of

MOST_BLOCKS = 20
"""For each table."""
MOST_COLUMNS = 7
_AROUND = 1


@dataclass
class Line:
    """A row of the source. `said`: column position -> findings about that cell, as indices; -1: the row as a whole."""

    number: int
    cells: list[str]
    said: dict[int, list[int]] = field(default_factory=dict)


@dataclass
class Block:
    """A few rows and columns of a sheet around something wrong."""

    columns: list[tuple[int, str, str]]
    """Position, letters ("" for files), heading."""
    lines: list[Line]


@dataclass
class Excerpt:
    """What is shown of one table."""

    table: str
    blocks: list[Block]
    shown: set[int]
    """Indices of the findings that stand in a block."""


def excerpts(path: Path, naming: Naming, findings: Sequence[Finding]) -> list[Excerpt]:
    """For each table with findings about rows, the first of them with the cells around them."""
    wanted: dict[str, dict[int, list[int]]] = {}
    for at, finding in enumerate(findings):
        place = finding.place
        if place.row and place.table in ALL_TABLES:
            rows = wanted.setdefault(place.table, {})
            if place.row in rows or len(rows) < MOST_BLOCKS:
                rows.setdefault(place.row, []).append(at)
    found = []
    try:
        for sheet in sheets_of(path) if wanted else ():
            told = naming.table(sheet.title)
            table = (
                told
                if told is not None
                else getattr(find_table(sheet.title) or find_table(sheet.title, WORK), "slug", "")
            )
            if table in wanted and not sheet.hidden:
                found.append(_excerpt(sheet, table, naming.of(table), wanted.pop(table), findings))
    except UnreadableError:
        return found
    return found


def _excerpt(
    sheet: Sheet, table: str, told: Mapping[str, str], wanted: Mapping[int, list[int]], findings: Sequence[Finding]
) -> Excerpt:
    around = {row + k for row in wanted for k in range(-_AROUND, _AROUND + 1)}
    head, rows = _rows(sheet, around)
    heading = locate(replace(sheet, load=lambda: head), ALL_TABLES[table], Collector(), told) or Heading(0)
    blocks = [_block(group, rows, heading, head, sheet, wanted, findings) for group in _groups(sorted(wanted))]
    return Excerpt(table, blocks, {at for row in wanted.values() for at in row})


def _groups(rows: Sequence[int]) -> Iterator[list[int]]:
    """Rows whose surroundings touch are shown together."""
    group: list[int] = []
    for row in rows:
        if group and row - group[-1] > 2 * _AROUND + 1:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _block(
    group: Sequence[int], rows: Mapping[int, list[Cell]], heading: Heading, head: Grid, sheet: Sheet,
    wanted: Mapping[int, list[int]], findings: Sequence[Finding],
) -> Block:  # fmt: skip
    bad = {
        heading.columns[slug]
        for row in group for at in wanted[row]
        if (slug := findings[at].place.column) in heading.columns and slug is not None
    }  # fmt: skip
    columns = _columns_around(bad, sorted(heading.columns.values()))
    texts = head[heading.row - 1] if 0 < heading.row <= len(head) else []
    lines = []
    for number in sorted({row + k for row in group for k in range(-_AROUND, _AROUND + 1)}):
        if number not in rows or number <= heading.row:
            continue
        cells = rows[number]
        line = Line(number, [show(cells[at]) if at < len(cells) else "" for at in columns])
        for at in wanted.get(number, ()):
            position = heading.columns.get(findings[at].place.column or "", -1)
            line.said.setdefault(columns.index(position) if position in columns else -1, []).append(at)
        lines.append(line)
    letters = [column_letters(at) if sheet.has_letters else "" for at in columns]
    names = [show(texts[at]) if at < len(texts) else "" for at in columns]
    return Block(list(zip(columns, letters, names, strict=True)), lines)


def _columns_around(bad: set[int], known: Sequence[int]) -> list[int]:
    """The columns with something wrong, the first one, and the nearest others."""
    if not known:
        return sorted(bad)[:MOST_COLUMNS]
    order = sorted(known, key=lambda at: (at not in bad, at != known[0], min((abs(at - b) for b in bad), default=at)))
    return sorted(order[:MOST_COLUMNS])


def _rows(sheet: Sheet, wanted: set[int]) -> tuple[Grid, dict[int, list[Cell]]]:
    """The first rows, among which the headings are, and the wanted ones by number."""
    if sheet.format == "csv":
        text = decode(sheet.path.read_bytes())
        source: Iterator[list[Cell]] = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))  # type: ignore[assignment]
    else:
        source = iter(sheet.grid)
    head: Grid = []
    rows: dict[int, list[Cell]] = {}
    try:
        for number, cells in enumerate(source, 1):
            if number <= ROWS_SEARCHED:
                head.append(cells)
            if number in wanted:
                rows[number] = cells
    except csv.Error:
        pass
    finally:
        sheet.forget()
    return head, rows
