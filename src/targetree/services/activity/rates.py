"""Rates from cold visit to signing: the model's, those that somebody set, and what counts for each person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from targetree.engine.support.gap_activity import VISITS_A_DAY, Ways, with_own
from targetree.engine.support.ranges import range_of
from targetree.services.support.showing import PlaceShown
from targetree.store import models as store
from targetree.store.arrays import rows

Floats = NDArray[np.float64]

STEPS = ("cold_rate", "visit_rate", "win_rate")
"""Of cold visits to visits, of visits to opportunities, of opportunities to signings."""


@dataclass(frozen=True, slots=True)
class Own:
    """What somebody plans with; None: what the model says."""

    cold_rate: float | None = None
    visit_rate: float | None = None
    win_rate: float | None = None
    deal: int | None = None
    """Smallest unit."""
    visits_a_day: float | None = None

    @property
    def nothing(self) -> bool:
        return all(getattr(self, field.name) is None for field in fields(self))


@dataclass(frozen=True, slots=True)
class OwnKept:
    """Own rates as they were kept, and the model's word of then."""

    own: Own
    reason: str
    model_said: Mapping[str, float]
    by: str
    at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class RateShown:
    """A rate, or (slug `deal`, smallest unit) the size of a deal."""

    slug: str
    model: float
    low: float
    high: float
    """The 80 % range of what the model says."""
    tries: int
    """How many on record it comes from: of one's own, and of all below a unit."""
    wins: int
    team: float | None
    """Of the unit above, on which it leans; None at the top."""
    team_tries: int
    own: float | None
    days: float
    """From one step to the next."""

    @property
    def counts(self) -> float:
        """What is planned with."""
        return self.model if self.own is None else self.own


@dataclass(frozen=True, slots=True)
class Basis:
    """A row of what the record says."""

    rate: tuple[float, float, float]
    doubt: tuple[float, float, float]
    days: tuple[float, float, float]
    tries: tuple[float, float, float]
    wins: tuple[float, float, float]
    deal: float
    deal_doubt: float
    deals: float
    orders_of_new: float
    return_visits: float
    care_visits: float


def bases_of(sheet: int, node: int) -> dict[int, Basis]:
    """By node: of the node, of all below, and of those above."""
    with rows() as cursor:
        cursor.execute("SELECT * FROM targetree_activity_bases(%s, %s)", [sheet, node])
        return {
            row[0]: Basis(*(tuple(value) if isinstance(value, list) else value for value in row[1:]))
            for row in cursor.fetchall()
        }


def kept_rates(measure: str, year: int, nodes: Sequence[int]) -> dict[int, OwnKept]:
    """By node, what was set in the plans of these nodes, as far as the actor sees them."""
    found = store.OwnRates.objects.filter(plan__measure__code=measure, plan__year=year, plan__node__in=list(nodes))
    names = [field.name for field in fields(Own)]
    return {
        row.plan.node_id: OwnKept(
            Own(*(getattr(row, name) for name in names)), row.reason, row.model_said,
            row.changed_by.name if row.changed_by else "", row.changed_at, row.revision,
        )
        for row in found.select_related("plan", "changed_by")
    }  # fmt: skip


@dataclass(frozen=True)
class Counted:
    """What counts for P people, in the order of the tree."""

    ways: Ways
    visits_a_day: Floats
    return_visits: Floats
    care_visits: Floats


def counted(
    seats: Sequence[PlaceShown], path: Sequence[int], paths: Mapping[int, Sequence[int]], bases: Mapping[int, Basis],
    own: Mapping[int, Own],
) -> Counted:  # fmt: skip
    """The rates of each person: their own, else the model's times how far the nearest unit sets its own apart.

    `path` leads from the top to the node that is looked at, `paths` on from it to each seat; a unit above the node
    has no say, so that everybody's page is about what they themselves know.
    """
    chosen = [bases.get(seat.node) or _above(paths[seat.node], path, bases) for seat in seats]
    top = bases.get(path[0])
    ways = Ways(
        _array([b.rate for b in chosen], 3), _array([b.doubt for b in chosen], 3), _array([b.days for b in chosen], 3),
        _array([b.deal for b in chosen]), _array([b.deal_doubt for b in chosen]),
        _array([b.orders_of_new for b in chosen]),
        np.array([*top.doubt, top.deal_doubt]) if top else np.zeros(4),
    )  # fmt: skip
    size = len(seats)
    rate, deal, a_day = np.full((size, 3), np.nan), np.full(size, np.nan), np.full(size, VISITS_A_DAY)
    for at, (seat, model) in enumerate(zip(seats, chosen, strict=True)):
        way = list(reversed(paths[seat.node]))
        for step, name in enumerate(STEPS):
            rate[at, step] = _nearest(way, name, own, model.rate[step], _rate_of(step), bases)
        deal[at] = _nearest(way, "deal", own, model.deal, lambda b: b.deal, bases)
        for node in way:
            if node in own and own[node].visits_a_day is not None:
                a_day[at] = own[node].visits_a_day
                break
    return Counted(
        with_own(ways, rate, deal), a_day,
        _array([bases[s.node].return_visits if s.node in bases else 0.0 for s in seats]),
        _array([bases[s.node].care_visits if s.node in bases else 0.0 for s in seats]),
    )  # fmt: skip


def _nearest(
    way: Sequence[int], name: str, own: Mapping[int, Own], model: float, of: Callable[[Basis], float],
    bases: Mapping[int, Basis],
) -> float:  # fmt: skip
    """The own value that counts for the first of `way` (a seat, then the units above it); NaN for none."""
    for at, node in enumerate(way):
        value = getattr(own[node], name) if node in own else None
        if value is None:
            continue
        if at == 0:
            return float(value)
        said = of(bases[node]) if node in bases else 0.0
        return model * value / said if said > 0 and model > 0 else float(value)
    return float("nan")


def _rate_of(step: int) -> Callable[[Basis], float]:
    return lambda basis: basis.rate[step]


def _above(path: Sequence[int], before: Sequence[int], bases: Mapping[int, Basis]) -> Basis:
    """The nearest unit's, without anybody's customers: of a seat that is newer than what was worked out."""
    for node in (*reversed(path), *reversed(before)):
        if node in bases:
            return replace(bases[node], return_visits=0.0, care_visits=0.0)
    raise KeyError(path[-1])


def rates_shown(path: Sequence[int], bases: Mapping[int, Basis], own: Own) -> tuple[RateShown, ...]:
    """The three rates and the deal size of the node at the end of `path`, each with the unit's above."""
    here = bases.get(path[-1]) or _above(path[:-1], (), bases)
    above = next((bases[node] for node in reversed(path[:-1]) if node in bases), None)
    shown = [
        _shown(
            name, here.rate[step], here.doubt[step], 1.0, here.tries[step], here.wins[step],
            above and (above.rate[step], above.tries[step]), getattr(own, name), here.days[step],
        )
        for step, name in enumerate(STEPS)
    ]  # fmt: skip
    deal = None if own.deal is None else float(own.deal)
    shown.append(
        _shown(
            "deal", here.deal, here.deal_doubt, np.inf, here.deals, here.deals, above and (above.deal, above.deals),
            deal, 0.0,
        )
    )  # fmt: skip
    return tuple(shown)


def _shown(
    slug: str, model: float, doubt: float, most: float, tries: float, wins: float, above: tuple[float, float] | None,
    own: float | None, days: float,
) -> RateShown:  # fmt: skip
    low, high = range_of(np.array([model]), np.array([doubt * model**2]))
    return RateShown(
        slug, model, float(low[0]), min(float(high[0]), most), round(tries), round(wins), above[0] if above else None,
        round(above[1]) if above else 0, own, days,
    )  # fmt: skip


def _array(values: Sequence[object], width: int = 0) -> Floats:
    return np.array(values, np.float64).reshape((len(values), width) if width else (len(values),))
