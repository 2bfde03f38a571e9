"""People move and leave by date: every total stays exact, published versions stay as they are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people import actor, bookings, node, nothing_is_wrong, open_version, year
from targetree.services.access import acting
from targetree.services.cells import Cell
from targetree.services.errors import Conflict, Denied, Invalid, Missing, Refused
from targetree.services.holds.holding import hold_cell
from targetree.services.structure.transferring import leave_person, preview_leave, preview_transfer, transfer_person

pytestmark = pytest.mark.django_db


def seen(query: str, *values: Any) -> list[Any]:
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def totals(version: int) -> list[Any]:
    """What the company has per measure, product and month."""
    return seen(
        "SELECT s.id, l.cells FROM lines l JOIN sheets s ON s.id = l.sheet_id JOIN nodes n ON n.id = l.node_id"
        " WHERE n.parent_id IS NULL AND s.version_id = %s ORDER BY s.id",
        version,
    )


def months(sheet: int, code: str) -> list[int]:
    return list(seen("SELECT months FROM lines WHERE sheet_id = %s AND node_id = %s", sheet, node(code))[0][0])


def test_months_move_with_the_person() -> None:
    sheet, before = bookings(), totals(open_version())
    was = months(sheet, "1103")
    done = transfer_person(actor=actor("operations"), person="1103", unit="E2", day=date(2027, 4, 1), restate=True)
    assert done.first_month == 3
    assert months(sheet, "1103") == [*was[:3], *[0] * 9]
    assert months(sheet, "1103@E2") == [0, 0, 0, *was[3:]]
    assert totals(open_version()) == before
    nothing_is_wrong()


def test_months_stay_with_those_who_stay() -> None:
    sheet, unit, other = bookings(), year(bookings(), "E1"), year(bookings(), "E2")
    done = transfer_person(actor=actor("director"), person="1103", unit="E2", day=date(2027, 7, 12), months="unit")
    assert done.first_month == 6, "the month in which the new seat begins goes along"
    assert (year(sheet, "E1"), year(sheet, "E2")) == (unit, other)
    assert year(sheet, "1103@E2") == 0
    nothing_is_wrong()


def test_one_colleague_takes_it_all() -> None:
    sheet = bookings()
    was, heirs = months(sheet, "1103"), months(sheet, "1104")
    transfer_person(actor=actor("director"), person="1103", unit="E2", day=date(2027, 7, 1), months="unit", heir="1104")
    assert months(sheet, "1104") == [*heirs[:6], *(a + b for a, b in zip(heirs[6:], was[6:], strict=True))]
    nothing_is_wrong()


def test_who_leaves_hands_on_the_months_without_a_working_day() -> None:
    sheet, unit, was = bookings(), year(bookings(), "E1"), months(bookings(), "1103")
    done = leave_person(actor=actor("operations"), person="1103", day=date(2027, 9, 15), why="retires")
    assert done.first_month == 9
    assert months(sheet, "1103") == [*was[:9], 0, 0, 0]
    assert year(sheet, "E1") == unit
    nothing_is_wrong()
    told = seen("SELECT kind, reason, before, after FROM edits WHERE sheet_id = %s AND kind = 'transfer'", sheet)
    assert told == [("transfer", "retires", sum(was[9:]), 0)]


def test_a_seller_sees_both_seats_after_a_transfer() -> None:
    transfer_person(actor=actor("operations"), person="1103", unit="E2", day=date(2027, 4, 1), restate=True)
    assert actor("seller").roots("seller") == {node("1103"), node("1103@E2")}


def test_holds_stand_against_what_moves_until_they_are_restated() -> None:
    cell = Cell(bookings(), node("E1"), "", 0, 12)
    with acting(actor("director").account_id):
        has = seen("SELECT count(*) FROM holds WHERE sheet_id = %s AND node_id = %s", bookings(), node("E1"))[0][0]
    if not has:
        hold_cell(actor=actor("director"), cell=cell)
    with pytest.raises(Refused) as refused:
        transfer_person(actor=actor("director"), person="1103", unit="S1", day=date(2027, 4, 1))
    assert node("E1") in {hold.node for hold in refused.value.details}  # type: ignore[attr-defined]
    assert not seen("SELECT 1 FROM nodes WHERE code = '1103@S1'"), "nothing was kept"
    transfer_person(actor=actor("director"), person="1103", unit="S1", day=date(2027, 4, 1), restate=True)
    nothing_is_wrong()


def test_a_colleagues_held_month_stands() -> None:
    sheet = bookings()
    hold_cell(actor=actor("director"), cell=Cell(sheet, node("1104"), "", 8, 1))
    held = months(sheet, "1104")[8]
    transfer_person(actor=actor("director"), person="1103", unit="E2", day=date(2027, 7, 1), months="unit")
    assert months(sheet, "1104")[8] == held
    nothing_is_wrong()


def test_a_preview_keeps_nothing() -> None:
    before = seen("SELECT id, organisation FROM versions"), totals(open_version())
    shown = preview_transfer(actor=actor("operations"), person="1103", unit="E2", day=date(2027, 4, 1))
    assert shown.moved
    assert all(moved.amount > 0 for moved in shown.moved)
    preview_leave(actor=actor("operations"), person="1103", day=date(2027, 5, 31))
    assert before == (seen("SELECT id, organisation FROM versions"), totals(open_version()))
    assert not seen("SELECT 1 FROM nodes WHERE code = '1103@E2'")


@pytest.mark.parametrize("name", ["manager", "leader", "seller", "colleague", "auditor"])
def test_only_director_and_operations_move_people(name: str) -> None:
    with pytest.raises((Denied, Missing)):
        transfer_person(actor=actor(name), person="1103", unit="E2", day=date(2027, 4, 1))
    with pytest.raises((Denied, Missing)):
        leave_person(actor=actor(name), person="1103", day=date(2027, 4, 1))


def test_what_makes_no_sense_is_refused() -> None:
    director = actor("director")
    for person, unit, day, code in (
        ("1103", "E1", date(2027, 4, 1), "already-there"),
        ("1103", "XX", date(2027, 4, 1), "no-such-unit"),
        ("9999", "E2", date(2027, 4, 1), "no-such-person"),
        ("1103", "E2", date(1990, 1, 1), "transfer-too-early"),
    ):
        with pytest.raises((Conflict, Invalid, Missing)) as refused:
            transfer_person(actor=director, person=person, unit=unit, day=day, restate=True)
        assert refused.value.code == code
    with pytest.raises(Invalid, match="heir-is-the-same"):
        transfer_person(
            actor=director, person="1103", unit="E2", day=date(2027, 4, 1), months="unit", heir="1103"
        )  # fmt: skip
    with pytest.raises(Invalid, match="last-day-before-first"):
        leave_person(actor=director, person="1103", day=date(1990, 1, 1))
    transfer_person(actor=director, person="1103", unit="E2", day=date(2027, 4, 1), restate=True)
    with pytest.raises(Invalid, match="leaves-before-transfer"):
        leave_person(actor=director, person="1103", day=date(2027, 3, 1))


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_all_totals_are_exact_whoever_moves_when_and_how(data: st.DataObject) -> None:
    people = [code for (code,) in seen("SELECT code FROM people WHERE carries ORDER BY code")]
    units = [code for (code,) in seen("SELECT code FROM nodes WHERE kind = 'unit' ORDER BY code")]
    director, before = actor("director"), totals(open_version())
    for _ in range(data.draw(st.integers(1, 3))):
        person, unit = data.draw(st.sampled_from(people)), data.draw(st.sampled_from(units))
        day = date(2026, 12, 1) + timedelta(days=data.draw(st.integers(0, 420)))
        way = data.draw(st.sampled_from(["person", "unit", "heir", "leave"]))
        heir = data.draw(st.sampled_from(people)) if way == "heir" else ""
        try:
            if way == "leave":
                leave_person(actor=director, person=person, day=day, restate=True)
            else:
                months = "person" if way == "person" else "unit"
                transfer_person(
                    actor=director, person=person, unit=unit, day=day, months=months, heir=heir, restate=True
                )  # type: ignore[arg-type]
        except (Conflict, Invalid) as refused:
            assert refused.code in {
                "already-there", "transfer-too-early", "left-before", "heir-is-the-same", "nobody-left",
                "last-day-before-first", "leaves-before-transfer",
            }  # fmt: skip
        assert totals(open_version()) == before
        nothing_is_wrong()
