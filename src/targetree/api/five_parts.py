"""The five parts of a plan, and the needs that they collect."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from targetree.services.fiveparts import needs as service
from targetree.services.fiveparts.points import FiveParts, Point, five_parts
from targetree.services.fiveparts.writing import Written, mark_done, write_points

from .entrance import Request
from .fields import Body, Day, Id, Text, Units
from .fields import Query as Parameters
from .pages import Page, Paging, page_of

router = Router(tags=["Five parts"])
Part = Literal["must", "gain", "loss", "obstacle", "need", "alone", "stage"]
NeedKind = Literal["knowledge", "skill", "information"]
NeedState = Literal["open", "arranged", "done"]
Seen = Annotated[int | None, Field(ge=0, le=2**31 - 1, description="The revision that you saw: 409 if it is not that.")]
Kind = Literal[
    "", "money", "honour", "training", "promotion", "stake", "other", "knowledge", "skill", "information"
]  # fmt: skip


class PointOut(Schema):
    """A point of the five parts."""

    id: int
    revision: int
    part: Part
    kind: str = Field(description="Of gain, loss and need.")
    text: str
    amount: int | None = Field(description="fen; of gain and loss.")
    at_percent: int | None = Field(description="From (gain) or below (loss) which attainment.")
    starts: date | None
    due: date | None
    obstacle: int | None = Field(description="Of a need: the obstacle that it would overcome.")
    done_at: datetime | None
    arranged: str = Field(description="Of a need: what has been arranged.")
    arranged_for: date | None


class PaidOut(Schema):
    """What an attainment pays, in fen; `actual` in the smallest unit of the measure."""

    permille: int = Field(description="Thousandths of the target.")
    actual: int
    reward: int
    penalty: int
    stretch: bool


class PenaltyOut(Schema):
    below: int = Field(description="Thousandths of the target.")
    fen: int


class StakeOut(Schema):
    """The money at stake by the reward rules, on the plan's own number."""

    role: str
    target: int
    stretch: int
    reward: int = Field(description="fen, at 100 %.")
    stretch_reward: int = Field(description="fen, at the stretch target.")
    penalties: list[PenaltyOut]
    points: list[PaidOut]


class FivePartsOut(Schema):
    plan: int
    next_step: str | None = Field(description="The first step that is not answered.")
    points: list[PointOut]
    stake: StakeOut | None = Field(description="Null: no rewards or penalties apply.")


class PointIn(Body):
    part: Part
    kind: Kind = ""
    text: Text
    amount: Units | None = None
    at_percent: Annotated[int, Field(ge=0, le=1000)] | None = None
    starts: Day | None = None
    due: Day | None = None
    obstacle: Id | None = None
    seen: Seen = None


class PointsMadeOut(Schema):
    id: int


class DoneIn(Body):
    done: bool
    seen: Seen = None


class OfPoint(Parameters):
    seen: int | None = Field(None, ge=0, le=2**31 - 1)


class NeedOut(Schema):
    """A need of somebody's plan."""

    id: int
    revision: int
    plan: int
    node: int
    name: str
    unit: str
    measure: str
    kind: NeedKind
    text: str
    obstacle: str
    state: NeedState
    arranged: str
    arranged_for: date | None
    arranged_by: str
    done_at: datetime | None
    late: bool = Field(description="Arranged for a day that is over, and not done.")
    may_arrange: bool


class WhichNeeds(Paging):
    kind: NeedKind | None = None
    state: NeedState | None = None
    node: Id | None = Field(None, description="It and all below; everybody whom you see if not given.")


class ArrangeIn(Body):
    how: Text = Field(description="Empty: nothing is arranged any more.")
    day: Day | None = None
    seen: Seen = None


@router.get("/plans/{plan}/five-parts", response=FivePartsOut, summary="The five parts of a plan")
def five_parts_of(request: Request, plan: Id) -> Any:
    """What must be done well, gain and loss, obstacles and needs, stages; and the money at stake."""
    return _told(five_parts(actor=request.actor, plan=plan))


@router.post("/plans/{plan}/points", response={201: PointsMadeOut}, summary="Add a point")
def add_point(request: Request, plan: Id, body: PointIn) -> Any:
    """Add a point to one of the parts."""
    return {"id": write_points(actor=request.actor, plan=plan, points=[_written(body)])[0]}


@router.put("/plans/{plan}/points/{point}", response={204: None}, summary="Change a point")
def change_point(request: Request, plan: Id, point: Id, body: PointIn) -> None:
    """Write a point anew."""
    write_points(actor=request.actor, plan=plan, points=[_written(body, point)])


@router.delete("/plans/{plan}/points/{point}", response={204: None}, summary="Remove a point")
def remove_point(request: Request, plan: Id, point: Id, which: Query[OfPoint]) -> None:
    """Remove a point; an obstacle takes its needs with it."""
    write_points(actor=request.actor, plan=plan, removed=[(point, which.seen)])


@router.post("/plans/{plan}/points/{point}/done", response={204: None}, summary="Tick off a stage or a need")
def point_done(request: Request, plan: Id, point: Id, body: DoneIn) -> None:
    """Also when the plan is agreed."""
    mark_done(actor=request.actor, plan=plan, point=point, done=body.done, seen=body.seen)


@router.get("/needs", response=Page[NeedOut], summary="What people need to know and learn")
def needs_list(request: Request, which: Query[WhichNeeds]) -> Any:
    """The needs of all plans that you see, what is open first."""
    found = service.needs_below(
        actor=request.actor, kind=which.kind or "", state=which.state or "", node=which.node
    )  # fmt: skip
    return page_of(found, which, lambda row: row.id)


@router.put("/needs/{need}", response={204: None}, summary="Arrange what is needed")
def arrange_need(request: Request, need: Id, body: ArrangeIn) -> None:
    """What has been arranged, and for which day."""
    service.arrange_need(actor=request.actor, need=need, how=body.how, day=body.day, seen_revision=body.seen)


@router.post("/needs/{need}/done", response={204: None}, summary="A need is met")
def need_done(request: Request, need: Id, body: DoneIn) -> None:
    """Said by whose plan it is, or by their manager."""
    service.need_done(actor=request.actor, need=need, done=body.done, seen_revision=body.seen)


def _written(body: PointIn, id: int | None = None) -> Written:
    return Written(
        body.part, body.text, id, body.seen, body.kind, body.amount, body.at_percent, body.starts, body.due,
        body.obstacle,
    )  # fmt: skip


def _told(found: FiveParts) -> dict[str, Any]:
    points: list[Point] = [*found.must, *found.gains, *found.losses]
    for obstacle in found.obstacles:
        points += [obstacle.point, *obstacle.needs]
    points += [*found.loose, *([found.alone] if found.alone else []), *(s.point for s in found.stages)]
    stake = found.stake
    return {
        "plan": found.head.id, "next_step": found.next_step, "points": points,
        "stake": stake and {
            "role": stake.role, "target": stake.target, "stretch": stake.stretch, "reward": stake.full.reward,
            "stretch_reward": stake.at_stretch.reward, "penalties": stake.penalties,
            "points": [
                {"permille": p.permille, "actual": p.actual, "reward": p.pays.reward, "penalty": p.pays.penalty,
                 "stretch": p.stretch}
                for p in stake.points
            ],
        },
    }  # fmt: skip
