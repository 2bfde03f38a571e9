"""The operations that read and change targets, versions, holds, tokens."""

from __future__ import annotations

from web.grid.frame import ANYBODY, EDIT, EDIT_BELOW, PLAN, SEE, SIGNED_IN, Thing, row, sheet_of, version_of


def _wish(thing: Thing) -> dict[str, object]:
    return {"wishes": [{"node": thing.node, "first_month": 1, "month_count": 1, "amount": 1_000_000_00}]}


ROWS = [
    row("api:openapi-json", "GET", ANYBODY),
    row("api:me", "GET", SIGNED_IN),
    row("api:versions", "GET", PLAN),
    row("api:version", "GET", PLAN, at=version_of),
    row("api:sheets", "GET", PLAN, at=version_of),
    row("api:top", "GET", PLAN, at=version_of),
    row("api:lines_below", "GET", SEE, at=sheet_of, ask=lambda o: {"node": o.node}),
    row("api:tree", "GET", SEE, at=sheet_of, ask=lambda o: {"node": o.node}),
    row("api:lines_of", "GET", PLAN, at=sheet_of, ask=lambda o: {"node": o.node}),
    row("api:products", "GET", SEE, at=sheet_of, ask=lambda o: {"node": o.node}),
    row("api:edits", "GET", SEE, at=sheet_of, ask=lambda o: {"node": o.node}),
    row("api:edit_cells", "POST", EDIT, at=sheet_of, send=_wish),
    row("api:preview_cells", "POST", EDIT, at=sheet_of, send=_wish),
    row("api:undo_edit", "POST", EDIT, at=lambda o: {"edit": o.edit}, send={}),
    row("api:holds", "GET", PLAN, ask=lambda o: {"node": o.node}),
    row("api:hold", "POST", EDIT, send=lambda o: {"sheet": o.sheet, "node": o.node}),
    row("api:release", "POST", EDIT_BELOW, at=lambda o: {"hold": o.hold}, send={}),
    row("api:tokens", "GET", SIGNED_IN),
    row("api:create_token", "POST", SIGNED_IN, send={"name": "grid", "scopes": ["read"], "days": 1}),
    row("api:revoke_token", "DELETE", "* * - - * - - - - -", at=lambda o: {"token": o.token_of("seller")}),
]
