"""Rates from cold visit to signing: the model's, those that somebody set, and what counts for each person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from targetree.engine.support.gap_activity import VISITS_A_DAY, Ways, with_own
from targetree.engine.support.ranges import range_of
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

    name: str
    """Of the unit or person whose plan it is."""
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
    above: float | None
    """What a unit above has set its own apart by, brought to the node; None where none has, or the node has its own."""
    above_name: str
    """That unit."""
    days: float
    """From one step to the next."""

    @property
    def as_given(self) -> float:
        """What counts for who sets nothing."""
        return self.model if self.above is None else self.above

    @property
    def counts(self) -> float:
        """What is planned with."""
        return self.as_given if self.own is None else self.own


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

    def value(self, name: str) -> float:
        """Of a rate or, as `deal`, the size of a deal."""
        return self.deal if name == "deal" else self.rate[STEPS.index(name)]


def bases_of(sheet: int, node: int) -> dict[int, Basis]:
    """By node: of the node, of all below, and of those above."""
    with rows() as cursor:
        cursor.execute("SELECT * FROM targetree_activity_bases(%s, %s)", [sheet, node])
        return {
            node: Basis(tuple(rate), tuple(doubt), tuple(days), tuple(tries), tuple(wins), *rest)
            for node, rate, doubt, days, tries, wins, *rest in cursor.fetchall()
        }


def kept_rates(node: int, measure: str, year: int) -> dict[int, OwnKept]:
    """By node, what was set in the plans of the node, of all below and of the units above."""
    with rows() as cursor:
        cursor.execute("SELECT * FROM targetree_own_rates(%s, %s, %s::smallint)", [node, measure, year])
        return {
            of: OwnKept(name, Own(*own), reason, said or {}, by or "", at, revision)
            for of, name, *own, reason, said, by, at, revision in cursor.fetchall()
        }


@dataclass(frozen=True)
class Counted:
    """What counts for P people, in the order of the tree."""

    ways: Ways
    visits_a_day: Floats
    return_visits: Floats
    care_visits: Floats


def counted(
    paths: Sequence[Sequence[int]], bases: Mapping[int, Basis], own: Mapping[int, Own]
) -> Counted:  # fmt: skip
    """The rates of people: their own, else the model's times how far the nearest unit above sets its own apart.

    `paths` lead from the top to each seat. So everybody's numbers are the same from whichever unit one looks.
    """
    chosen = [_basis_of(path, bases) for path in paths]
    top = bases.get(paths[0][0]) if paths else None
    ways = Ways(
        _array([b.rate for b in chosen], 3), _array([b.doubt for b in chosen], 3), _array([b.days for b in chosen], 3),
        _array([b.deal for b in chosen]), _array([b.deal_doubt for b in chosen]),
        _array([b.orders_of_new for b in chosen]),
        np.array([*top.doubt, top.deal_doubt]) if top else np.zeros(4),
    )  # fmt: skip
    size = len(paths)
    rate, deal = np.full((size, 3), np.nan), np.full(size, np.nan)
    for at, (path, model) in enumerate(zip(paths, chosen, strict=True)):
        for step, name in enumerate(STEPS):
            rate[at, step] = _nearest(path, name, own, model, bases)[0]
        deal[at] = _nearest(path, "deal", own, model, bases)[0]
    return Counted(
        with_own(ways, rate, deal), _array([visits_a_day(path, own) for path in paths]),
        _array([b.return_visits for b in chosen]), _array([b.care_visits for b in chosen]),
    )  # fmt: skip


def visits_a_day(path: Sequence[int], own: Mapping[int, Own]) -> float:
    """As many as a working day holds at the end of the path: of its own, else of the nearest unit that has said."""
    said = (own[node].visits_a_day for node in reversed(path) if node in own)
    return next((visits for visits in said if visits is not None), VISITS_A_DAY)


def _nearest(
    path: Sequence[int], name: str, own: Mapping[int, Own], model: Basis, bases: Mapping[int, Basis]
) -> tuple[float, int]:
    """The value that somebody has set for the end of the path, and at which node; NaN for nobody."""
    mine = model.value(name)
    for node in reversed(path):
        value = getattr(own[node], name) if node in own else None
        if value is None:
            continue
        said = bases[node].value(name) if node in bases else 0.0
        apart = node != path[-1] and said > 0 and mine > 0
        found = mine * value / said if apart else float(value)
        return (found if name == "deal" else min(found, 1.0)), node
    return float("nan"), path[-1]


def _basis_of(path: Sequence[int], bases: Mapping[int, Basis]) -> Basis:
    """Of a seat that is newer than what was worked out the nearest unit's, without anybody's customers."""
    if path[-1] in bases:
        return bases[path[-1]]
    for node in reversed(path):
        if node in bases:
            return replace(bases[node], return_visits=0.0, care_visits=0.0)
    raise KeyError(path[-1])


def rates_shown(
    path: Sequence[int], bases: Mapping[int, Basis], own: Mapping[int, Own], names: Mapping[int, str]
) -> tuple[RateShown, ...]:
    """The three rates and the deal size of the node at the end of `path`, each with the unit's above."""
    here = _basis_of(path, bases)
    above = next((bases[node] for node in reversed(path[:-1]) if node in bases), None)
    mine = own.get(path[-1], Own())
    shown = []
    for step, name in enumerate((*STEPS, "deal")):
        deal = name == "deal"
        model, doubt = here.value(name), here.deal_doubt if deal else here.doubt[step]
        low, high = range_of(np.array([model]), np.array([doubt * model**2]))
        given, by = _nearest(path[:-1], name, own, here, bases) if len(path) > 1 else (float("nan"), 0)
        if not np.isnan(given) and by in bases and bases[by].value(name) > 0 and model > 0:
            given = model * getattr(own[by], name) / bases[by].value(name)
        own_value = getattr(mine, name)
        set_above = own_value is None and not np.isnan(given)
        shown.append(
            RateShown(
                name, model, float(low[0]), float(high[0]) if deal else min(float(high[0]), 1.0),
                round(here.deals if deal else here.tries[step]), round(here.deals if deal else here.wins[step]),
                above.value(name) if above else None,
                round(above.deals if deal else above.tries[step]) if above else 0,
                None if own_value is None else float(own_value),
                (given if deal else min(given, 1.0)) if set_above else None, names.get(by, "") if set_above else "",
                0.0 if deal else here.days[step],
            )
        )  # fmt: skip
    return tuple(shown)


def _array(values: Sequence[object], width: int = 0) -> Floats:
    return np.array(values, np.float64).reshape((len(values), width) if width else (len(values),))
