"""Amounts as integers in the smallest unit of their measure: fen, pieces, hundredths."""

from __future__ import annotations

from dataclasses import dataclass

LARGEST_AMOUNT = 10**15
"""No single amount may exceed this many smallest units (money: 10 万亿元): float64 ideals stay exact to 0.2 unit."""

SCALES = {"money": 100, "count": 1, "quantity": 100}
"""Smallest units per main unit, by kind of measure."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount to be shown to a person: `units` smallest units, `scale` of them in a main unit."""

    units: int
    scale: int = 100

    def __str__(self) -> str:
        return f"{self.plain():,}" if self.scale == 1 else _grouped(self.units, self.scale)

    def plain(self) -> int:
        """The main units, rounded towards zero."""
        return abs(self.units) // self.scale * (1 if self.units >= 0 else -1)


def _grouped(units: int, scale: int) -> str:
    whole, rest = divmod(abs(units), scale)
    digits = len(str(scale)) - 1
    return f"{'-' if units < 0 else ''}{whole:,}.{rest:0{digits}d}"
