"""The cells of a sheet below a node as the engine takes them; what was read is kept and refreshed by revision."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from targetree.engine.periods import MONTHS
from targetree.engine.tree import Tree
from targetree.store.arrays import Ints, rows

_KEPT = 24


@dataclass(frozen=True)
class SheetCells:
    """A subtree of a sheet at a revision; arrays are not to be written to."""

    sheet: int
    revision: int
    organisation: int
    nodes: tuple[int, ...]
    """[n] node ids, depth-first."""
    who: Tree
    """Its ids are the node ids as text."""
    what: Tree
    cells: Ints
    """[P, K, 12]"""
    room: NDArray[np.bool_]
    """[P, 12]"""

    def at(self, node: int) -> int:
        """Position of a node in the tree. Raises KeyError."""
        return self.who.index[str(node)]


_kept: OrderedDict[tuple[int, int], SheetCells] = OrderedDict()
_lock = Lock()


def sheet_cells(sheet: int, root: int) -> SheetCells:
    """The cells of `sheet` under `root` as they are now; the caller has seen to it that they may be read."""
    with rows() as cursor:
        cursor.execute(
            "SELECT s.revision, v.organisation FROM sheets s JOIN versions v ON v.id = s.version_id WHERE s.id = %s",
            [sheet],
        )
        revision, organisation = cursor.fetchone() or (0, 0)
        with _lock:
            kept = _kept.get((sheet, root))
        if kept is None or kept.organisation != organisation or kept.revision > revision:
            kept = _read(sheet, root, revision, organisation)
        elif kept.revision != revision:
            kept = _refresh(kept, revision)
    if sheet not in _written():
        keep(kept)
    return kept


def begin() -> None:
    """A transaction begins: what it will have read can be kept until it writes."""
    _written().clear()


def written(sheet: int) -> None:
    """This transaction has changed the sheet: what it reads from now on is not kept, since it may be rolled back."""
    _written().add(sheet)


def _written() -> set[int]:
    found: set[int] = connection.__dict__.setdefault("sheets_written", set())
    return found


def forget() -> None:
    """Nothing is kept any more."""
    with _lock:
        _kept.clear()


def keep(cells: SheetCells) -> None:
    """Remember what was read."""
    key = (cells.sheet, cells.nodes[0])
    with _lock:
        _kept[key] = cells
        _kept.move_to_end(key)
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)


def _read(sheet: int, root: int, revision: int, organisation: int) -> SheetCells:
    with rows() as cursor:
        cursor.execute(
            "SELECT p.node_id, p.parent_id, n.kind = 'seat', p.open_months, CASE WHEN n.kind = 'seat' THEN l.cells END"
            " FROM sheets s JOIN places p ON p.version_id = s.version_id JOIN nodes n ON n.id = p.node_id"
            " JOIN lines l ON l.sheet_id = s.id AND l.node_id = p.node_id"
            " WHERE s.id = %s AND %s = ANY (p.path) ORDER BY p.position",
            [sheet, root],
        )
        found = cursor.fetchall()
        cursor.execute("SELECT what_codes, what_parents FROM sheets WHERE id = %s", [sheet])
        codes, parents = cursor.fetchone() or ([], [])
    what = tree_of([str(c) for c in codes], list(parents), None)
    nodes = [row[0] for row in found]
    place = {node: at for at, node in enumerate(nodes)}
    above = [place.get(row[1], -1) for row in found]
    who = tree_of([str(n) for n in nodes], above, [bool(row[2]) for row in found])
    seats = [row for row in found if row[2]]
    cells = np.array([row[4] for row in seats], np.int64).reshape(len(seats), what.leaf_count, MONTHS)
    months = np.array([row[3] for row in seats], np.int64)
    room = (months[:, None] >> np.arange(MONTHS)) & 1 == 1
    return SheetCells(sheet, revision, organisation, tuple(nodes), who, what, cells, room)


def _refresh(kept: SheetCells, revision: int) -> SheetCells:
    """What was kept, with the lines that changed since."""
    with rows() as cursor:
        cursor.execute(
            "SELECT node_id, cells FROM lines WHERE sheet_id = %s AND revision > %s AND node_id = ANY (%s)",
            [kept.sheet, kept.revision, np.array([kept.nodes[n] for n in kept.who.leaf_nodes.tolist()], np.int64)],
        )
        changed = cursor.fetchall()
    cells = kept.cells.copy()
    for node, values in changed:
        cells[kept.who.leaf_start[kept.at(node)]] = values.reshape(cells.shape[1:])
    return SheetCells(
        kept.sheet, revision, kept.organisation, kept.nodes, kept.who, kept.what, cells, kept.room
    )  # fmt: skip


def tree_of(ids: list[str], parents: list[int], leaves: list[bool] | None) -> Tree:
    """A tree from nodes in depth-first order; without `leaves`, those without children are leaves."""
    inner = set(parents)
    is_leaf = [at not in inner for at in range(len(ids))] if leaves is None else leaves
    start = np.cumsum([0, *is_leaf])[:-1].astype(np.int32)
    stop = start + np.array(is_leaf, np.int32)
    for at in range(len(ids) - 1, 0, -1):
        stop[parents[at]] = max(stop[parents[at]], stop[at])
    stop = np.maximum(stop, start)
    leaf_nodes = np.flatnonzero(is_leaf).astype(np.int32)
    return Tree(tuple(ids), np.array(parents, np.int32), start, stop, leaf_nodes)
