"""Competition and industry by region and product (M16): notes that show where targets are set."""

from __future__ import annotations

from dataclasses import dataclass

from targetree.services.access import Actor, require, use_case
from targetree.services.errors import Invalid, Missing
from targetree.services.structure.nodes import unit_with
from targetree.store import models as store

from .products import product_with


@dataclass(frozen=True, slots=True)
class NoteShown:
    """A note on the market; blank unit or product: all."""

    id: int
    unit: str
    unit_name: str
    product: str
    product_name: str
    competitor: str
    note: str


@use_case
def market_notes(*, actor: Actor, node: int | None = None) -> list[NoteShown]:
    """Notes by unit, product and competitor; with `node` those about it and what stands above it."""
    require(actor, "plan")
    found = store.MarketNote.objects.select_related("node", "product")
    if node is not None:
        path = store.Node.objects.filter(id=node).values_list("path", flat=True).first() or []
        found = found.filter(node=None) | found.filter(node__in=path)
    return [
        NoteShown(
            n.id, n.node.code if n.node else "", n.node.name if n.node else "", n.product.code if n.product else "",
            n.product.name if n.product else "", n.competitor, n.note,
        )
        for n in found.order_by("node__position", "product__code", "competitor", "id")
    ]  # fmt: skip


@use_case
def write_note(
    *, actor: Actor, note: str, unit: str = "", product: str = "", competitor: str = "", id: int | None = None,
    why: str = "",
) -> int:  # fmt: skip
    """A new note, or with `id` another text for one that there is. Returns its id."""
    require(actor, "administer")
    text = note.strip()
    if not text or len(text) > 4000:
        raise Invalid("note-needed")
    row = store.MarketNote() if id is None else _note(id)
    row.node = unit_with(unit) if unit else None
    row.product = product_with(product) if product else None
    row.competitor, row.note = competitor.strip()[:200], text
    row.save()
    return row.id


@use_case
def remove_note(*, actor: Actor, id: int, why: str = "") -> None:
    """The note is no more."""
    require(actor, "administer")
    _note(id).delete()


def _note(id: int) -> store.MarketNote:
    found = store.MarketNote.objects.filter(id=id).first()
    if found is None:
        raise Missing("not-found")
    return found
