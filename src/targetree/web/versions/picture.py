"""What the page of a comparison draws: rows with bars, months in pairs, reasons in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from targetree.engine.periods import PlanYear
from targetree.services.access import Actor
from targetree.services.settings.products import products_shown
from targetree.services.versioning.comparing import Compared, ComparedRow
from targetree.services.versioning.differences import Differences, Reason
from targetree.web.looks.words import month_name, period_name

Link = Callable[[int], tuple[bool, str, str]]
"""Of a node: whether it is open, the address that turns that, the address that looks at it alone."""
MOST_ROWS = 600


@dataclass(frozen=True)
class Row:
    of: ComparedRow
    open: bool
    toggle: str
    look: str
    chosen: bool
    width: int
    """Of its bar, in per cent of the widest."""


@dataclass(frozen=True)
class Month:
    name: str
    a: int
    b: int
    difference: int
    a_height: int
    b_height: int
    """In per cent of the highest."""


@dataclass(frozen=True)
class Told:
    reason: Reason
    where: str
    difference: int | None
    version: str
    """The one that has it."""


def rows_of(found: Compared, node: int | None, link: Link) -> list[Row]:
    """Those whose every unit above is open; at most MOST_ROWS."""
    seen: list[ComparedRow] = []
    closed_at: int | None = None
    for row in found.rows:
        if closed_at is not None and row.depth > closed_at:
            continue
        closed_at = None if link(row.node)[0] else row.depth
        seen.append(row)
        if len(seen) == MOST_ROWS:
            break
    widest = max((abs(row.variance) for row in seen), default=0)
    return [
        Row(row, *link(row.node), row.node == node, round(100 * abs(row.variance) / widest) if widest else 0)
        for row in seen
    ]


def months_of(before: Sequence[int], after: Sequence[int], year: PlanYear) -> list[Month]:
    """The months of the plan year, each with both amounts."""
    highest = max(*before, *after, 1)

    def height(units: int) -> int:
        return max(round(100 * units / highest), 0)

    return [
        Month(month_name(start), a, b, b - a, height(a), height(b))
        for start, a, b in zip(year.month_starts[:12], before, after, strict=True)
    ]


def reasons_of(actor: Actor, why: Differences, found: Compared, year: PlanYear) -> list[Told]:
    """Where, by how much, on which side."""
    coded = any(reason.what for reason in why.reasons)
    products = {p.code: p.name for p in products_shown(actor=actor, archived=True)} if coded else {}

    def told(reason: Reason) -> Told:
        place = [reason.node_name, period_name(year, reason.first_month, reason.month_count)]
        if reason.what:
            place.insert(1, products.get(reason.what, reason.what))
        difference = None if reason.before is None else reason.after - reason.before
        return Told(reason, " · ".join(place), difference, found.b_name if reason.side == "b" else found.a_name)

    return [told(reason) for reason in why.reasons]
