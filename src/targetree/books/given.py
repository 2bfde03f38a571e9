"""Tables that stand in for those that a book lacks: rows that are known already, handed to the reader as sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from .cells import Cell
from .columns import TABLES
from .sheets import Grid, Sheet

Row = Mapping[str, object]
_IN_MAIN_UNIT = ("money", "amount")


def given_sheet(slug: str, label: str, rows: Callable[[], Sequence[Row]]) -> Sheet:
    """A sheet of table `slug`; amounts of its rows are in the main unit, whatever unit the book's own are in."""
    table = TABLES[slug]

    def load() -> Grid:
        head: list[Cell] = [c.slug + ("(元)" if c.kind in _IN_MAIN_UNIT else "") for c in table.columns]
        slugs = [c.slug for c in table.columns]
        return [head, *([_cell(row.get(name)) for name in slugs] for row in rows())]

    return Sheet(slug, label, "given", load, Path())


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else value  # type: ignore[return-value]
