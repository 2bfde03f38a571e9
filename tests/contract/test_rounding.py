"""Rule 4: numbers that people can carry."""

from __future__ import annotations

import re
from decimal import Decimal

from .conftest import Plan, company

MANY = "id,name,unit,weight\n" + "".join(f"p{k},P{k},{'NS'[k % 2]},{k + 1}\n" for k in range(10))
BOOKINGS = "measure,amount\nbookings,1234567.89\n"


def test_years_are_multiples_but_for_one_named_person_a_unit(plan: Plan) -> None:
    made = plan(company=company(round_to=1000, basis="weight"), people=MANY, targets=BOOKINGS)
    odd = [p for p in (f"p{k}" for k in range(10)) if made.year(p) % 1000]
    assert made.year() == Decimal("1234567.89")
    assert len(odd) <= 2 and set(odd) <= {"p8", "p9"}  # the largest of each unit
    for person in odd:
        assert any(person in f["message"] for f in made.tables["findings"] if f["severity"] == "note")


def test_nobody_is_more_than_a_quantum_off_but_who_carries_the_rest(plan: Plan) -> None:
    made = plan(company=company(round_to=1000, basis="weight"), people=MANY, targets=BOOKINGS)
    for k in range(8):
        assert abs(made.year(f"p{k}") - Decimal("1234567.89") * (k + 1) / 55) <= 1000


def test_the_quantum_is_in_the_main_unit_also_in_a_book_in_wan(plan: Plan) -> None:
    made = plan(
        company=company(round_to=1000, basis="weight", amount_unit="万元"),
        people=MANY,
        targets="measure,amount\nbookings,120\n",
    )
    assert made.year() == 1_200_000
    assert sum(1 for k in range(10) if made.year(f"p{k}") % 1000) <= 2
    assert any(made.year(f"p{k}") % 10_000 for k in range(8))


def test_a_stated_year_is_left_alone(plan: Plan) -> None:
    targets = "measure,who,amount\nbookings,,1234567.89\nbookings,p4,100000.55\n"
    made = plan(company=company(round_to=1000, basis="weight"), people=MANY, targets=targets)
    assert made.year("p4") == Decimal("100000.55")
    assert sum(1 for k in range(10) if made.year(f"p{k}") % 1000) <= 3


def test_a_stated_month_does_not_exempt_from_rounding(plan: Plan) -> None:
    targets = "measure,who,when,amount\nbookings,,,1234567.89\nbookings,p4,2026-03,7777.77\n"
    made = plan(company=company(round_to=1000, basis="weight"), people=MANY, targets=targets)
    assert made.month("2026-03", "p4") == Decimal("7777.77") and made.year("p4") % 1000 == 0


def test_a_quantum_larger_than_the_fair_share(plan: Plan) -> None:
    made = plan(
        company=company(round_to=10000, basis="weight"), people=MANY, targets="measure,amount\nbookings,20000\n"
    )
    assert made.year() == 20_000 and min(made.year(f"p{k}") for k in range(10)) > 0


def test_nobody_is_rounded_to_nothing(plan: Plan) -> None:
    people = MANY + "t,Tiny,N,0.01\n"
    made = plan(
        company=company(round_to=10000, basis="weight"), people=people, targets="measure,amount\nbookings,550000\n"
    )
    assert made.year("t") > 0 and made.year() == 550_000


def test_equal_people_that_come_out_even(plan: Plan) -> None:
    made = plan(company=company(round_to=1000, basis="equal"), targets="measure,amount\nbookings,400000\n")
    assert [made.year(p) for p in "abcd"] == [100_000] * 4
    assert "odd-rest" not in made.codes()


def test_units_stated(plan: Plan) -> None:
    targets = "measure,who,amount\nbookings,N,500000.01\nbookings,S,333333\n"
    made = plan(company=company(round_to=1000, basis="weight"), people=MANY, targets=targets)
    assert (made.year("N"), made.year("S")) == (Decimal("500000.01"), 333_333)
    for unit in ((0, 2, 4, 6, 8), (1, 3, 5, 7, 9)):
        assert sum(1 for k in unit if made.year(f"p{k}") % 1000) == 1


def test_months_and_products_stated_with_rounding(plan: Plan) -> None:
    targets = "measure,what,when,amount\nbookings,,,1000000\nbookings,k,,700000\nbookings,,2026-03,123456.78\n"
    made = plan(
        company=company(round_to=1000, basis="weight"), people=MANY, products="id,name\nk,K\nm,M\n", targets=targets
    )
    assert made.year(what="k") == 700_000 and made.month("2026-03") == Decimal("123456.78")
    assert sum(1 for k in range(10) if made.year(f"p{k}") % 1000) <= 2


def test_counts_are_not_rounded_to_the_quantum(plan: Plan) -> None:
    made = plan(company=company(round_to=1000, basis="equal"), targets="measure,amount\nsignings,40\n")
    assert [made.year(p, measure="signings") for p in "abcd"] == [10] * 4


def test_people_directly_under_the_company_are_a_unit_too(plan: Plan) -> None:
    people = MANY + "x,X,C,11\ny,Y,C,12\n"
    made = plan(company=company(round_to=1000, basis="weight"), people=people, targets=BOOKINGS)
    assert made.year("x") % 1000 == 0
    assert sum(1 for p in ("x", "y", *(f"p{k}" for k in range(10))) if made.year(p) % 1000) <= 3


def test_negative_years(plan: Plan) -> None:
    made = plan(
        company=company(round_to=1000, basis="weight"), people=MANY, targets="measure,amount\nbookings,-1234567.89\n"
    )
    assert made.year() == Decimal("-1234567.89") and max(made.year(f"p{k}") for k in range(10)) < 0


def test_the_note_names_the_quantum_that_was_taken(plan: Plan) -> None:
    """A million is too large for the years of the south: what is left over is less than what was rounded to."""
    made = plan(company=company(round_to=1_000_000, basis="weight"), people=MANY, targets=BOOKINGS)
    for found in made.tables["findings"]:
        if found["code"] == "odd-rest":
            rest, quantum = (Decimal(x.replace(",", "")) for x in re.findall(r"[\d,]+\.\d\d", found["message"])[:2])
            assert rest < quantum < 1_000_000
