"""How much of a target would be missing if more customers came back, more deals were won, or they were larger."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Base:
    """What a target rests on as things are; amounts in the smallest unit, not below 0."""

    target: int
    habit: int
    """What existing customers bring by buying as they did."""
    open_deals: int
    """What open opportunities and future customers are expected to bring beyond that."""
    repeat_rate: float
    """How likely existing customers buy again, weighted by what they bring."""
    new_customer: int
    """What a new customer brings in the first year."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is imagined. Nothing changed: `Change(base.repeat_rate)`."""

    repeat_rate: float
    """0 to 1."""
    conversion: float = 1.0
    """Times as many opportunities are won."""
    deal_size: float = 1.0
    """Times as large."""
    new_customers: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """Amounts in the smallest unit."""

    habit: int
    open_deals: int
    new: int
    gap: int
    """Never below 0."""


def what_if(base: Base, change: Change) -> Outcome:
    """The gap after the change. More of anything never widens it.

    Buying again goes in proportion to the repeat rate, opportunities to conversion and size. Raises ValueError for
    a rate outside 0 to 1 or anything negative.
    """
    if not 0 <= change.repeat_rate <= 1 or min(change.conversion, change.deal_size, change.new_customers) < 0:
        raise ValueError("rates from 0 to 1, nothing negative")
    again = change.repeat_rate / base.repeat_rate if base.repeat_rate > 0 else 1.0
    habit = round(base.habit * again)
    deals = round(base.open_deals * change.conversion * change.deal_size)
    new = round(base.new_customer * change.deal_size) * change.new_customers
    return Outcome(habit, deals, new, max(base.target - habit - deals - new, 0))
