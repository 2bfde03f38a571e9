"""Whether a plan is realistic, in plain sentences with their figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from targetree.engine.periods import MONTHS, PlanYear
from targetree.services.longterm.realism import HOURS_A_DAY, HOURS_A_VISIT, WELL_BEYOND, Load, Pace, Realism, Record
from targetree.web.looks.amounts import amount, percent
from targetree.web.looks.words import month_name, period_name
from targetree.web.templatetags.ui import language


@dataclass(frozen=True)
class Said:
    """A sentence; tone: good, warn, bad, "" (a fact)."""

    tone: str
    text: str


def said_of(found: Realism, year: PlanYear) -> list[Said]:
    """What matters most first: what cannot be done, what was never done, then the facts."""
    told = [*_idle(found, year), *_load(found, year), *_pace(found, year), *_facts(found, year)]
    return sorted(told, key=lambda said: ("bad", "warn", "good", "").index(said.tone))


def _idle(found: Realism, year: PlanYear) -> list[Said]:
    text = _("{month}: {amount} are planned, and nobody works there. Propose another month under Commitments.")
    return [
        Said("bad", text.format(month=period_name(year, at, 1), amount=_amount(found, found.months[at].amount)))
        for at in found.idle
    ]


def _load(found: Realism, year: PlanYear) -> list[Said]:
    told = []
    for at in found.overloaded:
        row = found.loads[at]
        if row.part is not None:
            told.append(Said("bad", _visits(found, row, year) + _join() + _("There are not so many hours.")))
    for quarter in sorted({at // 3 for at in found.crowded}):
        rows = [found.loads[at] for at in found.crowded if at // 3 == quarter]
        text = _(
            "{months}: visits take up to {part} of the working time, the quarter's focus {focus}. "
            "That fits only where visits serve the focus."
        )
        told.append(Said("warn", text.format(
            months=_list([month_name(year.month_starts[row.at]) for row in rows]),
            part=percent(max(row.part or 0 for row in rows), 0), focus=percent(rows[0].focus, 0))))  # fmt: skip
    fullest = max((row for row in found.loads if row.part is not None), key=lambda row: row.part or 0, default=None)
    if fullest is not None and fullest.visits and not found.overloaded:
        told.append(Said("good", _("The fullest month is {said}").format(said=_visits(found, fullest, year))))
    return told


def _visits(found: Realism, row: Load, year: PlanYear) -> str:
    if row.person_days > found.months[row.at].days:
        text = _("{month}: {visits} visits in {days} person-days, {a_day} for each, {part} of the working hours.")
        return text.format(
            month=period_name(year, row.at, 1), visits=f"{row.visits:,}", days=f"{row.person_days:,}",
            a_day=f"{row.a_day or 0:.1f}", part=percent(row.part, 0),
        )  # fmt: skip
    text = ngettext("{month}: {visits} visit on {days} working days, {a_day} a day, {part} of the working hours.",
                    "{month}: {visits} visits on {days} working days, {a_day} a day, {part} of the working hours.",
                    row.visits)  # fmt: skip
    return text.format(
        month=period_name(year, row.at, 1), visits=f"{row.visits:,}", days=f"{row.person_days:,}",
        a_day=f"{row.a_day or 0:.1f}", part=percent(row.part, 0),
    )  # fmt: skip


def _pace(found: Realism, year: PlanYear) -> list[Said]:
    if found.best_month is None or found.best_quarter is None:
        text = _("Nothing is on record of earlier years: the pace cannot be compared with any that was reached.")
        return [Said("warn", text)]
    told = [
        _beyond(found, found.quarters[at], period_name(year, 3 * at, 3), found.best_quarter)
        for at in found.quarters_beyond
    ]
    told += [_beyond(found, found.months[at], period_name(year, at, 1), found.best_month) for at in found.beyond]
    if not told and any(pace.amount for pace in found.months):
        told.append(Said("good", _("No month and no quarter needs a pace that was never reached before.")))
    return told


def _beyond(found: Realism, pace: Pace, name: str, best: Record) -> Said:
    text = _("{period} needs {per_day} a working day, {times} times the best ever ({when}, {best}).")
    return Said("bad" if (pace.times_best or 0) > WELL_BEYOND else "warn", text.format(
        period=name, per_day=_amount(found, round(pace.per_day or 0)), times=f"{pace.times_best or 0:.2f}",
        when=_when(best.when), best=_amount(found, round(best.per_day)),
    ))  # fmt: skip


def _facts(found: Realism, year: PlanYear) -> list[Said]:
    told = []
    days = sum(pace.days for pace in found.months)
    if found.reached > 0 and found.needed is not None and found.days_left < days:
        text = ngettext("{amount} are left for {days} working day: {per_day} a day.",
                        "{amount} are left for {days} working days: {per_day} a day.", found.days_left)  # fmt: skip
        told.append(Said("", text.format(
            amount=_amount(found, max(found.target - found.reached, 0)), days=found.days_left,
            per_day=_amount(found, round(found.needed)))))  # fmt: skip
    elif days:
        text = ngettext("The year has {days} working day: {per_day} a day on average.",
                        "The year has {days} working days: {per_day} a day on average.", days)  # fmt: skip
        told.append(Said("", text.format(days=days, per_day=_amount(found, round(found.target / days)))))
    if found.last_year > 0 and found.last_year_days:
        text = _("Last year it was {per_day} a day on {days}; the best month was {when} with {best}.")
        if found.best_month is not None:
            told.append(Said("", text.format(
                per_day=_amount(found, round(found.last_year / found.last_year_days)), days=found.last_year_days,
                when=_when(found.best_month.when), best=_amount(found, found.best_month.amount))))  # fmt: skip
    thin = [pace for pace in found.months if pace.days and pace.days * MONTHS < days * 0.8]
    if thin:
        text = ngettext("{months} has few working days ({days}).", "{months} have few working days ({days}).",
                        len(thin))  # fmt: skip
        told.append(Said("", text.format(
            months=_list([month_name(year.month_starts[p.at]) for p in thin]),
            days=_list([str(p.days) for p in thin]))))  # fmt: skip
    told.append(Said("", _("A visit counts as {visit:g} hours with the way there, a day as {day:g}.").format(
        visit=HOURS_A_VISIT, day=HOURS_A_DAY)))  # fmt: skip
    return told


def _when(name: str) -> str:
    """`2026-03` and `2026-Q1` as people read them."""
    year, _sep, part = name.partition("-")
    start = PlanYear(int(year), date(int(year), 1, 1))
    first = 3 * (int(part[1:]) - 1) if part.startswith("Q") else int(part) - 1
    return period_name(start, first, 3 if part.startswith("Q") else 1)


def _list(parts: list[str]) -> str:
    return ("、" if language() == "zh" else ", ").join(parts)


def _join() -> str:
    return "" if language() == "zh" else " "


def _amount(found: Realism, units: int) -> str:
    return amount(units, found.scale, language())
