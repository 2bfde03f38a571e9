"""The five principles (M12), as far as a machine can check them on the book.

Quantified; resting on a forecast of customers and on the competition; achievable; one focus a quarter;
bound in time. Each check names the place to mend.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .basis.ground import named
from .basis.history import EPOCH, last_twelve_months
from .findings import Finding, Place, note, warning
from .money import Amount
from .periods import MONTHS
from .result import MeasurePlan, Plan
from .setting import Setting

THIN_COVERAGE = 0.7
"""Below this part of the target, what customers can bring is too little to call the target supported."""
BOLD_GROWTH = 1.5
"""Above this multiple of the last 12 months a target needs a reason."""
BOLD_MONTH = 1.3
"""Above this multiple of the best month ever a month is a pace never reached before."""
HEAVY_CUSTOMER = 0.4
"""A customer with more than this part of a person's year is a risk of its own."""
VISITS_A_DAY = 8
"""More visits than this a working day do not fit into working hours."""


def check_plan(plan: Plan, setting: Setting) -> list[Finding]:
    """Warnings and notes about a plan without errors, the most telling measure first."""
    findings = _quantified(plan) + _focus(plan) + _competition(plan)
    for measure in plan.measures:
        if measure.measure.kind == "money":
            findings += _coverage(plan, measure) + _growth(plan, measure, setting) + _pace(measure, setting)
    return findings + _concentration(plan) + _load(plan) + _empty_units(plan) + _ramps(plan)


def _quantified(plan: Plan) -> list[Finding]:
    bare = [t for t in plan.book.targets if not t.reason]
    linked = any(t.strategy for t in plan.book.targets)
    findings = []
    if bare:
        findings.append(note("targets-without-reason", Place("targets", bare[0].row, "reason"), count=len(bare)))
    if not plan.book.strategy:
        findings.append(note("no-strategy", Place("strategy")))
    elif not linked:
        findings.append(note("targets-without-strategy", Place("targets", None, "strategy")))
    return findings


def _focus(plan: Plan) -> list[Finding]:
    if not plan.book.strategy:
        return []
    focused = {s.quarter.upper()[-1:] for s in plan.book.strategy if s.quarter}
    without = [f"Q{q}" for q in "1234" if q not in focused]
    return (
        [note("quarters-without-focus", Place("strategy", None, "quarter"), quarters=", ".join(without))]
        if without
        else []
    )


def _competition(plan: Plan) -> list[Finding]:
    return [] if plan.book.market else [note("no-market", Place("market"))]


def _coverage(plan: Plan, measure: MeasurePlan) -> list[Finding]:
    """What customers in hand can bring against what people carry; the company first, then people far below."""
    years = plan.who.roll_up(measure.cells.sum(axis=(1, 2)))
    expected = np.zeros(len(plan.who.ids))
    rows = [r for r in plan.support if r.measure.id == measure.measure.id and r.stage != "new"]
    if not rows:
        return []
    for row in rows:
        expected[row.who] += row.expected
    thin = (years > 0) & (expected < THIN_COVERAGE * years)
    findings = []
    if thin[0]:
        findings.append(
            warning(
                "coverage-thin",
                Place("customers", who=plan.who.ids[0]),
                measure=measure.measure.id,
                target=Amount(int(years[0]), measure.measure.scale),
                expected=Amount(int(expected[0]), measure.measure.scale),
                gap=Amount(int(years[0] - expected[0]), measure.measure.scale),
                percent=round(100 * float(expected[0]) / int(years[0])),
            )
        )
    people = [plan.who.ids[n] for n in plan.who.leaf_nodes[thin[plan.who.leaf_nodes]]]
    if people and len(people) < plan.who.leaf_count:
        findings.append(
            warning("coverage-thin-people", Place("customers"), count=len(people), who=named(people),
                    measure=measure.measure.id, percent=round(100 * THIN_COVERAGE))
        )  # fmt: skip
    return findings


def _last_year(measure: MeasurePlan, setting: Setting) -> NDArray[np.float64]:
    """[nodes of who] the measure's own last 12 months, rolled up."""
    at = next(i for i, m in enumerate(setting.book.measures) if m.id == measure.measure.id)
    history = setting.history(at, measure.what)
    first, _ = last_twelve_months(setting.year)
    rows = history.day >= (first - EPOCH).days
    sums: NDArray[np.float64] = np.bincount(
        history.node[rows], history.amount[rows].astype(float), len(setting.who.ids)
    ).astype(float)
    for nodes in reversed(setting.who.levels[1:]):
        np.add.at(sums, setting.who.parent[nodes], sums[nodes])
    return sums


def _growth(plan: Plan, measure: MeasurePlan, setting: Setting) -> list[Finding]:
    last = _last_year(measure, setting)
    years = plan.who.roll_up(measure.cells.sum(axis=(1, 2)))
    findings = []
    scale = measure.measure.scale
    if last[0] > 0 and years[0] > BOLD_GROWTH * last[0]:
        findings.append(
            warning("growth-bold", Place("targets", who=plan.who.ids[0]), measure=measure.measure.id,
                    target=Amount(int(years[0]), scale), last=Amount(round(last[0]), scale),
                    percent=round(100 * (years[0] / last[0] - 1)))
        )  # fmt: skip
    average = years[0] / last[0] if last[0] > 0 else 0.0
    leaf_last, leaf_year = last[plan.who.leaf_nodes], years[plan.who.leaf_nodes]
    bold = (leaf_last > 0) & (leaf_year > max(BOLD_GROWTH, 1.3 * average) * leaf_last)
    people = [plan.who.ids[n] for n in plan.who.leaf_nodes[bold]]
    if people:
        findings.append(warning("growth-bold-people", Place("people"), measure=measure.measure.id,
                                count=len(people), who=named(people)))  # fmt: skip
    return findings


def _pace(measure: MeasurePlan, setting: Setting) -> list[Finding]:
    """Company months beyond the best month of the record."""
    at = next(i for i, m in enumerate(setting.book.measures) if m.id == measure.measure.id)
    history = setting.history(at, measure.what)
    if not len(history):
        return []
    month = history.day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    best = np.bincount(month - month.min(), history.amount.astype(float)).max()
    months = measure.cells.sum(axis=(0, 1))
    bold = np.flatnonzero(months > BOLD_MONTH * best)
    if best <= 0 or not len(bold):
        return []
    names = [setting.year.month_names[m] for m in bold]
    scale = measure.measure.scale
    return [
        warning("pace-never-reached", Place("targets", when=names[0]), measure=measure.measure.id,
                months=", ".join(names),
                most=Amount(int(months.max()), scale), best=Amount(round(best), scale))
    ]  # fmt: skip


def _concentration(plan: Plan) -> list[Finding]:
    findings = []
    for placed in plan.customer_months:
        yearly = placed.amount.sum(axis=1)
        totals = np.bincount(placed.person, yearly.astype(float), plan.who.leaf_count)
        heavy = (placed.customer >= 0) & (yearly > HEAVY_CUSTOMER * totals[placed.person]) & (yearly > 0)
        if heavy.any() and placed.measure.id == "bookings":
            pairs = [
                f"{plan.who.ids[plan.who.leaf_nodes[placed.person[i]]]}/{plan.book.customers[placed.customer[i]].id}"
                for i in np.flatnonzero(heavy)
            ]
            findings.append(
                warning("customer-heavy", Place("customers"), count=len(pairs), pairs=named(pairs),
                        percent=round(100 * HEAVY_CUSTOMER))
            )  # fmt: skip
    return findings


def _load(plan: Plan) -> list[Finding]:
    """People whose visits do not fit into their working days."""
    done = plan.activities
    if "visits" not in done.names:
        return []
    rows = done.measure == done.names.index("visits")
    flat = done.who[rows].astype(np.int64) * MONTHS + done.month[rows]
    visits = np.bincount(flat, done.count[rows], len(plan.who.ids) * MONTHS).reshape(-1, MONTHS)
    days = plan.calendar.days_in_month[plan.calendar.person_class]
    over = (visits[plan.who.leaf_nodes] > VISITS_A_DAY * np.maximum(days, 1)).any(axis=1)
    people = [plan.who.ids[n] for n in plan.who.leaf_nodes[over]]
    if not people:
        return []
    return [warning("visits-too-many", Place("funnel"), count=len(people), who=named(people), most=VISITS_A_DAY)]


def _ramps(plan: Plan) -> list[Finding]:
    idle = [p for p in plan.book.people if p.ramp and p.start_date is None]
    return [warning("ramp-without-start", Place("people", p.row, "ramp"), who=p.id) for p in idle]


def _empty_units(plan: Plan) -> list[Finding]:
    empty = (plan.who.leaf_start == plan.who.leaf_stop).nonzero()[0].tolist()
    return [note("unit-empty", Place("units", who=plan.who.ids[n]), unit=plan.who.ids[n]) for n in empty]
