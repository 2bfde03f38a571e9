"""People move between units, and leave, on a date: their months move with them, or stay where they were."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np
from django.db import connection, transaction

from targetree.engine.periods import MONTHS
from targetree.services.access import Actor, require, use_case
from targetree.services.cells import Cell
from targetree.services.days.working import calendar_of, seat_days
from targetree.services.errors import Conflict, Invalid, Missing
from targetree.store import models as store
from targetree.store.arrays import Ints

from .nodes import person_with, unit_with
from .rearranging import Moved, SheetNow, lock_organisation, rearrange, renew_versions
from .staying import Heirs, Mask, hand_on

Months = Literal["person", "unit"]
"""Where the months from the transfer month on go: with the person, or to those who stay in the unit."""


@dataclass(frozen=True, slots=True)
class Transferred:
    """What a move or leave did. `first_month` is the first that moves (12: none of the plan year)."""

    person: str
    old_seat: int
    new_seat: int | None
    first_month: int
    moved: tuple[Moved, ...]


@use_case
def transfer_person(
    *, actor: Actor, person: str, unit: str, day: date, months: Months = "person", heir: str = "",
    restate: bool = False, why: str = "",
) -> Transferred:  # fmt: skip
    """From `day` on the person sits in another unit: the first seat ends the day before, a second one begins.

    In every version that is not published the months from the transfer month on (the first with a working day in
    the new seat) move with the person, or stay: with the colleagues there, or with the person `heir` alone. Raises
    Refused with the holds whose amounts would change, unless `restate`.
    """
    require(actor, "administer")
    versions = lock_organisation()
    who, target = person_with(person), unit_with(unit)
    old = last_seat(who)
    _may_move(who, old, target, day)
    new = _second_seat(who, old, target, day)
    renew_versions(versions)
    old.refresh_from_db()
    new.refresh_from_db()
    first = _first_open_month(new)
    mask = np.arange(MONTHS) >= first
    heirs = Heirs(old.parent_id or 0, _heir(heir, who))

    def moving(now: SheetNow) -> tuple[Ints, Cell] | None:
        cell = Cell(now.head.sheet, old.id, "", min(first, 11), max(MONTHS - first, 1))
        if months == "person":
            return hand_on(now, old.id, mask, Heirs(0, new.id), restate), cell
        return hand_on(now, old.id, mask, heirs, restate), cell

    moved = rearrange(actor, versions, moving, edited=old.id, why=why, restate=restate)
    if months == "person":
        _customers_along(old.id, new.id, versions)
    return Transferred(who.code, old.id, new.id, first, tuple(moved))


@use_case
def leave_person(
    *, actor: Actor, person: str, day: date | None, heir: str = "", restate: bool = False, why: str = ""
) -> Transferred:
    """The person's last day is `day` (None: stays after all). Months without a working day go to those who stay."""
    require(actor, "administer")
    versions = lock_organisation()
    who = person_with(person)
    seat = last_seat(who)
    if day is not None and who.start_date is not None and day < who.start_date:
        raise Invalid("last-day-before-first", date=who.start_date.isoformat())
    if day is not None and seat.starts is not None and day < seat.starts:
        raise Invalid("leaves-before-transfer", date=seat.starts.isoformat())
    who.end_date = day
    who.save(update_fields=["end_date"])
    renew_versions(versions)
    seat.refresh_from_db()
    closed = _closed_months(seat)
    heirs = Heirs(seat.parent_id or 0, _heir(heir, who))
    first = int(np.argmax(closed)) if closed.any() else MONTHS

    def moving(now: SheetNow) -> tuple[Ints, Cell] | None:
        cell = Cell(now.head.sheet, seat.id, "", min(first, 11), max(MONTHS - first, 1))
        return hand_on(now, seat.id, closed, heirs, restate), cell

    moved = rearrange(actor, versions, moving, edited=seat.id, why=why, restate=restate)
    return Transferred(who.code, seat.id, None, first, tuple(moved))


def previewed(change: Callable[[], Transferred]) -> Transferred:
    """What a transfer or leave would do, holds restated; nothing is kept. Within a use case of the same actor."""
    with transaction.atomic():
        found = change()
        transaction.set_rollback(True)
    return found


@use_case
def preview_transfer(
    *, actor: Actor, person: str, unit: str, day: date, months: Months = "person", heir: str = ""
) -> Transferred:
    """What `transfer_person` would do; the holds that it would restate stand in what moved."""
    return previewed(lambda: transfer_person(
        actor=actor, person=person, unit=unit, day=day, months=months, heir=heir, restate=True
    ))  # fmt: skip


@use_case
def preview_leave(*, actor: Actor, person: str, day: date | None, heir: str = "") -> Transferred:
    """What `leave_person` would do."""
    return previewed(lambda: leave_person(actor=actor, person=person, day=day, heir=heir, restate=True))


def last_seat(person: store.Person) -> store.Node:
    """Where the person sits, or will sit last."""
    seats = store.Node.objects.filter(person=person, archived_at=None).select_related("person", "parent")
    found = sorted(seats, key=lambda seat: (seat.starts or date.min, seat.id))
    if not found:
        raise Missing("not-found")
    return found[-1]


def _may_move(who: store.Person, old: store.Node, target: store.Node, day: date) -> None:
    if old.parent_id == target.id:
        raise Conflict("already-there", person=who.name, unit=target.name)
    starts, ends = seat_days(old)
    if ends is not None and day > ends:
        raise Invalid("left-before", person=who.name, date=ends.isoformat())
    if starts is not None and day <= starts:
        raise Invalid("transfer-too-early", person=who.name, date=starts.isoformat())


def _second_seat(who: store.Person, old: store.Node, target: store.Node, day: date) -> store.Node:
    base = f"{who.code}@{target.code}"
    taken = set(store.Node.objects.filter(code__startswith=base).values_list("code", flat=True))
    code = next(c for c in (base, *(f"{base}.{n}" for n in range(2, 100))) if c not in taken)
    ends, old.ends = old.ends, day - timedelta(days=1)
    old.save(update_fields=["ends"])
    new = store.Node.objects.create(
        code=code, kind=store.Node.SEAT, name=who.name, parent=target, path=[], position=0, person=who, starts=day,
        ends=ends,
    )  # fmt: skip
    for special in store.CalendarDay.objects.filter(node=old, day__gte=day):
        store.CalendarDay.objects.create(day=special.day, working=special.working, node=new, note=special.note)
    return new


def _first_open_month(seat: store.Node) -> int:
    closed = _closed_months(seat)
    return MONTHS if closed.all() else int(np.argmin(closed))


def _closed_months(seat: store.Node) -> Mask:
    calendar = calendar_of([_with_person(seat)])
    closed: Mask = calendar.days_in_month[calendar.person_class[0]] == 0
    return closed


def _with_person(seat: store.Node) -> store.Node:
    return store.Node.objects.select_related("person").get(id=seat.id)


def _heir(code: str, leaver: store.Person) -> int | None:
    if not code:
        return None
    heir = person_with(code)
    if heir.id == leaver.id:
        raise Invalid("heir-is-the-same", person=leaver.name)
    return int(last_seat(heir).id)


def _customers_along(old: int, new: int, versions: list[int]) -> None:
    """The new seat's months fall on the same customers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO customer_lines (sheet_id, node_id, customer_id, weights)"
            " SELECT c.sheet_id, %s, c.customer_id, c.weights FROM customer_lines c JOIN sheets s ON s.id = c.sheet_id"
            " WHERE c.node_id = %s AND s.version_id = ANY (%s)",
            [new, old, versions],
        )
