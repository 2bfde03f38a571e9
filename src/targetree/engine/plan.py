"""The whole plan: book and calendar facts in, every measure's cells, support, activities and findings out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .book import Book
from .calendar import DayFacts
from .checks import check_plan
from .findings import Finding, Place, error, has_errors
from .measure_plan import plan_measure
from .result import MeasurePlan, Plan
from .setting import Setting, setting_of
from .splitting.phases import scattered_phases
from .support.support import outlook_and_activities

Progress = Callable[[str, float], None]
"""Called with the slug of the step and the part of it that is done, 0 to 1."""


def make_plan(book: Book, facts: DayFacts, progress: Progress | None = None, *, outlook: bool = True) -> Plan:
    """The plan of a book. Where `findings` hold an error, `measures` is empty: nothing is half planned.

    Without `outlook` it is left open what customers can bring and what activity the gap takes.
    """
    tell = progress or (lambda _step, _part: None)
    setting = setting_of(book, facts)
    findings: list[Finding] = list(_nobody(setting))
    measures: list[MeasurePlan] = []
    wanted = [m for m in book.measures if any(t.measure == m.id for t in book.targets)]
    if not wanted:
        findings.append(error("targets-none", Place("targets")))
    if not has_errors(findings):
        for at, measure in enumerate(wanted):
            tell("split", at / len(wanted))
            split, found = plan_measure(setting, measure)
            findings += [f for f in found if f not in findings]  # what measures have in common is said once
            if split is not None:
                measures.append(split)
    if has_errors(findings):
        return Plan(book, setting.who, setting.people, setting.calendar, (), findings)
    phases = {m.measure.id: scattered_phases(*m.cells.shape[:2]) for m in measures if m.measure.kind == "count"}
    plan = Plan(book, setting.who, setting.people, setting.calendar, measures, findings, day_phase=phases)
    if outlook:
        tell("support", 0.0)
        plan = _with_outlook(plan, findings)
        tell("support", 1.0)
    findings += check_plan(plan, setting)
    return plan


def _with_outlook(plan: Plan, findings: list[Finding]) -> Plan:
    months = {m.measure.id: m.cells.sum(axis=1) for m in plan.measures}
    found = outlook_and_activities(plan.book, plan.who, plan.people, plan.calendar, months)
    findings += found.findings
    return replace(plan, customer_months=found.customer_months, support=found.support, outlooks=found.outlooks,
                   bases=found.bases, activities=found.activities)  # fmt: skip


def _nobody(setting: Setting) -> list[Finding]:
    if setting.carries.any():
        return []
    return [error("nobody-carries", Place("people"), when=str(setting.year.year))]
