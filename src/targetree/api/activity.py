"""The gap in customers and activity of a plan (M14): what it takes, own rates, and targets of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from targetree.services.access import Actor
from targetree.services.activity import own_rates, targets
from targetree.services.activity.rates import Own
from targetree.services.activity.showing import ActivityShown, activity_of
from targetree.services.errors import sentence

from .entrance import Request
from .fields import Body, Id, Seen, Text, Units
from .fields import Query as Parameters
from .language import language

router = Router(tags=["Activity"])
Rate = Annotated[float, Field(ge=0.005, le=1, description="From 0.005 to 1.")]
ADay = Annotated[float, Field(ge=0.5, le=50, description="Visits that a working day holds.")]
Work = Literal["cold_visits", "visits", "return_visits", "opportunities", "signings", "new_customers"]


class SpanOut(Schema):
    """A whole number with its 80 % range."""

    low: int
    count: int
    high: int


class RateOut(Schema):
    """A rate (0 to 1) or, as `deal`, the worth of a signing in the smallest unit: the model's and one's own."""

    slug: Literal["cold_rate", "visit_rate", "win_rate", "deal"]
    model: float
    low: float
    high: float = Field(description="The 80 % range of what the model says.")
    tries: int = Field(description="How many on record it comes from.")
    wins: int
    team: float | None = Field(description="Of the unit above, on which it leans.")
    team_tries: int
    own: float | None
    above: float | None = Field(description="What a unit above plans with, brought to this node.")
    above_name: str
    counts: float = Field(description="What is planned with.")
    days: float = Field(description="From one step to the next.")


class WorkOut(Schema):
    """A kind of work in the year and its twelve months, which add up to it."""

    work: Work
    year: SpanOut
    months: list[SpanOut]
    target: list[int] | None = Field(description="The months of the target that there is; null without a sheet for it.")
    sheet: int | None


class ActivityMonthOut(Schema):
    """A month's working days, and what they are to hold."""

    start: date
    working_days: float = Field(description="Of a person on average.")
    a_day: float = Field(description="Visits to be made on each, cold ones counting half.")
    over: int = Field(description="People whose days do not hold what they would have to do.")


class ActivityBelowOut(Schema):
    """A unit or person right below."""

    node: int
    name: str
    kind: Literal["unit", "seat"]
    plan: int | None
    gap: int
    years: dict[Work, int]
    over: list[int]


class ActivityOut(Schema):
    """The gap in customers and work. Amounts in the smallest unit of the plan's measure."""

    plan: int
    node: int
    target: int
    gap: int = Field(description="The sum of what people lack.")
    people: int
    customers_needed: int
    customers_in_hand: int
    in_hand: dict[Literal["current", "past", "future"], int]
    to_win: SpanOut = Field(description="New customers.")
    visits_a_day: float
    rates: list[RateOut]
    reason: str = Field(description="Why own rates are others than on record.")
    revision: int = Field(description="Of the own rates; 0 where none were ever set.")
    work: list[WorkOut]
    months: list[ActivityMonthOut]
    below: list[ActivityBelowOut]
    at: datetime | None


class RatesIn(Body):
    """Null: the model's. With nothing of one's own the plan goes back to the record."""

    cold_rate: Rate | None = None
    visit_rate: Rate | None = None
    win_rate: Rate | None = None
    deal: Units | None = None
    visits_a_day: ADay | None = None
    reason: Text = ""
    revision: Seen | None = Field(None, description="As it was seen: refused where somebody was faster.")


class Tried(Parameters):
    """Those not given are as they are kept."""

    cold_rate: Rate | None = None
    visit_rate: Rate | None = None
    win_rate: Rate | None = None
    deal: Units | None = None
    visits_a_day: ADay | None = None


class ActivityMovedOut(Schema):
    """A unit or person beside it whose year changes as well."""

    node: int
    name: str
    before: int
    after: int


class TargetChangeOut(Schema):
    """What would become of a measure's target."""

    measure: str
    sheet: int
    before: list[int]
    after: list[int]
    people: int
    moved: list[ActivityMovedOut]
    refused: str | None = Field(description="What stands against it.")


class PreviewOut(Schema):
    """`set`: the targets are changed; `propose`: a counter-proposal goes to whoever settles it."""

    how: Literal["set", "propose"]
    changes: list[TargetChangeOut]
    without: list[str] = Field(description="Work for which the version has no sheet.")
    token: str = Field(description="Of what was looked at; send it with the change.")


class TargetsIn(Body):
    measures: list[Work] = Field(min_length=1, max_length=6)
    reason: Text = ""
    token: Annotated[str, Field(max_length=64)] | None = None


class ActivityMadeOut(Schema):
    how: Literal["set", "propose"]
    changed: int = Field(description="Measures that changed; the others were so already.")


@router.get("/plans/{plan}/activity", response=ActivityOut, summary="The gap in customers and activity")
def activity(request: Request, plan: Id) -> Any:
    """Customers needed, in hand and still to be won; month by month what it takes, with ranges."""
    return _told(activity_of(actor=request.actor, plan=plan))


@router.get("/plans/{plan}/activity/try", response=ActivityOut, summary="With other rates")
def activity_tried(request: Request, plan: Id, rates: Query[Tried]) -> Any:
    """The same as if the rates were these. Nothing is kept."""
    kept = activity_of(actor=request.actor, plan=plan).kept
    own = kept.own if kept else Own()
    given = {name: value for name, value in rates.dict().items() if value is not None}
    trial = own_rates.checked(Own(**{**_fields(own), **given}))
    return _told(activity_of(actor=request.actor, plan=plan, trial=trial))


@router.put("/plans/{plan}/activity/rates", response=ActivityOut, summary="Plan with own rates")
def set_own_rates(request: Request, plan: Id, body: RatesIn) -> Any:
    """Own rates beside the model's, with a reason; both are kept."""
    own = Own(body.cold_rate, body.visit_rate, body.win_rate, body.deal, body.visits_a_day)
    actor: Actor = request.actor
    own_rates.set_own_rates(actor=actor, plan=plan, own=own, reason=body.reason, seen_revision=body.revision)
    return _told(activity_of(actor=actor, plan=plan))


@router.get("/plans/{plan}/activity/targets", response=PreviewOut, summary="What would become a target")
def preview_activity_targets(request: Request, plan: Id) -> Any:
    """Measure by measure what `POST` would change. Nothing is kept."""
    found = targets.preview_targets(actor=request.actor, plan=plan)
    changes = [
        {name: getattr(change, name) for name in ("measure", "sheet", "before", "after", "people", "moved")}
        | {"refused": sentence(change.refused, language()) if change.refused else None}
        for change in found.changes
    ]
    return {"how": found.how, "changes": changes, "without": found.without, "token": found.token}


@router.post("/plans/{plan}/activity/targets", response=ActivityMadeOut, summary="Make them targets")
def make_activity_targets(request: Request, plan: Id, body: TargetsIn) -> Any:
    """Set the targets of these measures, or propose them where the actor may not set the number."""
    how, changed = targets.make_targets(
        actor=request.actor, plan=plan, measures=body.measures, reason=body.reason, token=body.token
    )
    return {"how": how, "changed": changed}


def _fields(own: Own) -> dict[str, Any]:
    return {name: getattr(own, name) for name in ("cold_rate", "visit_rate", "win_rate", "deal", "visits_a_day")}


def _told(found: ActivityShown) -> dict[str, Any]:
    return {
        "plan": found.head.id, "node": found.head.node, "target": found.target, "gap": found.gap,
        "people": found.people, "customers_needed": found.customers_needed,
        "customers_in_hand": found.customers_in_hand, "in_hand": found.in_hand, "to_win": found.to_win,
        "visits_a_day": found.visits_a_day, "rates": found.rates, "reason": found.kept.reason if found.kept else "",
        "revision": found.kept.revision if found.kept else 0, "months": found.months, "below": found.below,
        "at": found.at,
        "work": [
            {"work": line.work, "year": line.year, "months": line.months,
             "target": line.now.months if line.now else None, "sheet": line.now.sheet if line.now else None}
            for line in found.lines
        ],
    }  # fmt: skip
