"""A plan of the engine into the tables of a version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from targetree.engine.periods import MONTHS
from targetree.engine.result import CustomerMonths, MeasurePlan, Plan
from targetree.engine.tree import Tree
from targetree.store import models as store
from targetree.store.arrays import Ints, insert_lines

from .activity_in import store_bases
from .outlooks_in import store_outlooks
from .stated import carried, cell_of, stated_rows
from .upsert import ids


def store_plan(plan: Plan, version: store.Version) -> None:
    """The whole plan as `version`, which has nothing yet. The book's rows must be in the tables."""
    node = ids(store.Node)
    nodes = [node[code] for code in plan.who.ids]
    _places(plan, version, nodes)
    measure, customer = ids(store.Measure), ids(store.Customer)
    for part in plan.measures:
        sheet = store.Sheet.objects.create(
            version=version,
            measure_id=measure[part.measure.id],
            tier=store.Tier.BASE,
            what_codes=list(part.what.ids),
            what_parents=part.what.parent.tolist(),
            stated=stated_rows(plan, part),
        )
        store_lines(sheet.id, nodes, plan.who.roll_up(part.cells))
        _receipts(sheet.id, nodes, plan.who, part)
        _holds(sheet.id, plan, part, node)
        for outlooks in plan.outlooks:
            if outlooks.measure.id == part.measure.id:
                store_outlooks(sheet.id, outlooks, plan.book, nodes, customer)
        for bases in plan.bases:
            if bases.measure.id == part.measure.id:
                store_bases(sheet.id, bases, nodes)
        for placed in plan.customer_months:
            if placed.measure.id == part.measure.id:
                _customers(sheet.id, plan, placed, nodes, customer)


def store_lines(sheet: int, nodes: list[int], figures: Ints) -> None:
    """Lines of a new sheet; `figures` [n, K, 12] for the n `nodes`."""
    months = figures.sum(axis=1)
    keys = {"node_id": np.array(nodes, np.int64), "year": months.sum(axis=1)}
    insert_lines("lines", {"sheet_id": sheet, "revision": 0}, keys, {"cells": figures, "months": months})


def _places(plan: Plan, version: store.Version, nodes: list[int]) -> None:
    room = plan.calendar.days_in_month[plan.calendar.person_class] > 0
    carries = np.array([plan.book.people[p].carries and plan.book.people[p].capacity > 0 for p in plan.people])
    carries |= sum((m.cells.sum(axis=(1, 2)) for m in plan.measures), np.zeros(len(plan.people), np.int64)) != 0
    open_months = ((room & carries[:, None]) << np.arange(MONTHS)).sum(axis=1)
    by_node = dict(zip(plan.who.leaf_nodes.tolist(), open_months.tolist(), strict=True))
    paths: list[list[int]] = []
    places = []
    for at, node in enumerate(nodes):
        above = int(plan.who.parent[at])
        paths.append([*(paths[above] if above >= 0 else []), node])
        places.append(
            store.Place(
                version=version, node_id=node, parent_id=nodes[above] if above >= 0 else None, path=paths[at],
                position=at, children=len(plan.who.children[at]), open_months=by_node.get(at, 4095),
            )
        )  # fmt: skip
    store.Place.objects.bulk_create(places, batch_size=1000)


def _receipts(sheet: int, nodes: list[int], who: Tree, part: MeasurePlan) -> None:
    figures = part.what.roll_up(who.roll_up(part.cells), axis=1)
    planned = np.concatenate([figures.sum(axis=2, keepdims=True), figures], axis=2)
    paper = part.receipts
    keys = np.array(nodes, np.int64)
    arrays: dict[str, NDArray[Any]] = {
        "share": paper.share,
        "basis": paper.basis,
        "parent": paper.parent,
        "planned": planned,
    }
    own = np.array(sorted(part.targets), np.int64)
    rest = np.setdiff1d(np.arange(len(nodes)), own)
    for at, more in ((rest, {}), (own, {"own_target": np.array([part.targets[n] for n in own.tolist()], np.int64)})):
        if len(at):
            columns = {name: values[at] for name, values in arrays.items()} | more
            insert_lines("receipt_lines", {"sheet_id": sheet}, {"node_id": keys[at]}, columns)


def _holds(sheet: int, plan: Plan, part: MeasurePlan, node: Mapping[str, int]) -> None:
    """A hold keeps what is carried below it: more than was stated where a unit's target is over-assigned."""
    statement = ids(store.Statement)

    held = {cell_of(t): t for t in plan.book.targets if t.measure == part.measure.id and t.hold}.values()
    store.Hold.objects.bulk_create(
        store.Hold(
            sheet_id=sheet, node_id=node[t.who], what=t.what, first_month=t.first_month, month_count=t.month_count,
            amount=carried(plan, part, t), reason=t.reason, owner_name=t.owner, expires=t.expires,
            statement_id=statement.get(t.strategy),
        )
        for t in held
    )  # fmt: skip
    measure = ids(store.Measure)[part.measure.id]
    for t in held:
        if t.strategy in statement and t.month_count == MONTHS:
            store.StatementLink.objects.update_or_create(
                measure_id=measure, node_id=node[t.who], what=t.what, defaults={"statement_id": statement[t.strategy]}
            )


def _customers(sheet: int, plan: Plan, placed: CustomerMonths, nodes: list[int], customer: Mapping[str, int]) -> None:
    seats = np.array(nodes, np.int64)[plan.who.leaf_nodes[placed.person]]
    known = np.array([*(customer[c.id] for c in plan.book.customers), -1], np.int64)
    keys = {"node_id": seats, "customer_id": known[placed.customer]}
    insert_lines("customer_lines", {"sheet_id": sheet}, keys, {"weights": placed.amount})
