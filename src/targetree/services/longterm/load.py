"""The load that is coming to other departments by month (M19): signings, visits, products and pieces, requests.

For everybody who works here, colleagues of other departments included: sums of the company and of the units right below
it, no person's number and no name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from targetree.engine.periods import MONTHS, PlanYear
from targetree.engine.tree import Tree
from targetree.services.access import Actor, require, use_case
from targetree.services.days.working import plan_year
from targetree.services.errors import Missing
from targetree.store import models as store
from targetree.store.arrays import rows
from targetree.store.mapping.sheet_cells import tree_of

Months = tuple[int, ...]
COUNTED = ("signings", "visits", "new_customers")


@dataclass(frozen=True, slots=True)
class Place:
    """The company, or a unit right below it."""

    node: int
    name: str


@dataclass(frozen=True, slots=True)
class Counted:
    """What happens so many times: `signings`, `visits`, `new_customers`."""

    measure: str
    months: Months


@dataclass(frozen=True, slots=True)
class Supply:
    """A product, or a category with all below it."""

    code: str
    """"" where bookings are not planned by product."""
    name: str
    depth: int
    """0 a category, 1 a product in it."""
    amount: Months
    """fen"""
    pieces: Months
    """By the list price; of those that have one."""
    unpriced: int
    """Of the year's amount, what is of products without a price; fen."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Requests for support that are needed in a month."""

    unit: str
    """The unit right below the company that is asked, "" for colleagues."""
    open: Months
    accepted: Months


@dataclass(frozen=True)
class LoadShown:
    """Twelve months of what is coming."""

    version: str
    """"" while there is none to show."""
    year: PlanYear
    places: tuple[Place, ...]
    """The company first."""
    node: int
    name: str
    amount: Months
    """Bookings; fen."""
    counted: tuple[Counted, ...]
    supply: tuple[Supply, ...]
    asked: tuple[Asked, ...]
    """Of the whole company: who asks is not told."""

    @property
    def empty(self) -> bool:
        return not self.version


@use_case
def load_by_month(*, actor: Actor, node: int | None = None) -> LoadShown:
    """Of the company, or of the unit right below it with the id `node`. Raises Missing for any other."""
    require(actor, "see_load")
    year = plan_year()
    with rows() as cursor:
        cursor.execute("SELECT * FROM targetree_load(%s)", [["bookings", *COUNTED]])
        found = cursor.fetchall()
    places = tuple(dict.fromkeys(Place(int(row[2]), row[3]) for row in sorted(found, key=lambda row: not row[4])))
    if node is not None and all(place.node != node for place in places):
        raise Missing("not-found")
    asked = _asked(year)
    if not places:
        return LoadShown("", year, (), 0, "", (0,) * MONTHS, (), (), asked)
    here = next(p for p in places if node is None or p.node == node)
    lines = {row[1]: row for row in found if row[2] == here.node}
    version = found[0][0]
    counted = tuple(
        Counted(measure, _months(lines[measure][7].reshape(-1, MONTHS).sum(axis=0)))
        for measure in COUNTED
        if measure in lines
    )
    amount: Months = (0,) * MONTHS
    supply: tuple[Supply, ...] = ()
    if "bookings" in lines:
        _, _, _, _, _, codes, parents, cells = lines["bookings"]
        leaves = cells.reshape(-1, MONTHS)
        amount = _months(leaves.sum(axis=0))
        what = tree_of([str(code) for code in codes], [int(at) for at in parents], None)
        supply = tuple(_supply(what, leaves))
    return LoadShown(version, year, places, here.node, here.name, amount, counted, supply, asked)


def _supply(what: Tree, leaves: NDArray[np.int64]) -> Iterator[Supply]:
    """Categories and what is right below them, those without any amount left out."""
    known = {
        code: (name, price) for code, name, price in store.Product.objects.values_list("code", "name", "price_fen")
    }
    price = [known.get(what.ids[at], ("", None))[1] or 0 for at in what.leaf_nodes.tolist()]
    pieces = [_pieces(leaves[at], price[at]) if price[at] else np.zeros(MONTHS, np.int64) for at in range(len(leaves))]
    for category in what.children[0]:
        for at, depth in ((category, 0), *((child, 1) for child in what.children[category])):
            part = what.leaves(at)
            amount = leaves[part].sum(axis=0)
            if amount.any():
                unpriced = sum(int(leaves[leaf].sum()) for leaf in range(part.start, part.stop) if not price[leaf])
                code = what.ids[at]
                whole = sum((pieces[leaf] for leaf in range(part.start, part.stop)), np.zeros(MONTHS, np.int64))
                yield Supply(code, known.get(code, (code, None))[0], depth, _months(amount), _months(whole), unpriced)


def _pieces(amounts: NDArray[np.int64], price: int) -> NDArray[np.int64]:
    """Whole pieces by month that add up to those of the year: running totals are rounded, not months."""
    running = (np.cumsum(amounts) * 2 + price) // (2 * price)
    return np.asarray(np.diff(running, prepend=0), np.int64)


def _asked(year: PlanYear) -> tuple[Asked, ...]:
    with rows() as cursor:
        cursor.execute("SELECT * FROM targetree_load_requests(%s, %s)", [year.start, year.end])
        found = cursor.fetchall()
    start = year.start.year * MONTHS + year.start.month - 1
    by_unit: dict[str, list[list[int]]] = defaultdict(lambda: [[0] * MONTHS, [0] * MONTHS])
    for unit, month, waiting, accepted in found:
        by_unit[unit][0][month - start] += int(waiting)
        by_unit[unit][1][month - start] += int(accepted)
    return tuple(Asked(unit, tuple(waiting), tuple(accepted)) for unit, (waiting, accepted) in by_unit.items())


def _months(values: NDArray[np.int64]) -> Months:
    return tuple(int(value) for value in values)
