"""What a book would change: each table row by row and field by field, and the numbers of the plan."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np

from targetree.engine.money import SCALES
from targetree.engine.result import MeasurePlan, Plan
from targetree.store import models as store
from targetree.store.arrays import Ints, rows
from targetree.store.mapping.book_out import ramp_text
from targetree.store.mapping.stated import cell_of, stated_targets
from targetree.store.mapping.upsert import Change, Difference, Values, ids

LISTED = 40
"""Rows of each kind of change in each table."""
MOST_PEOPLE = 20
MOST_VERSIONS = 12
_SLUGS = {
    "parent_id": "parent", "manager_id": "manager", "owner_id": "owner", "title": "role", "starts": "start_date",
    "ends": "end_date", "price_fen": "price", "measure_id": "measure", "node_id": "who", "product_id": "product",
    "customer_id": "customer", "person_id": "person", "amount_fen": "amount", "paid_fen": "paid", "day": "date",
    "expected_amount_fen": "expected_amount", "from_step": "from", "to_step": "to", "round_to_fen": "round_to",
}  # fmt: skip
_OTHERWISE = {("strategy", "who"): "unit", ("market", "product"): "what", ("people", "parent"): "unit",
              ("measures", "kind"): "unit"}  # fmt: skip
_HIDDEN = frozenset(("path", "position", "kind", "builtin", "activity", "id"))
_OF_PERSON = frozenset(("manager_id", "owner_id", "person_id"))
SETTINGS_TABLE = "company"


def tables_of(differences: Sequence[Difference]) -> list[dict[str, Any]]:
    """The differences as plain data, tables that stay as they are included."""
    names = _Names()
    return [_table(difference, names) for difference in differences]


def fingerprint(differences: Sequence[Difference]) -> str:
    """The same for the same changes of the same rows: whether what is kept is what was looked at."""
    names = _Names()
    told = [
        [d.table, d.counts, sorted(d.new), sorted(d.gone),
         sorted((key, [names.told(d.table, *change) for change in changes]) for key, changes in d.changed.items())]
        for d in differences if d
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()


class _Names:
    """Codes of rows that fields refer to, as they are in this transaction."""

    def __init__(self) -> None:
        self._known: dict[str, dict[int, str]] = {}
        self.kinds = dict(store.Measure.objects.values_list("id", "kind"))

    def code(self, table: str, field: str, key: int) -> str:
        model: type[Any] = (
            store.Person if field in _OF_PERSON else store.Customer if field == "customer_id"
            else store.Measure if field == "measure_id"
            else store.Product if field == "product_id" or (table == "products" and field == "parent_id")
            else store.Node
        )  # fmt: skip
        name = model.__name__
        if name not in self._known:
            self._known[name] = {pk: code for code, pk in ids(model).items()}
        return self._known[name].get(key, "")

    def told(self, table: str, field: str, before: Any, after: Any) -> list[str]:
        return [field, self.text(table, field, before), self.text(table, field, after)]

    def text(self, table: str, field: str, value: Any, scale: int = 100) -> str:
        if value is None or value == "":
            return ""
        if field.endswith("_id") and isinstance(value, int):
            return self.code(table, field, value)
        if field.endswith("_fen") or field == "amount":
            amount = Decimal(value) / scale
            return f"{amount:,.2f}".removesuffix(".00")
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, (list, tuple)):
            return ramp_text(list(value))
        if isinstance(value, datetime):
            return value.date().isoformat()
        if isinstance(value, date):
            return value.isoformat()
        return f"{value:.12g}" if isinstance(value, float) else str(value)


def _table(difference: Difference, names: _Names) -> dict[str, Any]:
    table = difference.table
    new, changed, gone = difference.counts
    keyed = table not in ("calendar", "funnel", "receivables", "market", "rewards", "actuals", SETTINGS_TABLE)
    listed = [
        *(_changed(table, key, changes, names) for key, changes in _first(difference.changed.items())),
        *(_row("new", table, key, values, names, keyed) for key, values in _first(difference.new.items())),
        *(_row("gone", table, key, values, names, keyed) for key, values in _first(difference.gone.items())),
    ]
    return {
        "table": table, "new": new, "changed": changed, "gone": gone, "before": difference.rows_before,
        "after": difference.rows_after, "rows": listed,
    }  # fmt: skip


def _first(items: Iterable[Any]) -> list[Any]:
    return [item for item, _ in zip(items, range(LISTED), strict=False)]


def _slug(table: str, field: str) -> str:
    slug = _SLUGS.get(field, field)
    return _OTHERWISE.get((table, slug), slug)


def _changed(table: str, key: str, changes: Sequence[Change], names: _Names) -> dict[str, Any]:
    fields = [
        {"slug": _slug(table, field), "before": before, "after": after}
        for field, before, after in (names.told(table, *change) for change in changes)
        if field not in _HIDDEN or (table, field) == ("measures", "kind")
    ]
    return {"kind": "changed", "key": "" if table == SETTINGS_TABLE else key, "fields": fields}


def _row(kind: str, table: str, key: str, values: Values, names: _Names, keyed: bool) -> dict[str, Any]:
    scale = SCALES[names.kinds.get(values.get("measure_id", 0), "money")] if table == "actuals" else 100
    fields = [
        {"slug": _slug(table, field), "value": names.text(table, field, value, scale)}
        for field, value in values.items()
        if field not in _HIDDEN and not (table in ("units", "people") and field in ("person_id", "starts", "ends"))
    ]
    return {"kind": kind, "key": key if keyed else "", "fields": [f for f in fields if f["value"]]}


def base_of(plan: Plan, digest: str, shown: int | None) -> int | None:
    """The version that a plan is best compared with: one that came of the same file, one that states the same, else
    the one that is `shown`."""
    runs = store.ImportRun.objects.filter(digest=digest, state=store.ImportRun.DONE, version__archived_at=None)
    same: int | None = runs.order_by("-finished_at").values_list("version", flat=True).first()
    if same is not None:
        return same
    versions = store.Version.objects.filter(archived_at=None).order_by("-created_at")
    order = [*([shown] if shown is not None else []), *versions.values_list("id", flat=True)[:MOST_VERSIONS]]
    return next((version for version in order if states_the_same(plan, version)), shown)


def states_the_same(plan: Plan, version: int) -> bool:
    """Whether the book of the plan states just what the version's own book would."""
    nodes = store.Node.objects.in_bulk(
        list(store.Place.objects.filter(version_id=version).values_list("node_id", flat=True))
    )
    stated = {(t.measure, *cell_of(t), t.hold): t.amount for t, _ in stated_targets(version, nodes)}
    return stated == {(t.measure, *cell_of(t), t.hold): t.amount for t in plan.book.targets}


def measures_of(plan: Plan, base: int | None) -> list[dict[str, Any]]:
    """Each measure's numbers, old and new: the company, its units, and the people whose year changes most."""
    there = _years(base) if base is not None else {}
    return [_measure(plan, part, there.get(part.measure.id, {})) for part in plan.measures]


def _years(version: int) -> dict[str, dict[str, Ints]]:
    """Measure -> code -> months of the version's base tier."""
    found: dict[str, dict[str, Ints]] = {}
    with rows() as cursor:
        cursor.execute(
            "SELECT m.code, n.code, l.cells FROM sheets s JOIN measures m ON m.id = s.measure_id"
            " JOIN lines l ON l.sheet_id = s.id JOIN nodes n ON n.id = l.node_id"
            " WHERE s.version_id = %s AND s.tier = 'base'",
            [version],
        )
        for measure, code, cells in cursor:
            found.setdefault(measure, {})[code] = cells
    return found


def _measure(plan: Plan, part: MeasurePlan, there: Mapping[str, Ints]) -> dict[str, Any]:
    figures = plan.who.roll_up(part.cells)
    years = figures.sum(axis=(1, 2)).tolist()
    units = {u.id: u.name for u in plan.book.units}
    people = {p.id: p.name for p in plan.book.people}
    depth = plan.who.depth.tolist()
    shown, moved, same = [], [], True
    for at, code in enumerate(plan.who.ids):
        cells = there.get(code)
        old = None if cells is None else int(cells.sum())
        same = same and cells is not None and np.array_equal(cells, figures[at].ravel())
        line = {"code": code, "name": units.get(code) or people.get(code, ""), "old": old, "new": years[at]}
        if code in units:
            shown.append({**line, "depth": depth[at]})
        elif old != years[at]:
            moved.append(line)
    left = sorted(set(there) - set(plan.who.ids))
    moved.sort(key=lambda line: -abs(line["new"] - (line["old"] or 0)))
    m = part.measure
    return {
        "code": m.id, "name": m.name, "builtin": m.row == 0, "kind": m.kind, "scale": m.scale, "units": shown,
        "people": moved[:MOST_PEOPLE], "people_moved": len(moved), "left": len(left), "same": same and not left,
    }  # fmt: skip
