"""What the gap takes becomes targets of activities in the tree, or a counter-proposal of those who may not set them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from django.db import transaction

from targetree.services.access import Actor, use_case
from targetree.services.agreement.answering import propose
from targetree.services.agreement.answers import Assigned, assigned_line
from targetree.services.agreement.proposing import Typed, typed_into
from targetree.services.cells import head_of
from targetree.services.changes.saving import ChangedLine
from targetree.services.errors import Conflict, Denied, Invalid, Refused, ServiceError
from targetree.services.holds.standing import assigned_root
from targetree.services.plans.heads import PlanHead, plan_head
from targetree.store import models as store
from targetree.store.arrays import Ints, rows

from .setting import set_months
from .showing import ActivityShown, shown

SET, PROPOSE = "set", "propose"


@dataclass(frozen=True, slots=True)
class Moved:
    """A unit or person beside it whose year changes as well."""

    node: int
    name: str
    before: int
    after: int


@dataclass(frozen=True)
class TargetChange:
    """What becomes of a measure's target. Months are whole numbers and make the year."""

    measure: str
    sheet: int
    before: tuple[int, ...]
    after: tuple[int, ...]
    """[12]"""
    people: int
    """Whose target changes at the node or below."""
    moved: tuple[Moved, ...]
    """Others beside and above that change with it, the widest first."""
    refused: ServiceError | None
    """What stands against it; then nothing of the measure is changed."""

    @property
    def same(self) -> bool:
        return self.before == self.after and not self.people


@dataclass(frozen=True)
class TargetsPreview:
    """What one click would do."""

    how: str
    """set: the targets are changed; propose: a counter-proposal goes to whoever settles it"""
    changes: tuple[TargetChange, ...]
    without: tuple[str, ...]
    """Works for which the version has no sheet."""
    token: str
    """Of what was looked at: `make_targets` refuses where it is not so any more."""


@use_case
def preview_targets(*, actor: Actor, plan: int) -> TargetsPreview:
    """What `make_targets` would change, measure by measure. Nothing is kept.

    Raises Conflict for a version that is published, Denied for those who may neither set nor propose.
    """
    head = plan_head(actor, "see_targets", plan)
    found = shown(actor, head)
    how = _how(actor, head, found)
    changes = []
    for line in found.lines:
        if line.now is None:
            continue
        wanted = found.work.counts[line.work]
        try:
            with transaction.atomic():
                done = _do(actor, head, how, line.now.sheet, found, wanted, "?")
                transaction.set_rollback(True)
            refused = None
        except (Refused, Invalid, Conflict) as problem:
            done, refused = (), problem
        changes.append(_change(head, line.work, line.now.sheet, line.now.months, found, done, refused))
    without = tuple(line.work for line in found.lines if line.now is None and line.work != "opportunities")
    return TargetsPreview(how, tuple(changes), without, _token(found))


@use_case
def make_targets(
    *, actor: Actor, plan: int, measures: Collection[str], reason: str = "", token: str | None = None, why: str = ""
) -> tuple[str, int]:
    """Make what the gap takes the targets of `measures`, all or none; what is so already stays.

    Who may change targets of the node sets them, with its people's; others propose them for the own number, month by
    month. Returns (`set` or `propose`, measures that changed). Raises Conflict where the numbers are not those of the
    `token` any more, or the version is published; Refused with the holds in the way.
    """
    head = plan_head(actor, "write_plan", plan)
    found = shown(actor, head)
    how = _how(actor, head, found)
    chosen = set(measures)
    lines = [line for line in found.lines if line.work in chosen and line.now is not None]
    if not lines or len(lines) != len(chosen):
        raise Invalid("activity-no-measure")
    if token is not None and token != _token(found):
        raise Conflict("activity-preview-old")
    kept = 0
    for line in lines:
        assert line.now is not None
        try:
            kept += bool(_do(actor, head, how, line.now.sheet, found, found.work.counts[line.work], reason))
        except Invalid as problem:
            if problem.code != "proposal-is-the-same":
                raise
    return how, kept


def _how(actor: Actor, head: PlanHead, found: ActivityShown) -> str:
    if found.version.status == store.Version.PUBLISHED:
        raise Conflict("activity-version-published", version=found.version.name)
    own = False
    if head.sheet is not None:
        own = assigned_root(head_of(actor, "see_targets", head.sheet, head.node), actor) == head.node
    if actor.may("edit_targets", head.path) and not own:
        return SET
    if actor.may("answer", head.path):
        return PROPOSE
    raise Denied("not-allowed")


def _do(
    actor: Actor, head: PlanHead, how: str, sheet: int, found: ActivityShown, wanted: Ints, reason: str
) -> tuple[ChangedLine, ...]:
    """The lines that change; for a proposal the own one as it would be."""
    if how == SET:
        place = head_of(actor, "edit_targets", sheet, head.node, change=True)
        return set_months(actor, place, found.seats, wanted, reason)
    line = assigned_line(head_of(actor, "see_targets", sheet, head.node))
    cells = _typed(line, wanted.sum(axis=0))
    propose(
        actor=actor, sheet=sheet, node=head.node, cells=cells.ravel().tolist(), why=reason, was=line.year
    )  # fmt: skip
    before, after = line.cells.sum(axis=0), cells.sum(axis=0)
    return (ChangedLine(head.node, tuple(before.tolist()), tuple(after.tolist())),)


def _typed(line: Assigned, months: Ints) -> Ints:
    """The line's cells with these months, spread over products as its own are."""
    cells, typed = line.cells, list[Typed]()
    for month, amount in enumerate(months.tolist()):
        if line.open_months >> month & 1 and amount != int(line.cells[:, month].sum()):
            typed.append(Typed("", month, 1, amount))
            cells = typed_into(cells, line, typed)
    return cells


def _change(
    head: PlanHead, measure: str, sheet: int, before: tuple[int, ...], found: ActivityShown,
    done: tuple[ChangedLine, ...], refused: ServiceError | None,
) -> TargetChange:  # fmt: skip
    after = next((line.after for line in done if line.node == head.node), None)
    if after is None:
        after = tuple(found.work.counts[measure].sum(axis=0).tolist()) if refused else before
    seats = set(found.seats)
    if refused is not None and refused.code == "proposal-is-the-same":
        refused, after = None, before
    people = sum(line.node in seats for line in done)
    others = [line for line in done if line.node not in found.nodes]
    names = _names([line.node for line in others])
    moved = [
        Moved(line.node, names[line.node], sum(line.before), sum(line.after))
        for line in others
        if line.node in names and sum(line.before) != sum(line.after)
    ]
    return TargetChange(measure, sheet, before, after, people, tuple(moved), refused)


def _names(nodes: list[int]) -> dict[int, str]:
    """As far as the actor sees them."""
    if not nodes:
        return {}
    with rows() as cursor:
        cursor.execute("SELECT id, name FROM nodes WHERE id = ANY (%s)", [np.array(nodes, np.int64)])
        return dict(cursor.fetchall())


def _token(found: ActivityShown) -> str:
    """Of the targets as they are and as they would be."""
    told = [(line.work, line.now and line.now.months, found.work.counts[line.work].tolist()) for line in found.lines]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:24]
