"""Products by month for the company, and by unit for the year."""

from __future__ import annotations

import numpy as np

from targetree.books.output.nodes import month_figures, over_products
from targetree.engine.result import MeasurePlan
from targetree.terms.words import word

from .names import is_large
from .page import Heading, Page
from .report import Report
from .sheet_words import say
from .styles import COMPANY, HELD, PERSON, TOP, UNIT
from .who_sheets import FIRST_FIGURE, extend, number_format, year_quarters_months

MOST_UNITS = 30
MOST_PRODUCTS = 10_000


def what_months(report: Report) -> None:
    """Year, quarters, months of every category and product, the whole company."""
    lang, names = report.lang, report.names
    page = report.page("what_months", f"{say('what_months', lang)} {report.large_note}".strip())
    figures = [Heading(word("year", lang), 12)]
    figures += [Heading(text, 10.5) for text in names.quarters] + [Heading(text, 9.5) for text in names.months]
    page.headings([*_identity(lang), *figures], FIRST_FIGURE)
    for measure in report.plan.measures:
        company = month_figures(report.plan, measure).block(slice(0, 1))[0]
        rows = year_quarters_months(company)
        leaves: list[tuple[int, int]] = []
        for node in range(min(len(rows), MOST_PRODUCTS)):
            if measure is report.figures.leading:
                report.what_cells[measure.what.ids[node]] = (page.name, page.row, FIRST_FIGURE + 5)
            held = {5 + month for month in range(12) if (0, node, month) in measure.held}
            _row(page, report, measure, node, rows[node].tolist(), held)
            if measure.what.is_leaf[node]:
                leaves = extend(leaves, page.row)
            page.row += 1
        page.bars(FIRST_FIGURE, leaves)
        _cut(page, report, len(rows))
    page.finish()


def who_what(report: Report) -> None:
    """The year of every category and product by unit below the company."""
    lang, plan = report.lang, report.plan
    units = [node for node in plan.who.children[0] if not plan.who.is_leaf[node]][:MOST_UNITS]
    if not units or all(len(measure.what.ids) == 1 for measure in plan.measures):
        return
    page = report.page("who_what", f"{say('who_what', lang)} {report.large_note}".strip())
    headings = [Heading(word("company", lang), 12), *(Heading(report.names.who(node), 12) for node in units)]
    page.headings([*_identity(lang), *headings], FIRST_FIGURE)
    for measure in plan.measures:
        years = measure.cells.sum(axis=2)
        sums = np.stack([years[plan.who.leaves(node)].sum(axis=0) for node in (0, *units)])
        by_node = over_products(measure.what, sums[:, :, None])[:, :, 0].T
        for node in range(min(len(by_node), MOST_PRODUCTS)):
            _row(page, report, measure, node, by_node[node].tolist(), set())
            page.row += 1
        _cut(page, report, len(by_node))
    page.finish()


def _row(page: Page, report: Report, measure: MeasurePlan, node: int, amounts: list[int], held: set[int]) -> None:
    depth = int(measure.what.depth[node])
    weight = COMPANY if depth == 0 else PERSON if measure.what.is_leaf[node] else TOP if depth == 1 else UNIT
    large = is_large(measure.measure, int(measure.cells.sum()))
    number = number_format(measure, large=large)
    quiet = page.styles.cell(weight=weight, font_color="#6B7785")
    page.level(depth, weight)
    page.text(page.row, 0, report.names.titled(measure.measure, large=large), quiet)
    page.text(
        page.row, 1, report.names.what(measure.what, node), page.styles.cell(weight=weight, indent=min(depth, 10))
    )
    page.text(page.row, 2, measure.what.ids[node], quiet)
    for offset, amount in enumerate(amounts):
        more = {"bg_color": HELD} if offset in held else {"bold": True} if offset == 0 else {}
        style = page.styles.cell(number, weight, **more)
        page.sheet.write_number(page.row, FIRST_FIGURE + offset, amount / measure.measure.scale, style)


def _cut(page: Page, report: Report, count: int) -> None:
    if count > MOST_PRODUCTS:
        page.cut(say("cut_rows", report.lang, all=count, shown=MOST_PRODUCTS))


def _identity(lang: str) -> list[Heading]:
    return [
        Heading(word("measure", lang), 15, align="left"),
        Heading(word("what", lang), 24, align="left"),
        Heading(word("id", lang), 9, align="left"),
    ]
