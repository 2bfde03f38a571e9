"""Visits, opportunities, signings that the targets take, by unit and person and month."""

from __future__ import annotations

import numpy as np

from targetree.engine.result import ActivityYears
from targetree.terms.words import word

from .figures import shown, weight_of
from .page import Heading
from .report import Report
from .sheet_words import say
from .who_sheets import FIRST_FIGURE, cut_line, identify, identity


def activities(report: Report) -> None:
    plan, lang = report.plan, report.lang
    found = plan.activities
    if not len(found):
        return
    names = found.names
    counts = np.zeros((len(names), len(plan.who.ids), 12), np.int64)
    np.add.at(counts, (found.measure, found.who, found.month), found.count)
    ranges = _ranges(found.years)
    part = shown(plan, 15 * len(names), len(names))
    page = report.page("activities", say("activities", lang))
    page.cut(cut_line(part, lang))
    headings = [Heading(word("year", lang), 10)]
    if ranges:
        headings += [Heading(word(key, lang), 8.5, word("range", lang)) for key in ("low", "high")]
    page.headings([*identity(lang), *headings, *(Heading(text, 8) for text in report.names.months)], FIRST_FIGURE)
    for position, name in enumerate(names):
        for node in part.nodes.tolist():
            months = counts[position, node]
            weight = weight_of(plan, node)
            identify(page, report, report.names.slug(name), node)
            plain = page.styles.cell("whole", weight)
            page.sheet.write_number(
                page.row, FIRST_FIGURE, int(months.sum()), page.styles.cell("whole", weight, bold=True)
            )
            column = FIRST_FIGURE + 1
            if ranges:
                for figure in ranges.get((node, name), (int(months.sum()),) * 2):
                    page.sheet.write_number(page.row, column, figure, plain)
                    column += 1
            for count in months.tolist():
                page.sheet.write_number(page.row, column, count, plain)
                column += 1
            page.row += 1
    page.finish()


def _ranges(years: ActivityYears | None) -> dict[tuple[int, str], tuple[int, int]]:
    """Low and high of the year by node and measure."""
    if years is None:
        return {}
    columns = (years.who.tolist(), years.measure.tolist(), years.low.tolist(), years.high.tolist())
    return {(who, years.names[at]): (low, high) for who, at, low, high in zip(*columns, strict=True)}
