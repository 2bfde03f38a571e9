"""A row of the record as a sentence's parts: what was done, to what, what became what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from targetree.engine.money import Amount
from targetree.store import models as store
from targetree.terms.plan_words import told as plan_word
from targetree.terms.record_words import DONE, FIELDS, VALUES, said
from targetree.terms.words import WORDS, word

from .names import Names, SheetName

PLAN_TABLES = (
    "work_plans", "conditions", "plan_points", "actions", "focuses", "checkpoints", "support_requests", "plan_comments",
    "plan_copies", "expense_budgets", "letters", "own_rates",
)  # fmt: skip
"""What belongs to a work plan; its subject is whose plan it is, and the words of the row."""
_STATES = {
    # table: (field that was set, what that means)
    "holds": (("released_at", "released"),),
    "commitments": (("settled_at", "settled"),),
    "nodes": (("archived_at", "archived"),),
    "customers": (("archived_at", "archived"), ("owner_id", "handed")),
    "products": (("archived_at", "archived"),),
    "measures": (("archived_at", "archived"),),
    "statements": (("archived_at", "archived"),),
    "invitations": (("accepted_at", "accepted"), ("revoked_at", "revoked")),
    "api_tokens": (("revoked_at", "revoked"),),
    "plan_comments": (("resolved_at", "resolved"),),
}
_SHOWN_WHEN_NEW: dict[str, tuple[str, ...]] = {
    "edits": (), "holds": ("amount", "expires"),
    "commitments": ("state", "assigned", "amount", "confidence"), "comments": ("text",),
    "versions": ("note", "based_on_id"), "nodes": ("parent_id", "manager_id", "over_assign", "starts", "ends"),
    "people": ("title", "start_date", "capacity", "carries"), "customers": ("owner_id", "stage", "city"),
    "products": ("parent_id", "price_fen"), "measures": ("kind",), "calendar_days": ("working", "note"),
    "statements": ("quarter", "measure_id", "node_id"), "statement_links": (), "company": ("plan_year",),
    "accounts": ("email",), "grants": ("role", "node_id"), "invitations": ("role", "node_id"),
    "api_tokens": ("scopes", "expires_at"), "customer_lines": (),
    "work_plans": (), "conditions": ("due", "owner_id", "difficulty", "breakthrough"), "plan_points": ("amount", "due"),
    "actions": ("customer_id", "starts", "due", "owner_id", "cost_fen"), "focuses": ("share_percent",),
    "checkpoints": (), "expense_budgets": ("amount_fen",),
    "support_requests": ("to_node_id", "to_account_id", "needed_by"), "plan_comments": (), "plan_copies": ("note",),
    "letters": ("person_id",), "letter_signatures": ("side",), "plan_deadlines": ("step", "due"),
    "own_rates": ("cold_rate", "visit_rate", "win_rate", "deal", "visits_a_day"),
}  # fmt: skip
_AMOUNTS = {
    "amount", "deal", "assigned", "settled_amount", "before", "after", "stated", "effect", "amount_signed", "revenue",
    "cash",
}  # fmt: skip
_PER_CENT = {"cold_rate", "visit_rate", "win_rate", "capacity", "repeat_rate", "over_assign"}
_SILENT = {
    "id", "sheet_id", "account_id", "created_at", "created_by_id", "answered_at", "settled_at", "settled_by_id",
    "released_at", "released_by_id", "opened_at", "published_at", "published_by_id", "organisation", "owner_name",
    "granted_by_id", "granted_at", "invited_by_id", "accepted_at", "revoked_at", "cells", "weights", "stated", "prefix",
    "at", "revision", "undoes_id", "first_month", "month_count", "builtin", "kind", "archived_at", "reason",
    "arranged_at", "arranged_by_id", "model_said", "figure_of", "source", "since", "plan_id", "year", "changed_at",
    "changed_by_id", "submitted_at", "submitted_by_id", "judged_by_id", "asked_at", "asked_by_id", "answered_by_id",
    "resolved_at", "resolved_by_id", "copy_id", "letter_id", "number", "event", "content", "digest", "single", "month",
    "third", "about", "about_id", "obstacle_id",
}  # fmt: skip
"""What a reader need not see beside the sentence itself."""
_ORDER = list(FIELDS)


class Wording:
    """Words for the rows that `names` was made for, in `zh` or `en`."""

    def __init__(self, names: Names, lang: str) -> None:
        self.names, self.lang = names, lang

    def done(self, row: store.Record) -> str:
        """What was done: `Released hold`."""
        table = self._table(row)
        how = self._how(row)
        slug = f"{table}.{how}"
        return said(DONE, slug if slug in DONE else f"{table}.{row.action}", self.lang)

    def subject(self, row: store.Record) -> str:
        """To what: `Shanghai · Bookings · 2027-03`."""
        told = self.names.whole[row.id]
        named = self.names.name(row.table, row.row_id) or str(
            (row.before or {}).get("name") or (row.after or {}).get("name") or ""
        )
        parts: list[str]
        if row.table in ("edits", "holds", "commitments", "comments", "customer_lines"):
            parts = [self._node(told), self._sheet(told)]
            if row.table in ("edits", "holds"):
                parts += [self._what(told), self._months(told)]
            if row.table == "customer_lines":
                parts.append(self.names.name("customers", told.get("customer_id")))
        elif row.table == "grants":
            parts = [self.names.name("accounts", told.get("account_id")), self._role(told)]
            if told.get("node_id"):
                parts.append(self._node(told))
        elif row.table == "invitations":
            parts = [str(told.get("name", "")), str(told.get("email", "")), self._role(told)]
        elif row.table == "api_tokens":
            parts = [str(told.get("name", "")), self.names.name("accounts", told.get("account_id"))]
        elif row.table == "calendar_days":
            parts = [str(told.get("day", "")), self._node(told) or said(VALUES, "everybody", self.lang)]
        elif row.table == "statement_links":
            measure = self._value("", "measure_id", told.get("measure_id"), told)
            parts = [
                self._node(told),
                measure,
                self._what(told),
                self.names.name("statements", told.get("statement_id")),
            ]
        elif row.table in PLAN_TABLES:
            parts = [self.names.name("nodes", row.node_id), _short(told.get("text")), self._third(told)]
        elif row.table == "measures":
            parts = [self._measure(row.row_id) or named]
        else:
            parts = [named]
        return " · ".join(part for part in parts if part)

    def changes(self, row: store.Record) -> list[tuple[str, str, str]]:
        """What became what, in the order of the fields."""
        told, before, after = self.names.whole[row.id], row.before or {}, row.after or {}
        if row.table == "edits":
            return [("", self._value("edits", "before", after.get("before"), told),
                     self._value("edits", "after", after.get("after"), told))]  # fmt: skip
        if row.action != "update":
            fields = [f for f in _SHOWN_WHEN_NEW.get(row.table, ()) if (after or before).get(f) not in (None, "", [])]
            if row.table in ("grants", "invitations"):
                fields = []
        else:
            fields = sorted((f for f in after if f not in _SILENT), key=_place)
            if self._how(row) == "settled":
                fields = [f for f in fields if f != "state"]
            if row.table == "measures" and "kind" in after:
                fields.append("kind")
        found = []
        for field in fields:
            was, is_now = (self._value(row.table, field, side.get(field), told) for side in (before, after))
            if (was != is_now or row.action != "update") and (not row.why or is_now != row.why):
                found.append((said(FIELDS, field, self.lang), was if before else "", is_now if after else ""))
        return found

    def reason(self, row: store.Record) -> str:
        """A reason that stands in the row itself."""
        return str((row.after or {}).get("reason") or "")

    def _table(self, row: store.Record) -> str:
        if row.table != "nodes":
            return row.table
        kind = self.names.nodes.get(row.row_id) or (row.after or row.before or {}).get("kind")
        return "seats" if kind == "seat" else "units"

    def _how(self, row: store.Record) -> str:
        after = row.after or {}
        if row.table == "edits" and after.get("kind") in ("transfer", "undo", "settle", "import"):
            return str(after["kind"])
        if row.action != "update":
            return row.action
        for field, how in _STATES.get(row.table, ()):
            if after.get(field):
                return how
        if row.table in ("work_plans", "support_requests") and after.get("status"):
            return str(after["status"])
        if row.table == "versions" and after.get("status") in ("open", "published"):
            return "opened" if after["status"] == "open" else "published"
        if row.table == "accounts" and "is_active" in after:
            return "activated" if after["is_active"] else "deactivated"
        return row.action

    def _node(self, told: dict[str, Any]) -> str:
        return self.names.name("nodes", told.get("node_id"))

    def _role(self, told: dict[str, Any]) -> str:
        return said(VALUES, f"role.{told.get('role', '')}", self.lang)

    def _sheet(self, told: dict[str, Any]) -> str:
        sheet = self.names.sheets.get(told.get("sheet_id", 0))
        if sheet is None:
            return ""
        name = self._named(sheet)
        return name if sheet.tier == "base" else f"{name}（{said(VALUES, f'tier.{sheet.tier}', self.lang)}）"

    def _named(self, sheet: SheetName) -> str:
        return word(sheet.measure, self.lang) if sheet.builtin and sheet.measure in WORDS else sheet.measure_name

    def _measure(self, id: object) -> str:
        code, name, builtin = self.names.measure_codes.get(id, ("", "", False)) if isinstance(id, int) else ("", "", 0)
        return word(code, self.lang) if builtin and code in WORDS else name

    def _third(self, told: dict[str, Any]) -> str:
        if self.names.year is None or told.get("third") not in (0, 1, 2) or not 0 <= told.get("month", -1) < 12:
            return ""
        third = plan_word(f"third.{told['third']}", self.lang)
        return f"{self.names.year.month_names[told['month']]} {third}"

    def _what(self, told: dict[str, Any]) -> str:
        code = str(told.get("what") or "")
        return self.names.products.get(code, code)

    def _months(self, told: dict[str, Any]) -> str:
        first, count = told.get("first_month", 0), told.get("month_count", 12)
        if self.names.year is None or not 0 <= first < 12:
            return ""
        if count == 12:
            return str(self.names.year.year)
        if count == 3 and first % 3 == 0:
            return f"{self.names.year.year}-Q{first // 3 + 1}"
        names = self.names.year.month_names
        return names[first] if count == 1 else f"{names[first]} – {names[min(first + count, 12) - 1]}"

    def _value(self, table: str, field: str, value: Any, told: dict[str, Any]) -> str:
        if value is None or value == "":
            return ""
        refers = self.names.refers(table, field)
        if field == "measure_id":
            return self._measure(value)
        if refers:
            return self.names.name(refers, value) or "–"
        if isinstance(value, bool):
            slug = f"{field}.{str(value).lower()}"
            return said(VALUES, slug if slug in VALUES else str(value).lower(), self.lang)
        if field in _AMOUNTS and isinstance(value, int):
            sheet = self.names.sheets.get(told.get("sheet_id", 0))
            return str(Amount(value, sheet.scale if sheet else 100))
        if field.endswith("_fen") and isinstance(value, int):
            return str(Amount(value, 100))
        if field.endswith("_ppm") and isinstance(value, int):
            return f"{value / 10_000:g}%"
        if field in _PER_CENT and isinstance(value, int | float):
            return f"{value * 100:g}%"
        if field == "confidence":
            return f"{value}%"
        if field == "ramp" and isinstance(value, list):
            return "/".join(f"{step * 100:g}" for step in value)
        if isinstance(value, list):
            return ", ".join(said(VALUES, f"{field}.{item}", self.lang).removeprefix(f"{field}.") for item in value)
        if field.endswith("_at"):
            return _moment(str(value))
        slug = f"{field}.{value}"
        return said(VALUES, slug, self.lang) if slug in VALUES else str(value)


def _short(text: object, most: int = 60) -> str:
    said_ = str(text or "")
    return said_ if len(said_) <= most else f"{said_[: most - 1]}…"


def _place(field: str) -> int:
    return _ORDER.index(field) if field in FIELDS else len(_ORDER)


def _moment(text: str) -> str:
    try:
        return f"{timezone.localtime(datetime.fromisoformat(text)):%Y-%m-%d %H:%M}"
    except ValueError:
        return text
