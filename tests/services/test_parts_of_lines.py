"""What is worked out of a line when asked: customers, products, thirds, weeks and days, last year."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from people import actor, bookings, node, open_version
from targetree.services.access import acting
from targetree.services.errors import Denied, Invalid, Missing
from targetree.services.tree.by_product import by_product
from targetree.services.tree.customers_of import customers_of
from targetree.services.tree.last_year import last_year
from targetree.services.tree.periods import Part, part_now, parts_of
from targetree.services.tree.targets import lines_below, sheets

pytestmark = pytest.mark.django_db


def months(code: str, what: str = "", sheet: int | None = None) -> list[int]:
    rows = lines_below(actor=actor("director"), sheet=sheet or bookings(), node=node(code), what=what, itself=True)
    return next(r.months for r in rows if r.code == code)


def test_customers_add_up_to_the_person() -> None:
    rows = customers_of(actor=actor("seller"), sheet=bookings(), node=node("1103"))
    assert [sum(column) for column in zip(*(r.months for r in rows), strict=True)] == months("1103")
    assert [r.customer is None for r in rows] == [False] * (len(rows) - 1) + [True]
    years = [sum(r.months) for r in rows[:-1]]
    assert years == sorted(years, reverse=True)


def test_customers_of_others_are_not_to_be_had() -> None:
    with pytest.raises((Denied, Missing)):
        customers_of(actor=actor("seller"), sheet=bookings(), node=node("1102"))


def test_products_add_up_to_the_node() -> None:
    found = by_product(actor=actor("manager"), sheet=bookings(), node=node("E1"))
    rows = {r.code: r for r in found.rows}
    assert rows[""].months == months("E1")
    assert sum(sum(r.months) for r in found.rows if not r.children) == sum(months("E1"))
    assert rows["P1"].months == months("E1", "P1")
    assert rows["P11"].parent == "P1"
    assert rows["P1"].parent == ""
    assert found.editable
    assert not by_product(actor=actor("auditor"), sheet=bookings(), node=node("E1")).editable


def test_a_measure_without_products_has_one_row() -> None:
    sheet = next(s.id for s in sheets(actor=actor("director"), version=open_version()) if s.measure == "visits")
    assert len(by_product(actor=actor("director"), sheet=sheet, node=node("E1")).rows) == 1


@pytest.mark.parametrize(("part", "first", "count", "columns"), [
    ("third", 0, 12, 36), ("week", 0, 12, 53), ("week", 1, 2, 9), ("day", 1, 3, 89), ("third", 11, 1, 3),
])  # fmt: skip
def test_parts_add_up_to_the_months(part: Part, first: int, count: int, columns: int) -> None:
    codes = ["HQ", "E1", "1103"]
    found = parts_of(
        actor=actor("director"), sheet=bookings(), nodes=[node(c) for c in codes], part=part, first_month=first,
        month_count=count,
    )  # fmt: skip
    assert len(found.columns) == columns
    for code in codes:
        assert sum(found.lines[node(code)]) == sum(months(code)[first : first + count])
    assert found.columns[0].first == date(2027, first + 1, 1)


@pytest.mark.parametrize("measure", ["bookings", "visits"])
def test_a_units_days_are_the_sums_of_its_peoples(measure: str) -> None:
    sheet = next(s.id for s in sheets(actor=actor("director"), version=open_version()) if s.measure == measure)
    people = [r.node for r in lines_below(actor=actor("director"), sheet=sheet, node=node("E1"))]
    found = parts_of(
        actor=actor("director"), sheet=sheet, nodes=[node("E1"), *people], part="day", first_month=3, month_count=1
    )
    sums = [sum(column) for column in zip(*(found.lines[p] for p in people), strict=True)]
    assert found.lines[node("E1")] == sums
    idle = [at for at, c in enumerate(found.columns) if not c.working_days]
    assert idle
    assert all(found.lines[node("E1")][at] == 0 for at in idle)


def test_everybody_sees_the_same_days() -> None:
    sheet = next(s.id for s in sheets(actor=actor("director"), version=open_version()) if s.measure == "visits")
    lines = [
        parts_of(actor=actor(who), sheet=sheet, nodes=[node("1103")], part="day", month_count=3).lines[node("1103")]
        for who in ("director", "manager", "seller")
    ]
    assert lines[0] == lines[1] == lines[2]


def test_a_days_week_and_third() -> None:
    day = date(2027, 3, 10)
    now = part_now(actor=actor("seller"), sheet=bookings(), node=node("1103"), day=day)
    for part in ("day", "week", "third"):
        found = parts_of(actor=actor("seller"), sheet=bookings(), nodes=[node("1103")], part=part, first_month=2,
                         month_count=1)  # type: ignore[arg-type]  # fmt: skip
        at = next(k for k, c in enumerate(found.columns) if c.first <= day <= c.last)
        assert found.lines[node("1103")][at] == now[part]


def test_parts_have_bounds_and_rights() -> None:
    ask = {"actor": actor("seller"), "sheet": bookings(), "part": "day"}
    with pytest.raises(Invalid):
        parts_of(**ask, nodes=[node("1103")], month_count=12)  # type: ignore[arg-type]
    with pytest.raises(Invalid):
        parts_of(**ask, nodes=[node("1103")], first_month=10, month_count=3)  # type: ignore[arg-type]
    with pytest.raises(Missing):
        parts_of(**ask, nodes=[node("E1"), node("1102")], month_count=1)  # type: ignore[arg-type]


def test_a_month_whose_working_days_went_away_still_adds_up() -> None:
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO calendar_days (day, working, node_id, note) SELECT day, false, %s, '' FROM"
            " generate_series('2027-06-01'::date, '2027-06-30', '1 day') day",
            [node("1103")],
        )
    found = parts_of(actor=actor("seller"), sheet=bookings(), nodes=[node("1103")], part="day", first_month=5,
                     month_count=1)  # fmt: skip
    assert sum(found.lines[node("1103")]) == months("1103")[5] > 0


def test_last_year_is_what_the_people_did() -> None:
    def found(who: str, code: str, what: str = "") -> list[int]:
        return last_year(actor=actor(who), sheet=bookings(), node=node(code), what=what).months

    whole = found("director", "HQ")
    assert sum(whole) > 0
    regions = [found("director", code) for code in ("E", "N", "S", "W")]
    assert [sum(column) for column in zip(*regions, strict=True)] == whole
    assert found("manager", "E1") == found("director", "E1")
    assert [sum(c) for c in zip(*(found("director", "E", p) for p in ("P1", "P2", "P3")), strict=True)] == regions[0]
    assert last_year(actor=actor("director"), sheet=bookings(), node=node("HQ")).year == 2026
