"""The long-term plan as the templates draw it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from targetree.services.longterm.fields import FIELDS, scale_of
from targetree.services.longterm.focus import Focus
from targetree.services.longterm.showing import FieldMonth, LongTerm, Month
from targetree.web.looks.amounts import amount, exact, percent
from targetree.web.looks.words import month_name, period_name
from targetree.web.templatetags.ui import language

from .words import EXPLAINED, field_name, origin, third_days, third_name


@dataclass(frozen=True)
class Cell:
    """A figure of a third."""

    name: str
    """`amount_signed-0`"""
    id: str
    field: str
    label: str
    """For those who do not see where it stands."""
    short: str
    exact: str
    units: int
    scale: int
    held: bool
    fixed: bool
    """Nobody works there."""
    done: str
    """What happened, "" while the third has not begun."""
    done_exact: str
    rate: str
    """Attainment of a third that is over."""
    tone: str


@dataclass(frozen=True)
class Row:
    third: int
    name: str
    days: str
    work: int
    over: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Total:
    """The month of a field: the target, or its own."""

    id: str
    field: str
    label: str
    short: str
    exact: str
    units: int
    own: bool
    off: bool
    planned: str
    done: str
    done_exact: str


@dataclass(frozen=True)
class MonthDrawn:
    at: int
    name: str
    short: str
    days: int
    chosen: bool
    kept: bool
    off: bool
    revision: int
    rows: tuple[Row, ...]
    totals: tuple[Total, ...]


@dataclass(frozen=True)
class QuarterDrawn:
    at: int
    name: str
    focus: Focus | None
    amount: int
    reached: int
    before: int
    growth: float | None
    days: int
    months: tuple[tuple[int, str, int, bool], ...]
    """(month, name, amount, whether it is chosen)"""
    current: bool


@dataclass(frozen=True)
class Column:
    field: str
    name: str
    origin: str
    explained: str
    money: bool


def quarters(found: LongTerm, chosen: int) -> list[QuarterDrawn]:
    """The four cards."""
    return [
        QuarterDrawn(
            quarter.at, period_name(found.head.year, 3 * quarter.at, 3), quarter.focus, quarter.amount, quarter.reached,
            quarter.before, quarter.amount / quarter.before - 1 if quarter.before > 0 else None, quarter.days,
            tuple(
                (m.at, month_name(m.start), m.field("amount_signed").month, m.at == chosen)
                for m in found.months[3 * quarter.at : 3 * quarter.at + 3]
            ),
            quarter.at == found.now // 3,
        )
        for quarter in found.quarters
    ]  # fmt: skip


def columns(found: LongTerm) -> list[Column]:
    """The seven figures."""
    return [
        Column(
            field, field_name(field), origin(found.basis[field], field),
            str(EXPLAINED.get(field, "")), scale_of(field) > 1,
        )
        for field in FIELDS
    ]  # fmt: skip


def month_drawn(found: LongTerm, month: Month, chosen: int) -> MonthDrawn:
    """A month with its three checkpoints."""
    return MonthDrawn(
        month.at, period_name(found.head.year, month.at, 1), month_name(month.start), sum(month.days),
        month.at == chosen, month.kept, month.off, month.revision,
        tuple(_row(month, third) for third in range(3)), tuple(_total(month, now) for now in month.fields),
    )  # fmt: skip


def _row(month: Month, third: int) -> Row:
    return Row(
        third, third_name(third), third_days(month, third), month.days[third], month.over[third],
        tuple(_cell(month, now, third) for now in month.fields),
    )  # fmt: skip


def _cell(month: Month, now: FieldMonth, third: int) -> Cell:
    units, done, begun = now.thirds[third], now.done[third], month.begun[third]
    rate = done / units if units and month.over[third] else None
    return Cell(
        f"{now.field}-{third}", f"c-{month.at}-{third}-{now.field}", now.field,
        f"{month_name(month.start)} {third_name(third)}, {field_name(now.field)}",
        amount(units, now.scale, language()), exact(units, now.scale), units, now.scale, now.held[third],
        not month.person_days[third], amount(done, now.scale, language()) if begun else "",
        exact(done, now.scale) if begun else "", percent(rate, 0) if rate is not None else "",
        "good" if rate is not None and rate >= 1 else "",
    )  # fmt: skip


def _total(month: Month, now: FieldMonth) -> Total:
    lang = language()
    return Total(
        f"c-{month.at}-month-{now.field}", now.field, f"{month_name(month.start)}, {field_name(now.field)}",
        amount(now.month, now.scale, lang), exact(now.month, now.scale), now.month, now.own, now.off,
        amount(now.planned, now.scale, lang), amount(now.reached, now.scale, lang) if month.begun[0] else "",
        exact(now.reached, now.scale) if month.begun[0] else "",
    )  # fmt: skip


def picture(found: LongTerm) -> dict[str, Any]:
    """36 thirds of each figure for the script: planned, done, and of the year before."""
    labels = [f"{month_name(m.start)} {third_name(third)}" for m in found.months for third in range(3)]
    begun = sum(flag for month in found.months for flag in month.begun)
    return {
        "plan": found.head.id,
        "labels": labels,
        "begun": begun,
        "year": found.head.year.year,
        "fields": [
            {
                "field": field, "name": field_name(field), "scale": scale_of(field),
                "planned": [third for month in found.months for third in month.field(field).thirds],
                "done": [third for month in found.months for third in month.field(field).done][:begun],
                "before": [third for month in found.months for third in month.field(field).before],
            }
            for field in FIELDS
        ],
    }  # fmt: skip
