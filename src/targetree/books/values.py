"""What a column's cells mean: a parser for every kind of column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction

from .cells import NO_NUMBER, NOTHING, Cell, CellError, is_nothing, parse_id, parse_text, show, text_of_ids
from .dates import FIRST_YEAR, LAST_YEAR, parse_date, parse_period
from .figures import Quantity, parse_quantity, parse_share, plain_number, to_units
from .schema import Choices, Column, fold

__all__ = [
    "FIRST_YEAR", "LAST_YEAR", "NOTHING", "NO_NUMBER", "Cell", "CellError", "Quantity", "is_nothing", "parse_choice",
    "parse_date", "parse_id", "parse_period", "parse_quantity", "parse_ramp", "parse_share", "parse_text", "parser_of",
    "plain_number", "show", "text_of_ids", "to_units",
]  # fmt: skip


def parse_choice(cell: Cell, choices: Choices) -> str:
    """The slug of one of `choices`, whatever language it is written in."""
    if isinstance(cell, bool):
        cell = "true" if cell else "false"
    text = fold(parse_id(cell) if not isinstance(cell, (date, time, timedelta)) else str(cell))
    for slug, names in choices.items():
        if text == fold(slug) or any(text == fold(name) for name in names):
            return slug
    raise CellError("not-in-list", choices=[slug for slug in choices if slug])


def parse_ramp(cell: Cell) -> tuple[float, ...]:
    """`25/50/75` in per cent; where no number is over 1 they are fractions."""
    if isinstance(cell, (date, time, timedelta, bool)):
        raise CellError("not-a-ramp")
    text = unicodedata.normalize("NFKC", show(cell))
    parts = [part for part in re.split(r"[/,、;|\s]+", text) if part]
    try:
        numbers = [plain_number(part) for part in parts]
    except CellError:
        raise CellError("not-a-ramp") from None
    whole = any(value > 1 for value, percent in numbers if not percent)
    shares = [value if percent or not whole else value.scaleb(-2) for value, percent in numbers]
    if not 0 < len(shares) <= 60 or any(not 0 <= share <= 1 for share in shares):
        raise CellError("not-a-ramp")
    return tuple(float(share) for share in shares)


def parser_of(column: Column, in_percent: bool = False) -> Callable[[Cell], object]:
    """The parser of a column's cells. `in_percent`: the heading says `%`, so plain numbers are per cent."""
    kind, low, high = column.kind, column.low, column.high

    def bounded(value: Decimal) -> Decimal:
        if high is not None and not (low or 0) <= value <= high:
            raise CellError("number-out-of-range", low=low, high=high)
        if low is not None and value < low:
            raise CellError("number-too-small", low=low)
        return value

    def whole(cell: Cell) -> int:
        value, percent = plain_number(cell)
        if percent or value != value.to_integral_value():
            raise CellError("not-whole")
        return int(bounded(value))

    def factor(cell: Cell) -> Fraction:
        return Fraction(bounded(parse_share(cell, 10, in_percent)))

    def rate(cell: Cell) -> float:
        value = parse_share(cell, 1, in_percent)
        if not 0 <= value <= 1:
            raise CellError("not-a-rate")
        return float(value)

    def money(cell: Cell) -> Quantity:
        quantity = parse_quantity(cell)
        bounded(quantity.value)
        return quantity

    parsers: dict[str, Callable[[Cell], object]] = {
        "id": parse_id,
        "ref": parse_id,
        "text": parse_text,
        "value": lambda cell: cell,
        "date": parse_date,
        "period": parse_period,
        "money": money,
        "price": money,
        "amount": parse_quantity,
        "number": lambda cell: float(bounded(plain_number(cell)[0])),
        "whole": whole,
        "factor": factor,
        "rate": rate,
        "attainment": lambda cell: float(parse_share(cell, 10, in_percent)),
        "ramp": parse_ramp,
        "yesno": lambda cell: parse_choice(cell, column.choices or {}) == "yes",
        "choice": lambda cell: parse_choice(cell, column.choices or {}),
    }
    return parsers[kind]
