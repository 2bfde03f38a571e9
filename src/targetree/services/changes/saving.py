"""Changed cells into the lines: those of the people, the sums of their units, and what moves above."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from targetree.services.access import Actor
from targetree.services.cells import Cell, Head
from targetree.store.arrays import Ints, rows
from targetree.store.mapping.sheet_cells import SheetCells, keep, written


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A node whose months changed; amounts in the smallest unit."""

    node: int
    before: tuple[int, ...]
    """[12] over all products."""
    after: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a cell: what is written into the record."""

    cell: Cell
    before: int
    after: int
    kind: str = "edit"
    reason: str = ""
    undoes: int | None = None


def changed_lines(cells: SheetCells, after: Ints, above: dict[int, Ints]) -> tuple[list[ChangedLine], dict[int, Ints]]:
    """The nodes that change and their cells [K, 12]; `above` are the present cells of the nodes above the root."""
    moved = after - cells.cells
    touched = moved.any(axis=(1, 2))
    hits = np.concatenate([[0], np.cumsum(touched)])
    places = np.flatnonzero(hits[cells.who.leaf_stop] > hits[cells.who.leaf_start])
    nodes = [cells.nodes[at] for at in places.tolist()]
    was = cells.who.roll_up(cells.cells.sum(axis=1))[places]
    now = cells.who.roll_up(after)[places]
    if (whole := moved.sum(axis=0)).any() and above:
        nodes += above
        present = np.stack(list(above.values()))
        was = np.concatenate([was, present.sum(axis=1)])
        now = np.concatenate([now, present + whole])
    lines = zip(nodes, was.tolist(), now.sum(axis=1).tolist(), strict=True)
    changed = [ChangedLine(node, tuple(before), tuple(months)) for node, before, months in lines]
    return changed, dict(zip(nodes, now, strict=True))


def lines_above(head: Head, root: int, products: int) -> dict[int, Ints]:
    """The cells [K, 12] of the nodes above `root`."""
    above = list(head.path[: head.path.index(root)])
    if not above:
        return {}
    with rows() as cursor:
        cursor.execute(
            "SELECT node_id, cells FROM lines WHERE sheet_id = %s AND node_id = ANY (%s)",
            [head.sheet, np.array(above, np.int64)],
        )
        return {node: cells.reshape(products, -1) for node, cells in cursor.fetchall()}


def save(actor: Actor, head: Head, change: Change, figures: dict[int, Ints]) -> tuple[int, int]:
    """Write the lines and the edit that they belong to. The sheet is locked. Returns (edit, new revision)."""
    cell, revision = change.cell, head.revision + 1
    written(head.sheet)
    with rows() as cursor:
        cursor.execute(
            _RECORD,
            [cell.sheet, cell.node, cell.what, cell.first_month, cell.month_count, change.kind, change.before,
             change.after, change.reason, actor.account_id, revision, change.undoes, revision, head.sheet],
        )  # fmt: skip
        edit: int = (cursor.fetchone() or (0,))[0]
        if figures:
            cursor.execute(_UPDATE, _told(figures) | {"sheet": head.sheet, "revision": revision})
    return edit, revision


# The setting tells the trigger that keeps what the lines were which edit changes them.
_RECORD = """
WITH edit AS (
  INSERT INTO edits (sheet_id, node_id, what, first_month, month_count, kind, before, after, reason,
                     account_id, at, revision, undoes_id)
  VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, clock_timestamp(), %s, %s) RETURNING id
), renewed AS (
  UPDATE sheets SET revision = %s WHERE id = %s
)
SELECT id, set_config('targetree.edit', id::text, true) FROM edit
"""

_UPDATE = """
UPDATE lines l
SET cells = (%(cells)b::bigint[])[(t.at - 1) * %(size)s + 1 : t.at * %(size)s],
    months = (%(months)b::bigint[])[(t.at - 1) * 12 + 1 : t.at * 12],
    year = t.year, revision = %(revision)s
FROM unnest(%(nodes)b::bigint[], %(years)b::bigint[]) WITH ORDINALITY AS t (node, year, at)
WHERE l.sheet_id = %(sheet)s AND l.node_id = t.node
"""


def _told(figures: dict[int, Ints]) -> dict[str, object]:
    """Lines one after the other in one array each, so that one statement writes them all."""
    cells = np.stack(list(figures.values()))
    months = cells.sum(axis=1)
    return {
        "nodes": np.array(list(figures), np.int64), "cells": cells, "size": cells[0].size, "months": months,
        "years": months.sum(axis=1),
    }  # fmt: skip


def remember(cells: SheetCells, after: Ints, revision: int) -> None:
    """Keep the cells after an edit for the next one."""
    keep(replace(cells, cells=after, revision=revision))
