"""What each unit's and person's target rests on: past, current, future customers, and the gap."""

from __future__ import annotations

from targetree.engine.result import SupportRow
from targetree.terms.words import word

from .figures import shown, weight_of
from .names import is_large
from .page import Heading
from .report import Report
from .sheet_words import say
from .styles import PERSON
from .who_sheets import FIRST_FIGURE, cut_line, extend, identify, identity

STAGES = ("past", "current", "future")


def support(report: Report) -> None:
    plan, lang = report.plan, report.lang
    if not plan.support:
        return
    rows = support_of(report)
    measures = [measure for measure in plan.measures if measure.measure.id in rows]
    part = shown(plan, 18 * max(1, len(measures)), len(measures))
    page = report.page("support", f"{say('support', lang)} {report.large_note}".strip())
    page.cut(cut_line(part, lang))
    page.headings([*identity(lang), *_headings(lang)], FIRST_FIGURE)
    for measure in measures:
        kind = measure.measure
        large = is_large(kind, int(measure.cells.sum()))
        number = "large" if large else "whole" if kind.kind == "count" else "exact"
        label = report.names.titled(kind, large=large)
        years = report.figures.years(measure)
        covered: list[tuple[int, int]] = []
        for node in part.nodes.tolist():
            stages = rows[kind.id].get(node, {})
            weight = weight_of(plan, node)
            identify(page, report, label, node)
            amount, count = page.styles.cell(number, weight), page.styles.cell("whole", weight)
            strong = page.styles.cell(number, weight, bold=True)
            target = int(years[node])
            expected = sum(stages[stage].expected for stage in STAGES if stage in stages)
            page.sheet.write_number(page.row, 3, target / kind.scale, strong)
            page.sheet.write_number(page.row, 4, expected / kind.scale, strong)
            if target > 0:
                page.sheet.write_number(page.row, 5, expected / target, page.styles.cell("percent", weight))
            else:
                page.sheet.write_blank(page.row, 5, None, amount)
            column = 6
            for stage in (*STAGES, "new"):
                row = stages.get(stage) or SupportRow(kind, node, stage, 0, 0, 0, 0)
                page.sheet.write_number(page.row, column, row.customers, count)
                for figure in (row.expected, row.low, row.high):
                    column += 1
                    page.sheet.write_number(page.row, column, figure / kind.scale, amount)
                column += 1
            if weight == PERSON:
                covered = extend(covered, page.row)
            page.row += 1
        page.bars(5, covered, most=1.0)
    page.finish()


def _headings(lang: str) -> list[Heading]:
    headings = [
        Heading(word("target", lang), 12),
        Heading(word("in_sight", lang), 12),
        Heading(word("coverage", lang), 11),
    ]
    for stage in (*STAGES, "new"):
        texts = [word(key, lang) for key in ("customers", "expected", "low", "high")]
        headings += [Heading(text, 9.5, word(stage, lang)) for text in texts]
    return headings


def support_of(report: Report) -> dict[str, dict[int, dict[str, SupportRow]]]:
    """The rows by measure, node and stage."""
    found: dict[str, dict[int, dict[str, SupportRow]]] = {}
    for row in report.plan.support:
        found.setdefault(row.measure.id, {}).setdefault(row.who, {})[row.stage] = row
    return found
