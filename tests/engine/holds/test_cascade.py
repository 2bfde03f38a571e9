"""Stated cells met exactly, the rest in proportion: published figures and properties."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from any_book import random_books
from making import ROOT, book, facts, orders, target, units
from targetree.engine.book import Book, CalendarDay, Person, Product
from targetree.engine.findings import Finding
from targetree.engine.measure_plan import plan_measure
from targetree.engine.result import MeasurePlan
from targetree.engine.setting import setting_of

Row = TypeVar("Row")
TWO = [Person("a", "A", ROOT, row=2), Person("b", "B", ROOT, row=3)]
FLAT = {"settings": {"seasonality": "flat"}}


def planned(of: Book, measure: str = "bookings") -> tuple[MeasurePlan, list[Finding]]:
    plan, findings = tried(of, measure)
    assert plan is not None, findings
    return plan, findings


def tried(of: Book, measure: str = "bookings") -> tuple[MeasurePlan | None, list[Finding]]:
    chosen = next(m for m in of.measures if m.id == measure)
    return plan_measure(setting_of(of, facts(of)), chosen)


def codes(findings: list[Finding]) -> list[str]:
    return [f.code for f in findings]


def company_months(plan: MeasurePlan) -> list[int]:
    return [int(x) for x in plan.cells.sum(axis=(0, 1))]


def people_years(plan: MeasurePlan) -> list[int]:
    return [int(x) for x in plan.cells.sum(axis=(1, 2))]


def one(*targets: object, **more: object) -> Book:
    return book([Person("a", "A", ROOT, row=2)], list(targets), **more)  # type: ignore[arg-type]


def test_a_new_march_makes_the_others_room() -> None:  # acceptance T1
    plan, _ = planned(
        one(
            target(ROOT, "2027-Q1", 1000),
            target(ROOT, "2027-01", 200, hold=False),
            target(ROOT, "2027-02", 300, hold=False),
            target(ROOT, "2027-03", 700),
        )
    )
    assert company_months(plan)[:3] == [120, 180, 700]


def test_a_held_january_stays() -> None:  # acceptance T2
    plan, _ = planned(
        one(
            target(ROOT, "2027-Q1", 1000),
            target(ROOT, "2027-01", 200),
            target(ROOT, "2027-02", 300, hold=False),
            target(ROOT, "2027-03", 700),
        )
    )
    assert company_months(plan)[:3] == [200, 100, 700]


def test_starting_values_set_the_proportion() -> None:  # acceptance T3
    starts = [target(ROOT, f"2027-0{m}", a, hold=False) for m, a in ((1, 10), (2, 20), (3, 70))]
    plan, _ = planned(one(target(ROOT, "2027-Q1", 400), *starts))
    assert company_months(plan)[:3] == [40, 80, 280]


def test_flat_quarters_are_equal() -> None:  # acceptance T4
    months = company_months(planned(one(target(ROOT, "", 1200), **FLAT))[0])
    assert [sum(months[q : q + 3]) for q in (0, 3, 6, 9)] == [300] * 4


@pytest.mark.parametrize("total", [100_000_000, 5, 10_000_000_000])
def test_a_year_over_twelve_months_loses_nothing(total: int) -> None:  # acceptance W1, W2, E5, on the plan itself
    months = company_months(planned(one(target(ROOT, "", total), **FLAT))[0])
    assert sum(months) == total
    assert max(months) - min(months) <= 1 and min(months) >= 0


def test_parts_above_the_total_are_an_error_that_names_the_difference() -> None:  # acceptance D1
    people = [Person(i, i, ROOT, row=n) for n, i in enumerate("abcd", 2)]
    stated = [target(i, "", a * 100) for i, a in zip("abcd", (90_000, 120_000, 90_000, 110_000), strict=True)]
    plan, findings = tried(book(people, [target(ROOT, "", 30_000_000), *stated]))
    assert plan is None
    (finding,) = findings
    assert finding.code == "parts-exceed-total"
    assert str(finding.values["difference"]) == "110,000.00"


def test_parts_that_agree_are_met() -> None:
    plan, _ = planned(book(TWO, [target(ROOT, "", 300), target("a", "", 100), target("b", "", 200)]))
    assert people_years(plan) == [100, 200]


def test_what_is_left_goes_to_the_others() -> None:
    people = [*TWO, Person("c", "C", ROOT)]
    plan, _ = planned(book(people, [target(ROOT, "", 100_000), target("b", "", 40_000)]))
    assert people_years(plan) == [30_000, 40_000, 30_000]


def test_a_negative_remainder_is_an_error() -> None:
    plan, findings = tried(book(TWO, [target(ROOT, "", 100), target("a", "", 101)]))
    assert plan is None and codes(findings) == ["parts-exceed-total"]


def test_all_contradictions_are_found_at_once() -> None:
    stated = [
        target(ROOT, "2027-01", 10),
        target("a", "2027-01", 11),
        target(ROOT, "2027-02", 10),
        target("b", "2027-02", 12),
    ]
    plan, findings = tried(book(TWO, stated))
    assert plan is None and codes(findings) == ["parts-exceed-total"] * 2


def test_the_sum_of_stated_children_is_the_parents_target() -> None:
    plan, _ = planned(book(TWO, [target("a", "", 70), target("b", "", 30)]))
    assert sum(people_years(plan)) == 100


def test_a_measure_stated_in_part_is_planned_in_part() -> None:
    plan, findings = planned(one(target(ROOT, "2027-Q1", 900), **FLAT))
    assert company_months(plan) == [300] * 3 + [0] * 9
    assert "measure-partly-stated" in codes(findings)


def test_an_over_assigning_unit_hands_down_more() -> None:
    some = units(("N", ROOT), ("S", ROOT), N="1.1")
    people = [Person("a", "A", "N"), Person("b", "B", "N"), Person("c", "C", "S")]
    plan, findings = planned(book(people, [target("N", "", 100_000), target("S", "", 50_000)], some))
    assert people_years(plan) == [55_000, 55_000, 50_000]
    setting = setting_of(book(people, [], some), facts(book(people, [], some)))
    assert {setting.who.ids[n]: int(t[0].sum()) for n, t in plan.targets.items()} == {"C": 150_000, "N": 100_000}
    assert "over-assigned" in codes(findings)


def test_parts_of_an_over_assigning_unit_agree_after_multiplying() -> None:
    some = units(("N", ROOT), N="1.1")
    people = [Person("a", "A", "N"), Person("b", "B", "N")]
    parts = [target("a", "", 60_000), target("b", "", 50_000)]
    plan, _ = planned(book(people, [target("N", "", 100_000), *parts], some))
    assert people_years(plan) == [60_000, 50_000]
    plan2, findings = tried(book(people, [target("N", "", 110_000), *parts], some))
    assert plan2 is None and codes(findings) == ["parts-below-total-over-assigned"]
    assert str(findings[0].values["difference"]) == "110.00"


def test_over_assignment_under_a_company_total() -> None:
    some = units(("N", ROOT), ("S", ROOT), N="1.25")
    people = [Person("a", "A", "N"), Person("b", "B", "N"), Person("c", "C", "S"), Person("d", "D", "S")]
    plan, _ = planned(book(people, [target(ROOT, "", 40_000)], some))
    assert people_years(plan) == [12_500, 12_500, 10_000, 10_000]


def test_an_over_assigning_unit_that_is_not_the_first() -> None:
    some = units(("N", ROOT), ("S", ROOT), ("S1", "S"), S="1.05")
    people = [Person("a", "A", "N"), Person("b", "B", "S"), Person("c", "C", "S1")]
    stated = [target(ROOT, "", 100_000), target("S1", "", 50_000, hold=False)]
    plan, _ = planned(book(people, stated, some))
    years = people_years(plan)
    own = next(int(t[0].sum()) for n, t in plan.targets.items() if n != 0)
    assert years[0] + own == 100_000 and years[1] + years[2] == round(own * 1.05)
    assert years[1] > years[2]  # c, under S1, comes before b


def test_regions_products_and_months_are_met_together() -> None:
    some = units(("N", ROOT), ("S", ROOT))
    people = [Person("a", "A", "N"), Person("b", "B", "N"), Person("c", "C", "S")]
    products = (Product("x", "X"), Product("y", "Y"))
    stated = [
        target(ROOT, "", 1_000_000),
        target("N", "", 700_001),
        target(ROOT, "", 333_333, what="x"),
        target(ROOT, "2027-02", 50_001),
        target(ROOT, "2027-Q3", 400_000),
    ]
    plan, _ = planned(book(people, stated, some, products))
    cells = plan.cells
    assert cells.sum() == 1_000_000
    assert cells[:2].sum() == 700_001 and cells[:, 0].sum() == 333_333
    assert cells[:, :, 1].sum() == 50_001 and cells[:, :, 6:9].sum() == 400_000
    assert (cells >= 0).all()


def test_three_axes_that_cannot_be_met_name_the_smallest_set() -> None:
    some = units(("N", ROOT), ("S", ROOT))
    people = [Person("a", "A", "N"), Person("c", "C", "S")]
    stated = [target(ROOT, "", 100), target("N", "", 60), target(ROOT, "2027-03", 30), target("S", "2027-03", 35)]
    plan, findings = tried(book(people, stated, some))
    assert plan is None and codes(findings) == ["parts-exceed-total"]
    assert findings[0].place.row == 4


def test_people_are_rounded_and_the_largest_carries_the_rest() -> None:
    people = [Person(i, i, ROOT, weight=w) for i, w in (("a", 5), ("b", 3), ("c", 2))]
    settings = {"settings": {"basis": "weight", "round_to": 100_000}}
    plan, findings = planned(book(people, [target(ROOT, "", 12_345_678)], **settings))
    years = people_years(plan)
    assert sum(years) == 12_345_678
    assert years[1] % 100_000 == 0 and years[2] % 100_000 == 0
    assert all(abs(y - 12_345_678 * w / 10) < 200_000 for y, w in zip(years, (5, 3, 2), strict=True))
    assert "odd-rest" in codes(findings)


def test_nobody_is_rounded_to_nothing() -> None:
    people = [Person(i, i, ROOT, weight=w) for i, w in (("a", 1000), ("b", 1), ("c", 1))]
    settings = {"settings": {"basis": "weight", "round_to": 1_000_000}}
    years = people_years(planned(book(people, [target(ROOT, "", 100_000_000)], **settings))[0])
    assert sum(years) == 100_000_000 and min(years) > 0


def test_who_joins_and_leaves_carries_nothing_outside() -> None:
    people = [
        Person("a", "A", ROOT),
        Person("b", "B", ROOT, start_date=date(2027, 4, 1)),
        Person("c", "C", ROOT, end_date=date(2027, 5, 31)),
    ]
    plan, _ = planned(book(people, [target(ROOT, "", 1_000_000)]))
    assert (plan.cells[1, :, :3] == 0).all() and (plan.cells[1, :, 3:] > 0).all()
    assert (plan.cells[2, :, 5:] == 0).all() and (plan.cells[2, :, :5] > 0).all()
    assert plan.cells[0].sum() > plan.cells[1].sum() > plan.cells[2].sum()


def test_a_stated_month_without_a_working_day_is_an_error() -> None:
    leave = tuple(CalendarDay(date(2027, 2, d), False, "a") for d in range(1, 29))
    stated = [target(ROOT, "", 1000), target("a", "2027-02", 5)]
    plan, findings = tried(book(TWO, stated, calendar=leave))
    assert plan is None and codes(findings) == ["target-no-room"]


def test_a_newcomer_ramps_up() -> None:
    people = [Person("a", "A", ROOT), Person("b", "B", ROOT, start_date=date(2027, 1, 1), ramp=(0.25, 0.5, 0.75))]
    plan, _ = planned(book(people, [target(ROOT, "", 10_000_000)], **FLAT))
    a, b = plan.cells.sum(axis=1)
    assert b[0] < b[1] < b[2] < b[3] and b.sum() < a.sum()
    assert abs(b[1] / b[3] - 0.5) < 0.001


def test_history_shares_and_newcomers_get_the_median() -> None:
    people = [Person("a", "A", ROOT), Person("b", "B", ROOT), Person("new", "N", ROOT)]
    log = orders([(date(2026, 3, 2), 0, 300), (date(2026, 5, 5), 1, 100)])
    plan, findings = planned(book(people, [target(ROOT, "", 600_000)], actuals=log))
    assert people_years(plan) == [300_000, 100_000, 200_000]
    assert "people-without-history" in codes(findings)


def test_annualised_for_who_joined_within_the_year() -> None:
    people = [Person("a", "A", ROOT), Person("b", "B", ROOT, start_date=date(2026, 7, 1))]
    log = orders([(date(2026, 3, 2), 0, 365), (date(2026, 9, 1), 1, 184)])
    plan, _ = planned(book(people, [target(ROOT, "", 100_000)], actuals=log))
    assert people_years(plan) == [50_000, 50_000]


def test_a_negative_target_is_spread_as_a_negative() -> None:
    plan, _ = planned(book(TWO, [target(ROOT, "", 1000), target("a", "", -100)]))
    assert people_years(plan) == [-100, 1100]
    assert (plan.cells[0] <= 0).all() and (plan.cells[1] >= 0).all()


def test_counts_follow_the_line_for_every_unit_and_person() -> None:
    some = units(("N", ROOT), ("S", ROOT))
    people = [Person(f"p{i:02d}", "P", "N" if i % 2 else "S") for i in range(24)]
    plan, _ = planned(book(people, [target(ROOT, "", 36, measure="signings")], some, **FLAT), "signings")
    assert company_months(plan) == [3] * 12
    assert set(people_years(plan)) == {1, 2}


@pytest.mark.parametrize("total", [1, 7, 100, -3])
def test_zero_weights_everywhere_are_equal(total: int) -> None:  # acceptance T8
    people = [Person(i, i, ROOT, weight=0) for i in "abcd"]
    plan, _ = planned(book(people, [target(ROOT, "", total * 4)], settings={"basis": "weight"}))
    assert people_years(plan) == [total] * 4


@given(random_books())
def test_any_tree_is_met_exactly_and_nothing_is_negative(of: Book) -> None:
    plan, _ = planned(of)
    setting = setting_of(of, facts(of))
    cells = plan.what.roll_up(setting.who.roll_up(plan.cells), axis=1)
    assert (plan.cells >= 0).all()
    room = setting.calendar.days_in_month[setting.calendar.person_class] > 0
    assert (plan.cells.sum(axis=1)[~room] == 0).all()
    for t in of.targets:
        who, what = setting.who.index[t.who], plan.what.index[t.what] if t.what else 0
        if t.hold and t.measure == "bookings":
            own = plan.targets.get(who, cells[who])
            assert own[what, t.first_month : t.first_month + t.month_count].sum() == t.amount


@given(random_books(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(of: Book, random: Random) -> None:
    def shuffled(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        order = list(rows)
        random.shuffle(order)
        return tuple(order)

    other = replace(of, units=shuffled(of.units), targets=shuffled(of.targets))
    if not len(of.actuals):  # actuals name people and products by position
        other = replace(other, people=shuffled(of.people), products=shuffled(of.products))
    assert (planned(of)[0].cells == planned(other)[0].cells).all()


@given(st.integers(1, 10**10), st.lists(st.integers(0, 100), min_size=2, max_size=8), st.integers(1, 50))
def test_more_weight_never_gets_less(total: int, weights: list[int], more: int) -> None:
    def first(of: list[int]) -> int:
        people = [Person(f"p{i}", "P", ROOT, weight=w + 1) for i, w in enumerate(of)]
        return people_years(planned(book(people, [target(ROOT, "", total)], settings={"basis": "weight"}))[0])[0]

    assert first([weights[0] + more, *weights[1:]]) >= first(weights)
