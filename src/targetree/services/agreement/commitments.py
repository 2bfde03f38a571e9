"""Assigned against committed at every level (M10): the tree, one node's answer, and what is said about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from targetree.engine.gaps import Gaps, gaps
from targetree.engine.tree import Tree
from targetree.services.access import Actor, require, use_case
from targetree.services.cells import Head, head_of
from targetree.services.errors import Missing
from targetree.services.tree.targets import top_nodes
from targetree.store.arrays import rows
from targetree.store.mapping.sheet_cells import tree_of

from .answers import ANSWER, ANSWERED, Answer, Assigned, assigned_line, leaf_codes


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A node with what is asked of it and what was committed to. Amounts in the smallest unit.

    A unit's figures are the sums of the people's below, who has not answered counting with what was assigned;
    its manager's own answer for the unit stands beside them, in `answer`.
    """

    node: int
    parent: int | None
    code: str
    name: str
    kind: str
    """`unit` or `seat`"""
    lead: str
    """The unit's manager."""
    depth: int
    """0 for the first row of the actor's part."""
    children: int
    assigned: int
    committed: int
    unanswered: int
    """The part of `committed` that nobody has committed to yet."""
    gap: int
    variance: int
    people: int
    answered: int
    countered: int
    """Proposals of people and units below, and here, that wait to be settled."""
    sure: int | None
    answer: Answer | None
    may_answer: bool
    may_settle: bool

    @property
    def stale(self) -> bool:
        return self.answer is not None and self.answer.stale(self.assigned)


@dataclass(frozen=True, slots=True)
class Said:
    """A comment."""

    id: int
    who: str
    text: str
    at: datetime
    own: bool


@dataclass(frozen=True)
class Part:
    """One node's number with all that belongs to answering it."""

    head: Head
    name: str
    kind: str
    line: Assigned
    products: tuple[tuple[str, str], ...]
    """(code, name) of the leaf products, in the order of the cells; one blank where there are none."""
    answer: Answer | None
    proposed: tuple[int, ...] | None
    """The cells of the proposal, where it goes into months and products."""
    below: CommitmentRow
    comments: tuple[Said, ...]
    may_answer: bool
    may_settle: bool
    editable: bool
    """Whether the version is open for answers."""

    @property
    def stale(self) -> bool:
        return self.answer is not None and self.answer.stale(self.line.year)


_TREE = f"""
SELECT p.node_id, p.parent_id, n.code, n.name, n.kind, coalesce(m.name, ''), p.children, p.path, l.year, {ANSWER}
FROM sheets s JOIN places p ON p.version_id = s.version_id JOIN nodes n ON n.id = p.node_id
JOIN lines l ON l.sheet_id = s.id AND l.node_id = p.node_id LEFT JOIN people m ON m.id = n.manager_id
{ANSWERED}
WHERE s.id = %s AND p.path && %s ORDER BY p.position
"""


@use_case
def commitments(*, actor: Actor, sheet: int, under: int | None = None) -> list[CommitmentRow]:
    """The rows under a node, it first, depth-first; without one, of all that the actor sees."""
    require(actor, "plan")
    with rows() as cursor:
        cursor.execute(
            "SELECT v.id, v.status FROM sheets s JOIN versions v ON v.id = s.version_id WHERE s.id = %s", [sheet]
        )
        found = cursor.fetchone()
        if found is None or (found[1] == "draft" and not actor.may("see_drafts")):
            raise Missing("not-found")
    if under is not None:
        head_of(actor, "see_targets", sheet, under)
    roots = [under] if under is not None else top_nodes(actor=actor, version=found[0])
    with rows() as cursor:
        cursor.execute(_TREE, [sheet, np.array(roots, np.int64)])
        lines = cursor.fetchall()
    shown: list[CommitmentRow] = []
    starts = [at for at, line in enumerate(lines) if line[0] in roots]
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        shown += _rows(actor, lines[start:stop])
    return shown


def _rows(actor: Actor, lines: Sequence[tuple[object, ...]]) -> list[CommitmentRow]:
    """Rows of one subtree, its root first."""
    place = {line[0]: at for at, line in enumerate(lines)}
    parents = [place.get(line[1], -1) for line in lines]
    who = tree_of([str(line[0]) for line in lines], parents, [line[4] == "seat" for line in lines])
    years = [_int(line[8]) for line in lines]
    answers = [Answer(*line[9:]) if line[9] else None for line in lines]  # type: ignore[arg-type]
    leaves = who.leaf_nodes.tolist()
    found = _gaps_of(who, years, answers, leaves)
    waiting = np.array([a is not None and a.state == "countered" for a in answers], np.int64)
    waits = waiting.copy()
    for at in range(len(lines) - 1, 0, -1):
        waits[parents[at]] += waits[at]
    shown = []
    for at, (node, parent, code, name, kind, lead, children, path, *_) in enumerate(lines):
        if at and kind == "seat" and not years[at] and answers[at] is None:
            continue
        steps = [int(n) for n in path]  # type: ignore[attr-defined]
        sure = found.sure[at]
        shown.append(
            CommitmentRow(
                node=_int(node), parent=None if parent is None else _int(parent), code=str(code), name=str(name),
                kind=str(kind), lead=str(lead), depth=int(who.depth[at]), children=_int(children),
                assigned=int(found.assigned[at]), committed=int(found.committed[at]),
                unanswered=int(found.unanswered[at]), gap=int(found.gap[at]), variance=int(found.variance[at]),
                people=int(found.people[at]), answered=int(found.answered[at]), countered=int(waits[at]),
                sure=None if np.isnan(sure) else round(float(sure)), answer=answers[at],
                may_answer=actor.may("answer", steps), may_settle=actor.may("settle", steps),
            )
        )  # fmt: skip
    return shown


def _gaps_of(who: Tree, years: Sequence[int], answers: Sequence[Answer | None], leaves: Sequence[int]) -> Gaps:
    told = [answers[at] for at in leaves]
    return gaps(
        who,
        np.array([years[at] for at in leaves], np.int64),
        np.array([a.committed if a else 0 for a in told], np.int64),
        np.array([a is not None for a in told], bool),
        np.array([np.nan if a is None or a.sure is None else a.sure for a in told], np.float64),
    )


def is_in(row: CommitmentRow, state: str) -> bool:
    """Whether the row belongs to those `unanswered`, `countered` (to be settled) or `stale`."""
    if state == "unanswered":
        return row.kind == "seat" and row.answer is None
    if state == "countered":
        return row.answer is not None and row.answer.state == "countered"
    return row.stale


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value


_PART = f"""
SELECT {ANSWER}, c.cells FROM lines l {ANSWERED} WHERE l.sheet_id = %s AND l.node_id = %s
"""


@use_case
def part(*, actor: Actor, sheet: int, node: int) -> Part:
    """One node's number, its answer and what was said about it; for those who may see the answer."""
    head = head_of(actor, "see_targets", sheet, node)
    if head.status == "draft" and not actor.may("see_drafts"):
        raise Missing("not-found")
    line = assigned_line(head)
    with rows() as cursor:
        cursor.execute(_PART, [sheet, node])
        *told, cells = cursor.fetchone() or (None,)
        cursor.execute("SELECT code, name FROM products WHERE code = ANY (%s)", [list(line.codes)])
        names = dict(cursor.fetchall())
        cursor.execute(
            "SELECT c.id, coalesce(a.name, ''), c.text, c.at, c.account_id IS NOT DISTINCT FROM %s FROM comments c"
            " LEFT JOIN accounts a ON a.id = c.account_id WHERE c.sheet_id = %s AND c.node_id = %s ORDER BY c.at, c.id",
            [actor.account_id, sheet, node],
        )
        said = tuple(Said(*row) for row in cursor.fetchall())
    return Part(
        head=head,
        name=line.name,
        kind=line.kind,
        line=line,
        products=tuple((code, names.get(code, code)) for code in leaf_codes(line)),
        answer=Answer(*told) if told and told[0] else None,
        proposed=None if cells is None else tuple(int(c) for c in cells),
        below=commitments(actor=actor, sheet=sheet, under=node)[0],
        comments=said,
        may_answer=actor.may("answer", head.path),
        may_settle=actor.may("settle", head.path),
        editable=head.status == "open",
    )


@dataclass(frozen=True, slots=True)
class OwnPart:
    """One of the actor's own numbers, and how it stands with it."""

    sheet: int
    node: int
    name: str
    kind: str
    measure: str
    measure_name: str
    measure_kind: str
    builtin: bool
    tier: str
    year: int
    answer: Answer | None = None

    @property
    def stale(self) -> bool:
        return self.answer is not None and self.answer.stale(self.year)


@use_case
def own_parts(*, actor: Actor, version: int) -> list[OwnPart]:
    """Everything that the actor is asked to commit to in a version: own seats and own units, measure by measure."""
    require(actor, "plan")
    own = sorted(actor.roots("seller", "manager"))
    with rows() as cursor:
        cursor.execute(
            "SELECT s.id, l.node_id, n.name, n.kind, m.code, m.name, m.kind, m.builtin, s.tier, l.year,"
            f" {ANSWER} FROM sheets s JOIN measures m ON m.id = s.measure_id JOIN lines l ON l.sheet_id = s.id"
            f" JOIN nodes n ON n.id = l.node_id {ANSWERED}"
            " WHERE s.version_id = %s AND l.node_id = ANY (%s) AND l.year <> 0"
            " ORDER BY n.kind DESC, n.position, s.tier <> 'base', m.position, m.id, s.tier DESC",
            [version, np.array(own, np.int64)],
        )
        found = cursor.fetchall()
    return [replace(OwnPart(*row[:10]), answer=Answer(*row[10:]) if row[10] else None) for row in found]
