"""Return visits: how often existing customers are to be seen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .book import Book
from .grouping import sum_by
from .orders import EPOCH, YEAR_DAYS
from .outlook import FUTURE
from .periods import PlanYear

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FEWEST_VISITS = 3
"""Visits to a customer in the year before from which they are a rhythm."""
MOST_VISITS = 104.0


def visits_a_year(book: Book, stage: Ints, year: PlanYear) -> Floats:
    """[C] return visits of each existing customer in the plan year, by the stated rhythm, else by that of the year
    before; 0 where neither says anything. `stage` [C] is an index into `outlook.STAGES`."""
    size = len(book.customers)
    stated = np.array([c.visit_every_days or 0 for c in book.customers], np.float64)
    rate = np.where(stated > 0, year.day_count / np.maximum(stated, 1.0), 0.0)
    start = (year.start - EPOCH).days
    visits = {"return_visits", "visits", "existing_visits"}
    ids = [at for at, measure in enumerate(book.measures) if measure.id in visits]
    rows = book.actuals
    recent = (rows.day < start) & (rows.day >= start - YEAR_DAYS) & (rows.customer >= 0)
    seen = np.zeros(size)
    for at in ids:  # the same visit may stand under two measures: the largest of them counts
        chosen = np.flatnonzero(recent & (rows.measure == at))
        amount = rows.amount[chosen].astype(np.float64)
        seen = np.maximum(seen, sum_by(rows.customer[chosen], amount, size))
    rate = np.where((rate == 0) & (seen >= FEWEST_VISITS), seen, rate)
    return np.where(stage == FUTURE, 0.0, np.minimum(rate, MOST_VISITS))
