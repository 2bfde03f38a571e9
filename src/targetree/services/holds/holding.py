"""Hold a number so that it stands while others make room, and let it go again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from targetree.services.access import Actor, require, use_case
from targetree.services.cells import Cell, box_of, head_of
from targetree.services.errors import Conflict, Denied, Invalid, Missing
from targetree.store import models as store
from targetree.store.mapping.sheet_cells import sheet_cells

from .standing import Standing, may_release


@dataclass(frozen=True, slots=True)
class HoldShown:
    """A hold as it is shown. `may_release`: whether the one who looks may."""

    id: int
    sheet: int
    measure: str
    tier: str
    version: int
    node: int
    node_code: str
    node_name: str
    what: str
    first_month: int
    month_count: int
    amount: int
    reason: str
    owner: str
    expires: date | None
    created_at: datetime
    expired: bool
    may_release: bool


@use_case
def hold_cell(*, actor: Actor, cell: Cell, why: str = "", expires: date | None = None) -> int:
    """Hold a cell at its present amount. Returns the hold's id."""
    head_of(actor, "edit_targets", cell.sheet, cell.node, change=True)
    if expires is not None and expires < timezone.localdate():
        raise Invalid("date-past", date=expires.isoformat())
    cells = sheet_cells(cell.sheet, cell.node)
    box = box_of(cell, cells)
    amount = int(cells.cells[cells.who.leaves(box.who), cells.what.leaves(box.what), box.months].sum())
    place = {
        "sheet_id": cell.sheet, "node_id": cell.node, "what": cell.what, "first_month": cell.first_month,
        "month_count": cell.month_count,
    }  # fmt: skip
    today = timezone.localdate()
    present = store.Hold.objects.filter(**place, released_at=None).first()
    if present is not None and (present.expires is None or present.expires >= today):
        raise Conflict("hold-exists")
    if present is not None:  # it had expired
        present.released_at = timezone.now()
        present.save()
    hold = store.Hold.objects.create(
        **place, amount=amount, reason=why, owner_id=actor.account_id, owner_name=actor.name, expires=expires
    )
    return int(hold.id)


@use_case
def release_hold(*, actor: Actor, hold: int, why: str = "") -> None:
    """Let a hold go."""
    found = store.Hold.objects.filter(id=hold).first()
    if found is None:
        raise Missing("not-found")
    head = head_of(actor, "edit_targets", found.sheet_id, found.node_id, change=True)
    if found.released_at is not None:
        raise Conflict("hold-gone")
    if not may_release(actor, _standing(found), head.path):
        raise Denied("hold-not-yours", owner=found.owner_name or "-")
    found.released_at, found.released_by_id = timezone.now(), actor.account_id
    found.save(update_fields=["released_at", "released_by"])


@use_case
def holds_shown(
    *, actor: Actor, version: int | None = None, sheet: int | None = None, node: int | None = None,
    ids: Sequence[int] | None = None,
) -> list[HoldShown]:  # fmt: skip
    """Holds that have not been released, of a version or a sheet; those on a node and below it, where one is named."""
    require(actor, "plan")
    found = store.Hold.objects.filter(released_at=None).select_related("sheet__measure", "node", "owner")
    if version is not None:
        found = found.filter(sheet__version_id=version)
    if sheet is not None:
        found = found.filter(sheet_id=sheet)
    if ids is not None:
        found = found.filter(id__in=list(ids))
    if node is not None:
        found = found.filter(node__path__contains=[node])
    today = timezone.localdate()
    return [
        HoldShown(
            h.id, h.sheet_id, h.sheet.measure.code, h.sheet.tier, h.sheet.version_id, h.node_id, h.node.code,
            h.node.name, h.what, h.first_month, h.month_count, h.amount, h.reason,
            h.owner.name if h.owner else h.owner_name, h.expires, h.created_at,
            h.expires is not None and h.expires < today, may_release(actor, _standing(h), h.node.path),
        )
        for h in found.order_by("node__position", "sheet_id", "first_month", "-month_count", "what")
    ]  # fmt: skip


def _standing(hold: store.Hold) -> Standing:
    return Standing(
        hold.id, hold.node_id, hold.what, hold.first_month, hold.month_count, hold.amount, hold.owner_id,
        hold.owner_name, hold.reason,
    )  # fmt: skip
