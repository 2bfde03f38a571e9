"""Seeded chance that falls the same on every machine and with every version of every library."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Whole-number draws from a stream of its own for each subject.

    They rest on `Random.random` alone, whose sequence Python promises to keep, and on arithmetic
    that IEEE 754 fixes; numpy's distributions may change from one version to the next.
    """

    def __init__(self, subject: str) -> None:
        self._random = Random(f"targetree sample company: {subject}").random

    def below(self, count: int) -> int:
        """0 .. count - 1."""
        return int(self._random() * count)

    def between(self, low: int, high: int) -> int:
        """Both included."""
        return low + self.below(high - low + 1)

    def near(self, low: int, high: int) -> int:
        """Both included, the middle more likely."""
        return (self.between(low, high) + self.between(low, high) + self.between(low, high) + 1) // 3

    def chance(self, percent: int) -> bool:
        return self.below(100) < percent

    def pick(self, items: Sequence[T]) -> T:
        return items[self.below(len(items))]

    def times(self, hundredths: int) -> int:
        """A whole number whose mean is `hundredths` / 100 and which strays by half of it."""
        strayed = hundredths * self.between(50, 150) // 100
        return strayed // 100 + self.chance(strayed % 100)


class Wheel:
    """Draws positions by whole-number weights."""

    def __init__(self, weights: Sequence[int]) -> None:
        self._upto = list(accumulate(weights))

    def spin(self, dice: Dice, first: int = 0, stop: int | None = None) -> int | None:
        """A position in [first, stop); None where all weights there are 0."""
        low = self._upto[first - 1] if first else 0
        high = self._upto[(stop if stop is not None else len(self._upto)) - 1]
        return bisect_right(self._upto, low + dice.below(high - low)) if high > low else None
