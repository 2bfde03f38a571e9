"""Products: the tree, prices, archiving."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from targetree.engine.money import LARGEST_AMOUNT
from targetree.services.access import Actor, require, use_case
from targetree.services.errors import Conflict, Invalid, Missing
from targetree.services.structure.nodes import good_code, named
from targetree.store import models as store


@dataclass(frozen=True, slots=True)
class ProductShown:
    """A product in the tree, depth-first. Price in fen."""

    id: int
    code: str
    name: str
    parent: str
    depth: int
    price_fen: int | None
    category: bool
    archived: bool


@use_case
def products_shown(*, actor: Actor, archived: bool = False) -> list[ProductShown]:
    """The tree of products, depth-first by code."""
    require(actor, "plan")
    rows = list(store.Product.objects.order_by("code"))
    below: dict[int | None, list[store.Product]] = {}
    for row in rows:
        if archived or row.archived_at is None:
            below.setdefault(row.parent_id, []).append(row)
    codes, shown, stack = {row.id: row.code for row in rows}, [], [(p, 0) for p in reversed(below.get(None, []))]
    while stack:
        row, depth = stack.pop()
        shown.append(ProductShown(
            row.id, row.code, row.name, codes.get(row.parent_id or 0, ""), depth, row.price_fen, row.id in below,
            row.archived_at is not None,
        ))  # fmt: skip
        stack += [(child, depth + 1) for child in reversed(below.get(row.id, []))]
    return shown


@use_case
def add_product(
    *, actor: Actor, code: str, name: str, parent: str = "", price_fen: int | None = None, why: str = ""
) -> str:
    """A new product. Plans that there are do not have it: the next one will. Returns its code."""
    require(actor, "administer")
    code = good_code(code)
    if store.Product.objects.filter(code=code).exists():
        raise Conflict("product-code-taken", id=code)
    row = store.Product.objects.create(
        code=code, name=named(name), parent=_category(parent), price_fen=_price(price_fen)
    )
    return row.code


@use_case
def change_product(
    *, actor: Actor, product: str, name: str, parent: str = "", price_fen: int | None = None, why: str = ""
) -> bool:
    """Name, category and price. True where plans made before are another now."""
    require(actor, "administer")
    row = product_with(product)
    above = _category(parent) if parent != (row.parent.code if row.parent else "") else row.parent
    at = above
    while at is not None:
        if at.id == row.id:
            raise Conflict("product-under-itself", product=row.name, parent=above.name if above else "")
        at = at.parent
    stale = row.parent_id != (above.id if above else None)
    row.name, row.parent, row.price_fen = named(name), above, _price(price_fen)
    row.save(update_fields=["name", "parent", "price_fen"])
    return stale


@use_case
def archive_product(*, actor: Actor, product: str, back: bool = False, why: str = "") -> None:
    """The product is not sold any more (or is again, `back`). Plans that there are keep it."""
    require(actor, "administer")
    row = product_with(product)
    if not back and store.Product.objects.filter(parent=row, archived_at=None).exists():
        raise Conflict("product-has-parts", product=row.name)
    row.archived_at = None if back else timezone.now()
    row.save(update_fields=["archived_at"])


def product_with(code: str) -> store.Product:
    """The product of that code. Raises Missing."""
    found = store.Product.objects.filter(code=code).select_related("parent").first()
    if found is None:
        raise Missing("no-such-product", id=code)
    return found


def _category(code: str) -> store.Product | None:
    if not code:
        return None
    row = product_with(code)
    sold = store.Opportunity.objects.filter(product=row).exists() or store.Actual.objects.filter(product=row).exists()
    if sold:
        raise Conflict("product-sold-itself", parent=row.name)
    return row


def _price(fen: int | None) -> int | None:
    if fen is not None and not 0 <= fen <= LARGEST_AMOUNT:
        raise Invalid("price-out-of-range")
    return fen
