"""The five parts of a plan, to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from targetree.services.access import Actor, use_case
from targetree.services.plans.heads import PlanHead, plan_head
from targetree.store import models as store
from targetree.store.models.plans import PARTS

from .at_stake import AtStake, at_stake
from .stages import Noticed, notices

STEPS = ("must", "stakes", "obstacles", "support", "dates")
"""The five parts in the order of the method; the flow goes through them."""
STAKES = ("money", "honour", "training", "promotion", "stake", "other")
NEEDS = ("knowledge", "skill", "information")
KINDS: dict[str, tuple[str, ...]] = {"gain": STAKES, "loss": STAKES, "need": NEEDS}
"""The kinds of the parts that have any."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the five parts; `amount` in fen."""

    id: int
    revision: int
    part: str
    kind: str
    text: str
    amount: int | None
    at_percent: int | None
    starts: date | None
    due: date | None
    obstacle: int | None
    done_at: datetime | None
    arranged: str
    arranged_for: date | None
    arranged_by: str
    """Who arranged it, "" while nobody has."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    point: Point
    needs: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    point: Point
    noticed: tuple[Noticed, ...]


@dataclass(frozen=True)
class FiveParts:
    """What stands in the five parts, without the requests for support."""

    head: PlanHead
    must: tuple[Point, ...]
    gains: tuple[Point, ...]
    losses: tuple[Point, ...]
    obstacles: tuple[Obstacle, ...]
    loose: tuple[Point, ...]
    """Needs without an obstacle."""
    alone: Point | None
    """Why no support is wanted."""
    stages: tuple[Stage, ...]
    stake: AtStake | None
    """The money of it; None where no reward or penalty applies."""
    asked: int
    """Requests for support that were not withdrawn."""

    @property
    def done(self) -> dict[str, bool]:
        """Which steps are answered."""
        return {
            "must": bool(self.must),
            "stakes": bool(self.gains or self.losses),
            "obstacles": bool(self.obstacles) and all(o.needs for o in self.obstacles),
            "support": bool(self.asked or self.alone),
            "dates": bool(self.stages) and all(s.point.due for s in self.stages),
        }

    @property
    def next_step(self) -> str | None:
        """The first step that is not answered; None where all are."""
        return next((step for step in STEPS if not self.done[step]), None)


@use_case
def five_parts(*, actor: Actor, plan: int, today: date | None = None) -> FiveParts:
    """The five parts of a plan. Raises Missing."""
    head = plan_head(actor, "see_targets", plan)
    found = [_point(row) for row in rows_of(head.id)]
    of = {part: tuple(p for p in found if p.part == part) for part in PARTS}
    stages = sorted(of["stage"], key=_when)
    said = notices([(p.starts, p.due, p.done_at is not None) for p in stages], today)
    obstacles = {p.id for p in of["obstacle"]}
    return FiveParts(
        head, of["must"], of["gain"], of["loss"],
        tuple(Obstacle(o, tuple(n for n in of["need"] if n.obstacle == o.id)) for o in of["obstacle"]),
        tuple(n for n in of["need"] if n.obstacle not in obstacles), next(iter(of["alone"]), None),
        tuple(Stage(p, told) for p, told in zip(stages, said, strict=True)), at_stake(head),
        store.SupportRequest.objects.filter(plan_id=head.id).exclude(status="withdrawn").count(),
    )  # fmt: skip


def rows_of(plan: int) -> list[store.PlanPoint]:
    """All rows of a plan in order."""
    found = store.PlanPoint.objects.filter(plan_id=plan).select_related("arranged_by")
    return list(found.order_by("position", "id"))


def _when(point: Point) -> tuple[date, date, int]:
    first = point.starts or point.due or date.max
    return first, point.due or date.max, point.id


def _point(row: store.PlanPoint) -> Point:
    return Point(
        row.id, row.revision, row.part, row.kind, row.text, row.amount, row.at_percent, row.starts, row.due,
        row.obstacle_id, row.done_at, row.arranged, row.arranged_for,
        (row.arranged_by.name if row.arranged_by else "?") if row.arranged_at else "",
    )  # fmt: skip
