"""The summary of a plan on a terminal: targets, units, months, what they rest on, what to look at first."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TextIO

from rich import box
from rich.console import Console, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from targetree.books.messages import render
from targetree.engine.book import Source
from targetree.engine.result import MeasurePlan, Plan, SupportRow
from targetree.terms.words import word

from .amounts import Reader, percent, reader
from .language import Lang
from .measures import title
from .summary import (
    UnitRow,
    carriers,
    given_total,
    leading,
    month_targets,
    most_important,
    support_rows,
    unit_rows,
    year_target,
)
from .text import columns_of, fold, is_terminal
from .words import say

NARROWEST = 80
"""Below this figures would be cut off; a narrower terminal folds the few longer lines itself."""
WIDEST = 100
MOST_UNITS = 16
LONGEST_NAME = 30
MOST_MEASURES = 3
MOST_FINDINGS = 5
BAR = 16
SHORT_BAR = 8
COLOURS = {"error": "bold red", "warning": "yellow", "note": "dim"}


def summary(plan: Plan, sources: Mapping[str, Source], lang: Lang, stream: TextIO) -> str:
    """The summary as text for `stream`: coloured for a terminal, plain for a pipe."""
    text = io.StringIO()
    columns = columns_of(stream)
    console = Console(
        file=text,
        width=min(max(columns or NARROWEST, NARROWEST), WIDEST),
        force_terminal=is_terminal(stream),
        highlight=False,
        legacy_windows=False,
    )
    draw(console, plan, sources, lang)
    return "\n".join(line.rstrip() for line in text.getvalue().rstrip().splitlines()) + "\n"


def draw(console: Console, plan: Plan, sources: Mapping[str, Source], lang: Lang) -> None:
    """Prints the summary on `console`."""
    first = leading(plan)
    parts: list[RenderableType | None] = [_heading(plan, lang)]
    if first is not None:
        currency = plan.book.company.currency
        readers = {m.measure.id: reader(m.measure, year_target(m), currency, lang) for m in plan.measures}
        parts += [
            _targets(plan, readers, lang),
            _units(console, plan, first, readers, lang),
            _months(plan, first, readers[first.measure.id], lang),
            _coverage(console, plan, first, readers[first.measure.id], lang),
        ]
    for part in parts:
        if part is not None:
            console.print(part)
    _findings(console, plan, sources, lang)


def _heading(plan: Plan, lang: Lang) -> Text:
    company, year = plan.book.company, plan.calendar.year
    days = int(plan.calendar.days_in_month[0].sum())
    names = year.month_names
    period = say("period", lang, first=names[0], last=names[-1], people=carriers(plan), days=days)
    heading = Text(say("title", lang, company=company.name, year=company.plan_year), "bold")
    return heading.append(f"\n{period}\n", "not bold dim")


def _table(title_text: str) -> Table:
    return Table(title=title_text, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)


def _number(table: Table, heading: str) -> None:
    table.add_column(heading, justify="right", no_wrap=True)


def _with_unit(name: str, unit: str) -> str:
    return f"{name}\n{unit}" if unit else name


def _targets(plan: Plan, readers: Mapping[str, Reader], lang: Lang) -> Table:
    table = _table(say("targets", lang))
    table.add_column(word("measure", lang), no_wrap=True)
    padded = any(given_total(m) != year_target(m) for m in plan.measures)
    given_out = [say("given", lang)] if padded else []
    for heading in (word("year", lang), *given_out, say("per-person", lang), word("per_working_day", lang)):
        _number(table, heading)
    table.add_column("")
    days = max(int(plan.calendar.days_in_month[0].sum()), 1)
    people = max(carriers(plan), 1)
    for measure in plan.measures:
        given, amounts = given_total(measure), readers[measure.measure.id]
        cells = [amounts.show(year_target(measure)), *([amounts.show(given)] if padded else [])]
        cells += [amounts.mean(given, people), amounts.mean(given, days)]
        table.add_row(title(measure.measure, lang), *cells, amounts.unit)
    return table


def _units(
    console: Console, plan: Plan, first: MeasurePlan, readers: Mapping[str, Reader], lang: Lang
) -> RenderableType:
    """The first measure by unit, and as many others beside it as there is room for."""
    measures = [first, *(m for m in plan.measures if m is not first and not m.measure.activity)][:MOST_MEASURES]
    rows, left_out = unit_rows(plan, measures, MOST_UNITS)
    table = _unit_table(rows, measures, readers, lang)
    while len(measures) > 1 and not _fits(console, table):
        measures.pop()
        table = _unit_table(rows, measures, readers, lang)
    if left_out:
        table.caption = say("more-units", lang, count=left_out)
        table.caption_justify = "left"
    return table


def _unit_table(
    rows: Sequence[UnitRow], measures: Sequence[MeasurePlan], readers: Mapping[str, Reader], lang: Lang
) -> Table:
    padded = any(row.given != row.targets[0] for row in rows)
    amounts = [readers[m.measure.id] for m in measures]
    headings = [_with_unit(title(m.measure, lang), a.unit) for m, a in zip(measures, amounts, strict=True)]
    table = _table(say("by-unit", lang))
    table.add_column(word("unit", lang), overflow="ellipsis", no_wrap=True, max_width=LONGEST_NAME)
    given = [_with_unit(say("given", lang), amounts[0].unit)] if padded else []
    for heading in (word("people", lang), headings[0], word("share", lang), *given, *headings[1:]):
        _number(table, heading)
    for row in rows:
        shown = [a.show(target) for a, target in zip(amounts, row.targets, strict=False)]
        handed_down = [amounts[0].show(row.given)] if padded else []
        cells = (shown[0], percent(row.targets[0], rows[0].targets[0]), *handed_down, *shown[1:])
        table.add_row("  " * row.depth + row.name, f"{row.people:,}", *cells, style="" if row.depth else "bold")
    return table


def _months(plan: Plan, first: MeasurePlan, amounts: Reader, lang: Lang) -> Table:
    table = _table(say("by-month", lang, measure=title(first.measure, lang)))
    table.add_column(word("month", lang), no_wrap=True)
    for heading in (word("working_days", lang), _with_unit(word("target", lang), amounts.unit), word("share", lang)):
        _number(table, heading)
    table.add_column("", no_wrap=True)
    totals = month_targets(first).tolist()
    highest = max(*totals, 1)
    days = plan.calendar.days_in_month[0].tolist()
    for name, working, amount in zip(plan.calendar.year.month_names, days, totals, strict=True):
        bar = Text("█" * round(BAR * max(amount, 0) / highest), "blue")
        table.add_row(name, str(working), amounts.show(amount), percent(amount, year_target(first)), bar)
    return table


def _coverage(console: Console, plan: Plan, first: MeasurePlan, amounts: Reader, lang: Lang) -> Table | None:
    """Past, current, future customers and the gap; with bars where there is room."""
    rows = support_rows(plan, first)
    if not rows:
        return None
    total = given_total(first)
    table = _coverage_table(rows, title(first.measure, lang), total, amounts, lang, bars=True)
    if _fits(console, table):
        return table
    return _coverage_table(rows, title(first.measure, lang), total, amounts, lang, bars=False)


def _coverage_table(
    rows: Sequence[SupportRow], measure: str, total: int, amounts: Reader, lang: Lang, *, bars: bool
) -> Table:
    table = _table(say("rests-on", lang, measure=measure))
    table.add_column(word("customer", lang), no_wrap=True)
    expected = _with_unit(word("expected", lang), amounts.unit)
    for heading in (say("number", lang), expected, word("range", lang), say("of-target", lang)):
        _number(table, heading)
    for row in rows:
        gap = row.stage == "new"
        part = min(max(row.expected / total, 0), 1) if total else 0
        spread = f"{amounts.show(row.low)} – {amounts.show(row.high)}"
        number = f"{row.customers:,}" if row.customers else ""
        cells: list[str | Text] = [number, amounts.show(row.expected), spread, percent(row.expected, total)]
        if bars:
            cells.append(Text("█" * round(SHORT_BAR * part), "red" if gap else "green"))
        table.add_row(say("gap", lang) if gap else word(row.stage, lang), *cells, style="bold" if gap else "")
    return table


def _fits(console: Console, table: Table) -> bool:
    return console.measure(table, options=console.options.update(width=10 * WIDEST)).maximum <= console.width


def _findings(console: Console, plan: Plan, sources: Mapping[str, Source], lang: Lang) -> None:
    console.print(Text(say("findings", lang), "bold"))
    if not plan.findings:
        console.print(say("no-findings", lang))
    for position, (finding, alike) in enumerate(most_important(plan.findings, MOST_FINDINGS), 1):
        where, message = render(finding, sources, lang)
        severity = word(finding.severity, lang).upper()
        words = f"{where}{': ' if lang == 'en' else '：'}{message}" if where else message
        if alike > 1:
            words += " " + say("alike", lang, count=alike)
        first, *rest = fold(f"{severity}  {words}", console.width - 4)
        line = Text(f" {position}. ").append(severity, COLOURS[finding.severity]).append(first[len(severity) :])
        console.print("\n    ".join([line.markup, *map(escape, rest)]))
    if len(plan.findings) > MOST_FINDINGS:
        console.print(
            Text(" " + say("all-findings", lang, count=len(plan.findings), sheet=word("findings", lang)), "dim")
        )
