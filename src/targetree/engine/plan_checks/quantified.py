"""量化: the target and what stands behind it are said in figures, and in words that say something."""

from __future__ import annotations

from .facts import PlanFacts
from .texts import all_said, condition_says, empty_ones, point_says, spot_of_condition, spot_of_point
from .verdicts import Parts, Spot, Units, Verdict, failed, passed
from .wording import has_figure

ALL_PARTS = ("must", "gain", "loss", "obstacle", "need", "stage")


def figures(facts: PlanFacts) -> Verdict:
    """The target is a number, and so is what must be done well and what must hold."""
    if facts.target <= 0:
        return failed("figures", "no-target", spots=[Spot("tree")])
    musts = [p for p in facts.points if p.part == "must"]
    of = len(musts) + len(facts.conditions)
    if not of:
        return failed("figures", "none", spots=[Spot("five-parts"), Spot("conditions")])
    without = [spot_of_point(p) for p in musts if not (point_says(p) and (p.amount is not None or has_figure(p.text)))]
    without += [
        spot_of_condition(c)
        for c in facts.conditions
        if not (condition_says(c) and (c.bound or c.at_least is not None or c.effect is not None or has_figure(c.text)))
    ]
    if without:
        return failed("figures", good=of - len(without), of=of, spots=without, count=len(without), total=of)
    return passed("figures", target=Units(facts.target), total=of)


def words(facts: PlanFacts) -> Verdict:
    """No text of the plan is empty words."""
    said = all_said(facts)
    if not said:
        return failed("words", "none", spots=[Spot("five-parts"), Spot("conditions")])
    empty = empty_ones(said)
    if empty:
        return failed(
            "words", good=len(said) - len(empty), of=len(said), spots=empty, count=len(empty), total=len(said)
        )
    return passed("words", total=len(said))


def parts(facts: PlanFacts) -> Verdict:
    """Each of the five parts says something: what must be done, gain and loss, obstacles, needs, stages."""
    there = {p.part for p in facts.points if point_says(p)}
    missing = tuple(part for part in ALL_PARTS if part not in there)
    if missing:
        return failed("parts", good=len(there), of=len(ALL_PARTS), spots=[Spot("five-parts")], missing=Parts(missing))
    return passed("parts")
