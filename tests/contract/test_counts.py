"""Rules 5 and 10: whole numbers that neither clump nor drift; activities."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from .conftest import MONTHS, WORKING_DAYS, Made, Plan

FIFTY = "id,name,unit\n" + "".join(f"p{k:02d},P{k},{'NS'[k % 2]}\n" for k in range(50))


def within_one(made: Made, who: str, measure: str, ideal: list[Decimal]) -> None:
    """Single months and running totals stay within 1 of the ideal."""
    running = line = Decimal(0)
    for count, wanted in zip(made.months(who, measure=measure), ideal, strict=True):
        running, line = running + count, line + wanted
        assert abs(count - wanted) <= 1 and abs(running - line) <= 1, (who, count, wanted)


def by_working_days(year: Decimal) -> list[Decimal]:
    return [year * days / 248 for days in WORKING_DAYS.values()]


@pytest.mark.parametrize("total", [1, 7, 12, 49, 50, 53, 100, 613])
def test_company_units_and_people_follow_the_ideal_line(plan: Plan, total: int) -> None:
    made = plan(people=FIFTY, targets=f"measure,amount\nsignings,{total}\n", days="person")
    for who in ("C", "N", "S", *(f"p{k:02d}" for k in range(50))):
        within_one(made, who, "signings", by_working_days(made.year(who, measure="signings")))


def test_no_decimals(plan: Plan) -> None:
    made = plan(people=FIFTY, targets="measure,amount\nsignings,53\n", days="person")
    for table in ("months", "thirds", "weeks", "days"):
        assert all("." not in r["amount"] for r in made.tables[table]), table


def test_one_each_falls_in_different_months_and_days(plan: Plan) -> None:
    made = plan(people=FIFTY, targets="measure,amount\nsignings,50\n", days="person")
    dates = Counter(r["date"] for r in made.tables["days"] if r["amount"] != "0")
    assert sum(dates.values()) == 50 and max(dates.values()) <= 2
    assert len({d[:7] for d in dates}) == 12


def test_two_signings_of_a_person_fall_in_different_months(plan: Plan) -> None:
    made = plan(people=FIFTY, targets="measure,amount\nsignings,150\n", days="person")
    for k in range(50):
        assert max(made.months(f"p{k:02d}", measure="signings")) == 1


def test_months_stated_for_the_company_are_met_and_the_rest_does_not_drift(plan: Plan) -> None:
    made = plan(people=FIFTY, targets="measure,when,amount\nsignings,,120\nsignings,2026-03,30\n", days="person")
    assert made.month("2026-03", measure="signings") == 30
    others = [made.month(m, measure="signings") for m in MONTHS if m != "2026-03"]
    days = [d for m, d in WORKING_DAYS.items() if m != "2026-03"]
    assert all(abs(c - Decimal(90) * d / sum(days)) <= 1 for c, d in zip(others, days, strict=True))


def test_counts_of_products(plan: Plan) -> None:
    products = "id,name,parent\nk,K,\nk1,K1,k\nk2,K2,k\nm,M,\n"
    targets = "measure,what,amount\nsignings,,90\nsignings,k1,31\n"
    made = plan(people=FIFTY, products=products, targets=targets, days="leaf")
    assert made.year(what="k1", measure="signings") == 31
    within_one(made, "C", "signings", by_working_days(Decimal(90)))


def test_n3_hundred_over_three_and_102_over_four(plan: Plan) -> None:
    people = "id,name,unit\na,A,N\nb,B,N\nc,C,N\n"
    made = plan(people=people, targets="measure,amount\nsignings,100\n")
    assert sorted(made.year(p, measure="signings") for p in "abc") == [33, 33, 34]
    made = plan(targets="measure,amount\nsignings,102\n")
    assert sorted(made.year(p, measure="signings") for p in "abcd") == [25, 25, 26, 26]


def test_a_count_of_one(plan: Plan) -> None:
    made = plan(targets="measure,amount\nsignings,1\n")
    assert sorted(made.months(measure="signings")) == [0] * 11 + [1]


def test_a_negative_count(plan: Plan) -> None:
    made = plan(targets="measure,amount\nsignings,-7\n")
    assert made.year(measure="signings") == -7 and max(made.months("a", measure="signings")) <= 0


def test_own_measures(plan: Plan) -> None:
    measures = "id,name,unit\nsamples,Samples,count\nlitres,Litres,quantity\nfees,Fees,money\n"
    targets = "measure,amount\nsamples,7\nlitres,1000\nfees,0.07\n"
    made = plan(measures=measures, targets=targets)
    assert made.year(measure="samples") == 7 and made.year(measure="litres") == 1000
    assert made.year(measure="fees") == Decimal("0.07")
    assert all("." not in r["amount"] for r in made.tables["months"] if r["measure"] == "samples")


def test_a_count_with_decimals_is_an_error(plan: Plan) -> None:
    made = plan(targets="measure,amount\nsignings,7.5\n")
    assert made.status == 1 and "7.5" in made.printed and "row 2" in made.printed


class TestActivities:
    PRODUCTS = "id,name\nk,K\nm,M\n"

    def test_star_only(self, plan: Plan) -> None:
        targets = "measure,amount\nvisits,1205\nbookings,1000\n"
        made = plan(products=self.PRODUCTS, targets=targets)
        assert {r["what"] for r in made.tables["months"] if r["measure"] == "visits"} == {"*"}
        assert {r["what"] for r in made.tables["months"] if r["measure"] == "bookings"} == {"*", "k", "m"}

    def test_a_product_is_an_error(self, plan: Plan) -> None:
        made = plan(products=self.PRODUCTS, targets="measure,what,amount\nvisits,k,1205\n")
        assert made.status == 1 and "row 2" in made.printed

    def test_stated_visits_win_over_the_derived_number_and_the_difference_is_told(self, plan: Plan) -> None:
        customers = (
            "id,name,owner,stage,expected_amount,repeat_rate\nx,X,a,current,100000,0.9\ny,Y,c,current,50000,0.9\n"
        )
        funnel = "from,to,rate\ncold_visits,visits,50%\nvisits,opportunities,30%\nopportunities,signings,25%\n"
        targets = "measure,amount\nbookings,1000000\nvisits,12\n"
        made = plan(customers=customers, funnel=funnel, targets=targets)
        rows = [r for r in made.tables["activities"] if r["measure"] == "visits"]
        assert sum(int(r["count"]) for r in rows if r["who"] in "abcd") == 12
        assert any("12" in f["message"] and f["code"].startswith("funnel") for f in made.tables["findings"])

    def test_stated_signings_lead_to_opportunities_and_visits(self, plan: Plan) -> None:
        """40 signings at 25 % are 160 opportunities, whatever a signing is worth."""
        funnel = "from,to,rate\ncold_visits,visits,50%\nvisits,opportunities,30%\nopportunities,signings,25%\n"
        made = plan(funnel=funnel, targets="measure,amount\nbookings,1000000\nsignings,40\n")
        rows = [r for r in made.tables["activities"] if r["who"] == "C" and r["measure"] == "opportunities"]
        assert sum(int(r["count"]) for r in rows) == pytest.approx(160, abs=2)

    def test_counts_of_activities_are_whole_and_add_up(self, plan: Plan) -> None:
        funnel = "from,to,rate\ncold_visits,visits,50%\nvisits,opportunities,30%\nopportunities,signings,25%\n"
        orders = "date,person,customer,measure,amount\n" + "".join(
            f"2025-{m:02d}-15,{'abcd'[m % 4]},x{m % 6},bookings,{9000 + m}\n" for m in range(1, 13)
        )
        customers = "id,name,owner,stage\n" + "".join(f"x{k},X{k},{'abcd'[k % 4]},current\n" for k in range(6))
        made = plan(funnel=funnel, customers=customers, actuals=orders, targets="measure,amount\nbookings,1000000\n")
        rows = made.tables["activities"]
        assert rows and all(r["count"].isdigit() for r in rows)
        sums: Counter[tuple[str, str, str]] = Counter()
        for r in rows:
            sums[r["who"], r["month"], r["measure"]] += int(r["count"])
        for (who, month, measure), count in sums.items():
            if who == "C" and measure not in ("customers",):
                assert count == sums["N", month, measure] + sums["S", month, measure], (month, measure)
