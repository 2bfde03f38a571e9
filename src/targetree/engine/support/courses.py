"""Courses of the year: work done so much earlier, and several works together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..periods import MONTHS

Floats = NDArray[np.float64]

MONTH_DAYS = 365.25 / 12
LATEST_LEAD = 9.0
"""Months; a longer lead would push the whole year's work into its first quarter."""


def earlier(course: Floats, lead_days: Floats) -> Floats:
    """[P, 12] the course of the year done `lead_days` [P] earlier.

    The year's work is fitted evenly into the time that is left before the last of it would come
    too late, so that what would have had to be done before the year does not fall on its first day.
    """
    lead = np.minimum(lead_days / MONTH_DAYS, LATEST_LEAD)
    total = np.zeros((len(course), MONTHS + 1))
    np.cumsum(course, axis=1, out=total[:, 1:])
    at = np.minimum(np.arange(MONTHS + 1) * (MONTHS / (MONTHS - lead))[:, None], MONTHS)
    below = np.minimum(at.astype(np.int64), MONTHS - 1)
    part = at - below
    rows = np.arange(len(course))[:, None]
    return np.diff(total[rows, below] * (1 - part) + total[rows, below + 1] * part, axis=1)


def mixed(*parts: tuple[Floats, Floats]) -> Floats:
    """[P, 12] the course of several years' works [P] together, each with its own course [P, 12]."""
    return np.asarray(
        sum(year[:, None] * shape / np.maximum(shape.sum(axis=1), 1e-9)[:, None] for year, shape in parts)
    )
