"""The people of the sample company as actors, and its plan."""

from __future__ import annotations

from functools import cache

from django.db import connection

from exact import wrong_sums
from targetree.services.access import Actor, acting, actor_of
from targetree.services.tree.targets import lines_below, sheets, top_nodes, versions


def actor(name: str) -> Actor:
    """`director`, `manager`, `leader`, `seller`, `operations`, `colleague`, `auditor`, or a person's code."""
    found = actor_of(_account(name))
    assert found is not None
    return found


@cache
def _account(name: str) -> int:
    with acting(None), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM accounts WHERE email LIKE %s", [f"{name}@%"])
        return int(cursor.fetchone()[0])


def open_version() -> int:
    return next(v.id for v in versions(actor=actor("director")) if v.status == "open")


def bookings() -> int:
    """The base sheet of 签约额 in the version that is open."""
    found = sheets(actor=actor("director"), version=open_version())
    return next(s.id for s in found if s.measure == "bookings" and s.tier == "base")


def node(code: str) -> int:
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM nodes WHERE code = %s", [code])
        return int(cursor.fetchone()[0])


def year(sheet: int, code: str, what: str = "") -> int:
    """The amount of a year as the director sees it."""
    at = node(code)
    shown = lines_below(actor=actor("director"), sheet=sheet, node=at, what=what, itself=True)
    return sum(next(line for line in shown if line.node == at).months)


def top() -> int:
    return top_nodes(actor=actor("director"), version=open_version())[0]


def nothing_is_wrong() -> None:
    """Every sum of every version, looked at from outside."""
    with acting(actor("director").account_id), connection.cursor() as cursor:
        found = wrong_sums(cursor)
    assert not found, found[:5]
