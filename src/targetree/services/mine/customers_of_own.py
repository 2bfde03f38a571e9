"""The customers of a seat for its own page: read with the right to the seat looked at once."""

from __future__ import annotations

import numpy as np

from targetree.engine.splitting.spread import share_rows
from targetree.services.tree.customers_of import CustomerRow
from targetree.store.arrays import rows


def customers_of_own(sheet: int, node: int) -> tuple[CustomerRow, ...]:
    """As `customers_of`, for a seat that the actor has been found to reach."""
    with rows() as cursor:
        cursor.execute("SELECT * FROM targetree_customers_of_seat(%s, %s)", [sheet, node])
        found = cursor.fetchall()
    if not found:
        return ()
    shares = share_rows(found[0][5], np.stack([row[4] for row in found]).T).T
    years = shares.sum(axis=1).tolist()
    order = sorted(range(len(found)), key=lambda at: (found[at][0] is None, -years[at], found[at][1]))
    rest = ((*found[at][:4], shares[at].tolist()) for at in order)
    return tuple(CustomerRow(customer, code, name, stage, months) for customer, code, name, stage, months in rest)
