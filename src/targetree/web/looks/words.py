"""Names of things in the language of the page: measures, periods, days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from targetree.engine.periods import MONTHS, PlanYear
from targetree.facts.measures import BUILT_IN
from targetree.terms.words import word
from targetree.web.templatetags.ui import language


def measure_name(code: str, name: str, builtin: bool) -> str:
    """A built-in measure by its name in the language, an own one by the name that it was given."""
    return word(code, language()) if builtin else name


def name_by_code(code: str, name: str) -> str:
    """The same where only the code tells whether it is built in."""
    return measure_name(code, name, any(measure.id == code for measure in BUILT_IN))


def month_name(day: date) -> str:
    """`1月`, `Jan`."""
    return f"{day.month}月" if language() == "zh" else _ENGLISH_MONTHS[day.month - 1]


def period_name(year: PlanYear, first: int, count: int) -> str:
    """`2027年`, `一季度`, `3月`; `2027`, `Q1`, `Mar 2027`."""
    zh = language() == "zh"
    if count == MONTHS:
        return f"{year.year}年" if zh else str(year.year)
    if count == 3:
        quarter = first // 3
        return f"{year.year}年{'一二三四'[quarter]}季度" if zh else f"Q{quarter + 1} {year.year}"
    start = year.month_starts[first]
    return f"{start.year}年{start.month}月" if zh else f"{_ENGLISH_MONTHS[start.month - 1]} {start.year}"


def day_name(day: date, *, weekday: bool = True) -> str:
    """`1月4日 周一`, `Mon 4 Jan`."""
    if language() == "zh":
        return f"{day.month}月{day.day}日" + (f" 周{'一二三四五六日'[day.weekday()]}" if weekday else "")
    short = f"{day.day} {_ENGLISH_MONTHS[day.month - 1]}"
    return f"{_ENGLISH_DAYS[day.weekday()]} {short}" if weekday else short


def span_name(first: date, last: date) -> str:
    """`1月4日–10日`, `4–10 Jan`."""
    if language() == "zh":
        end = f"{last.day}日" if first.month == last.month else f"{last.month}月{last.day}日"
        return f"{first.month}月{first.day}日–{end}"
    if first.month == last.month:
        return f"{first.day}–{last.day} {_ENGLISH_MONTHS[last.month - 1]}"
    return f"{day_name(first, weekday=False)} – {day_name(last, weekday=False)}"


def sentences(parts: Iterable[str]) -> str:
    """Sentences one after the other: Chinese wants no space between them."""
    return ("" if language() == "zh" else " ").join(part for part in parts if part)


def stage_name(stage: str) -> str:
    """Of a customer: past, current, future."""
    pair = _STAGES.get(stage, ("", ""))
    return pair[0] if language() == "zh" else pair[1]


_STAGES = {"past": ("沉睡", "Dormant"), "current": ("在合作", "Current"), "future": ("潜在", "Potential")}
_ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ENGLISH_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
