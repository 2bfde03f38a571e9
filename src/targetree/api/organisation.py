"""Units and people: add, change, move, leave."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from targetree.services.structure import organisation as reading
from targetree.services.structure import people as people_service
from targetree.services.structure import transferring, units

from .entrance import Request
from .fields import Body, Code, Day, Name, Text
from .pages import Page, Paging, after, page_from, page_of

router = Router(tags=["Organisation"])


class UnitOut(Schema):
    """A unit in the tree of units."""

    id: int
    code: str
    name: str
    parent: str = Field(description="The code of the unit above; empty for the company.")
    depth: int
    manager: str
    manager_name: str
    over_assign: float
    people: int
    archived: bool


class UnitIn(Body):
    code: Code
    name: Name
    parent: Code
    manager: Code = ""
    over_assign: Code = Field("1", description="A factor such as 1.1 or 110%.")
    why: Text = ""


class UnitChangeIn(Body):
    name: Name | None = None
    parent: Code | None = Field(None, description="The unit that it moves under; its numbers go with it.")
    manager: Code | None = None
    over_assign: Code | None = None
    restate: bool = Field(False, description="Holds whose amounts change take the new amounts.")
    why: Text = ""


class MovedOut(Schema):
    """What one sheet's numbers did, in the smallest unit of the measure."""

    sheet: int
    version: int
    measure: str
    tier: str
    amount: int = Field(description="What changed hands.")


class UnitDoneOut(Schema):
    """`stale`: plans made before rest on what it was."""

    code: str
    stale: bool
    moved: list[MovedOut]


class SeatOut(Schema):
    """A person's place in a unit."""

    id: int
    code: str
    unit: str
    unit_name: str
    starts: date | None
    ends: date | None


class PersonOut(Schema):
    """A person with their seats."""

    id: int
    code: str
    name: str
    title: str
    start_date: date | None
    end_date: date | None
    capacity: float
    ramp: list[float]
    weight: float | None
    carries: bool
    duties: str
    decisions: str
    handoffs: str
    seats: list[SeatOut]
    leads: list[str]
    customers: int
    account: str


class PersonIn(Body):
    code: Code
    name: Name
    unit: Code
    title: Code = ""
    start_date: Day | None = None
    capacity: float = Field(1.0, ge=0, le=10)
    ramp: list[float] = Field([], max_length=24)
    weight: float | None = Field(None, ge=0, le=1e9)
    carries: bool = True
    why: Text = ""


class PersonChangeIn(Body):
    name: Name | None = None
    title: Code | None = None
    start_date: Day | None = None
    capacity: float | None = Field(None, ge=0, le=10)
    ramp: list[float] | None = Field(None, max_length=24)
    weight: float | None = Field(None, ge=0, le=1e9)
    carries: bool | None = None
    duties: Text | None = None
    decisions: Text | None = None
    handoffs: Text | None = None
    why: Text = ""


class PersonDoneOut(Schema):
    """`stale`: plans made before rest on what was."""

    code: str
    stale: bool


class TransferPreviewIn(Body):
    unit: Code
    day: Day = Field(description="The first day in the new unit.")
    months: Literal["person", "unit"] = Field("person", description="With whom the months from then on go.")
    heir: Code = Field("", description="With `unit`: the one person who takes them over; empty: all who stay.")


class TransferIn(TransferPreviewIn):
    restate: bool = Field(False, description="Holds whose amounts change take the new amounts.")
    why: Text = ""


class LeavePreviewIn(Body):
    day: Day | None = Field(description="The last day; null: stays after all.")
    heir: Code = ""


class LeaveIn(LeavePreviewIn):
    restate: bool = False
    why: Text = ""


class TransferredOut(Schema):
    """What a transfer or leave did."""

    person: str
    old_seat: int
    new_seat: int | None
    first_month: int = Field(description="The first month that moves; 12: none.")
    moved: list[MovedOut]


class WhichUnits(Paging):
    archived: bool = False


class WhichPeople(Paging):
    search: Code = ""
    unit: Code = ""
    which: Literal["here", "gone", "all"] = "here"


@router.get("/units", response=Page[UnitOut], summary="Units")
def units_list(request: Request, which: Query[WhichUnits]) -> Any:
    """The tree of units, depth-first."""
    return page_of(reading.units_shown(actor=request.actor, archived=which.archived), which, lambda u: u.id)


@router.post("/units", response={201: UnitDoneOut}, summary="Add a unit")
def add_unit(request: Request, body: UnitIn) -> Any:
    """A new unit; in plans that are not published it stands with zeros."""
    return units.add_unit(actor=request.actor, **body.dict())


@router.patch("/units/{unit}", response=UnitDoneOut, summary="Change a unit")
def change_unit(request: Request, unit: Code, body: UnitChangeIn) -> Any:
    """Rename, move, give to another manager, over-assign: what is sent changes."""
    return units.change_unit(actor=request.actor, unit=unit, **body.dict())


@router.post("/units/{unit}/archive", response={204: None}, summary="Archive a unit")
def archive_unit(request: Request, unit: Code, body: Body) -> None:
    """The unit is chosen no more; plans with numbers for it keep it."""
    units.archive_unit(actor=request.actor, unit=unit)


@router.get("/people", response=Page[PersonOut], summary="People")
def people_list(request: Request, which: Query[WhichPeople]) -> Any:
    """People with their seats."""
    found, _count = reading.people_shown(
        actor=request.actor, search=which.search, unit=which.unit, which=which.which, beyond=after(which) or 0,
        limit=which.limit + 1,
    )  # fmt: skip
    return page_from(found, which, lambda p: p.id)


@router.get("/people/{person}", response=PersonOut, summary="A person")
def person(request: Request, person: Code) -> Any:
    """One person with their seats."""
    return reading.person_shown(actor=request.actor, person=person)


@router.post("/people", response={201: PersonDoneOut}, summary="Add a person")
def add_person(request: Request, body: PersonIn) -> Any:
    """Somebody new, with a seat in a unit and a target of 0."""
    return people_service.add_person(actor=request.actor, **body.dict() | {"ramp": tuple(body.ramp)})


@router.patch("/people/{person}", response=PersonDoneOut, summary="Change a person")
def change_person(request: Request, person: Code, body: PersonChangeIn) -> Any:
    """What is sent changes; start_date and weight can be null."""
    sent = body.dict(exclude_unset=True)
    why = sent.pop("why", "")
    changes = {f: v for f, v in sent.items() if v is not None or f in ("start_date", "weight")}
    return people_service.change_person(actor=request.actor, person=person, changes=changes, why=why)


@router.delete("/people/{person}", response={204: None}, summary="Remove a person")
def remove_person(request: Request, person: Code) -> None:
    """Only somebody who was added by mistake: nothing may hang on them."""
    people_service.remove_person(actor=request.actor, person=person)


@router.post("/people/{person}/transfer", response=TransferredOut, summary="Transfer a person")
def transfer_person(request: Request, person: Code, body: TransferIn) -> Any:
    """From a day on the person sits in another unit; totals of plans that are not published follow exactly."""
    return transferring.transfer_person(actor=request.actor, person=person, **body.dict())


@router.post("/people/{person}/transfer/preview", response=TransferredOut, summary="What a transfer would do")
def preview_transfer(request: Request, person: Code, body: TransferPreviewIn) -> Any:
    """Whose months move where, holds that change with them; nothing is kept."""
    return transferring.preview_transfer(actor=request.actor, person=person, **body.dict())


@router.post("/people/{person}/leave", response=TransferredOut, summary="Enter a last day")
def leave_person(request: Request, person: Code, body: LeaveIn) -> Any:
    """Months without a working day go to those who stay."""
    return transferring.leave_person(actor=request.actor, person=person, **body.dict())


@router.post("/people/{person}/leave/preview", response=TransferredOut, summary="What leaving would do")
def preview_leave(request: Request, person: Code, body: LeavePreviewIn) -> Any:
    """Whose months move where, holds that change with them; nothing is kept."""
    return transferring.preview_leave(actor=request.actor, person=person, **body.dict())
