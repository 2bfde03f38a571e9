"""有时限、分轻重缓急: everything has a day, somebody who does it, and its place in the order."""

from __future__ import annotations

from .facts import PlanFacts
from .texts import action_says, point_says, spot_of_action, spot_of_condition, spot_of_point
from .verdicts import Lacks, Spot, Verdict, failed, passed
from .wording import emptiness

FEW = 3
"""Below so many actions their order is plain."""
MANY = 5
"""From so many on, actions that are all of one class have no order."""


def actions(facts: PlanFacts) -> Verdict:
    """Every action has a day, an owner, and an outcome that satisfies the customer."""
    live = facts.live_actions
    if not live:
        return failed("actions", "none", spots=[Spot("actions")])
    undated = [a for a in live if a.due is None]
    unowned = [a for a in live if a.owner is None]
    vague = [a for a in live if emptiness(a.outcome, a.customer is not None) is not None or not action_says(a)]
    wrong = {a.id for a in (*undated, *unowned, *vague)}
    lacking = [a for a in live if a.id in wrong]
    if lacking:
        return failed(
            "actions", good=len(live) - len(lacking), of=len(live), count=len(lacking), total=len(live),
            lacks=Lacks((("no-date", len(undated)), ("no-owner", len(unowned)), ("no-outcome", len(vague)))),
            spots=[spot_of_action(a, "no-date" if a.due is None else "no-owner" if a.owner is None else "no-outcome")
                   for a in lacking],
        )  # fmt: skip
    return passed("actions", total=len(live))


def order(facts: PlanFacts) -> Verdict:
    """Actions differ in urgency and importance: where all are urgent, none is."""
    live = facts.live_actions
    if not live:
        return failed("order", "none", spots=[Spot("actions")])
    to_do = [a for a in live if a.status != "done"]
    if len(to_do) >= FEW and all(a.urgent for a in to_do):
        return failed("order", spots=[Spot("actions")], count=len(to_do))
    if len(to_do) >= MANY and len({(a.urgent, a.important) for a in to_do}) == 1:
        return failed("order", "same", spots=[Spot("actions")], count=len(to_do))
    return passed("order", urgent=sum(a.urgent for a in to_do), count=len(to_do))


def overdue(facts: PlanFacts) -> Verdict:
    """Nothing that was to be done by now is still open."""
    live = facts.live_actions
    stages = [p for p in facts.points if p.part == "stage" and p.due is not None]
    if not live and not stages:
        return failed("overdue", "none", spots=[Spot("actions")])
    late = [a for a in live if a.due is not None and a.due < facts.today and a.status != "done"]
    passed_by = [p for p in stages if p.due is not None and p.due < facts.today and not p.done]
    if late or passed_by:
        dates = [*(a.due for a in late), *(p.due for p in passed_by)]
        days = max((facts.today - day).days for day in dates if day is not None)
        of = len(live) + len(stages)
        return failed(
            "overdue", good=of - len(late) - len(passed_by), of=of, count=len(late) + len(passed_by), days=days,
            spots=[spot_of_action(a) for a in late] + [spot_of_point(p) for p in passed_by],
        )  # fmt: skip
    return passed("overdue", count=len(live) + len(stages))


def owners(facts: PlanFacts) -> Verdict:
    """Whoever is to do something is still here when it falls due."""
    rows = [(a.owner, a.owner_left, a.due, spot_of_action(a)) for a in facts.live_actions if a.status != "done"]
    rows += [(c.owner, c.owner_left, c.due, spot_of_condition(c)) for c in facts.conditions if c.state != "holds"]
    named = [row for row in rows if row[0] is not None]
    if not named:
        if rows or not (facts.live_actions or facts.conditions):
            return failed("owners", "none", spots=[Spot("actions")])
        return passed("owners", "done")
    gone = [spot for _, left, due, spot in named if left is not None and left < max(due or facts.today, facts.today)]
    if gone:
        return failed("owners", good=len(named) - len(gone), of=len(named), spots=gone, count=len(gone))
    return passed("owners", count=len({owner for owner, *_ in named}))


def needs(facts: PlanFacts) -> Verdict:
    """What must be learned or found out is so by a day."""
    wanted = [p for p in facts.points if p.part == "need"]
    if not wanted:
        return failed("needs", "none", spots=[Spot("five-parts")])
    undated = [p for p in wanted if not p.done and (p.due is None or not point_says(p))]
    if undated:
        return failed("needs", good=len(wanted) - len(undated), of=len(wanted), count=len(undated), total=len(wanted),
                      spots=[spot_of_point(p) for p in undated])  # fmt: skip
    return passed("needs", total=len(wanted))


def stages(facts: PlanFacts) -> Verdict:
    """The stages of the whole have days, forwards, within the plan year."""
    there = [p for p in facts.points if p.part == "stage"]
    if not there:
        return failed("stages", "none", spots=[Spot("five-parts")])
    undated = [p for p in there if p.due is None]
    vague = [p for p in there if p.due is not None and not point_says(p)]
    beyond = [p for p in there if p.due is not None and p.due >= facts.year.end]
    backwards = [p for p in there if p.starts is not None and p.due is not None and p.starts > p.due]
    wrong = {p.id for p in (*undated, *vague, *beyond, *backwards)}
    bad = [p for p in there if p.id in wrong]
    if bad:
        return failed(
            "stages", good=len(there) - len(bad), of=len(there), count=len(bad), total=len(there),
            lacks=Lacks((("no-date", len(undated)), ("unclear", len(vague)), ("beyond", len(beyond)),
                         ("backwards", len(backwards)))),
            spots=[spot_of_point(p) for p in bad],
        )  # fmt: skip
    return passed("stages", total=len(there), day=max(p.due for p in there if p.due is not None))
