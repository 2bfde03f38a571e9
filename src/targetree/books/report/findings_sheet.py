"""What is doubtful, with links to the figures concerned."""

from __future__ import annotations

from targetree.books.messages import render
from targetree.books.output.findings import worst_first
from targetree.engine.findings import Finding
from targetree.terms.words import word

from .page import Heading, Page
from .report import Report
from .sheet_words import say
from .styles import SEVERITY

MOST = 20_000
WHERE_WIDTH, MESSAGE_WIDTH = 34, 96


def findings(report: Report) -> None:
    lang = report.lang
    all_findings = worst_first(report.plan.findings)
    page = report.page("findings", say("findings", lang))
    if len(all_findings) > MOST:
        page.cut(say("cut_rows", lang, all=len(all_findings), shown=MOST))
    page.headings(
        [
            Heading(word("severity", lang), 9, align="left"),
            Heading(word("where", lang), WHERE_WIDTH, align="left"),
            Heading(word("message", lang), MESSAGE_WIDTH, align="left"),
            Heading(word("look", lang), 12, align="left"),
            Heading(word("code", lang), 26, align="left"),
        ],
        0,
    )
    if not all_findings:
        page.text(page.row, 0, say("no_findings", lang), page.styles.subtitle)
        page.row += 1
    for finding in all_findings[:MOST]:
        _row(page, report, finding)
        page.row += 1
    page.finish()
    if any(finding.severity != "note" for finding in all_findings):
        page.sheet.set_tab_color(SEVERITY["warning"])


def _row(page: Page, report: Report, finding: Finding) -> None:
    where, message = render(finding, report.sources, report.lang)
    page.fit_height([(where, WHERE_WIDTH), (message, MESSAGE_WIDTH)])
    wrapped = page.styles.cell(text_wrap=True, valign="top")
    page.text(
        page.row, 0, word(finding.severity, report.lang),
        page.styles.cell(bold=True, valign="top", font_color=SEVERITY[finding.severity]),
    )  # fmt: skip
    page.text(page.row, 1, where, wrapped)
    page.text(page.row, 2, message, wrapped)
    link_to_figures(page, report, finding, 3)
    page.text(page.row, 4, finding.code, page.styles.cell(valign="top", font_color="#6B7785"))


def link_to_figures(page: Page, report: Report, finding: Finding, column: int) -> None:
    """A link to the unit's, person's or product's row, at the month where the finding is about one."""
    place = finding.place
    node = report.plan.who.index.get(place.who or _value(finding, "who"))
    cell = report.what_cells.get(place.what) if place.what else None
    if cell is None and node is not None:
        cell = report.who_cells.get(node)
    if cell is None:
        page.text(page.row, column, "", page.styles.cell())
        return
    sheet, row, months_from = cell
    months = report.plan.calendar.year.month_names
    at = months_from + months.index(place.when) if place.when in months else 1
    from xlsxwriter.utility import xl_rowcol_to_cell

    target = f"internal:'{sheet}'!{xl_rowcol_to_cell(row, at)}"
    page.sheet.write_url(page.row, column, target, page.styles.link, f"→ {sheet}")


def _value(finding: Finding, key: str) -> str:
    value = finding.values.get(key, "")
    return value if isinstance(value, str) else ""
