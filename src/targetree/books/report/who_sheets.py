"""Sheets whose rows are the tree of units and people: months, thirds, weeks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from targetree.engine.result import MeasurePlan
from targetree.engine.splitting.days import third_edges, week_edges
from targetree.terms.words import word

from .figures import Shown, shown, weight_of
from .names import is_large
from .page import Heading, Page
from .report import Report
from .sheet_words import say
from .styles import HELD, PERSON

Ints = NDArray[np.int64]
Rows = Callable[[MeasurePlan, NDArray[np.int64]], Ints]
FIRST_FIGURE = 3


@dataclass(frozen=True)
class Marks:
    """What is drawn beside the figures: own targets in a column after the year, held cells by column."""

    own_targets: bool = False
    held: Callable[[MeasurePlan, int], set[int]] | None = None


def who_months(report: Report) -> None:
    """Year, quarters, months. Notes where each node's row is, for links from the findings."""
    names = report.names
    own = any(measure.targets for measure in report.plan.measures)
    headings = [Heading(word("year", report.lang), 12)]
    headings += [Heading(word("own_target", report.lang), 12)] if own else []
    headings += [Heading(text, 10.5) for text in names.quarters] + [Heading(text, 9.5) for text in names.months]
    months_from = FIRST_FIGURE + 5 + own

    def rows(measure: MeasurePlan, nodes: NDArray[np.int64]) -> Ints:
        return year_quarters_months(report.figures.months(measure, nodes))

    def held(measure: MeasurePlan, node: int) -> set[int]:
        return {months_from + month for month in range(12) if (node, 0, month) in measure.held}

    page, places = who_grid(
        report, "who_months", headings, rows, Marks(own, held), remark=say("held_mark", report.lang)
    )
    report.who_cells = {node: (page.name, row, months_from) for node, row in places.items()}


def year_quarters_months(months: Ints) -> Ints:
    """[n, 12] to [n, 17]."""
    return np.concatenate([months.sum(axis=1, keepdims=True), months.reshape(-1, 4, 3).sum(axis=2), months], axis=1)


def thirds(report: Report) -> None:
    edges = third_edges(report.plan.calendar.year)
    parts = ("上旬", "中旬", "下旬") if report.lang == "zh" else ("1–10", "11–20", "21–")
    headings = [Heading(word("year", report.lang), 12)]
    headings += [Heading(part, 8.5, above=month) for month in report.names.months for part in parts]
    page, _ = who_grid(report, "thirds", headings, _with_year(report, edges))
    page.print_wide(2)


def weeks(report: Report) -> None:
    year = report.plan.calendar.year
    headings = [Heading(word("year", report.lang), 12)]
    headings += [
        Heading(f"{name[5:]}\n{max(monday, year.start):%m-%d}", 8.5)
        for name, monday in zip(year.week_names, year.week_starts, strict=True)
    ]
    page, _ = who_grid(report, "weeks", headings, _with_year(report, week_edges(year)))
    page.print_wide(3)


def _with_year(report: Report, edges: Ints) -> Rows:
    def rows(measure: MeasurePlan, nodes: NDArray[np.int64]) -> Ints:
        parts = report.figures.parts(measure, edges, nodes)
        return np.concatenate([parts.sum(axis=1, keepdims=True), parts], axis=1)

    return rows


def who_grid(
    report: Report, slug: str, figures: Sequence[Heading], rows: Rows, marks: Marks = Marks(), *, remark: str = ""
) -> tuple[Page, dict[int, int]]:
    """Draws the sheet: every measure, every node that fits. Returns it and the row of each node, leading measure."""
    plan, names, lang = report.plan, report.names, report.lang
    part = shown(plan, len(figures) * max(1, len(plan.measures)), len(plan.measures))
    page = report.page(slug, f"{say(slug, lang)} {report.large_note} {remark}".strip())
    page.cut(cut_line(part, lang))
    drawn = [rows(measure, part.nodes) for measure in plan.measures]
    page.headings([*identity(lang), *widened(report, figures, drawn, marks)], FIRST_FIGURE)
    places: dict[int, int] = {}
    for measure, of_nodes in zip(plan.measures, drawn, strict=True):
        large = is_large(measure.measure, int(measure.cells.sum()))
        label = names.titled(measure.measure, large=large)
        number = number_format(measure, large=large)
        people: list[tuple[int, int]] = []
        for node, amounts in zip(part.nodes.tolist(), of_nodes.tolist(), strict=True):
            weight = weight_of(plan, node)
            if measure is report.figures.leading:
                places[node] = page.row
            if weight == PERSON:
                people = extend(people, page.row)
            identify(page, report, label, node)
            _amounts(page, report, measure, node, amounts, marks, number, weight)
            page.row += 1
        page.bars(FIRST_FIGURE, people)
    page.finish()
    return page, places


def widened(report: Report, headings: Sequence[Heading], drawn: Sequence[Ints], marks: Marks) -> list[Heading]:
    """The headings, wide enough for the largest figures of each column."""
    wide = [0] * len(headings)
    for measure, figures in zip(report.plan.measures, drawn, strict=True):
        if not len(figures):
            continue
        most = np.maximum(figures.max(axis=0), -figures.min(axis=0)).tolist()
        if marks.own_targets:
            most.insert(1, most[0])
        large = is_large(measure.measure, int(measure.cells.sum()))
        wide = [max(w, digits(measure, amount, report.lang, large=large)) for w, amount in zip(wide, most, strict=True)]
    return [replace(heading, width=max(heading.width, w + 2)) for heading, w in zip(headings, wide, strict=True)]


def digits(measure: MeasurePlan, amount: int, lang: str, *, large: bool) -> int:
    """Characters that the figure takes as it is shown."""
    main = amount / measure.measure.scale
    if large:
        return len(f"{main / 10_000:,.1f}" if lang == "zh" else f"{main / 1000:,.0f}")
    return len(f"{main:,.0f}" if measure.measure.kind == "count" else f"{main:,.2f}")


def _amounts(
    page: Page,
    report: Report,
    measure: MeasurePlan,
    node: int,
    amounts: list[int],
    marks: Marks,
    number: str,
    weight: int,
) -> None:
    scale = measure.measure.scale
    plain, bold = page.styles.cell(number, weight), page.styles.cell(number, weight, bold=True)
    held = marks.held(measure, node) if marks.held else set()
    write = page.sheet.write_number
    write(page.row, FIRST_FIGURE, amounts[0] / scale, bold)
    column = FIRST_FIGURE + 1
    if marks.own_targets:
        own = int(measure.targets[node][0].sum()) if node in measure.targets else None
        if own is None:
            page.sheet.write_blank(page.row, column, None, plain)
        else:
            write(page.row, column, own / scale, plain)
        column += 1
    for amount in amounts[1:]:
        style = page.styles.cell(number, weight, bg_color=HELD) if column in held else plain
        write(page.row, column, amount / scale, style)
        column += 1


def identity(lang: str) -> list[Heading]:
    """The columns that say whose row it is."""
    return [
        Heading(word("measure", lang), 15, align="left"),
        Heading(word("who_name", lang), 24, align="left"),
        Heading(word("id", lang), 9, align="left"),
    ]


def identify(page: Page, report: Report, label: str, node: int) -> None:
    """Fills them, indented and outlined by depth."""
    weight, depth = weight_of(report.plan, node), int(report.plan.who.depth[node])
    page.level(depth, weight)
    page.text(page.row, 0, label, page.styles.cell(weight=weight, font_color="#6B7785"))
    page.text(page.row, 1, report.names.who(node), page.styles.cell(weight=weight, indent=min(depth, 10)))
    page.text(page.row, 2, report.plan.who.ids[node], page.styles.cell(weight=weight, font_color="#6B7785"))


def number_format(measure: MeasurePlan, *, large: bool) -> str:
    if large:
        return "large"
    return "whole" if measure.measure.kind == "count" else "exact"


def cut_line(part: Shown, lang: str) -> str | None:
    if part.people:
        return None
    return say("cut_people" if part.units else "cut_units", lang)


def extend(ranges: list[tuple[int, int]], row: int) -> list[tuple[int, int]]:
    """Adds a row to a list of runs of rows."""
    if ranges and ranges[-1][1] == row - 1:
        return [*ranges[:-1], (ranges[-1][0], row)]
    return [*ranges, (row, row)]
