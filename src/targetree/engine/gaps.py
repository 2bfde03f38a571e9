"""Assigned against committed, summed up a tree (M10): a surplus of one does not hide the gap of another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .tree import Tree

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Gaps:
    """Per node of the tree, in the smallest unit: everything but `sure` is the sum of those below."""

    assigned: Ints
    committed: Ints
    """Who has not answered counts with what was assigned."""
    unanswered: Ints
    """The part of `committed` that nobody has committed to yet."""
    gap: Ints
    """Sum of what each person lacks, never negative."""
    surplus: Ints
    """Sum of what each person offers beyond; committed - assigned = surplus - gap."""
    people: Ints
    """Those who were given a number, or answered."""
    answered: Ints
    sure: NDArray[np.float64]
    """Per cent, weighted by what was committed; NaN where nobody said how sure they are."""

    @property
    def variance(self) -> Ints:
        """Signed: committed less assigned."""
        return self.committed - self.assigned


def gaps(
    who: Tree, assigned: Ints, committed: Ints, answered: NDArray[np.bool_], sure: NDArray[np.float64] | None = None
) -> Gaps:
    """All arrays [L], by leaf of `who`; `committed` counts where `answered`, `sure` in per cent or NaN."""
    counted = np.where(answered, committed, assigned)
    short = assigned - counted
    said = np.full(len(assigned), np.nan) if sure is None else np.where(answered, sure, np.nan)
    told = ~np.isnan(said)
    weight = np.where(told, np.maximum(counted, 1).astype(np.float64), 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = who.roll_up(np.where(told, said, 0.0) * weight) / who.roll_up(weight)
    return Gaps(
        assigned=who.roll_up(assigned),
        committed=who.roll_up(counted),
        unanswered=who.roll_up(np.where(answered, 0, assigned)),
        gap=who.roll_up(np.maximum(short, 0)),
        surplus=who.roll_up(np.maximum(-short, 0)),
        people=who.roll_up((answered | (assigned != 0)).astype(np.int64)),
        answered=who.roll_up(answered.astype(np.int64)),
        sure=np.where(who.roll_up(told.astype(np.int64)) > 0, mean, np.nan),
    )
