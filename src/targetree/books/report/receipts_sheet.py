"""Why each number is what it is, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from targetree.books.output.receipts import (
    OF_NOTHING,
    OF_WHAT,
    OF_WHO,
    parent_amounts,
    receipt_figures,
    significant,
)  # fmt: skip
from targetree.engine.result import BASES, MeasurePlan
from targetree.terms.words import word

from .page import MOST_ROWS, Heading
from .report import Report
from .sheet_words import say

MOST = 40_000
Cell = tuple[int, int, int]


def receipts(report: Report) -> None:
    plan, lang = report.plan, report.lang
    page = report.page("receipts", say("receipts", lang))
    page.text(page.row, 0, say("receipts_chosen", lang), page.styles.subtitle)
    page.row += 1
    count = sum(_count(report, measure) for measure in plan.measures)
    most = min(MOST, MOST_ROWS)
    if count > most:
        page.cut(say("cut_rows", lang, all=count, shown=most))
    widths = (("measure", 12), ("who", 18), ("what", 20), ("when", 9))
    page.headings(
        [
            *(Heading(word(key, lang), width, align="left") for key, width in widths),
            Heading(word("amount", lang), 17),
            Heading(f"  {word('parent', lang)}", 20, align="left"),
            Heading(word("parent_amount", lang), 17),
            Heading(word("share", lang), 12),
            Heading(word("rounding", lang), 12),
            Heading(f"  {word('basis', lang)}", 20, align="left"),
        ],
        4,
    )
    for measure in plan.measures:
        room = most - (page.row - page.first_row)
        for row in _rows(report, measure, list(islice(chosen(report, measure), max(room, 0)))):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    page.text(page.row, column, value, page.styles.cell(indent=int(column > 4)))
                elif value is not None:
                    exact = "whole" if measure.measure.kind == "count" else "exact"
                    number = {7: "share", 8: "rounding"}.get(column, exact)
                    page.sheet.write_number(page.row, column, value, page.styles.cell(number, bold=column == 4))
                else:
                    page.sheet.write_blank(page.row, column, None, page.styles.cell())
            page.row += 1
    page.finish()


def chosen(report: Report, measure: MeasurePlan) -> Iterator[Cell]:
    """(who, what, 0 for the year or 1..12): all products by month, single products by year, the company's by month."""
    for node in range(len(report.plan.who.ids)):
        for product in range(len(measure.what.ids)):
            for when in range(13 if product == 0 or node == 0 else 1):
                yield node, product, when


def _count(report: Report, measure: MeasurePlan) -> int:
    nodes, products = len(report.plan.who.ids), len(measure.what.ids)
    return nodes * (12 + products) + 12 * (products - 1)


def _rows(report: Report, measure: MeasurePlan, cells: list[Cell]) -> Iterator[tuple[str | float | None, ...]]:
    if not cells:
        return
    names, scale, what = report.names, measure.measure.scale, measure.what
    last = cells[-1][0] + 1
    nodes = slice(0, last)
    figures = receipt_figures(report.plan, measure)
    amounts = figures.block(nodes)
    kind = measure.receipts.parent[nodes].astype(np.int32)
    whole = parent_amounts(figures, nodes, amounts, kind)
    share: NDArray[np.float64] = significant(measure.receipts.share[nodes])
    for cell in cells:
        who, product, when = cell
        amount, of = int(amounts[cell]), int(kind[cell])
        basis = BASES[int(measure.receipts.basis[cell])]
        head = (names.measure(measure.measure), names.who(who), names.what(what, product), names.when(when))
        basis_name = word("share_of_months" if basis == "share" else basis, report.lang)
        if of == OF_NOTHING:
            yield (*head, amount / scale, "", None, None, None, basis_name)
            continue
        parent = {
            OF_WHO: lambda who=who: names.who(int(report.plan.who.parent[who])),
            OF_WHAT: lambda product=product: names.what(what, int(what.parent[product])),
        }.get(of, lambda: names.when(0))()
        rest = (amount - int(whole[cell]) * float(share[cell])) / scale
        yield (*head, amount / scale, parent, int(whole[cell]) / scale, float(share[cell]), round(rest, 6), basis_name)
