"""Sheets and columns of a book that the reader does not know: what a person is asked about before it is read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from targetree.engine.findings import Finding

from .cells import is_nothing, show
from .columns import GUIDE_TITLES, TABLES, find_table, fold
from .guessing import guess_columns, guess_table, heading_row, samples_below
from .headings import column_named
from .naming import Naming
from .sheets import Sheet, UnreadableError, sheets_of

_ASKED = frozenset(("columns-unused", "columns-missing", "no-heading-row"))
MOST_HEADINGS = 60


@dataclass(frozen=True, slots=True)
class Strange:
    """A sheet with something unknown about it."""

    title: str
    label: str
    table: str
    """Slug of the table that it is known to hold; "" where the sheet itself is unknown."""
    headings: dict[str, list[str]] = field(default_factory=dict)
    """Each unknown heading (all of them, where the sheet is unknown) with the first values below it."""
    taken: tuple[str, ...] = ()
    """Columns of the table that the sheet has already."""


def survey(path: Path, naming: Naming, findings: Sequence[Finding]) -> list[Strange]:
    """What is not known in the book at `path`, once it has been read with these findings."""
    asked = {f.place.table for f in findings if f.code in _ASKED}
    found = []
    try:
        for sheet in sheets_of(path):
            if sheet.hidden or not sheet.title or fold(sheet.title) in GUIDE_TITLES:
                continue
            decided = naming.table(sheet.title)
            table = decided if decided is not None else getattr(find_table(sheet.title), "slug", None)
            if table is None or table in asked:
                strange = _strange(sheet, table or "", naming)
                if strange.headings:
                    found.append(strange)
    except UnreadableError:
        return []
    return found


def _strange(sheet: Sheet, table: str, naming: Naming) -> Strange:
    try:
        grid = sheet.grid
    except UnreadableError:
        return Strange(sheet.title, sheet.label, table)
    finally:
        sheet.forget()
    row = heading_row(grid)
    headings: dict[str, list[str]] = {}
    taken = []
    for position, cell in enumerate(grid[row][: MOST_HEADINGS * 2] if grid else ()):
        text = show(cell).strip()
        if is_nothing(cell) or len(headings) == MOST_HEADINGS:
            continue
        known = column_named(text, TABLES[table], naming.of(table))[0] if table else None
        if known is not None:
            taken.append(known.slug)
        elif text not in headings and fold(text) not in naming.of(table):
            headings[text] = samples_below(grid, row, position)
    return Strange(sheet.title, sheet.label, table, headings, tuple(taken))


def proposal(strange: Sequence[Strange], present: Collection[str]) -> dict[str, tuple[str, dict[str, str]]]:
    """Title -> (table, heading -> column): the best guess for each; `present`: tables that the book has already."""
    guessed: dict[str, tuple[str, dict[str, str]]] = {}
    used = set(present)
    for sheet in strange:
        table = sheet.table or guess_table(sheet.title, sheet.headings, used)
        used.add(table)
        columns = guess_columns(sheet.headings, TABLES[table], sheet.taken) if table else {}
        guessed[sheet.title] = (table, columns)
    return guessed


def worth_asking(
    strange: Sequence[Strange],
    guessed: Mapping[str, tuple[str, Mapping[str, str]]],
    findings: Sequence[Finding],
) -> bool:
    """Whether a person should be asked: something is missing, or something unknown looks like what we know.

    Columns and sheets of somebody's own beside a complete book are left alone.
    """
    if not strange:
        return False
    if any(f.code in ("columns-missing", "no-heading-row", "tables-missing") for f in findings):
        return True
    return any((table and not s.table) or any(guessed[s.title][1].values()) for s in strange
               for table in (guessed[s.title][0],))  # fmt: skip
