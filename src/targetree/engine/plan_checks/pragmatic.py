"""务实聚焦: one focus a quarter with actions behind it; conditions answered down to the last; support asked for."""

from __future__ import annotations

import re
from datetime import timedelta

from .facts import ConditionFact, FocusFact, PlanFacts, RequestFact
from .texts import condition_says, point_says, spot_of_condition, spot_of_point
from .verdicts import Lacks, Quarters, Spot, Verdict, failed, passed
from .wording import emptiness

LEAST_SHARE = 20
"""Per cent of the time that a focus takes at least."""
ANSWER_DAYS = 7
"""Days in which a request should be answered."""

_MARK = r"(?:\d{1,2}[.、)）:：](?!\d)|[一二三四五六]、|[①-⑩]|第?[一二三四五六]是|[（(][一二三四1-9][)）]|[-*•·]\s)"
_SEVERAL = re.compile(rf"[；;\n]+|{_MARK}")
_FOR_OTHERS = re.compile(
    "支持|配合|协助|帮助|帮忙|部门|研发|技术部|财务|供应链|生产|交付|交期|采购部|法务|人力|售前|总部"
    r"|\b(?:support|help|department|r&d|engineering|engineers?|finance|supply|production|delivery|legal|pre-sales|hr)\b",
    re.IGNORECASE,
)


def _of_quarters(facts: PlanFacts) -> dict[int, FocusFact]:
    return {f.quarter: f for f in facts.focuses if emptiness(f.text) is None}


def _spots(quarters: list[int]) -> list[Spot]:
    return [Spot("long-term", "focus", q) for q in quarters]


def focus(facts: PlanFacts) -> Verdict:
    """Each quarter has a focus that says something."""
    there = _of_quarters(facts)
    without = [q for q in range(4) if q not in there]
    if without:
        return failed("focus", good=len(there), of=4, spots=_spots(without), quarters=Quarters(tuple(without)))
    return passed("focus")


def parts_of_focus(text: str) -> int:
    """How many things a focus lists: 1 for one."""
    return sum(any(c.isalnum() for c in part) for part in _SEVERAL.split(text[:2000])) or 1


def one_focus(facts: PlanFacts) -> Verdict:
    """It is one, and it takes a good part of the time."""
    there = _of_quarters(facts)
    if not there:
        return failed("one-focus", "none", 0, 4, spots=_spots([0]))
    many = [q for q, f in sorted(there.items()) if parts_of_focus(f.text) > 1]
    bare = [q for q, f in sorted(there.items()) if q not in many and f.share_percent is None]
    little = [q for q, f in sorted(there.items()) if q not in many and (f.share_percent or LEAST_SHARE) < LEAST_SHARE]
    good = len(there) - len(many) - len(bare) - len(little)
    if many:
        worst = max(many, key=lambda q: parts_of_focus(there[q].text))
        return failed("one-focus", good=good, of=4, spots=_spots(sorted(many + bare + little)),
                      quarters=Quarters(tuple(many)), count=parts_of_focus(there[worst].text))  # fmt: skip
    if little:
        least = min(there[q].share_percent or 0 for q in little)
        return failed("one-focus", "little", good, 4, spots=_spots(sorted(bare + little)),
                      quarters=Quarters(tuple(little)), share=least, least=LEAST_SHARE)  # fmt: skip
    if bare:
        return failed("one-focus", "no-share", good, 4, spots=_spots(bare), quarters=Quarters(tuple(bare)))
    absent = [q for q in range(4) if q not in there]
    if absent:
        return failed("one-focus", "absent", good, 4, spots=_spots(absent), quarters=Quarters(tuple(absent)))
    return passed("one-focus", least=min(f.share_percent or 0 for f in there.values()))


def focus_actions(facts: PlanFacts) -> Verdict:
    """In each quarter at least one action falls due, so that the focus is done and not only named."""
    there = _of_quarters(facts)
    dated = {a.id: facts.quarter_of(a.due) for a in facts.live_actions if a.due is not None}
    busy = {*dated.values()}
    without = [q for q in range(4) if q not in there or not (dated.keys() & {*there[q].serving} or q in busy)]
    if without:
        return failed("focus-actions", good=4 - len(without), of=4, spots=[Spot("actions")],
                      quarters=Quarters(tuple(without)))  # fmt: skip
    return passed("focus-actions", count=len(facts.live_actions))


def _answer(c: ConditionFact, facts: PlanFacts) -> str:
    """What is missing of a leaf: "" where it holds, or where it is known how, by when and by whom it comes to hold."""
    if c.state == "holds":
        return ""
    if not condition_says(c) or emptiness(c.breakthrough) is not None:
        return "no-breakthrough"
    if c.due is None or c.owner is None:
        return "no-date-or-owner"
    return "overdue" if c.due < facts.today else ""


def conditions(facts: PlanFacts) -> Verdict:
    """Every branch of conditions ends in one that holds, or that somebody breaks through by a day to come."""
    leaves = facts.leaves
    if not leaves:
        return failed("conditions", "none", spots=[Spot("conditions")])
    lacking = [(c, why) for c in leaves if (why := _answer(c, facts))]
    if lacking:
        whys = [why for _, why in lacking]
        return failed(
            "conditions", good=len(leaves) - len(lacking), of=len(leaves), count=len(lacking), total=len(leaves),
            spots=[spot_of_condition(c, why) for c, why in lacking],
            lacks=Lacks(tuple((w, whys.count(w)) for w in ("no-breakthrough", "no-date-or-owner", "overdue"))),
        )  # fmt: skip
    return passed("conditions", total=len(leaves))


def bound(facts: PlanFacts) -> Verdict:
    """Figures tell by themselves whether conditions hold: at least half are bound or judged, none to what is gone."""
    leaves = facts.leaves
    if not leaves:
        return failed("bound", "none", spots=[Spot("conditions")])
    gone = [c for c in facts.conditions if c.gone]
    if gone:
        return failed("bound", "gone", len(facts.conditions) - len(gone), len(facts.conditions), count=len(gone),
                      spots=[spot_of_condition(c) for c in gone])  # fmt: skip
    loose = [c for c in leaves if not c.bound and not c.judged]
    if 2 * len(loose) > len(leaves):
        return failed("bound", good=len(leaves) - len(loose), of=len(leaves), count=len(loose), total=len(leaves),
                      spots=[spot_of_condition(c) for c in loose])  # fmt: skip
    return passed("bound", count=len(leaves) - len(loose), total=len(leaves))


def support_asked(facts: PlanFacts) -> Verdict:
    """Obstacles that others must help with were put to them, with a date."""
    obstacles = [p for p in facts.points if p.part == "obstacle" and point_says(p)]
    if not obstacles:
        return failed("support-asked", "none", spots=[Spot("five-parts")])
    wanting = [p for p in obstacles if _FOR_OTHERS.search(p.text[:2000])]
    asked = sum(r.status in ("open", "accepted", "done") and emptiness(r.text) is None for r in facts.requests)
    if asked < len(wanting):
        return failed("support-asked", good=asked, of=len(wanting), spots=[spot_of_point(p) for p in wanting],
                      count=len(wanting), asked=asked)  # fmt: skip
    if not wanting:
        return passed("support-asked", "unneeded", total=len(obstacles))
    return passed("support-asked", count=asked)


def _trouble(r: RequestFact, facts: PlanFacts) -> str:
    if r.status == "declined":
        later = any(o.id > r.id and o.status in ("open", "accepted", "done") for o in facts.requests)
        return "" if later else "declined"
    if r.status == "open":
        late = r.needed_by < facts.today or r.asked + timedelta(days=ANSWER_DAYS) < facts.today
        return "unanswered" if late else ""
    if r.status == "accepted":
        return "late" if (r.promised or r.needed_by) > r.needed_by or r.needed_by < facts.today else ""
    return ""


def support_answered(facts: PlanFacts) -> Verdict:
    """Requests are answered in time, and none was declined without another way."""
    live = [r for r in facts.requests if r.status != "withdrawn"]
    if not live:
        if any(p.part == "obstacle" and point_says(p) for p in facts.points):
            return passed("support-answered", "unasked")
        return failed("support-answered", "none", spots=[Spot("five-parts")])
    bad = [(r, why) for r in live if (why := _trouble(r, facts))]
    if bad:
        whys = [why for _, why in bad]
        return failed(
            "support-answered", good=len(live) - len(bad), of=len(live), count=len(bad), total=len(live),
            spots=[Spot("requests", "request", r.id, r.text, why) for r, why in bad],
            lacks=Lacks(tuple((w, whys.count(w)) for w in ("declined", "unanswered", "late"))),
        )  # fmt: skip
    return passed("support-answered", total=len(live))
