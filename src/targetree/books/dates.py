"""Days and periods as people write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from .cells import EDGES, Cell, CellError, day_of, show

FIRST_YEAR, LAST_YEAR = 1900, 2199
_BLANKS = re.compile(r"\s+")
_DATE = re.compile(
    r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?|(\d{2})(\d{2}))"
    r"(?:[t ]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d*)?)?(?:z|[+-]\d{2}:?\d{2})?)?"
)
_EXCEL_EPOCH = date(1899, 12, 30)


def parse_date(cell: Cell) -> date:
    """Real dates, `2027-03-05`, `2027/3/5`, `2027.3.5`, `20270305`, `2027年3月5日`; a time behind is dropped."""
    if isinstance(cell, (datetime, date)):
        return _within(day_of(cell))
    if isinstance(cell, (bool, time, timedelta)) or cell is None:
        raise CellError("not-a-date")
    if isinstance(cell, (float, int, Decimal)):
        number = float(cell) if not isinstance(cell, Decimal) or cell.is_finite() else 0.5
        if 20_000 < number < 80_000:  # a date that lost its format in Excel: 1954 to 2119
            return _EXCEL_EPOCH + timedelta(days=int(number))
        text = str(int(number)) if number.is_integer() and 0 <= number < 10**9 else ""
    else:
        text = unicodedata.normalize("NFKC", cell.strip(EDGES)).casefold()
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
        day = _within(day_of(cell))
        if day.day != 1:
            raise CellError("not-a-period")
        return f"{day.year:04d}-{day.month:02d}"
    if isinstance(cell, (bool, time, timedelta)) or cell is None:
        raise CellError("not-a-period")
    if isinstance(cell, float) and not cell.is_integer():  # 2027.1 may have been 2027.10
        raise CellError("not-a-period")
    text = show(cell) if not isinstance(cell, str) else unicodedata.normalize("NFKC", cell).casefold()
    text = _BLANKS.sub("", text.strip(EDGES))
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
