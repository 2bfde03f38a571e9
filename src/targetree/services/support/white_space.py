"""White space (M16): which customers do not buy which products yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from targetree.services.access import Actor, use_case
from targetree.services.cells import head_of
from targetree.services.errors import Invalid
from targetree.store.arrays import rows

from .reading import CustomerOutlook, base_sheet, outlooks_below


@dataclass(frozen=True, slots=True)
class Bought:
    """What a customer has bought of a category, in the smallest unit of the measure."""

    amount: int
    last: date


@dataclass(frozen=True)
class Category:
    """A product at the top of the tree of products, and who among the customers buys it."""

    code: str
    name: str
    buyers: int
    """Customers who have bought it."""
    usual: int
    """What such a customer has bought of it altogether, the median."""
    missing: tuple[CustomerOutlook, ...]
    """Past and current customers who have not bought it, those first who bring most."""


@dataclass(frozen=True)
class WhiteSpace:
    """Customers by categories."""

    customers: int
    """Past and current ones."""
    categories: tuple[Category, ...]
    """Those that fewest buy come last."""
    bought: dict[int, dict[str, Bought]]
    """By customer and category."""


@use_case
def white_space(*, actor: Actor, sheet: int, node: int) -> WhiteSpace:
    """Of the customers at a node and below. Raises Invalid for a measure that is not money."""
    head = head_of(actor, "see_targets", sheet, node)
    if head.kind != "money":
        raise Invalid("support-money-only")
    rests = base_sheet(head)
    known = {row.customer: row for row in outlooks_below(rests, node) if row.customer is not None and row.orders}
    top, names = _categories()
    bought: dict[int, dict[str, Bought]] = {}
    with rows() as cursor:
        cursor.execute("SELECT * FROM targetree_bought(%s, %s)", [rests, node])
        for customer, product, amount, last in cursor.fetchall():
            if product in top and amount > 0:
                mine, code = bought.setdefault(customer, {}), top[product]
                before = mine.get(code, Bought(0, last))
                mine[code] = Bought(before.amount + amount, max(before.last, last))
    everyone = sorted(known.values(), key=lambda row: (-row.expected, row.code))
    categories = [_category(code, name, everyone, bought) for code, name in names.items()]
    categories.sort(key=lambda c: (-c.buyers, c.code))
    return WhiteSpace(len(known), tuple(c for c in categories if c.buyers), bought)


def _category(code: str, name: str, everyone: list[CustomerOutlook], bought: dict[int, dict[str, Bought]]) -> Category:
    amounts = sorted(mine[code].amount for mine in bought.values() if code in mine)
    missing = tuple(row for row in everyone if code not in bought.get(row.customer or 0, {}))
    return Category(code, name, len(amounts), amounts[len(amounts) // 2] if amounts else 0, missing)


def _categories() -> tuple[dict[int, str], dict[str, str]]:
    """The category of every product, by id; and the names of the categories that are still sold."""
    with rows() as cursor:
        cursor.execute("SELECT id, code, name, parent_id, archived_at IS NULL FROM products ORDER BY code")
        found = {row[0]: row for row in cursor.fetchall()}

    def top(product: int) -> int:
        above = found[product][3]
        return product if above is None else top(above)

    names = {code: name for _, code, name, parent, sold in found.values() if parent is None and sold}
    codes = {product: str(found[top(product)][1]) for product in found}
    return {product: code for product, code in codes.items() if code in names}, names
