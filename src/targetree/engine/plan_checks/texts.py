"""All that a plan says in words, and whether each text says something."""

from __future__ import annotations

from dataclasses import dataclass

from .facts import ActionFact, ConditionFact, PlanFacts, PointFact
from .verdicts import Spot
from .wording import emptiness, pasted, plain


@dataclass(frozen=True, slots=True)
class Said:
    """A text, where it stands, and what it is about."""

    text: str
    spot: Spot
    anchored: bool
    about: object
    """Rows about the same thing have the same."""


def condition_says(c: ConditionFact) -> bool:
    return emptiness(c.text, anchored_condition(c)) is None


def anchored_condition(c: ConditionFact) -> bool:
    """A figure or a customer of its own stands beside the text."""
    return c.bound or c.at_least is not None or c.effect is not None or c.customer is not None


def point_says(p: PointFact) -> bool:
    return emptiness(p.text, anchored_point(p)) is None


def anchored_point(p: PointFact) -> bool:
    return p.amount is not None or (p.part == "stage" and p.due is not None)


def action_says(a: ActionFact) -> bool:
    return emptiness(a.text, a.customer is not None) is None


def spot_of_condition(c: ConditionFact, why: str = "") -> Spot:
    return Spot("conditions", "condition", c.id, c.text, why)


def spot_of_point(p: PointFact, why: str = "") -> Spot:
    return Spot("five-parts", "point", p.id, p.text, why)


def spot_of_action(a: ActionFact, why: str = "") -> Spot:
    return Spot("actions", "action", a.id, a.text, why)


def all_said(facts: PlanFacts) -> list[Said]:
    """Every text that somebody wrote; fields left blank are other checks' business, save a row's own text."""
    said = []
    for c in facts.conditions:
        place = spot_of_condition(c)
        said.append(Said(c.text, place, anchored_condition(c), c.customer))
        said += [Said(t, Spot("conditions", "condition", c.id, t), False, c.customer)
                 for t in (c.difficulty, c.breakthrough) if t.strip()]  # fmt: skip
    said += [Said(p.text, spot_of_point(p), anchored_point(p), None) for p in facts.points]
    for a in facts.live_actions:
        said.append(Said(a.text, spot_of_action(a), a.customer is not None, (a.customer, "action")))
        if a.outcome.strip():
            said.append(Said(a.outcome, Spot("actions", "action", a.id, a.outcome), a.customer is not None,
                             (a.customer, "outcome") if a.customer is not None else None))  # fmt: skip
    said += [Said(f.text, Spot("long-term", "focus", f.quarter, f.text), False, None) for f in facts.focuses]
    said += [
        Said(r.text, Spot("requests", "request", r.id, r.text), False, None)
        for r in facts.requests
        if r.status != "withdrawn"
    ]
    return said


def empty_ones(said: list[Said]) -> list[Spot]:
    """Places whose text says nothing, or was pasted into many, each with why."""
    copies = pasted((one.text, one.about) for one in said)
    found = []
    for one in said:
        why = emptiness(one.text, one.anchored) or ("pasted" if plain(one.text) in copies else None)
        if why:
            found.append(Spot(one.spot.page, one.spot.kind, one.spot.row, one.text[:200], why))
    return found
