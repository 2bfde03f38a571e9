"""The organisation changes: places of the versions that are not published are renewed, and all their sums with them.

Amounts may move from seat to seat with it. Units are rolled up from the seats anew, so totals agree by construction;
what a sheet's lines were and became belongs to one edit. Published versions stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from targetree.engine.periods import MONTHS
from targetree.engine.tree import Tree
from targetree.services.access import Actor
from targetree.services.cells import Cell, Head
from targetree.services.changes.saving import Change, save
from targetree.services.days.working import all_seats, open_months
from targetree.services.errors import Refused
from targetree.services.holds.standing import Standing
from targetree.store.arrays import Ints, rows
from targetree.store.mapping.places import renew_open_months, renew_order, renew_places
from targetree.store.mapping.sheet_cells import tree_of, written


@dataclass(frozen=True)
class SheetNow:
    """A sheet with the places already renewed; arrays are not to be written to."""

    head: Head
    nodes: list[int]
    names: list[str]
    who: Tree
    what: Tree
    seats: Ints
    """[P, K, 12] cells of the seats, as they are."""
    lines: Ints
    """[n, K, 12] of all nodes as stored: units' sums are those of before."""
    room: NDArray[np.bool_]
    """[P, 12]"""
    holds: list[Standing]
    title: str
    builtin: bool

    def at(self, node: int) -> int:
        """Position of a node in the tree."""
        return self.who.index[str(node)]

    def leaf(self, seat: int) -> int:
        """Position of a seat among the leaves."""
        return int(self.who.leaf_start[self.at(seat)])


@dataclass(frozen=True, slots=True)
class Moved:
    """What one sheet's numbers did. Amounts in the smallest unit of the measure."""

    sheet: int
    version: int
    measure: str
    measure_name: str
    builtin: bool
    kind: str
    tier: str
    amount: int
    """What changed hands."""
    units: tuple[tuple[str, int, int], ...]
    """(name, year before, year after) of units whose year changes, the widest first."""
    seats: tuple[tuple[str, int, int], ...]
    """(name, year before, year after) of people whose year changes."""
    restated: tuple[Standing, ...]
    """Holds whose amount changed with it, as they were."""


Moving = Callable[[SheetNow], tuple[Ints, Cell] | None]
"""New cells [P, K, 12] of the seats, and the cell that the edit names; None leaves the sheet's seats as they are."""


def lock_organisation() -> list[int]:
    """One change of the organisation at a time. Returns the versions that are not published, sheets locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM company FOR NO KEY UPDATE")
        cursor.execute(
            "SELECT s.id FROM sheets s JOIN versions v ON v.id = s.version_id WHERE v.status <> 'published'"
            " ORDER BY s.id FOR NO KEY UPDATE OF s"
        )
        for (sheet,) in cursor.fetchall():
            written(sheet)
        cursor.execute("SELECT id FROM versions WHERE status <> 'published' ORDER BY id FOR NO KEY UPDATE")
        return [version for (version,) in cursor.fetchall()]


def renew_versions(versions: Sequence[int]) -> None:
    """The places of these versions as the organisation now is, and the months in which people are there."""
    renew_order()
    seats = all_seats()
    months = open_months(seats)
    carries = {seat.id: bool(seat.person and seat.person.carries and seat.person.capacity > 0) for seat in seats}
    for version in versions:
        renew_places(version)
        renew_open_months(version, months, carries)


def rearrange(
    actor: Actor, versions: Sequence[int], moving: Moving, *, edited: int, why: str, restate: bool,
    kind: str = "transfer",
) -> list[Moved]:  # fmt: skip
    """Roll every sheet of the versions up anew, with what `moving` moves; `edited` is the node that an edit names.

    Raises Refused with the holds whose amounts would change, unless `restate`: then they take the new amounts.
    """
    found: list[Moved] = []
    against: list[Standing] = []
    for now in sheets_now(versions):
        told = moving(now)
        seats, cell = told if told is not None else (now.seats, Cell(now.head.sheet, edited))
        figures = now.who.roll_up(seats)
        changed = np.flatnonzero((figures != now.lines).any(axis=(1, 2))).tolist()
        if not changed:
            continue
        touched = _touched(now, figures)
        if touched and not restate:
            against += [hold for hold, _ in touched]
            continue
        found.append(_keep(actor, now, figures, changed, cell, why, kind, touched))
    if against:
        raise Refused("holds-in-the-way", against)
    return found


def sheets_now(versions: Sequence[int]) -> Iterator[SheetNow]:
    """The sheets of versions whose places are as they are to be."""
    with rows() as cursor:
        cursor.execute(
            "SELECT s.id, s.version_id, v.status, s.revision, m.code, m.kind, s.tier, s.what_codes, s.what_parents,"
            " m.name, m.builtin FROM sheets s JOIN versions v ON v.id = s.version_id"
            " JOIN measures m ON m.id = s.measure_id WHERE s.version_id = ANY (%s) ORDER BY s.version_id, m.position,"
            " m.id, s.id",
            [np.array(versions, np.int64)],
        )
        heads = cursor.fetchall()
    for sheet, version, status, revision, measure, kind, tier, codes, parents, title, builtin in heads:
        what = tree_of([str(c) for c in codes], list(parents), None)
        yield _sheet(Head(sheet, version, status, revision, measure, kind, tier, ()), what, title, builtin)


def _sheet(head: Head, what: Tree, title: str, builtin: bool) -> SheetNow:
    with rows() as cursor:
        cursor.execute(
            "SELECT p.node_id, p.parent_id, n.kind = 'seat', p.open_months, l.cells, n.name FROM places p"
            " JOIN nodes n ON n.id = p.node_id JOIN lines l ON l.sheet_id = %s AND l.node_id = p.node_id"
            " WHERE p.version_id = %s ORDER BY p.position",
            [head.sheet, head.version],
        )
        found = cursor.fetchall()
        cursor.execute(
            "SELECT h.id, h.node_id, h.what, h.first_month, h.month_count, h.amount, h.owner_id,"
            " coalesce(a.name, h.owner_name), h.reason FROM holds h LEFT JOIN accounts a ON a.id = h.owner_id"
            " WHERE h.sheet_id = %s AND h.released_at IS NULL AND (h.expires IS NULL OR h.expires >= current_date)"
            " ORDER BY h.id",
            [head.sheet],
        )
        holds = [Standing(*row) for row in cursor.fetchall()]
    nodes = [row[0] for row in found]
    place = {node: at for at, node in enumerate(nodes)}
    is_seat = [bool(row[2]) for row in found]
    who = tree_of([str(n) for n in nodes], [place.get(row[1], -1) for row in found], is_seat)
    lines = np.array([row[4] for row in found], np.int64).reshape(len(found), what.leaf_count, MONTHS)
    months = np.array([row[3] for row in found], np.int64)[who.leaf_nodes]
    room = (months[:, None] >> np.arange(MONTHS)) & 1 == 1
    paths, leaves = [row[5] for row in found], lines[who.leaf_nodes]
    return SheetNow(head, nodes, paths, who, what, leaves, lines, room, holds, title, builtin)


def _touched(now: SheetNow, figures: Ints) -> list[tuple[Standing, int]]:
    """Holds whose cell's sum changes, with the new sum."""
    found = []
    for hold in now.holds:
        what = now.what.index.get(hold.what or "*")
        if what is None or str(hold.node) not in now.who.index:
            continue
        at, part = now.at(hold.node), now.what.leaves(what)
        months = slice(hold.first_month, hold.first_month + hold.month_count)
        before, after = int(now.lines[at, part, months].sum()), int(figures[at, part, months].sum())
        if before != after:
            found.append((hold, after))
    return found


def _keep(
    actor: Actor, now: SheetNow, figures: Ints, changed: list[int], cell: Cell, why: str, kind: str,
    touched: list[tuple[Standing, int]],
) -> Moved:  # fmt: skip
    before, after = now.lines.sum(axis=(1, 2)), figures.sum(axis=(1, 2))
    part = now.at(cell.node), slice(None), slice(cell.first_month, cell.first_month + cell.month_count)
    was, becomes = int(now.lines[part].sum()), int(figures[part].sum())
    change = Change(cell, was, becomes, kind, why)
    save(actor, now.head, change, {now.nodes[at]: figures[at] for at in changed})
    if touched:
        with connection.cursor() as cursor:
            cursor.executemany("UPDATE holds SET amount = %s WHERE id = %s", [(a, h.id) for h, a in touched])
    leaf = now.who.is_leaf
    years = [(now.names[at], int(before[at]), int(after[at]), bool(leaf[at])) for at in changed]
    moved_years = [y for y in years if y[1] != y[2]]
    up = np.maximum(figures[now.who.leaf_nodes] - now.lines[now.who.leaf_nodes], 0)
    return Moved(
        now.head.sheet, now.head.version, now.head.measure, now.title, now.builtin, now.head.kind, now.head.tier,
        int(up.sum()), tuple(y[:3] for y in moved_years if not y[3]), tuple(y[:3] for y in moved_years if y[3]),
        tuple(hold for hold, _ in touched),
    )  # fmt: skip
