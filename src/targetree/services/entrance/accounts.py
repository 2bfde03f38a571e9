"""Who may sign in, and what they are: roles, activating and deactivating. Inviting is in `invitations`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from targetree.services.access import Actor, require, use_case
from targetree.services.errors import Conflict, Denied, Invalid, Missing
from targetree.services.structure.nodes import named, person_with, unit_with
from targetree.store import models as store

ROLES = tuple(store.Role.values)


@dataclass(frozen=True, slots=True)
class RoleShown:
    """A role of an account, with the unit of a manager or the person of a seller."""

    grant: int
    role: str
    node: str
    node_name: str


@dataclass(frozen=True, slots=True)
class AccountShown:
    """An account. `changeable`: whether the one who looks may change its roles and whether it is active."""

    id: int
    email: str
    name: str
    person: str
    person_name: str
    active: bool
    created_at: datetime
    last_login: datetime | None
    roles: tuple[RoleShown, ...]
    changeable: bool
    mine: bool


@use_case
def accounts_shown(
    *, actor: Actor, search: str = "", role: str = "", which: str = "active", after: int = 0, limit: int = 50,
    ids: tuple[int, ...] = (), beyond: int | None = None,
) -> tuple[list[AccountShown], int]:  # fmt: skip
    """Accounts by name from the `after`-th on, and how many in all. `which`: active, inactive, all.

    With `beyond` those with a larger id, by id: for programs that read all of them.
    """
    if not actor.may("manage_accounts") and "auditor" not in actor.roles:
        raise Denied("not-allowed")
    found = store.Account.objects.all()
    if search:
        found = found.filter(Q(name__icontains=search) | Q(email__icontains=search))
    if role:
        found = found.filter(id__in=store.Grant.objects.filter(role=role).values("account_id"))
    if which in ("active", "inactive"):
        found = found.filter(is_active=which == "active")
    if ids:
        found = found.filter(id__in=ids)
    rows = found.select_related("person").prefetch_related("grants__node").order_by("name", "id")
    count = found.count()
    if beyond is not None:
        rows = rows.filter(id__gt=beyond).order_by("id")
    return [_shown(actor, row) for row in rows[after : after + limit]], count


@use_case
def account_shown(*, actor: Actor, account: int) -> AccountShown:
    """One account. Raises Missing."""
    found, _ = accounts_shown(actor=actor, which="all", ids=(account,))
    if not found:
        raise Missing("not-found")
    return found[0]


@use_case
def grant_role(*, actor: Actor, account: int, role: str, node: str = "", why: str = "") -> None:
    """Give a role; `node` is the unit of a manager, the person of a seller. Having it already is no error."""
    require(actor, "manage_accounts")
    row = _account(account)
    _may_give(actor, role)
    at = node_of_role(role, node)
    store.Grant.objects.get_or_create(account=row, role=role, node=at, defaults={"granted_by_id": actor.account_id})
    if role == "seller" and row.person_id is None and at is not None:
        row.person_id = at.person_id
        row.save(update_fields=["person"])


@use_case
def revoke_role(*, actor: Actor, account: int, grant: int, why: str = "") -> None:
    """Take a role away. The last director stays one."""
    require(actor, "manage_accounts")
    found = store.Grant.objects.filter(id=grant, account_id=account).first()
    if found is None:
        raise Missing("not-found")
    _may_give(actor, found.role)
    if found.role == "director":
        _another_director(account)
    found.delete()


@use_case
def set_active(*, actor: Actor, account: int, active: bool, why: str = "") -> None:
    """Let somebody in again, or no longer: what they have open ends with the next click, and tokens stop working."""
    require(actor, "manage_accounts")
    row = _account(account)
    if row.id == actor.account_id and not active:
        raise Conflict("account-yours")
    if store.Grant.objects.filter(account=row, role="director").exists():
        _may_give(actor, "director")
        if not active:
            _another_director(account)
    row.is_active = active
    row.save(update_fields=["is_active"])


@use_case
def change_account(
    *, actor: Actor, account: int, name: str | None = None, person: str | None = None, why: str = ""
) -> None:
    """The name, and whose account it is in the organisation ("" for nobody's)."""
    require(actor, "manage_accounts")
    row = _account(account)
    if store.Grant.objects.filter(account=row, role="director").exists() and row.id != actor.account_id:
        _may_give(actor, "director")
    if name is not None:
        row.name = named(name)
    if person is not None:
        row.person = person_with(person) if person else None
    row.save(update_fields=["name", "person"])


def node_of_role(role: str, node: str) -> store.Node | None:
    """The node that a role is about: a unit, a person's first seat, or none. Raises Invalid or Missing."""
    if role not in ROLES:
        raise Invalid("no-such-role", role=role)
    if role == "manager":
        if not node:
            raise Invalid("role-needs-unit")
        return unit_with(node)
    if role == "seller":
        if not node:
            raise Invalid("role-needs-person")
        seats = store.Node.objects.filter(person=person_with(node), archived_at=None)
        seat = seats.order_by("starts", "id").first()
        if seat is None:
            raise Missing("no-such-person", id=node)
        return seat
    return None


def _may_give(actor: Actor, role: str) -> None:
    if role == "director" and "director" not in actor.roles:
        raise Denied("only-directors-make-directors")


def _another_director(account: int) -> None:
    """Raises Conflict where nobody else directs. Two who take each other's role away wait for each other here."""
    held = list(store.Grant.objects.select_for_update().filter(role="director").order_by("id"))
    others = [grant.account_id for grant in held if grant.account_id != account]
    if not store.Account.objects.filter(id__in=others, is_active=True).exists():
        raise Conflict("last-director")


def _account(account: int) -> store.Account:
    found = store.Account.objects.filter(id=account).first()
    if found is None:
        raise Missing("not-found")
    return found


def _shown(actor: Actor, row: store.Account) -> AccountShown:
    roles = tuple(
        RoleShown(g.id, g.role, _code(g.node), g.node.name if g.node else "")
        for g in sorted(row.grants.all(), key=lambda g: (ROLES.index(g.role), g.id))
    )
    directs = any(r.role == "director" for r in roles)
    changeable = actor.may("manage_accounts") and (not directs or "director" in actor.roles)
    return AccountShown(
        row.id, row.email, row.name, row.person.code if row.person else "", row.person.name if row.person else "",
        row.is_active, row.created_at, row.last_login, roles, changeable, row.id == actor.account_id,
    )  # fmt: skip


def _code(node: store.Node | None) -> str:
    return "" if node is None else node.code.partition("@")[0]
