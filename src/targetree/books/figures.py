"""Numbers as people write them, exactly."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from math import isfinite

from .cells import EDGES, Cell, CellError


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written; `explicit` where it says its own unit (`120万`), so that no amount unit applies."""

    value: Decimal
    explicit: bool = False


_NUMBER = re.compile(
    r"([+-]?)(?:[¥$€£]|cny|rmb|人民币)?([+-]?)(\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+)(?:e([+-]?\d{1,3}))?"
    r"(%|十万|百万|千万|百亿|千亿|万亿|[百千万亿w])?(元|圆|块)?(整|正)?(?:[个家次件单套台户名吨])?"
)
_TIMES = {
    "百": 2, "千": 3, "万": 4, "w": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "百亿": 10, "千亿": 11, "万亿": 12,
}  # fmt: skip
_LONGEST = 60
_EXACT = Context(prec=120, rounding=ROUND_HALF_UP)
"""Wide enough for any number of `_LONGEST` characters, so that nothing is rounded twice."""
_MINUS = str.maketrans("−–—﹣", "----")
_BLANKS = re.compile(r"\s+")


def _number(cell: Cell) -> tuple[Decimal, str, bool]:
    """The number, the word or sign behind it (`万`, `%` or nothing), and whether it is said to be in 元."""
    if isinstance(cell, (bool, datetime, date, time, timedelta)) or cell is None:
        raise CellError("not-a-number")
    if isinstance(cell, (int, Decimal)):
        value = Decimal(cell)
        if not value.is_finite() or len(value.as_tuple().digits) > _LONGEST:
            raise CellError("not-a-number")
        return value, "", False
    if isinstance(cell, float):
        if not isfinite(cell):
            raise CellError("not-a-number")
        return Decimal(f"{cell:.15g}"), "", False
    text = _BLANKS.sub("", unicodedata.normalize("NFKC", cell.strip(EDGES)).casefold().translate(_MINUS))
    sign = 1
    if text.startswith("(") and text.endswith(")"):
        text, sign = text[1:-1], -1
    match = _NUMBER.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or (match[1] and match[2]):
        raise CellError("not-a-number")
    if "-" in (match[1], match[2]):
        sign = -sign
    value = Decimal(match[3].replace(",", "") + ("e" + match[4] if match[4] else "")).copy_sign(sign)
    return value, match[5] or "", match[6] is not None


def parse_quantity(cell: Cell) -> Quantity:
    """`1,200.50`, `￥1,200.50`, `120万`, `1.2亿`, `(300)`, `500元`: exact."""
    value, word, yuan = _number(cell)
    if word == "%":
        raise CellError("percent-as-amount")
    if value.adjusted() > 20:
        raise CellError("amount-too-large")
    return Quantity(value.scaleb(_TIMES.get(word, 0), _EXACT), bool(word) or yuan)


def plain_number(cell: Cell) -> tuple[Decimal, bool]:
    """The number, and whether it was written with `%` (then already divided by 100)."""
    value, word, _ = _number(cell)
    if value.adjusted() > 20 or value.adjusted() < -40:
        raise CellError("not-a-number")
    if word == "%":
        return value.scaleb(-2, _EXACT), True
    return value.scaleb(_TIMES.get(word, 0), _EXACT), False


def parse_share(cell: Cell, above: int, in_percent: bool = False) -> Decimal:
    """A share: `0.3`, `30%`, and plain numbers over `above` are per cent (30)."""
    value, percent = plain_number(cell)
    if not percent and (in_percent or abs(value) > above):
        value = value.scaleb(-2, _EXACT)
    return value


def to_units(quantity: Quantity, scale: int, unit: int | Decimal = 1) -> int:
    """Smallest units, rounded half away from zero; a plain number is first multiplied by the amount `unit`."""
    exact = _EXACT.multiply(quantity.value, Decimal(scale) * (1 if quantity.explicit else unit))
    return int(exact.quantize(Decimal(1), context=_EXACT))
