"""Customers with what they can bring, as they stand in the tables: the model's word, and the one of those who know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from targetree.engine.support.outlook import STAGES
from targetree.engine.support.ranges import range_of
from targetree.services.cells import Head
from targetree.store.arrays import rows

JUDGED_ERROR = 0.25
"""Relative standard deviation of an amount that somebody who knows the customer expects."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody expects instead of the model. Smallest units."""

    amount: int
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CustomerOutlook:
    """A customer and what it can bring in the plan year; amounts in the smallest unit of the measure."""

    node: int
    """The owner's seat, or a unit."""
    customer: int | None
    """None: opportunities with somebody who is not among the customers."""
    code: str
    name: str
    city: str
    traits: str
    habits: str
    stage: str
    """past, current, future"""
    modelled: int
    """What the model expects."""
    variance: float
    habit: int
    """Of it, what rests on what was bought so far."""
    alive: float | None
    """How likely the customer buys again."""
    orders: int
    order_value: int
    last_year: int
    last_order: date | None
    every_days: float | None
    judged: Judged | None
    open_count: int
    open_fen: int
    next_close: date | None
    shared_error: float
    """Relative error that it shares with other customers."""

    @property
    def expected(self) -> int:
        """What counts: the judgement where there is one."""
        return self.modelled if self.judged is None else self.judged.amount

    @property
    def spread(self) -> float:
        """Variance of what counts."""
        return self.variance if self.judged is None else (JUDGED_ERROR * self.judged.amount) ** 2

    @property
    def range(self) -> tuple[int, int]:
        """The 80 % range of what counts."""
        shared = 0.0 if self.judged else self.shared_error
        mean = np.array([float(self.expected)])
        low, high = range_of(mean, np.array([self.spread]) + (shared * mean) ** 2)
        return min(round(float(low[0])), self.expected), max(round(float(high[0])), self.expected)

    @property
    def next_order(self) -> date | None:
        """When the next order would come by the customer's own rhythm."""
        if self.last_order is None or self.every_days is None:
            return None
        return self.last_order + timedelta(days=round(self.every_days))


def base_sheet(head: Head) -> int:
    """The sheet of the base tier, on which what customers can bring is kept for all tiers."""
    with rows() as cursor:
        cursor.execute(
            "SELECT b.id FROM sheets s JOIN sheets b ON b.version_id = s.version_id AND b.measure_id = s.measure_id"
            " AND b.tier = 'base' WHERE s.id = %s",
            [head.sheet],
        )
        found = cursor.fetchone()
    return int(found[0]) if found else head.sheet


def outlooks_below(sheet: int, node: int) -> list[CustomerOutlook]:
    """All rows at a node and below, the largest first, as far as the actor reaches. A judgement stands on the first
    row of a customer and takes the place of all of them."""
    with rows() as cursor:
        cursor.execute("SELECT * FROM targetree_outlooks(%s, %s)", [sheet, node])
        found = cursor.fetchall()
    judged_already: set[int] = set()
    outlooks = []
    for row in found:
        node_of, customer, *texts = row[:7]
        stage, *figures = row[7:17]
        amount, reason, judge, judged_at, *deals = row[17:]
        judged = None
        if amount is not None:
            judged = Judged(0 if customer in judged_already else amount, reason, judge or "", judged_at)
            judged_already.add(customer)
        values: list[Any] = [
            node_of, customer, *(text or "" for text in texts), STAGES[stage], *figures, judged, *deals,
        ]  # fmt: skip
        outlooks.append(CustomerOutlook(*values))
    return outlooks
