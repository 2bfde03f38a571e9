"""Products, customers, measures, the company's settings, the market, the calendar: kept without an Excel sheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from people import actor, bookings, node, nothing_is_wrong, year
from targetree.services.access import Actor, acting
from targetree.services.errors import Denied, Missing, ServiceError
from targetree.services.settings.calendar import calendar_shown, set_days
from targetree.services.settings.company import change_company, company_shown, stale_plans
from targetree.services.settings.customers import (
    add_customer,
    archive_customer,
    change_customer,
    customer_shown,
    customers_shown,
    hand_over,
)
from targetree.services.settings.market import market_notes, remove_note, write_note
from targetree.services.settings.measures import add_measure, change_measure, measures_shown
from targetree.services.settings.products import add_product, archive_product, change_product, products_shown
from targetree.services.structure.people import change_person
from targetree.store import models as store

pytestmark = pytest.mark.django_db


def refused(code: str, call: Callable[[], object]) -> None:
    with pytest.raises(ServiceError) as problem:
        call()
    assert problem.value.code == code


def test_products_stand_in_a_tree() -> None:
    d = actor("operations")
    tree = products_shown(actor=actor("seller"))
    category = next(p for p in tree if p.category)
    leaf = next(p for p in tree if p.parent == category.code)
    add_product(actor=d, code="P99", name="新品", parent=category.code, price_fen=12_300)
    shown = next(p for p in products_shown(actor=d) if p.code == "P99")
    assert (shown.depth, shown.price_fen, shown.parent) == (category.depth + 1, 12_300, category.code)
    assert change_product(actor=d, product="P99", name="新品二代", parent="")
    refused("product-code-taken", lambda: add_product(actor=d, code="P99", name="x"))
    refused("product-under-itself", lambda: change_product(
        actor=d, product=category.code, name="x", parent=category.code))  # fmt: skip
    refused("product-sold-itself", lambda: add_product(actor=d, code="P98", name="x", parent=leaf.code))
    refused("product-has-parts", lambda: archive_product(actor=d, product=category.code))
    refused("price-out-of-range", lambda: add_product(actor=d, code="P98", name="x", price_fen=-1))
    archive_product(actor=d, product="P99")
    assert "P99" not in {p.code for p in products_shown(actor=d)}
    assert next(p for p in products_shown(actor=d, archived=True) if p.code == "P99").archived
    archive_product(actor=d, product="P99", back=True)
    nothing_is_wrong()


def test_customers_are_found_page_by_page() -> None:
    d = actor("director")
    first, count = customers_shown(actor=d, limit=20)
    second, _ = customers_shown(actor=d, after=20, limit=20)
    assert count >= 700
    assert not {c.code for c in first} & {c.code for c in second}
    one = first[3]
    assert one.code in {c.code for c in customers_shown(actor=d, search=one.name)[0]}
    assert all(c.owner == one.owner for c in customers_shown(actor=d, owner=one.owner)[0])
    assert {c.stage for c in customers_shown(actor=d, stage="past", limit=500)[0]} == {"past"}


def test_a_seller_sees_the_own_customers_and_changes_none() -> None:
    own, count = customers_shown(actor=actor("seller"), limit=500)
    assert {c.owner for c in own} == {"1103"}
    assert count == len(own)
    elsewhere = next(c for c in customers_shown(actor=actor("director"), limit=500)[0] if c.owner != "1103")
    with pytest.raises(Missing):
        customer_shown(actor=actor("seller"), customer=elsewhere.code)


def test_what_is_known_of_a_customer_is_changed() -> None:
    ops = actor("operations")
    add_customer(actor=ops, code="C9999", name="新客户", facts={"owner": "1103", "stage": "future"})
    change_customer(actor=ops, customer="C9999", facts={
        "name": "新客户公司", "traits": "决策快", "habits": "季末下单", "visit_every_days": 14, "repeat_rate": 0.4,
        "expected_amount_fen": 5_000_000, "owner": "1104",
    })  # fmt: skip
    shown = customer_shown(actor=ops, customer="C9999")
    assert (shown.name, shown.owner, shown.habits, shown.visit_every_days) == ("新客户公司", "1104", "季末下单", 14)
    for field, value in (
        ("stage", "x"),
        ("visit_every_days", 0),
        ("repeat_rate", 2),
        ("latitude", 91),
        ("traits", "x" * 5000),
    ):
        refused("customer-value", lambda f=field, v=value: change_customer(  # type: ignore[misc]
            actor=ops, customer="C9999", facts={f: v}))  # fmt: skip
    refused("no-such-field", lambda: change_customer(actor=ops, customer="C9999", facts={"id": 1}))
    refused("customer-code-taken", lambda: add_customer(actor=ops, code="C9999", name="x", facts={}))
    archive_customer(actor=ops, customer="C9999")
    assert customers_shown(actor=ops, search="C9999")[1] == 0
    archive_customer(actor=ops, customer="C9999", back=True)
    assert customers_shown(actor=ops, search="C9999")[1] == 1


def test_customers_are_handed_over_with_their_open_opportunities() -> None:
    ops = actor("operations")
    mine, count = customers_shown(actor=ops, owner="1103", limit=500)
    _, theirs = customers_shown(actor=ops, owner="1104", limit=500)
    assert hand_over(actor=ops, to="1104", customers=[mine[0].code]) == 1
    assert hand_over(actor=ops, to="1104", owner="1103", why="leaves") == count - 1
    assert customers_shown(actor=ops, owner="1104", limit=500)[1] == theirs + count
    with acting(ops.account_id):
        moved = store.Opportunity.objects.filter(customer__code__in=[c.code for c in mine], outcome="")
        assert {o.owner.code for o in moved.select_related("owner") if o.owner} <= {"1104"}
    refused("hand-over-nobody", lambda: hand_over(actor=ops, to="1104", owner="1103"))
    refused("hand-over-nobody", lambda: hand_over(actor=ops, to="", owner="1104"))
    refused("no-such-person", lambda: hand_over(actor=ops, to="9999", owner="1104"))


def test_measures_of_ones_own_and_built_in_ones() -> None:
    d = actor("director")
    add_measure(actor=d, code="demos", name="演示次数", kind="count", activity=True)
    change_measure(actor=d, measure="demos", name="产品演示数", kind="quantity")
    change_measure(actor=d, measure="bookings", hidden=True)
    shown = {m.code: m for m in measures_shown(actor=d)}
    assert (shown["demos"].name, shown["demos"].kind, shown["bookings"].hidden) == ("产品演示数", "quantity", True)
    assert "bookings" not in {m.code for m in measures_shown(actor=d, hidden=False)}
    refused("measure-is-built-in", lambda: change_measure(actor=d, measure="bookings", name="x"))
    refused("measure-code-taken", lambda: add_measure(actor=d, code="demos", name="y", kind="count"))
    refused("measure-kind", lambda: add_measure(actor=d, code="y", name="y", kind="stones"))
    refused("no-such-measure", lambda: change_measure(actor=d, measure="zzz", hidden=True))


def test_settings_of_the_company() -> None:
    d = actor("director")
    assert not change_company(actor=d, changes={"name": "远修", "stretch_ppm": 1_080_000})
    assert change_company(actor=d, changes={"round_to_fen": 1_000_000})
    shown = company_shown(actor=actor("seller"))
    assert shown is not None
    assert (shown.name, shown.stretch_ppm, shown.round_to_fen) == ("远修", 1_080_000, 1_000_000)
    refused("no-calendar-of-country", lambda: change_company(actor=d, changes={"country": "XX"}))
    refused("year-has-plans", lambda: change_company(actor=d, changes={"plan_year": 2028}))
    for field, value in (
        ("currency", "¥"),
        ("basis", "x"),
        ("round_to_fen", 0),
        ("amount_unit", 7),
        ("stretch_ppm", 1),
    ):
        refused("company-value", lambda f=field, v=value: change_company(actor=d, changes={f: v}))  # type: ignore[misc]


def test_the_market_is_noted_by_unit_and_product() -> None:
    d, before = actor("operations"), len(market_notes(actor=actor("seller")))
    product = products_shown(actor=d)[0].code
    made = write_note(actor=d, note="降价 8%", unit="E", product=product, competitor="甲公司")
    write_note(actor=d, id=made, note="降价 10%", unit="E", product=product, competitor="甲公司")
    assert "降价 10%" in {n.note for n in market_notes(actor=actor("seller"), node=node("1103"))}
    assert "降价 10%" not in {n.note for n in market_notes(actor=d, node=node("S1"))}
    remove_note(actor=d, id=made)
    assert len(market_notes(actor=actor("seller"))) == before
    refused("note-needed", lambda: write_note(actor=d, note=" "))
    refused("not-found", lambda: remove_note(actor=d, id=made))


def test_the_year_shows_holidays_by_name_and_says_that_it_is_estimated() -> None:
    shown = calendar_shown(actor=actor("seller"), lang="zh")
    assert (len(shown.months), shown.estimated) == (12, (2027,))
    assert sum(len(m.days) for m in shown.months) == 365
    festival = next(d for d in shown.months[1].days if d.day == date(2027, 2, 6))
    assert (festival.kind, festival.name, festival.working) == ("holiday", "春节", False)


def test_make_up_days_are_visible() -> None:
    with acting(actor("director").account_id):
        store.Company.objects.update(plan_year=2026, year_start=date(2026, 1, 1))
    shown = calendar_shown(actor=actor("director"), lang="zh")
    days = {d.day: d for m in shown.months for d in m.days}
    assert not shown.estimated
    assert (days[date(2026, 2, 14)].kind, days[date(2026, 2, 14)].working) == ("makeup", True)
    assert days[date(2026, 2, 23)].name == "调休放假（2月28日上班）"
    assert shown.working_days == 248


def test_own_days_hold_for_everybody_a_unit_or_a_person() -> None:
    ops = actor("operations")
    days = (date(2027, 8, 2), date(2027, 8, 8))
    company, south = (calendar_shown(actor=ops, who=who).working_days for who in ("", "S1"))
    done = set_days(actor=ops, first=days[0], last=days[1], working=False, note="厂休", who="E1")
    assert done.changed == 5, "days that are off anyway need no row"
    assert calendar_shown(actor=ops).working_days == company
    assert calendar_shown(actor=ops, who="1103").working_days == company - 5
    assert calendar_shown(actor=ops, who="S1").working_days == south
    set_days(actor=ops, first=days[0], last=days[0], working=True, who="1103")
    shown = calendar_shown(actor=ops, who="1103")
    by_day = {d.day: d for m in shown.months for d in m.days}
    assert (by_day[days[0]].working, by_day[days[0]].whose) == (True, "1103")
    assert (by_day[date(2027, 8, 3)].whose, by_day[date(2027, 8, 3)].note) == ("E1", "厂休")
    set_days(actor=ops, first=days[0], last=days[1], working=None, who="1103")
    set_days(actor=ops, first=days[0], last=days[1], working=None, who="E1")
    assert calendar_shown(actor=ops, who="1103").working_days == company
    nothing_is_wrong()


def test_who_has_a_target_and_no_working_day_is_told() -> None:
    done = set_days(
        actor=actor("director"), first=date(2027, 5, 1), last=date(2027, 5, 31), working=False, who="1103", note="产假"
    )
    assert {(code, months) for _, _, code, months in done.stranded} == {("1103", (4,))}
    assert year(bookings(), "1103") > 0, "plans are not changed by the calendar"


def test_plans_made_before_are_told_to_be_stale() -> None:
    d = actor("director")
    assert stale_plans(actor=d) == []
    set_days(actor=d, first=date(2027, 8, 2), last=date(2027, 8, 3), working=False)
    change_person(actor=d, person="1103", changes={"capacity": 0.5})
    change_person(actor=d, person="1103", changes={"title": "x"})
    (stale,) = [plan for plan in stale_plans(actor=actor("auditor")) if plan.version == "2027 年度目标"]
    assert (stale.calendar, stale.people, stale.units, stale.company) == (2, 1, 0, 0)


def test_days_that_make_no_sense_are_refused() -> None:
    d, day = actor("director"), date(2027, 8, 2)
    refused("days-backwards", lambda: set_days(actor=d, first=day, last=date(2027, 8, 1), working=False))
    refused("day-outside-year", lambda: set_days(actor=d, first=date(2026, 8, 2), last=day, working=False))
    refused("too-many-days-at-once", lambda: set_days(actor=d, first=date(2026, 1, 2), last=day, working=False))
    refused("not-found", lambda: set_days(actor=d, first=day, last=day, working=False, who="nobody"))


@pytest.mark.parametrize("name", ["manager", "leader", "seller", "colleague", "auditor"])
def test_only_director_and_operations_administer(name: str) -> None:
    who, day = actor(name), date(2027, 8, 2)
    calls: list[Callable[[Actor], object]] = [
        lambda a: add_product(actor=a, code="P99", name="x"),
        lambda a: archive_product(actor=a, product="P1"),
        lambda a: add_customer(actor=a, code="C9", name="x", facts={}),
        lambda a: change_customer(actor=a, customer="C0001", facts={"name": "x"}),
        lambda a: hand_over(actor=a, to="1104", owner="1103"),
        lambda a: add_measure(actor=a, code="x", name="x", kind="count"),
        lambda a: change_measure(actor=a, measure="bookings", hidden=True),
        lambda a: change_company(actor=a, changes={"name": "x"}),
        lambda a: write_note(actor=a, note="x"),
        lambda a: set_days(actor=a, first=day, last=day, working=False),
    ]
    for call in calls:
        with pytest.raises(Denied):
            call(who)
