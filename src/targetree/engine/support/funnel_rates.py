"""How cold visits become visits, opportunities and signings: each person's own rates, as far as the record carries.

Empirical Bayes: a person's record is shrunk to the team's, a team's to the company's, the more the
less it holds and the more alike people are (beta-binomial for odds, gamma-Poisson for counts per
count; strengths by the method of moments, J. Kleinman (1973), JASA 68(341), 46-54, and
C. Morris (1983), JASA 78(381), 47-55).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..book import Book
from ..findings import Finding, Place, note, warning
from ..grouping import sum_by
from ..periods import PlanYear
from ..tree import Tree
from .coverage import up_the_tree
from .orders import EPOCH, YEAR_DAYS
from .owners import Seats

Floats = NDArray[np.float64]

CHAIN = ("cold_visits", "visits", "opportunities", "signings", "cash_collected")
USUAL_RATES = (0.25, 0.2, 0.25)
"""Of cold visits that lead to a visit, visits that lead to an opportunity, opportunities that are won."""
USUAL_DAYS = (7.0, 21.0, 45.0)
USUAL_WEIGHT = 8.0
"""Tries that such a default counts for against a record."""
STATED_WEIGHT = 50.0
"""Tries that a rate stated for a unit or for everyone counts for; one stated for a person is taken as it is."""
WEAKEST, STRONGEST = 10.0, 200.0
FAR_OFF, FEWEST_TRIES = 1.5, 40
LOWEST_RATE = 0.005


@dataclass(frozen=True)
class FunnelRates:
    """By node of the who tree and step (cold visits, visits, opportunities to the next), [nodes, 3]."""

    rate: Floats
    doubt: Floats
    """Relative variance of the rate; the company's (node 0) is shared by all."""
    days: Floats
    """From one to the next."""
    tries: Floats
    """On record, of all below the node together."""
    wins: Floats
    """Of these, how many led to the next step."""
    findings: tuple[Finding, ...]


def funnel_rates(book: Book, who: Tree, seated: Seats, first_order: NDArray[np.int64], year: PlanYear) -> FunnelRates:
    """Stated rates, the record of the year before, and defaults where both are silent.

    `first_order` [C] is the day of each customer's first order (a large number where there is
    none): visits to a customer before it, or to nobody named, are what opportunities come from.
    """
    tries, wins = _record(book, who, seated, first_order, year)
    rate, days, stated, findings = _stated(book, who)
    all_tries, all_wins = up_the_tree(who, tries), up_the_tree(who, wins)
    doubt = np.zeros_like(rate)
    silent: list[str] = []
    for step in range(3):
        strength = _strength(tries[who.leaf_nodes, step], wins[who.leaf_nodes, step], odds=step == 2)
        if np.isnan(rate[0, step]) and all_tries[0, step] == 0:
            silent.append(CHAIN[step])
        _shrink(who, step, rate, doubt, all_tries, all_wins, strength)
    if silent:
        findings.append(note("funnel-default-rates", Place("funnel"), steps=silent,
                             rates=[f"{USUAL_RATES[CHAIN.index(name)]:.0%}" for name in silent]))  # fmt: skip
    findings += _far_off(book, who, stated, all_tries, all_wins)
    return FunnelRates(rate, doubt, days, all_tries, all_wins, tuple(findings))


def _stated(book: Book, who: Tree) -> tuple[Floats, Floats, list[tuple[int, int, float, int]], list[Finding]]:
    """Stated rates [nodes, 3] (NaN elsewhere), days filled down the tree, and each as (node, step, rate, row)."""
    rate, days = np.full((len(who.ids), 3), np.nan), np.full((len(who.ids), 3), np.nan)
    stated: list[tuple[int, int, float, int]] = []
    findings: list[Finding] = []
    for row in book.funnel:
        node = who.index.get(row.who, -1) if row.who else 0
        step = CHAIN.index(row.from_) if row.from_ in CHAIN else -1
        if step < 0 or step == len(CHAIN) - 1 or CHAIN[step + 1] != row.to:
            place = Place("funnel", row.row or None, "from", row.from_)
            findings.append(warning("funnel-unknown-step", place, first=row.from_, then=row.to))
            continue
        if step == 3 or node < 0:
            continue
        rate[node, step] = float(np.clip(row.rate, LOWEST_RATE, 1.0))
        stated.append((node, step, float(rate[node, step]), row.row))
        if row.days is not None:
            days[node, step] = max(row.days, 0.0)
    days[0] = np.where(np.isnan(days[0]), USUAL_DAYS, days[0])
    for node in range(1, len(days)):
        days[node] = np.where(np.isnan(days[node]), days[who.parent[node]], days[node])
    return rate, days, sorted(stated), findings


def _record(
    book: Book, who: Tree, seated: Seats, first_order: NDArray[np.int64], year: PlanYear
) -> tuple[Floats, Floats]:
    """Tries and wins of each step in the year before the plan year, [nodes, 3], by person's node (a leaver's unit)."""
    start = (year.start - EPOCH).days
    size = len(who.ids)
    tries, wins = np.zeros((size, 3)), np.zeros((size, 3))
    measure = {m.id: at for at, m in enumerate(book.measures)}
    rows = book.actuals
    recent = (rows.day < start) & (rows.day >= start - YEAR_DAYS) & (rows.person >= 0)

    def count(name: str, prospects: bool = False) -> Floats:
        chosen = np.flatnonzero(recent & (rows.measure == measure.get(name, -1)))
        if prospects:
            customer = rows.customer[chosen]
            chosen = chosen[(customer < 0) | (rows.day[chosen] <= np.append(first_order, 0)[customer])]
        node = seated.node_of_person[rows.person[chosen]]
        return sum_by(node, np.maximum(rows.amount[chosen], 0).astype(np.float64), size)

    cold, visits = count("cold_visits"), count("visits", prospects=True)
    if cold.any() and visits.any():
        tries[:, 0], wins[:, 0] = cold, np.minimum(visits, cold)
    node_of = {person.id: int(seated.node_of_person[at]) for at, person in enumerate(book.people)}
    for row in book.opportunities:
        node = node_of.get(row.owner, 0)
        if row.outcome and (row.closed is None or row.closed < year.start):
            tries[node, 2] += 1
            wins[node, 2] += row.outcome == "won"
        begun = row.created
        if begun is not None and 0 < (year.start - begun).days <= YEAR_DAYS:
            wins[node, 1] += 1
    if visits.any() and wins[:, 1].any():
        tries[:, 1] = visits
        wins[:, 1] = np.minimum(wins[:, 1], visits)
    elif visits.any() and not book.opportunities and count("signings").any():
        # No opportunities are kept: signings per visit tell the way from visit to signing all the same.
        tries[:, 1], wins[:, 1] = visits, np.minimum(count("signings") / USUAL_RATES[2], visits)
    else:
        wins[:, 1] = 0
    return tries, wins


def _strength(tries: Floats, wins: Floats, odds: bool) -> float:
    """Tries that the team's rate counts for against a person's own: few where people differ much."""
    some = tries > 0
    tries, wins = tries[some], wins[some]
    total = float(tries.sum())
    if len(tries) < 3 or wins.sum() == 0:
        return 30.0
    mean = float(wins.sum()) / total
    chance = mean * (1 - mean) if odds else mean
    between = (float((tries * (wins / tries - mean) ** 2).sum()) - (len(tries) - 1) * chance) / (
        total - float((tries**2).sum()) / total
    )
    if between <= 0:
        return STRONGEST
    return float(np.clip(chance / between - (1 if odds else 0), WEAKEST, STRONGEST))


def _shrink(who: Tree, step: int, rate: Floats, doubt: Floats, tries: Floats, wins: Floats, strength: float) -> None:
    """Fills `rate` and `doubt` of the step down the tree; on entry `rate` holds what is stated, else NaN.

    What a node leans on is the record of its parent without its own, so that nothing counts twice.
    """
    given = ~np.isnan(rate[:, step])
    weight = np.where(given, STATED_WEIGHT, strength)
    if not given[0]:
        rate[0, step], weight[0] = USUAL_RATES[step], USUAL_WEIGHT
    own, n = wins[:, step], tries[:, step]
    prior = rate[:, step].copy()
    for depth, nodes in enumerate(who.levels):
        if depth:
            above = who.parent[nodes]
            behind = n[above] - n[nodes] + weight[above]
            others = (own[above] - own[nodes] + weight[above] * prior[above]) / behind
            # What the parent knows without this node is all that can be leaned on.
            weight[nodes] = np.where(given[nodes], weight[nodes], np.minimum(weight[nodes], behind))
            prior[nodes] = np.where(given[nodes], prior[nodes], others)
        mixed = (own[nodes] + weight[nodes] * prior[nodes]) / (n[nodes] + weight[nodes])
        result = np.clip(np.where(given[nodes] & who.is_leaf[nodes], prior[nodes], mixed), LOWEST_RATE, 1.0)
        rate[nodes, step] = result
        doubt[nodes, step] = (1 - result) / result / (n[nodes] + weight[nodes] + 1)


def _far_off(
    book: Book, who: Tree, stated: list[tuple[int, int, float, int]], tries: Floats, wins: Floats
) -> list[Finding]:
    findings = []
    for node, step, rate, row in stated:
        n, won = float(tries[node, step]), float(wins[node, step])
        if n >= FEWEST_TRIES and not 1 / FAR_OFF < max(won, 0.5) / (n * rate) < FAR_OFF:
            place = Place("funnel", row or None, "rate", f"{rate:.0%}", who=who.ids[node])
            findings.append(warning("funnel-rate-off-record", place, first=CHAIN[step], then=CHAIN[step + 1],
                                    stated=f"{rate:.1%}", record=f"{won / n:.1%}", tries=round(n)))  # fmt: skip
    return findings
