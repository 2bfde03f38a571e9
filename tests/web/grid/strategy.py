"""The strategy."""

from __future__ import annotations

from typing import Any

from web.grid.frame import ADMIN, EDIT, EMPLOYED, Thing, row

#      director operations manager other_manager seller colleague_seller colleague auditor outsider anonymous
LINK = "  *         *         *        *           -          -             -        -        -        -"
_WORDS = {"words": "Win", "quarter": "2027-Q1"}


def _first(_: Thing) -> dict[str, Any]:
    from people import actor
    from targetree.services.reasons.strategy import strategy

    return {"statement": strategy(actor=actor("director")).statements[0].id}


def _target(thing: Thing) -> dict[str, Any]:
    return {"measure": "bookings", "node": thing.unit, "what": ""}


def _link(thing: Thing) -> dict[str, Any]:
    from people import actor
    from targetree.services.reasons.strategy import link_target

    director = actor("director")
    link = link_target(actor=director, measure="bookings", node=thing.node, what="P22", **_first(thing))
    return {"link": link}


ROWS = [
    row("strategy", "GET", EMPLOYED),
    row("statement-new", "GET", ADMIN),
    row("statement-new", "POST", ADMIN, send=_WORDS),
    row("statement-edit", "GET", ADMIN, at=_first),
    row("statement-edit", "POST", ADMIN, at=_first, send=_WORDS),
    row("statement-archive", "POST", ADMIN, at=_first, send={}),
    row("statement-move", "POST", ADMIN, at=_first, send={}),
    row("statement-link", "GET", LINK, at=_first),
    row("statement-link", "POST", EDIT, at=_first, send=_target),
    row("statement-unlink", "POST", EDIT, at=_link),
    row("api:strategy", "GET", EMPLOYED),
    row("api:write_statement", "POST", ADMIN, send={"text": "Win"}),
    row("api:order_statements", "PUT", ADMIN, send=lambda o: {"statements": list(_first(o).values())}),
    row("api:change_statement", "PUT", ADMIN, at=_first, send={"text": "Win"}),
    row("api:archive_statement", "POST", ADMIN, at=_first, send={}),
    row("api:link_target", "POST", EDIT, at=_first, send=lambda o: {"measure": "bookings", "node": o.node}),
    row("api:unlink_target", "DELETE", EDIT, at=_link),
]
