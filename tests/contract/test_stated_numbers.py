"""Rules 1 and 2: numbers that are stated, held or as starting values."""

from __future__ import annotations

from decimal import Decimal

import pytest

from .conftest import MONTHS, WORKING_DAYS, Plan, company

FLAT = company(seasonality="flat", basis="equal")


def targets(*lines: str) -> str:
    return "measure,who,what,when,amount,hold\n" + "".join(f"bookings,{line}\n" for line in lines)


class TestHeld:
    def test_the_year_of_the_company_by_blank_who_and_blank_when(self, plan: Plan) -> None:
        made = plan(targets=targets(",,,1200,"))
        assert made.year() == 1200

    def test_parts_that_agree_with_their_total(self, plan: Plan) -> None:
        made = plan(targets=targets("C,,,1000,yes", "N,,,600,yes", "S,,,400,yes"))
        assert (made.year("N"), made.year("S")) == (600, 400)

    @pytest.mark.parametrize(
        "parts, difference", [((600, 500), "100.00"), ((600, 399), "1.00"), ((600, "400.01"), "0.01")]
    )
    def test_parts_that_do_not_agree_are_an_error_with_the_difference(self, refused, parts, difference) -> None:
        text = refused(targets=targets("C,,,1000,", f"N,,,{parts[0]},", f"S,,,{parts[1]},"))
        assert difference in text
        for row in ("2", "3", "4"):
            assert row in text

    def test_the_others_share_what_is_left(self, plan: Plan) -> None:
        made = plan(company=FLAT, targets=targets("C,,,1000,", "N,,,700,"))
        assert (made.year("N"), made.year("S"), made.year("c"), made.year("d")) == (700, 300, 150, 150)

    def test_a_negative_remainder_is_an_error(self, refused) -> None:
        text = refused(targets=targets("C,,,1000,", "N,,,1200.50,"))
        assert "200.50" in text

    def test_one_person_more_than_the_company(self, refused) -> None:
        text = refused(targets=targets("C,,,1000,", "a,,,1200,"))
        assert "200" in text

    def test_the_parent_is_the_sum_of_its_parts(self, plan: Plan) -> None:
        made = plan(targets=targets("N,,,600,", "S,,,400.01,"))
        assert made.year() == Decimal("1000.01")

    def test_the_parent_is_the_sum_of_its_parts_even_where_it_has_a_starting_value(self, plan: Plan) -> None:
        made = plan(targets=targets("C,,,5000,no", "N,,,600,", "S,,,400,"))
        assert (made.year(), made.year("N"), made.year("S")) == (1000, 600, 400)

    def test_what_is_not_stated_is_nothing_and_said(self, plan: Plan) -> None:
        made = plan(targets=targets("N,,,600,"))
        assert (made.year("N"), made.year("S"), made.year()) == (600, 0, 600)
        assert "measure-partly-stated" in made.codes("warning")

    def test_only_people(self, plan: Plan) -> None:
        made = plan(targets=targets("a,,,600,", "c,,,1,"))
        assert [made.year(p) for p in "abcd"] == [600, 0, 1, 0]
        assert (made.year("N"), made.year("S"), made.year()) == (600, 1, 601)
        assert "measure-partly-stated" in made.codes("warning")

    def test_only_months(self, plan: Plan) -> None:
        made = plan(targets=targets("C,,2026-03,600,", "C,,2026-11,60,"))
        assert made.months() == [600 if m == "2026-03" else 60 if m == "2026-11" else 0 for m in MONTHS]
        assert "measure-partly-stated" in made.codes("warning")

    def test_all_twelve_months_are_the_year(self, plan: Plan) -> None:
        made = plan(targets=targets(*(f"C,,{m},{k * 7},yes" for k, m in enumerate(MONTHS))))
        assert made.months() == [k * 7 for k in range(12)]
        assert "measure-partly-stated" not in made.codes()

    def test_only_quarters(self, plan: Plan) -> None:
        made = plan(company=FLAT, targets=targets("C,,2026-Q1,300,", "C,,2026-Q3,60,"))
        assert made.months() == [100, 100, 100, 0, 0, 0, 20, 20, 20, 0, 0, 0]
        assert "measure-partly-stated" in made.codes("warning")

    def test_only_products(self, plan: Plan) -> None:
        products = "id,name,parent\nk,K,\nk1,K1,k\nk2,K2,k\nm,M,\n"
        made = plan(products=products, targets=targets("C,k,,600,", "C,m,,60,"))
        assert (made.year(what="k"), made.year(what="m"), made.year()) == (600, 60, 660)
        made = plan(products=products, targets=targets("C,k1,,600,"))
        assert (made.year(what="k1"), made.year(what="k2"), made.year(what="m"), made.year()) == (600, 0, 0, 600)
        assert "measure-partly-stated" in made.codes("warning")

    def test_quarter_and_its_months_must_agree(self, refused) -> None:
        cells = ["C,,2026-Q1,300,", "C,,2026-01,100,", "C,,2026-02,100,", "C,,2026-03,101,"]
        assert "1.00" in refused(targets=targets(*cells))

    def test_quarters_and_the_year_must_agree(self, refused) -> None:
        cells = ["C,,2026,1000,", "C,,2026-Q1,300,", "C,,2026-Q2,300,", "C,,2026-Q3,300,", "C,,2026-Q4,300,"]
        assert "200.00" in refused(targets=targets(*cells))

    def test_months_beside_quarters(self, plan: Plan) -> None:
        cells = ["C,,2026,1000,", "C,,2026-Q1,300,", "C,,2026-02,150,", "C,,2026-12,50,"]
        made = plan(company=FLAT, targets=targets(*cells))
        assert made.months()[:3] == [75, 150, 75]
        assert made.months()[11] == 50
        assert sum(made.months()[3:11]) == 650

    def test_units_state_targets_while_their_children_do(self, plan: Plan) -> None:
        made = plan(company=FLAT, targets=targets("C,,,1000,", "N,,,600,", "a,,,500,", "c,,,100,"))
        assert [made.year(w) for w in "NSabcd"] == [600, 400, 500, 100, 100, 300]

    def test_a_child_above_its_unit_is_an_error(self, refused) -> None:
        assert "100.00" in refused(targets=targets("C,,,1000,", "N,,,600,", "a,,,700,"))

    def test_the_same_cell_twice_with_different_amounts(self, refused) -> None:
        text = refused(targets=targets("C,,,1000,", ",,2026,900,"))
        assert "1,000" in text and "900" in text

    def test_the_same_cell_twice_with_the_same_amount(self, plan: Plan) -> None:
        assert plan(targets=targets("C,,,1000,", ",,2026,1000,")).year() == 1000

    def test_held_is_said_in_the_months(self, plan: Plan) -> None:
        made = plan(targets=targets("C,,,1000,", "N,,2026-03,50,yes", "S,,2026-04,50,no"))
        assert made.held() == {("bookings", "N", "*", "2026-03")}

    def test_hold_is_yes_by_default(self, plan: Plan) -> None:
        made = plan(targets="measure,who,when,amount\nbookings,,,1000\nbookings,a,,999\n")
        assert made.year("a") == 999


class TestOddAmounts:
    def test_zero_for_the_company(self, plan: Plan) -> None:
        made = plan(targets=targets("C,,,0,"))
        assert set(made.months()) == {0}

    def test_zero_for_a_unit_a_month_and_a_person(self, plan: Plan) -> None:
        made = plan(targets=targets("C,,,1000,", "N,,2026-03,0,", "c,,,0,", "C,,2026-10,0,"))
        assert made.month("2026-03", "N") == made.year("c") == made.month("2026-10") == 0
        assert made.year() == 1000

    def test_one_fen(self, plan: Plan) -> None:
        made = plan(targets=targets("C,,,0.01,"))
        assert sorted(made.months())[-2:] == [0, Decimal("0.01")]

    def test_w2_five_fen_over_twelve_months(self, plan: Plan) -> None:
        made = plan(company=FLAT, targets=targets("C,,,0.05,"))
        assert made.year() == Decimal("0.05") and min(made.months("a") + made.months()) >= 0

    def test_negative_year(self, plan: Plan) -> None:
        made = plan(targets=targets("C,,,-1200.01,"))
        assert made.year() == Decimal("-1200.01") and max(made.months()) <= 0

    def test_negative_month_of_a_unit(self, plan: Plan) -> None:
        """A clearing of returns in March: the rest makes up for it, and nothing else is negative."""
        made = plan(company=FLAT, targets=targets("C,,,1000,", "N,,2026-03,-50,"))
        assert made.month("2026-03", "N") == -50 and made.year() == 1000
        assert min(x for w in "SCcd" for x in made.months(w)) >= 0 or made.month("2026-03") < 0
        assert min(made.months("S") + made.months("c") + made.months("d")) >= 0
        assert all(x >= 0 for k, x in enumerate(made.months("N")) if k != 2)

    def test_negative_person(self, plan: Plan) -> None:
        made = plan(targets=targets("C,,,1000,", "a,,,-100,"))
        assert made.year("a") == -100 and made.year() == 1000 and max(made.months("a")) <= 0

    def test_e5_a_hundred_million(self, plan: Plan) -> None:
        made = plan(company=FLAT, targets=targets("C,,,100000000,"))
        assert made.year() == 100_000_000 and max(made.months()) - min(made.months()) <= Decimal("0.01")

    def test_w1_months_differ_by_a_fen(self, plan: Plan) -> None:
        made = plan(company=FLAT, targets=targets("C,,,1000000,"))
        assert made.year() == 1_000_000 and max(made.months()) - min(made.months()) <= Decimal("0.01")

    def test_t4_equal_quarters(self, plan: Plan) -> None:
        made = plan(company=FLAT, targets=targets("C,,,1200,"))
        assert [sum(made.months()[q : q + 3]) for q in (0, 3, 6, 9)] == [300] * 4

    def test_cn2_twelve_million_by_working_days(self, plan: Plan) -> None:
        made = plan(targets=targets("C,,,12000000,"))
        ideal = [Decimal(12_000_000) * d / 248 for d in WORKING_DAYS.values()]
        assert all(abs(x - i) <= Decimal("0.01") for x, i in zip(made.months(), ideal, strict=True))
        assert made.month("2026-02") == Decimal("774193.55")

    def test_d1_names_the_110000_too_much(self, refused) -> None:
        units = "id,name,parent\nC,Company,\nu1,1,C\nu2,2,C\nu3,3,C\nu4,4,C\n"
        people = "id,name,unit\np1,1,u1\np2,2,u2\np3,3,u3\np4,4,u4\n"
        cells = [f"u{k},,,{x}," for k, x in enumerate((90_000, 120_000, 90_000, 110_000), 1)]
        assert "110,000" in refused(units=units, people=people, targets=targets("C,,,300000,", *cells))


class TestStartingValues:
    def test_the_starting_value_sets_the_proportion(self, plan: Plan) -> None:
        """T1-like: N starts at 300 beside an ideal of 500 for S; together they are scaled to the total."""
        made = plan(company=FLAT, targets=targets("C,,,1000,", "N,,,300,no"))
        assert made.year("N") == pytest.approx(Decimal(1000) * 300 / 800, abs=Decimal("0.01"))
        assert made.year("S") == pytest.approx(Decimal(1000) * 500 / 800, abs=Decimal("0.01"))

    def test_all_children_start(self, plan: Plan) -> None:
        """T3: a reference of 10/20/70 spread on 400."""
        people = "id,name,unit\na,A,C\nb,B,C\nc,C,C\n"
        made = plan(
            units="id,name,parent\nCo,Company,\n",
            people=people.replace(",C\n", ",Co\n"),
            targets=targets(",,,400,", "a,,,10,no", "b,,,20,no", "c,,,70,no"),
        )
        assert [made.year(p) for p in "abc"] == [40, 80, 280]

    def test_months_start_one_is_held(self, plan: Plan) -> None:
        """T1: 200/300/500 with 1000 held; March set to 700 gives 120/180/700."""
        cells = ["C,,2026-Q1,1000,", "C,,2026-01,200,no", "C,,2026-02,300,no", "C,,2026-03,700,yes"]
        assert plan(targets=targets(*cells)).months()[:3] == [120, 180, 700]

    def test_t2_two_months_are_held(self, plan: Plan) -> None:
        cells = ["C,,2026-Q1,1000,", "C,,2026-01,200,", "C,,2026-02,300,no", "C,,2026-03,700,yes"]
        assert plan(targets=targets(*cells)).months()[:3] == [200, 100, 700]

    def test_n1_february_held_quarter_changed(self, plan: Plan) -> None:
        cells = ["C,,2026-Q1,100,", "C,,2026-01,10,no", "C,,2026-02,20,", "C,,2026-03,30,no"]
        assert plan(targets=targets(*cells)).months()[:3] == [20, 20, 60]

    def test_starting_values_at_two_levels(self, plan: Plan) -> None:
        """The person's start sets the proportion within the unit, the unit's within the company."""
        made = plan(company=FLAT, targets=targets("C,,,1000,", "N,,,500,no", "a,,,300,no", "b,,,200,no", "S,,,300,no"))
        assert (made.year("N"), made.year("S")) == (625, 375)
        assert (made.year("a"), made.year("b")) == (375, 250)

    def test_a_start_within_a_unit_that_starts_leaves_the_unit_alone(self, plan: Plan) -> None:
        made = plan(company=FLAT, targets=targets("C,,,1000,", "N,,,500,no", "S,,,500,no", "a,,,300,no"))
        assert (made.year("N"), made.year("S")) == (500, 500)
        assert made.year("a") == pytest.approx(Decimal(500) * 300 / 550, abs=Decimal("0.01"))

    def test_a_start_beside_a_held_sibling(self, plan: Plan) -> None:
        units = "id,name,parent\nC,Company,\nN,North,C\nS,South,C\nE,East,C\n"
        people = "id,name,unit\na,A,N\nb,B,S\nc,C,E\n"
        made = plan(company=FLAT, units=units, people=people, targets=targets("C,,,1000,", "N,,,400,", "S,,,600,no"))
        assert [made.year(u) for u in "NSE"] == [400, 400, 200]  # ideals 300 and 300 become 600 and 300

    def test_starting_values_on_two_axes(self, plan: Plan) -> None:
        products = "id,name\nk,K\nm,M\n"
        cells = ["C,,,1000,", "C,k,,300,no", "C,m,,100,no", "C,,2026-Q1,700,no"]
        made = plan(company=FLAT, products=products, targets=targets(*cells))
        assert made.year() == 1000
        assert made.year(what="k") == 750
        assert sum(made.months()[:3]) == pytest.approx(Decimal(1000) * 700 / (700 + 750), abs=Decimal("0.05"))

    def test_a_starting_value_alone(self, plan: Plan) -> None:
        made = plan(targets=targets("C,,,1000,no"))
        assert made.year() == 1000

    def test_a_starting_value_of_nothing(self, plan: Plan) -> None:
        made = plan(company=FLAT, targets=targets("C,,,1000,", "N,,,0,no"))
        assert (made.year("N"), made.year("S")) == (0, 1000)

    def test_t8_all_starting_values_are_zero(self, plan: Plan) -> None:
        """No proportion is left: shared equally, and no error."""
        made = plan(company=FLAT, targets=targets("C,,,1000,", "N,,,0,no", "S,,,0,no"))
        assert (made.year("N"), made.year("S")) == (500, 500)

    def test_t8_all_months_start_at_zero(self, plan: Plan) -> None:
        made = plan(company=FLAT, targets=targets("C,,,1200,", *(f"C,,{m},0,no" for m in MONTHS)))
        assert made.months() == [100] * 12

    def test_a_starting_value_above_its_total(self, plan: Plan) -> None:
        made = plan(company=FLAT, targets=targets("C,,,1000,", "N,,,3000,no"))
        assert made.year("N") == pytest.approx(Decimal(1000) * 3000 / 3500, abs=Decimal("0.01"))

    def test_counts_start(self, plan: Plan) -> None:
        lines = "signings,,400,\nsignings,a,10,no\nsignings,b,20,no\nsignings,c,70,no\nsignings,d,0,no\n"
        made = plan(targets="measure,who,amount,hold\n" + lines)
        assert [made.year(p, measure="signings") for p in "abcd"] == [40, 80, 280, 0]


class TestOverAssignment:
    UNITS = "id,name,parent,over_assign\nC,Company,,\nN,North,C,1.1\nS,South,C,\n"
    NESTED = "id,name,parent,over_assign\nC,Company,,1.05\nN,North,C,1.1\nS,South,C,\n"

    def test_children_get_more(self, plan: Plan) -> None:
        made = plan(units=self.UNITS, company=FLAT, targets=targets("C,,,1000,"))
        assert sum(made.months("N", column="target")) == 500 and made.year("N") == 550
        assert made.year("a") == made.year("b") == 275 and made.year("S") == 500
        assert sum(made.months(column="target")) == 1000 and made.year() == 1050

    def test_agree_is_meant_after_multiplying(self, plan: Plan, refused) -> None:
        made = plan(units=self.UNITS, targets=targets("N,,,1000,", "a,,,600,", "b,,,500,"))
        assert made.year("N") == 1100 and sum(made.months("N", column="target")) == 1000
        assert "100.00" in refused(units=self.UNITS, targets=targets("N,,,1000,", "a,,,600,", "b,,,400,"))

    def test_the_others_share_what_is_left_after_multiplying(self, plan: Plan) -> None:
        made = plan(units=self.UNITS, targets=targets("N,,,1000,", "a,,,600,"))
        assert made.year("b") == 500

    def test_nested(self, plan: Plan) -> None:
        made = plan(units=self.NESTED, company=FLAT, targets=targets("C,,,1000,"))
        assert sum(made.months(column="target")) == 1000
        assert sum(made.months("N", column="target")) == 525 == made.year("S")
        assert made.year("N") == Decimal("577.5") and made.year() == Decimal("1102.5")

    def test_nested_with_parts_stated(self, plan: Plan) -> None:
        cells = ["C,,,1000,", "N,,,600,", "S,,,450,", "a,,,300,", "b,,,360,"]
        made = plan(units=self.NESTED, targets=targets(*cells))
        assert made.year("a") == 300 and made.year("b") == 360 and made.year("N") == 660 and made.year("S") == 450

    def test_nested_with_parts_that_do_not_agree(self, refused) -> None:
        cells = ["C,,,1000,", "N,,,600,", "S,,,400,"]
        assert "50.00" in refused(units=self.NESTED, targets=targets(*cells))

    def test_months_stated_of_the_unit(self, plan: Plan) -> None:
        made = plan(units=self.UNITS, company=FLAT, targets=targets("C,,,1200,", "N,,2026-03,100,"))
        target = dict(zip(MONTHS, made.months("N", column="target"), strict=True))
        assert target["2026-03"] == 100
        assert made.month("2026-03", "N") == 110
        assert made.year("N") == pytest.approx(sum(target.values()) * Decimal("1.1"), abs=Decimal("0.01"))
        assert sum(made.months(column="target")) == 1200

    def test_months_stated_of_the_company(self, plan: Plan) -> None:
        made = plan(units=self.UNITS, company=FLAT, targets=targets("C,,,1200,", "C,,2026-03,200,"))
        assert dict(zip(MONTHS, made.months(column="target"), strict=True))["2026-03"] == 200

    def test_every_level_to_the_fen(self, plan: Plan) -> None:
        made = plan(units=self.NESTED, targets=targets("C,,,777.77,"))
        assert sum(made.months(column="target")) == Decimal("777.77")

    def test_less_than_the_whole(self, plan: Plan) -> None:
        units = self.UNITS.replace("1.1", "90%")
        made = plan(units=units, company=FLAT, targets=targets("C,,,1000,"))
        assert made.year("N") == 450

    def test_counts(self, plan: Plan) -> None:
        made = plan(units=self.UNITS, company=FLAT, targets="measure,amount\nsignings,40\n")
        assert made.year("N", measure="signings") == 22 and made.year("S", measure="signings") == 20
