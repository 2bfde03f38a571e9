"""My page and role cards."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from targetree.services.mine import my_page as service
from targetree.services.mine import role_card as cards

from .commitments import AnswerOut
from .entrance import Request
from .fields import Body, Code, Day, Id, Text
from .fields import Query as Parameters

router = Router(tags=["People"])
CardText = Annotated[Text, Field(description="One entry a line.")]


class MyPlaceOut(Schema):
    """A unit that is led, or a seat."""

    node: int
    code: str
    name: str
    kind: Literal["unit", "seat"]


class TimesOut(Schema):
    """Where the plan year stands: before it, everything is its first."""

    phase: Literal["before", "during", "after"]
    days_until: int
    month: int
    week_start: date
    week_end: date
    day: date
    day_is_today: bool
    days_left_in_month: int
    days_left: int


class MyMeasureOut(Schema):
    """One number. Amounts in the smallest unit of the measure."""

    sheet: int
    code: str
    name: str
    kind: str
    scale: int
    year: int
    months: list[int]
    month: int
    week: int | None
    day: int | None
    answer: AnswerOut | None
    waits: bool


class LevelOut(Schema):
    """A level of the chain above."""

    node: int
    name: str
    year: int
    share: float | None
    padding: int


class NextStepOut(Schema):
    """What can be done next: changed, reply, commit, settle, chase, wait, publish, draft, read, start, today, over."""

    kind: str
    sheet: int | None
    count: int
    was: int
    now: int
    who: str
    text: str
    at: datetime | None


class MyNumberOut(Schema):
    measure: MyMeasureOut
    chain: list[LevelOut]
    share_of_company: float


class MyPageOut(Schema):
    """`number` is null for somebody without a target."""

    places: list[MyPlaceOut]
    place: MyPlaceOut | None
    times: TimesOut | None
    measures: list[MyMeasureOut]
    number: MyNumberOut | None
    step: NextStepOut | None


class RoleCardOut(Schema):
    code: str
    name: str
    title: str
    unit: str
    lead: str
    duties: str
    decisions: str
    handoffs: str
    may_edit: bool


class RoleCardIn(Body):
    duties: CardText
    decisions: CardText
    handoffs: CardText


class WhichPage(Parameters):
    """What the page is about; what is not there gives way to the first there is."""

    version: Id | None = None
    at: Annotated[Id | None, Field(description="One of the places.")] = None
    measure: Code = ""
    today: Annotated[Day | None, Field(description="As if it were that day.")] = None


@router.get("/my-page", response=MyPageOut, summary="My page")
def my_page(request: Request, which: Query[WhichPage]) -> Any:
    """Your number of the year, and what it is per month, week and day; where it comes from; what can be done next."""
    return _page(request, "", which)


@router.get("/people/{person}/page", response=MyPageOut, summary="Somebody's page")
def page_of_person(request: Request, person: Code, which: Query[WhichPage]) -> Any:
    """The same of somebody in your part, by code."""
    return _page(request, person, which)


def _page(request: Request, person: str, which: WhichPage) -> Any:
    return service.my_page(
        actor=request.actor, person=person, version=which.version, at=which.at, measure=which.measure,
        today=which.today,
    )  # fmt: skip


@router.get("/people/{person}/role", response=RoleCardOut, summary="Role card")
def role_card(request: Request, person: Code) -> Any:
    """What somebody answers for, decides and hands on."""
    return cards.role_card(actor=request.actor, person=person)


@router.put("/people/{person}/role", response={204: None}, summary="Write a role card")
def write_role_card(request: Request, person: Code, body: RoleCardIn) -> None:
    """Managers write those of their people, sales operations everybody's; nobody their own."""
    cards.write_role_card(
        actor=request.actor, person=person, duties=body.duties, decisions=body.decisions, handoffs=body.handoffs
    )
