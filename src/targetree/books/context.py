"""What a table's rows may refer to, once the tables before it are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from targetree.engine.book import Measure, Product
from targetree.engine.periods import PlanYear
from targetree.facts.measures import BUILT_IN

from .collector import Collector
from .references import Directory


@dataclass
class Context:
    """The parts of a book that other tables name, and where findings go."""

    found: Collector
    year: PlanYear | None = None
    """None where the plan year is missing or wrong: only the form of periods can be checked."""
    amount_unit: int = 1
    root: str = ""
    """Id of the company; "" where there is none or more than one."""
    who: Directory = field(default_factory=Directory)
    """Units and people together."""
    persons: Directory = field(default_factory=Directory)
    measures: Sequence[Measure] = BUILT_IN
    products: Sequence[Product] = ()
    has_products: bool = False
    """Whether the book has a table of products."""
    product_names: Directory = field(default_factory=Directory)
    strategies: Directory = field(default_factory=Directory)

    @cached_property
    def measure_names(self) -> Directory:
        return Directory((measure.id, measure.name) for measure in self.measures)

    @cached_property
    def measure(self) -> dict[str, Measure]:
        """By id."""
        return {measure.id: measure for measure in self.measures}
