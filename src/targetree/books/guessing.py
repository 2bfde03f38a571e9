"""What somebody else's sheets and columns most likely hold: a proposal for a person to confirm."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache

from .cells import Cell, CellError, is_nothing, show
from .columns import TABLES, Column, Table, fold
from .dates import parse_date
from .figures import plain_number

ROWS_SEARCHED = 40
SAMPLES = 3
_ENOUGH = 0.62
_BRACKETS = re.compile(r"[(\[【（].*?[)\]】）]")
_ENDINGS = {"amount": ("额", "数", "量", "值", "任务", "amount", "value"), "date": ("日期", "时间", "日", "date")}
"""How headings of needed columns of a kind often end, where no better name is known."""
_FIGURES = frozenset(("money", "price", "amount", "number", "whole", "factor", "rate", "attainment"))


def heading_row(grid: Sequence[Sequence[Cell]]) -> int:
    """Position of the row that most likely holds headings: the first with nearly the most texts, none of them twice."""
    counts = []
    for row in grid[:ROWS_SEARCHED]:
        texts = [cell for cell in row if isinstance(cell, str) and not is_nothing(cell) and not _is_figure(cell)]
        counts.append(len(texts) if len(set(texts)) == len(texts) else 0)
    most = max(counts, default=0)
    return next((at for at, count in enumerate(counts) if count and count >= 0.8 * most), 0)


def samples_below(grid: Sequence[Sequence[Cell]], row: int, position: int) -> list[str]:
    """The first different values of a column, as they are shown."""
    found: dict[str, None] = {}
    for cells in grid[row + 1 : row + 200]:
        cell = cells[position] if position < len(cells) else None
        if not is_nothing(cell):
            found[show(cell)] = None
        if len(found) == SAMPLES:
            break
    return list(found)


def guess_table(title: str, headings: Mapping[str, Sequence[str]], taken: Collection[str]) -> str:
    """The slug of the table that a sheet holds, by its title and its headings with samples; "" where none is likely."""
    best, best_score = "", 0.0
    for table in TABLES.values():
        if table.slug in taken:
            continue
        guesses = guess_columns(headings, table)
        known = {slug for slug in guesses.values() if slug}
        needed = [column.slug for column in table.columns if column.required]
        if not known or not known.issuperset(needed):
            continue
        named = max(_likeness(title, name) for name in (table.zh, table.slug, *table.aliases))
        score = len(known) / max(len(headings), 3) + len(known) / len(table.columns) / 2 + named
        if score > best_score:
            best, best_score = table.slug, score
    return best if best_score >= 0.75 else ""


def guess_columns(headings: Mapping[str, Sequence[str]], table: Table, taken: Collection[str] = ()) -> dict[str, str]:
    """Heading -> slug of the most likely column of `table`, "" where none is; no column twice, none of `taken`."""
    scored = sorted(
        (
            (-_score(text, samples, column), at, number, text, column.slug)
            for at, (text, samples) in enumerate(headings.items())
            for number, column in enumerate(table.columns)
            if column.slug not in taken
        ),
    )
    guesses = dict.fromkeys(headings, "")
    used: set[str] = set()
    for score, _, _, text, slug in scored:
        if -score >= _ENOUGH and not guesses[text] and slug not in used:
            guesses[text] = slug
            used.add(slug)
    return guesses


def _score(text: str, samples: Sequence[str], column: Column) -> float:
    """How likely a heading with these values below it is the column: 1 is certain."""
    named = max(_likeness(text, name) for name in (column.zh, column.slug, *column.aliases))
    if column.required and samples and fold(_BRACKETS.sub("", text)).endswith(_ENDINGS.get(column.kind, ("\0",))):
        named = max(named, _ENOUGH)
    return named if _fits(samples, column) else 0.0


@cache
def _likeness(text: str, name: str) -> float:
    a, b = fold(_BRACKETS.sub("", text)), fold(name)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    if len(b) > 1 and (a.endswith(b) or b.endswith(a)):
        return 0.9 - 0.02 * abs(len(a) - len(b))
    if len(b) > 1 and (b in a or (len(a) > 1 and a in b)):
        return 0.8 - 0.03 * abs(len(a) - len(b))
    return 0.9 * SequenceMatcher(None, a, b, autojunk=False).ratio()


def _fits(samples: Sequence[str], column: Column) -> bool:
    """Whether the values can be of the column's kind."""
    if column.kind == "date":
        return all(_is_date(value) for value in samples)
    if column.kind in _FIGURES:
        return all(_is_figure(value) for value in samples)
    return True


def _is_date(value: str) -> bool:
    try:
        parse_date(value)
    except CellError:
        return False
    return True


def _is_figure(value: str) -> bool:
    try:
        plain_number(value)
    except CellError:
        return False
    return True
