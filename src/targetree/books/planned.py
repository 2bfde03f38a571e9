"""From a planning book to its plan: read, the facts about its days, the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from targetree.engine.book import Book, Source
from targetree.engine.findings import Finding, Place, error, has_errors

if TYPE_CHECKING:
    from targetree.books.naming import Naming
    from targetree.books.sheets import Sheet
    from targetree.engine.calendar import DayFacts
    from targetree.engine.plan import Progress
    from targetree.engine.result import Plan

YEARS_OF_HISTORY = 3


@dataclass(frozen=True)
class Outcome:
    """What came of a book. `plan` is None where a finding is an error; its findings are these."""

    plan: Plan | None
    findings: Sequence[Finding]
    sources: Mapping[str, Source]


def plan_book(
    path: Path,
    progress: Progress | None = None,
    *,
    outlook: bool = True,
    naming: Naming | None = None,
    also: Sequence[Sheet] = (),
) -> Outcome:
    """The plan of the book at `path`, a workbook or a folder. Whatever is wrong with the book is a finding.

    Without `outlook` it is not worked out what customers can bring. `naming` and `also` are `read_book`'s.
    """
    from targetree.books.naming import OURS
    from targetree.books.read import read_book

    if progress:
        progress("read", 0)
    read = read_book(path, naming=naming or OURS, also=also)
    if read.book is None or has_errors(read.findings):
        return Outcome(None, read.findings, read.sources)
    if progress:
        progress("calendar", 0)
    facts, about_days = day_facts_of(read.book)
    findings = (*read.findings, *about_days)
    if facts is None:
        return Outcome(None, findings, read.sources)
    from targetree.engine.plan import make_plan

    if progress:
        progress("plan", 0)
    plan = make_plan(read.book, facts, progress, outlook=outlook)
    findings = (*findings, *plan.findings)
    if has_errors(findings):
        return Outcome(None, findings, read.sources)
    return Outcome(replace(plan, findings=findings), findings, read.sources)


def day_facts_of(book: Book) -> tuple[DayFacts | None, Sequence[Finding]]:
    """The working days of a book's country; None, with a finding, where the country is not known."""
    from targetree.engine.periods import PlanYear
    from targetree.facts.calendars import calendar_findings, day_facts, known_country

    company = book.company
    if not known_country(company.country):
        place = Place("company", column="value", value=company.country)
        return None, [error("country-unknown", place, country=company.country)]
    start = company.year_start
    first = start.replace(year=start.year - YEARS_OF_HISTORY)
    facts = day_facts(company.country, first, PlanYear(company.plan_year, start))
    return facts, calendar_findings(facts)
