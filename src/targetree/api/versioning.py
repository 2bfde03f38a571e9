"""Versions and tiers: copy, name, send down, publish, put away; stretch and challenge."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from targetree.services.changes import tiers
from targetree.services.versioning import versions as service

from .edits import EffectOut
from .entrance import Request
from .fields import Body, Id, Name, Text
from .pages import Page, Paging, page_of

router = Router(tags=["Versions"])
Factor = Annotated[
    int, Field(ge=1_000_000, le=10_000_000, description="Millionths of the base: 1100000 is ten per cent above it.")
]


class CopyIn(Body):
    name: Name
    note: Text = ""


class VersionIn(Body):
    name: Name | None = None
    note: Text | None = None


class BecauseIn(Body):
    why: Text = Field("", description="Stands in the record.")


class ArchiveIn(Body):
    archived: bool = True


class NewVersionOut(Schema):
    id: int


class TierIn(Body):
    sheet: Id = Field(description="The base sheet of the measure.")
    tier: Literal["stretch", "challenge"]
    factor_ppm: Factor


class FactorIn(Body):
    factor_ppm: Factor


class TierOut(Schema):
    """A tier beside its base."""

    sheet: int
    tier: Literal["base", "stretch", "challenge"]
    total: int
    factor_ppm: int | None
    below: int = Field(description="People with a month below their base.")


@router.post("/versions/{version}/copy", response={201: NewVersionOut}, summary="Copy a version")
def copy_version(request: Request, version: Id, body: CopyIn) -> Any:
    """A draft with all numbers and holds of it."""
    return {"id": service.copy_version(actor=request.actor, version=version, name=body.name, note=body.note)}


@router.patch("/versions/{version}", response={204: None}, summary="Name a version")
def describe_version(request: Request, version: Id, body: VersionIn) -> None:
    """Another name or note; of a version that is not published."""
    service.describe_version(actor=request.actor, version=version, name=body.name, note=body.note)


@router.post("/versions/{version}/send-down", response={204: None}, summary="Send a draft down")
def send_down(request: Request, version: Id, body: BecauseIn) -> None:
    """From now on everybody sees their part of it and commits."""
    service.send_down(actor=request.actor, version=version, why=body.why)


@router.post("/versions/{version}/publish", response={204: None}, summary="Publish a version")
def publish(request: Request, version: Id, body: BecauseIn) -> None:
    """A director's. It is in force from now on and never changes again."""
    service.publish(actor=request.actor, version=version, why=body.why)


@router.post("/versions/{version}/archive", response={204: None}, summary="Put a version away")
def archive_version(request: Request, version: Id, body: ArchiveIn) -> None:
    """Out of sight, or back again; not a published one."""
    service.archive_version(actor=request.actor, version=version, archived=body.archived)


@router.get("/sheets/{sheet}/tiers", response=Page[TierOut], summary="Tiers of a measure")
def tiers_shown(request: Request, sheet: Id, paging: Query[Paging]) -> Any:
    """Base, stretch and challenge of the sheet's measure in its version, over all that you see."""
    return page_of(tiers.tiers_shown(actor=request.actor, sheet=sheet), paging, lambda tier: tier.sheet)


@router.post("/tiers", response={201: NewVersionOut}, summary="Make a tier")
def make_tier(request: Request, body: TierIn) -> Any:
    """A sheet of its own, the base by a factor, every sum standing; edited like the base. Its id."""
    made = tiers.make_tier(actor=request.actor, sheet=body.sheet, tier=body.tier, factor_ppm=body.factor_ppm)
    return {"id": made}


@router.post("/sheets/{sheet}/factor", response=EffectOut, summary="Change a tier's factor")
def set_tier_factor(request: Request, sheet: Id, body: FactorIn) -> Any:
    """Bring a tier's total to a factor of its base; its parts keep their proportions."""
    return tiers.set_tier_factor(actor=request.actor, sheet=sheet, factor_ppm=body.factor_ppm)
