"""A cell of a sheet as pages and programs name it, and what every use case must know of the sheet first."""

from __future__ import annotations

from dataclasses import dataclass

from targetree.engine.holds.atoms import CellBox
from targetree.engine.money import LARGEST_AMOUNT
from targetree.store.arrays import rows
from targetree.store.mapping.sheet_cells import SheetCells

from .access import Ability, Actor, require
from .errors import Conflict, Denied, Invalid, Missing


@dataclass(frozen=True, slots=True)
class Cell:
    """node x product x period of a sheet. `what` is a product's code, "" for all; months are 0-based."""

    sheet: int
    node: int
    what: str = ""
    first_month: int = 0
    month_count: int = 12


@dataclass(frozen=True, slots=True)
class Head:
    """A sheet, and a node's place in it."""

    sheet: int
    version: int
    status: str
    revision: int
    measure: str
    kind: str
    tier: str
    path: tuple[int, ...]
    """Nodes from the root to the node."""


def head_of(actor: Actor, ability: Ability, sheet: int, node: int, *, change: bool = False) -> Head:
    """The sheet's head, with the actor's right to `ability` seen to.

    With `change` the sheet is locked until the transaction ends, and published versions are refused.
    """
    head = _head(sheet, node, lock=change)
    if head is None and change:  # rows that may not be changed cannot be locked either: say which of the two it is
        head = _head(sheet, node, lock=False)
        if head is not None:
            require(actor, ability, head.path)
            raise Denied("not-allowed")
    if head is None:
        raise Missing("not-found")
    require(actor, ability, head.path)
    if change and head.status == "published":
        raise Conflict("version-published")
    return head


def _head(sheet: int, node: int, *, lock: bool) -> Head | None:
    ending = "FOR NO KEY UPDATE OF s FOR SHARE OF v" if lock else ""
    with rows() as cursor:
        cursor.execute(
            "SELECT s.id, v.id, v.status, s.revision, m.code, m.kind, s.tier, p.path"
            " FROM sheets s JOIN versions v ON v.id = s.version_id JOIN measures m ON m.id = s.measure_id"
            f" JOIN places p ON p.version_id = v.id AND p.node_id = %s WHERE s.id = %s {ending}",
            [node, sheet],
        )
        found = cursor.fetchone()
    if found is None:
        return None
    of, version, status, revision, measure, kind, tier, path = found
    return Head(of, version, status, revision, measure, kind, tier, tuple(int(n) for n in path))


def box_of(cell: Cell, cells: SheetCells) -> CellBox:
    """The cell in the trees of what was read. Raises Invalid for a product or period that is not there."""
    what = cells.what.index.get(cell.what or "*")
    good = (cell.first_month, cell.month_count) in PERIODS
    if what is None or not good:
        raise Invalid("no-such-cell", what=cell.what or "*", when=f"{cell.first_month + 1}+{cell.month_count}")
    return CellBox(cells.at(cell.node), what, cell.first_month, cell.month_count)


PERIODS = frozenset({(0, 12), *((q, 3) for q in (0, 3, 6, 9)), *((m, 1) for m in range(12))})


def amount_in_range(amount: int) -> int:
    """The amount itself. Raises Invalid where it is negative or beyond what is exact."""
    if not 0 <= amount <= LARGEST_AMOUNT:
        raise Invalid("amount-out-of-range", most=f"{LARGEST_AMOUNT:,}")
    return amount
