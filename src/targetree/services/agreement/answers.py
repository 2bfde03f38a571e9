"""Answers to targets as they are shown, and the line that an answer speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from targetree.books.cells import EDGES
from targetree.engine.money import SCALES
from targetree.services.cells import Head
from targetree.services.errors import Invalid, Missing
from targetree.store import models as store
from targetree.store.arrays import Ints, rows
from targetree.store.mapping.sheet_cells import tree_of

LONGEST = 4000
"""Characters of a reason, a note or a comment."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered to a node's target. Amounts in the smallest unit of the measure."""

    state: str
    """accepted, countered, settled"""
    assigned: int
    """The year when it was answered."""
    amount: int
    """The year that was committed to."""
    detailed: bool
    """Whether the proposal goes into months and products."""
    sure: int | None
    reason: str
    by: str
    at: datetime
    settled_how: str
    settled_amount: int | None
    settled_by: str
    settled_at: datetime | None
    settle_note: str

    @property
    def committed(self) -> int:
        """The number that stands for it: what was settled, or what was committed to."""
        return self.amount if self.settled_amount is None else self.settled_amount

    def stale(self, now: int) -> bool:
        """Whether it was given for another number than the one now."""
        return now != (self.assigned if self.settled_amount is None else self.settled_amount)


ANSWER = """c.state, c.assigned, c.amount, c.cells IS NOT NULL, c.confidence, c.reason, coalesce(who.name, ''),
c.answered_at, c.settled_how, c.settled_amount, coalesce(judge.name, ''), c.settled_at, c.settle_note"""
ANSWERED = """LEFT JOIN commitments c ON c.sheet_id = l.sheet_id AND c.node_id = l.node_id
LEFT JOIN accounts who ON who.id = c.account_id LEFT JOIN accounts judge ON judge.id = c.settled_by_id"""


@dataclass(frozen=True)
class Assigned:
    """A node's line: what it is asked for, product by product and month by month."""

    name: str
    kind: str
    year: int
    cells: Ints
    """[K, 12]"""
    open_months: int
    codes: tuple[str, ...]
    """Codes of the sheet's tree of products, `*` first."""
    parents: tuple[int, ...]
    scale: int


def assigned_line(head: Head) -> Assigned:
    """The line of the head's own node."""
    node = head.path[-1]
    with rows() as cursor:
        cursor.execute(
            "SELECT n.name, n.kind, l.year, l.cells, p.open_months, s.what_codes, s.what_parents"
            " FROM lines l JOIN sheets s ON s.id = l.sheet_id JOIN nodes n ON n.id = l.node_id"
            " JOIN places p ON p.version_id = s.version_id AND p.node_id = l.node_id"
            " WHERE l.sheet_id = %s AND l.node_id = %s",
            [head.sheet, node],
        )
        found = cursor.fetchone()
    if found is None:
        raise Missing("not-found")
    name, kind, year, cells, months, codes, parents = found
    parents = tuple(int(p) for p in parents)
    leaves = tree_of([str(c) for c in codes], list(parents), None).leaf_count
    return Assigned(
        name, kind, year, cells.reshape(leaves, -1), months, tuple(map(str, codes)), parents, SCALES[head.kind]
    )  # fmt: skip


def locked_answer(sheet: int, node: int) -> store.Commitment | None:
    """The answer, locked until the transaction ends."""
    return store.Commitment.objects.select_for_update().filter(sheet_id=sheet, node_id=node).first()


def text(value: str) -> str:
    """What somebody wrote, without blanks around it, those that cannot be seen among them. Raises Invalid: too long."""
    value = value.replace("\x00", "").strip(EDGES).strip()
    if len(value) > LONGEST:
        raise Invalid("too-long", most=LONGEST)
    return value


def leaf_codes(line: Assigned) -> list[str]:
    """Codes of the leaf products, in the order of the cells; blank where there are no products."""
    what = tree_of(list(line.codes), list(line.parents), None)
    return ["" if what.ids[at] == "*" else what.ids[at] for at in what.leaf_nodes.tolist()]
