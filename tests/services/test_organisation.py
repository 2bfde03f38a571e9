"""Units and people without an Excel sheet: what is allowed, what is refused, and that all totals stay exact."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from people import actor, bookings, node, nothing_is_wrong, open_version, top, year
from targetree.services.access import Actor
from targetree.services.cells import Cell
from targetree.services.errors import Denied, Missing, Refused, ServiceError
from targetree.services.holds.holding import hold_cell
from targetree.services.structure.organisation import (
    people_shown,
    person_choices,
    person_shown,
    unit_choices,
    unit_shown,
    units_shown,
)
from targetree.services.structure.people import add_person, change_person, remove_person
from targetree.services.structure.transferring import leave_person, transfer_person
from targetree.services.structure.units import add_unit, archive_unit, change_unit, over_assigned
from targetree.services.tree.targets import lines_below, tree_below

pytestmark = pytest.mark.django_db


def refused(code: str, call: Callable[[], object]) -> None:
    with pytest.raises(ServiceError) as problem:
        call()
    assert problem.value.code == code


def test_a_new_unit_stands_in_the_open_plan_with_zeros() -> None:
    add_unit(actor=actor("operations"), code="E9", name="嘉兴组", parent="E", manager="1101", over_assign="110%")
    shown = unit_shown(actor=actor("auditor"), unit="E9")
    assert (shown.parent, shown.manager, shown.over_assign, shown.people) == ("E", "1101", 1.1, 0)
    assert [u.code for u in units_shown(actor=actor("director")) if u.parent == "E"] == ["E1", "E2", "E3", "E9"]
    assert year(bookings(), "E9") == 0
    assert node("E9") in actor("leader").roots("manager"), "the manager's right comes with the unit"
    nothing_is_wrong()


def test_the_manager_of_a_unit_changes_and_the_right_with_it() -> None:
    assert node("E1") in actor("leader").roots("manager")
    change_unit(actor=actor("director"), unit="E1", manager="1104")
    assert node("E1") not in actor("leader").roots("manager")
    assert node("E1") in actor("1104").roots("manager")
    change_unit(actor=actor("director"), unit="E1", manager="")
    assert node("E1") not in actor("1104").roots("manager")


def test_a_unit_moves_with_its_numbers() -> None:
    sheet = bookings()
    team, east, south, company = (year(sheet, code) for code in ("E1", "E", "S", "HQ"))
    director = actor("director")
    hold_cell(actor=director, cell=Cell(sheet, node("E")))
    with pytest.raises(Refused):
        change_unit(actor=director, unit="E1", parent="S")
    done = change_unit(actor=director, unit="E1", parent="S", restate=True, why="new regions")
    assert done.moved
    assert [year(sheet, c) for c in ("E1", "E", "S", "HQ")] == [team, east - team, south + team, company]
    nothing_is_wrong()
    below = lines_below(actor=director, sheet=sheet, node=node("S"))
    assert [line.code for line in below][:3] == ["1200", "E1", "S1"]
    whole = tree_below(actor=director, sheet=sheet, node=top())
    assert len(whole) == len({line.node for line in whole})


def test_units_are_refused_what_makes_no_sense() -> None:
    d = actor("director")
    refused("code-taken", lambda: add_unit(actor=d, code="1103", name="x", parent="E"))
    refused("code-not-good", lambda: add_unit(actor=d, code="a b", name="x", parent="E"))
    refused("name-needed", lambda: add_unit(actor=d, code="E9", name="  ", parent="E"))
    refused("no-such-unit", lambda: add_unit(actor=d, code="E9", name="x", parent="1103"))
    refused("root-stays", lambda: change_unit(actor=d, unit="HQ", parent="E"))
    refused("unit-under-itself", lambda: change_unit(actor=d, unit="E", parent="E1"))
    refused("root-stays", lambda: archive_unit(actor=d, unit="HQ"))
    refused("unit-has-units", lambda: archive_unit(actor=d, unit="E"))
    refused("unit-has-people", lambda: archive_unit(actor=d, unit="E1"))
    for factor in ("0.1", "9 %", "abc", "400%"):
        refused("over-assign-out-of-range", lambda f=factor: over_assigned(f))  # type: ignore[misc]
    assert [str(over_assigned(t)) for t in ("1", "110%", "105")] == ["1.000000", "1.100000", "1.050000"]


def test_an_empty_unit_is_archived_and_chosen_no_more() -> None:
    d = actor("director")
    add_unit(actor=d, code="E9", name="嘉兴组", parent="E", manager="1101")
    archive_unit(actor=d, unit="E9", why="merged")
    assert "E9" not in {c.code for c in unit_choices(actor=d)}
    assert "E9" in {u.code for u in units_shown(actor=d, archived=True)}
    nothing_is_wrong()


def test_a_new_person_has_a_seat_without_a_number() -> None:
    done = add_person(
        actor=actor("operations"), code="1999", name="新人", unit="E1", title="销售", start_date=date(2027, 3, 1),
        capacity=0.5, ramp=(0.25, 0.5),
    )  # fmt: skip
    assert done.stale
    shown = person_shown(actor=actor("auditor"), person="1999")
    assert shown.seat is not None
    assert (shown.seat.unit, shown.capacity, shown.ramp, shown.carries) == ("E1", 0.5, (0.25, 0.5), True)
    assert year(bookings(), "1999") == 0
    nothing_is_wrong()


def test_what_plans_rest_on_makes_them_stale_and_the_rest_does_not() -> None:
    d = actor("director")
    assert not change_person(actor=d, person="1103", changes={"name": "新名", "title": "大客户经理"}).stale
    assert person_shown(actor=d, person="1103").name == "新名"
    assert change_person(actor=d, person="1103", changes={"capacity": 0.8}).stale
    refused("capacity-out-of-range", lambda: change_person(actor=d, person="1103", changes={"capacity": 11}))
    refused("weight-out-of-range", lambda: change_person(actor=d, person="1103", changes={"weight": -1}))
    refused("ramp-not-good", lambda: change_person(actor=d, person="1103", changes={"ramp": [3.0]}))
    refused("no-such-field", lambda: change_person(actor=d, person="1103", changes={"end_date": None}))
    leave_person(actor=d, person="1103", day=date(2027, 6, 30))
    refused("last-day-before-first", lambda: change_person(
        actor=d, person="1103", changes={"start_date": date(2027, 8, 1)}))  # fmt: skip


def test_only_somebody_added_by_mistake_is_removed() -> None:
    d = actor("director")
    refused("person-has-history", lambda: remove_person(actor=d, person="1103"))
    add_person(actor=d, code="1999", name="新人", unit="E1")
    remove_person(actor=d, person="1999", why="typed twice")
    assert people_shown(actor=d, search="1999", which="all") == ([], 0)
    nothing_is_wrong()


def test_people_are_found_by_name_unit_and_whether_they_are_here() -> None:
    d = actor("director")
    _, count = people_shown(actor=d)
    first, _ = people_shown(actor=d, limit=5)
    rest, _ = people_shown(actor=d, after=5, limit=500)
    assert len(first) + len(rest) == count
    assert {p.code for p in people_shown(actor=d, unit="E1")[0]} >= {"1101", "1103"}
    assert [p.code for p in people_shown(actor=d, search="1103")[0]] == ["1103"]
    leave_person(actor=d, person="1103", day=timezone.localdate() - timedelta(days=1))
    assert "1103" not in {p.code for p in people_shown(actor=d, limit=500)[0]}
    assert [p.code for p in people_shown(actor=d, which="gone", search="1103")[0]] == ["1103"]
    assert "1103" not in {c.code for c in person_choices(actor=d)}
    transfer_person(actor=d, person="1104", unit="E2", day=date(2027, 5, 1), restate=True)
    moved = person_shown(actor=d, person="1104")
    assert moved.coming is not None
    assert (moved.seat and moved.seat.unit, moved.coming.unit, moved.coming.starts) == ("E1", "E2", date(2027, 5, 1))


@pytest.mark.parametrize("name", ["manager", "leader", "seller", "colleague", "auditor"])
def test_only_director_and_operations_change_the_organisation(name: str) -> None:
    who = actor(name)
    calls: list[Callable[[Actor], object]] = [
        lambda a: add_unit(actor=a, code="E9", name="x", parent="E"),
        lambda a: change_unit(actor=a, unit="E1", name="x"),
        lambda a: archive_unit(actor=a, unit="E1"),
        lambda a: add_person(actor=a, code="1999", name="x", unit="E1"),
        lambda a: change_person(actor=a, person="1103", changes={"name": "x"}),
        lambda a: remove_person(actor=a, person="1103"),
    ]
    for call in calls:
        with pytest.raises((Denied, Missing)):
            call(who)
    if name != "auditor":
        with pytest.raises(Denied):
            people_shown(actor=who)


def test_the_number_of_queries_does_not_grow_with_the_people(django_assert_max_num_queries: object) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for limit in (2, 50):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            people_shown(actor=actor("director"), limit=limit)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert open_version()
