"""Edits: exact at every level, holds stand, room is made near by, nobody's edit is lost unnoticed."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people import actor, bookings, node, nothing_is_wrong, open_version, top, year
from targetree.services.access import acting
from targetree.services.cells import PERIODS, Cell
from targetree.services.changes.editing import Effect, Wish, edit_cells, preview_cells
from targetree.services.changes.undoing import undo_edit
from targetree.services.errors import Conflict, Denied, Invalid, Missing, Refused, ServiceError
from targetree.services.holds.holding import hold_cell, holds_shown, release_hold
from targetree.services.tree.targets import lines_of, sheets

pytestmark = pytest.mark.django_db


def edit(who: str, code: str, amount: int, **cell: object) -> Effect:
    wish = Wish(Cell(bookings(), node(code), **cell), amount)  # type: ignore[arg-type]
    return edit_cells(actor=actor(who), wishes=[wish], why="a reason")


def test_a_change_is_exact_at_every_level_and_stays_near() -> None:
    sheet = bookings()
    before = {code: year(sheet, code) for code in ("HQ", "E", "E1", "S", "1101")}
    edit("director", "1101", before["1101"] + 123_457)
    assert year(sheet, "1101") == before["1101"] + 123_457
    assert [year(sheet, code) for code in ("HQ", "E", "E1", "S")] == [before[c] for c in ("HQ", "E", "E1", "S")]
    nothing_is_wrong()


def test_one_level_up_where_the_siblings_have_no_room() -> None:
    sheet = bookings()
    team = year(sheet, "E1")
    edit("director", "1101", team + 1_000_000)
    assert year(sheet, "E1") >= team + 1_000_000
    nothing_is_wrong()


def test_totals_move_where_nothing_above_is_held() -> None:
    sheet, director = bookings(), actor("director")
    for hold in holds_shown(actor=director, sheet=sheet):
        release_hold(actor=director, hold=hold.id)
    whole, person = year(sheet, "HQ"), year(sheet, "1101")
    edit("director", "1101", person + 77)
    assert year(sheet, "HQ") == whole + 77
    nothing_is_wrong()


def test_a_held_total_is_restated_by_those_who_may() -> None:
    whole = year(bookings(), "HQ")
    edit("director", "HQ", whole + 5_000_003)
    held = {
        (h.node_code, h.what, h.month_count): h.amount for h in holds_shown(actor=actor("director"), sheet=bookings())
    }
    assert held["HQ", "", 12] == whole + 5_000_003
    nothing_is_wrong()


def test_an_impossible_edit_names_the_holds_and_changes_nothing() -> None:
    sheet, director = bookings(), actor("director")
    person, team = year(sheet, "1101"), year(sheet, "E1")
    hold = hold_cell(actor=director, cell=Cell(sheet, node("E1")), why="agreed")
    with pytest.raises(Refused) as refused:
        edit("director", "1101", team + 1)
    assert hold in {h.id for h in refused.value.details}
    assert (year(sheet, "1101"), year(sheet, "E1")) == (person, team)


def test_the_one_who_comes_later_is_told() -> None:
    sheet = bookings()
    seen = year(sheet, "1101")
    edit("director", "1101", seen + 100)
    with pytest.raises(Conflict) as told:
        edit_cells(actor=actor("manager"), wishes=[Wish(Cell(sheet, node("1101")), seen + 500, was=seen)])
    assert told.value.code == "cell-changed"
    assert told.value.values["who"] == actor("director").name
    assert year(sheet, "1101") == seen + 100


def test_a_preview_keeps_nothing() -> None:
    sheet = bookings()
    before = year(sheet, "E1")
    effect = preview_cells(actor=actor("director"), wishes=[Wish(Cell(sheet, node("E1")), before * 2)])
    assert effect.edits == () and {line.node for line in effect.changed} >= {node("E1"), node("1101")}
    assert year(sheet, "E1") == before


def test_a_block_is_set_as_a_whole() -> None:
    sheet = bookings()
    cells = [Cell(sheet, node(code)) for code in ("1101", "1103", "1105")]
    amounts = [100_000_000, 200_000_000, 300_000_000]
    edit_cells(actor=actor("director"), wishes=[Wish(c, a) for c, a in zip(cells, amounts, strict=True)])
    assert [year(sheet, code) for code in ("1101", "1103", "1105")] == amounts
    nothing_is_wrong()
    impossible = [Wish(cells[0], 1), Wish(Cell(sheet, node("1101"), "no such product"), 1)]
    with transaction.atomic(), pytest.raises(Invalid):
        edit_cells(actor=actor("director"), wishes=impossible)


def test_undo_and_redo() -> None:
    sheet = bookings()
    everybody = [node(code) for code in ("HQ", "E", "E1", "1101", "1103")]

    def now() -> list[list[int]]:
        return [line.months for line in lines_of(actor=actor("director"), sheet=sheet, nodes=everybody)]

    before = now()
    done = edit("manager", "1101", 55_555_555)
    after = now()
    undone = undo_edit(actor=actor("manager"), edit=done.edits[0])
    assert now() == before
    undo_edit(actor=actor("manager"), edit=undone.edits[0])
    assert now() == after
    with pytest.raises(Denied):
        undo_edit(actor=actor("director"), edit=done.edits[0])
    nothing_is_wrong()


def test_a_pasted_block_is_undone_from_the_last_on() -> None:
    sheet = bookings()
    before = [year(sheet, code) for code in ("E1", "1101", "1102", "1103")]
    cells = [Cell(sheet, node(code), first_month=month, month_count=1) for code in ("1101", "1103") for month in (4, 5)]
    wishes = [Wish(cell, 1_000_000 * at) for at, cell in enumerate(cells, 3)]
    done = edit_cells(actor=actor("director"), wishes=wishes)
    assert len(done.edits) == 4
    again = [undo_edit(actor=actor("director"), edit=one).edits[0] for one in reversed(done.edits)]
    assert [year(sheet, code) for code in ("E1", "1101", "1102", "1103")] == before
    for one in reversed(again):
        undo_edit(actor=actor("director"), edit=one)
    shown = lines_of(actor=actor("director"), sheet=sheet, nodes=[node("1103")])
    assert shown[0].months[4:6] == [5_000_000, 6_000_000]
    nothing_is_wrong()


def test_a_block_moves_its_own_cells_and_is_no_conflict_with_itself() -> None:
    sheet = bookings()
    months = lines_of(actor=actor("director"), sheet=sheet, nodes=[node("1103")])[0].months
    cells = [Cell(sheet, node("1103"), first_month=month, month_count=1) for month in (4, 5)]
    seen = [Wish(cell, months[cell.first_month] + 1_000_000, months[cell.first_month], seen=0) for cell in cells]
    edit_cells(actor=actor("manager"), wishes=seen)
    now = lines_of(actor=actor("director"), sheet=sheet, nodes=[node("1103")])[0].months
    assert now[4:6] == [months[4] + 1_000_000, months[5] + 1_000_000]


def test_what_was_held_since_is_not_undone() -> None:
    sheet = bookings()
    done = edit("manager", "1103", year(sheet, "1103") + 9_000_000)
    hold = hold_cell(actor=actor("director"), cell=Cell(sheet, node("1103"), month_count=3), why="agreed since")
    with pytest.raises(Refused) as refused:
        undo_edit(actor=actor("manager"), edit=done.edits[0])
    assert {h.id for h in refused.value.details} == {hold}


def test_what_was_changed_since_is_not_undone() -> None:
    first = edit("manager", "1101", 55_555_555)
    edit("director", "1101", 66_666_666)
    with pytest.raises(Conflict) as told:
        undo_edit(actor=actor("manager"), edit=first.edits[0])
    assert told.value.code == "edit-overtaken"


@pytest.mark.parametrize(
    ("who", "code", "answer"),
    [
        ("manager", "1101", None),
        ("manager", "E1", None),
        ("manager", "E", Denied),
        ("manager", "S1", Missing),
        ("manager", "HQ", Missing),
        ("leader", "1103", None),
        ("leader", "E1", Denied),
        ("leader", "E2", Missing),
        ("seller", "1103", Denied),
        ("seller", "1101", Missing),
        ("colleague", "1103", Missing),
        ("auditor", "1103", Denied),
        ("operations", "1103", None),
    ],
)
def test_who_may_change_what(who: str, code: str, answer: type[ServiceError] | None) -> None:
    before = year(bookings(), code)
    if answer is None:
        edit(who, code, before + 1_000)
        assert year(bookings(), code) == before + 1_000
        return
    with pytest.raises(answer):
        edit(who, code, before + 1_000)
    assert year(bookings(), code) == before


def test_a_manager_moves_nothing_outside_the_own_unit() -> None:
    sheet = bookings()
    others = {code: year(sheet, code) for code in ("S", "N", "W", "E", "HQ")}
    edit("manager", "E1", year(sheet, "E1") + 3_000_000)
    assert {code: year(sheet, code) for code in others} == others
    nothing_is_wrong()


def test_expired_holds_do_not_stand() -> None:
    sheet, director = bookings(), actor("director")
    hold = hold_cell(actor=director, cell=Cell(sheet, node("E1")))
    with acting(director.account_id), connection.cursor() as cursor:
        cursor.execute("UPDATE holds SET expires = current_date - 1 WHERE id = %s", [hold])
    edit("manager", "1101", year(sheet, "E1") + 1)
    assert next(h for h in holds_shown(actor=director, sheet=sheet) if h.id == hold).expired


def test_a_line_changes_only_by_an_edit() -> None:
    from django.db import DatabaseError

    director, whole = actor("director"), top()
    with (
        pytest.raises(DatabaseError, match="only by an edit"),
        acting(director.account_id),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT set_config('targetree.edit', '', true)")
        cursor.execute("UPDATE lines SET cells[1] = cells[1] + 1 WHERE node_id = %s", [whole])


_CODES = ("HQ", "E", "E1", "E2", "S", "S1", "W1", "1101", "1103", "1201", "1301")
_WHATS = ("", "P1", "P11", "P22", "P3")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(_CODES), st.sampled_from(_WHATS), st.sampled_from(sorted(PERIODS)),
            st.integers(0, 3_000_000_000), st.booleans(),
        ),
        min_size=1, max_size=4,
    )
)  # fmt: skip
def test_whatever_is_changed_or_held_everything_adds_up(
    steps: list[tuple[str, str, tuple[int, int], int, bool]],
) -> None:
    director, sheet = actor("director"), bookings()
    with transaction.atomic():
        for code, what, (first, count), amount, hold in steps:
            cell = Cell(sheet, node(code), what, first, count)
            try:
                with transaction.atomic():
                    if hold:
                        hold_cell(actor=director, cell=cell)
                    else:
                        edit_cells(actor=director, wishes=[Wish(cell, amount)])
            except (Refused, Conflict, Invalid):
                continue
        nothing_is_wrong()
        transaction.set_rollback(True)


def test_every_measure_can_be_changed() -> None:
    director = actor("director")
    for sheet in sheets(actor=director, version=open_version()):
        line = lines_of(actor=director, sheet=sheet.id, nodes=[node("1101")])[0]
        amount = sum(line.months) + sheet.scale
        edit_cells(actor=director, wishes=[Wish(Cell(sheet.id, node("1101")), amount)])
        assert sum(lines_of(actor=director, sheet=sheet.id, nodes=[node("1101")])[0].months) == amount
    nothing_is_wrong()
