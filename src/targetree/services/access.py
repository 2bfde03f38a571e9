"""Who may see and change what: the one place. PostgreSQL's row-level security stands behind it as a second fence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal, ParamSpec, TypeVar, cast

import psycopg
from django.db import DatabaseError, connection, transaction

from targetree.store.mapping.sheet_cells import begin

from .errors import Conflict, Denied, Missing

P = ParamSpec("P")
T = TypeVar("T")

Ability = Literal[
    "see_targets",  # of a node: its numbers and all below
    "edit_targets",  # of a node: change, hold, release
    "answer",  # of a node: commit to its number
    "judge",  # of a node: say what its customers can bring
    "settle",  # of a node: settle the commitments of those below
    "write_plan",  # of a node: its work plan
    "agree_plan",  # of a node: comment on, return and agree the work plans of those below
    "see_drafts",
    "manage_versions",  # make, copy, name, open for commitment
    "publish",
    "administer",  # units, people, products, customers, calendar, measures, strategy
    "manage_accounts",  # invitations, roles
    "import",
    "read_record",
    "plan",  # has something to do with targets at all
    "see_load",  # what is coming to other departments by month: sums of the company and the units right below it
]

_ALL = frozenset({"director", "operations", "auditor"})
_COMPANY_WIDE: dict[str, frozenset[str]] = {
    "see_drafts": _ALL,
    "manage_versions": frozenset({"director", "operations"}),
    "publish": frozenset({"director"}),
    "administer": frozenset({"director", "operations"}),
    "manage_accounts": frozenset({"director", "operations"}),
    "import": frozenset({"director", "operations"}),
    "read_record": frozenset({"director", "operations", "auditor", "manager", "seller"}),
    "plan": frozenset({"director", "operations", "auditor", "manager", "seller"}),
    "see_load": frozenset({"director", "operations", "auditor", "manager", "seller", "colleague"}),
}
_OF_A_NODE: dict[str, frozenset[str]] = {
    "see_targets": frozenset({"director", "operations", "auditor", "manager", "seller"}),
    "edit_targets": frozenset({"director", "operations", "manager"}),
    "answer": frozenset({"manager", "seller"}),
    "judge": frozenset({"director", "operations", "manager", "seller"}),
    "settle": frozenset({"director", "manager"}),
    "write_plan": frozenset({"director", "operations", "manager", "seller"}),
    "agree_plan": frozenset({"director", "manager"}),
}
_ABOVE = {"settle": "own-answer", "agree_plan": "plan-not-yours-to-agree"}
"""What is never done to one's own number but by a director, and what is said to who tries."""


@dataclass(frozen=True)
class Right:
    """A role, and the nodes that it reaches, each with all below."""

    role: str
    roots: tuple[int, ...]


@dataclass(frozen=True)
class Actor:
    """Somebody who acts."""

    account_id: int
    name: str
    email: str
    language: str
    rights: tuple[Right, ...]
    person_id: int | None = None
    seats: frozenset[int] = frozenset()
    """The nodes that are this person's own, whatever else is granted."""
    scopes: frozenset[str] | None = None
    """What a personal token allows: `read`, `write`, `admin`; None in the browser, where all is allowed."""

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(right.role for right in self.rights)

    def roots(self, *roles: str) -> frozenset[int]:
        """Nodes that these roles (all of them, if none are named) reach from above."""
        return frozenset(n for right in self.rights if not roles or right.role in roles for n in right.roots)

    def may(self, ability: Ability, path: Sequence[int] = ()) -> bool:
        """Whether the actor may; for abilities about a node with the node's path from the root."""
        if self.scopes is not None and not self._in_scope(ability):
            return False
        if ability in _COMPANY_WIDE:
            return bool(self.roles & _COMPANY_WIDE[ability])
        reached = self.roots(*_OF_A_NODE[ability])
        if ability in _ABOVE and self.owns(path) and self.roots("director").isdisjoint(path):
            return False
        if ability == "answer":  # a seller for the own seat, a manager for the own unit
            return len(path) > 0 and path[-1] in reached
        return not reached.isdisjoint(path)

    def owns(self, path: Sequence[int]) -> bool:
        """Whether the node at the end of the path is the actor's own number: the seat, the unit that they manage."""
        return len(path) > 0 and path[-1] in self.seats | self.roots("manager", "seller")

    def _in_scope(self, ability: Ability) -> bool:
        assert self.scopes is not None
        if ability in ("see_targets", "see_drafts", "read_record", "plan", "see_load"):
            return bool(self.scopes)
        if ability in ("administer", "manage_accounts"):
            return "admin" in self.scopes
        return bool(self.scopes & {"write", "admin"})


def require(actor: Actor, ability: Ability, path: Sequence[int] = ()) -> None:
    """Raises Denied where the actor may not; Missing where not even the node is for the actor to know of."""
    if actor.may(ability, path):
        return
    if path and ability != "see_targets" and not actor.may("see_targets", path):
        raise Missing("not-found")
    raise Denied(_ABOVE.get(ability, "not-allowed") if actor.owns(path) else "not-allowed")


_acting: ContextVar[int | None] = ContextVar("acting", default=None)


@contextmanager
def acting(account_id: int | None, why: str = "") -> Iterator[None]:
    """A transaction in which PostgreSQL knows who acts; None is nobody yet (signing in)."""
    outer = _acting.get()
    if not connection.in_atomic_block:
        begin()
    with transaction.atomic():
        _tell(account_id, why)
        token = _acting.set(account_id)
        try:
            yield
        finally:
            _acting.reset(token)
        if connection.in_atomic_block and (outer is not None or len(connection.savepoint_ids) > 0):
            _tell(outer, "")


def _tell(account_id: int | None, why: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('targetree.account', %s, true), set_config('targetree.why', %s, true)",
            ["" if account_id is None else str(account_id), why],
        )


_kept: ContextVar[dict[str, Any] | None] = ContextVar("kept", default=None)


@contextmanager
def keeping() -> Iterator[None]:
    """For a page that only shows: what `kept` has read once is not read again."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def kept(name: str, read: Callable[[], T]) -> T:
    """What `read` gives, read once a page where nothing is written meanwhile (`keeping`), each time elsewhere."""
    memory = _kept.get()
    if memory is None:
        return read()
    if name not in memory:
        memory[name] = read()
    return cast(T, memory[name])


def use_case(function: Callable[P, T]) -> Callable[P, T]:
    """One transaction, acted by the keyword `actor`; `why`, where given, stands in the record beside the change."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        actor = kwargs["actor"]
        assert isinstance(actor, Actor)
        if _acting.get() == actor.account_id:
            return function(*args, **kwargs)
        try:
            with acting(actor.account_id, str(kwargs.get("why") or "")):
                return function(*args, **kwargs)
        except (DatabaseError, psycopg.Error) as problem:  # the latter from the cursors of `store.arrays`
            raise _told(problem) from problem

    return run


_SQLSTATES = {
    "TT002": "version-published",
    "TT003": "only-director-publishes",
    "40001": "try-again",
    "40P01": "try-again",
    "55P03": "try-again",
}


def _told(problem: Exception) -> Exception:
    """What the database refused, in our words; anything else is a defect and stays what it is."""
    state = getattr(problem, "sqlstate", None) or getattr(problem.__cause__, "sqlstate", None)
    if state == "42501":
        return Denied("not-allowed")
    return Conflict(_SQLSTATES[state]) if state in _SQLSTATES else problem


def actor_of(account_id: int, scopes: frozenset[str] | None = None) -> Actor | None:
    """The actor of an account; None where it is not there or not active any more."""
    with acting(account_id), connection.cursor() as cursor:
        cursor.execute(_ACTOR, [account_id])
        rows = cursor.fetchall()
    if not rows:
        return None
    rights = tuple(Right(role, tuple(nodes)) for *_, role, nodes in rows if role)
    name, email, language, person, seats, *_ = rows[0]
    return Actor(account_id, name, email, language, rights, person, frozenset(seats), scopes)


_ACTOR = """
SELECT a.name, a.email, a.language, a.person_id, ARRAY(SELECT n.id FROM nodes n WHERE n.person_id = a.person_id),
       r.role, targetree_roots(r.role)
FROM accounts a LEFT JOIN (SELECT DISTINCT account_id, role FROM grants) r ON r.account_id = a.id
WHERE a.id = %s AND a.is_active
ORDER BY r.role
"""
