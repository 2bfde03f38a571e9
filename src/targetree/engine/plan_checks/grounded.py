"""有依据: the target rests on a forecast of customers, and the competition was considered."""

from __future__ import annotations

from typing import Any

from .facts import ConditionFact, PlanFacts
from .texts import condition_says
from .verdicts import Percent, Spot, Units, Verdict, failed, no_target, off, passed

THIN_COVERAGE = 0.7
"""Customers in hand should bring this part of the target; `engine.checks` warns of the same for the whole plan."""
OLD_DAYS = 92
"""A forecast worked out longer ago is out of date."""
HEAVY = 0.3
"""One customer, or one open opportunity, that makes more than this part of the target needs a plan of its own."""


def forecast(facts: PlanFacts) -> Verdict:
    """It was worked out what customers can bring, and not long ago."""
    if not facts.money:
        return off("forecast")
    known = facts.forecast
    if known is None:
        return failed("forecast", "none", spots=[Spot("support")])
    days = (facts.today - known.at).days
    if days > OLD_DAYS:
        return failed("forecast", "old", spots=[Spot("support")], day=known.at, days=days)
    return passed("forecast", count=known.customers, day=known.at)


def coverage(facts: PlanFacts) -> Verdict:
    """Customers in hand can bring enough of the target."""
    if not facts.money:
        return off("coverage")
    if facts.target <= 0:
        return no_target("coverage")
    if facts.forecast is None:
        return failed("coverage", "none", spots=[Spot("support")])
    in_hand = facts.forecast.in_hand
    said: dict[str, Any] = {
        "in_hand": Units(in_hand), "target": Units(facts.target), "percent": Percent(in_hand / facts.target),
        "least": Percent(THIN_COVERAGE),
    }  # fmt: skip
    if in_hand < THIN_COVERAGE * facts.target:
        share = int(100 * max(in_hand, 0) / (THIN_COVERAGE * facts.target))
        return failed("coverage", good=share, of=100, spots=[Spot("support")], **said)
    return passed("coverage", **said)


def covered(facts: PlanFacts) -> int:
    """What conditions would add to the year: of each branch what it says itself or, where that is more, what those
    below it say together. A branch that somebody judged as failed adds nothing."""
    below: dict[int | None, list[ConditionFact]] = {}
    for c in facts.conditions:
        below.setdefault(c.parent, []).append(c)
    order, waiting = [], list(below.get(None, []))
    while waiting:
        c = waiting.pop()
        order.append(c)
        waiting += below.get(c.id, [])
    adds: dict[int, int] = {}
    for c in reversed(order):
        own = c.effect if c.effect is not None and c.effect > 0 and condition_says(c) else 0
        rest = sum(adds[child.id] for child in below.get(c.id, []))
        adds[c.id] = 0 if c.state == "fails" and not c.bound else max(own, rest)
    return sum(adds[c.id] for c in below.get(None, []))


def gap(facts: PlanFacts) -> Verdict:
    """What customers in hand do not bring is answered by conditions, or by new customers."""
    if not facts.money:
        return off("gap")
    if facts.target <= 0:
        return no_target("gap")
    if facts.forecast is None:
        return failed("gap", "none", spots=[Spot("support")])
    missing = max(facts.target - facts.forecast.in_hand, 0)
    if not missing:
        return passed("gap", "closed", in_hand=Units(facts.forecast.in_hand))
    effects, new = covered(facts), facts.new_customers * facts.forecast.new_customer
    answered = max(effects, new)
    said: dict[str, Any] = {
        "gap": Units(missing),
        "effects": Units(effects),
        "new": Units(new),
        "customers": facts.new_customers,
    }
    if answered < missing:
        return failed(
            "gap", good=100 * answered // missing, of=100, spots=[Spot("conditions"), Spot("activity")],
            rest=Units(missing - answered), **said,
        )  # fmt: skip
    return passed("gap", **said)


def competition(facts: PlanFacts) -> Verdict:
    """Where orders were lost, somebody noted what competitors do there."""
    if not facts.lost:
        return passed("competition", "noted", count=facts.market_notes) if facts.market_notes else off("competition")
    count = sum(row.count for row in facts.lost)
    open_ones = [row for row in facts.lost if not row.noted]
    bare = sum(row.count for row in open_ones)
    if bare:
        names = tuple(row.product for row in sorted(open_ones, key=lambda row: -row.count) if row.product)
        code = "fail" if names else "fail-any"
        more: dict[str, Any] = {"names": names[:3]} if names else {}
        return failed("competition", code, count - bare, count, spots=[Spot("market")], count=bare, total=count, **more)
    return passed("competition", count=count)


def _looked_after(facts: PlanFacts, customer: int | None, opportunity: int | None = None) -> bool:
    """A condition or a dated action is about the customer or the opportunity."""
    if opportunity is not None and any(c.opportunity == opportunity for c in facts.conditions):
        return True
    return customer is not None and (
        any(c.customer == customer for c in facts.conditions)
        or any(a.customer == customer and a.due is not None for a in facts.live_actions)
    )


def concentration(facts: PlanFacts) -> Verdict:
    """No single customer carries too much of the target, or it has a plan of its own."""
    known = facts.forecast
    if not facts.money:
        return off("concentration")
    if known is None:
        return failed("concentration", "none", spots=[Spot("support")])
    if facts.target <= 0:
        return no_target("concentration")
    name = known.largest_name
    said: dict[str, Any] = {"percent": Percent(known.largest / facts.target), "amount": Units(known.largest)}
    if known.largest <= HEAVY * facts.target:
        return passed("concentration", most=Percent(HEAVY), **said)
    said["name"] = name
    if _looked_after(facts, known.largest_customer):
        return passed("concentration", "planned", **said)
    return failed("concentration", good=0, of=1, spots=[Spot("actions"), Spot("support")], most=Percent(HEAVY), **said)


def single_deal(facts: PlanFacts) -> Verdict:
    """The target does not rest on one open opportunity, or that one is being looked after."""
    deal = facts.largest_open
    if not facts.money or deal is None:
        return off("single-deal")
    if facts.target <= 0:
        return no_target("single-deal")
    said: dict[str, Any] = {
        "deal": deal.code, "amount": Units(deal.amount), "percent": Percent(deal.amount / facts.target),
    }  # fmt: skip
    if deal.amount <= HEAVY * facts.target:
        return passed("single-deal", **said)
    if _looked_after(facts, deal.customer, deal.id):
        return passed("single-deal", "planned", **said)
    return failed("single-deal", spots=[Spot("actions"), Spot("conditions")], most=Percent(HEAVY), **said)
