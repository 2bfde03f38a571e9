"""What a check found as a sentence in `zh` or `en`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from targetree.engine.money import Amount
from targetree.engine.periods import PlanYear
from targetree.engine.plan_checks.verdicts import Fen, Lacks, Months, Parts, Percent, Quarters, Units, Verdict
from targetree.terms.sentences import SENTENCES

Say = Callable[[int, int], str]
"""An amount (smallest units, scale) as text."""

_ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LACKS = {
    "no-breakthrough": ("{n} without what breaks through", "{n} 条没有突破办法"),
    "no-date-or-owner": ("{n} without a day or an owner", "{n} 条缺期限或负责人"),
    "overdue": ("{n} overdue", "{n} 条逾期"),
    "declined": ("{n} declined, with no other way yet", "{n} 项被拒，还没有替代办法"),
    "unanswered": ("{n} without an answer", "{n} 项没有回应"),
    "late": ("{n} promised or done too late", "{n} 项答应得太晚或已逾期"),
    "no-date": ("{n} without a day", "{n} 项缺日期"),
    "no-owner": ("{n} without an owner", "{n} 项缺负责人"),
    "no-outcome": ("{n} without a clear task or outcome", "{n} 项任务或结果不清楚"),
    "unclear": ("{n} that do not say what", "{n} 项内容不清"),
    "beyond": ("{n} after the end of the year", "{n} 项超出年底"),
    "backwards": ("{n} that end before they begin", "{n} 项结束早于开始"),
}
_PARTS = {
    "must": ("what must be done well", "必须做好什么"),
    "gain": ("what is gained", "达成的所得"),
    "loss": ("what is lost", "未达成的所失"),
    "obstacle": ("obstacles", "障碍"),
    "need": ("knowledge, skills and information needed", "所需的知识技能信息"),
    "stage": ("stages with dates", "各阶段日期"),
}


def exact(units: int, scale: int) -> str:
    """Every digit."""
    return str(Amount(units, scale))


def title(check: str, lang: str) -> str:
    """The name of a check."""
    return _of(f"plan-check-{check}", lang)


def sentence(verdict: Verdict, *, year: PlanYear, scale: int, lang: str, say: Say = exact) -> str:
    """Why it passes, fails or does not apply, with its figures. `scale`: of the plan's measure."""

    def told(value: object) -> str:
        if isinstance(value, Units):
            return say(value.amount, scale)
        if isinstance(value, Fen):
            return say(value.amount, 100)
        if isinstance(value, Percent):
            return f"{100 * value.value:.1f}".removesuffix(".0") + "%"
        if isinstance(value, Months):
            return _listed(_runs(value.at, year, lang), lang)
        if isinstance(value, Quarters):
            return _listed([quarter_name(q, lang) for q in value.at], lang)
        if isinstance(value, Parts):
            return _listed([_PARTS[part][lang == "zh"] for part in value.missing], lang)
        if isinstance(value, Lacks):
            zh = lang == "zh"
            told_ones = [_LACKS[slug][zh].format(n=n) for slug, n in value.counts if n]
            return ("，" if zh else ", ").join(told_ones)
        if isinstance(value, tuple):
            return _listed([str(one) for one in value], lang)
        if isinstance(value, date):
            return value.isoformat()
        return f"{value:,}" if isinstance(value, int) else str(value)

    return _of(verdict.code, lang).format(**{name: told(value) for name, value in verdict.values.items()})


def quarter_name(quarter: int, lang: str) -> str:
    """A quarter of the plan year, 0 to 3, in `zh` or `en`."""
    return f"{'一二三四'[quarter]}季度" if lang == "zh" else f"Q{quarter + 1}"


def month_name(month: int, year: PlanYear, lang: str) -> str:
    """A month of the plan year, 0 to 11, by its name in the calendar."""
    day = year.month_starts[month]
    return f"{day.month}月" if lang == "zh" else _ENGLISH_MONTHS[day.month - 1]


def _runs(months: tuple[int, ...], year: PlanYear, lang: str) -> list[str]:
    """Three months and more in a row as `3月–7月`."""
    runs: list[list[int]] = []
    for month in sorted(months):
        if runs and month == runs[-1][-1] + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    names = []
    for run in runs:
        ends = [month_name(m, year, lang) for m in run]
        names += [f"{ends[0]}–{ends[-1]}"] if len(run) > 2 else ends
    return names


def _listed(names: list[str], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(names)


def _of(code: str, lang: str) -> str:
    english, chinese = SENTENCES[code]
    return chinese if lang == "zh" else english
