"""Personal tokens of the REST API: shown once, kept as hashes, for some scopes, for some time."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from targetree.services.access import Actor, acting, actor_of, require, use_case
from targetree.services.errors import Denied, Invalid, Missing
from targetree.store import models as store

SCOPES = ("read", "write", "admin")
"""What a token may allow: to read; to change targets and all that belongs to them; to administer."""
LONGEST_DAYS = 366
_START = "tt_"
_SHOWN = 8
_USED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class TokenShown:
    """A token as it is listed. `start` are its first characters, to recognise it by."""

    id: int
    name: str
    start: str
    scopes: tuple[str, ...]
    owner: str
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None
    mine: bool

    @property
    def valid(self) -> bool:
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > timezone.now())


@use_case
def create_token(*, actor: Actor, name: str, scopes: Collection[str], days: int) -> tuple[int, str]:
    """Make a token of the actor's own. Returns its id and the token, which is not to be had again.

    Through a token only one with the scope `admin` makes others, and none that may more than itself.
    """
    name, wanted = name.strip(), frozenset(scopes)
    if not name or not wanted or not wanted <= set(SCOPES) or not 1 <= days <= LONGEST_DAYS:
        raise Invalid("token-incomplete", most=LONGEST_DAYS)
    if actor.scopes is not None and ("admin" not in actor.scopes or not wanted <= actor.scopes):
        raise Denied("token-not-by-token")
    secret = _START + secrets.token_urlsafe(32)
    made = store.ApiToken.objects.create(
        account_id=actor.account_id,
        name=name[:80],
        prefix=secret[:_SHOWN],
        token_hash=_hash(secret),
        scopes=[s for s in SCOPES if s in wanted],
        expires_at=timezone.now() + timedelta(days=days),
    )
    return int(made.id), secret


@use_case
def tokens(*, actor: Actor, everybody: bool = False) -> list[TokenShown]:
    """The actor's tokens, or everybody's for those who manage accounts; the newest first, revoked ones last."""
    found = store.ApiToken.objects.select_related("account")
    if everybody:
        require(actor, "manage_accounts")
    else:
        found = found.filter(account_id=actor.account_id)
    return [
        TokenShown(
            t.id, t.name, t.prefix, tuple(t.scopes), t.account.name, t.created_at, t.expires_at, t.last_used_at,
            t.revoked_at, t.account_id == actor.account_id,
        )
        for t in sorted(found.order_by("-id"), key=lambda t: t.revoked_at is not None)
    ]  # fmt: skip


@use_case
def revoke_token(*, actor: Actor, token: int, why: str = "") -> None:
    """Make a token worthless at once: one's own, or anybody's for those who manage accounts. Again is no error."""
    own = Q() if actor.may("manage_accounts") else Q(account_id=actor.account_id)
    found = store.ApiToken.objects.filter(own, id=token).first()
    if found is None:
        raise Missing("not-found")
    if actor.scopes is not None and "admin" not in actor.scopes:
        raise Denied("token-not-by-token")
    if found.revoked_at is None:
        found.revoked_at = timezone.now()
        found.save(update_fields=["revoked_at"])


def actor_of_token(secret: str) -> Actor | None:
    """Who acts with this token; None where it is unknown, expired, revoked, or its account is not active."""
    if not secret.startswith(_START) or len(secret) > 100 or not secret.isascii():
        return None
    now = timezone.now()
    with acting(None):
        found = store.ApiToken.objects.filter(token_hash=_hash(secret), revoked_at=None).first()
        if found is None or (found.expires_at is not None and found.expires_at <= now):
            return None
        if found.last_used_at is None or now - found.last_used_at > _USED_EVERY:
            store.ApiToken.objects.filter(id=found.id).update(last_used_at=now)
    return actor_of(found.account_id, frozenset(found.scopes))


def _hash(secret: str) -> str:
    """A token has 256 random bits: no salt and no slow hash is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()
