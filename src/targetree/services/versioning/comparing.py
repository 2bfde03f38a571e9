"""Two versions side by side (M11): what changed, and for whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from targetree.engine.money import SCALES
from targetree.services.access import Actor, require, use_case
from targetree.services.errors import Invalid, Missing
from targetree.store.arrays import Ints, rows

Order = Literal["tree", "largest"]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A node in both versions. Amounts in the smallest unit; None where it is not in that version."""

    node: int
    parent: int | None
    code: str
    name: str
    kind: str
    depth: int
    children: int
    a: int | None
    b: int | None
    variance: int
    """Signed: b less a."""
    months: tuple[int, ...]
    """[12] b less a"""
    changed: int
    """People below, or this one, with another number in some month."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A measure and tier of versions `a` and `b`."""

    a: int
    b: int
    a_sheet: int
    b_sheet: int
    a_name: str
    b_name: str
    measure: str
    kind: str
    scale: int
    tier: str
    rows: tuple[ComparedRow, ...]
    """Depth-first; siblings in their own order, or those that changed most first."""
    a_months: tuple[int, ...]
    """[12] of all that the actor sees"""
    b_months: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """The sheets of a measure and tier in two versions that the actor may see."""

    a: int
    b: int
    a_sheet: int
    b_sheet: int
    a_name: str
    b_name: str
    kind: str


@dataclass
class _Node:
    parent: int | None
    code: str
    name: str
    kind: str
    path: list[int]
    position: int
    a: Ints | None = None
    b: Ints | None = None

    @property
    def months(self) -> Ints:
        zero = np.zeros(12, np.int64)
        difference: Ints = (zero if self.b is None else self.b) - (zero if self.a is None else self.a)
        return difference


@use_case
def compare(
    *, actor: Actor, a: int, b: int, measure: str, tier: str = "base", order: Order = "tree",
    only_changed: bool = False,
) -> Compared:  # fmt: skip
    """What is different in `b` against `a`, for all that the actor sees."""
    sides = sides_of(actor, a, b, measure, tier)
    nodes = _nodes(actor, sides)
    tops = [n for n, node in nodes.items() if node.parent is None or node.parent not in nodes]
    found = list(_walk(nodes, tops, order, only_changed))
    zero = np.zeros(12, np.int64)
    before = sum((v for v in (nodes[n].a for n in tops) if v is not None), zero)
    after = sum((v for v in (nodes[n].b for n in tops) if v is not None), zero)
    return Compared(
        a=a, b=b, a_sheet=sides.a_sheet, b_sheet=sides.b_sheet, a_name=sides.a_name, b_name=sides.b_name,
        measure=measure, kind=sides.kind, scale=SCALES[sides.kind], tier=tier, rows=tuple(found),
        a_months=tuple(before.tolist()), b_months=tuple(after.tolist()),
    )  # fmt: skip


def sides_of(actor: Actor, a: int, b: int, measure: str, tier: str) -> Sides:
    """The sheets to compare. Raises Missing for versions that are not the actor's to see."""
    require(actor, "plan")
    if a == b:
        raise Invalid("same-version-twice")
    with rows() as cursor:
        cursor.execute(
            "SELECT v.id, v.name, s.id, m.kind FROM versions v LEFT JOIN measures m ON m.code = %s"
            " LEFT JOIN sheets s ON s.version_id = v.id AND s.measure_id = m.id AND s.tier = %s"
            " WHERE v.id = ANY (%s) AND (v.status <> 'draft' OR %s)",
            [measure, tier, np.array([a, b], np.int64), actor.may("see_drafts")],
        )
        found = {row[0]: row[1:] for row in cursor.fetchall()}
    if len(found) < 2:
        raise Missing("not-found")
    if found[a][1] is None or found[b][1] is None:
        raise Invalid("sheet-not-in-both")
    return Sides(a, b, found[a][1], found[b][1], found[a][0], found[b][0], found[a][2])


def _nodes(actor: Actor, sides: Sides) -> dict[int, _Node]:
    """All nodes of the actor's part, as they stand in `b` where they are there."""
    roots = np.array(sorted(actor.roots()), np.int64)
    nodes: dict[int, _Node] = {}
    with rows() as cursor:
        for side, sheet in (("b", sides.b_sheet), ("a", sides.a_sheet)):
            cursor.execute(
                "SELECT p.node_id, p.parent_id, n.code, n.name, n.kind, p.path, p.position, l.months FROM sheets s"
                " JOIN places p ON p.version_id = s.version_id JOIN nodes n ON n.id = p.node_id"
                " JOIN lines l ON l.sheet_id = s.id AND l.node_id = p.node_id"
                " WHERE s.id = %s AND p.path && %s ORDER BY p.position",
                [sheet, roots],
            )
            for node, parent, code, name, kind, path, position, months in cursor.fetchall():
                found = nodes.setdefault(node, _Node(parent, code, name, kind, list(path), position))
                setattr(found, side, months)
    return nodes


def _walk(nodes: dict[int, _Node], tops: Sequence[int], order: Order, only_changed: bool) -> Iterable[ComparedRow]:
    below: dict[int, list[int]] = {n: [] for n in nodes}
    for n, node in nodes.items():
        if node.parent in below:
            below[node.parent].append(n)
    changed = {n: _changed_below(n, nodes, below) for n in tops}
    counts = {n: c for found in changed.values() for n, c in found.items()}

    def rank(n: int) -> tuple[int, int]:
        by = abs(int(nodes[n].months.sum())) if order == "largest" else 0
        return (-by, nodes[n].position)

    stack = [(n, 0) for n in sorted(tops, key=rank, reverse=True)]
    while stack:
        n, depth = stack.pop()
        node, count = nodes[n], counts[n]
        if only_changed and not count and not node.months.any():
            continue
        yield ComparedRow(
            node=n, parent=node.parent, code=node.code, name=node.name, kind=node.kind, depth=depth,
            children=len(below[n]), a=None if node.a is None else int(node.a.sum()),
            b=None if node.b is None else int(node.b.sum()), variance=int(node.months.sum()),
            months=tuple(node.months.tolist()), changed=count,
        )  # fmt: skip
        stack.extend((child, depth + 1) for child in sorted(below[n], key=rank, reverse=True))


def _changed_below(top: int, nodes: dict[int, _Node], below: dict[int, list[int]]) -> dict[int, int]:
    """People with another number, by node of the subtree."""
    order, stack = [], [top]
    while stack:
        n = stack.pop()
        order.append(n)
        stack.extend(below[n])
    counts: dict[int, int] = {}
    for n in reversed(order):
        node = nodes[n]
        other = node.months.any() or (node.a is None) != (node.b is None)
        counts[n] = int(node.kind == "seat" and bool(other)) + sum(counts[child] for child in below[n])
    return counts
