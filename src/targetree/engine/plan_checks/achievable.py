"""可达成: the target fits what was ever reached, the days there are, and every month down to its thirds."""

from __future__ import annotations

from typing import Any

from targetree.engine.periods import MONTHS

from .facts import PlanFacts
from .texts import spot_of_action
from .verdicts import Fen, Months, Percent, Quarters, Spot, Units, Verdict, failed, no_target, off, passed

BOLD_MONTH = 1.3
"""A month may be this much faster than the best on record; a quarter may not be faster at all."""
VISITS_A_DAY = 4
"""More visits than this a person and working day do not fit into eight hours: two for each, with the way there,
preparing it and writing it down."""
OFF_SEASON = 0.05
"""So much of the year may lie in other months than the learned season has it."""
LEAST_RECORD = 3
"""Months on record below which nothing is said about pace."""


def pace(facts: PlanFacts) -> Verdict:
    """No quarter needs a pace a working day that was never reached, no month one far beyond."""
    record = facts.record
    if record is None or record.months < LEAST_RECORD or record.best_month <= 0:
        return off("pace")
    if facts.target <= 0:
        return no_target("pace")
    days = facts.work_days
    quarters = [(sum(facts.months[q * 3 : q * 3 + 3]), sum(days[q * 3 : q * 3 + 3])) for q in range(4)]
    fast = tuple(q for q, (sum_, d) in enumerate(quarters) if sum_ > record.best_quarter * max(d, 1))
    steep = tuple(m for m in range(MONTHS) if facts.months[m] > BOLD_MONTH * record.best_month * max(days[m], 1))
    need = max(sum_ / max(d, 1) for sum_, d in quarters)
    said: dict[str, Any] = {
        "need": Units(round(need)),
        "best": Units(round(record.best_quarter)),
        "day": record.best_quarter_at,
    }
    if fast:
        return failed("pace", good=4 - len(fast), of=4, spots=[Spot("tree"), Spot("long-term")],
                      quarters=Quarters(fast), **said)  # fmt: skip
    if steep:
        most = max(facts.months[m] / max(days[m], 1) for m in steep)
        return failed("pace", "month", MONTHS - len(steep), MONTHS, spots=[Spot("tree"), Spot("long-term")],
                      months=Months(steep), need=Units(round(most)), best=Units(round(record.best_month)),
                      day=record.best_month_at)  # fmt: skip
    return passed("pace", **said)


def visits(facts: PlanFacts) -> Verdict:
    """The visits of every month fit into its working days."""
    wanted = facts.visits
    if wanted is None or not any(wanted):
        points = facts.checkpoints
        wanted = tuple(points[m].visits if m in points else 0 for m in range(MONTHS))
    if not any(wanted):
        return failed("visits", "none", spots=[Spot("activity")])
    days = facts.person_days
    over = tuple(m for m in range(MONTHS) if wanted[m] > VISITS_A_DAY * days[m])
    busiest = max((wanted[m] / max(days[m], 1), m) for m in range(MONTHS))
    said: dict[str, Any] = {"rate": f"{busiest[0]:.1f}", "most": VISITS_A_DAY}
    if over:
        return failed("visits", good=MONTHS - len(over), of=MONTHS, spots=[Spot("activity")], months=Months(over),
                      count=wanted[busiest[1]], days=days[busiest[1]], **said)  # fmt: skip
    return passed("visits", months=Months((busiest[1],)), **said)


def season(facts: PlanFacts) -> Verdict:
    """The months have the shape of the learned season."""
    if facts.learned is None or sum(facts.learned) <= 0:
        return off("season")
    if facts.target <= 0:
        return no_target("season")
    whole, learned = sum(facts.months) or 1, sum(facts.learned)
    moved = [m / whole - s / learned for m, s in zip(facts.months, facts.learned, strict=True)]
    share = sum(abs(x) for x in moved) / 2
    if share > OFF_SEASON:
        far = tuple(sorted(sorted(range(MONTHS), key=lambda m: -abs(moved[m]))[:2]))
        good = max(int(100 * (1 - (share - OFF_SEASON) / OFF_SEASON)), 0)
        return failed("season", good=good, of=100, spots=[Spot("tree")], percent=Percent(share), months=Months(far),
                      most=Percent(OFF_SEASON))  # fmt: skip
    return passed("season", percent=Percent(share))


def checkpoints(facts: PlanFacts) -> Verdict:
    """Every month still to come has checkpoints that add up to it."""
    if facts.target <= 0 and facts.month_now < MONTHS:
        return no_target("checkpoints")
    due = [m for m in range(facts.month_now, MONTHS) if facts.months[m] > 0]
    if not due:
        return off("checkpoints")
    missing = tuple(m for m in due if m not in facts.checkpoints)
    if len(missing) == len(due):
        return failed("checkpoints", "none", 0, len(due), spots=[Spot("long-term")], count=len(due))
    differs = {
        m: facts.checkpoints[m].amount or 0
        for m in due
        if m in facts.checkpoints and facts.checkpoints_carry and facts.checkpoints[m].amount != facts.months[m]
    }
    good = len(due) - len(missing) - len(differs)
    spots = [Spot("long-term", "month", m) for m in sorted({*missing, *differs})]
    if differs:
        first = min(differs)
        return failed(
            "checkpoints", "differ", good, len(due), spots=spots, months=Months(tuple(sorted(differs))),
            first=Months((first,)), sum=Units(differs[first]), target=Units(facts.months[first]), count=len(missing),
        )  # fmt: skip
    if missing:
        return failed("checkpoints", good=good, of=len(due), spots=spots, months=Months(missing))
    return passed("checkpoints", count=len(due))


def commitment(facts: PlanFacts) -> Verdict:
    """Whoever carries the target committed to this very number."""
    if not facts.may_commit:
        return off("commitment")
    if facts.target <= 0:
        return no_target("commitment")
    made, spots = facts.committed, [Spot("commitment")]
    if made is None:
        return failed("commitment", "none", spots=spots, target=Units(facts.target))
    if made.state == "countered":
        return failed("commitment", "countered", spots=spots, amount=Units(made.amount), target=Units(facts.target),
                      difference=Units(facts.target - made.amount))  # fmt: skip
    agreed = made.amount if made.state == "settled" else made.assigned
    if agreed != facts.target:
        return failed("commitment", "changed", spots=spots, amount=Units(agreed), target=Units(facts.target),
                      difference=Units(facts.target - agreed))  # fmt: skip
    return passed("commitment", target=Units(facts.target))


def costs(facts: PlanFacts) -> Verdict:
    """Every action says what it costs, and together they stay within the budget."""
    live = facts.live_actions
    if not live:
        return failed("costs", "none", spots=[Spot("actions")])
    total = sum(a.cost_fen or 0 for a in live)
    without = [spot_of_action(a) for a in live if a.cost_fen is None]
    if without:
        return failed("costs", good=len(live) - len(without), of=len(live), spots=without, count=len(without),
                      total=len(live))  # fmt: skip
    if facts.budget_fen is not None and total > facts.budget_fen:
        dear = max(live, key=lambda a: a.cost_fen or 0)
        return failed("costs", "over", 100 * facts.budget_fen // total, 100, spots=[spot_of_action(dear)],
                      amount=Fen(total), budget=Fen(facts.budget_fen), over=Fen(total - facts.budget_fen))  # fmt: skip
    if facts.budget_fen is not None:
        return passed("costs", "within", amount=Fen(total), budget=Fen(facts.budget_fen))
    return passed("costs", amount=Fen(total))
