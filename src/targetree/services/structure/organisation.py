"""The organisation as administration sees it: units with their people, people with their seats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone

from targetree.services.access import Actor, require, use_case
from targetree.services.errors import Missing
from targetree.store import models as store

Shown = TypeVar("Shown")


@dataclass(frozen=True, slots=True)
class UnitShown:
    """A unit in the tree of units. `people`: who sits in it today or later, without units below."""

    id: int
    code: str
    name: str
    parent: str
    depth: int
    manager: str
    manager_name: str
    over_assign: float
    people: int
    archived: bool


@dataclass(frozen=True, slots=True)
class SeatShown:
    """A seat of a person, with its first and last day where they are not the person's own."""

    id: int
    code: str
    unit: str
    unit_name: str
    starts: date | None
    ends: date | None


@dataclass(frozen=True, slots=True)
class PersonShown:
    """A person as administration sees them; `leads` are the units that they manage."""

    id: int
    code: str
    name: str
    title: str
    start_date: date | None
    end_date: date | None
    capacity: float
    ramp: tuple[float, ...]
    weight: float | None
    carries: bool
    duties: str
    decisions: str
    handoffs: str
    seats: tuple[SeatShown, ...]
    leads: tuple[str, ...]
    customers: int
    account: str
    """E-mail address of the account, blank for none."""

    @property
    def seat(self) -> SeatShown | None:
        """Where the person sits today; else the next seat, else the last."""
        today = timezone.localdate()
        for seat in self.seats:
            if seat.ends is None or seat.ends >= today:
                return seat
        return self.seats[-1] if self.seats else None

    @property
    def coming(self) -> SeatShown | None:
        """The seat of a transfer that is on file."""
        now = self.seat
        later = [seat for seat in self.seats if now is not None and seat.starts and seat is not now and (
            now.starts is None or seat.starts > now.starts)]  # fmt: skip
        return later[0] if later else None

    @property
    def gone(self) -> bool:
        """Whether the last day is past."""
        return self.end_date is not None and self.end_date < timezone.localdate()


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose from a list: a unit or a person."""

    code: str
    name: str
    depth: int = 0
    more: str = ""


@use_case
def units_shown(*, actor: Actor, archived: bool = False) -> list[UnitShown]:
    """The tree of units, depth-first; archived ones last where they are asked for."""
    require(actor, "see_drafts")
    today = timezone.localdate()
    sits = Q(children__kind="seat", children__archived_at=None) & (
        Q(children__ends=None) | Q(children__ends__gte=today)
    ) & (Q(children__person__end_date=None) | Q(children__person__end_date__gte=today))  # fmt: skip
    found = store.Node.objects.filter(kind=store.Node.UNIT).select_related("parent", "manager")
    if not archived:
        found = found.filter(archived_at=None)
    return [
        UnitShown(
            u.id, u.code, u.name, u.parent.code if u.parent else "", len(u.path) - 1,
            u.manager.code if u.manager else "", u.manager.name if u.manager else "", float(u.over_assign),
            u.sitting, u.archived_at is not None,
        )
        for u in found.annotate(sitting=Count("children", filter=sits)).order_by("archived_at", "position")
    ]  # fmt: skip


@use_case
def unit_shown(*, actor: Actor, unit: str) -> UnitShown:
    """One unit. Raises Missing."""
    return next_or_missing([u for u in units_shown(actor=actor, archived=True) if u.code == unit])


@use_case
def people_shown(
    *, actor: Actor, search: str = "", unit: str = "", which: str = "here", after: int = 0, limit: int = 50,
    codes: tuple[str, ...] = (), beyond: int | None = None,
) -> tuple[list[PersonShown], int]:  # fmt: skip
    """People by code from the `after`-th on, and how many there are in all. `which`: here, gone, all.

    With `beyond` those with a larger id, by id: for programs that read all of them.
    """
    require(actor, "see_drafts")
    today = timezone.localdate()
    found = store.Person.objects.all()
    if search:
        found = found.filter(Q(name__icontains=search) | Q(code__icontains=search) | Q(title__icontains=search))
    if unit:
        below = store.Node.objects.filter(path__contains=list(
            store.Node.objects.filter(code=unit).values_list("id", flat=True)[:1]) or [0])  # fmt: skip
        found = found.filter(id__in=below.filter(kind="seat", archived_at=None).values("person_id"))
    if which == "here":
        found = found.filter(Q(end_date=None) | Q(end_date__gte=today))
    elif which == "gone":
        found = found.filter(end_date__lt=today)
    if codes:
        found = found.filter(code__in=codes)
    count = found.count()
    order = "code" if beyond is None else "id"
    if beyond is not None:
        found = found.filter(id__gt=beyond)
    owned = store.Customer.objects.filter(owner=OuterRef("id"), archived_at=None).order_by()
    email = store.Account.objects.filter(person=OuterRef("id"), is_active=True).order_by("id")
    rows = list(
        found.annotate(
            customers_owned=Subquery(owned.values("owner").annotate(n=Count("id")).values("n")),
            account_email=Subquery(email.values("email")[:1]),
        ).prefetch_related("leads").order_by(order)[after : after + limit]
    )  # fmt: skip
    seats: dict[int, list[SeatShown]] = {}
    for node in store.Node.objects.filter(person__in=rows, archived_at=None).select_related("parent"):
        assert node.parent is not None and node.person_id is not None
        shown = SeatShown(node.id, node.code, node.parent.code, node.parent.name, node.starts, node.ends)
        seats.setdefault(node.person_id, []).append(shown)
    return [_person(row, seats.get(row.id, [])) for row in rows], count


def _person(row: Any, seats: list[SeatShown]) -> PersonShown:
    return PersonShown(
        row.id, row.code, row.name, row.title, row.start_date, row.end_date, row.capacity, tuple(row.ramp), row.weight,
        row.carries, row.duties, row.decisions, row.handoffs,
        tuple(sorted(seats, key=lambda seat: (seat.starts or date.min, seat.id))),
        tuple(unit.name for unit in row.leads.all()), row.customers_owned or 0, row.account_email or "",
    )  # fmt: skip


@use_case
def person_shown(*, actor: Actor, person: str) -> PersonShown:
    """One person. Raises Missing."""
    return next_or_missing(people_shown(actor=actor, which="all", codes=(person,))[0])


@use_case
def unit_choices(*, actor: Actor) -> list[Choice]:
    """Units to choose from, depth-first."""
    require(actor, "see_drafts")
    rows = store.Node.objects.filter(kind=store.Node.UNIT, archived_at=None).order_by("position")
    return [Choice(u.code, u.name, len(u.path) - 1) for u in rows]


@use_case
def person_choices(*, actor: Actor) -> list[Choice]:
    """People to choose from: those who are there, by code."""
    require(actor, "see_drafts")
    rows = store.Person.objects.filter(Q(end_date=None) | Q(end_date__gte=timezone.localdate())).order_by("code")
    return [Choice(p.code, p.name, more=p.title) for p in rows]


def next_or_missing(found: list[Shown]) -> Shown:
    """The first. Raises Missing where there is none."""
    if not found:
        raise Missing("not-found")
    return found[0]
