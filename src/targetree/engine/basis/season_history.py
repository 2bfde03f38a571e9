"""Row-level history gathered by day and category, as far as it was really recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from ..calendar import DayFacts
from ..findings import Finding, Place, note, warning
from ..grouping import sum_by
from ..money import Amount
from ..periods import MONTHS, PlanYear, days_between
from .exceptional import exceptional_days
from .season_fit import WEEKS, Cells

Floats = NDArray[np.float64]

YEARS = 3
YEAR_WEIGHTS = (1.0, 0.75, 0.5)
"""The year before the plan year counts in full, older ones less."""
ORDERS_PER_DAY = 10.0
"""However many rows a day has, it is no more evidence than this many separate orders."""
SILENCE_DAYS = 14
"""A shorter silence at either end of history is a lull, a longer one is taken as not recorded."""
FREQUENT_DAYS = 5
"""Weeks around the festival can be told apart only where orders come at least this often."""
_STEPS = 1 << 16
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Sales:
    """n rows of history in any order, and what their categories are called."""

    day: NDArray[np.int32]
    """[n] days since 1970-01-01."""
    category: NDArray[np.int32]
    """[n] index into `names`, -1 for none."""
    amount: NDArray[np.int64]
    """[n] smallest units; refunds are negative."""
    names: Sequence[str] = ()
    scale: int = 100
    """Of the measure, for messages."""


@dataclass(frozen=True)
class SeasonHistory:
    """C categories and D days from `first` on; row C of the tables is what has no category."""

    first: date
    sold: Floats
    """[C + 1, D] smallest units, net of refunds."""
    squares: Floats
    """[C + 1, D] sums of squared amounts."""
    month: NDArray[np.int64]
    """[D] running month: 0..11 three years before the plan year ... 24..35 the year before it."""
    working: NDArray[np.bool_]
    """[D]"""
    week: NDArray[np.int64]
    """[D] index into `WEEKS`, -1 away from the lunar new year."""

    def tame(self, sales: Sales) -> tuple[Floats, Floats, list[Finding]]:
        """[1 + C, D] money and squares, the company first, exceptional orders cut back; and what to say of them."""
        sold = np.vstack([self.sold.sum(axis=0), self.sold[:-1]])
        squares = np.vstack([self.squares.sum(axis=0), self.squares[:-1]])
        findings: list[Finding] = []
        told: set[int] = set()
        for peak in exceptional_days(sold, self.month):
            squares[peak.row, peak.day] = min(squares[peak.row, peak.day], peak.cap**2)
            if peak.again:
                continue
            sold[peak.row, peak.day] = peak.cap
            if peak.day in told:
                continue
            told.add(peak.day)
            number = (self.first - EPOCH).days + peak.day
            rows = (sales.day == number) & ((sales.category == peak.row - 1) if peak.row else True)
            largest, total = int(sales.amount[rows].max()), int(sales.amount[rows].sum())
            shown = largest if 2 * largest >= total else total
            when = date.fromordinal(EPOCH.toordinal() + number)
            place = Place("actuals", when=when.isoformat(), what=sales.names[peak.row - 1] if peak.row else "")
            say = note if peak.row else warning
            share = round(100 * shown / peak.month_total)
            findings.append(say("exceptional-order", place, date=when, amount=Amount(shown, sales.scale), share=share))
        return sold, squares, findings

    def cells(self) -> tuple[Cells, NDArray[np.int64]]:
        """The cells that history covers, and [D] the cell in which each day's sales count.

        Sales of a day off count with the next working day of its month, else the one before; -1 where there is none.
        """
        days = len(self.month)
        index = np.arange(days)
        after = np.minimum.accumulate(np.where(self.working, index, days)[::-1])[::-1]
        before = np.maximum.accumulate(np.where(self.working, index, -1))
        follows = (after < days) & (self.month[np.minimum(after, days - 1)] == self.month)
        home = np.where(follows, after, before)
        home[(home < 0) | (self.month[home] != self.month)] = -1
        key = self.month * (1 + len(WEEKS)) + 1 + self.week
        keys, cell_of_day = np.unique(key[self.working], return_inverse=True)
        cell = np.full(days, -1)
        cell[self.working] = cell_of_day
        slot = np.where(home >= 0, cell[home], -1)
        running, week = np.divmod(keys, 1 + len(WEEKS))
        years_ago = YEARS - 1 - running // MONTHS
        worked = np.bincount(cell_of_day, minlength=len(keys)).astype(np.float64)
        weight = np.array(YEAR_WEIGHTS)[years_ago]
        return Cells(years_ago, running % MONTHS, week - 1, worked, weight), slot


def gather(year: PlanYear, facts: DayFacts, sales: Sales) -> SeasonHistory | None:
    """History of the three years before the plan year; None where there is no sale in them."""
    first = max(year.start.replace(year=year.start.year - YEARS), facts.start)
    span = (year.start - first).days
    category, amount, categories = sales.category, sales.amount, len(sales.names)
    offset = sales.day - (first - EPOCH).days
    inside = (offset >= 0) & (offset < span)
    if not inside.all():
        offset, category, amount = offset[inside], category[inside], amount[inside]
    largest = int(np.abs(amount).max(initial=0))
    if span <= 0 or largest == 0 or not np.any(amount > 0):
        return None
    place = np.where(category < 0, categories, category).astype(np.int64) * span + offset
    size = (categories + 1) * span
    sold = sum_by(place, amount, size).reshape(-1, span)
    # Squares of whole steps add up exactly, so that the order of rows makes no difference.
    steps = np.rint(np.abs(amount) * ((_STEPS - 1) / largest))
    squares = sum_by(place, steps * steps, size).reshape(-1, span) * (largest / (_STEPS - 1)) ** 2
    order_days = np.flatnonzero(np.bincount(offset, minlength=span))
    usual_gap = int(np.median(np.diff(order_days))) if len(order_days) > 1 else span
    covered = _recorded(order_days, usual_gap, span)
    days = days_between(first, year.start)[:-1]
    start = year.start.year * MONTHS + year.start.month - YEARS * MONTHS
    month = np.array([d.year * MONTHS + d.month - start for d in days], np.int64)
    week = festival_weeks(first, span, facts) if usual_gap <= FREQUENT_DAYS else np.full(span, -1)
    working = facts.between(first, year.start)
    return SeasonHistory(
        days[covered.start], sold[:, covered], squares[:, covered], month[covered], working[covered], week[covered]
    )


def festival_weeks(first: date, days: int, facts: DayFacts) -> NDArray[np.int64]:
    """[days] index into `WEEKS` of each day from `first` on, -1 away from the lunar new year."""
    week = np.full(days, -1, np.int64)
    for festival in facts.spring_festivals:
        begin = (festival - first).days + 7 * WEEKS[0]
        place = np.arange(max(begin, 0), min(begin + 7 * len(WEEKS), days))
        week[place] = (place - begin) // 7
    return week


def evidence(sold: Floats, squares: Floats) -> Floats:
    """[R] money that counts as one order: the mean weighted by itself, so that a few large orders are few."""
    total = np.maximum(sold.sum(axis=1), 0)
    order_days = (sold > 0).sum(axis=1)
    by_size = squares.sum(axis=1) / np.maximum(total, 1)
    by_days = total / np.maximum(ORDERS_PER_DAY * order_days, 1)
    unit: Floats = np.maximum(np.maximum(by_size, by_days), 1)
    return unit


def _recorded(order_days: NDArray[np.int64], usual_gap: int, span: int) -> slice:
    silence = max(SILENCE_DAYS, 3 * usual_gap)
    first, last = int(order_days[0]), int(order_days[-1])
    return slice(0 if first <= silence else first, span if span - 1 - last <= silence else last + 1)
