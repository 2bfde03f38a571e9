"""Personal tokens, by which programs act as you."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from targetree.services.entrance import tokens as service

from .entrance import Request
from .fields import Body, Id, Name
from .pages import Page, Paging, page_of

router = Router(tags=["Tokens"])
Scope = Literal["read", "write", "admin"]


class TokenOut(Schema):
    """A token, without its secret part."""

    id: int
    name: str
    start: str = Field(description="Its first characters, to recognise it by.")
    scopes: list[Scope]
    owner: str
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None
    mine: bool
    valid: bool


class TokenIn(Body):
    name: Annotated[Name, Field(max_length=80)]
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=3)]
    days: Annotated[int, Field(ge=1, le=service.LONGEST_DAYS)] = Field(90, description="How long it is valid.")


class TokenMade(Schema):
    id: int
    token: str = Field(description="Told this one time only.")


class WhichTokens(Paging):
    everybody: bool = Field(False, description="Those of all accounts, for those who manage accounts.")


@router.get("/tokens", response=Page[TokenOut], summary="Tokens")
def tokens(request: Request, which: Query[WhichTokens]) -> Any:
    """Your tokens, revoked and expired ones too."""
    return page_of(service.tokens(actor=request.actor, everybody=which.everybody), which, lambda t: t.id)


@router.post("/tokens", response={201: TokenMade}, summary="Make a token")
def create_token(request: Request, body: TokenIn) -> Any:
    """Make a token that acts as you. Through a token this takes the scope `admin`."""
    made, secret = service.create_token(actor=request.actor, name=body.name, scopes=body.scopes, days=body.days)
    return {"id": made, "token": secret}


@router.delete("/tokens/{token}", response={204: None}, summary="Revoke a token")
def revoke_token(request: Request, token: Id) -> None:
    """Make a token worthless at once: your own, or anybody's if you manage accounts."""
    service.revoke_token(actor=request.actor, token=token)
