"""What a check found, and the points that it gives: whole numbers that add up to the score, each open to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import numpy as np

from targetree.engine.splitting.spread import share_out

State = Literal["pass", "fail", "off"]
"""`off`: does not apply, for a reason outside of the plan; its points go to the others."""

PRINCIPLES = ("quantified", "grounded", "achievable", "pragmatic", "timed")

WEIGHTS: dict[str, tuple[str, int]] = {
    "figures": ("quantified", 7),
    "words": ("quantified", 8),
    "parts": ("quantified", 5),
    "forecast": ("grounded", 4),
    "coverage": ("grounded", 4),
    "gap": ("grounded", 6),
    "competition": ("grounded", 3),
    "concentration": ("grounded", 3),
    "single-deal": ("grounded", 2),
    "pace": ("achievable", 3),
    "visits": ("achievable", 3),
    "season": ("achievable", 2),
    "checkpoints": ("achievable", 6),
    "commitment": ("achievable", 4),
    "costs": ("achievable", 3),
    "focus": ("pragmatic", 4),
    "one-focus": ("pragmatic", 2),
    "focus-actions": ("pragmatic", 4),
    "conditions": ("pragmatic", 4),
    "bound": ("pragmatic", 2),
    "support-asked": ("pragmatic", 2),
    "support-answered": ("pragmatic", 2),
    "actions": ("timed", 5),
    "order": ("timed", 2),
    "overdue": ("timed", 3),
    "owners": ("timed", 2),
    "needs": ("timed", 2),
    "stages": ("timed", 3),
}
"""Check: (principle, weight). The weights make 100 together: where all apply, a weight is the check's points."""


@dataclass(frozen=True, slots=True)
class Percent:
    """A share, to be shown in per cent."""

    value: float


@dataclass(frozen=True, slots=True)
class Months:
    """Months of the plan year, from 0."""

    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Quarters:
    """Quarters of the plan year, from 0."""

    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """Of the five parts: must, gain, loss, obstacle, need, stage."""

    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lacks:
    """What how many rows lack, by slug; only what is lacking is told."""

    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Fen:
    """Money, whatever the plan's measure."""

    amount: int


@dataclass(frozen=True, slots=True)
class Units:
    """An amount in the smallest unit of the plan's measure."""

    amount: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to mend: a tab of the plan or a page beside it, and where known the row and its text."""

    page: str
    """conditions, five-parts, actions, activity, long-term, requests, support, commitment, tree, market"""
    kind: str = ""
    """condition, point, action, focus, month, request"""
    row: int | None = None
    """The row's id; of a month its number."""
    text: str = ""
    why: str = ""
    """What is wrong with it, where a check looks at several things: a slug."""


@dataclass(frozen=True)
class Verdict:
    """What a check found. `good` of `of` things are as they should be; all of them where it passes."""

    check: str
    state: State
    code: str
    """Of its sentence."""
    values: dict[str, object] = field(default_factory=dict)
    good: int = 0
    of: int = 1
    spots: tuple[Spot, ...] = ()


def passed(check: str, code: str = "pass", **values: object) -> Verdict:
    return Verdict(check, "pass", f"plan-check-{check}-{code}", values, 1, 1)


def off(check: str, code: str = "off", **values: object) -> Verdict:
    return Verdict(check, "off", f"plan-check-{check}-{code}", values, 0, 0)


def failed(
    check: str, code: str = "fail", good: int = 0, of: int = 1, *, spots: Sequence[Spot] = (), **values: object
) -> Verdict:
    """Part of the points stay for the part that is good. Not all of them, so that a failing check shows."""
    return Verdict(check, "fail", f"plan-check-{check}-{code}", values, min(good, of - 1), of, tuple(spots))


def no_target(check: str) -> Verdict:
    """Without a target nothing can be said for it: not a way round the check."""
    return Verdict(check, "fail", "plan-check-no-target", {}, 0, 1, (Spot("tree"),))


@dataclass(frozen=True, slots=True)
class Points:
    """Of a check: what it gives, and what it could."""

    got: int
    most: int


@dataclass(frozen=True)
class Score:
    """0 to 100, and the points of each check in the order of the verdicts: the score is their sum."""

    points: tuple[Points, ...]

    @property
    def total(self) -> int:
        return sum(p.got for p in self.points)


def score(verdicts: Sequence[Verdict]) -> Score:
    """The points of the checks that apply make 100, by largest remainder of their weights; a failing check gives the
    whole points of its good part. What applies does not depend on what the plan says: mending never costs any."""
    most = _hundred(tuple(WEIGHTS[v.check][1] if v.state != "off" else 0 for v in verdicts))
    return Score(
        tuple(
            Points(m if v.state == "pass" else m * v.good // v.of if v.of else 0, m)
            for v, m in zip(verdicts, most, strict=True)
        )
    )


@lru_cache(maxsize=256)
def _hundred(weights: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(share_out(100, np.array(weights)).tolist()) if any(weights) else (0,) * len(weights)
