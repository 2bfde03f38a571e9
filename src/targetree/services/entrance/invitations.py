"""The way in for somebody without an account: a link, good for two weeks and for once."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone

from targetree.services.access import Actor, acting, actor_of, require, use_case
from targetree.services.errors import Conflict, Denied, Invalid, Missing
from targetree.services.structure.nodes import named
from targetree.store import models as store

from .accounts import node_of_role

GOOD_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class InvitationShown:
    """An invitation. `state`: open, accepted, revoked, expired."""

    id: int
    email: str
    name: str
    role: str
    node: str
    node_name: str
    invited_by: str
    created_at: datetime
    expires_at: datetime
    state: str


@use_case
def invite(
    *, actor: Actor, email: str, name: str, role: str, node: str = "", why: str = ""
) -> tuple[InvitationShown, str]:
    """Invite somebody to a role; `node` as in `grant_role`. Returns the invitation and the secret of its link.

    An earlier invitation of the same address that is still open is void from now on.
    """
    require(actor, "manage_accounts")
    address = _address(email)
    if role == "director" and "director" not in actor.roles:
        raise Denied("only-directors-make-directors")
    if store.Account.objects.filter(email=address).exists():
        raise Conflict("account-there", email=address)
    at = node_of_role(role, node)
    now = timezone.now()
    store.Invitation.objects.filter(email=address, accepted_at=None, revoked_at=None).update(revoked_at=now)
    secret = secrets.token_urlsafe(32)
    row = store.Invitation.objects.create(
        email=address, name=named(name), role=role, node=at, token_hash=_hash(secret), expires_at=now + GOOD_FOR,
        invited_by_id=actor.account_id,
    )  # fmt: skip
    return _shown(row), secret


@use_case
def invitations_shown(*, actor: Actor) -> list[InvitationShown]:
    """Those that have not been accepted, the newest first; of the void ones the latest fifty."""
    require(actor, "manage_accounts")
    rows = store.Invitation.objects.filter(accepted_at=None).select_related("node", "invited_by").order_by("-id")
    shown = [_shown(row) for row in rows[:500]]
    return [i for i in shown if i.state == "open"] + [i for i in shown if i.state != "open"][:50]


@use_case
def renew_invitation(*, actor: Actor, invitation: int, why: str = "") -> tuple[InvitationShown, str]:
    """A new link in place of the old one, good for two weeks again."""
    require(actor, "manage_accounts")
    row = _open_row(invitation)
    if row.role == "director" and "director" not in actor.roles:
        raise Denied("only-directors-make-directors")
    secret = secrets.token_urlsafe(32)
    row.token_hash, row.expires_at, row.invited_by_id = _hash(secret), timezone.now() + GOOD_FOR, actor.account_id
    row.save(update_fields=["token_hash", "expires_at", "invited_by"])
    return _shown(row), secret


@use_case
def revoke_invitation(*, actor: Actor, invitation: int, why: str = "") -> None:
    """The link is worth nothing any more."""
    require(actor, "manage_accounts")
    row = _open_row(invitation)
    row.revoked_at = timezone.now()
    row.save(update_fields=["revoked_at"])


def invitation_of(secret: str) -> InvitationShown:
    """The open invitation of a link, for whoever holds it. Raises Missing where there is none (any more)."""
    with acting(None):
        row = store.Invitation.objects.filter(token_hash=_hash(secret)).first()
        if row is None or _state(row) != "open":
            raise Missing("invitation-void")
        inviter = store.Account.objects.filter(id=row.invited_by_id).values_list("name", flat=True).first() or ""
    return InvitationShown(
        row.id, row.email, row.name, row.role, "", "", inviter, row.created_at, row.expires_at, "open"
    )  # fmt: skip


def accept_invitation(*, secret: str, name: str, password_hash: str) -> int:
    """Make the account with its role, granted by the one who invited, who must still be able to. Returns its id."""
    shown = invitation_of(secret)
    with acting(None):
        by = store.Invitation.objects.values_list("invited_by_id", flat=True).get(id=shown.id)
    inviter = actor_of(by)
    may = inviter is not None and inviter.may("manage_accounts")
    if inviter is None or not may or (shown.role == "director" and "director" not in inviter.roles):
        raise Missing("invitation-void")
    try:
        with transaction.atomic():
            with acting(None):
                account = store.Account.objects.create(email=shown.email, name=named(name), password=password_hash)
            with acting(inviter.account_id, "invitation accepted"):
                _settle(shown.id, account)
    except IntegrityError as twice:
        raise Conflict("account-there", email=shown.email) from twice
    return int(account.id)


def _settle(invitation: int, account: store.Account) -> None:
    row = store.Invitation.objects.select_for_update(of=("self",)).select_related("node").get(id=invitation)
    if _state(row) != "open":
        raise Missing("invitation-void")
    store.Grant.objects.create(account=account, role=row.role, node_id=row.node_id, granted_by_id=row.invited_by_id)
    if row.node is not None:
        account.person_id = row.node.person_id or _manager_without_account(row.node)
        account.save(update_fields=["person"])
    row.accepted_at = timezone.now()
    row.save(update_fields=["accepted_at"])


def _manager_without_account(unit: store.Node) -> int | None:
    taken = store.Account.objects.filter(person=unit.manager_id).exists()
    return None if taken else unit.manager_id


def _open_row(invitation: int) -> store.Invitation:
    row = store.Invitation.objects.filter(id=invitation).select_related("node", "invited_by").first()
    if row is None:
        raise Missing("not-found")
    if row.accepted_at is not None or row.revoked_at is not None:
        raise Conflict("invitation-over")
    return row


def _state(row: store.Invitation) -> str:
    if row.accepted_at is not None:
        return "accepted"
    if row.revoked_at is not None:
        return "revoked"
    return "expired" if row.expires_at <= timezone.now() else "open"


def _shown(row: store.Invitation) -> InvitationShown:
    node = row.node
    return InvitationShown(
        row.id, row.email, row.name, row.role, node.code if node else "", node.name if node else "",
        row.invited_by.name, row.created_at, row.expires_at, _state(row),
    )  # fmt: skip


def _address(email: str) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Invalid("email-not-good", email=address) from None
    return address


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
