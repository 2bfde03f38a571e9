"""Why a day differs from its weekday: the holiday's name, or that it makes up for one (library `holidays`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from .calendars import _country_class, _normal

_FOR_DAY_ZH = re.compile(r"休息日（由 (\d+)-(\d+)-(\d+) 调休）")
_FOR_DAY_EN = re.compile(r"Day off \(substituted from (\d+)/(\d+)/(\d+)\)")
_LANGUAGES = {"zh": ("zh_CN", "zh_TW", "zh_HK", "en_US"), "en": ("en_US", "en_GB")}


def holiday_names(country: str, years: Iterable[int], lang: str) -> dict[date, str]:
    """Names of the public holidays of these calendar years, in `zh` or `en` where the library has it."""
    cls = _country_class(_normal(country))
    spoken = next((code for code in _LANGUAGES[lang] if code in cls.supported_languages), None)
    return {day: _plain(name, lang) for day, name in cls(years=list(years), language=spoken).items()}


def make_up_days(country: str, years: Iterable[int]) -> set[date]:
    """Days of the weekend that are worked for a holiday (调休)."""
    return set(getattr(_country_class(_normal(country))(years=list(years)), "weekend_workdays", ()))


def _plain(name: str, lang: str) -> str:
    """Several holidays on one day as one line; a day off in exchange says for which day."""
    names = [_exchanged(part.strip(), lang) for part in name.split(";")]
    return ("、" if lang == "zh" else ", ").join(dict.fromkeys(names))


def _exchanged(name: str, lang: str) -> str:
    chinese, english = _FOR_DAY_ZH.fullmatch(name), _FOR_DAY_EN.fullmatch(name)
    if chinese:
        return f"调休放假（{int(chinese[2])}月{int(chinese[3])}日上班）"
    if english:
        day = date(int(english[3]), int(english[1]), int(english[2]))
        return f"Day off for {day.day} {day:%b}"
    return name
