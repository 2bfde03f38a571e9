"""The role card (M42): what somebody answers for, decides, and hands on to whom."""

from __future__ import annotations

from dataclasses import dataclass

from targetree.services.access import Actor, use_case
from targetree.services.agreement.answers import text
from targetree.services.errors import Denied, Missing
from targetree.store.arrays import rows


@dataclass(frozen=True, slots=True)
class RoleCard:
    """Texts, one entry a line. `measures` are the names' codes of what is carried, with whether they are built in."""

    person: int
    code: str
    name: str
    title: str
    unit: str
    lead: str
    """Whom the person answers to."""
    duties: str
    decisions: str
    handoffs: str
    measures: tuple[tuple[str, str, bool], ...]
    """(code, name, built in) of the measures of which the person has a number."""
    may_edit: bool

    @property
    def empty(self) -> bool:
        return not (self.duties or self.decisions or self.handoffs)


@use_case
def role_card(*, actor: Actor, person: str, version: int | None = None) -> RoleCard:
    """The card of a person by code. Raises Missing where the actor may not know of them."""
    found = _read(actor, version, person)
    if found is None:
        raise Missing("not-found")
    return found


@use_case
def own_role_card(*, actor: Actor, version: int | None = None) -> RoleCard | None:
    """The actor's own; None for an account of nobody in the organisation."""
    return None if actor.person_id is None else _read(actor, version, "")


def _read(actor: Actor, version: int | None, person: str) -> RoleCard | None:
    with rows() as cursor:
        cursor.execute("SELECT * FROM targetree_role_card(%s, %s, %s)", [version, person, actor.person_id])
        found = cursor.fetchone()
    if found is None or not _may_see(actor, found[0], found[6]):
        return None
    id, code, name, title, unit, lead, path, duties, decisions, handoffs, measures = found
    return RoleCard(
        id, code, name, title, unit or "", lead or "", duties, decisions, handoffs,
        tuple((str(c), str(n), b == "t") for c, n, b in (m.split("\x1f") for m in measures or ())),
        may_edit=_may_edit(actor, id, path),
    )  # fmt: skip


@use_case
def write_role_card(*, actor: Actor, person: str, duties: str, decisions: str, handoffs: str, why: str = "") -> None:
    """Write somebody's card: their manager does, and sales operations."""
    card = role_card(actor=actor, person=person)
    if not card.may_edit:
        raise Denied("not-allowed")
    with rows() as cursor:
        cursor.execute(
            "SELECT targetree_write_role_card(%s, %s, %s, %s)",
            [card.person, text(duties), text(decisions), text(handoffs)],
        )
        if not (cursor.fetchone() or (False,))[0]:
            raise Denied("not-allowed")


def _may_see(actor: Actor, person: int, path: list[int] | None) -> bool:
    own = actor.person_id == person
    return own or (path is not None and actor.may("see_targets", [int(n) for n in path]))


def _may_edit(actor: Actor, person: int, path: list[int] | None) -> bool:
    if actor.roles & {"director", "operations"}:
        return actor.may("administer")
    if path is None or actor.person_id == person:
        return False
    return actor.may("edit_targets", [int(n) for n in path])
