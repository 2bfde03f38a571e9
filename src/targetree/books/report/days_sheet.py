"""Person by date: a matrix whose months open and close."""

from __future__ import annotations

import numpy as np

from .figures import shown, weight_of
from .page import Heading
from .report import Report
from .sheet_words import say
from .styles import PALE
from .who_sheets import FIRST_FIGURE, cut_line, identify, identity

WEEKDAYS = {"zh": "一二三四五六日", "en": "MTWTFSS"}


def days(report: Report) -> None:
    """Each month is a column of its total and, one outline level down, its days; only the first month is open."""
    plan, lang, year = report.plan, report.lang, report.plan.calendar.year
    part = shown(plan, (year.day_count + 12) * max(1, len(plan.measures)), len(plan.measures))
    page = report.page("days", say("days", lang))
    page.cut(cut_line(part, lang))
    drawn = [report.figures.days(measure, part.nodes) for measure in plan.measures]
    wide = max(
        (len(f"{abs(daily).max() / m.measure.scale:,.0f}") for m, daily in zip(plan.measures, drawn, strict=True)),
        default=0,
    )
    company_works = plan.calendar.working[0]
    headings = identity(lang)
    for month, dates in enumerate(year.month_slices):
        label = report.names.months[month]
        headings.append(Heading(label, max(11, wide + 4)))
        for at in range(dates.start, dates.stop):
            day = year.days[at]
            text = f"{day.day}\n{WEEKDAYS[lang][day.weekday()]}"
            headings.append(
                Heading(text, max(8, wide + 2), label, outline=1, hidden=month > 0, quiet=not company_works[at])
            )
    page.headings(headings, FIRST_FIGURE)
    works = report.figures.works(part.nodes)
    for measure, daily in zip(plan.measures, drawn, strict=True):
        label = report.names.titled(measure.measure, large=False)
        number = "exact" if measure.measure.kind == "quantity" else "whole"
        scale = measure.measure.scale
        totals = np.add.reduceat(daily, [dates.start for dates in year.month_slices], axis=1).tolist()
        for row, node in enumerate(part.nodes.tolist()):
            weight = weight_of(plan, node)
            identify(page, report, label, node)
            plain, total = page.styles.cell(number, weight), page.styles.cell(number, weight, bold=True)
            free = page.styles.cell(weight=weight, bg_color=PALE)
            amounts, working = (daily[row] / scale).tolist(), works[row].tolist()
            column = FIRST_FIGURE
            for month, dates in enumerate(year.month_slices):
                page.sheet.write_number(page.row, column, totals[row][month] / scale, total)
                for offset, at in enumerate(range(dates.start, dates.stop), column + 1):
                    if working[at]:
                        page.sheet.write_number(page.row, offset, amounts[at], plain)
                    else:
                        page.sheet.write_blank(page.row, offset, None, free)
                column += 1 + dates.stop - dates.start
            page.row += 1
    page.finish(filtered=False)
    page.print_wide(2)
    page.sheet.autofilter(page.first_row - 1, 0, max(page.row - 1, page.first_row), FIRST_FIGURE - 1)
