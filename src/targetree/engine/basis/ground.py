"""What one measure is split on: people's strength, their mix of products, the seasons, who can work when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..book import Measure
from ..findings import Finding, Place, note, warning
from ..grouping import different
from ..holds.block import Ground
from ..setting import Setting
from ..tree import Tree
from .history import History
from .season_history import Sales
from .seasonality import season_rates
from .sharing import (
    Strength,
    capacity_strength,
    equal_strength,
    history_strength,
    month_weights,
    potential_strength,
    product_mix,
    service,
    stated_strength,
)

_NAMED = 8
"""How many ids a finding names before it only counts."""


@dataclass(frozen=True)
class Footing:
    """The ground of a measure and how it came about."""

    ground: Ground
    basis: str
    thin: NDArray[np.bool_]
    """[P] people without a record of their own."""
    findings: tuple[Finding, ...]


def footing(setting: Setting, measure: Measure, what: Tree) -> Footing:
    """Ideals of `measure` on the tree `what` of products."""
    findings: list[Finding] = []
    book = setting.book
    source = _source_of_history(setting, measure, what)
    strength, basis = _strength(setting, measure, source, what, findings)
    history = setting.history(source, what) if source is not None else None
    rates = _rates(setting, measure, history, what, findings)
    weights = month_weights(setting.calendar, book, setting.people, setting.carries)
    full = setting.calendar.days_in_month[0]
    value = strength.value * service(weights, full, rates[0])
    mix = _mix(setting, measure, history, what, findings)
    category = _categories(what)
    ideal = np.zeros((len(value), what.leaf_count, weights.shape[1]))
    for row in different(category):
        seasons = weights * rates[row + 1]
        totals = seasons.sum(axis=1, keepdims=True)
        seasons = np.divide(seasons, totals, out=np.zeros_like(seasons), where=totals > 0)
        seasons *= value[:, None]
        for leaf in np.flatnonzero(category == row):
            ideal[:, leaf] = mix[:, leaf, None] * seasons
    room = (setting.calendar.days_in_month[setting.calendar.person_class] > 0) & setting.carries[:, None]
    quantum = book.company.round_to if measure.kind == "money" else 1
    plain = np.where(setting.carries, np.maximum(strength.value, 1e-9), 0.0)
    ground = Ground(setting.who, what, ideal, room, plain, measure.kind == "count", quantum)
    return Footing(
        ground, basis, strength.thin if basis != "capacity" else np.zeros_like(strength.thin), tuple(findings)
    )


def _source_of_history(setting: Setting, measure: Measure, what: Tree) -> int | None:
    """The measure whose record people are shared by: its own, else a kindred one; None where there is none."""
    names = {m.id: at for at, m in enumerate(setting.book.measures)}
    kindred = [measure.id]
    if not measure.activity and measure.id != "new_customers":
        kindred += ["bookings", "revenue", "cash_collected", "margin", "signings"]
    for name in kindred:
        if bool((setting.history(names[name], what).recent.amount > 0).any()):
            return names[name]
    return None


def _strength(
    setting: Setting, measure: Measure, source: int | None, what: Tree, findings: list[Finding]
) -> tuple[Strength, str]:
    book, who, people, carries = setting.book, setting.who, setting.people, setting.carries
    basis = book.company.basis
    if basis == "equal":
        return equal_strength(carries), "equal"
    if basis == "weight":
        found = stated_strength(book, who, people, carries)
        return found, "weight"
    if basis == "potential" and not measure.activity:
        found = potential_strength(book, who, people, carries)
        if not found.thin[carries].all():
            return found, "potential"
        findings.append(warning("no-potential", measure=measure.id))
    if basis == "history" and source is not None:
        found = history_strength(book, setting.history(source, what), who, people, carries)
        if not found.thin[carries].all():
            if book.measures[source].id != measure.id:
                findings.append(note("basis-borrowed", measure=measure.id, instead=book.measures[source].id))
            if found.thin.any():
                findings.append(_without_history(setting, measure, found))
            return found, "history"
    if basis == "history" and not measure.activity:
        findings.append(note("no-history", measure=measure.id))
    return capacity_strength(book, people, carries), "capacity"


def _without_history(setting: Setting, measure: Measure, found: Strength) -> Finding:
    ids = [setting.person(leaf).id for leaf in np.flatnonzero(found.thin).tolist()]
    return warning("people-without-history", Place("people"), measure=measure.id, count=len(ids), who=named(ids))


def named(ids: Sequence[str]) -> str:
    """The first few of many ids."""
    return ", ".join(ids[:_NAMED]) + (" …" if len(ids) > _NAMED else "")


def _categories(what: Tree) -> NDArray[np.int32]:
    """[K] index of the top-level product above each leaf product; -1 for `*` alone."""
    if what.leaf_count == 1 and what.leaf_nodes[0] == 0:
        return np.full(1, -1, np.int32)
    category = np.zeros(what.leaf_count, np.int32)
    for at, top in enumerate(what.children[0]):
        category[what.leaves(top)] = at
    return category


def _tops(what: Tree) -> NDArray[np.int32]:
    """[nodes] index of the top-level product that each node of products belongs to; -1 for `*`."""
    at = {top: index for index, top in enumerate(what.children[0])}
    return np.array([-1, *(at[what.path(node)[-2]] for node in range(1, len(what.ids)))], np.int32)


def _rates(
    setting: Setting, measure: Measure, history: History | None, what: Tree, findings: list[Finding]
) -> NDArray[np.float64]:
    """[1 + categories, 12] relative sales per working day."""
    names = [what.ids[node] for node in what.children[0]]
    category = np.append(_categories(what), _tops(what)[::-1])  # the end serves the codes of categories, -1 - node
    days = setting.calendar.days_in_month[0]
    rule = setting.book.company.seasonality
    if history is None:
        nothing = np.zeros(0, np.int32)
        sales = Sales(nothing, nothing, np.zeros(0, np.int64), names, measure.scale)
    else:
        sales = Sales(history.day, category[history.product], history.amount, names, measure.scale)
    rates = season_rates(rule, setting.year, setting.facts, days, sales)
    if not measure.activity:
        findings += rates.findings
    return rates.rates


def _mix(
    setting: Setting, measure: Measure, history: History | None, what: Tree, findings: list[Finding]
) -> NDArray[np.float64]:
    """[P, K] shares of products."""
    people, count = len(setting.people), what.leaf_count
    if count == 1:
        return np.ones((people, 1))
    if history is not None:
        mix = product_mix(history, setting.who, what, setting.carries)
        if mix.any():
            never = [what.ids[n] for n in what.leaf_nodes[~mix.any(axis=0)]]
            stated = {t.what for t in setting.book.targets if t.measure == measure.id}
            never = [i for i in never if stated.isdisjoint(what.ids[n] for n in what.path(what.index[i]))]
            if never:
                findings.append(note("products-never-sold", Place("products"), count=len(never), what=named(never)))
            return mix
    findings.append(note("products-alike", Place("products"), measure=measure.id))
    return np.full((people, count), 1.0 / count)
