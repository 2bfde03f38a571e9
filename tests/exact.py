"""Whether a version's numbers add up, looked at from outside: rows of the database and nothing of ours."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

_LINES = """
SELECT s.id, p.node_id, p.parent_id, n.kind, l.cells, l.months, l.year
FROM sheets s JOIN places p ON p.version_id = s.version_id JOIN nodes n ON n.id = p.node_id
LEFT JOIN lines l ON l.sheet_id = s.id AND l.node_id = p.node_id
"""
_HOLDS = """
SELECT h.sheet_id, h.node_id, h.what, h.first_month, h.month_count, h.amount, s.what_codes, s.what_parents
FROM holds h JOIN sheets s ON s.id = h.sheet_id WHERE h.released_at IS NULL
"""


def wrong_sums(own: Any) -> list[str]:
    """What does not add up, in all versions; empty when everything does. `own` is a cursor that sees everything."""
    own.execute(_LINES)
    lines = {(sheet, node): row for sheet, node, *row in own.fetchall()}
    found = []
    below: dict[tuple[int, int], list[list[int]]] = defaultdict(list)
    for (sheet, node), (parent, _kind, cells, months, year) in lines.items():
        if cells is None:
            found.append(f"sheet {sheet} has no line for node {node}")
            continue
        if [sum(cells[m::12]) for m in range(12)] != list(months) or sum(months) != year:
            found.append(f"sheet {sheet}: months or year of node {node}")
        if min(cells, default=0) < 0:
            found.append(f"sheet {sheet}: node {node} is negative")
        if parent is not None:
            below[sheet, parent].append(cells)
    for (sheet, node), (_parent, kind, cells, *_) in lines.items():
        if kind == "unit" and cells is not None:
            parts = below.get((sheet, node), [[0] * len(cells)])
            if [sum(column) for column in zip(*parts, strict=True)] != list(cells):
                found.append(f"sheet {sheet}: unit {node} is not the sum of those below")
    own.execute(_HOLDS)
    for sheet, node, what, first, count, amount, codes, parents in own.fetchall():
        cells = lines[sheet, node][2]
        leaves = [at for at in range(len(codes)) if at not in parents]
        inside = [row for row, leaf in enumerate(leaves) if _under(leaf, what or "*", codes, parents)]
        if sum(sum(cells[12 * row + first : 12 * row + first + count]) for row in inside) != amount:
            found.append(f"sheet {sheet}: the hold on {node} {what!r} {first}+{count} does not stand")
    return found


def _under(at: int, code: str, codes: list[str], parents: list[int]) -> bool:
    while at >= 0:
        if codes[at] == code:
            return True
        at = parents[at]
    return False


def wrong_now(owner: Any) -> list[str]:
    """`wrong_sums` as of one moment, by a connection of the owner, while others may be writing."""
    with owner.transaction():
        owner.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return wrong_sums(owner.cursor())
