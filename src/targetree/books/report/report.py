"""What every sheet of one workbook shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from targetree.engine.book import Source
from targetree.engine.result import Plan
from targetree.terms.words import word

from .figures import Figures
from .names import Names, is_large
from .page import Page
from .sheet_words import say
from .styles import Styles

Cell = tuple[str, int, int]
"""Sheet, row, first column of the months."""


@dataclass
class Report:
    plan: Plan
    styles: Styles
    sources: dict[str, Source]
    produced_at: datetime | None = None
    who_cells: dict[int, Cell] = field(default_factory=dict)
    """Where each unit's and person's row of the leading measure is."""
    what_cells: dict[str, Cell] = field(default_factory=dict)
    """Where each product's row of the leading measure is."""

    def __post_init__(self) -> None:
        self.lang = self.styles.lang
        self.names = Names(self.plan, self.lang)
        self.figures = Figures(self.plan)

    @property
    def title(self) -> str:
        company = self.plan.book.company
        return say("plan_title", self.lang, company=company.name, year=company.plan_year)

    @property
    def large_note(self) -> str:
        large = any(is_large(m.measure, int(m.cells.sum())) for m in self.plan.measures)
        return say("large", self.lang) if large else ""

    def page(self, slug: str, subtitle: str) -> Page:
        """A new sheet; all but the first say in their title which they are."""
        title = self.title if slug == "overview" else f"{self.title} · {word(slug, self.lang)}"
        return Page(self.styles, slug, title, subtitle)
