"""The names behind the ids of record rows, each table looked up once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from targetree.engine.money import SCALES
from targetree.engine.periods import PlanYear
from targetree.store import models as store

_REFERS = {
    "node_id": "nodes", "person_id": "people", "manager_id": "people", "measure_id": "measures",
    "product_id": "products", "customer_id": "customers", "version_id": "versions", "based_on_id": "versions",
    "in_force_id": "versions", "sheet_id": "sheets", "account_id": "accounts", "granted_by_id": "accounts",
    "statement_id": "statements", "to_account_id": "accounts", "to_node_id": "nodes", "effect_product_id": "products",
}  # fmt: skip
_MODELS: dict[str, Any] = {
    "nodes": store.Node, "people": store.Person, "measures": store.Measure, "products": store.Product,
    "customers": store.Customer, "versions": store.Version, "accounts": store.Account,
    "statements": store.Statement,
}  # fmt: skip
_ROWS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "holds": (store.Hold, ("sheet_id", "node_id", "what", "first_month", "month_count")),
    "commitments": (store.Commitment, ("sheet_id", "node_id")),
    "comments": (store.Comment, ("sheet_id", "node_id")),
    "grants": (store.Grant, ("account_id", "role", "node_id")),
    "invitations": (store.Invitation, ("email", "name", "role", "node_id")),
    "api_tokens": (store.ApiToken, ("name", "account_id")),
    "calendar_days": (store.CalendarDay, ("day", "node_id")),
    "customer_lines": (store.CustomerLine, ("sheet_id", "node_id", "customer_id")),
    "statement_links": (store.StatementLink, ("statement_id", "measure_id", "node_id", "what")),
    "work_plans": (store.WorkPlan, ("node_id", "measure_id")),
    "conditions": (store.Condition, ("text",)), "plan_points": (store.PlanPoint, ("text", "part")),
    "actions": (store.Action, ("text",)), "expense_budgets": (store.ExpenseBudget, ("node_id",)),
    "focuses": (store.Focus, ("text", "quarter")),
    "checkpoints": (store.Checkpoint, ("month", "third")),
    "support_requests": (store.SupportRequest, ("text", "node_id")),
    "plan_comments": (store.PlanComment, ("text",)), "plan_copies": (store.PlanCopy, ("event", "number")),
    "plan_deadlines": (store.PlanDeadline, ("step",)),
}  # fmt: skip
"""Rows that have no name of their own: what an update must know of them besides what it changed."""


@dataclass(frozen=True, slots=True)
class SheetName:
    """What a sheet is about."""

    measure: str
    measure_name: str
    builtin: bool
    scale: int
    kind: str
    tier: str
    version: str


class Names:
    """Looks up all that `rows` refer to, in a fixed number of queries. What the reader may not see has no name."""

    def __init__(self, rows: Sequence[store.Record]) -> None:
        self.whole = self._whole(rows)
        wanted: dict[str, set[int]] = defaultdict(set)
        whats: set[str] = set()
        for row in rows:
            if row.table in _MODELS:
                wanted[row.table].add(row.row_id)
            if row.node_id is not None:
                wanted["nodes"].add(row.node_id)
            for told in (row.before, row.after, self.whole.get(row.id)):
                for field, value in (told or {}).items():
                    table = self.refers(row.table, field)
                    if table and isinstance(value, int):
                        wanted[table].add(value)
                    elif field == "what" and value:
                        whats.add(str(value))
        self._names: dict[str, dict[int, str]] = {}
        for table, model in _MODELS.items():
            if table not in ("nodes", "measures"):
                self._names[table] = self._of(table, model, wanted[table])
        nodes = store.Node.objects.filter(id__in=wanted["nodes"]).values_list("id", "name", "kind")
        self._names["nodes"], self.nodes = {}, {}
        for id, name, kind in nodes:
            self._names["nodes"][id], self.nodes[id] = name, kind
        self.sheets = self._sheets(wanted["sheets"])
        self.products = dict(store.Product.objects.filter(code__in=whats).values_list("code", "name"))
        year = store.Company.objects.filter(id=1).values_list("year_start", "plan_year").first()
        self.year = PlanYear(year[1], year[0]) if year else None
        measures = store.Measure.objects.filter(id__in=wanted["measures"])
        self.measure_codes = {m.id: (m.code, m.name, m.builtin) for m in measures}
        self._names["measures"] = {id: name for id, (_, name, _) in self.measure_codes.items()}

    @staticmethod
    def refers(table: str, field: str) -> str:
        """The table that a field refers to, "" for none."""
        if field == "parent_id":
            return table if table in _MODELS else ""
        if field == "owner_id":
            return "people" if table in ("customers", "conditions", "actions") else "accounts"
        if field.endswith("_by_id"):
            return "accounts"
        return _REFERS.get(field, "")

    def name(self, table: str, id: object) -> str:
        """The name of a row, blank where it is unknown or not for the reader to know."""
        return self._names.get(table, {}).get(id, "") if isinstance(id, int) else ""

    @staticmethod
    def _of(table: str, model: Any, ids: Iterable[int]) -> dict[int, str]:
        title = "statement" if table == "statements" else "name"
        found = model._default_manager.filter(id__in=ids)
        if table in ("people", "customers"):
            return {i: f"{name}（{code}）" for i, name, code in found.values_list("id", "name", "code")}
        return dict(found.values_list("id", title))

    @staticmethod
    def _whole(rows: Sequence[store.Record]) -> dict[int, dict[str, Any]]:
        """What is not in an update's own before and after, by the id of the record's row."""
        ids: dict[str, set[int]] = defaultdict(set)
        for row in rows:
            if row.table in _ROWS and row.action == "update":
                ids[row.table].add(row.row_id)
        there: dict[tuple[str, int], dict[str, Any]] = {}
        for table, (model, fields) in _ROWS.items():
            for found in model._default_manager.filter(id__in=ids[table]).values("id", *fields):
                there[table, found.pop("id")] = found
        return {
            row.id: there.get((row.table, row.row_id), {})
            if row.action == "update"
            else (row.after or row.before or {})
            for row in rows
        }

    @staticmethod
    def _sheets(ids: Iterable[int]) -> dict[int, SheetName]:
        found = store.Sheet.objects.filter(id__in=ids).select_related("measure", "version")
        return {
            s.id: SheetName(
                s.measure.code, s.measure.name, s.measure.builtin, SCALES[s.measure.kind], s.measure.kind, s.tier,
                s.version.name,
            )
            for s in found
        }  # fmt: skip
