"""What the engine proposes for the 36 checkpoints: months from the targets, thirds from days and what is expected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from targetree.engine.checkpoints import spread
from targetree.engine.money import LARGEST_AMOUNT
from targetree.engine.periods import MONTHS

from .facts import THIRDS, Facts, Ints
from .fields import DONE, FIELDS, MEASURES

Basis = Literal["target", "history", "new_customers", "none"]
_RATIO_TO = {
    "signings": "amount_signed", "visits": "signings", "customers": "visits", "products_signed": "amount_signed",
    "revenue": "amount_signed", "cash": "amount_signed",
}  # fmt: skip
"""Where a figure has no target: what it was a proportion of in the twelve months before the plan year."""
_DISTINCT = ("customers", "products_signed")
"""Counted once a month, on their first day in it: most of them early. Never more than in the best month so far."""
_ORDER = ("amount_signed", "signings", "visits", "customers", "products_signed", "revenue", "cash")


@dataclass(frozen=True)
class Proposal:
    """Months and thirds of each field, and where they come from."""

    months: dict[str, tuple[int, ...]]
    """[12]; with basis `target` the node's own target, to the unit."""
    thirds: dict[str, Ints]
    """[12, 3]; each month adds up, but one without any working day, which is 0."""
    basis: dict[str, Basis]
    """target; history: in last year's proportion to another field; new_customers: those of the target; none: nothing
    is known, 0."""


def propose(facts: Facts) -> Proposal:
    """For a node, as everything is now."""
    months: dict[str, tuple[int, ...]] = {}
    thirds: dict[str, Ints] = {}
    basis: dict[str, Basis] = {}
    for field in _ORDER:
        months[field], basis[field] = _months(facts, field, months)
        thirds[field] = np.array(
            [spread(months[field][m], facts.person_days(m), _expected(facts, field, m)) for m in range(MONTHS)],
            np.int64,
        ).reshape(MONTHS, THIRDS)
    return Proposal({f: months[f] for f in FIELDS}, {f: thirds[f] for f in FIELDS}, {f: basis[f] for f in FIELDS})


def _months(facts: Facts, field: str, known: dict[str, tuple[int, ...]]) -> tuple[tuple[int, ...], Basis]:
    measure = MEASURES.get(field)
    if measure in facts.targets:
        return facts.targets[measure], "target"
    worked = facts.days.sum(axis=1) > 0
    base = _RATIO_TO.get(field)
    if base is not None:
        whole = int(facts.before(DONE[base]).sum())
        part = int(facts.before(DONE[field]).sum())
        if whole > 0 and part > 0 and any(known[base]):
            found = (
                (month * part * 2 + whole) // (whole * 2) if works else 0
                for month, works in zip(known[base], worked.tolist(), strict=True)
            )
            most = int(facts.done[DONE[field]].sum(axis=2).max()) if field in _DISTINCT else LARGEST_AMOUNT
            return tuple(min(amount, most) for amount in found), "history"
    if field == "customers" and "new_customers" in facts.targets:
        new = facts.targets["new_customers"]
        return tuple(n if works else 0 for n, works in zip(new, worked.tolist(), strict=True)), "new_customers"
    return (0,) * MONTHS, "none"


def _expected(facts: Facts, field: str, month: int) -> list[float]:
    """What comes on dates: deals by their expected close, money by its due date. Customers and products are counted on
    their first day in a month; so they fall on thirds as they did in the year before."""
    if field == "amount_signed":
        return [float(a) for a in facts.deals[month].tolist()]
    if field == "signings":
        return [float(a) for a in facts.deal_count[month].tolist()]
    if field == "cash":
        return [float(a) for a in facts.due[month].tolist()]
    if field in _DISTINCT:
        first_seen = facts.before(DONE[field]).sum(axis=0)
        whole = max(int(first_seen.sum()), 1)
        days = facts.person_days(month)
        scale = LARGEST_AMOUNT / max(sum(days), 1)  # beyond any total: only the proportions count
        return [float(seen) / whole * count * scale for seen, count in zip(first_seen.tolist(), days, strict=True)]
    return []
