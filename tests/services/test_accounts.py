"""Accounts: roles, invitations, the last director, and who may do what to whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from people import actor, node
from targetree.services.access import Actor, acting, actor_of
from targetree.services.entrance.accounts import (
    account_shown,
    accounts_shown,
    change_account,
    grant_role,
    revoke_role,
    set_active,
)
from targetree.services.entrance.invitations import (
    accept_invitation,
    invitation_of,
    invitations_shown,
    invite,
    renew_invitation,
    revoke_invitation,
)
from targetree.services.errors import Denied, Missing, ServiceError
from targetree.store import models as store

pytestmark = pytest.mark.django_db


def refused(code: str, call: Callable[[], object]) -> None:
    with pytest.raises(ServiceError) as problem:
        call()
    assert problem.value.code == code


def id_of(name: str) -> int:
    return actor(name).account_id


def grant_of(name: str, role: str) -> int:
    shown = account_shown(actor=actor("director"), account=id_of(name))
    return next(r.grant for r in shown.roles if r.role == role)


def test_an_invitation_makes_an_account_with_its_role() -> None:
    shown, secret = invite(
        actor=actor("operations"), email=" New@Example.com ", name="新人", role="seller", node="1103"
    )
    assert (shown.email, shown.state) == ("new@example.com", "open")
    with acting(actor("director").account_id):
        assert secret not in repr(list(store.Invitation.objects.values())), "only the hash is kept"
    assert invitation_of(secret).invited_by == actor("operations").name
    made = actor_of(accept_invitation(secret=secret, name="新人甲", password_hash="x"))
    assert made is not None
    assert (made.name, made.roots("seller"), made.person_id) == ("新人甲", {node("1103")}, actor("seller").person_id)
    refused("invitation-void", lambda: invitation_of(secret))
    refused("invitation-void", lambda: accept_invitation(secret=secret, name="x", password_hash="x"))
    refused("account-there", lambda: invite(actor=actor("director"), email="NEW@example.com", name="x", role="auditor"))


def test_links_that_are_withdrawn_renewed_or_old_let_nobody_in() -> None:
    d = actor("director")
    _, first = invite(actor=d, email="a@example.com", name="a", role="auditor")
    second_shown, second = invite(actor=d, email="a@example.com", name="a", role="auditor")
    refused("invitation-void", lambda: invitation_of(first))
    _, third = renew_invitation(actor=d, invitation=second_shown.id)
    refused("invitation-void", lambda: invitation_of(second))
    with acting(d.account_id):
        store.Invitation.objects.filter(id=second_shown.id).update(expires_at=timezone.now() - timedelta(minutes=1))
    refused("invitation-void", lambda: invitation_of(third))
    assert invitations_shown(actor=d)[0].state == "expired"
    _, fourth = renew_invitation(actor=d, invitation=second_shown.id)
    assert invitation_of(fourth)
    revoke_invitation(actor=d, invitation=second_shown.id)
    refused("invitation-void", lambda: invitation_of(fourth))
    refused("invitation-over", lambda: renew_invitation(actor=d, invitation=second_shown.id))
    refused("invitation-void", lambda: invitation_of("nonsense"))


def test_an_invitation_is_worth_what_its_giver_may() -> None:
    _, secret = invite(actor=actor("operations"), email="a@example.com", name="a", role="auditor")
    set_active(actor=actor("director"), account=id_of("operations"), active=False)
    refused("invitation-void", lambda: accept_invitation(secret=secret, name="a", password_hash="x"))


def test_operations_make_no_directors() -> None:
    ops, boss = actor("operations"), id_of("director")
    refused("only-directors-make-directors", lambda: invite(actor=ops, email="a@b.example", name="a", role="director"))
    refused("only-directors-make-directors", lambda: grant_role(actor=ops, account=ops.account_id, role="director"))
    grant = grant_of("director", "director")
    refused("only-directors-make-directors", lambda: revoke_role(actor=ops, account=boss, grant=grant))
    refused("only-directors-make-directors", lambda: set_active(actor=ops, account=boss, active=False))
    refused("only-directors-make-directors", lambda: change_account(actor=ops, account=boss, name="x"))
    assert not account_shown(actor=ops, account=boss).changeable


def test_nobody_removes_the_last_director() -> None:
    d = actor("director")
    grant = grant_of("director", "director")
    refused("last-director", lambda: revoke_role(actor=d, account=d.account_id, grant=grant))
    refused("account-yours", lambda: set_active(actor=d, account=d.account_id, active=False))
    grant_role(actor=d, account=id_of("operations"), role="director")
    second = actor("operations")
    set_active(actor=second, account=d.account_id, active=False)
    only = grant_of_by(second, second.account_id)
    refused("last-director", lambda: revoke_role(actor=second, account=second.account_id, grant=only))


def grant_of_by(by: Actor, account: int) -> int:
    return next(r.grant for r in account_shown(actor=by, account=account).roles if r.role == "director")


def test_a_deactivated_account_acts_no_more() -> None:
    set_active(actor=actor("operations"), account=id_of("seller"), active=False, why="left")
    assert actor_of(id_of_inactive("seller")) is None
    set_active(actor=actor("operations"), account=id_of_inactive("seller"), active=True)
    assert actor("seller").roles == {"seller"}


def id_of_inactive(name: str) -> int:
    found, _ = accounts_shown(actor=actor("director"), search=f"{name}@", which="all")
    return found[0].id


def test_roles_say_where_they_hold() -> None:
    d, account = actor("director"), id_of("seller")
    refused("role-needs-unit", lambda: grant_role(actor=d, account=account, role="manager"))
    refused("role-needs-person", lambda: grant_role(actor=d, account=account, role="seller"))
    refused("no-such-role", lambda: grant_role(actor=d, account=account, role="king"))
    refused("no-such-unit", lambda: grant_role(actor=d, account=account, role="manager", node="1103"))
    grant_role(actor=d, account=account, role="manager", node="E2")
    grant_role(actor=d, account=account, role="manager", node="E2")
    shown = account_shown(actor=d, account=account)
    assert [(r.role, r.node) for r in shown.roles] == [("manager", "E2"), ("seller", "1103")]
    revoke_role(actor=d, account=account, grant=shown.roles[0].grant)
    assert actor("seller").roles == {"seller"}


@pytest.mark.parametrize("name", ["manager", "leader", "seller", "colleague", "auditor"])
def test_only_director_and_operations_manage_accounts(name: str) -> None:
    who, other = actor(name), id_of("colleague")
    calls: list[Callable[[Actor], Any]] = [
        lambda a: invite(actor=a, email="x@example.com", name="x", role="auditor"),
        lambda a: invitations_shown(actor=a),
        lambda a: grant_role(actor=a, account=other, role="auditor"),
        lambda a: set_active(actor=a, account=other, active=False),
        lambda a: change_account(actor=a, account=other, name="x"),
    ]
    for call in calls:
        with pytest.raises((Denied, Missing)):
            call(who)
    if name == "auditor":
        assert accounts_shown(actor=who)[1] > 50
    else:
        with pytest.raises(Denied):
            accounts_shown(actor=who)
