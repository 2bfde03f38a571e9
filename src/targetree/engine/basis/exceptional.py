"""Exceptional orders: one that makes most of its month must not teach the seasons."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

DOMINATES = 0.35
"""Share of its month from which a day is looked at."""
TIMES_USUAL = 4.0
"""A day is exceptional above this multiple of the usual best day of a month."""
AROUND_MONTHS = 3
FEWEST_MONTHS = 6
"""With sales in fewer months nothing can be called usual."""


@dataclass(frozen=True)
class Exceptional:
    row: int
    day: int
    """Offset into the days of history."""
    month_total: float
    cap: float
    """What is left of the day for learning, and the size of an order that the usual days speak of."""
    again: bool
    """It comes back in another year's same season: a season, no exception."""


def exceptional_days(sold: Floats, month: NDArray[np.int64]) -> list[Exceptional]:
    """The days that dominate their month as other months' best days do not.

    `sold` [R, D] is the money of R rows on each day of history in order of time, `month` [D] the
    running month (ascending; months 12 apart are the same calendar month). Usual is the median of
    the months' best days, of all and of the half year around, so that a jump in business is no
    exception.
    """
    starts = np.flatnonzero(np.diff(month, prepend=month[0] - 1))
    names = month[starts]
    best = np.maximum.reduceat(sold, starts, axis=1)
    total = np.add.reduceat(sold, starts, axis=1)
    active = best > 0
    found: list[Exceptional] = []
    for row in np.flatnonzero(active.sum(axis=1) >= FEWEST_MONTHS).tolist():
        peaks = best[row]
        median = float(np.median(peaks[active[row]]))
        suspects = active[row] & (peaks > TIMES_USUAL * median) & (peaks > DOMINATES * total[row])
        for slot in np.flatnonzero(suspects).tolist():
            away = np.abs(names - names[slot])
            around = peaks[active[row] & (away > 0) & (away <= AROUND_MONTHS)]
            usual = max(median, float(np.median(around)) if len(around) >= 2 else 0.0)
            season = (away > 6) & (np.minimum(away % 12, 12 - away % 12) <= 1)
            if peaks[slot] <= TIMES_USUAL * usual:
                continue
            days = np.flatnonzero(month == names[slot])
            order = days[np.argsort(sold[row, days], kind="stable")]
            second = float(sold[row, order[-2]]) if len(order) > 1 else 0.0
            again = bool(np.any(peaks[season] > peaks[slot] / 2))
            found.append(Exceptional(row, int(order[-1]), float(total[row, slot]), max(second, usual), again))
    return found
