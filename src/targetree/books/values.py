"""One cell, read exactly: what people write for a number, a date, a share, a yes, and what it means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from math import isfinite, isnan

from .schema import Choices, Column, fold

Cell = str | float | int | bool | date | datetime | time | timedelta | Decimal | None

NOTHING = frozenset({"", "-", "--", "—", "——", "–", "/", "\\", "－", "―", "n/a", "N/A"})
NO_NUMBER = frozenset({"na", "nan", "null", "none", "无", "空", "nil"})
"""Further ways to say nothing where a number or a date is asked for; elsewhere they may be names."""
FIRST_YEAR, LAST_YEAR = 1900, 2199
_EDGES = " \t\r\n\u3000\xa0\ufeff\u200b"
_NARROW = {c: c - 0xFEE0 for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}


class CellError(ValueError):
    """A cell that cannot be understood: the code of the finding and the values of its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written; `explicit` where it says its own unit (`120万`), so that no amount unit applies."""

    value: Decimal
    explicit: bool = False


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
    return cell.strip(_EDGES) in NOTHING


def parse_text(cell: Cell) -> str:
    """Text without blanks at its edges; numbers as people read them."""
    if isinstance(cell, str):
        return cell.strip(_EDGES)
    if isinstance(cell, (datetime, date)):
        return _day(cell).isoformat()
    return parse_id(cell)


def parse_id(cell: Cell) -> str:
    """An id: `275.0` read from a number is `275`, full-width letters and digits are narrow ones."""
    if isinstance(cell, str):
        text = cell.strip(_EDGES)
        if not text.isascii():
            return text.translate(_NARROW)
        return text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text
    if isinstance(cell, (bool, datetime, date, time, timedelta)):
        raise CellError("not-an-id")
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e18 else f"{cell:.15g}"
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)


# --- numbers

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
    text = _BLANKS.sub("", unicodedata.normalize("NFKC", cell.strip(_EDGES)).casefold().translate(_MINUS))
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


def text_of_ids(cells: Iterable[Cell]) -> dict[Cell, str | None]:
    """What `parse_id` makes of cells, None for nothing; only those that need no second look."""
    known: dict[Cell, str | None] = {}
    for cell in cells:
        if type(cell) is str and cell.isascii():
            text = cell.strip(_EDGES)
            if text[-2:] != ".0":
                known[cell] = text if text not in NOTHING else None
    return known


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


# --- dates

_DATE = re.compile(
    r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?|(\d{2})(\d{2}))"
    r"(?:[t ]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d*)?)?(?:z|[+-]\d{2}:?\d{2})?)?"
)
_EXCEL_EPOCH = date(1899, 12, 30)


def _day(cell: date | datetime) -> date:
    return cell.date() if isinstance(cell, datetime) else cell


def parse_date(cell: Cell) -> date:
    """Real dates, `2027-03-05`, `2027/3/5`, `2027.3.5`, `20270305`, `2027年3月5日`; a time behind is dropped."""
    if isinstance(cell, (datetime, date)):
        return _within(_day(cell))
    if isinstance(cell, (bool, time, timedelta)) or cell is None:
        raise CellError("not-a-date")
    if isinstance(cell, (float, int, Decimal)):
        number = float(cell)
        if 20_000 < number < 80_000:  # a date that lost its format in Excel: 1954 to 2119
            return _EXCEL_EPOCH + timedelta(days=int(number))
        text = str(int(number)) if number.is_integer() and 0 <= number < 10**9 else ""
    else:
        text = unicodedata.normalize("NFKC", cell.strip(_EDGES)).casefold()
        if "年" in text or " " in text:
            text = re.sub(r"\s*([年月日号/.-])\s*", r"\1", text)
        text = text[:-2] if text.endswith(".0") and len(text) == 10 and text[:8].isdigit() else text
    match = _DATE.fullmatch(text)
    if match is None:
        raise CellError("not-a-date")
    year, month, day = int(match[1]), int(match[2] or match[4] or match[6]), int(match[3] or match[5] or match[7])
    try:
        return _within(date(year, month, day))
    except ValueError as problem:
        if isinstance(problem, CellError):
            raise
        raise CellError("no-such-day") from None


def _within(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise CellError("date-out-of-range", first=FIRST_YEAR, last=LAST_YEAR)
    return day


_PERIOD = re.compile(
    r"(?P<y>\d{4})(?:年度?|\.0)?(?:全年)?"
    r"|(?P<yq>\d{4})(?:年|[-/.])?(?:q|第)?(?P<q>[1-4一二三四])(?:季度?)?"
    r"|(?P<ym>\d{4})[-/.年](?P<m>0?[1-9]|1[0-2])月?份?"
    r"|(?P<yc>\d{4})(?P<mc>0[1-9]|1[0-2])"
)
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}


def parse_period(cell: Cell) -> str:
    """A year, quarter or month as `2027`, `2027-Q1`, `2027-03`, whichever way it is written."""
    if isinstance(cell, (datetime, date)):
        day = _within(_day(cell))
        if day.day != 1:
            raise CellError("not-a-period")
        return f"{day.year:04d}-{day.month:02d}"
    if isinstance(cell, (bool, time, timedelta)) or cell is None:
        raise CellError("not-a-period")
    if isinstance(cell, float) and not cell.is_integer():  # 2027.1 may have been 2027.10
        raise CellError("not-a-period")
    text = show(cell) if not isinstance(cell, str) else unicodedata.normalize("NFKC", cell).casefold()
    text = _BLANKS.sub("", text.strip(_EDGES))
    quarterly = "q" in text or "季" in text
    match = _PERIOD.fullmatch(text.replace("-q", "q").replace("-第", "第") if quarterly else text)
    if match is None:
        return parse_period(_first_of_month(cell))
    if match["y"]:
        return match["y"]
    if match["yq"] and quarterly:
        return f"{match['yq']}-Q{_QUARTERS.get(match['q']) or int(match['q'])}"
    text_year, text_month = (match["ym"] or match["yc"]), (match["m"] or match["mc"])
    if text_year is None:  # `2027-3` matched the quarter's form without saying that it is one
        text_year, text_month = match["yq"], match["q"]
        if not text_month.isdigit() or len(text) < 6:
            raise CellError("not-a-period")
    return f"{int(text_year):04d}-{int(text_month):02d}"


def _first_of_month(cell: Cell) -> date:
    try:
        day = parse_date(cell)
    except CellError:
        raise CellError("not-a-period") from None
    if day.day != 1:
        raise CellError("not-a-period")
    return day


# --- closed lists


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
