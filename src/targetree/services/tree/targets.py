"""Read the tree of targets: versions, sheets, and the lines below a node."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from targetree.engine.money import SCALES
from targetree.engine.periods import MONTHS
from targetree.services.access import Actor, require, use_case
from targetree.services.cells import head_of
from targetree.services.errors import Missing
from targetree.store.arrays import rows
from targetree.store.mapping.sheet_cells import tree_of


@dataclass(frozen=True, slots=True)
class VersionShown:
    id: int
    name: str
    status: str
    note: str
    in_force: bool
    created_at: datetime
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class SheetShown:
    id: int
    version: int
    measure: str
    measure_name: str
    kind: str
    scale: int
    tier: str
    products: int
    """Leaf products; 1 where the measure has no products."""
    revision: int


@dataclass(frozen=True, slots=True)
class LineShown:
    """A row of the tree. Amounts in the smallest unit of the measure."""

    node: int
    parent: int | None
    code: str
    name: str
    kind: str
    children: int
    months: list[int]
    """[12]"""
    revision: int
    editable: bool


@use_case
def versions(*, actor: Actor) -> list[VersionShown]:
    """Those that the actor may see, the one in force first, then the newest."""
    require(actor, "plan")
    with rows() as cursor:
        cursor.execute(
            "SELECT v.id, v.name, v.status, v.note, coalesce(c.in_force_id = v.id, false), v.created_at,"
            " v.published_at FROM versions v LEFT JOIN company c ON true WHERE v.archived_at IS NULL"
            " AND (v.status <> 'draft' OR %s) ORDER BY 5 DESC, v.status = 'open' DESC, v.created_at DESC",
            [actor.may("see_drafts")],
        )
        return [VersionShown(*row) for row in cursor.fetchall()]


@use_case
def sheets(*, actor: Actor, version: int) -> list[SheetShown]:
    """The sheets of a version: measures in their order, base tier first."""
    if version not in {v.id for v in versions(actor=actor)}:
        raise Missing("not-found")
    with rows() as cursor:
        cursor.execute(
            "SELECT s.id, s.version_id, m.code, m.name, m.kind, s.tier, s.what_parents, s.revision"
            " FROM sheets s JOIN measures m ON m.id = s.measure_id WHERE s.version_id = %s"
            " ORDER BY m.position, m.id, array_position(ARRAY['base', 'stretch', 'challenge'], s.tier::text)",
            [version],
        )
        return [
            SheetShown(id, of, code, name, kind, SCALES[kind], tier, _leaf_count(list(parents)), revision)
            for id, of, code, name, kind, tier, parents, revision in cursor.fetchall()
        ]


def _leaf_count(parents: list[int]) -> int:
    return len(parents) - len(set(parents) - {-1})


_LINES = """
SELECT p.node_id, p.parent_id, n.code, n.name, n.kind, p.children, {months}, l.revision, p.path
FROM places p JOIN nodes n ON n.id = p.node_id JOIN lines l ON l.sheet_id = %s AND l.node_id = p.node_id
WHERE p.version_id = %s AND {which} ORDER BY p.position
"""


@use_case
def lines_below(*, actor: Actor, sheet: int, node: int, what: str = "", itself: bool = False) -> list[LineShown]:
    """The lines right below a node (with `itself` the node's own first), of all products or of one."""
    head = head_of(actor, "see_targets", sheet, node)
    which = "(p.parent_id = %s OR p.node_id = %s)" if itself else "p.parent_id = %s"
    return _lines(actor, head.sheet, head.version, what, which, [node, node] if itself else [node])


@use_case
def lines_of(*, actor: Actor, sheet: int, nodes: Sequence[int], what: str = "") -> list[LineShown]:
    """The lines of certain nodes, as far as the actor may see them."""
    with rows() as cursor:
        cursor.execute("SELECT version_id FROM sheets WHERE id = %s", [sheet])
        found = cursor.fetchone()
    if found is None:
        raise Missing("not-found")
    return _lines(actor, sheet, found[0], what, "p.node_id = ANY (%s)", [np.array(nodes, np.int64)])


@use_case
def tree_below(*, actor: Actor, sheet: int, node: int, what: str = "") -> list[LineShown]:
    """The whole tree under a node, depth-first, the node first."""
    head = head_of(actor, "see_targets", sheet, node)
    return _lines(actor, head.sheet, head.version, what, "%s = ANY (p.path)", [node])


@use_case
def top_nodes(*, actor: Actor, version: int) -> list[int]:
    """Where the actor's view of a version's tree begins: the highest nodes that are theirs."""
    roots = actor.roots()
    with rows() as cursor:
        cursor.execute(
            "SELECT node_id, path FROM places WHERE version_id = %s AND node_id = ANY (%s) ORDER BY position",
            [version, np.array(sorted(roots), np.int64)],
        )
        return [node for node, path in cursor.fetchall() if roots.isdisjoint(list(path)[:-1])]


def _lines(actor: Actor, sheet: int, version: int, what: str, which: str, values: list[object]) -> list[LineShown]:
    with rows() as cursor:
        part: slice | None = None
        if what:
            cursor.execute("SELECT what_codes, what_parents FROM sheets WHERE id = %s", [sheet])
            codes, parents = cursor.fetchone() or ([], [])
            tree = tree_of([str(c) for c in codes], list(parents), None)
            if what not in tree.index:
                raise Missing("not-found")
            part = tree.leaves(tree.index[what])
        cursor.execute(
            _LINES.format(months="l.months" if part is None else "l.cells", which=which), [sheet, version, *values]
        )
        found = cursor.fetchall()
    shown = []
    for node, parent, code, name, kind, children, amounts, revision, path in found:
        if not actor.may("see_targets", [int(n) for n in path]):
            continue
        months = amounts if part is None else amounts.reshape(-1, MONTHS)[part].sum(axis=0)
        editable = actor.may("edit_targets", [int(n) for n in path])
        shown.append(
            LineShown(node, parent, code, name, kind, children, months.tolist(), revision, editable)
        )  # fmt: skip
    return shown
