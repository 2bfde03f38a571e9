"""How a number is made up of products."""

from __future__ import annotations

from dataclasses import dataclass

from targetree.engine.tree import Tree
from targetree.services.reasons.receipts import product_names
from targetree.store.arrays import Ints


@dataclass(frozen=True, slots=True)
class ProductPart:
    """A product's part of a year; categories are followed by what belongs to them."""

    code: str
    name: str
    depth: int
    """1 right below all products."""
    leaf: bool
    amount: int
    share: float
    """Of all products."""


def products_of(cells: Ints, what: Tree) -> tuple[ProductPart, ...]:
    """Of `cells` [K, 12], the largest first, those without an amount left out. Nothing where there are no products."""
    if len(what.ids) == 1:
        return ()
    years = what.roll_up(cells.sum(axis=1))
    names = product_names(set(what.ids[1:]))
    found: list[ProductPart] = []

    def walk(node: int, depth: int) -> None:
        for child in sorted(what.children[node], key=lambda at: (-int(years[at]), what.ids[at])):
            if years[child]:
                code, amount = what.ids[child], int(years[child])
                leaf = bool(what.is_leaf[child])
                found.append(ProductPart(code, names.get(code, code), depth, leaf, amount, amount / int(years[0])))
                walk(child, depth + 1)

    walk(0, 1)
    return tuple(found)
