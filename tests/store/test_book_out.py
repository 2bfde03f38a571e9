"""The tables as a planning book, and in again: the same."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from people import actor, bookings, node, open_version
from sample_book import sample_book, write_tables
from targetree.books.figures import parse_share
from targetree.books.given import given_sheet
from targetree.books.planned import plan_book
from targetree.books.template import write_template
from targetree.books.values import parse_ramp
from targetree.engine.book import Target
from targetree.engine.result import Plan
from targetree.sample.company import tables as sample_tables
from targetree.services.access import acting
from targetree.services.cells import Cell
from targetree.services.changes.editing import Wish, edit_cells
from targetree.services.holds.holding import hold_cell
from targetree.services.versioning.planning import bring_in_plan
from targetree.store.arrays import Ints, rows
from targetree.store.mapping.book_in import bring_in
from targetree.store.mapping.book_out import BookOut, attainment, ramp_text

pytestmark = pytest.mark.django_db


def lines(version: int) -> dict[tuple[str, str], Ints]:
    with rows() as cursor:
        cursor.execute(
            "SELECT m.code, n.code, l.cells FROM lines l JOIN sheets s ON s.id = l.sheet_id AND s.tier = 'base'"
            " JOIN measures m ON m.id = s.measure_id JOIN nodes n ON n.id = l.node_id WHERE s.version_id = %s",
            [version],
        )
        return {(measure, who): cells for measure, who, cells in cursor.fetchall()}


def figures(plan: Plan) -> dict[tuple[str, str], Ints]:
    found = {}
    for part in plan.measures:
        sums = plan.who.roll_up(part.cells)
        found |= {(part.measure.id, who): sums[at].ravel() for at, who in enumerate(plan.who.ids)}
    return found


def planned() -> Plan:
    with TemporaryDirectory() as folder:
        write_tables(Path(folder), sample_tables("zh"))
        found = plan_book(Path(folder)).plan
    assert found is not None
    return found


@pytest.mark.parametrize(("lang", "unit"), [("zh", 1), ("en", 10_000)])
def test_a_book_that_is_written_out_comes_in_without_a_change(lang: str, unit: int, tmp_path: Path) -> None:
    path, director = tmp_path / "book.xlsx", actor("director")
    fresh = bring_in_plan(actor=director, plan=planned(), name="fresh")  # nothing changed by hand
    with acting(director.account_id):
        tables = {slug: told() for slug, told in BookOut(fresh, unit).tables.items()}
        write_template(path, lang, tables)
        outcome = plan_book(path)
        assert outcome.plan is not None
        changes = [d for d in bring_in(outcome.plan.book) if d]
        assert [d.table for d in changes] == (["company"] if unit > 1 else [])
        before, after = lines(fresh), figures(outcome.plan)
        assert before.keys() == after.keys()
        assert all(np.array_equal(before[key], after[key]) for key in before)


def test_targets_are_stated_as_they_were() -> None:
    with acting(actor("director").account_id):
        stated = {row_of(t): t.amount for t in sample_book().targets}
        out = {(r["measure"], r["who"], r["what"], r["hold"]): r["amount"] for r in BookOut(open_version())._targets()}
    assert {
        key: Decimal(a) / (100 if key[0] in ("bookings", "cash_collected") else 1) for key, a in stated.items()
    } == {key: Decimal(a) for key, a in out.items()}


def row_of(t: Target) -> tuple[str, str, str, bool]:
    return t.measure, t.who, t.what, t.hold


def test_holds_made_by_hand_are_stated_too() -> None:
    director, sheet = actor("director"), bookings()
    cell = Cell(sheet, node("1103"), "", 4, 1)
    edit_cells(actor=director, wishes=[Wish(cell, 500_000_00)])
    hold_cell(actor=director, cell=cell, why="谈定了")
    with acting(director.account_id):
        told = [r for r in BookOut(open_version())._targets() if r["who"] == "1103"]
    assert [(r["when"], r["amount"], r["hold"], r["reason"]) for r in told] == [("2027-05", 500_000, True, "谈定了")]


def test_tables_stand_in_for_those_that_a_file_lacks(tmp_path: Path) -> None:
    (tmp_path / "customers.csv").write_text("id,name\nK1,Only one\n", "utf-8")
    with acting(actor("director").account_id):
        given = [given_sheet(slug, slug, told) for slug, told in BookOut(open_version()).tables.items()]
        book = plan_book(tmp_path, also=given).plan
        assert book is not None
        changes = {d.table for d in bring_in(book.book) if d}
    assert changes == {"customers"}  # those that opportunities and actuals name stay known


@pytest.mark.parametrize("ramp", [(0.25, 0.5, 0.75), (1.0,), (0.005, 0.01), (1 / 3, 2 / 3), ()])
def test_a_ramp_is_read_as_it_was_written(ramp: tuple[float, ...]) -> None:
    text = ramp_text(list(ramp))
    assert (parse_ramp(text) if text else ()) == pytest.approx(ramp, abs=1e-15)


@pytest.mark.parametrize("share", [0.8, 1.0, 1.2, 10.0, 12.5])
def test_an_attainment_is_read_as_it_was_written(share: float) -> None:
    assert float(parse_share(attainment(share), 10, False)) == share  # type: ignore[arg-type]
