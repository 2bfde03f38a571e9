"""The long-term plan: quarters with a focus, months with checkpoints, whether it is realistic; the load by month."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from targetree.engine.periods import PlanYear
from targetree.services.longterm import changing, focus, load, realism, showing

from .entrance import Request
from .fields import Body, Id, Text, Three, Units
from .fields import Query as Parameters

router = Router(tags=["Long-term plan"])
FieldName = Literal["customers", "visits", "signings", "products_signed", "amount_signed", "revenue", "cash"]
MonthAt = Annotated[int, Field(ge=0, le=11, description="0 is the first month of the plan year.")]
QuarterAt = Annotated[int, Field(ge=0, le=3, description="0 is the first quarter of the plan year.")]
Seen = Annotated[
    int | None,
    Field(ge=0, le=2**31 - 1, description="The `revision` that you saw: refused where somebody has saved since."),
]
Flags = Annotated[list[bool], Field(min_length=3, max_length=3)]
Days = Annotated[list[date], Field(min_length=3, max_length=3)]
Twelve = list[int]


class CheckpointFigureOut(Schema):
    """A figure of a month in its three thirds (early, middle, late), in the smallest unit."""

    field: FieldName
    scale: int
    basis: Literal["target", "history", "new_customers", "none"] = Field(description="Where the month comes from.")
    month: int = Field(description="What the thirds are to add up to.")
    planned: int = Field(description="What they add up to.")
    thirds: Three
    held: Flags
    done: Three
    before: Three = Field(description="The same thirds of the year before.")
    off: bool = Field(description="The target or the working days changed since: spread it anew.")


class CheckpointMonthOut(Schema):
    """A month with its checkpoints."""

    at: int
    start: date
    starts: Days
    ends: Days
    days: Three = Field(description="Working days.")
    person_days: Three
    kept: bool = Field(description="False: proposed, not in the plan yet.")
    revision: int
    off: bool
    fields: list[CheckpointFigureOut]


class FocusActionOut(Schema):
    """An action that serves a focus."""

    id: int
    text: str
    starts: date | None
    due: date | None
    status: str
    owner: str
    inside: bool = Field(description="Whether its dates lie in the quarter.")


class QuarterFocusOut(Schema):
    """The one focus of a quarter."""

    id: int
    revision: int
    text: str
    share_percent: int | None = Field(description="Of the working time.")
    actions: list[FocusActionOut]


class PlanQuarterOut(Schema):
    """A quarter; `amount` is the amount signed of its months."""

    at: int
    focus: QuarterFocusOut | None
    amount: int
    reached: int
    before: int
    days: int


class LongTermOut(Schema):
    """The year of a plan."""

    plan: int
    node: int
    year: int
    quarters: list[PlanQuarterOut]
    months: list[CheckpointMonthOut]


class QuarterFocusIn(Body):
    text: Text
    share_percent: int | None = Field(None, ge=1, le=100)
    serving: list[Id] = Field(default_factory=list, max_length=500, description="Actions of the plan in the quarter.")
    seen_revision: Seen = None
    why: Text = ""


class CheckpointsTakeIn(Body):
    month: MonthAt | None = Field(None, description="All that are not in the plan yet, if not given.")


class CheckpointsTakenOut(Schema):
    months: int


class CheckpointWishIn(Body):
    third: int = Field(ge=0, le=2, description="0 early, 1 middle, 2 late.")
    field: FieldName
    amount: Units


class CheckpointsIn(Body):
    set: list[CheckpointWishIn] = Field(min_length=1, max_length=21)
    seen_revision: Seen = None
    why: Text = ""


class CheckpointMonthIn(Body):
    field: FieldName
    amount: Units
    seen_revision: Seen = None
    why: Text = ""


class CheckpointHoldIn(Body):
    third: int = Field(ge=0, le=2)
    field: FieldName
    held: bool
    seen_revision: Seen = None


class CheckpointProposeIn(Body):
    seen_revision: Seen = None


class CheckpointsSpreadOut(Schema):
    """Months that add up again, and those whose holds leave no room."""

    done: list[int]
    refused: list[int]


class PlanPaceOut(Schema):
    """What a month or quarter needs for each working day, and how many times the best ever that is."""

    at: int
    amount: int
    days: int
    per_day: float | None
    times_best: float | None


class VisitLoadOut(Schema):
    """A month's visits against the working hours."""

    at: int
    visits: int
    person_days: int
    a_day: float | None
    part: float | None
    focus: float


class BestRecordOut(Schema):
    """The best that was ever reached."""

    when: str
    amount: int
    days: int
    per_day: float


class RealismOut(Schema):
    """Whether a plan is realistic. Amounts in the smallest unit of `measure`."""

    measure: str
    scale: int
    months: list[PlanPaceOut]
    quarters: list[PlanPaceOut]
    loads: list[VisitLoadOut]
    best_month: BestRecordOut | None
    best_quarter: BestRecordOut | None
    best_visits: BestRecordOut | None
    target: int
    reached: int
    days_left: int
    needed: float | None = Field(description="For each working day that is left.")
    beyond: list[int] = Field(description="Months beyond any pace ever reached.")
    quarters_beyond: list[int]
    overloaded: list[int] = Field(description="Months whose visits take more hours than there are.")
    crowded: list[int] = Field(description="Months in which visits and the focus together do.")
    idle: list[int] = Field(description="Months with a target in which nobody works.")


class LoadPlaceOut(Schema):
    node: int
    name: str


class LoadCountedOut(Schema):
    measure: str
    months: Twelve


class LoadSupplyOut(Schema):
    """A product or category; `pieces` by the list price."""

    code: str
    name: str
    depth: int
    amount: Twelve
    pieces: Twelve
    unpriced: int


class LoadAskedOut(Schema):
    """Requests for support by the month in which they are needed."""

    unit: str = Field(description="The unit that is asked; blank for colleagues.")
    open: Twelve
    accepted: Twelve


class ComingLoadOut(Schema):
    """What is coming by month: sums of the company or of a unit right below it."""

    version: str
    year: int
    places: list[LoadPlaceOut]
    node: int
    name: str
    amount: Twelve
    counted: list[LoadCountedOut]
    supply: list[LoadSupplyOut]
    asked: list[LoadAskedOut]

    @staticmethod
    def resolve_year(shown: Any) -> int:
        """The plan year as a number."""
        year = shown["year"] if isinstance(shown, dict) else shown.year
        return year.year if isinstance(year, PlanYear) else int(year)


class OfLoad(Parameters):
    node: Id | None = Field(None, description="A unit right below the company; the company if not given.")


@router.get("/plans/{plan}/long-term", response=LongTermOut, summary="Quarters, months and checkpoints")
def long_term(request: Request, plan: Id) -> Any:
    """The year of a plan, planned beside what happened and last year; months not in the plan yet as proposed."""
    found = showing.long_term(actor=request.actor, plan=plan)
    return {
        "plan": found.head.id, "node": found.head.node, "year": found.head.year.year, "quarters": found.quarters,
        "months": found.months,
    }  # fmt: skip


@router.put("/plans/{plan}/quarters/{quarter}", response=QuarterFocusOut, summary="Set the focus of a quarter")
def set_quarter(request: Request, plan: Id, quarter: QuarterAt, body: QuarterFocusIn) -> Any:
    """One focus for each quarter (0 to 3): its words, its share of the time, the dated actions that serve it."""
    focus.set_focus(
        actor=request.actor, plan=plan, quarter=quarter, text=body.text, share_percent=body.share_percent,
        serving=body.serving, seen_revision=body.seen_revision, why=body.why,
    )  # fmt: skip
    return focus.focus_form(actor=request.actor, plan=plan, quarter=quarter).focus


@router.delete("/plans/{plan}/quarters/{quarter}", response={204: None}, summary="Remove the focus of a quarter")
def remove_quarter(request: Request, plan: Id, quarter: QuarterAt) -> None:
    """The quarter has no focus any more."""
    focus.remove_focus(actor=request.actor, plan=plan, quarter=quarter)


@router.post("/plans/{plan}/checkpoints/take", response=CheckpointsTakenOut, summary="Take what is proposed")
def take_checkpoints(request: Request, plan: Id, body: CheckpointsTakeIn) -> Any:
    """What the engine proposes becomes the plan, for a month or for all that are not in it yet."""
    return {"months": changing.take_proposal(actor=request.actor, plan=plan, month=body.month)}


@router.post("/plans/{plan}/checkpoints/spread", response=CheckpointsSpreadOut, summary="Spread months anew")
def spread_checkpoints(request: Request, plan: Id, body: CheckpointsTakeIn) -> Any:
    """After the target or the working days changed. Held figures stand; months without room stay as they are."""
    found = changing.spread_anew(actor=request.actor, plan=plan, month=body.month)
    return {"done": found.done, "refused": [at for at, _ in found.refused]}


@router.patch("/plans/{plan}/checkpoints/{month}", response=CheckpointMonthOut, summary="Change checkpoints of a month")
def change_checkpoints(request: Request, plan: Id, month: MonthAt, body: CheckpointsIn) -> Any:
    """Set some figures; the other thirds of the month make room in proportion, held ones stand."""
    wishes = [changing.Wish(one.third, one.field, one.amount) for one in body.set]
    return changing.set_checkpoints(
        actor=request.actor, plan=plan, month=month, wishes=wishes, seen_revision=body.seen_revision, why=body.why
    )


@router.put("/plans/{plan}/checkpoints/{month}/month", response=CheckpointMonthOut, summary="Change a month's figure")
def change_month(request: Request, plan: Id, month: MonthAt, body: CheckpointMonthIn) -> Any:
    """Only of a figure without a target; a target is changed by a counter-proposal."""
    return changing.set_month(
        actor=request.actor, plan=plan, month=month, field=body.field, amount=body.amount,
        seen_revision=body.seen_revision, why=body.why,
    )  # fmt: skip


@router.put("/plans/{plan}/checkpoints/{month}/hold", response=CheckpointMonthOut, summary="Hold or release a figure")
def hold_checkpoint(request: Request, plan: Id, month: MonthAt, body: CheckpointHoldIn) -> Any:
    """A held figure stands while the others make room."""
    return changing.hold_checkpoint(
        actor=request.actor, plan=plan, month=month, third=body.third, field=body.field, held=body.held,
        seen_revision=body.seen_revision,
    )  # fmt: skip


@router.post("/plans/{plan}/checkpoints/{month}/propose", response=CheckpointMonthOut, summary="Propose a month anew")
def propose_checkpoints(request: Request, plan: Id, month: MonthAt, body: CheckpointProposeIn) -> Any:
    """As the engine proposes it now; held figures stand."""
    return changing.propose_anew(actor=request.actor, plan=plan, month=month, seen_revision=body.seen_revision)


@router.get("/plans/{plan}/realism", response=RealismOut | None, summary="Is the plan realistic?")
def is_realistic(request: Request, plan: Id) -> Any:
    """The pace it needs against the pace ever reached, working days, the load of visits. Null without targets."""
    return realism.realism(actor=request.actor, plan=plan)


@router.get("/load", response=ComingLoadOut, summary="What is coming, by month")
def coming_load(request: Request, which: Query[OfLoad]) -> Any:
    """For other departments: signings, visits, products with pieces, requests for support. No person's number."""
    return load.load_by_month(actor=request.actor, node=which.node)
