"""The pace that a plan asks for against the pace ever reached, per working day; and the load of visits on hours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Best:
    """The best that was ever reached. Amounts in the smallest unit."""

    amount: int
    days: int
    """Working days that it took."""
    year: int
    """Position of the year in the history."""
    first_month: int

    @property
    def per_day(self) -> float:
        return self.amount / self.days


def best_per_day(amounts: Ints, days: Ints, months: int = 1) -> Best | None:
    """The period with the most for each working day: `amounts` and `days` [years, 12], `months` 1 or 3 in a row.

    Quarters begin with the year. None where nothing was ever reached.
    """
    years = amounts.shape[0]
    sums = amounts.reshape(years, -1, months).sum(axis=2)
    worked = days.reshape(years, -1, months).sum(axis=2)
    pace = np.where((worked > 0) & (sums > 0), sums / np.maximum(worked, 1), 0.0)
    if not pace.size or pace.max() <= 0:
        return None
    year, at = np.unravel_index(int(np.argmax(pace)), pace.shape)
    return Best(int(sums[year, at]), int(worked[year, at]), int(year), int(at) * months)


def times(needed: float, reached: float | None) -> float | None:
    """How many times the pace that was reached is needed; None where nothing was reached."""
    return needed / reached if reached else None


def load(count: int, hours_each: float, person_days: int, hours_a_day: float) -> float | None:
    """The part of the working hours that `count` visits take; None where there are visits and nobody works."""
    if not person_days:
        return None if count else 0.0
    return count * hours_each / (person_days * hours_a_day)
