"""The company's settings, measures, products, market notes and calendar."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from targetree.services.settings import calendar as days
from targetree.services.settings import company as settings
from targetree.services.settings import market, measures, products

from .entrance import Request
from .fields import Body, Code, Day, Id, Name, Text, Units
from .fields import Query as Asked
from .language import language
from .pages import Page, Paging, page_of

router = Router(tags=["Company"])


class CompanyOut(Schema):
    """The settings, as in a planning book."""

    name: str
    plan_year: int
    year_start: date
    currency: str
    country: str
    amount_unit: int
    round_to_fen: int
    basis: str
    seasonality: str
    stretch_ppm: int
    challenge_ppm: int
    planned: bool = Field(description="There are plans: the year stays.")


class CompanyChangeIn(Body):
    name: Name | None = None
    plan_year: int | None = Field(None, ge=2000, le=2100)
    year_start: Day | None = None
    currency: Code | None = None
    country: Code | None = None
    amount_unit: Units | None = None
    round_to_fen: Units | None = None
    basis: Code | None = None
    seasonality: Code | None = None
    stretch_ppm: int | None = Field(None, ge=500_000, le=3_000_000)
    challenge_ppm: int | None = Field(None, ge=500_000, le=3_000_000)
    why: Text = ""


class StaleOut(Schema):
    """Whether plans made before rest on something else now."""

    stale: bool


class StalePlanOut(Schema):
    """A plan that rests on what has changed since: how often what changed."""

    version: str
    since: datetime
    calendar: int
    people: int
    units: int
    company: int


class MeasureOut(Schema):
    """A measure; `planned`: it has targets."""

    id: int
    code: str
    name: str
    kind: Literal["money", "count", "quantity"]
    activity: bool
    builtin: bool
    hidden: bool
    planned: bool


class MeasureIn(Body):
    code: Code
    name: Name
    kind: Literal["money", "count", "quantity"]
    activity: bool = False
    why: Text = ""


class MeasureChangeIn(Body):
    name: Name | None = None
    kind: Literal["money", "count", "quantity"] | None = None
    activity: bool | None = None
    hidden: bool | None = None
    why: Text = ""


class ProductOut(Schema):
    """A product in the tree, depth-first; the price in fen."""

    id: int
    code: str
    name: str
    parent: str
    depth: int
    price_fen: int | None
    category: bool
    archived: bool


class ProductIn(Body):
    code: Code
    name: Name
    parent: Code = ""
    price_fen: Units | None = None
    why: Text = ""


class ProductChangeIn(Body):
    name: Name
    parent: Code = ""
    price_fen: Units | None = None
    why: Text = ""


class ProductArchiveIn(Body):
    back: bool = Field(False, description="The other way round: take it up again.")
    why: Text = ""


class CodeOut(Schema):
    code: str


class NoteOut(Schema):
    """What a competitor does, by region and product; an empty unit or product: all."""

    id: int
    unit: str
    unit_name: str
    product: str
    product_name: str
    competitor: str
    note: str


class NoteIn(Body):
    note: Text
    unit: Code = ""
    product: Code = ""
    competitor: Code = ""
    why: Text = ""


class NoteMadeOut(Schema):
    id: int


class DayOut(Schema):
    """A day: what the country says of it, and whether a row of the company's own differs."""

    day: date
    working: bool
    kind: Literal["workday", "weekend", "holiday", "makeup"]
    name: str
    own: bool
    whose: str
    note: str


class MonthOut(Schema):
    first: date
    working_days: int
    days: list[DayOut]


class CalendarOut(Schema):
    """Every day of the plan year. `estimated`: calendar years whose official days are not out."""

    year: int
    who: str
    who_name: str
    working_days: int
    estimated: list[int]
    months: list[MonthOut]


class DaysIn(Body):
    first: Day
    last: Day
    working: bool | None = Field(description="null: as in the official calendar and the units above.")
    who: Code = Field("", description="A unit or person; empty for the company.")
    note: Code = ""
    why: Text = ""


class StrandedOut(Schema):
    """Somebody with targets in months without a working day; months are 0-based."""

    version: str
    name: str
    code: str
    months: list[int]


class DaysSetOut(Schema):
    changed: int
    stranded: list[StrandedOut]


class WhichMeasures(Paging):
    hidden: bool = Field(True, description="Hidden ones as well.")


class WhichArchived(Paging):
    archived: bool = Field(False, description="Archived ones as well.")


class WhichNotes(Paging):
    node: Id | None = Field(None, description="About this unit or person and what stands above.")


class WhoseCalendar(Asked):
    who: Code = ""


@router.get("/company", response=CompanyOut | None, summary="Settings of the company")
def company(request: Request) -> Any:
    """null before the first book is imported."""
    return settings.company_shown(actor=request.actor)


@router.patch("/company", response=StaleOut, summary="Change settings of the company")
def change_company(request: Request, body: CompanyChangeIn) -> Any:
    """What is sent changes."""
    sent = body.dict()
    why = sent.pop("why")
    changes = {field: value for field, value in sent.items() if value is not None}
    return {"stale": settings.change_company(actor=request.actor, changes=changes, why=why)}


@router.get("/company/stale", response=Page[StalePlanOut], summary="Plans that rest on what has changed")
def stale_plans(request: Request, which: Query[Paging]) -> Any:
    """Targets do not move by themselves when calendar, people or settings change."""
    return page_of(settings.stale_plans(actor=request.actor), which, lambda s: s.version)


@router.get("/measures", response=Page[MeasureOut], summary="Measures")
def measures_list(request: Request, which: Query[WhichMeasures]) -> Any:
    """In their order."""
    return page_of(measures.measures_shown(actor=request.actor, hidden=which.hidden), which, lambda m: m.id)


@router.post("/measures", response={201: CodeOut}, summary="Add a measure")
def add_measure(request: Request, body: MeasureIn) -> Any:
    """One of the company's own."""
    return {"code": measures.add_measure(actor=request.actor, **body.dict())}


@router.patch("/measures/{measure}", response={204: None}, summary="Change a measure")
def change_measure(request: Request, measure: Code, body: MeasureChangeIn) -> None:
    """What is sent changes; a built-in one can only be hidden."""
    measures.change_measure(actor=request.actor, measure=measure, **body.dict())


@router.get("/products", response=Page[ProductOut], summary="Products")
def products_list(request: Request, which: Query[WhichArchived]) -> Any:
    """The tree, depth-first."""
    return page_of(products.products_shown(actor=request.actor, archived=which.archived), which, lambda p: p.id)


@router.post("/products", response={201: CodeOut}, summary="Add a product")
def add_product(request: Request, body: ProductIn) -> Any:
    """Plans that there are do not have it: the next one will."""
    return {"code": products.add_product(actor=request.actor, **body.dict())}


@router.put("/products/{product}", response=StaleOut, summary="Change a product")
def change_product(request: Request, product: Code, body: ProductChangeIn) -> Any:
    """Name, category and price."""
    return {"stale": products.change_product(actor=request.actor, product=product, **body.dict())}


@router.post("/products/{product}/archive", response={204: None}, summary="Archive a product")
def archive_product(request: Request, product: Code, body: ProductArchiveIn) -> None:
    """Not sold any more, or again."""
    products.archive_product(actor=request.actor, product=product, back=body.back, why=body.why)


@router.get("/market", response=Page[NoteOut], summary="Notes on the market")
def market_notes(request: Request, which: Query[WhichNotes]) -> Any:
    """Competition and industry by region and product."""
    return page_of(market.market_notes(actor=request.actor, node=which.node), which, lambda n: n.id)


@router.post("/market", response={201: NoteMadeOut}, summary="Write a note on the market")
def write_note(request: Request, body: NoteIn) -> Any:
    """A new one, for a region and a product or for all of them."""
    return {"id": market.write_note(actor=request.actor, **body.dict())}


@router.put("/market/{note}", response=NoteMadeOut, summary="Change a note on the market")
def change_note(request: Request, note: Id, body: NoteIn) -> Any:
    """Another text in place of the one that it has."""
    return {"id": market.write_note(actor=request.actor, id=note, **body.dict())}


@router.delete("/market/{note}", response={204: None}, summary="Remove a note on the market")
def remove_note(request: Request, note: Id) -> None:
    """The note is no more."""
    market.remove_note(actor=request.actor, id=note)


@router.get("/calendar", response=CalendarOut, summary="Working days")
def calendar(request: Request, which: Query[WhoseCalendar]) -> Any:
    """Every day of the plan year, for the company, a unit or a person; holidays by name in the language asked for."""
    return days.calendar_shown(actor=request.actor, who=which.who, lang=language(request))


@router.post("/calendar/days", response=DaysSetOut, summary="Set days")
def set_days(request: Request, body: DaysIn) -> Any:
    """Close days or work on them. Targets do not move; who is left with a target and no working day is told."""
    done = days.set_days(actor=request.actor, **body.dict())
    told = [dict(zip(("version", "name", "code", "months"), row, strict=True)) for row in done.stranded]
    return {"changed": done.changed, "stranded": told}
