"""One cell: what it may be, how a message quotes it, when it says nothing, and its text or id."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isnan

Cell = str | float | int | bool | date | datetime | time | timedelta | Decimal | None

NOTHING = frozenset({"", "-", "--", "—", "——", "–", "/", "\\", "－", "―", "n/a", "N/A"})
NO_NUMBER = frozenset({"na", "nan", "null", "none", "无", "空", "nil"})
"""Further ways to say nothing where a number or a date is asked for; elsewhere they may be names."""
EDGES = " \t\r\n\u3000\xa0\ufeff\u200b"
_NARROW = {c: c - 0xFEE0 for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}


class CellError(ValueError):
    """A cell that cannot be understood: the code of the finding and the values of its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def show(cell: Cell) -> str:
    """A cell as a message quotes it."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return f"{cell:.15g}"
    text = str(cell) if cell is not None else ""
    return text if len(text) <= 60 else text[:57] + "…"


def is_nothing(cell: Cell) -> bool:
    """Blank, or one of the marks that people put for nothing."""
    if cell is None:
        return True
    if not isinstance(cell, str):
        return isinstance(cell, float) and isnan(cell)
    return cell.strip(EDGES) in NOTHING


def parse_text(cell: Cell) -> str:
    """Text without blanks at its edges; numbers as people read them."""
    if isinstance(cell, str):
        return cell.strip(EDGES)
    if isinstance(cell, (datetime, date)):
        return day_of(cell).isoformat()
    return parse_id(cell)


def parse_id(cell: Cell) -> str:
    """An id: `275.0` read from a number is `275`, full-width letters and digits are narrow ones."""
    if isinstance(cell, str):
        text = cell.strip(EDGES)
        if not text.isascii():
            return text.translate(_NARROW)
        return text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text
    if isinstance(cell, (bool, datetime, date, time, timedelta)):
        raise CellError("not-an-id")
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e18 else f"{cell:.15g}"
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def text_of_ids(cells: Iterable[Cell]) -> dict[Cell, str | None]:
    """What `parse_id` makes of cells, None for nothing; only those that need no second look."""
    known: dict[Cell, str | None] = {}
    for cell in cells:
        if type(cell) is str and cell.isascii():
            text = cell.strip(EDGES)
            if text[-2:] != ".0":
                known[cell] = text if text not in NOTHING else None
    return known


def day_of(cell: date | datetime) -> date:
    return cell.date() if isinstance(cell, datetime) else cell
