"""The plan year and its parts: months, quarters, thirds of a month, ISO weeks, days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

MONTHS = 12
THIRDS = ("early", "middle", "late")
"""上旬 (1st to 10th), 中旬 (11th to 20th), 下旬 (21st to the end)."""


@dataclass(frozen=True)
class PlanYear:
    """Twelve months from `start`, the first of a month; `year` is what the user calls it."""

    year: int
    start: date

    @cached_property
    def month_starts(self) -> tuple[date, ...]:
        """13 dates: the first day of each month and the day after the year."""
        first = self.start.year * 12 + self.start.month - 1
        return tuple(date(m // 12, m % 12 + 1, 1) for m in range(first, first + MONTHS + 1))

    @property
    def end(self) -> date:
        """The day after the last day."""
        return self.month_starts[-1]

    @cached_property
    def day_count(self) -> int:
        return (self.end - self.start).days

    @cached_property
    def days(self) -> tuple[date, ...]:
        return days_between(self.start, self.end - timedelta(days=1))

    @cached_property
    def month_names(self) -> tuple[str, ...]:
        """`2027-03`, by the calendar, also where the plan year starts in another month."""
        return tuple(f"{d.year:04d}-{d.month:02d}" for d in self.month_starts[:-1])

    @cached_property
    def month_slices(self) -> tuple[slice, ...]:
        """The days of each month as a slice of the year's days."""
        offsets = [(d - self.start).days for d in self.month_starts]
        return tuple(slice(a, b) for a, b in pairwise(offsets))

    @cached_property
    def month_of_day(self) -> NDArray[np.int8]:
        """[D] month 0..11 of each day."""
        months = np.zeros(self.day_count, np.int8)
        for month, days in enumerate(self.month_slices):
            months[days] = month
        return months

    @cached_property
    def third_of_day(self) -> NDArray[np.int8]:
        """[D] 0..35: three times the month plus the third of it."""
        return np.array(
            [3 * m + min((d.day - 1) // 10, 2) for d, m in zip(self.days, self.month_of_day.tolist(), strict=True)],
            np.int8,
        )

    @cached_property
    def week_starts(self) -> tuple[date, ...]:
        """The Monday of each ISO week that touches the year."""
        monday = self.start - timedelta(days=self.start.weekday())
        return tuple(monday + timedelta(days=7 * k) for k in range(((self.end - monday).days + 6) // 7))

    @cached_property
    def week_names(self) -> tuple[str, ...]:
        """`2027-W05`, ISO."""
        return tuple("{}-W{:02d}".format(*monday.isocalendar()[:2]) for monday in self.week_starts)

    @cached_property
    def week_of_day(self) -> NDArray[np.int8]:
        """[D] index into `week_starts`."""
        return ((np.arange(self.day_count) + self.start.weekday()) // 7).astype(np.int8)

    def period(self, text: str) -> tuple[int, int] | None:
        """First month and number of months of `2027`, `2027-Q1`, `2027-03`, or "" (the year); None if not in it."""
        if text in ("", str(self.year)):
            return 0, MONTHS
        if text in self.month_names:
            return self.month_names.index(text), 1
        head, _, quarter = text.partition("-Q")
        if head == str(self.year) and quarter in ("1", "2", "3", "4"):
            return 3 * (int(quarter) - 1), 3
        return None

    def name(self, first_month: int, month_count: int) -> str:
        """The text of a period, `period` undone."""
        if month_count == MONTHS:
            return str(self.year)
        return f"{self.year}-Q{first_month // 3 + 1}" if month_count == 3 else self.month_names[first_month]


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Every day from first to last, both included."""
    return tuple(first + timedelta(days=k) for k in range((last - first).days + 1))
