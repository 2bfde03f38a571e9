"""The two pictures of the overview: months against last year, and what each unit's target rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from targetree.engine.result import MeasurePlan
from targetree.terms.words import word

from .page import Page
from .report import Report
from .sheet_words import say
from .styles import ACCENT, ACCENT_MID, AXIS, FONTS, GAP, INK, LINE, QUIET

WIDTH = 648
ROW_HEIGHT = 24
"""Pixels."""
STAGE_COLORS = {"past": "#0D3B66", "current": ACCENT, "future": ACCENT_MID, "new": GAP}


@dataclass(frozen=True)
class Table:
    """Where the figures of a chart stand on the overview."""

    first: int
    last: int
    full: bool
    """With support, or with last year."""
    large: bool


def months_chart(report: Report, page: Page, measure: MeasurePlan, table: Table, at: tuple[int, int]) -> None:
    """Targets as columns, last year as a line where there is one."""
    chart = page.styles.workbook.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": word("target", report.lang),
            "categories": _cells(page, table, 0),
            "values": _cells(page, table, 1),
            "fill": {"color": ACCENT},
            "gap": 60,
        }
    )
    if table.full:
        line = page.styles.workbook.add_chart({"type": "line"})
        line.add_series(
            {
                "name": word("last_year", report.lang),
                "categories": _cells(page, table, 0),
                "values": _cells(page, table, 4),
                "line": {"color": "#E0903A", "width": 2},
                "marker": {"type": "circle", "size": 5, "fill": {"color": "#E0903A"}, "border": {"color": "#FFFFFF"}},
            }
        )
        chart.combine(line)
    name = report.names.titled(measure.measure, large=table.large)
    title = say("chart_months" if table.full else "chart_months_alone", report.lang, measure=name)
    _dress(chart, report, title, table.last - table.first + 3)
    chart.set_y_axis(_value_axis(report, table))
    chart.set_x_axis({"num_font": _font(report, 9), "line": {"color": LINE}, "major_tick_mark": "none"})
    page.sheet.insert_chart(*at, chart, {"object_position": 2, "description": title})


def coverage_chart(report: Report, page: Page, measure: MeasurePlan, table: Table, at: tuple[int, int]) -> None:
    """Past, current, future customers and the gap, stacked, a bar for each unit."""
    if not table.full or table.last < table.first:
        return
    chart = page.styles.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    for column, (stage, color) in enumerate(STAGE_COLORS.items(), 4):
        chart.add_series(
            {
                "name": word(stage, report.lang),
                "categories": _cells(page, table, 0),
                "values": _cells(page, table, column),
                "fill": {"color": color},
                "gap": 50,
            }
        )
    name = report.names.titled(measure.measure, large=table.large)
    title = say("chart_coverage", report.lang, measure=name)
    _dress(chart, report, title, coverage_rows(table))
    chart.set_x_axis(_value_axis(report, table))
    chart.set_y_axis(
        {"reverse": True, "num_font": _font(report, 9), "line": {"color": LINE}, "major_tick_mark": "none"}
    )
    page.sheet.insert_chart(*at, chart, {"object_position": 2, "description": title})


def coverage_rows(table: Table) -> int:
    """Rows of the sheet that the chart takes."""
    return max(9, table.last - table.first + 6)


def _cells(page: Page, table: Table, column: int) -> list[object]:
    return [page.name, table.first, column, table.last, column]


def _font(report: Report, size: int, **more: object) -> dict[str, object]:
    return {"name": FONTS[report.lang], "size": size, "color": QUIET, "bold": False} | more


def _value_axis(report: Report, table: Table) -> dict[str, object]:
    return {
        "num_format": AXIS[report.lang] if table.large else "#,##0",
        "num_font": _font(report, 9),
        "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.5}},
        "min": 0,
    }


def _dress(chart: Any, report: Report, title: str, rows: int) -> None:
    chart.set_title({"name": title, "name_font": _font(report, 11, color=INK, bold=True), "overlay": False})
    chart.set_legend({"position": "bottom", "font": _font(report, 9)})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": WIDTH, "height": rows * ROW_HEIGHT})
