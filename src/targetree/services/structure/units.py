"""Units: add, rename, move, give to a manager, over-assign, archive."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils import timezone

from targetree.services.access import Actor, require, use_case
from targetree.services.cells import Cell
from targetree.services.errors import Conflict, Invalid
from targetree.store import models as store
from targetree.store.arrays import Ints

from .nodes import named, new_code, person_with, unit_with
from .rearranging import Moved, SheetNow, lock_organisation, rearrange, renew_versions

LEAST, MOST = Decimal("0.5"), Decimal(3)
"""What a unit may be over-assigned by."""


@dataclass(frozen=True, slots=True)
class UnitDone:
    """A unit after a change. `stale`: plans made before rest on what it was."""

    code: str
    stale: bool = False
    moved: tuple[Moved, ...] = ()


@use_case
def add_unit(
    *, actor: Actor, code: str, name: str, parent: str, manager: str = "", over_assign: str = "1", why: str = ""
) -> UnitDone:
    """A new unit under `parent`; in plans that are not published it stands with zeros."""
    require(actor, "administer")
    versions = lock_organisation()
    unit = store.Node.objects.create(
        code=new_code(code), kind=store.Node.UNIT, name=named(name), parent=unit_with(parent), path=[], position=0,
        over_assign=over_assigned(over_assign),
    )  # fmt: skip
    _managed_by(actor, unit, manager)
    renew_versions(versions)
    return UnitDone(unit.code)


@use_case
def change_unit(
    *, actor: Actor, unit: str, name: str | None = None, manager: str | None = None, over_assign: str | None = None,
    parent: str | None = None, restate: bool = False, why: str = "",
) -> UnitDone:  # fmt: skip
    """Change what is given (None: stays). A moved unit's numbers go with it in every plan that is not published.

    Raises Refused with the holds above whose amounts would change, unless `restate`.
    """
    require(actor, "administer")
    found, stale = unit_with(unit), False
    moved: list[Moved] = []
    if name is not None:
        found.name = named(name)
    if over_assign is not None:
        factor = over_assigned(over_assign)
        stale = factor != found.over_assign
        found.over_assign = factor
    found.save(update_fields=["name", "over_assign"])
    if manager is not None:
        _managed_by(actor, found, manager)
    if parent is not None and (found.parent is None or parent != found.parent.code):
        moved = _move(actor, found, parent, restate, why)
    return UnitDone(found.code, stale, tuple(moved))


@use_case
def archive_unit(*, actor: Actor, unit: str, why: str = "") -> None:
    """The unit is not chosen any more. It stays in plans where a number stands for it."""
    require(actor, "administer")
    lock_organisation()
    found = unit_with(unit)
    if found.parent_id is None:
        raise Conflict("root-stays", unit=found.name)
    if store.Node.objects.filter(parent=found, kind=store.Node.UNIT, archived_at=None).exists():
        raise Conflict("unit-has-units", unit=found.name)
    today = timezone.localdate()
    for seat in store.Node.objects.filter(parent=found, kind=store.Node.SEAT, archived_at=None).select_related(
        "person"
    ):
        assert seat.person is not None
        ends = [d for d in (seat.ends, seat.person.end_date) if d is not None]
        if not ends or min(ends) >= today:
            raise Conflict("unit-has-people", unit=found.name, person=seat.name)
    store.Grant.objects.filter(node=found).delete()
    found.archived_at = timezone.now()
    found.manager = None
    found.save(update_fields=["archived_at", "manager"])


def over_assigned(text: str) -> Decimal:
    """`1.1`, `110 %`: the factor. Raises Invalid."""
    given = text.strip().replace("％", "%")
    try:
        factor = Decimal(given.rstrip("% ")) / (100 if given.endswith("%") else 1)
        if factor > MOST and not given.endswith("%"):
            factor /= 100
        factor = factor.quantize(Decimal("0.000001"))
    except InvalidOperation:
        raise Invalid("over-assign-out-of-range", least="50%", most="300%") from None
    if not LEAST <= factor <= MOST:
        raise Invalid("over-assign-out-of-range", least="50%", most="300%")
    return factor


def _move(actor: Actor, unit: store.Node, parent: str, restate: bool, why: str) -> list[Moved]:
    versions = lock_organisation()
    above = unit_with(parent)
    if unit.parent_id is None:
        raise Conflict("root-stays", unit=unit.name)
    if unit.id in above.path:
        raise Conflict("unit-under-itself", unit=unit.name, parent=above.name)
    unit.parent = above
    unit.save(update_fields=["parent"])
    renew_versions(versions)

    def nothing(now: SheetNow) -> tuple[Ints, Cell] | None:
        return None

    return rearrange(actor, versions, nothing, edited=unit.id, why=why, restate=restate)


def _managed_by(actor: Actor, unit: store.Node, code: str) -> None:
    """The manager's right goes with the unit: from the accounts of the one before to those of the new one."""
    manager = person_with(code) if code else None
    if (manager.id if manager else None) == unit.manager_id:
        return
    if unit.manager_id is not None:
        store.Grant.objects.filter(node=unit, role="manager", account__person=unit.manager_id).delete()
    unit.manager = manager
    unit.save(update_fields=["manager"])
    if manager is not None:
        for account in store.Account.objects.filter(person=manager):
            store.Grant.objects.get_or_create(
                account=account, role="manager", node=unit, defaults={"granted_by_id": actor.account_id}
            )
