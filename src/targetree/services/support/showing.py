"""The support of a person, a unit or the company (M13): the target stacked from past, current and future customers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from targetree.engine.money import SCALES
from targetree.engine.support.coverage import Coverage, Entries, cover
from targetree.engine.support.outlook import STAGES
from targetree.engine.support.ranges import SharedError, range_of
from targetree.engine.support.what_if import Base
from targetree.engine.tree import Tree
from targetree.services.access import Actor, use_case
from targetree.services.cells import Head, head_of
from targetree.services.errors import Invalid
from targetree.store.arrays import Ints, rows
from targetree.store.mapping.sheet_cells import tree_of

from .reading import CustomerOutlook, base_sheet, outlooks_below


@dataclass(frozen=True, slots=True)
class Part:
    """What one stage of customers can bring, with its 80 % range. Amounts in the smallest unit."""

    stage: str
    """past, current, future; new: what must come from customers not yet known."""
    customers: int
    expected: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Below:
    """A unit or a person right below, and what its target rests on."""

    node: int
    name: str
    kind: str
    code: str
    target: int
    expected: tuple[int, int, int]
    """By stage: past, current, future."""
    gap: int

    @property
    def in_hand(self) -> int:
        return sum(self.expected)


@dataclass(frozen=True)
class SupportShown:
    """Everything on the page."""

    sheet: int
    node: int
    name: str
    kind: str
    way: tuple[tuple[int, str], ...]
    """(node, name) above it, as far as the actor may see their targets."""
    measure: str
    scale: int
    target: int
    parts: tuple[Part, ...]
    """past, current, future, new"""
    low: int
    high: int
    """The 80 % range of what all three stages bring together."""
    below: tuple[Below, ...]
    customers: tuple[CustomerOutlook, ...]
    """All, the largest first."""
    base: Base
    may_judge: bool
    at: datetime | None
    """When it was worked out; None: not yet, and nothing is known of any customer."""

    @property
    def in_hand(self) -> int:
        return sum(part.expected for part in self.parts[:3])

    @property
    def gap(self) -> int:
        return self.parts[3].expected

    @property
    def coverage(self) -> float | None:
        """What is in hand over the target; None without a target."""
        return self.in_hand / self.target if self.target > 0 else None


@use_case
def support_of(*, actor: Actor, sheet: int, node: int) -> SupportShown:
    """What the year's number of a node rests on. Raises Invalid for a measure that is not money."""
    head = head_of(actor, "see_targets", sheet, node)
    if head.kind != "money":
        raise Invalid("support-money-only")
    rests = rests_on(head, node)
    places, found, covered = rests.places, list(rests.customers), rests.covered
    here = places[0]
    low, high = _together(covered)
    return SupportShown(
        sheet, node, here.name, here.kind, _way(actor, head), head.measure, SCALES[head.kind], here.year,
        _parts(covered), low, high,
        _below(rests.who, places, covered), rests.customers, _base(here.year, found, rests.new_customer),
        may_judge=actor.may("judge", head.path), at=rests.at,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """A unit or seat and its target; amounts in the smallest unit."""

    node: int
    parent: int | None
    name: str
    kind: str
    code: str
    year: int
    months: Ints
    """[12]"""


@dataclass(frozen=True)
class Resting:
    """What the targets of a node and of all below it rest on."""

    places: list[PlaceShown]
    """Depth-first, the node first; in the order of `who`."""
    who: Tree
    customers: tuple[CustomerOutlook, ...]
    covered: Coverage
    new_customer: int
    at: datetime | None


def rests_on(head: Head, node: int) -> Resting:
    """For those who have seen to it that the node may be read; four queries."""
    rests = base_sheet(head)
    found = outlooks_below(rests, node)
    places = _places(head, node)
    who = tree_of([str(p.node) for p in places], _parents(places), [p.kind == "seat" for p in places])
    years = np.array([p.year for p in places], np.int64)
    error, new, at = _shared(rests)
    covered = cover(who, _entries(who, found, error), years[who.leaf_nodes])
    return Resting(places, who, tuple(found), covered, new, at)


def _places(head: Head, node: int) -> list[PlaceShown]:
    with rows() as cursor:
        cursor.execute(
            "SELECT p.node_id, p.parent_id, n.name, n.kind, n.code, l.year, l.months FROM places p"
            " JOIN nodes n ON n.id = p.node_id JOIN lines l ON l.sheet_id = %s AND l.node_id = p.node_id"
            " WHERE p.version_id = %s AND %s = ANY (p.path) ORDER BY p.position",
            [head.sheet, head.version, node],
        )
        return [PlaceShown(*row) for row in cursor.fetchall()]


def _way(actor: Actor, head: Head) -> tuple[tuple[int, str], ...]:
    above = [n for at, n in enumerate(head.path[:-1]) if actor.may("see_targets", head.path[: at + 1])]
    if not above:
        return ()
    with rows() as cursor:
        cursor.execute("SELECT id, name FROM nodes WHERE id = ANY (%s)", [np.array(above, np.int64)])
        names = dict(cursor.fetchall())
    return tuple((n, names[n]) for n in above if n in names)


def _parents(places: list[PlaceShown]) -> list[int]:
    at = {place.node: position for position, place in enumerate(places)}
    return [at.get(place.parent, -1) if place.parent is not None else -1 for place in places]


def _shared(sheet: int) -> tuple[SharedError, int, datetime | None]:
    """The errors that its customers share, what a new one brings, and when all was worked out."""
    with rows() as cursor:
        cursor.execute(
            "SELECT common_error, person_error, new_customer, at FROM outlook_bases WHERE sheet_id = %s", [sheet]
        )
        common, person, new, at = cursor.fetchone() or (0.0, 0.0, 0, None)
    return SharedError(common, person), new, at


def _entries(who: Tree, found: list[CustomerOutlook], error: SharedError) -> Entries:
    node = np.array([who.index[str(row.node)] for row in found], np.int64)
    nothing = np.zeros(len(found), np.int64)
    return Entries(
        nothing, np.array([STAGES.index(row.stage) for row in found], np.int64), node, nothing,
        np.array([row.expected for row in found], np.int64), np.array([row.spread for row in found], np.float64),
        nothing, np.zeros((len(found), 12)), error,
    )  # fmt: skip


def _parts(covered: Coverage) -> tuple[Part, ...]:
    return tuple(
        Part(
            stage, int(covered.customers[0, at]) if at < len(STAGES) else 0,
            int(covered.expected[0, at]) if at < len(STAGES) else int(covered.new[0]),
            int(covered.low[0, at]), int(covered.high[0, at]),
        )
        for at, stage in enumerate((*STAGES, "new"))
    )  # fmt: skip


def _together(covered: Coverage) -> tuple[int, int]:
    whole = covered.expected[:1].sum(axis=1).astype(np.float64)
    low, high = range_of(whole, covered.doubt[:1] ** 2)
    return min(round(float(low[0])), int(whole[0])), max(round(float(high[0])), int(whole[0]))


def _below(who: Tree, places: list[PlaceShown], covered: Coverage) -> tuple[Below, ...]:
    return tuple(
        Below(
            places[at].node, places[at].name, places[at].kind, places[at].code, places[at].year,
            (int(covered.expected[at, 0]), int(covered.expected[at, 1]), int(covered.expected[at, 2])),
            max(places[at].year - int(covered.expected[at].sum()), 0),
        )
        for at in who.children[0]
        if places[at].year or covered.expected[at].any()
    )  # fmt: skip


def _base(target: int, found: list[CustomerOutlook], new: int) -> Base:
    """What the sliders start from. Where it is not known what a new customer brings, it is a usual order."""
    habit = sum(row.expected if row.judged else row.habit for row in found if row.stage != "future")
    weights = [(row.alive, max(row.habit, 0)) for row in found if row.alive is not None and row.habit > 0]
    total = sum(weight for _, weight in weights)
    rate = sum(alive * weight for alive, weight in weights) / total if total else 0.0
    values = sorted(row.order_value for row in found if row.order_value > 0)
    deal = new or (values[len(values) // 2] if values else 0)
    return Base(target, habit, sum(row.expected for row in found) - habit, rate, deal)
