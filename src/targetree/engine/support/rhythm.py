"""Return visits: how often existing customers are to be seen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..book import Book
from ..grouping import sum_by
from ..periods import PlanYear
from .orders import EPOCH, YEAR_DAYS
from .outlook import FUTURE

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FEWEST_VISITS = 3
"""Visits to a customer in the year before from which they are a rhythm."""
MOST_VISITS = 104.0


def visits_a_year(book: Book, stage: Ints, year: PlanYear) -> Floats:
    """[C] return visits of each existing customer in the plan year, by the stated rhythm, else by that of the year
    before; 0 where neither says anything. `stage` [C] is an index into `outlook.STAGES`."""
    stated = np.array([c.visit_every_days or 0 for c in book.customers], np.float64)
    rate = np.where(stated > 0, year.day_count / np.maximum(stated, 1.0), 0.0)
    never = np.full(len(stated), -1, np.int64)
    # The same visit may stand under both measures: the larger counts.
    seen = np.maximum(_seen(book, "return_visits", year, never), _seen(book, "existing_visits", year, never))
    rate = np.where((rate == 0) & (seen >= FEWEST_VISITS), seen, rate)
    return np.where(stage == FUTURE, 0.0, np.minimum(rate, MOST_VISITS))


def care_visits(book: Book, first_order: Ints, year: PlanYear) -> Floats:
    """[C] plain visits of the year before that went to customers after their first order (day, [C]).

    Where a company counts them among its visits, they will be made again beside those that win
    new orders.
    """
    return _seen(book, "visits", year, first_order)


def _seen(book: Book, measure: str, year: PlanYear, after: Ints) -> Floats:
    size, rows, start = len(book.customers), book.actuals, (year.start - EPOCH).days
    at = next((at for at, m in enumerate(book.measures) if m.id == measure), -1)
    recent = (rows.measure == at) & (rows.day < start) & (rows.day >= start - YEAR_DAYS) & (rows.customer >= 0)
    chosen = np.flatnonzero(recent)
    chosen = chosen[rows.day[chosen] > after[rows.customer[chosen]]]
    return sum_by(rows.customer[chosen], np.maximum(rows.amount[chosen], 0), size)
