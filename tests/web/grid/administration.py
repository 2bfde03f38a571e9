"""Administration, accounts and the record: pages and operations."""

from __future__ import annotations

from web.grid.frame import ADMIN, ANYBODY, DRAFTS, NOBODY, PLAN, SIGNED_IN, row

_DAY = "2027-08-02"
_LISTS = """
    settings-units settings-people settings-products settings-customers settings-calendar settings-measures
    settings-company settings-market settings-accounts
"""
_NEW = """
    settings-unit-new settings-person-new settings-product-new settings-customer-new settings-measure-new
    settings-note-new settings-days settings-invite
"""
_OF_PERSON = "settings-person settings-transfer settings-leave"
_EFFECTS = "settings-transfer-effect settings-leave-effect"
SALES = {"email": "new@example.com", "name": "New", "role": "auditor"}


def _account(_thing: object) -> dict[str, int]:
    from cast import account_id

    return {"account": account_id("colleague_seller")}


def _role(_thing: object) -> dict[str, int]:
    from cast import account_id
    from people import actor
    from targetree.services.entrance.accounts import account_shown

    account = account_id("colleague_seller")
    shown = account_shown(actor=actor("director"), account=account)
    return {"account": account, "role": shown.roles[0].grant}


def _grant(thing: object) -> dict[str, int]:
    at = _role(thing)
    return {"account": at["account"], "grant": at["role"]}


def _invitation(_thing: object) -> dict[str, int]:
    from people import actor
    from targetree.services.entrance.invitations import invite

    made, _secret = invite(actor=actor("director"), email="x@example.com", name="X", role="auditor")
    return {"invitation": made.id}


def _secret(_thing: object) -> dict[str, str]:
    from people import actor
    from targetree.services.entrance.invitations import invite

    return {"secret": invite(actor=actor("director"), email="x@example.com", name="X", role="auditor")[1]}


def _note(_thing: object) -> dict[str, int]:
    from people import actor
    from targetree.services.settings.market import write_note

    return {"note": write_note(actor=actor("director"), note="x")}


def _added(_thing: object) -> dict[str, str]:
    from people import actor
    from targetree.services.structure.people import add_person

    return {"code": add_person(actor=actor("director"), code="1999", name="New", unit="E1").code}


def _added_person(thing: object) -> dict[str, str]:
    return {"person": _added(thing)["code"]}


def _unit(_thing: object) -> dict[str, str]:
    from people import actor
    from targetree.services.structure.units import add_unit

    return {"code": add_unit(actor=actor("director"), code="E9", name="New", parent="E").code}


def _archived_unit(thing: object) -> dict[str, str]:
    return {"unit": _unit(thing)["code"]}


def _product(_thing: object) -> dict[str, str]:
    from people import actor
    from targetree.services.settings.products import add_product

    return {"code": add_product(actor=actor("director"), code="P99", name="New")}


def _made_product(thing: object) -> dict[str, str]:
    return {"product": _product(thing)["code"]}


ROWS = [
    row("settings", "GET", SIGNED_IN),
    *(row(name, "GET", DRAFTS) for name in _LISTS.split()),
    *(row(name, "GET", ADMIN) for name in _NEW.split()),
    *(row(name, "POST", ADMIN) for name in _NEW.split()),
    row("settings-company", "POST", DRAFTS),
    *(row("settings-unit", method, ADMIN, at={"code": "E1"}) for method in ("GET", "POST")),
    row("settings-unit-archive", "POST", ADMIN, at=_unit),
    *(row(name, method, ADMIN, at={"code": "1103"}) for name in _OF_PERSON.split() for method in ("GET", "POST")),
    *(row(name, "POST", ADMIN, at={"code": "1103"}, send={"day": _DAY, "unit": "E2"}) for name in _EFFECTS.split()),
    row("settings-person-remove", "POST", ADMIN, at=_added),
    *(row("settings-product", method, ADMIN, at=_product) for method in ("GET", "POST")),
    row("settings-product-archive", "POST", ADMIN, at=_product),
    *(row("settings-customer", method, ADMIN, at={"code": "C0001"}) for method in ("GET", "POST")),
    row("settings-customer-archive", "POST", ADMIN, at={"code": "C0001"}),
    row("settings-hand-over", "POST", ADMIN, send={"to": "1104", "owner": "1103", "all": "1"}),
    *(row("settings-measure", method, ADMIN, at={"code": "bookings"}) for method in ("GET", "POST")),
    row("settings-measure-hide", "POST", ADMIN, at={"code": "bookings"}),
    *(row("settings-note", method, ADMIN, at=_note) for method in ("GET", "POST")),
    row("settings-note-remove", "POST", ADMIN, at=_note),
    row("settings-account", "GET", DRAFTS, at=_account),
    row("settings-account", "POST", DRAFTS, at=_account),
    row("settings-grant", "POST", ADMIN, at=_account, send={"role": "auditor"}),
    row("settings-revoke-role", "POST", ADMIN, at=_role),
    row("settings-account-active", "POST", ADMIN, at=_account),
    row("settings-invitation-renew", "POST", ADMIN, at=_invitation),
    row("settings-invitation-revoke", "POST", ADMIN, at=_invitation),
    row("tokens", "GET", SIGNED_IN),
    row("tokens", "POST", SIGNED_IN, send={"name": "grid", "scope": "read", "days": "30"}),
    row("token-revoke", "POST", SIGNED_IN, at=lambda o: {"token": o.token_of(o.role)}),
    *(row("invitation", method, ANYBODY, at=_secret) for method in ("GET", "POST")),
    *(row("setup", method, NOBODY) for method in ("GET", "POST")),
    row("record", "GET", PLAN),
    row("record-export", "GET", PLAN),
    row("api:record", "GET", PLAN),
    row("api:units_list", "GET", DRAFTS),
    row("api:add_unit", "POST", ADMIN, send={"code": "E9", "name": "New", "parent": "E"}),
    row("api:change_unit", "PATCH", ADMIN, at={"unit": "E1"}, send={"name": "New"}),
    row("api:archive_unit", "POST", ADMIN, at=_archived_unit, send={}),
    row("api:people_list", "GET", DRAFTS),
    row("api:person", "GET", DRAFTS, at={"person": "1103"}),
    row("api:add_person", "POST", ADMIN, send={"code": "1999", "name": "New", "unit": "E1"}),
    row("api:change_person", "PATCH", ADMIN, at={"person": "1103"}, send={"name": "New"}),
    row("api:remove_person", "DELETE", ADMIN, at=_added_person),
    row("api:transfer_person", "POST", ADMIN, at={"person": "1103"},
        send={"unit": "E2", "day": "2027-04-01", "restate": True}),
    row("api:preview_transfer", "POST", ADMIN, at={"person": "1103"}, send={"unit": "E2", "day": "2027-04-01"}),
    row("api:leave_person", "POST", ADMIN, at={"person": "1103"}, send={"day": "2027-06-30", "restate": True}),
    row("api:preview_leave", "POST", ADMIN, at={"person": "1103"}, send={"day": "2027-06-30"}),
    row("api:company", "GET", PLAN),
    row("api:change_company", "PATCH", ADMIN, send={"name": "New"}),
    row("api:stale_plans", "GET", DRAFTS),
    row("api:measures_list", "GET", PLAN),
    row("api:add_measure", "POST", ADMIN, send={"code": "demos", "name": "Demos", "kind": "count"}),
    row("api:change_measure", "PATCH", ADMIN, at={"measure": "bookings"}, send={"hidden": False}),
    row("api:products_list", "GET", PLAN),
    row("api:add_product", "POST", ADMIN, send={"code": "P99", "name": "New"}),
    row("api:change_product", "PUT", ADMIN, at=_made_product, send={"name": "Newer"}),
    row("api:archive_product", "POST", ADMIN, at=_made_product, send={}),
    row("api:market_notes", "GET", PLAN),
    row("api:write_note", "POST", ADMIN, send={"note": "x"}),
    row("api:change_note", "PUT", ADMIN, at=_note, send={"note": "y"}),
    row("api:remove_note", "DELETE", ADMIN, at=_note),
    row("api:calendar", "GET", PLAN),
    row("api:set_days", "POST", ADMIN, send={"first": _DAY, "last": _DAY, "working": False}),
    row("api:customers_list", "GET", PLAN),
    row("api:customer", "GET", "* * * - * - - * - -", at=lambda o: {"customer": _of_1103()}),
    row("api:add_customer", "POST", ADMIN, send={"code": "C9999", "name": "New"}),
    row("api:change_customer", "PATCH", ADMIN, at={"customer": "C0001"}, send={"name": "New"}),
    row("api:archive_customer", "POST", ADMIN, at={"customer": "C0001"}, send={}),
    row("api:hand_over", "POST", ADMIN, send={"to": "1104", "owner": "1103"}),
    row("api:accounts_list", "GET", DRAFTS),
    row("api:change_account", "PATCH", ADMIN, at=_account, send={"name": "New"}),
    row("api:grant_role", "POST", ADMIN, at=_account, send={"role": "auditor"}),
    row("api:revoke_role", "DELETE", ADMIN, at=_grant),
    row("api:invitations_list", "GET", ADMIN),
    row("api:invite", "POST", ADMIN, send=SALES),
    row("api:revoke_invitation", "DELETE", ADMIN, at=_invitation),
]  # fmt: skip


def _of_1103() -> str:
    from people import actor
    from targetree.services.settings.customers import customers_shown

    return customers_shown(actor=actor("director"), owner="1103", limit=1)[0][0].code
