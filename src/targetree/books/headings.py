"""Where a table's headings stand in a grid, which column each names, and what unit it says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from targetree.engine.findings import Place, error, note

from .collector import Collector
from .columns import Column, Table, find_setting, fold
from .sheets import Grid, Sheet, column_letters
from .values import Cell, is_nothing, show

ROWS_SEARCHED = 40
UNITS = {"元": 1, "人民币元": 1, "cny": 1, "rmb": 1, "yuan": 1, "百元": 100, "千元": 1000, "万": 10_000, "万元": 10_000,
         "百万": 1_000_000, "百万元": 1_000_000, "亿": 10**8, "亿元": 10**8}  # fmt: skip
_BRACKETS = re.compile(r"[(\[【](.*?)[)\]】]")
_UNIT_LINE = re.compile(r"单位[:：]?(?:人民币)?(元|百元|千元|万元|百万元|亿元)")


@dataclass
class Heading:
    """The heading row of one table."""

    row: int
    """1-based; 0 where the grid has no headings."""
    columns: dict[str, int] = field(default_factory=dict)
    """Slug -> column of the grid, from 0."""
    texts: dict[str, str] = field(default_factory=dict)
    """Slug -> the heading as written."""
    units: dict[str, int] = field(default_factory=dict)
    """Slug -> what plain amounts are multiplied by, where the heading says so; "" for the whole sheet."""
    percent: set[str] = field(default_factory=set)
    """Slugs whose heading says `%`."""


def column_named(text: str, table: Table, told: Mapping[str, str]) -> tuple[Column | None, bool, str]:
    """The column of a heading, whether it is the column's own name (not an alias), and the unit it says.

    `told`: what was decided about headings, folded.
    """
    plain = unicodedata.normalize("NFKC", text)
    inside = _BRACKETS.search(plain)
    unit = fold(inside[1]).removeprefix("单位") if inside else ""
    if told and (slug := told.get(fold(text))) is not None:
        return table.by_slug.get(slug), True, unit
    for candidate in (plain, _BRACKETS.sub("", plain)):
        folded = fold(candidate)
        column = table.by_heading.get(folded)
        if column is None:
            for tail in sorted(UNITS, key=len, reverse=True):
                if folded.endswith(tail) and (column := table.by_heading.get(folded.removesuffix(tail))):
                    unit = tail
                    break
        if column is not None:
            return column, folded in (fold(column.slug), fold(column.zh)), unit
    return None, False, ""


def locate(sheet: Sheet, table: Table, found: Collector, told: Mapping[str, str]) -> Heading | None:
    """The row with the most headings of `table` among the first ones; None, with findings, where there is none."""
    grid = sheet.grid
    best, best_count = -1, 0
    for index, cells in enumerate(grid[:ROWS_SEARCHED]):
        named = {
            c.slug for cell in cells if isinstance(cell, str) and cell and (c := column_named(cell, table, told)[0])
        }
        if len(named) > best_count:
            best, best_count = index, len(named)
    needed = [column.slug for column in table.columns if column.required]
    if best_count < 2:
        if table.slug == "company" and (bare := _bare_settings(grid)) is not None:
            return bare
        if best_count < 1 or any(not is_nothing(c) for row in grid[best + 1 :] for c in row) or len(needed) > 1:
            found.add(error("no-heading-row", Place(table.slug), columns=needed))
            return None
    heading = _read_heading(grid[best], best, table, found, told)
    missing = [slug for slug in needed if slug not in heading.columns]
    if missing:
        found.add(error("columns-missing", Place(table.slug, heading.row), columns=missing))
    _unit_line(grid[:best], heading, table, found)
    return heading


def _read_heading(cells: list[Cell], index: int, table: Table, found: Collector, told: Mapping[str, str]) -> Heading:
    heading = Heading(index + 1)
    own: dict[str, bool] = {}
    unused: list[str] = []
    for position, cell in enumerate(cells):
        if is_nothing(cell):
            continue
        text = show(cell).strip()
        column, is_own, unit = column_named(text, table, told)
        if column is None:
            if fold(text) not in told:
                unused.append(text)
            continue
        slug = column.slug
        if slug in heading.columns:
            if own[slug] == is_own:
                place = Place(table.slug, index + 1, slug)
                found.add(error("column-twice", place, first=heading.texts[slug], second=text))
                continue
            unused.append(text if own[slug] else heading.texts[slug])
            if own[slug]:
                continue
        heading.columns[slug], heading.texts[slug], own[slug] = position, text, is_own
        heading.units.pop(slug, None)
        heading.percent.discard(slug)
        if unit in UNITS and column.kind in ("money", "amount", "price"):
            heading.units[slug] = UNITS[unit]
        if unit in ("%", "％", "百分比") and column.kind in ("rate", "factor", "attainment"):
            heading.percent.add(slug)
    if unused:
        found.add(note("columns-unused", Place(table.slug, index + 1), headings=unused))
    return heading


def _unit_line(above: Grid, heading: Heading, table: Table, found: Collector) -> None:
    """`单位：万元` above the headings holds for the whole table."""
    if not any(column.kind in ("money", "amount") for column in table.columns):
        return
    for index, cells in enumerate(above):
        for position, cell in enumerate(cells):
            match = _UNIT_LINE.search(cell.replace(" ", "")) if isinstance(cell, str) else None
            if match:
                heading.units[""] = UNITS[match[1]]
                where = f"{column_letters(position)}{index + 1}"
                found.add(note("unit-from-title", Place(table.slug, index + 1), unit=match[1], cell=where))
                return


def _bare_settings(grid: Grid) -> Heading | None:
    """Settings without headings: a name of a setting in one column, its value in the next."""
    for cells in grid[:ROWS_SEARCHED]:
        for position, cell in enumerate(cells[:-1]):
            if isinstance(cell, str) and find_setting(cell):
                return Heading(0, {"setting": position, "value": position + 1})
    return None
