"""From signings, stated or by the gap in money, to opportunities, visits and cold visits of every month (M14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..calendar import WorkCalendar
from ..findings import Finding, Place, note, warning
from ..money import Amount
from ..result import Activities
from ..tree import Tree
from .activity_rows import Doubt, activity_rows
from .courses import earlier, mixed
from .deals import DealSize
from .funnel_rates import FunnelRates

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MEASURES = ("cold_visits", "visits", "return_visits", "opportunities", "signings", "new_customers")
DIFFERS = 0.1
GOLDEN = 0.6180339887498949
TEAM_SIGNINGS = 6.0
"""Signings that the team's course of the year counts for against a person's own few."""


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

    Where `planned` has signings, the part of them that the gap is of the money target (all, where there
    is none) is still to be won, and each of those takes 1 / win rate opportunities, whatever it is
    worth. New customers stay those of the gap, but no more than such signings allow. Without stated
    signings they are (new + open) / deal size, and opportunities still to be found new / deal size /
    win rate. Visits and cold visits follow by their rates, each earlier than what it leads to by the
    days between them.

    `planned` [P, 12] are the months of measures whose target is stated: these stand, and a finding
    names the difference to what the gap would take (rule 10).
    """
    leaves = who.leaf_nodes
    deal = deals.amount[leaves]
    rate = rates.rate[leaves]
    days = rates.days[leaves]
    known = deal > 0
    by_gap = np.where(known, needs.new / np.where(known, deal, 1.0), 0.0)
    signings = np.where(known, (needs.new + needs.open) / np.where(known, deal, 1.0), 0.0)
    new_customers = by_gap / deals.orders_of_new
    own_days = calendar.days_in_month[calendar.person_class].astype(np.float64)
    course = np.maximum(needs.months, 0).astype(np.float64)
    stated = planned.get("signings")
    if stated is not None and stated.any():
        to_win = np.maximum(stated.sum(axis=1), 0) * _part_to_be_won(needs)
        new_customers = np.minimum(new_customers, to_win / deals.orders_of_new)
        course = _steadied(who, stated, (course if course.any() else own_days).sum(axis=0))
    else:
        to_win, stated = by_gap, None
    found = to_win / rate[:, 2]
    visits = found / rate[:, 1]
    lead = np.cumsum(days[:, ::-1], axis=1)  # from signing back to opportunity, visit, cold visit
    plan = {
        "cold_visits": (visits / rate[:, 0], earlier(course, lead[:, 2])),
        "visits": (
            visits + needs.care_visits,
            mixed((visits, earlier(course, lead[:, 1])), (needs.care_visits, own_days)),
        ),
        "return_visits": (needs.return_visits, own_days),
        "opportunities": (found, earlier(course, lead[:, 0])),
        "signings": (signings, course),
        "new_customers": (new_customers, course),
    }
    counts: dict[str, Ints] = {}
    findings: list[Finding] = []
    for name, (year, shape) in plan.items():
        there = np.where(own_days > 0, shape, 0.0)
        late = there.sum(axis=1) == 0  # who joins at the year's end does the work as soon as they can
        counts[name] = _whole(year, np.where(late[:, None], own_days, there))
        if name in planned and planned[name].any():
            # Signings stated are those of the whole money target, the ones derived only those still to be won.
            derived = counts[name].sum() if name != "signings" else round(_signings_of(needs, deal))
            if name != "signings" or derived:
                findings += _difference(name, int(derived), int(planned[name].sum()))
            counts[name] = planned[name]
    gap = np.where(needs.new > 0, np.minimum((needs.doubt / np.maximum(needs.new, 1.0)) ** 2, 1.0), 0.0)
    doubt = Doubt(gap, deals.doubt, rates.doubt, frozenset(planned), signings_stated=stated is not None)
    return activity_rows(who, counts, {name: year for name, (year, _) in plan.items()}, doubt), findings


def _part_to_be_won(needs: Needs) -> Floats:
    """[P] the gap's part of the money target; 1 for those who have none."""
    target = needs.months.sum(axis=1).astype(np.float64)
    return np.where(target > 0, np.clip(needs.new / np.maximum(target, 1.0), 0.0, 1.0), 1.0)


def _signings_of(needs: Needs, deal: Floats) -> float:
    """How many signings the whole money target takes, over those of whom a deal size is known."""
    target = np.maximum(needs.months.sum(axis=1), 0)
    return float((target[deal > 0] / deal[deal > 0]).sum())


def _steadied(who: Tree, signings: Ints, usual: Floats) -> Floats:
    """[P, 12] the course of signings [P, 12]: a person's few lean on the unit's others, a unit's on the company's.

    The company's lean on `usual` [12]. Otherwise all the visits of somebody with one signing a year
    would fall into a month or two.
    """
    own = np.maximum(who.roll_up(signings), 0).astype(np.float64)
    lean = np.zeros_like(own)
    lean[0] = usual / max(float(usual.sum()), 1e-9)
    for nodes in who.levels[1:]:
        above = who.parent[nodes]
        others = np.maximum(own[above] - own[nodes], 0.0) + TEAM_SIGNINGS * lean[above]
        lean[nodes] = others / np.maximum(others.sum(axis=1), 1e-9)[:, None]
    return np.asarray((own + TEAM_SIGNINGS * lean)[who.leaf_nodes])


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
    values = {"stated": Amount(stated, 1), "derived": Amount(derived, 1)}
    return [warning("funnel-stated-differs", place, measure=name, **values)]


def no_deal_size() -> Finding:
    return note("funnel-no-deal-size", Place("actuals", column="amount"))
