"""The summary of a plan on a terminal: targets, units, months, what they rest on, what to look at first."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import TextIO

from rich import box
from rich.console import Console, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from targetree.books.messages import render
from targetree.engine.book import Source
from targetree.engine.result import MeasurePlan, Plan

from .amounts import Reader, percent, reader
from .language import Lang
from .measures import title
from .summary import carriers, leading, month_totals, most_important, support_rows, unit_rows, year_total
from .text import columns_of, fold, is_terminal
from .words import say

WIDEST = 100
IN_A_PIPE = 80
MOST_UNITS = 16
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
        width=min(columns or IN_A_PIPE, WIDEST),
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
        readers = {
            m.measure.id: reader(m.measure, year_total(m), plan.book.company.currency, lang) for m in plan.measures
        }
        parts += [
            _targets(plan, readers, lang),
            _units(plan, first, readers, lang),
            _months(plan, first, readers[first.measure.id], lang),
            _coverage(plan, first, readers[first.measure.id], lang),
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
    table.add_column(say("measure", lang), no_wrap=True)
    for heading in ("year", "per-person", "per-day"):
        _number(table, say(heading, lang))
    table.add_column("")
    days = max(int(plan.calendar.days_in_month[0].sum()), 1)
    people = max(carriers(plan), 1)
    for measure in plan.measures:
        total, amounts = year_total(measure), readers[measure.measure.id]
        means = (amounts.mean(total, people), amounts.mean(total, days))
        table.add_row(title(measure.measure, lang), amounts.show(total), *means, amounts.unit)
    return table


def _units(plan: Plan, first: MeasurePlan, readers: Mapping[str, Reader], lang: Lang) -> RenderableType:
    measures = [first, *(m for m in plan.measures if m is not first and not m.measure.activity)][:MOST_MEASURES]
    rows, left_out = unit_rows(plan, measures, MOST_UNITS)
    padded = any(row.own_target is not None for row in rows)
    table = _table(say("by-unit", lang))
    table.add_column(say("unit", lang), overflow="ellipsis", no_wrap=True)
    _number(table, say("people", lang))
    for position, measure in enumerate(measures):
        _number(table, _with_unit(title(measure.measure, lang), readers[measure.measure.id].unit))
        if not position:
            _number(table, say("share", lang))
            if padded:
                _number(table, _with_unit(say("own-target", lang), readers[measure.measure.id].unit))
    shows: list[Callable[[int], str]] = [readers[m.measure.id].show for m in measures]
    for row in rows:
        cells = [shows[0](row.amounts[0]), percent(row.amounts[0], year_total(first))]
        if padded:
            cells.append(shows[0](row.amounts[0] if row.own_target is None else row.own_target))
        cells += [show(amount) for show, amount in zip(shows[1:], row.amounts[1:], strict=True)]
        table.add_row("  " * row.depth + row.name, f"{row.people:,}", *cells, style="" if row.depth else "bold")
    if left_out:
        table.caption = say("more-units", lang, count=left_out)
        table.caption_justify = "left"
    return table


def _months(plan: Plan, first: MeasurePlan, amounts: Reader, lang: Lang) -> Table:
    table = _table(say("by-month", lang, measure=title(first.measure, lang)))
    table.add_column(say("month", lang), no_wrap=True)
    for heading in (say("working-days", lang), _with_unit(say("year-part", lang), amounts.unit), say("share", lang)):
        _number(table, heading)
    table.add_column("", no_wrap=True)
    totals = month_totals(first).tolist()
    highest = max(*totals, 1)
    days = plan.calendar.days_in_month[0].tolist()
    for name, working, amount in zip(plan.calendar.year.month_names, days, totals, strict=True):
        bar = Text("█" * round(BAR * max(amount, 0) / highest), "blue")
        table.add_row(name, str(working), amounts.show(amount), percent(amount, year_total(first)), bar)
    return table


def _coverage(plan: Plan, first: MeasurePlan, amounts: Reader, lang: Lang) -> Table | None:
    rows = support_rows(plan, first)
    if not rows:
        return None
    table = _table(say("coverage", lang, measure=title(first.measure, lang)))
    table.add_column(say("customers", lang), no_wrap=True)
    for heading in ("count", "expected", "range", "of-target"):
        unit = amounts.unit if heading == "expected" else ""
        _number(table, _with_unit(say(heading, lang), unit))
    table.add_column("", no_wrap=True)
    total = year_total(first)
    for row in rows:
        gap = row.stage == "new"
        bar = Text(
            "█" * round(SHORT_BAR * min(max(row.expected / total, 0), 1)) if total else "", "red" if gap else "green"
        )
        spread = f"{amounts.show(row.low)} – {amounts.show(row.high)}"
        cells = (f"{row.customers:,}", amounts.show(row.expected), spread, percent(row.expected, total))
        table.add_row(say(f"stage-{row.stage}", lang), *cells, bar, style="bold" if gap else "")
    return table


def _findings(console: Console, plan: Plan, sources: Mapping[str, Source], lang: Lang) -> None:
    console.print(Text(say("findings", lang), "bold"))
    if not plan.findings:
        console.print(say("no-findings", lang))
    for position, (finding, alike) in enumerate(most_important(plan.findings, MOST_FINDINGS), 1):
        where, message = render(finding, sources, lang)
        severity = say(f"severity-{finding.severity}", lang)
        words = f"{where}{': ' if lang == 'en' else '：'}{message}" if where else message
        if alike > 1:
            words += " " + say("alike", lang, count=alike)
        first, *rest = fold(f"{severity}  {words}", console.width - 4)
        line = Text(f" {position}. ").append(severity, COLOURS[finding.severity]).append(first[len(severity) :])
        console.print("\n    ".join([line.markup, *map(escape, rest)]))
    if len(plan.findings) > MOST_FINDINGS:
        console.print(Text(" " + say("all-findings", lang, count=len(plan.findings)), "dim"))
