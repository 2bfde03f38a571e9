"""The first sheet: what a director reads in a minute, on one printed page."""

from __future__ import annotations

from collections import Counter

from targetree.books.messages import render
from targetree.books.output.findings import worst_first
from targetree.engine.findings import Finding
from targetree.engine.result import MeasurePlan
from targetree.terms.words import word

from .names import is_large
from .overview_charts import Table, coverage_chart, coverage_rows, months_chart
from .page import Heading, Page
from .report import Report
from .sheet_words import say
from .styles import ACCENT, CARD, COMPANY, PALE, PERSON, QUIET, SEVERITY
from .support_sheet import STAGES, support_of

MOST_UNITS = 12
MOST_FINDINGS = 5
MOST_CARDS = 4
WIDTHS = (24, *(11.5,) * 9, 2, *(11,) * 8)
CHARTS_FROM = 11
LAST_COLUMN = len(WIDTHS) - 1


def overview(report: Report, page: Page) -> None:
    """Filled last, when every other sheet knows its rows; `page` was added first."""
    for column, width in enumerate(WIDTHS):
        page.sheet.set_column(column, column, width)
    measure = report.figures.leading
    if measure is None:
        page.text(page.row, 0, say("nobody", report.lang), page.styles.subtitle)
        page.row += 2
        _findings(page, report)
        return
    page.row += 1
    _cards(page, report)
    top = page.row
    by_unit = _units(page, report, measure)
    page.row = max(page.row + 1, top + coverage_rows(by_unit) + 1)
    below = page.row
    by_month = _months(page, report, measure)
    page.row += 1
    coverage_chart(report, page, measure, by_unit, (top, CHARTS_FROM))
    months_chart(report, page, measure, by_month, (below, CHARTS_FROM))
    _findings(page, report)
    page.sheet.print_area(0, 0, page.row, LAST_COLUMN)
    page.sheet.fit_to_pages(1, 1)


def subtitle(report: Report) -> str:
    plan = report.plan
    year = plan.calendar.year
    return say(
        "period", report.lang, first=year.start, last=year.days[-1],
        days=int(plan.calendar.days_in_month[0].sum()), people=plan.who.leaf_count,
    )  # fmt: skip


def _cards(page: Page, report: Report) -> None:
    """One for each measure, and one for the coverage of the leading one."""
    styles, lang = page.styles, report.lang
    label = styles.make(font_color=QUIET, bg_color=PALE, top=2, top_color=ACCENT, indent=1)
    note = styles.make(font_color=QUIET, bg_color=PALE, font_size=9, indent=1)
    columns = [(0, 0), (1, 2), (3, 4), (5, 6), (7, 8)]
    cards: list[tuple[str, float, str, str]] = []
    for measure in report.plan.measures[:MOST_CARDS]:
        kind = measure.measure
        total = own_target(measure, 0, int(measure.cells.sum()))
        before = report.figures.last_year(kind)
        growth = f"{total / int(before.sum()) - 1:+.1%}" if before is not None and before.sum() > 0 else ""
        remark = say("card_growth", lang, growth=growth) if growth else ""
        if not growth and kind.kind == "money":
            remark = say("card_exact", lang, amount=f"{total / kind.scale:,.2f}")
        cards.append((report.names.measure(kind), total / kind.scale, CARD[lang], remark))
    coverage = _coverage(report)
    if coverage is not None:
        cards.append((say("covered", lang), coverage, "0%", say("covered_note", lang)))
    page.sheet.set_row(page.row + 1, 32)
    for (first, last), (name, value, number, remark) in zip(columns, cards, strict=False):
        big = styles.make(
            font_size=20, bold=True, font_color=ACCENT, bg_color=PALE, num_format=number, align="left", indent=1
        )
        for row, content, style in ((0, name, label), (1, value, big), (2, remark, note)):
            at = page.row + row
            if last > first:
                page.sheet.merge_range(at, first, at, last, "", style)
            if isinstance(content, str):
                page.text(at, first, content, style)
            else:
                page.sheet.write_number(at, first, content, style)
    page.row += 4


def own_target(measure: MeasurePlan, node: int, amount: int) -> int:
    """The year of the node itself, where over-assignment hands down more than that."""
    return int(measure.targets[node][0].sum()) if node in measure.targets else amount


def _coverage(report: Report) -> float | None:
    measure = report.figures.leading
    stages = support_of(report).get(measure.measure.id, {}).get(0) if measure else None
    total = int(measure.cells.sum()) if measure else 0
    if not stages or total <= 0:
        return None
    return sum(stages[stage].expected for stage in STAGES if stage in stages) / total


def _units(page: Page, report: Report, measure: MeasurePlan) -> Table:
    plan, lang = report.plan, report.lang
    kind = measure.measure
    total = int(measure.cells.sum())
    large = is_large(kind, total)
    rows = support_of(report).get(kind.id, {})
    years = report.figures.years(measure)
    nodes = [node for node in plan.who.children[0] if years[node] or not plan.who.is_leaf[node]]
    left_out = len(nodes) - MOST_UNITS
    headings = [
        Heading(word("unit", lang), align="left"),
        *(Heading(word(key, lang)) for key in ("target", "part_of_company", "people")),
    ]
    if rows:
        headings += [Heading(word(key, lang)) for key in (*STAGES, "new", "coverage")]
    if measure.targets:
        headings.append(Heading(word("own_target", lang)))
    _section(page, say("by_unit", lang), report.names.titled(kind, large=large), headings)
    first = page.row
    for node in [*nodes[:MOST_UNITS], 0]:
        weight = COMPANY if node == 0 else PERSON
        number = page.styles.cell("large" if large else "whole", weight)
        year = int(years[node])
        page.text(page.row, 0, report.names.who(node), page.styles.cell(weight=weight, shrink=True))
        page.sheet.write_number(page.row, 1, year / kind.scale, number)
        page.sheet.write_number(page.row, 2, year / total if total else 0, page.styles.cell("percent", weight))
        people = int(plan.who.leaf_stop[node] - plan.who.leaf_start[node])
        page.sheet.write_number(page.row, 3, people, page.styles.cell("whole", weight))
        if rows:
            stages = rows.get(node, {})
            expected = [stages[stage].expected if stage in stages else 0 for stage in (*STAGES, "new")]
            for column, amount in enumerate(expected, 4):
                page.sheet.write_number(page.row, column, amount / kind.scale, number)
            covered = sum(expected[:3]) / year if year > 0 else 0
            page.sheet.write_number(page.row, 8, covered, page.styles.cell("percent", weight))
        if measure.targets:
            page.sheet.write_number(page.row, 9 if rows else 4, own_target(measure, node, year) / kind.scale, number)
        page.row += 1
    last = page.row - 2
    page.bars(2, [(first, last)])
    if rows:
        page.bars(8, [(first, last)], most=1.0)
    if left_out > 0:
        page.cut(say("cut_rows", lang, all=len(nodes), shown=MOST_UNITS))
    return Table(first, last, bool(rows), large)


def _months(page: Page, report: Report, measure: MeasurePlan) -> Table:
    lang, kind = report.lang, measure.measure
    large = is_large(kind, int(measure.cells.sum()))
    months = measure.cells.sum(axis=(0, 1)).tolist()
    days = report.plan.calendar.days_in_month[0].tolist()
    before = report.figures.last_year(kind)
    keys = ["target", "working_days", "per_working_day", *(["last_year", "growth"] if before is not None else [])]
    headings = [Heading(word("month", lang), align="left"), *(Heading(word(key, lang)) for key in keys)]
    _section(page, say("by_month", lang), report.names.titled(kind, large=large), headings)
    first = page.row
    past = before.tolist() if before is not None else [0] * 12
    rows = list(zip(report.names.months, months, days, past, strict=True))
    rows.append((word("year", lang), sum(months), sum(days), sum(past)))
    for name, amount, working, then in rows:
        weight = COMPANY if page.row == first + 12 else PERSON
        number = page.styles.cell("large" if large else "whole", weight)
        page.text(page.row, 0, name, page.styles.cell(weight=weight))
        page.sheet.write_number(page.row, 1, amount / kind.scale, number)
        page.sheet.write_number(page.row, 2, working, page.styles.cell("whole", weight))
        per_day = amount / working / kind.scale if working else 0
        page.sheet.write_number(page.row, 3, per_day, number)
        if before is not None:
            page.sheet.write_number(page.row, 4, then / kind.scale, number)
            growth = page.styles.cell("growth", weight)
            if then > 0:
                page.sheet.write_number(page.row, 5, amount / then - 1, growth)
            else:
                page.sheet.write_blank(page.row, 5, None, growth)
        page.row += 1
    page.bars(1, [(first, first + 11)])
    return Table(first, first + 11, before is not None, large)


def _section(page: Page, title: str, remark: str, headings: list[Heading]) -> None:
    lang = page.lang
    page.text(page.row, 0, title, page.styles.section)
    page.text(page.row, 1, remark, page.styles.subtitle)
    page.row += 1
    page.sheet.set_row(page.row, 22 if lang == "zh" else 30)
    for column, heading in enumerate(headings):
        page.text(page.row, column, heading.text, page.styles.heading(heading.align))
    page.row += 1


def most_important(findings: list[Finding]) -> list[tuple[Finding, int]]:
    """The first of each kind, the gravest kinds first, and how many there are of the kind."""
    number = Counter((finding.severity, finding.code) for finding in findings)
    first: dict[str, Finding] = {}
    for finding in worst_first(findings):
        first.setdefault(finding.code, finding)
    return [(finding, number[finding.severity, finding.code]) for finding in list(first.values())[:MOST_FINDINGS]]


def _findings(page: Page, report: Report) -> None:
    lang, sheet = report.lang, word("findings", report.lang)
    page.text(page.row, 0, say("important", lang), page.styles.section)
    if report.plan.findings:
        text = say("more_findings", lang, count=len(report.plan.findings), sheet=sheet)
        page.sheet.write_url(page.row, 2, f"internal:'{sheet}'!A1", page.styles.make(font_color=ACCENT), text)
    else:
        page.text(page.row + 1, 0, say("no_findings", lang), page.styles.subtitle)
    page.row += 1
    for finding, count in most_important(list(report.plan.findings)):
        where, message = render(finding, report.sources, lang)
        severity = word(finding.severity, lang) + (f" × {count}" if count > 1 else "")
        page.text(
            page.row, 0, severity,
            page.styles.cell(bold=True, valign="top", font_color=SEVERITY[finding.severity]),
        )  # fmt: skip
        style = page.styles.cell(text_wrap=True, valign="top", align="left")
        page.sheet.merge_range(page.row, 1, page.row, LAST_COLUMN, "", style)
        text = f"{where}  {message}".strip()
        page.text(page.row, 1, text, style)
        page.fit_height([(text, sum(WIDTHS[1:]))])
        page.row += 1
