"""From the gap in money to signings, opportunities, visits and cold visits of every month (M14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..calendar import WorkCalendar
from ..findings import Finding, Place, note, warning
from ..periods import MONTHS
from ..result import Activities, ActivityYears
from ..tree import Tree
from .coverage import up_the_tree
from .deals import DealSize
from .funnel_rates import FunnelRates
from .ranges import range_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MEASURES = ("cold_visits", "visits", "return_visits", "opportunities", "signings", "new_customers")
MONTH_DAYS = 365.25 / 12
LATEST_LEAD = 9.0
"""Months; a longer lead would push the whole year's work into its first quarter."""
DIFFERS = 0.1
GOLDEN = 0.6180339887498949


@dataclass(frozen=True)
class Needs:
    """What each person has to win in the year, by leaf, [P]; smallest units."""

    new: Floats
    """From customers still to be won."""
    open: Floats
    """From opportunities and potential customers that are known."""
    doubt: Floats
    """Standard deviation of what is to be won."""
    months: Ints
    """[P, 12] the target, whose course through the year the work follows."""
    return_visits: Floats
    care_visits: Floats
    """[P] in the year: to existing customers, counted as return visits, or among the visits."""


def activities(
    who: Tree,
    calendar: WorkCalendar,
    needs: Needs,
    rates: FunnelRates,
    deals: DealSize,
    planned: Mapping[str, Ints],
) -> tuple[Activities, list[Finding]]:
    """Whole numbers of each activity by node and month; a unit's are the sums of its people's.

    signings = (new + open) / deal size; opportunities still to be found = new / deal size / win
    rate; visits and cold visits by their rates, each earlier than what it leads to by the days
    between them. `planned` [P, 12] are the months of measures whose target is stated: these stand,
    and a finding names the difference (rule 10).
    """
    leaves = who.leaf_nodes
    deal = deals.amount[leaves]
    rate = rates.rate[leaves]
    days = rates.days[leaves]
    known = deal > 0
    signings_new = np.where(known, needs.new / np.where(known, deal, 1.0), 0.0)
    found = signings_new / rate[:, 2]
    visits = found / rate[:, 1]
    lead = np.cumsum(days[:, ::-1], axis=1)  # from signing back to opportunity, visit, cold visit
    working = calendar.days_in_month[calendar.person_class] > 0
    course = np.maximum(needs.months, 0).astype(np.float64)
    own_days = calendar.days_in_month[calendar.person_class].astype(np.float64)
    plan = {
        "cold_visits": (visits / rate[:, 0], _earlier(course, lead[:, 2])),
        "visits": (
            visits + needs.care_visits,
            _mixed((visits, _earlier(course, lead[:, 1])), (needs.care_visits, own_days)),
        ),
        "return_visits": (needs.return_visits, own_days),
        "opportunities": (found, _earlier(course, lead[:, 0])),
        "signings": (np.where(known, (needs.new + needs.open) / np.where(known, deal, 1.0), 0.0), course),
        "new_customers": (signings_new / deals.orders_of_new, course),
    }
    counts: dict[str, Ints] = {}
    findings: list[Finding] = []
    for name, (year, shape) in plan.items():
        counts[name] = _whole(year, np.where(working, shape, 0.0))
        if name in planned and planned[name].any():
            findings += _difference(name, int(counts[name].sum()), int(planned[name].sum()))
            counts[name] = planned[name]
    ideal = {name: year for name, (year, _) in plan.items()}
    years = _years(who, needs, rates, deals, ideal, counts, planned)
    return _rows(who, counts, years), findings


def _earlier(course: Floats, lead_days: Floats) -> Floats:
    """[P, 12] the course of the year done `lead_days` [P] earlier.

    The year's work is fitted evenly into the time that is left before the last of it would come
    too late, so that what would have had to be done before the year does not fall on its first day.
    """
    lead = np.minimum(lead_days / MONTH_DAYS, LATEST_LEAD)
    total = np.zeros((len(course), MONTHS + 1))
    np.cumsum(course, axis=1, out=total[:, 1:])
    at = np.minimum(np.arange(MONTHS + 1) * (MONTHS / (MONTHS - lead))[:, None], MONTHS)
    below = np.minimum(at.astype(np.int64), MONTHS - 1)
    part = at - below
    rows = np.arange(len(course))[:, None]
    return np.diff(total[rows, below] * (1 - part) + total[rows, below + 1] * part, axis=1)


def _mixed(*parts: tuple[Floats, Floats]) -> Floats:
    """[P, 12] the course of several years' works [P] together, each with its own course [P, 12]."""
    return np.asarray(
        sum(year[:, None] * shape / np.maximum(shape.sum(axis=1), 1e-9)[:, None] for year, shape in parts)
    )


def _whole(year: Floats, shape: Floats) -> Ints:
    """Whole numbers [P, 12] of `year` [P] by `shape` [P, 12].

    Years are rounded cumulatively over people in tree order, so that every unit is within one of
    its ideal; months cumulatively within the year. Each person's months begin at another phase, so
    that single signings of different people fall in different months. No month of shape 0 gets any.
    """
    total = shape.sum(axis=1)
    year = np.where(total > 0, year, 0.0)
    running = np.floor(np.cumsum(year) + 0.5)
    whole = np.diff(running, prepend=0.0)
    share = np.cumsum(shape, axis=1) / np.where(total > 0, total, 1.0)[:, None]
    share[total > 0] = share[total > 0] / share[total > 0, -1:]
    phase = (np.arange(1, len(year) + 1) * GOLDEN) % 1.0
    reached = np.floor(whole[:, None] * share + phase[:, None]).astype(np.int64)
    return np.diff(reached, axis=1, prepend=0)


def _difference(name: str, derived: int, stated: int) -> list[Finding]:
    enough = name == "new_customers" and stated >= derived  # nobody minds winning more than the gap calls for
    if enough or abs(stated - derived) <= DIFFERS * max(derived, stated):
        return []
    place = Place("targets", column="measure")
    return [warning("funnel-stated-differs", place, measure=name, stated=stated, derived=derived)]


def no_deal_size() -> Finding:
    return note("funnel-no-deal-size", Place("actuals", column="amount"))


def _years(
    who: Tree,
    needs: Needs,
    rates: FunnelRates,
    deals: DealSize,
    ideal: Mapping[str, Floats],
    counts: Mapping[str, Ints],
    planned: Mapping[str, Ints],
) -> ActivityYears:
    """Ranges: doubt of the gap, of the deal size, of the person's own rates; what all rates share is added once."""
    leaves = who.leaf_nodes
    gap = np.where(needs.new > 0, (needs.doubt / np.maximum(needs.new, 1.0)) ** 2, 0.0)
    base = np.minimum(gap, 1.0) + deals.doubt[leaves]
    doubt = rates.doubt[leaves]
    steps = {"signings": 0, "new_customers": 0, "opportunities": 1, "visits": 2, "cold_visits": 3}
    names = tuple(counts)
    parts = []
    for at, name in enumerate(names):
        whole = who.roll_up(counts[name].sum(axis=1))
        low, high = whole, whole
        if name in steps and name not in planned:
            used = range(3 - steps[name], 3)
            relative = base + sum((doubt[:, step] for step in used), np.zeros(len(leaves)))
            shared = sum(float(rates.doubt[0, step]) for step in used) + float(deals.doubt[0])
            own = up_the_tree(who, _at(who, ideal[name] ** 2 * relative + ideal[name]))
            limits = range_of(whole.astype(np.float64), own + shared * whole.astype(np.float64) ** 2)
            low, high = np.floor(limits[0]).astype(np.int64), np.ceil(limits[1]).astype(np.int64)
        nodes = np.flatnonzero(whole)
        parts.append((nodes, np.full(len(nodes), at), whole[nodes], low[nodes], high[nodes]))
    node, measure, count, low, high = (np.concatenate(column) for column in zip(*parts, strict=True))
    return ActivityYears(names, node.astype(np.int32), measure.astype(np.int8), count, low, high)


def _at(who: Tree, leaf_values: Floats) -> Floats:
    values = np.zeros(len(who.ids))
    values[who.leaf_nodes] = leaf_values
    return values


def _rows(who: Tree, counts: Mapping[str, Ints], years: ActivityYears) -> Activities:
    names = tuple(name for name in counts if counts[name].any())
    parts = []
    for at, name in enumerate(names):
        count = who.roll_up(counts[name])
        node, month = np.nonzero(count)
        parts.append((node, month, np.full(len(node), at), count[node, month]))
    if not parts:
        empty = np.zeros(0, np.int64)
        return Activities((), empty.astype(np.int32), empty.astype(np.int8), empty.astype(np.int8), empty, years)
    node, month, measure, count = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Activities(names, node.astype(np.int32), month.astype(np.int8), measure.astype(np.int8), count, years)
