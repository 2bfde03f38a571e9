"""Receipts: the way down adds up, changes by hand are told to those whose number moved, nothing of siblings."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people import actor, bookings, node, year
from targetree.services.cells import PERIODS, Cell
from targetree.services.changes.editing import Wish, edit_cells
from targetree.services.changes.undoing import undo_edit
from targetree.services.errors import Denied, Invalid, Missing
from targetree.services.holds.holding import hold_cell
from targetree.services.reasons.receipts import Receipt, receipt

pytestmark = pytest.mark.django_db


def of(who: str, code: str, what: str = "", first: int = 0, count: int = 12) -> Receipt:
    return receipt(actor=actor(who), sheet=bookings(), node=node(code), what=what, first_month=first, month_count=count)


def edit(who: str, code: str, amount: int, why: str = "a reason") -> int:
    wish = Wish(Cell(bookings(), node(code)), amount)
    return edit_cells(actor=actor(who), wishes=[wish], why=why).edits[0]


@pytest.mark.parametrize("what", ["", "P1", "P22"])
def test_each_step_is_the_share_of_the_one_above_and_what_rounding_did(what: str) -> None:
    for first, count in sorted(PERIODS):
        found = of("director", "1203", what, first, count)
        levels = ["company", "unit", "unit", "seat"]
        levels += ["product"] * (len(what) and (2 if len(what) > 2 else 1))
        levels += {12: [], 3: ["quarter"], 1: ["month"]}[count]
        assert [step.level for step in found.steps] == levels
        assert found.amount == found.steps[-1].amount
        for above, step in zip(found.steps, found.steps[1:], strict=False):
            assert step.above == above.amount
            assert step.planned is not None and step.planned_share is not None and step.rounding is not None
            assert above.planned == step.planned_above
            assert step.planned_above * step.planned_share + step.rounding == pytest.approx(step.planned, abs=1e-3)


def test_the_amounts_are_those_of_the_tree() -> None:
    found = of("seller", "1103")
    assert [s.amount for s in found.steps] == [year(bookings(), c) for c in ("HQ", "E", "E1", "1103")]
    assert found.company == year(bookings(), "HQ")
    assert sum(found.months) == found.amount


def test_over_assignment_is_shown_openly() -> None:
    found = of("manager", "E")
    company = found.steps[0]
    assert company.padding > 0
    assert company.own_target == found.company_own == 180_000_000_00
    (south,) = [s for s in of("director", "1203").steps if s.name == "华南大区"]
    assert south.amount == pytest.approx(south.own_target * 1.05, abs=100)


def test_the_statement_comes_from_the_nearest_that_names_one() -> None:
    assert (of("seller", "1103").statement or pytest.fail()).code == "ST1"
    assert (of("director", "W").statement or pytest.fail()).own
    west = of("director", "1401").statement
    assert west is not None and west.code == "ST3" and not west.own
    assert (of("seller", "1103", "P22").statement or pytest.fail()).code == "ST2"


def test_a_change_says_who_when_why_and_what_it_did_to_this_figure() -> None:
    before = of("seller", "1103")
    assert before.planned == before.amount
    done = edit("leader", "1103", before.amount + 60_000_00, "新接两家客户")
    found = of("seller", "1103")
    (change,) = found.changes
    assert (change.who, change.reason, change.kind) == (actor("leader").name, "新接两家客户", "edit")
    assert (change.before, change.after) == (before.amount, before.amount + 60_000_00)
    assert change.node == node("1103") and not change.taken_back
    assert found.planned == before.amount
    assert found.steps[-1].by_hand == 60_000_00
    undo_edit(actor=actor("leader"), edit=done)
    again = of("seller", "1103")
    assert [c.taken_back for c in again.changes] == [False, True]
    assert again.steps[-1].by_hand == 0


def test_a_change_elsewhere_that_moved_the_number_is_told_without_saying_whose_it_was() -> None:
    edit("leader", "1104", year(bookings(), "1104") + 500_000_00, "产假回来")
    mine = of("seller", "1103")
    (change,) = mine.changes
    assert change.node is None and change.node_name == ""
    assert (change.who, change.reason) == (actor("leader").name, "产假回来")
    assert change.after < change.before
    (same,) = of("leader", "1103").changes
    assert same.node == node("1104")


def test_a_change_that_left_this_figure_alone_is_not_listed() -> None:
    edit("director", "1203", year(bookings(), "1203") + 100_00)
    assert of("director", "1203").changes
    assert not of("seller", "1103").changes


def test_holds_on_it_and_above() -> None:
    hold_cell(actor=actor("leader"), cell=Cell(bookings(), node("1103"), "P1", 0, 3), why="框架协议")
    reasons = {h.reason: h.exact for h in of("seller", "1103", "P1", 0, 3).holds}
    assert reasons["框架协议"] is True
    assert reasons["全年签约增长15%"] is False
    assert "机器视觉增长40%" not in reasons, "another product"
    assert "框架协议" not in {h.reason for h in of("seller", "1103", "P2").holds}


@pytest.mark.parametrize("code", ["1104", "E1", "E", "HQ", "1203"])
def test_a_seller_gets_only_the_own_receipt(code: str) -> None:
    with pytest.raises((Missing, Denied)):
        of("seller", code)


def test_no_such_cell() -> None:
    with pytest.raises(Invalid):
        of("seller", "1103", "nothing")
    with pytest.raises(Invalid):
        of("seller", "1103", "", 1, 5)


def test_no_more_queries_for_a_company_than_for_a_person() -> None:
    def queries(code: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            of("director", code, "P22", 0, 1)
        return len(seen)

    assert queries("HQ") <= queries("1103")
