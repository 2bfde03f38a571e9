"""The tree of targets and what its script asks for."""

from __future__ import annotations

from web.grid.frame import PLAN, SEE, Thing, row


def _cell(thing: Thing) -> dict[str, object]:
    return {"sheet": thing.sheet, "node": thing.node}


def _nodes(thing: Thing) -> dict[str, object]:
    return {"sheet": thing.sheet, "nodes": thing.node, "part": "week", "count": 2}


ROWS = [
    row("tree", "GET", PLAN),
    row("tree-rows", "GET", SEE, ask=_cell),
    row("tree-customers", "GET", SEE, ask=_cell),
    row("tree-products", "GET", SEE, ask=_cell),
    row("tree-last-year", "GET", SEE, ask=_cell),
    row("tree-parts", "POST", SEE, send=_nodes),
    row("tree-again", "POST", PLAN, send=_nodes),
    row("tree-find", "GET", PLAN, ask=lambda o: {"version": o.version, "q": "1103"}),
]
