"""The plan as a workbook that can be sent on as it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from targetree.books.whole import WORKBOOK_MARK
from targetree.engine.book import Source
from targetree.engine.result import Plan

from .about_sheet import about
from .activities_sheet import activities
from .days_sheet import days
from .findings_sheet import findings
from .overview import overview, subtitle
from .receipts_sheet import receipts
from .report import Report
from .styles import ACCENT, FONTS, Styles
from .support_sheet import support
from .what_sheets import what_months, who_what
from .who_sheets import thirds, weeks, who_months

SHEETS: tuple[tuple[str, Callable[[Report], None]], ...] = (
    ("who_months", who_months),
    ("what_months", what_months),
    ("who_what", who_what),
    ("thirds", thirds),
    ("weeks", weeks),
    ("days", days),
    ("support", support),
    ("activities", activities),
    ("findings", findings),
    ("receipts", receipts),
    ("about", about),
)


def write_workbook(
    plan: Plan,
    path: Path,
    *,
    lang: str,
    sources: dict[str, Source],
    produced_at: datetime | None = None,
    progress: Callable[[str, float], None] | None = None,
) -> None:
    """Writes the workbook at `path`. `progress` is told each sheet and the part of all that is done.

    Without `produced_at` the same plan gives the same bytes.
    """
    import xlsxwriter

    tell = progress or (lambda label, part: None)
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as workbook:
        workbook.formats[0].set_font_name(FONTS[lang])
        workbook.formats[0].set_font_size(10)
        report = Report(plan, Styles(workbook, lang), sources, produced_at)
        workbook.set_properties(
            {
                "title": report.title,
                "company": plan.book.company.name,
                "category": WORKBOOK_MARK,
                "created": produced_at or datetime(plan.book.company.plan_year, 1, 1),
            }
        )
        workbook.set_size(28_000, 16_000)
        first = report.page("overview", subtitle(report))
        first.sheet.set_tab_color(ACCENT)
        for position, (slug, draw) in enumerate(SHEETS):
            tell(slug, position / (len(SHEETS) + 2))
            draw(report)
        overview(report, first)
        first.sheet.activate()
        tell("overview", (len(SHEETS) + 1) / (len(SHEETS) + 2))
    tell("overview", 1.0)
