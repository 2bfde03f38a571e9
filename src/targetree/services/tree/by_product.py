"""The products of a node's target: the same tree seen from the other side."""

from __future__ import annotations

from dataclasses import dataclass

from targetree.engine.periods import MONTHS
from targetree.services.access import Actor, use_case
from targetree.services.cells import head_of
from targetree.store.arrays import rows
from targetree.store.mapping.sheet_cells import tree_of

from .marks import Marks, marks_of


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product's part of a node's months, in the smallest unit of the measure."""

    code: str
    """`` for all products."""
    parent: str | None
    name: str
    children: int
    months: list[int]
    """[12]"""


@dataclass(frozen=True, slots=True)
class ByProduct:
    node: int
    node_name: str
    editable: bool
    revision: int
    rows: tuple[ProductRow, ...]
    """Depth-first, all products first."""
    marks: Marks


@dataclass(frozen=True, slots=True)
class _Node:
    node: int


@use_case
def by_product(*, actor: Actor, sheet: int, node: int) -> ByProduct:
    """The tree of products with the node's amounts; a sheet without products has the first row alone."""
    head = head_of(actor, "see_targets", sheet, node)
    with rows() as cursor:
        cursor.execute(
            "SELECT s.what_codes, s.what_parents, l.cells, l.revision, n.name FROM sheets s"
            " JOIN lines l ON l.sheet_id = s.id AND l.node_id = %s JOIN nodes n ON n.id = l.node_id WHERE s.id = %s",
            [node, sheet],
        )
        codes, parents, cells, revision, name = cursor.fetchone() or ([], [], None, 0, "")
        cursor.execute("SELECT code, name FROM products")
        names = dict(cursor.fetchall())
    tree = tree_of([str(code) for code in codes], [int(at) for at in parents], None)
    months = cells.reshape(-1, MONTHS)
    shown = []
    for at, code in enumerate(tree.ids):
        above = int(tree.parent[at])
        shown.append(
            ProductRow(
                _name(code), None if above < 0 else _name(tree.ids[above]), names.get(code, code),
                len(tree.children[at]), months[tree.leaves(at)].sum(axis=0).tolist(),
            )
        )  # fmt: skip
    editable = actor.may("edit_targets", head.path)
    return ByProduct(node, name, editable, revision, tuple(shown), marks_of(actor, sheet, [_Node(node)]))


def _name(code: str) -> str:
    return "" if code == "*" else code
