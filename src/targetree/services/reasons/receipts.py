"""Why is this my number (M9): the way down to a figure from the strategy and the company, and who changed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from targetree.engine.money import SCALES
from targetree.engine.periods import MONTHS, PlanYear
from targetree.engine.tree import Tree
from targetree.services.access import Actor, use_case
from targetree.services.cells import PERIODS, Cell, Head, head_of
from targetree.services.days.working_days import days_below
from targetree.services.errors import Invalid, Missing
from targetree.services.tree.actuals import ActualMonths, actual_months
from targetree.store.arrays import Ints, rows
from targetree.store.mapping.sheet_cells import tree_of

from .receipt_steps import Paper, Step, steps_of

MOST_CHANGES = 100


@dataclass(frozen=True, slots=True)
class StatementServed:
    """The strategic statement that the figure serves; `node` is where it was named."""

    id: int
    code: str
    text: str
    quarter: str
    node: int
    node_name: str
    own: bool
    """Named for this node itself, not inherited."""


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """A change by hand and what it did to this figure."""

    edit: int
    kind: str
    who: str
    at: datetime
    reason: str
    node: int | None
    """Where it was made; None: elsewhere, at somebody else's number."""
    node_name: str
    what: str
    first_month: int
    month_count: int
    before: int
    after: int
    """Of this figure."""
    taken_back: bool


@dataclass(frozen=True, slots=True)
class HoldOnIt:
    """A hold on the figure, around it, or within it."""

    node: int
    node_name: str
    what: str
    first_month: int
    month_count: int
    amount: int
    reason: str
    owner: str
    expires: date | None
    exact: bool
    """On this very figure."""


@dataclass(frozen=True)
class Receipt:
    """All there is to say about a figure. Amounts in the smallest unit of the measure."""

    cell: Cell
    head: Head
    version_name: str
    node_name: str
    node_kind: str
    person: str
    """Code of the person whose seat it is."""
    measure_name: str
    builtin: bool
    scale: int
    year: PlanYear
    round_to: int
    company_basis: str
    """What people are shared by, where nothing fixed moves it."""
    products: dict[str, str]
    """Code -> name, of all on the way and of all that changes and holds name."""
    amount: int
    planned: int | None
    """Before any change by hand; None where the plan was not made by the engine."""
    company: int
    """The whole company's same figure, as it is handed down."""
    company_own: int
    """The company's own, without what it hands on beyond it."""
    months: tuple[int, ...]
    """The figure's node and product, month by month."""
    steps: tuple[Step, ...]
    statement: StatementServed | None
    changes: tuple[ChangeShown, ...]
    more_changes: bool
    holds: tuple[HoldOnIt, ...]
    last_year: int | None
    """The same months of the year before; None where nothing is known."""
    working_days: tuple[int, ...] | None
    """[12] of the person, where the figure is a person's."""

    @property
    def share_of_company(self) -> float:
        return self.amount / self.company if self.company else 0.0


@use_case
def receipt(
    *, actor: Actor, sheet: int, node: int, what: str = "", first_month: int = 0, month_count: int = MONTHS
) -> Receipt:
    """The receipt of a figure. Raises Missing or Denied where it is not to be seen, Invalid for no such cell."""
    cell = Cell(sheet, node, what, first_month, month_count)
    head = head_of(actor, "see_targets", sheet, node)
    if head.status == "draft" and not actor.may("see_drafts"):
        raise Missing("not-found")
    with rows() as cursor:
        cursor.execute(_SHEET, [sheet])
        found = cursor.fetchone()
        assert found is not None
        version_name, measure_name, builtin, codes, parents, plan_year, start, round_to, basis, country = found
        cursor.execute(_LINES, [sheet, np.array(head.path, np.int64)])
        lines = cursor.fetchall()
    what_tree = tree_of([str(c) for c in codes], list(parents), None)
    if (what or "*") not in what_tree.index or (first_month, month_count) not in PERIODS:
        raise Invalid("no-such-cell", what=what or "*", when=f"{first_month + 1}+{month_count}")
    year = PlanYear(plan_year, start)
    scale = SCALES[head.kind]
    papers = [_paper(line, what_tree) for line in lines]
    steps = steps_of(papers, what_tree, what, first_month, month_count)
    own, top, at = papers[-1], papers[0], what_tree.index[what or "*"]
    months = own.cells[what_tree.leaves(at)].sum(axis=0)
    part = slice(first_month, first_month + month_count)
    company = int(top.cells[what_tree.leaves(at)][:, part].sum())
    changes, more = _changes(cell, what_tree)
    holds = _holds(cell, head, what_tree)
    before: ActualMonths = actual_months(head.version, node, head.measure, year, what)
    named = {what, *(c.what for c in changes), *(h.what for h in holds), *(s.what for s in steps)} - {""}
    return Receipt(
        cell=cell, head=head, version_name=version_name, node_name=own.name, node_kind=own.kind, person=own.person,
        measure_name=measure_name, builtin=builtin, scale=scale, year=year,
        round_to=round_to if head.kind == "money" else 1,
        company_basis=basis,
        products=product_names(named),
        amount=int(months[part].sum()),
        planned=own.planned_of(at, first_month, month_count),
        company=company,
        company_own=company - top.padding_of(at, first_month, month_count),
        months=tuple(months.tolist()),
        steps=tuple(steps),
        statement=statement_of(node, head.measure, _product_path(what_tree, what)),
        changes=changes, more_changes=more, holds=holds,
        last_year=sum(before.before[part]) if before.known_before else None,
        working_days=_working_days(head, country, year) if own.kind == "seat" else None,
    )  # fmt: skip


def _working_days(head: Head, country: str, year: PlanYear) -> tuple[int, ...]:
    calendar = days_below(head.version, country, year, head.path[-1]).calendar
    return tuple(calendar.days_in_month[calendar.person_class[0]].tolist())


def product_names(codes: set[str]) -> dict[str, str]:
    """Names of products by code; one query, none for none."""
    if not codes:
        return {}
    with rows() as cursor:
        cursor.execute("SELECT code, name FROM products WHERE code = ANY (%s)", [sorted(codes)])
        return dict(cursor.fetchall())


def statement_of(node: int, measure: str, products: Sequence[str]) -> StatementServed | None:
    """The statement that a figure serves: named nearest to it, first by node, then by product; the widest last."""
    with rows() as cursor:
        cursor.execute("SELECT * FROM targetree_statement_of(%s, %s, %s)", [node, measure, list(products)])
        found = cursor.fetchone()
    if found is None:
        return None
    statement, code, text, quarter, at, name = found
    return StatementServed(statement, code, text, quarter, at, name, own=at == node)


def _product_path(what: Tree, code: str) -> list[str]:
    """From the product up to all products, which is the blank one."""
    at = what.index.get(code or "*", 0)
    return ["" if what.ids[n] == "*" else what.ids[n] for n in what.path(at)]


def _paper(line: tuple[object, ...], what: Tree) -> Paper:
    node, name, kind, person, over, cells, share, basis, parent, planned, own_target = line
    shape = (len(what.ids), MONTHS + 1)

    def table(values: object) -> Ints | None:
        return None if values is None else np.asarray(values).reshape(shape)

    return Paper(
        node=node, name=name, kind=kind, person=person or "", over=float(over),  # type: ignore[arg-type]
        cells=cells.reshape(what.leaf_count, MONTHS),  # type: ignore[attr-defined]
        share=None if share is None else np.asarray(share, np.float64).reshape(shape),
        basis=table(basis), parent=table(parent), planned=table(planned),
        own_target=None if own_target is None else np.asarray(own_target).reshape(-1, MONTHS),
    )  # fmt: skip


def _changes(cell: Cell, what: Tree) -> tuple[tuple[ChangeShown, ...], bool]:
    """The changes that moved this figure, the newest first."""
    part, period = (
        what.leaves(what.index[cell.what or "*"]),
        slice(cell.first_month, cell.first_month + cell.month_count),
    )
    with rows() as cursor:
        cursor.execute("SELECT * FROM targetree_changes_of_line(%s, %s, %s)", [cell.sheet, cell.node, MOST_CHANGES + 1])
        found = cursor.fetchall()
    undone = {row[5] for row in found if row[5] is not None}
    shown = []
    for edit, kind, reason, who, at, _, node, name, code, first, count, before, after in found[:MOST_CHANGES]:
        was, now = (
            int(cells.reshape(-1, MONTHS)[part, period].sum()) for cells in (before, after)
        )  # fmt: skip
        if was != now:
            shown.append(
                ChangeShown(edit, kind, who or "", at, reason, node, name or "", code, first, count, was, now,
                            edit in undone)
            )  # fmt: skip
    return tuple(shown), len(found) > MOST_CHANGES


def _holds(cell: Cell, head: Head, what: Tree) -> tuple[HoldOnIt, ...]:
    with rows() as cursor:
        cursor.execute(_HOLDS, [cell.sheet, np.array(head.path, np.int64)])
        found = cursor.fetchall()
    kin = _kin(what, cell.what)
    last = cell.first_month + cell.month_count
    shown = []
    for node, name, code, first, count, amount, reason, owner, expires in found:
        if code in kin and first < last and cell.first_month < first + count:
            same = (node, code, first, count) == (cell.node, cell.what, cell.first_month, cell.month_count)
            shown.append(HoldOnIt(node, name, code, first, count, amount, reason, owner, expires, same))
    return tuple(shown)


def _kin(what: Tree, code: str) -> set[str]:
    """The product itself, what it belongs to and what belongs to it; blank is everything."""
    at = what.index[code or "*"]
    ids = {what.ids[n] for n in (*what.path(at), *range(at, what.node_stop(at)))}
    return {"" if i == "*" else i for i in ids} | {""}


_SHEET = """
SELECT v.name, m.name, m.builtin, s.what_codes, s.what_parents, c.plan_year, c.year_start, c.round_to_fen,
  c.basis, c.country
FROM sheets s JOIN versions v ON v.id = s.version_id JOIN measures m ON m.id = s.measure_id JOIN company c ON true
WHERE s.id = %s
"""
_LINES = """
SELECT n.id, n.name, n.kind, h.code, n.over_assign, l.cells, r.share, r.basis, r.parent, r.planned, r.own_target
FROM lines l JOIN nodes n ON n.id = l.node_id LEFT JOIN people h ON h.id = n.person_id
LEFT JOIN receipt_lines r ON r.sheet_id = l.sheet_id AND r.node_id = l.node_id
WHERE l.sheet_id = %s AND l.node_id = ANY (%s) ORDER BY cardinality(n.path)
"""
_HOLDS = """
SELECT n.id, n.name, h.what, h.first_month, h.month_count, h.amount, h.reason, coalesce(a.name, h.owner_name), h.expires
FROM holds h JOIN nodes n ON n.id = h.node_id LEFT JOIN accounts a ON a.id = h.owner_id
WHERE h.sheet_id = %s AND h.node_id = ANY (%s) AND h.released_at IS NULL
  AND (h.expires IS NULL OR h.expires >= current_date)
ORDER BY cardinality(n.path), h.month_count DESC, h.first_month, h.what
"""
