"""Actual against target: credit split between people, variance, attainment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np

from .splitting.spread import share_out


@dataclass(frozen=True, slots=True)
class Attainment:
    """Amounts in the smallest unit; variance is signed; `rate` is actual / target, None without a target."""

    target: int
    actual: int

    @property
    def variance(self) -> int:
        return self.actual - self.target

    @property
    def rate(self) -> float | None:
        return self.actual / self.target if self.target else None


def credit(amount: int, shares: Mapping[str, Fraction]) -> dict[str, int]:
    """An order's amount credited to people by their shares of it, exact: shares of 1 in sum give the whole amount.

    Shares need not add up to 1 (a part may be credited to nobody); ties go by id.
    """
    people = sorted(shares)
    credited = amount * sum(shares.values(), Fraction(0))
    total = int(credited) if credited.denominator == 1 else int(credited + Fraction(1, 2) * (1 if credited > 0 else -1))
    denominator = lcm(*(share.denominator for share in shares.values()))
    weights = np.array([int(shares[p] * denominator) for p in people], np.int64)
    return dict(zip(people, share_out(total, weights).tolist(), strict=True)) if people else {}


def attained(target: int, credits: Sequence[int]) -> Attainment:
    """A target against what was credited towards it."""
    return Attainment(target, sum(credits))
