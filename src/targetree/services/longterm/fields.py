"""The seven figures of a checkpoint: which measure each is, and in what unit."""

from __future__ import annotations

from targetree.engine.money import SCALES

FIELDS = ("customers", "visits", "signings", "products_signed", "amount_signed", "revenue", "cash")
MEASURES = {
    "visits": "visits", "signings": "signings", "amount_signed": "bookings", "revenue": "revenue",
    "cash": "cash_collected",
}  # fmt: skip
"""The measure whose target is the month of the field. Customers and products signed have none."""
DONE = MEASURES | {"customers": "customers", "products_signed": "products"}
"""The name under which what happened is read (`targetree_done_by_thirds`)."""
MONEY = frozenset({"amount_signed", "revenue", "cash"})


def scale_of(field: str) -> int:
    """Smallest units in a main unit."""
    return SCALES["money" if field in MONEY else "count"]
