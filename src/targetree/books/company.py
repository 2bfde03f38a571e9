"""The settings of the company."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from targetree.engine.book import Company
from targetree.engine.findings import Place, error
from targetree.engine.periods import PlanYear

from .collector import Collector
from .columns import SETTINGS, Setting, find_setting, fold
from .headings import UNITS
from .rows import Rows
from .values import (
    FIRST_YEAR,
    LAST_YEAR,
    Cell,
    CellError,
    Quantity,
    is_nothing,
    parse_choice,
    parse_date,
    parse_quantity,
    parse_text,
    plain_number,
    show,
    to_units,
)

_CODES = {
    "人民币": "CNY", "rmb": "CNY", "元": "CNY", "美元": "USD", "欧元": "EUR", "港币": "HKD", "港元": "HKD",
    "中国": "CN", "china": "CN", "中国大陆": "CN", "香港": "HK", "台湾": "TW", "美国": "US", "日本": "JP",
}  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """The company's settings as far as they could be understood, and the rows they stand in."""

    values: dict[str, object]
    rows: dict[str, int]

    @property
    def year(self) -> PlanYear | None:
        """None where the plan year is missing or wrong: periods can't be checked then."""
        year, start = self.values.get("plan_year"), self.values.get("year_start")
        return PlanYear(year, start) if isinstance(year, int) and isinstance(start, date) else None

    @property
    def amount_unit(self) -> int:
        unit = self.values.get("amount_unit", 1)
        return unit if isinstance(unit, int) else 1


def read_settings(rows: Rows, found: Collector) -> Settings:
    """Every setting, checked; findings stand at the column `value` of the setting's row."""
    values: dict[str, object] = {}
    at: dict[str, int] = {}
    raw: dict[str, Cell] = {}
    cells = rows.raw.get("value", [None] * len(rows))
    for position, name in enumerate(rows.column("setting")):
        if name is None:
            continue
        setting = find_setting(name)
        if setting is None:
            names = {fold(n): s.slug for s in SETTINGS for n in (s.slug, s.zh)}
            near = get_close_matches(fold(name), list(names), 1, 0.6)
            values = {"settings": [s.slug for s in SETTINGS], "near_setting": names[near[0]] if near else ""}
            found.add(error("setting-unknown", rows.place(position, "setting"), **values))
        elif setting.slug in at:
            found.add(error("setting-twice", rows.place(position, "setting"), first_row=at[setting.slug]))
        else:
            at[setting.slug], raw[setting.slug] = rows.numbers[position], cells[position]
            if ("value", position) in rows.bad:
                values[setting.slug] = None
    for setting in SETTINGS:
        cell = raw.get(setting.slug)
        if setting.slug not in values and not is_nothing(cell):
            try:
                values[setting.slug] = _parse(setting, cell)
            except CellError as problem:
                values[setting.slug] = None
                found.bad_cell("company", at[setting.slug], "value", cell, problem)
    settings = Settings(values, at)
    _year(settings, raw, found)
    _round_to(settings, raw, found)
    return settings


def _parse(setting: Setting, cell: Cell) -> object:
    match setting.slug:
        case "plan_year":
            return _plan_year(cell)
        case "year_start":
            return parse_date(cell)
        case "amount_unit":
            return _amount_unit(cell)
        case "round_to":
            return parse_quantity(cell)
        case "basis" | "seasonality":
            return parse_choice(cell, setting.choices or {})
        case "currency" | "country":
            text = parse_text(cell)
            code = _CODES.get(fold(text), text.upper())
            if not (code.isascii() and code.isalpha() and 2 <= len(code) <= 3):
                raise CellError("not-a-code")
            return code
        case _:
            return parse_text(cell)


def _plan_year(cell: Cell) -> int:
    text = parse_text(cell).removesuffix("年").removesuffix("年度")
    if not (text.isascii() and text.isdigit() and FIRST_YEAR < int(text[:9]) <= LAST_YEAR):
        raise CellError("not-a-year", first=FIRST_YEAR + 1, last=LAST_YEAR)
    return int(text)


def _amount_unit(cell: Cell) -> int:
    if isinstance(cell, str) and fold(cell) in UNITS:
        return UNITS[fold(cell)]
    try:
        value, percent = plain_number(cell)
    except CellError:
        raise CellError("not-an-amount-unit") from None
    if percent or value != value.to_integral_value() or not 1 <= value <= 10**9:
        raise CellError("not-an-amount-unit")
    return int(value)


def _year(settings: Settings, raw: dict[str, Cell], found: Collector) -> None:
    values = settings.values
    if values.get("plan_year") is None and "plan_year" not in values:
        found.add(error("plan-year-missing", Place("company", settings.rows.get("plan_year"), "value")))
    year, start = values.get("plan_year"), values.get("year_start")
    if isinstance(year, int) and "year_start" not in values:
        values["year_start"] = date(year, 1, 1)
    if not isinstance(start, date):
        return
    place = Place("company", settings.rows["year_start"], "value", show(raw["year_start"]))
    if start.day != 1:
        found.add(error("year-start-not-first", place))
        values["year_start"] = None
    elif isinstance(year, int) and start.year not in (year - 1, year):
        found.add(error("year-start-elsewhere", place, plan_year=year))
        values["year_start"] = None


def _round_to(settings: Settings, raw: dict[str, Cell], found: Collector) -> None:
    quantity = settings.values.get("round_to")
    if not isinstance(quantity, Quantity):
        settings.values["round_to"] = 1
        return
    units = to_units(quantity, 100)  # in the main unit, also in a book in 万元
    settings.values["round_to"] = units
    if not 1 <= units <= 10**13:
        place = Place("company", settings.rows["round_to"], "value", show(raw["round_to"]))
        found.add(error("round-to-out-of-bounds", place))


def company_of(settings: Settings, root_name: str) -> Company:
    """The company, once there are no errors; its name is the root unit's where none is stated."""
    given = {key: value for key, value in settings.values.items() if value not in (None, "")}
    return Company(**{"name": root_name, **given})  # type: ignore[arg-type]
