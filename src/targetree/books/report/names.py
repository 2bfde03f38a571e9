"""What things are called in the workbook: people, units, products, measures, months."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from targetree.engine.book import Measure
from targetree.engine.periods import PlanYear
from targetree.engine.result import Plan
from targetree.engine.tree import ALL, Tree
from targetree.facts.measures import BUILT_IN
from targetree.terms.words import word

LARGE_FROM = 1_000_000
"""Main units of a year from which money is shown in 万元 (thousands in English)."""
ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
CHINESE_NAMES = {measure.id: measure.name for measure in BUILT_IN}


@dataclass(frozen=True)
class Names:
    plan: Plan
    lang: str

    @cached_property
    def _of_who(self) -> dict[str, str]:
        book = self.plan.book
        units = {unit.id: unit.name or unit.id for unit in book.units}
        return units | {person.id: person.name or person.id for person in book.people}

    @cached_property
    def _of_what(self) -> dict[str, str]:
        return {product.id: product.name or product.id for product in self.plan.book.products}

    def who(self, node: int) -> str:
        name = self.plan.who.ids[node]
        return self._of_who.get(name, name)

    def what(self, tree: Tree, node: int) -> str:
        name = tree.ids[node]
        return word("all_products", self.lang) if name == ALL else self._of_what.get(name, name)

    def measure(self, measure: Measure) -> str:
        """A built-in measure that the book does not rename has an English name too."""
        if self.lang == "en" and measure.name == CHINESE_NAMES.get(measure.id):
            return word(measure.id, "en")
        return measure.name or measure.id

    def slug(self, measure: str) -> str:
        """The name of a measure or step of the funnel by its id."""
        known = {row.id: row for row in self.plan.book.measures}
        return self.measure(known[measure]) if measure in known else word(measure, self.lang)

    def unit_of(self, measure: Measure, *, large: bool) -> str:
        """万元, or CNY thousand; "" for counts."""
        if measure.kind != "money":
            return ""
        currency = self.plan.book.company.currency
        if self.lang == "zh":
            yuan = "元" if currency == "CNY" else currency
            return f"万{yuan}" if large else yuan
        return f"{currency} thousand" if large else currency

    def titled(self, measure: Measure, *, large: bool) -> str:
        unit = self.unit_of(measure, large=large)
        if not unit:
            return self.measure(measure)
        return f"{self.measure(measure)}（{unit}）" if self.lang == "zh" else f"{self.measure(measure)} ({unit})"

    @cached_property
    def months(self) -> tuple[str, ...]:
        return month_labels(self.plan.calendar.year, self.lang)

    @cached_property
    def quarters(self) -> tuple[str, ...]:
        return ("一季度", "二季度", "三季度", "四季度") if self.lang == "zh" else ("Q1", "Q2", "Q3", "Q4")

    def when(self, index: int) -> str:
        """0 the year, 1..12 its months."""
        return word("year", self.lang) if index == 0 else self.months[index - 1]


def month_labels(year: PlanYear, lang: str) -> tuple[str, ...]:
    """`3月` or `Mar`; with the year where the plan year is not a calendar year."""
    starts = year.month_starts[:-1]
    across = starts[0].month != 1
    if lang == "zh":
        return tuple(f"{d.year % 100:02d}年{d.month}月" if across else f"{d.month}月" for d in starts)
    return tuple(ENGLISH_MONTHS[d.month - 1] + (f" {d.year % 100:02d}" if across else "") for d in starts)


def is_large(measure: Measure, year_units: int) -> bool:
    return measure.kind == "money" and abs(year_units) >= LARGE_FROM * measure.scale
