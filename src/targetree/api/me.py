"""Who I am here, and what I may."""

from __future__ import annotations

from typing import get_args

from ninja import Router, Schema
from pydantic import Field

from targetree.services.access import Ability

from .entrance import Request

router = Router(tags=["Me"])
_OF_A_NODE = {"see_targets", "edit_targets", "answer", "settle"}
_COMPANY_WIDE: list[Ability] = sorted(set(get_args(Ability)) - _OF_A_NODE)


class RightOut(Schema):
    role: str = Field(description="director, manager, seller, colleague, operations or auditor")
    roots: list[int] = Field(description="Nodes that the role reaches, each with all below it.")


class MeOut(Schema):
    account: int
    name: str
    email: str
    language: str
    person: int | None = Field(description="The person in the organisation, if any.")
    rights: list[RightOut]
    scopes: list[str] | None = Field(description="What the token allows; null in the browser, where all is allowed.")
    abilities: list[str] = Field(description="What the caller may do company-wide.")


@router.get("/me", response=MeOut, summary="Who acts")
def me(request: Request) -> MeOut:
    """The account that acts, its roles with the nodes they reach, and its company-wide abilities."""
    actor = request.actor
    return MeOut(
        account=actor.account_id,
        name=actor.name,
        email=actor.email,
        language=actor.language,
        person=actor.person_id,
        rights=[RightOut(role=r.role, roots=list(r.roots)) for r in actor.rights],
        scopes=None if actor.scopes is None else sorted(actor.scopes),
        abilities=[ability for ability in _COMPANY_WIDE if actor.may(ability)],
    )
