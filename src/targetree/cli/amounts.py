"""Amounts as a director reads them: large money in 万 (ten thousands), counts as they are."""

from __future__ import annotations

from dataclasses import dataclass

from targetree.engine.book import Measure
from targetree.engine.money import SCALES

from .language import Lang
from .words import WORDS, say

MYRIAD = 10_000
LARGE = 100 * MYRIAD
"""From this many main units on a measure's money is shown in 万."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Shows one measure's amounts. `divisor` smallest units make a tenth of the unit shown (or a whole one)."""

    unit: str
    divisor: int
    decimals: int

    def show(self, amount: int) -> str:
        """Rounded to the nearest, halves away from zero; for reading only."""
        steps = (abs(amount) + self.divisor // 2) // self.divisor
        sign = "-" if amount < 0 and steps else ""
        if not self.decimals:
            return f"{sign}{steps:,}"
        whole, tenths = divmod(steps, 10)
        return f"{sign}{whole:,}.{tenths}"

    def mean(self, amount: int, among: int) -> str:
        """The amount for each of `among`; a small count gets a decimal."""
        if not self.decimals and abs(amount) < 100 * among * self.divisor:
            return f"{amount / among / self.divisor:,.1f}"
        return self.show(amount // among)


def reader(measure: Measure, year_total: int, currency: str, lang: Lang) -> Reader:
    """How to show the amounts of a measure whose year comes to `year_total` smallest units."""
    scale = SCALES[measure.kind]
    if measure.kind != "money":
        return Reader("", scale, 0)
    money = say(currency, lang) if currency in WORDS else currency
    if abs(year_total) >= LARGE * scale:
        return Reader(
            f"万{money}" if currency == "CNY" and lang == "zh" else say("in-myriads", lang, currency=money),
            MYRIAD * scale // 10,
            1,
        )
    return Reader(money, scale, 0)


def percent(part: int, whole: int) -> str:
    """`part` of `whole` in per cent, one decimal; blank where there is no whole."""
    return f"{100 * part / whole:.1f}%" if whole else ""
