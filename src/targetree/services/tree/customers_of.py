"""The customers of a person's seat: who is to bring the number of each month, those yet to be won as one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from targetree.engine.splitting.spread import share_rows
from targetree.services.access import Actor, use_case
from targetree.services.cells import head_of
from targetree.store.arrays import rows


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A customer's part of a person's months, in the smallest unit of the measure."""

    customer: int | None
    """None: customers yet to be won."""
    code: str
    name: str
    stage: str
    months: list[int]
    """[12]; the rows of a seat add up to its line."""


@use_case
def customers_of(*, actor: Actor, sheet: int, node: int) -> tuple[CustomerRow, ...]:
    """The customers of a seat, the largest of the year first, those yet to be won last."""
    head_of(actor, "see_targets", sheet, node)
    with rows() as cursor:
        cursor.execute(
            "SELECT c.id, coalesce(c.code, ''), coalesce(c.name, ''), coalesce(c.stage, ''), w.weights, l.months"
            " FROM customer_lines w JOIN lines l ON l.sheet_id = w.sheet_id AND l.node_id = w.node_id"
            " LEFT JOIN customers c ON c.id = w.customer_id"
            " WHERE w.sheet_id = %s AND w.node_id = %s AND (w.customer_id IS NULL OR c.id IS NOT NULL)"
            " ORDER BY c.code NULLS LAST",
            [sheet, node],
        )
        found = cursor.fetchall()
    if not found:
        return ()
    weights = np.stack([row[4] for row in found])
    shares = share_rows(found[0][5], weights.T).T
    years = shares.sum(axis=1)
    order = sorted(range(len(found)), key=lambda at: (found[at][0] is None, -int(years[at]), found[at][1]))
    return tuple(CustomerRow(*[*found[at][:4], shares[at].tolist()]) for at in order)
