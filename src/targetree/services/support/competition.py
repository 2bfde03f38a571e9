"""Competition and why orders are lost (M16): notes on the market and lost opportunities of a node and its products."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from targetree.services.access import Actor, use_case
from targetree.services.cells import Head, head_of
from targetree.store.arrays import rows


@dataclass(frozen=True, slots=True)
class MarketNoteShown:
    """What a competitor does; blank unit or product: all."""

    unit_name: str
    product: str
    product_name: str
    competitor: str
    note: str


@dataclass(frozen=True, slots=True)
class Lost:
    """An opportunity that was lost. Money in fen."""

    id: int
    code: str
    customer: int
    customer_name: str
    owner_name: str
    product: str
    """The name of what was asked for, "" where it is not known."""
    category: str
    """The name of the product at the top of the tree."""
    amount: int
    reason: str
    closed: date | None
    competitor: str
    """Of those named in notes, the one that the reason names."""


@dataclass(frozen=True, slots=True)
class LostGroup:
    """Lost opportunities that have something in common; "" what is not known. Money in fen."""

    name: str
    count: int
    amount: int


@dataclass(frozen=True)
class Competition:
    """Everything about competition at a node and below."""

    notes: tuple[MarketNoteShown, ...]
    lost: tuple[Lost, ...]
    """The largest first."""
    by_reason: tuple[LostGroup, ...]
    by_product: tuple[LostGroup, ...]
    by_competitor: tuple[LostGroup, ...]

    @property
    def amount(self) -> int:
        return sum(row.amount for row in self.lost)


@use_case
def competition_of(*, actor: Actor, sheet: int, node: int, customer: int | None = None) -> Competition:
    """Of a node and all below; with `customer` what was lost at that one, and notes on what it was lost with."""
    head = head_of(actor, "see_targets", sheet, node)
    names = _products()
    notes = _notes(head, names)
    competitors = sorted({note.competitor for note in notes if note.competitor}, key=lambda name: (-len(name), name))
    lost = [row for row in _lost(sheet, node, names, competitors) if customer is None or row.customer == customer]
    if customer is not None:
        asked = {row.category for row in lost}
        named = {row.competitor for row in lost if row.competitor}
        notes = [n for n in notes if names.top_of_name.get(n.product_name) in asked or n.competitor in named]
    return Competition(
        tuple(notes), tuple(lost), _grouped(lost, lambda row: row.reason), _grouped(lost, lambda row: row.category),
        tuple(group for group in _grouped(lost, lambda row: row.competitor) if group.name),
    )  # fmt: skip


@dataclass(frozen=True)
class _Products:
    name: dict[int, str]
    top: dict[int, str]
    """By id, the name of the product at the top."""
    top_of_name: dict[str, str]


def _products() -> _Products:
    with rows() as cursor:
        cursor.execute("SELECT id, name, parent_id FROM products ORDER BY code")
        found = {row[0]: row for row in cursor.fetchall()}

    def top(product: int) -> str:
        while found[product][2] is not None:
            product = found[product][2]
        return str(found[product][1])

    tops = {product: top(product) for product in found}
    return _Products(
        {product: row[1] for product, row in found.items()}, tops,
        {row[1]: tops[product] for product, row in found.items()},
    )  # fmt: skip


def _notes(head: Head, names: _Products) -> list[MarketNoteShown]:
    """Notes about everywhere, about the units above, and about those below."""
    with rows() as cursor:
        cursor.execute(
            "SELECT n.name, m.product_id, m.competitor, m.note"
            " FROM market_notes m LEFT JOIN nodes n ON n.id = m.node_id"
            " WHERE m.node_id IS NULL OR m.node_id IN ("
            "  SELECT p.node_id FROM places p WHERE p.version_id = %s AND %s = ANY (p.path)"
            "  UNION SELECT unnest(path) FROM places WHERE version_id = %s AND node_id = %s)"
            " ORDER BY n.position NULLS FIRST, m.competitor, m.id",
            [head.version, head.path[-1], head.version, head.path[-1]],
        )
        return [
            MarketNoteShown(
                unit or "", "" if product is None else str(product), names.name.get(product, ""), competitor, note
            )
            for unit, product, competitor, note in cursor.fetchall()
        ]  # fmt: skip


def _lost(sheet: int, node: int, names: _Products, competitors: list[str]) -> list[Lost]:
    with rows() as cursor:
        cursor.execute("SELECT * FROM targetree_lost(%s, %s)", [sheet, node])
        return [
            Lost(
                id, code, customer, customer_name, owner or "", names.name.get(product, ""), names.top.get(product, ""),
                amount, reason.strip(), closed, _named_in(reason, competitors),
            )
            for id, code, customer, customer_name, owner, product, amount, reason, closed in cursor.fetchall()
        ]  # fmt: skip


def _named_in(reason: str, competitors: list[str]) -> str:
    said = reason.casefold()
    return next((name for name in competitors if name.casefold() in said), "")


def _grouped(lost: Iterable[Lost], by: Callable[[Lost], str]) -> tuple[LostGroup, ...]:
    """The costliest first; reasons that differ by case or blanks only are one."""
    name: dict[str, str] = {}
    count: dict[str, int] = {}
    amount: dict[str, int] = {}
    for row in lost:
        key = " ".join(by(row).split()).casefold()
        name.setdefault(key, by(row))
        count[key] = count.get(key, 0) + 1
        amount[key] = amount.get(key, 0) + row.amount
    groups = [LostGroup(name[key], count[key], amount[key]) for key in name]
    return tuple(sorted(groups, key=lambda g: (-g.amount, -g.count, g.name)))
