"""All checks on one plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from . import achievable, grounded, pragmatic, quantified, timed
from .facts import PlanFacts
from .verdicts import WEIGHTS, Score, Verdict, score

CHECKS: dict[str, Callable[[PlanFacts], Verdict]] = {
    "figures": quantified.figures,
    "words": quantified.words,
    "parts": quantified.parts,
    "forecast": grounded.forecast,
    "coverage": grounded.coverage,
    "gap": grounded.gap,
    "competition": grounded.competition,
    "concentration": grounded.concentration,
    "single-deal": grounded.single_deal,
    "pace": achievable.pace,
    "visits": achievable.visits,
    "season": achievable.season,
    "checkpoints": achievable.checkpoints,
    "commitment": achievable.commitment,
    "costs": achievable.costs,
    "focus": pragmatic.focus,
    "one-focus": pragmatic.one_focus,
    "focus-actions": pragmatic.focus_actions,
    "conditions": pragmatic.conditions,
    "bound": pragmatic.bound,
    "support-asked": pragmatic.support_asked,
    "support-answered": pragmatic.support_answered,
    "actions": timed.actions,
    "order": timed.order,
    "overdue": timed.overdue,
    "owners": timed.owners,
    "needs": timed.needs,
    "stages": timed.stages,
}
assert CHECKS.keys() == WEIGHTS.keys()


@dataclass(frozen=True)
class Judged:
    """A plan's verdicts, principle by principle, and its score."""

    verdicts: tuple[Verdict, ...]
    score: Score

    @property
    def failing(self) -> tuple[str, ...]:
        """The checks that fail, those first that cost most."""
        lost = {v.check: p.most - p.got for v, p in zip(self.verdicts, self.score.points, strict=True)}
        return tuple(sorted((v.check for v in self.verdicts if v.state == "fail"), key=lambda c: -lost[c]))


def judge(facts: PlanFacts) -> Judged:
    """Each check once; the order is that of the principles."""
    verdicts = tuple(check(facts) for check in CHECKS.values())
    return Judged(verdicts, score(verdicts))
