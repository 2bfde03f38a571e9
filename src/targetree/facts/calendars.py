"""Working days of a country: public holidays, make-up working days, lunar new years (library `holidays`)."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from targetree.engine.calendar import DayFacts
from targetree.engine.findings import Finding, Place, warning
from targetree.engine.periods import PlanYear, days_between

if TYPE_CHECKING:
    from holidays.holiday_base import HolidayBase

CHINESE_NAMES = {
    "中国": "CN", "中国大陆": "CN", "中国香港": "HK", "香港": "HK", "中国澳门": "MO", "澳门": "MO", "中国台湾": "TW",
    "台湾": "TW", "新加坡": "SG", "马来西亚": "MY", "越南": "VN", "泰国": "TH", "印度尼西亚": "ID", "印度": "IN",
    "日本": "JP", "韩国": "KR", "美国": "US", "加拿大": "CA", "英国": "GB", "德国": "DE", "法国": "FR",
    "澳大利亚": "AU", "阿联酋": "AE", "沙特阿拉伯": "SA",
}  # fmt: skip
"""What a Chinese user is likely to write for a country besides its code."""

_NEW_YEAR = re.compile(r"(Chinese|Lunar|Korean) New Year|Chinese Spring Festival")
_NOT_THE_DAY = re.compile(
    r"Eve\b|preceding|\d+ of|observed|Alternative|substituted|third|fourth|fifth|Third|Fourth|Fifth"
)


def known_country(code: str) -> bool:
    """Whether `day_facts` has a calendar for it: an ISO code of two or three letters, or a common Chinese name."""
    return _normal(code) in _modules()


def day_facts(country: str, first: date, year: PlanYear) -> DayFacts:
    """The working days of `country` from `first` to the end of the plan year.

    Days are as published where the library has the notice. A calendar year of the plan for which
    China has not announced its make-up days goes by the rules of the law and is listed as estimated.
    Raises ValueError (`country-unknown`) where `known_country` is False.
    """
    code = _normal(country)
    if code not in _modules():
        raise ValueError(f"country-unknown: {country}")
    last = year.end - timedelta(days=1)
    start = min(first, year.start)
    # One year more: a notice may move a working day into the December before its year.
    calendar = _holidays(code, range(start.year, last.year + 2))
    working: NDArray[np.bool_] = np.fromiter(map(calendar.is_working_day, days_between(start, last)), bool)
    estimated = tuple(y for y in range(year.start.year, last.year + 1) if not _official(code, y))
    return DayFacts(start, working, estimated, _lunar_new_years(calendar, start.year, last.year))


def calendar_findings(facts: DayFacts) -> list[Finding]:
    """A warning for each calendar year of the plan that goes by estimated holidays."""
    return [warning("calendar-estimated", Place("calendar", when=str(y)), year=y) for y in facts.estimated_years]


def _official(code: str, year: int) -> bool:
    # The library answers for any year; only an announced one has make-up days.
    return code != "CN" or any(day.year == year for day in _holidays(code, range(year, year + 1)).weekend_workdays)


def _lunar_new_years(calendar: HolidayBase, first_year: int, last_year: int) -> tuple[date, ...]:
    days: dict[int, date] = {}
    for day, name in calendar.items():
        if _NEW_YEAR.search(name) and not _NOT_THE_DAY.search(name) and first_year <= day.year <= last_year:
            # Hong Kong gives no first day where it is a Sunday.
            new_year = day - timedelta(days=1) if "second" in name.lower() else day
            days[day.year] = min(days.get(day.year, new_year), new_year)
    return tuple(days[y] for y in sorted(days))


def _holidays(code: str, years: range) -> HolidayBase:
    country = _country_class(code)
    language = "en_US" if "en_US" in country.supported_languages else None
    calendar: HolidayBase = country(years=years, language=language)
    return calendar


def _normal(country: str) -> str:
    code = country.strip()
    return CHINESE_NAMES.get(code, code.upper())


@cache
def _modules() -> dict[str, tuple[str, str]]:
    """Module and class in the library by country code."""
    with _bare("holidays", "holidays.countries"):
        countries: dict[str, tuple[str, ...]] = import_module("holidays.registry").COUNTRIES
    return {
        code: (module, names[0]) for module, names in countries.items() for code in names[1:] if 2 <= len(code) <= 3
    }


@cache
def _country_class(code: str) -> Any:
    module, name = _modules()[code]
    with _bare("holidays", "holidays.countries"):
        return getattr(import_module(f"holidays.countries.{module}"), name)


@contextmanager
def _bare(*packages: str) -> Iterator[None]:
    """Lets modules of `packages` be imported without the packages' own `__init__`.

    Those bring 250 countries along, a quarter of a second that `targetree check` has not got.
    """
    put: list[str] = []
    for name in packages:
        if name not in sys.modules:
            spec = find_spec(name)
            package = ModuleType(name)
            package.__path__ = list(spec.submodule_search_locations or ()) if spec else []
            sys.modules[name] = package
            put.append(name)
    try:
        yield
    finally:
        for name in put:
            del sys.modules[name]
