"""Rows of the tree as its page shows them: the actor's part, the chain above it to read, what is held and changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from targetree.engine.periods import MONTHS
from targetree.services.access import Actor, require, use_case
from targetree.services.cells import head_of
from targetree.services.errors import Missing
from targetree.store.arrays import rows
from targetree.store.mapping.sheet_cells import tree_of

from .marks import Marks, marks_of

MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A node's row. Amounts in the smallest unit of the measure."""

    node: int
    parent: int | None
    code: str
    name: str
    kind: str
    """`unit` or `seat`."""
    children: int
    """Nodes right below."""
    customers: int
    """Customers whose rows can be shown below a seat, the new ones among them as one."""
    months: list[int]
    """[12]"""
    revision: int
    editable: bool
    above: bool
    """It stands above the actor's own part: to be read, with none of its other parts."""

    @property
    def year(self) -> int:
        return sum(self.months)


@dataclass(frozen=True, slots=True)
class SheetOption:
    """A sheet of the version to choose."""

    id: int
    measure: str
    measure_name: str
    builtin: bool
    kind: str
    scale: int
    tier: str
    has_products: bool
    has_customers: bool


@dataclass(frozen=True, slots=True)
class TreeShown:
    """The first sight of a version's tree."""

    version: int
    version_name: str
    status: str
    year: int
    """The plan year, as the company calls it."""
    first_month: int
    """1..12: the calendar month that it begins with."""
    sheets: tuple[SheetOption, ...]
    sheet: SheetOption
    revision: int
    what: str
    what_name: str
    rows: tuple[Row, ...]
    marks: Marks


@use_case
def tree_shown(
    *, actor: Actor, version: int | None = None, measure: str = "", tier: str = "", what: str = "",
    sheet: int | None = None,
) -> TreeShown | None:  # fmt: skip
    """The tree of a version (None: the one in force, else the newest), opened one level below the actor's own nodes.

    What is not there any more of `measure` and `tier` gives way to the first there is; `sheet` names all three.
    None where no version is to be seen yet.
    """
    require(actor, "plan")
    options = _sheets(actor, version, sheet)
    if not options and version is not None and sheet is None:
        options = _sheets(actor, None, None)
    if not options:
        return None
    of, name, status, year, first_month = options[0][:5]
    sheets = tuple(option for *_, option in options)
    chosen = next((s for s in sheets if s.id == sheet), None) or _chosen(sheets, measure, tier)
    revision = next(r for *_, r, option in options if option is chosen)
    what_name = _product(chosen.id, what) if what else ""
    what = what if what_name else ""
    shown = _rows(actor, chosen.id, of, what, _FIRST, [of, _ids(actor.roots()), _ids(actor.roots())])
    return TreeShown(
        of, name, status, year, first_month, sheets, chosen, revision, what, what_name, tuple(shown),
        marks_of(actor, chosen.id, shown),
    )  # fmt: skip


@use_case
def rows_below(*, actor: Actor, sheet: int, node: int, what: str = "", all_levels: bool = False) -> tuple[Row, ...]:
    """The rows right below a node, or all below it, depth-first."""
    head = head_of(actor, "see_targets", sheet, node)
    which = "%s = ANY (p.path) AND p.node_id <> %s" if all_levels else "p.parent_id = %s"
    return tuple(_rows(actor, sheet, head.version, what, which, [node, node] if all_levels else [node]))


@use_case
def rows_beside(*, actor: Actor, sheet: int, node: int, what: str = "") -> tuple[Row, ...]:
    """The rows that have to be open for a node to be seen: those below each node above it."""
    head = head_of(actor, "see_targets", sheet, node)
    return tuple(_rows(actor, sheet, head.version, what, "p.parent_id = ANY (%s)", [_ids(head.path[:-1])]))


@use_case
def rows_of(*, actor: Actor, sheet: int, nodes: Sequence[int], what: str = "") -> tuple[Row, ...]:
    """The rows of certain nodes, as far as the actor may see them, the chain above included."""
    require(actor, "plan")
    with rows() as cursor:
        cursor.execute("SELECT version_id FROM sheets WHERE id = %s", [sheet])
        found = cursor.fetchone()
    if found is None:
        raise Missing("not-found")
    return tuple(_rows(actor, sheet, found[0], what, "p.node_id = ANY (%s)", [_ids(nodes)]))


@use_case
def marks_on(*, actor: Actor, sheet: int, shown: Sequence[Row]) -> Marks:
    """What is held and what was changed by hand in these rows."""
    return marks_of(actor, sheet, shown)


@dataclass(frozen=True, slots=True)
class Found:
    """A unit or person that the words match; `path` are the names from the top down to its parent."""

    node: int
    name: str
    code: str
    kind: str
    path: tuple[str, ...]


@use_case
def find_nodes(*, actor: Actor, version: int, words: str) -> list[Found]:
    """Units and people of the actor's part whose name or code contains the words; at most 20."""
    require(actor, "plan")
    pattern = "%" + words.strip().replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"
    with rows() as cursor:
        cursor.execute(
            "SELECT p.node_id, n.name, n.code, n.kind,"
            " ARRAY(SELECT a.name FROM nodes a WHERE a.id = ANY (p.path) AND a.id <> n.id ORDER BY a.position)::text[]"
            " FROM places p JOIN nodes n ON n.id = p.node_id LEFT JOIN people pe ON pe.id = n.person_id"
            " WHERE p.version_id = %s AND p.path && %s AND (n.name ILIKE %s OR n.code ILIKE %s)"
            " AND (coalesce(pe.carries, true) OR EXISTS (SELECT FROM sheets s JOIN lines l ON l.sheet_id = s.id"
            " WHERE s.version_id = p.version_id AND l.node_id = p.node_id AND l.year <> 0))"
            " ORDER BY n.kind = 'seat', p.position LIMIT %s",
            [version, _ids(actor.roots()), pattern, pattern, MOST_FOUND],
        )
        return [Found(node, name, code, kind, tuple(path)) for node, name, code, kind, path in cursor.fetchall()]


_SHEETS = """
SELECT v.id, v.name, v.status, v.plan_year, v.first_month, s.revision, s.id, m.code, m.name, m.builtin, m.kind,
  CASE m.kind WHEN 'count' THEN 1 ELSE 100 END, s.tier,
  cardinality(s.what_parents) > 1, EXISTS (SELECT 1 FROM customer_lines c WHERE c.sheet_id = s.id)
FROM (SELECT v.*, coalesce(plan_year, 0)::int AS plan_year,
        coalesce(extract(month FROM year_start), 1)::int AS first_month
      FROM versions v LEFT JOIN company ON true WHERE v.archived_at IS NULL AND (v.status <> 'draft' OR %s)
      AND {which} ORDER BY v.id = company.in_force_id DESC NULLS LAST, v.status = 'open' DESC, v.created_at DESC
      LIMIT 1) v
JOIN sheets s ON s.version_id = v.id JOIN measures m ON m.id = s.measure_id
ORDER BY m.position, m.id, array_position(ARRAY['base', 'stretch', 'challenge'], s.tier::text)
"""


def _sheets(
    actor: Actor, version: int | None, sheet: int | None
) -> list[tuple[int, str, str, int, int, int, SheetOption]]:
    """(version, its name, its status, plan year, its first month, revision, sheet) of every sheet of one version."""
    which, values = "true", list[object]()
    if sheet is not None:
        which, values = "v.id = (SELECT version_id FROM sheets WHERE id = %s)", [sheet]
    elif version is not None:
        which, values = "v.id = %s", [version]
    with rows() as cursor:
        cursor.execute(_SHEETS.format(which=which), [actor.may("see_drafts"), *values])
        return [(*row[:6], SheetOption(*row[6:])) for row in cursor.fetchall()]


def _chosen(sheets: Sequence[SheetOption], measure: str, tier: str) -> SheetOption:
    of_measure = [s for s in sheets if s.measure == measure] or [s for s in sheets if s.measure == sheets[0].measure]
    return next((s for s in of_measure if s.tier == tier), of_measure[0])


_FIRST = (
    "(p.node_id IN (SELECT unnest(q.path) FROM places q WHERE q.version_id = %s AND q.node_id = ANY (%s))"
    " OR p.parent_id = ANY (%s))"
)
_ROWS = """
SELECT p.node_id, p.parent_id, n.code, n.name, n.kind, p.children, {months}, l.revision, p.path,
  CASE WHEN n.kind = 'seat' THEN
    (SELECT count(*) FROM customer_lines c WHERE c.sheet_id = l.sheet_id AND c.node_id = p.node_id) ELSE 0 END
FROM places p JOIN nodes n ON n.id = p.node_id JOIN lines l ON l.sheet_id = %s AND l.node_id = p.node_id
LEFT JOIN people pe ON pe.id = n.person_id
WHERE p.version_id = %s AND {which} AND (coalesce(pe.carries, true) OR l.year <> 0) ORDER BY p.position
"""
"""Seats of people who carry no number, and have none, are no part of the tree to look at."""


def _rows(actor: Actor, sheet: int, version: int, what: str, which: str, values: Iterable[object]) -> list[Row]:
    with rows() as cursor:
        part = leaves_of_product(cursor, sheet, what) if what else None
        months = "l.months" if part is None else "l.cells"
        cursor.execute(_ROWS.format(months=months, which=which), [sheet, version, *values])
        found = cursor.fetchall()
    shown = []
    for node, parent, code, name, kind, children, cells, revision, path, customers in found:
        place = path.tolist()
        theirs = actor.may("see_targets", place)
        amounts = cells if part is None else cells.reshape(-1, MONTHS)[part].sum(axis=0)
        shown.append(
            Row(
                node, parent, code, name, kind, children, customers if theirs else 0, amounts.tolist(), revision,
                theirs and actor.may("edit_targets", place), not theirs,
            )
        )  # fmt: skip
    return shown


def _product(sheet: int, what: str) -> str:
    """The name of a product that the sheet has; blank where it has none such."""
    with rows() as cursor:
        cursor.execute(
            "SELECT coalesce(p.name, %s) FROM sheets s LEFT JOIN products p ON p.code = %s"
            " WHERE s.id = %s AND %s = ANY (s.what_codes)",
            [what, what, sheet, what],
        )
        found = cursor.fetchone()
    return str(found[0]) if found else ""


def leaves_of_product(cursor: Any, sheet: int, what: str) -> slice:
    """The leaf products of a product among the rows of a line's cells. Raises Missing."""
    cursor.execute("SELECT what_codes, what_parents FROM sheets WHERE id = %s", [sheet])
    codes, parents = cursor.fetchone() or ([], [])
    tree = tree_of([str(code) for code in codes], [int(at) for at in parents], None)
    if what not in tree.index:
        raise Missing("not-found")
    return tree.leaves(tree.index[what])


def _ids(nodes: Iterable[int]) -> np.ndarray[Any, np.dtype[np.int64]]:
    return np.array(sorted(nodes), np.int64)
