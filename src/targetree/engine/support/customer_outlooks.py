"""Customer by customer, what a target rests on and what is known of each (M13)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..book import Measure
from ..result import CustomerOutlooks
from .coverage import Entries
from .deals import first_year_amount
from .outlook import Known

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def customer_outlooks(measure: Measure, entries: Entries, own: Known | None, leading: Known | None) -> CustomerOutlooks:
    """The entries that bring something or have brought something, with what the order log knows of their customers.

    `own` is the log of this measure; without one, that of the `leading` measure tells rhythms and times, not amounts.
    """
    log = own or leading
    named = entries.customer >= 0
    at = np.where(named, entries.customer, 0)

    def known(values: Floats | Ints | None, nothing: float) -> Floats:
        if values is None or not len(values):
            return np.full(len(at), nothing)
        return np.where(named, values[at], nothing).astype(np.float64)

    orders = known(log.orders if log else None, 0.0)
    some = (entries.expected != 0) | (orders > 0)
    last = np.where(orders > 0, known(log.last_day if log else None, -1.0), -1.0)
    return CustomerOutlooks(
        measure, entries.error.common, entries.error.person,
        round(first_year_amount(own.log if own else None)),
        entries.node[some].astype(np.int32), entries.customer[some].astype(np.int32),
        entries.stage[some].astype(np.int8), entries.expected[some], entries.variance[some],
        entries.habit[some], known(log.alive if log else None, np.nan)[some],
        orders[some].astype(np.int32), np.rint(known(own.order_value if own else None, 0.0)[some]).astype(np.int64),
        np.rint(known(own.last_year if own else None, 0.0)[some]).astype(np.int64), last[some].astype(np.int32),
        known(log.every_days if log else None, np.nan)[some],
    )  # fmt: skip
