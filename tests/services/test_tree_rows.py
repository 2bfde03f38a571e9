"""The rows of the tree: whose they are, what is above them, what is held and changed by hand."""

from __future__ import annotations

import pytest

from people import actor, bookings, node, open_version, year
from targetree.services.cells import Cell
from targetree.services.changes.editing import Wish, edit_cells
from targetree.services.changes.undoing import undo_edit
from targetree.services.errors import Denied, Missing
from targetree.services.holds.holding import hold_cell
from targetree.services.tree.rows import TreeShown, find_nodes, marks_on, rows_below, rows_beside, tree_shown

pytestmark = pytest.mark.django_db


def shown(who: str, **choice: object) -> TreeShown:
    found = tree_shown(actor=actor(who), **choice)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_a_director_sees_the_company_and_its_regions() -> None:
    tree = shown("director")
    assert tree.rows[0].code == "HQ"
    assert {r.parent for r in tree.rows[1:]} == {tree.rows[0].node}
    assert all(r.editable and not r.above for r in tree.rows)
    assert {r.kind for r in tree.rows} == {"unit"}, "the director and operations carry no number"
    assert [sum(column) for column in zip(*(r.months for r in tree.rows[1:]), strict=True)] == tree.rows[0].months


def test_a_manager_sees_the_chain_above_to_read() -> None:
    rows = {r.code: r for r in shown("manager").rows}
    assert rows["HQ"].above
    assert not rows["HQ"].editable
    assert rows["E"].editable
    assert "E1" in rows
    assert "N" not in rows


def test_a_seller_reads_the_own_row_and_its_chain() -> None:
    tree = shown("seller")
    assert [r.code for r in tree.rows] == ["HQ", "E", "E1", "1103"]
    assert [r.above for r in tree.rows] == [True, True, True, False]
    assert not any(r.editable for r in tree.rows)
    assert tree.rows[-1].customers > 0
    assert sum(tree.rows[0].months) == year(bookings(), "HQ")


def test_a_colleague_of_another_department_sees_no_targets() -> None:
    with pytest.raises(Denied):
        tree_shown(actor=actor("colleague"))
    with pytest.raises((Denied, Missing)):
        rows_below(actor=actor("colleague"), sheet=bookings(), node=node("E"))


def test_others_rows_are_not_to_be_had() -> None:
    with pytest.raises((Denied, Missing)):
        rows_below(actor=actor("seller"), sheet=bookings(), node=node("E1"))
    with pytest.raises((Denied, Missing)):
        rows_below(actor=actor("manager"), sheet=bookings(), node=node("N"))


def test_the_measure_and_tier_that_are_not_there_give_way() -> None:
    assert shown("director", measure="visits").sheet.measure == "visits"
    assert shown("director", measure="no such thing", tier="challenge").sheet.measure == "bookings"
    assert shown("director", sheet=bookings()).sheet.id == bookings()
    assert shown("director", version=987654).version == open_version()


def test_all_below_and_of_one_product() -> None:
    rows = rows_below(actor=actor("director"), sheet=bookings(), node=node("HQ"), what="P1", all_levels=True)
    assert len(rows) > 60
    assert sum(sum(r.months) for r in rows if r.kind == "seat") == year(bookings(), "HQ", "P1")


def test_the_way_to_a_node_is_opened() -> None:
    rows = rows_beside(actor=actor("director"), sheet=bookings(), node=node("1101"))
    assert {"E", "N", "E1", "E2", "1101", "1102"} <= {r.code for r in rows}
    assert "1107" not in {r.code for r in rows}


def test_held_and_changed_cells_are_marked_until_they_are_taken_back() -> None:
    director, cell = actor("director"), Cell(bookings(), node("1103"))
    rows = rows_below(actor=director, sheet=cell.sheet, node=node("E1"))
    assert not marks_on(actor=director, sheet=cell.sheet, shown=rows).edits
    hold_cell(actor=director, cell=cell, why="signed already")
    done = edit_cells(actor=director, wishes=[Wish(cell, 300_000_000)], why="a new account")
    marks = marks_on(actor=director, sheet=cell.sheet, shown=rows)
    assert [(e.after, e.reason, e.who) for e in marks.edits] == [(300_000_000, "a new account", director.name)]
    assert [(h.node, h.amount, h.reason, h.may_release) for h in marks.holds] == [
        (cell.node, 300_000_000, "signed already", True)
    ]
    undone = undo_edit(actor=director, edit=done.edits[0])
    assert not marks_on(actor=director, sheet=cell.sheet, shown=rows).edits
    undo_edit(actor=director, edit=undone.edits[0])
    assert len(marks_on(actor=director, sheet=cell.sheet, shown=rows).edits) == 1


def test_only_those_who_may_release_are_offered_it() -> None:
    sheet = bookings()
    hold_cell(actor=actor("director"), cell=Cell(sheet, node("1103")), why="agreed")
    by = {}
    for who in ("manager", "seller", "auditor"):
        tree = shown(who, sheet=sheet)
        rows = [*tree.rows, *([] if who == "seller" else rows_below(actor=actor(who), sheet=sheet, node=node("E1")))]
        marks = marks_on(actor=actor(who), sheet=sheet, shown=rows)
        by[who] = next(h.may_release for h in marks.holds if h.node == node("1103"))
    assert by == {"manager": True, "seller": False, "auditor": False}


def test_names_and_codes_are_found_within_ones_part() -> None:
    version = open_version()
    found = find_nodes(actor=actor("director"), version=version, words="1103")
    assert [(f.code, f.kind) for f in found] == [("1103", "seat")]
    assert found[0].path[0] == "远岫工业自动化"
    assert not find_nodes(actor=actor("manager"), version=version, words="华北")
    assert not find_nodes(actor=actor("director"), version=version, words="%")
