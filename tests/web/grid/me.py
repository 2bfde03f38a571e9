"""People's pages, and where everybody is led first."""

from __future__ import annotations

from web.grid.frame import EDIT_BELOW, SEE, SIGNED_IN, Thing, row


def _person(thing: Thing) -> dict[str, object]:
    return {"code": thing.person}


_CARD = {"duties": "a", "decisions": "b", "handoffs": "c"}

ROWS = [
    row("home", "GET", SIGNED_IN),
    row("me", "GET", SIGNED_IN),
    row("person", "GET", SEE, at=_person),
    row("role-card", "GET", EDIT_BELOW, at=_person),
    row("role-card", "POST", EDIT_BELOW, at=_person, send=_CARD),
    row("api:my_page", "GET", SIGNED_IN),
    row("api:page_of_person", "GET", SEE, at=lambda o: {"person": o.person}),
    row("api:role_card", "GET", SEE, at=lambda o: {"person": o.person}),
    row("api:write_role_card", "PUT", EDIT_BELOW, at=lambda o: {"person": o.person}, send=_CARD),
]
