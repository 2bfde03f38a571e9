"""Rules 7, 8 and 9: what history says, and what is done where it says nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from .conftest import MONTHS, Plan, company

HEAD = "date,person,customer,product,measure,amount\n"
FEN = Decimal("0.02")


def orders(*lines: str) -> str:
    return HEAD + "".join(f"{line}\n" for line in lines)


def monthly(person: str, amount: int, customer: str = "", product: str = "", year: int = 2025) -> list[str]:
    return [f"{year}-{m:02d}-15,{person},{customer},{product},bookings,{amount}" for m in range(1, 13)]


class TestLastTwelveMonths:
    def test_people_share_by_it(self, plan: Plan) -> None:
        made = plan(targets="measure,amount\nbookings,1000\n",
                    actuals=orders(*(row for k, p in enumerate("abcd", 1) for row in monthly(p, 100 * k))))  # fmt: skip
        assert [made.year(p) for p in "abcd"] == pytest.approx([100, 200, 300, 400], abs=FEN)

    def test_older_rows_do_not_share(self, plan: Plan) -> None:
        rows = monthly("a", 100) + monthly("b", 100) + monthly("b", 9999, year=2024)
        made = plan(
            people="id,name,unit\na,A,N\nb,B,N\n", targets="measure,amount\nbookings,1000\n", actuals=orders(*rows)
        )
        assert [made.year(p) for p in "ab"] == pytest.approx([500, 500], abs=FEN)

    def test_rows_in_the_plan_year_are_progress(self, plan: Plan) -> None:
        rows = monthly("a", 100) + monthly("b", 100)
        more = [*rows, "2026-01-20,b,,,bookings,99999999", "2026-06-20,b,,,bookings,5"]
        books = {"people": "id,name,unit\na,A,N\nb,B,N\n", "targets": "measure,amount\nbookings,1000\n"}
        without, with_progress = plan(actuals=orders(*rows), **books), plan(actuals=orders(*more), **books)
        assert without.tables["months"] == with_progress.tables["months"]

    def test_rows_after_the_plan_year_are_of_no_account(self, plan: Plan) -> None:
        rows = monthly("a", 100) + monthly("b", 100)
        books = {"people": "id,name,unit\na,A,N\nb,B,N\n", "targets": "measure,amount\nbookings,1000\n"}
        late = plan(actuals=orders(*rows, "2027-03-01,b,,,bookings,7777"), **books)
        assert plan(actuals=orders(*rows), **books).tables["months"] == late.tables["months"]

    def test_a_plan_year_from_april(self, plan: Plan) -> None:
        """History is April 2025 to March 2026: b's orders of January 2026 count, those of March 2025 do not."""
        rows = ["2025-05-05,a,,,bookings,100", "2026-01-15,b,,,bookings,300", "2025-03-15,b,,,bookings,9000"]
        made = plan(company=company(year_start="2026-04-01", seasonality="flat"), people="id,name,unit\na,A,N\nb,B,N\n",
                    targets="measure,amount\nbookings,1000\n", actuals=orders(*rows))  # fmt: skip
        assert [made.year(p) for p in "ab"] == pytest.approx([250, 750], abs=FEN)

    def test_refunds_reduce(self, plan: Plan) -> None:
        rows = [*monthly("a", 100), *monthly("b", 200), "2025-12-20,b,,,bookings,-1200"]
        made = plan(
            people="id,name,unit\na,A,N\nb,B,N\n", targets="measure,amount\nbookings,1000\n", actuals=orders(*rows)
        )
        assert [made.year(p) for p in "ab"] == pytest.approx([500, 500], abs=FEN)

    def test_more_refunds_than_orders(self, plan: Plan) -> None:
        rows = [*monthly("a", 100), "2025-12-20,b,,,bookings,-1200"]
        made = plan(
            people="id,name,unit\na,A,N\nb,B,N\n", targets="measure,amount\nbookings,1000\n", actuals=orders(*rows)
        )
        assert made.year("b") > 0 and min(made.months("b")) >= 0  # never silently 0

    def test_annualised_for_who_joined_within(self, plan: Plan) -> None:
        """b sold half as much in the half year that b was there."""
        rows = monthly("a", 100) + [f"2025-{m:02d}-15,b,,,bookings,100" for m in range(7, 13)]
        made = plan(people="id,name,unit,start_date\na,A,N,\nb,B,N,2025-07-01\n",
                    targets="measure,amount\nbookings,1000\n", actuals=orders(*rows))  # fmt: skip
        assert made.year("b") == pytest.approx(500, abs=6)  # 365 / 184 of a half year

    def test_two_measures_with_different_histories(self, plan: Plan) -> None:
        rows = [*monthly("a", 300), *monthly("b", 100)]
        rows += [f"2025-{m:02d}-20,{p},,,cash_collected,{x}" for m in range(1, 13) for p, x in (("a", 100), ("b", 300))]
        made = plan(people="id,name,unit\na,A,N\nb,B,N\n", actuals=orders(*rows),
                    targets="measure,amount\nbookings,1000\ncash_collected,1000\n")  # fmt: skip
        assert [made.year(p) for p in "ab"] == pytest.approx([750, 250], abs=FEN)
        assert [made.year(p, measure="cash_collected") for p in "ab"] == pytest.approx([250, 750], abs=FEN)

    def test_a_measure_without_history_of_its_own_is_planned(self, plan: Plan) -> None:
        rows = [*monthly("a", 300), *monthly("b", 100)]
        made = plan(people="id,name,unit\na,A,N\nb,B,N\n", actuals=orders(*rows),
                    targets="measure,amount\nbookings,1000\nrevenue,1000\n")  # fmt: skip
        assert made.year(measure="revenue") == 1000 and min(made.year(p, measure="revenue") for p in "ab") > 0


class TestWhose:
    CUSTOMERS = "id,name,owner\nx,X,b\ny,Y,a\nz,Z,\n"

    def test_history_of_a_customer_follows_the_present_owner(self, plan: Plan) -> None:
        rows = monthly("a", 300, "x") + monthly("a", 100, "y")
        made = plan(people="id,name,unit\na,A,N\nb,B,N\n", customers=self.CUSTOMERS, actuals=orders(*rows),
                    targets="measure,amount\nbookings,1000\n")  # fmt: skip
        assert [made.year(p) for p in "ab"] == pytest.approx([250, 750], abs=FEN)

    def test_a_customer_without_owner_leaves_it_with_the_person(self, plan: Plan) -> None:
        rows = monthly("a", 300, "z") + monthly("b", 100)
        made = plan(people="id,name,unit\na,A,N\nb,B,N\n", customers=self.CUSTOMERS, actuals=orders(*rows),
                    targets="measure,amount\nbookings,1000\n")  # fmt: skip
        assert [made.year(p) for p in "ab"] == pytest.approx([750, 250], abs=FEN)

    def test_unknown_customers_are_taken_in(self, plan: Plan) -> None:
        rows = monthly("a", 300, "nobody") + monthly("b", 100, "else")
        made = plan(
            people="id,name,unit\na,A,N\nb,B,N\n", actuals=orders(*rows), targets="measure,amount\nbookings,1000\n"
        )
        assert [made.year(p) for p in "ab"] == pytest.approx([750, 250], abs=FEN)

    def test_a_leavers_sales_belong_to_the_unit(self, plan: Plan) -> None:
        """The leaver sold 200 in the south; the south's people share what it brings, in proportion."""
        people = "id,name,unit,end_date\na,A,N,\nc,C,S,\nd,D,S,\ne,E,S,2025-12-01\n"
        rows = monthly("a", 400) + monthly("c", 300) + monthly("d", 100) + monthly("e", 200)
        made = plan(people=people, actuals=orders(*rows), targets="measure,amount\nbookings,1000\n")
        assert [made.year(p) for p in "acde"] == pytest.approx([400, 450, 150, 0], abs=FEN)

    def test_a_customer_of_a_leaver(self, plan: Plan) -> None:
        people = "id,name,unit,end_date\na,A,N,\nc,C,S,\ne,E,S,2025-12-01\n"
        rows = monthly("a", 500) + monthly("c", 300) + monthly("e", 200, "k")
        made = plan(
            people=people,
            customers="id,name,owner\nk,K,e\n",
            actuals=orders(*rows),
            targets="measure,amount\nbookings,1000\n",
        )
        assert made.year("c") == pytest.approx(500, abs=FEN)

    def test_an_unknown_person_is_an_error(self, refused) -> None:
        assert "row 2" in refused(
            targets="measure,amount\nbookings,1000\n", actuals=orders("2025-03-05,zz,,,bookings,100")
        )

    def test_an_unknown_product_is_an_error(self, refused) -> None:
        actuals = orders("2025-03-05,a,,zz,bookings,100")
        assert "row 2" in refused(products="id,name\nk,K\n", targets="measure,amount\nbookings,1000\n", actuals=actuals)


class TestNoHistory:
    def test_the_median_of_the_unit(self, plan: Plan) -> None:
        people = "id,name,unit\na,A,N\nb,B,N\nn,New,N\nc,C,S\n"
        rows = monthly("a", 100) + monthly("b", 300) + monthly("c", 5000)
        made = plan(people=people, actuals=orders(*rows), targets="measure,amount\nbookings,5600\n")
        assert [made.year(p) for p in "abnc"] == pytest.approx([100, 300, 200, 5000], abs=FEN)
        assert any("n" in f["message"] for f in made.tables["findings"] if f["code"] == "people-without-history")

    def test_times_capacity_and_time_in_service(self, plan: Plan) -> None:
        people = "id,name,unit,capacity,start_date\na,A,N,1,\nn,New,N,0.5,2026-07-01\n"
        made = plan(company=company(seasonality="flat"), people=people, actuals=orders(*monthly("a", 100)),
                    targets="measure,amount\nbookings,1000\n")  # fmt: skip
        assert made.year("n") / made.year("a") == pytest.approx(Decimal("0.25"), abs=Decimal("0.01"))

    def test_the_unit_above_where_nobody_has_any(self, plan: Plan) -> None:
        people = "id,name,unit\na,A,N\nb,B,N\nn,New,S\n"
        made = plan(
            people=people,
            actuals=orders(*monthly("a", 100), *monthly("b", 300)),
            targets="measure,amount\nbookings,600\n",
        )
        assert [made.year(p) for p in "abn"] == pytest.approx([100, 300, 200], abs=FEN)

    def test_nobody_has_any(self, plan: Plan) -> None:
        made = plan(people="id,name,unit,capacity\na,A,N,1\nb,B,S,0.5\n", targets="measure,amount\nbookings,600\n")
        assert [made.year(p) for p in "ab"] == [400, 200]
        assert "no-history" in made.codes()

    def test_weights_are_summed_up_the_tree(self, plan: Plan) -> None:
        people = "id,name,unit,weight\na,A,N,1\nb,B,N,2\nc,C,S,5\n"
        made = plan(company=company(basis="weight"), people=people, targets="measure,amount\nbookings,800\n")
        assert [made.year(w) for w in ("a", "b", "c", "N", "S")] == [100, 200, 500, 300, 500]

    def test_a_weight_of_nothing(self, plan: Plan) -> None:
        people = "id,name,unit,weight\na,A,N,1\nb,B,N,0\n"
        made = plan(company=company(basis="weight"), people=people, targets="measure,amount\nbookings,800\n")
        assert made.year("b") == 0

    def test_potential(self, plan: Plan) -> None:
        customers = "id,name,owner,stage,expected_amount\nx,X,a,current,300\ny,Y,b,future,100\n"
        made = plan(company=company(basis="potential"), people="id,name,unit\na,A,N\nb,B,N\n", customers=customers,
                    targets="measure,amount\nbookings,800\n")  # fmt: skip
        assert [made.year(p) for p in "ab"] == [600, 200]

    def test_potential_by_opportunities_and_their_odds(self, plan: Plan) -> None:
        opportunities = (
            "id,customer,owner,amount,win_probability,outcome\n1,x,a,1000,60%,\n2,y,b,1000,0.2,\n3,y,b,90000,,lost\n"
        )
        made = plan(company=company(basis="potential"), people="id,name,unit\na,A,N\nb,B,N\n",
                    customers="id,name,owner\nx,X,a\ny,Y,b\n", opportunities=opportunities,
                    targets="measure,amount\nbookings,800\n")  # fmt: skip
        assert [made.year(p) for p in "ab"] == pytest.approx([600, 200], abs=FEN)

    def test_capacity_multiplies_history(self, plan: Plan) -> None:
        people = "id,name,unit,capacity\na,A,N,1\nb,B,N,0.5\n"
        made = plan(
            people=people,
            actuals=orders(*monthly("a", 100), *monthly("b", 100)),
            targets="measure,amount\nbookings,900\n",
        )
        assert [made.year(p) for p in "ab"] == pytest.approx([600, 300], abs=FEN)


class TestProducts:
    PRODUCTS = "id,name,parent\nk,K,\nk1,K1,k\nk2,K2,k\nm,M,\nm1,M1,m\n"

    def test_the_mix_follows_what_was_sold(self, plan: Plan) -> None:
        rows = monthly("a", 300, "", "k1") + monthly("a", 100, "", "m1") + monthly("b", 100, "", "k1")
        made = plan(people="id,name,unit\na,A,N\nb,B,N\n", products=self.PRODUCTS, actuals=orders(*rows),
                    targets="measure,amount\nbookings,1000\n")  # fmt: skip
        assert made.year("a", "k1") > made.year("a", "m1") > 0
        assert 0 < made.year("b", "m1") < made.year("b", "k1")  # shrunk to the unit's, not set to 0

    def test_never_sold_gets_nothing_with_one_note(self, plan: Plan) -> None:
        made = plan(
            products=self.PRODUCTS,
            actuals=orders(*monthly("a", 300, "", "k1")),
            targets="measure,amount\nbookings,1000\n",
        )
        assert made.year(what="k2") == made.year(what="m1") == made.year(what="m") == 0
        assert made.codes().count("products-never-sold") == 1
        assert "k2" in made.finding("products-never-sold") and "m1" in made.finding("products-never-sold")

    def test_never_sold_but_stated_is_spread_by_overall_shares(self, plan: Plan) -> None:
        rows = monthly("a", 300, "", "k1") + monthly("b", 100, "", "k1")
        made = plan(people="id,name,unit\na,A,N\nb,B,N\n", products=self.PRODUCTS, actuals=orders(*rows),
                    targets="measure,what,amount\nbookings,,1000\nbookings,m1,200\n")  # fmt: skip
        assert made.year(what="m1") == 200 and made.year() == 1000
        assert [made.year(p, "m1") for p in "ab"] == pytest.approx([150, 50], abs=FEN)

    def test_never_sold_category_stated(self, plan: Plan) -> None:
        made = plan(products=self.PRODUCTS, actuals=orders(*monthly("a", 300, "", "k1")),
                    targets="measure,what,amount\nbookings,,1000\nbookings,m,200\n")  # fmt: skip
        assert made.year(what="m") == made.year(what="m1") == 200
        noted = made.finding("products-never-sold") if "products-never-sold" in made.codes() else ""
        assert "m1" not in noted

    def test_two_measures_give_one_note(self, plan: Plan) -> None:
        made = plan(products=self.PRODUCTS, actuals=orders(*monthly("a", 300, "", "k1")),
                    targets="measure,amount\nbookings,1000\nrevenue,1000\n")  # fmt: skip
        assert made.codes().count("products-never-sold") == 1

    def test_only_categories_in_the_history(self, plan: Plan) -> None:
        """What was sold of a category tells the categories apart, though not the products in them."""
        rows = monthly("a", 300, "", "k") + monthly("a", 100, "", "m")
        made = plan(people="id,name,unit\na,A,N\n", products=self.PRODUCTS, actuals=orders(*rows),
                    targets="measure,amount\nbookings,1000\n")  # fmt: skip
        assert made.year("a", "k") == pytest.approx(750, abs=1)
        assert made.year("a", "k1") > 0 and made.year("a", "k2") > 0

    def test_history_without_products_in_a_book_with_products(self, plan: Plan) -> None:
        made = plan(
            products=self.PRODUCTS,
            actuals=orders(*monthly("a", 300), *monthly("c", 100)),
            targets="measure,amount\nbookings,1000\n",
        )
        assert made.year() == 1000 and made.year("a") > made.year("c")

    def test_category_seasons(self, plan: Plan) -> None:
        """Ice in summer, coal in winter: each category has its own months."""
        rows = [
            f"{y}-{m:02d}-{d:02d},a,,{p},bookings,{x}"
            for y in (2023, 2024, 2025) for m in range(1, 13) for d in range(2, 28, 2)
            for p, x in (("k1", 400 if 5 <= m <= 8 else 100), ("m1", 100 if 5 <= m <= 8 else 400))
        ]  # fmt: skip
        made = plan(
            people="id,name,unit\na,A,N\n",
            products=self.PRODUCTS,
            actuals=orders(*rows),
            targets="measure,amount\nbookings,120000\n",
        )
        ice, coal = (dict(zip(MONTHS, made.months("a", p), strict=True)) for p in ("k1", "m1"))
        assert ice["2026-07"] > 2 * ice["2026-11"] and coal["2026-11"] > 2 * coal["2026-07"]


class TestSpringFestival:
    def test_the_dip_moves_with_the_festival(self, plan: Plan) -> None:
        """29 January in 2025, 17 February in 2026. Orders on every weekday, none in the festival's fortnight."""
        from datetime import date, timedelta

        festivals = {2023: date(2023, 1, 22), 2024: date(2024, 2, 10), 2025: date(2025, 1, 29)}
        rows = []
        for y, feast in festivals.items():
            day = date(y, 1, 1)
            while day.year == y:
                if day.weekday() < 5 and not feast - timedelta(7) <= day <= feast + timedelta(10):
                    rows.append(f"{day},a,,,bookings,1000")
                day += timedelta(1)
        made = plan(people="id,name,unit\na,A,N\n", actuals=orders(*rows), targets="measure,amount\nbookings,2000000\n")
        per_day = [
            x / d for x, d in zip(made.months("a"), (21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23), strict=True)
        ]
        assert per_day[1] < Decimal("0.75") * per_day[4]  # February 2026 holds the whole festival
        assert per_day[0] > Decimal("0.85") * per_day[4]  # though in 2025 it was January's

    def test_one_exceptional_order_is_told_and_does_not_make_a_season(self, plan: Plan) -> None:
        rows = [
            f"{y}-{m:02d}-{d:02d},a,,,bookings,1000"
            for y in (2024, 2025)
            for m in range(1, 13)
            for d in (5, 10, 15, 20, 25)
        ]
        made = plan(people="id,name,unit\na,A,N\n", actuals=orders(*rows, "2025-08-12,a,,,bookings,200000"),
                    targets="measure,amount\nbookings,120000\n")  # fmt: skip
        assert "exceptional-order" in made.codes()
        assert made.month("2026-08") < 2 * made.month("2026-07")
