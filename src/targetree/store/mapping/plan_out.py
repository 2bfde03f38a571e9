"""A version out of the tables as the engine's plan, for those who write plans down."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from targetree.books.columns import TABLES
from targetree.books.given import given_sheet
from targetree.books.planned import day_facts_of
from targetree.books.read import read_book
from targetree.engine.book import Book
from targetree.engine.findings import Finding
from targetree.engine.periods import MONTHS
from targetree.engine.result import MeasurePlan, Plan, Receipts
from targetree.engine.setting import setting_of
from targetree.engine.splitting.phases import scattered_phases
from targetree.engine.support.support import outlook_and_activities
from targetree.engine.tree import ALL, Tree
from targetree.store import models as store
from targetree.store.arrays import rows

from .book_out import BookOut
from .sheet_cells import tree_of


def book_of(version: int) -> tuple[Book | None, list[Finding]]:
    """The version's planning book, read back as a file of it would be."""
    tables = BookOut(version).tables
    given = [given_sheet(slug, table.zh, tables[slug]) for slug, table in TABLES.items()]
    with TemporaryDirectory() as folder:
        read = read_book(Path(folder), also=given)
    return read.book, [f for f in read.findings if f.severity == "error"]


def plan_of(version: int) -> Plan | None:
    """The version's numbers as they are now, with what they rest on; None where its book does not hold any more."""
    book, _ = book_of(version)
    if book is None:
        return None
    facts, findings = day_facts_of(book)
    if facts is None:
        return None
    setting = setting_of(book, facts)
    sheets = store.Sheet.objects.filter(version_id=version, tier=store.Tier.BASE).select_related("measure")
    measures = [_measure(sheet, book, setting.who) for sheet in sheets.order_by("measure__position")]
    months = {m.measure.id: m.cells.sum(axis=1) for m in measures}
    found = outlook_and_activities(book, setting.who, setting.people, setting.calendar, months)
    phases = {m.measure.id: scattered_phases(*m.cells.shape[:2]) for m in measures if m.measure.kind == "count"}
    return replace(
        Plan(book, setting.who, setting.people, setting.calendar, measures, [*findings, *found.findings]),
        customer_months=found.customer_months, support=found.support, outlooks=found.outlooks,
        bases=found.bases, activities=found.activities, day_phase=phases,
    )  # fmt: skip


def _measure(sheet: store.Sheet, book: Book, who: Tree) -> MeasurePlan:
    measure = next(m for m in book.measures if m.id == sheet.measure.code)
    what = tree_of([str(code) for code in sheet.what_codes], list(sheet.what_parents), None)
    with rows() as cursor:
        cursor.execute(
            "SELECT n.code, l.cells, r.share, r.basis, r.parent, r.own_target FROM lines l"
            " JOIN nodes n ON n.id = l.node_id"
            " JOIN receipt_lines r ON r.sheet_id = l.sheet_id AND r.node_id = l.node_id"
            " WHERE l.sheet_id = %s",
            [sheet.id],
        )
        lines = {code: rest for code, *rest in cursor.fetchall()}
    shape = (len(who.ids), len(what.ids), MONTHS + 1)
    papers = Receipts(np.zeros(shape), np.zeros(shape, np.int8), np.zeros(shape, np.int8))
    targets = {}
    for at, code in enumerate(who.ids):
        _, share, basis, parent, own = lines[code]
        papers.share[at] = np.reshape(share, shape[1:])
        papers.basis[at] = np.reshape(basis, shape[1:])
        papers.parent[at] = np.reshape(parent, shape[1:])
        if own is not None:
            targets[at] = np.reshape(own, (len(what.ids), MONTHS))
    cells = np.array([lines[who.ids[n]][0] for n in who.leaf_nodes.tolist()], np.int64)
    held = frozenset(
        (who.index[h.node.code], what.index[h.what or ALL], h.first_month)
        for h in store.Hold.objects.filter(sheet=sheet, released_at=None, month_count=1).select_related("node")
        if h.node.code in who.index and (h.what or ALL) in what.index
    )
    return MeasurePlan(measure, what, cells.reshape(len(cells), what.leaf_count, MONTHS), targets, held, papers)
