"""Past customers worth a call, those first who would bring most if they came back."""

from __future__ import annotations

from collections.abc import Iterable

from targetree.services.access import Actor, use_case

from .reading import CustomerOutlook
from .showing import support_of


@use_case
def reactivation(*, actor: Actor, sheet: int, node: int) -> tuple[CustomerOutlook, ...]:
    """All of a node and below, once each. Raises Invalid for a measure that is not money."""
    return worth_a_call(support_of(actor=actor, sheet=sheet, node=node).customers)


def worth_a_call(customers: Iterable[CustomerOutlook]) -> tuple[CustomerOutlook, ...]:
    """Of these, the past ones who have ordered, by all that they have ordered."""
    found = {row.customer: row for row in customers if row.stage == "past" and row.customer is not None and row.orders}
    return tuple(sorted(found.values(), key=lambda row: (-row.orders * row.order_value, row.code)))
