"""Rows and marks as the page's script takes them: short names, since there are thousands of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from targetree.services.tree.by_product import ByProduct
from targetree.services.tree.customers_of import CustomerRow
from targetree.services.tree.marks import Marks
from targetree.services.tree.rows import Row, SheetOption
from targetree.terms.words import word

Json = dict[str, Any]


def shaped_rows(rows: Iterable[Row]) -> list[Json]:
    """`{id, up, code, name, unit, kids, customers, months, rev, edit, above}`"""
    return [
        {
            "id": row.node, "up": row.parent, "code": row.code, "name": row.name, "unit": row.kind == "unit",
            "kids": row.children, "customers": row.customers, "months": row.months, "rev": row.revision,
            "edit": row.editable, "above": row.above,
        }
        for row in rows
    ]  # fmt: skip


def shaped_marks(marks: Marks) -> Json:
    """Cells that are held and cells that were changed by hand."""
    return {
        "holds": [
            {
                "id": h.id, "node": h.node, "what": h.what, "first": h.first_month, "count": h.month_count,
                "amount": h.amount, "reason": h.reason, "owner": h.owner, "release": h.may_release,
                "expires": h.expires.isoformat() if h.expires else None,
            }
            for h in marks.holds
        ],
        "edits": [
            {
                "id": e.edit, "node": e.node, "what": e.what, "first": e.first_month, "count": e.month_count,
                "before": e.before, "after": e.after, "reason": e.reason, "who": e.who, "at": e.at.isoformat(),
            }
            for e in marks.edits
        ],
    }  # fmt: skip


def shaped_products(found: ByProduct) -> Json:
    """The tree of products of a node."""
    return {
        "node": found.node,
        "name": found.node_name,
        "edit": found.editable,
        "rev": found.revision,
        "rows": [
            {"code": r.code, "up": r.parent, "name": r.name, "kids": r.children, "months": r.months} for r in found.rows
        ],
        "marks": shaped_marks(found.marks),
    }


def shaped_customers(rows: Iterable[CustomerRow]) -> list[Json]:
    """`{id, code, name, stage, months}`; id is null for those yet to be won."""
    return [{"id": r.customer, "code": r.code, "name": r.name, "stage": r.stage, "months": r.months} for r in rows]


def shaped_sheet(sheet: SheetOption, lang: str) -> Json:
    """A sheet to choose."""
    return {
        "id": sheet.id, "measure": sheet.measure, "name": name_of(sheet, lang), "kind": sheet.kind,
        "scale": sheet.scale, "tier": sheet.tier, "products": sheet.has_products, "customers": sheet.has_customers,
    }  # fmt: skip


def name_of(sheet: SheetOption, lang: str) -> str:
    """A built-in measure goes by the reader's language."""
    return word(sheet.measure, lang) if sheet.builtin else sheet.measure_name
