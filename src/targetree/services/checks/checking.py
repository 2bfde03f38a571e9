"""The checks of one plan, and the scores of many.

Scores are worked out when they are looked at, in bulk: nothing is kept that could be out of date, and a score always is
what its checks say at that moment. The number of queries does not depend on how many plans there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from targetree.engine.plan_checks.judging import Judged, judge
from targetree.engine.plan_checks.verdicts import PRINCIPLES, WEIGHTS, Points, Verdict
from targetree.services.access import Actor, use_case
from targetree.services.plans.heads import PlanHead, plan_head
from targetree.services.plans.opening import PlanLine, plans_below

from .gathering import Gathered, gather


@dataclass(frozen=True)
class CheckShown:
    """A check of a plan with the points that it gives."""

    verdict: Verdict
    principle: str
    points: Points

    @property
    def check(self) -> str:
        return self.verdict.check

    @property
    def state(self) -> str:
        return self.verdict.state

    @property
    def lost(self) -> int:
        return self.points.most - self.points.got


@dataclass(frozen=True)
class PrincipleShown:
    """One of the five principles: its checks, failing ones first, those that cost most before all."""

    principle: str
    checks: tuple[CheckShown, ...]

    @property
    def got(self) -> int:
        return sum(c.points.got for c in self.checks)

    @property
    def most(self) -> int:
        return sum(c.points.most for c in self.checks)

    @property
    def failing(self) -> int:
        return sum(c.state == "fail" for c in self.checks)


@dataclass(frozen=True)
class PlanChecked:
    """A plan with its score; the score is the sum of the points of its checks."""

    head: PlanHead
    gathered: Gathered
    score: int
    principles: tuple[PrincipleShown, ...]

    @property
    def checks(self) -> tuple[CheckShown, ...]:
        return tuple(c for p in self.principles for c in p.checks)

    @property
    def failing(self) -> int:
        return sum(c.state == "fail" for c in self.checks)


@dataclass(frozen=True, slots=True)
class PlanScore:
    """0 to 100, and the checks that fail, those first that cost most."""

    score: int
    failing: tuple[str, ...]
    off: tuple[str, ...] = ()
    """Checks that do not apply."""


@use_case
def checks_of(*, actor: Actor, plan: int) -> PlanChecked:
    """The checks of a plan, principle by principle. Raises Missing."""
    head = plan_head(actor, "see_targets", plan)
    (gathered,) = gather(actor, [plan])
    judged = judge(gathered.facts)
    shown = [CheckShown(v, WEIGHTS[v.check][0], p) for v, p in zip(judged.verdicts, judged.score.points, strict=True)]
    order = {"fail": 0, "pass": 1, "off": 2}
    principles = tuple(
        PrincipleShown(
            name, tuple(sorted((c for c in shown if c.principle == name), key=lambda c: (order[c.state], -c.lost)))
        )
        for name in PRINCIPLES
    )
    return PlanChecked(head, gathered, judged.score.total, principles)


@use_case
def score_of(*, actor: Actor, plans: Sequence[int]) -> dict[int, PlanScore]:
    """The scores of these plans; those that the actor may not see are left out."""
    return {one.id: _score(judge(one.facts)) for one in gather(actor, plans)} if plans else {}


def _score(judged: Judged) -> PlanScore:
    off = tuple(v.check for v in judged.verdicts if v.state == "off")
    return PlanScore(judged.score.total, judged.failing, off)


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A unit or seat, the state of its plan and its score; None where no plan was begun."""

    line: PlanLine
    score: int | None
    failing: tuple[str, ...]


@dataclass(frozen=True)
class ScoresBelow:
    """Everybody whose plan the actor sees, those first who need help: no plan, then the lowest score."""

    lines: tuple[ScoreLine, ...]
    tally: tuple[tuple[str, int, int], ...]
    """(check, plans in which it fails, plans to which it applies), the most common first."""

    @property
    def begun(self) -> tuple[ScoreLine, ...]:
        return tuple(line for line in self.lines if line.score is not None)

    @property
    def median(self) -> int | None:
        scores = sorted(line.score for line in self.lines if line.score is not None)
        return scores[len(scores) // 2] if scores else None


@use_case
def scores_below(*, actor: Actor, measure: str = "bookings", at: int | None = None) -> ScoresBelow:
    """The scores of all plans for a measure that the actor sees; with `at` of those at a node and below.

    Who carries no number and has no plan needs none.
    """
    everybody = _below(plans_below(actor=actor, measure=measure), at)
    lines = [line for line in everybody if line.target or line.plan is not None]
    scores = score_of(actor=actor, plans=[line.plan for line in lines if line.plan is not None])
    fails, applies = Counter[str](), Counter[str]()
    shown = []
    for line in lines:
        found = scores.get(line.plan) if line.plan is not None else None
        if found is not None:
            fails.update(found.failing)
            applies.update(check for check in WEIGHTS if check not in found.off)
        shown.append(ScoreLine(line, found.score if found else None, found.failing if found else ()))
    shown.sort(key=lambda one: (-1 if one.score is None else one.score, -one.line.target, one.line.node))
    tally = sorted(((c, n, applies[c]) for c, n in fails.items()), key=lambda row: (-row[1], [*WEIGHTS].index(row[0])))
    return ScoresBelow(tuple(shown), tuple(tally))


def _below(lines: list[PlanLine], at: int | None) -> list[PlanLine]:
    """The lines of a node and below: depth-first, they stand together."""
    if at is None:
        return lines
    start = next((i for i, line in enumerate(lines) if line.node == at), None)
    if start is None:
        return []
    end = next((i for i in range(start + 1, len(lines)) if lines[i].depth <= lines[start].depth), len(lines))
    return lines[start:end]
