"""Accounts, their roles, and invitations."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.urls import reverse
from ninja import Query, Router, Schema
from pydantic import Field

from targetree.services.entrance import accounts as service
from targetree.services.entrance import invitations

from .entrance import Request
from .fields import Body, Code, Id, Name, Text
from .pages import Page, Paging, after, page_from, page_of

router = Router(tags=["Accounts"])
Role = Literal["director", "manager", "seller", "colleague", "operations", "auditor"]


class RoleOut(Schema):
    """A role, with the unit of a manager or the person of a seller."""

    grant: int
    role: Role
    node: str
    node_name: str


class AccountOut(Schema):
    """An account and its roles."""

    id: int
    email: str
    name: str
    person: str
    person_name: str
    active: bool
    created_at: datetime
    last_login: datetime | None
    roles: list[RoleOut]
    changeable: bool
    mine: bool


class AccountChangeIn(Body):
    name: Name | None = None
    person: Code | None = Field(None, description="A person's code; empty for nobody.")
    active: bool | None = None
    why: Text = ""


class RoleIn(Body):
    role: Role
    node: Code = Field("", description="The unit of a manager, the person of a seller.")
    why: Text = ""


class InvitationOut(Schema):
    """An invitation."""

    id: int
    email: str
    name: str
    role: Role
    node: str
    node_name: str
    invited_by: str
    created_at: datetime
    expires_at: datetime
    state: Literal["open", "accepted", "revoked", "expired"]


class InvitationIn(Body):
    email: str = Field(max_length=254)
    name: Name
    role: Role
    node: Code = Field("", description="The unit of a manager, the person of a seller.")
    why: Text = ""


class InvitedOut(Schema):
    """The link is told once."""

    invitation: InvitationOut
    link: str


class WhichAccounts(Paging):
    search: Code = ""
    role: Role | Literal[""] = ""
    which: Literal["active", "inactive", "all"] = "active"


@router.get("/accounts", response=Page[AccountOut], summary="Accounts")
def accounts_list(request: Request, which: Query[WhichAccounts]) -> Any:
    """Who may sign in, and as what."""
    found, _count = service.accounts_shown(
        actor=request.actor, search=which.search, role=which.role, which=which.which, beyond=after(which) or 0,
        limit=which.limit + 1,
    )  # fmt: skip
    return page_from(found, which, lambda a: a.id)


@router.patch("/accounts/{account}", response=AccountOut, summary="Change an account")
def change_account(request: Request, account: Id, body: AccountChangeIn) -> Any:
    """Name, whose it is, and whether it is active. A deactivated account is out at once."""
    if body.name is not None or body.person is not None:
        service.change_account(actor=request.actor, account=account, name=body.name, person=body.person, why=body.why)
    if body.active is not None:
        service.set_active(actor=request.actor, account=account, active=body.active, why=body.why)
    return service.account_shown(actor=request.actor, account=account)


@router.post("/accounts/{account}/roles", response={201: AccountOut}, summary="Give a role")
def grant_role(request: Request, account: Id, body: RoleIn) -> Any:
    """Only a director makes directors."""
    service.grant_role(actor=request.actor, account=account, role=body.role, node=body.node, why=body.why)
    return service.account_shown(actor=request.actor, account=account)


@router.delete("/accounts/{account}/roles/{grant}", response={204: None}, summary="Take a role away")
def revoke_role(request: Request, account: Id, grant: Id) -> None:
    """The last director stays one."""
    service.revoke_role(actor=request.actor, account=account, grant=grant)


@router.get("/invitations", response=Page[InvitationOut], summary="Invitations")
def invitations_list(request: Request, which: Query[Paging]) -> Any:
    """Those that have not been accepted."""
    return page_of(invitations.invitations_shown(actor=request.actor), which, lambda i: i.id)


@router.post("/invitations", response={201: InvitedOut}, summary="Invite somebody")
def invite(request: Request, body: InvitationIn) -> Any:
    """Returns the link, which is good for two weeks and for once."""
    made, secret = invitations.invite(actor=request.actor, **body.dict())
    return {"invitation": made, "link": request.build_absolute_uri(reverse("invitation", args=[secret]))}


@router.delete("/invitations/{invitation}", response={204: None}, summary="Withdraw an invitation")
def revoke_invitation(request: Request, invitation: Id) -> None:
    """Its link is worth nothing any more."""
    invitations.revoke_invitation(actor=request.actor, invitation=invitation)
