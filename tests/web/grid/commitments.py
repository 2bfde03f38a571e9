"""Commitments: who answers, who settles, who sees."""

from __future__ import annotations

from typing import Any

from web.grid.frame import ANSWER, PLAN, SEE, SETTLE, Thing, row, sheet_of


def _of(thing: Thing) -> dict[str, Any]:
    return {"sheet": thing.sheet, "node": thing.node}


def _with_year(thing: Thing) -> dict[str, Any]:
    from people import actor
    from targetree.services.tree.targets import lines_of

    line = lines_of(actor=actor("director"), sheet=thing.sheet, nodes=[thing.node])[0]
    return {"was": sum(line.months), "sure": 80, "amount": "100", "why": "grid"}


COMMENT = "*  *  ob  ob  o  o  -  -  -  -"
ANSWER_OR_SETTLE = "*  -  ob  ob  o  o  -  -  -  -"
ROWS = [
    row("commitments", "GET", PLAN),
    row("commitment", "GET", SEE, at=_of),
    row("commitment-accept", "POST", ANSWER, at=_of, send=_with_year),
    row("commitment-propose", "POST", ANSWER, at=_of, send=_with_year),
    row("commitment-comment", "POST", COMMENT, at=_of, send={"words": "grid"}),
    row("commitment-settle", "POST", SETTLE, at=_of, send={"how": "kept"}),
    row("api:commitments", "GET", PLAN, at=sheet_of),
    row("api:commitment", "GET", SEE, at=_of),
    row("api:accept", "POST", ANSWER, at=_of, send={}),
    row("api:propose", "POST", ANSWER, at=_of, send={"amount": 100, "why": "grid"}),
    row("api:proposal", "POST", ANSWER_OR_SETTLE, at=_of, send={"typed": [{"amount": 100}]}),
    row("api:settle", "POST", SETTLE, at=_of, send={"how": "kept"}),
    row("api:settle_preview", "POST", SETTLE, at=_of, send={"how": "kept"}),
    row("api:comments", "GET", SEE, at=_of),
    row("api:comment", "POST", COMMENT, at=_of, send={"text": "grid"}),
]
