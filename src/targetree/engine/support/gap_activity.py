"""From the gap of people to what they have to do, month by month, each by their own rates (M14).

Unlike `funnel`, which fills the activities of a whole plan with numbers that are rounded over all people together,
each person's numbers here depend on that person alone: whoever looks, from whichever unit, sees the same, and a
unit's are exactly the sums of its people's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .courses import earlier, mixed
from .funnel_rates import LOWEST_RATE, STATED_WEIGHT
from .ranges import range_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

WORK = ("cold_visits", "visits", "return_visits", "opportunities", "signings", "new_customers")
"""In the order of the way: what comes first is done first. `visits` include those that keep customers."""
STEPS = {"new_customers": 0, "opportunities": 1, "visits": 2, "cold_visits": 3}
"""Rates between a signing and the work; what is not named here rests on no rate."""
MOST = 10_000_000.0
"""Of one work in a person's year: beyond it a rate or deal size is a slip of the pen."""
COLD_VISIT = 0.5
"""A cold visit takes this part of the time that a visit takes."""
VISITS_A_DAY = 4.0
"""As many visits as a working day holds, where nobody says otherwise."""
STATED_DEAL_DOUBT = 1 / STATED_WEIGHT


@dataclass(frozen=True)
class Gaps:
    """What P people lack; amounts in the smallest unit of the money measure."""

    target: Ints
    """[P, 12] whose course through the year the work follows."""
    gap: Floats
    """[P] what must come from customers yet to be won, >= 0."""
    doubt: Floats
    """[P] standard deviation of it."""
    return_visits: Floats
    care_visits: Floats
    """[P] a year, to existing customers."""
    working_days: Floats
    """[P, 12]"""
    phase: Floats
    """[P] in [0, 1): lets single signings of different people fall in different months."""


@dataclass(frozen=True)
class Ways:
    """How P people come to signings."""

    rate: Floats
    """[P, 3] of cold visits, visits, opportunities that lead to the next step, in (0, 1]."""
    doubt: Floats
    """[P, 3] relative variance."""
    days: Floats
    """[P, 3] from one to the next."""
    deal: Floats
    """[P] of a signing in the smallest unit; 0 where none is known: nothing but care can be told then."""
    deal_doubt: Floats
    """[P] relative variance."""
    orders_of_new: Floats
    """[P] signings of a new customer in the first year, >= 1."""
    shared: Floats
    """[4] relative variances that all have in common: of the three rates and of the deal size."""


@dataclass(frozen=True)
class Span:
    """An amount of work with its 80 % range: low <= count <= high."""

    low: int
    count: int
    high: int


@dataclass(frozen=True)
class WorkOfGap:
    """By work in `WORK`: whole numbers of P people, their ideals before rounding and how well these are known."""

    counts: Mapping[str, Ints]
    """[P, 12]"""
    ideal: Mapping[str, Floats]
    """[P, 12]"""
    driven: Mapping[str, Floats]
    """[P, 12] of the ideals, what the gap and the rates call for: care of customers is as well known as they are."""
    relative: Mapping[str, Floats]
    """[P] relative variance."""
    shared: Mapping[str, float]
    """Relative variance that all have in common."""

    def month(self, work: str, month: int, people: NDArray[np.int64] | slice = slice(None)) -> Span:
        """Of some people together in a month."""
        counts, ideal, driven = self.counts[work], self.ideal[work], self.driven[work]
        return self._span(work, people, counts[people, month], ideal[people, month], driven[people, month])

    def year(self, work: str, people: NDArray[np.int64] | slice = slice(None)) -> Span:
        """Of some people together in the year: the months' counts add up to it."""
        counts, ideal, driven = self.counts[work], self.ideal[work], self.driven[work]
        return self._span(
            work, people, counts[people].sum(axis=1), ideal[people].sum(axis=1), driven[people].sum(axis=1)
        )  # fmt: skip

    def _span(self, work: str, people: NDArray[np.int64] | slice, counts: Ints, ideal: Floats, driven: Floats) -> Span:
        count = int(counts.sum())
        if work not in STEPS:
            return Span(count, count, count)
        mean = np.array([float(count)])
        own = float((driven**2 * self.relative[work][people] + ideal).sum())
        low, high = range_of(mean, np.array([own + self.shared[work] * float(driven.sum()) ** 2]))
        return Span(min(int(np.floor(low[0])), count), count, max(int(np.ceil(high[0])), count))


def with_own(ways: Ways, rate: Floats, deal: Floats) -> Ways:
    """Where people have rates or a deal size of their own, these in place of the model's.

    `rate` [P, 3] and `deal` [P] are NaN where the model's stand. Rates outside `LOWEST_RATE` to 1 or amounts below 1
    are brought to these limits; nothing that is shared by all adds to the doubt of an own one.
    """
    own_rate, own_deal = ~np.isnan(rate), ~np.isnan(deal)
    chosen = np.where(own_rate, np.clip(np.where(own_rate, rate, 1.0), LOWEST_RATE, 1.0), ways.rate)
    doubt = np.where(own_rate, (1 - chosen) / chosen / (STATED_WEIGHT + 1), ways.doubt)
    amount = np.where(own_deal, np.maximum(np.where(own_deal, deal, 1.0), 1.0), ways.deal)
    everybody = np.append(own_rate.all(axis=0), own_deal.all())
    return Ways(
        chosen, doubt, ways.days, amount, np.where(own_deal, STATED_DEAL_DOUBT, ways.deal_doubt), ways.orders_of_new,
        np.where(everybody, 0.0, ways.shared),
    )  # fmt: skip


def work_of_gap(gaps: Gaps, ways: Ways) -> WorkOfGap:
    """Months of work. A better rate, a larger deal or a smaller gap never takes more of anything in a person's year.

    New customers are gap / deal size / signings of each; opportunities gap / deal size / win rate, visits and cold
    visits by their rates, each earlier than what it leads to by the days between them. Signings are those of the
    whole target. Each year is rounded to the nearest whole number, to 1 where it is less than a half, and 0 only
    where nothing is needed; months follow the course of the year, and none without a working day gets any.
    """
    known = ways.deal > 0
    deal = np.where(known, np.maximum(ways.deal, 1.0), 1.0)
    own_days = gaps.working_days
    course = np.maximum(gaps.target, 0).astype(np.float64)
    won = np.where(known, gaps.gap / deal, 0.0)
    found = won / ways.rate[:, 2]
    visits = np.minimum(found / ways.rate[:, 1], MOST)
    lead = np.cumsum(ways.days[:, ::-1], axis=1)
    years = {
        "cold_visits": (visits / ways.rate[:, 0], earlier(course, lead[:, 2])),
        "visits": (
            visits + gaps.care_visits,
            mixed((visits, earlier(course, lead[:, 1])), (gaps.care_visits, own_days)),
        ),
        "return_visits": (gaps.return_visits, own_days),
        "opportunities": (found, earlier(course, lead[:, 0])),
        "signings": (np.where(known, course.sum(axis=1) / deal, 0.0), course),
        "new_customers": (won / np.maximum(ways.orders_of_new, 1.0), course),
    }
    gap_doubt = np.where(gaps.gap > 0, np.minimum((gaps.doubt / np.maximum(gaps.gap, 1.0)) ** 2, 1.0), 0.0)
    of_gap = {"visits": visits}
    counts: dict[str, Ints] = {}
    ideal, driven, relative, shared = dict[str, Floats](), dict[str, Floats](), dict[str, Floats](), dict[str, float]()
    for name in WORK:
        year, shape = years[name]
        counts[name], ideal[name] = _whole(year, np.where(own_days > 0, shape, 0.0), own_days, gaps.phase)
        part = np.minimum(of_gap.get(name, year), year) / np.maximum(year, 1e-9)
        driven[name] = ideal[name] * np.minimum(part, 1.0)[:, None]
        used = slice(3 - STEPS.get(name, 0), 3)
        relative[name] = ways.doubt[:, used].sum(axis=1) + gap_doubt + ways.deal_doubt
        shared[name] = float(ways.shared[used].sum() + ways.shared[3])
    return WorkOfGap(counts, ideal, driven, relative, shared)


def _whole(year: Floats, shape: Floats, own_days: Floats, phase: Floats) -> tuple[Ints, Floats]:
    """Whole numbers [P, 12] of `year` [P] by `shape` [P, 12], and the same before rounding."""
    late = shape.sum(axis=1) == 0  # who joins at the year's end does the work as soon as they can
    shape = np.where(late[:, None], own_days, shape)
    total = shape.sum(axis=1)
    needed = np.where(total > 0, np.minimum(year, MOST), 0.0)
    whole = np.where(needed > 1e-9, np.maximum(np.floor(needed + 0.5), 1.0), 0.0)
    share = np.cumsum(shape, axis=1) / np.where(total > 0, total, 1.0)[:, None]
    share[total > 0] = share[total > 0] / share[total > 0, -1:]
    reached = np.floor(whole[:, None] * share + phase[:, None]).astype(np.int64)
    part = np.diff(share, axis=1, prepend=0.0)
    return np.diff(reached, axis=1, prepend=0), needed[:, None] * part


def load(counts: Mapping[str, Ints]) -> Floats:
    """[P, 12] visits to be made, cold ones by the time that they take beside the others."""
    return np.asarray(counts["visits"] + counts["return_visits"] + COLD_VISIT * counts["cold_visits"], np.float64)


def too_much(counts: Mapping[str, Ints], working_days: Floats, a_day: Floats) -> NDArray[np.bool_]:
    """[P, 12] months in which more visits are to be made than the working days hold, `a_day` [P] at most."""
    return np.asarray(load(counts) > working_days * a_day[:, None] + 1e-9)
