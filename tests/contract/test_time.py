"""Rule 6 and the tables of time: no target where nobody works; plan years; thirds, weeks, days."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from .conftest import MONTHS, WORKING_DAYS, Plan, company

MAKE_UP = ("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10")
BOOKINGS = "measure,amount\nbookings,248000\n"


def people(*lines: str) -> str:
    return "id,name,unit,start_date,end_date,capacity,ramp,carries\n" + "".join(f"{line}\n" for line in lines)


TWO = ("a,Ann,N,,,,,", "c,Cid,S,,,,,")


class TestWorkingDays:
    def test_cn1(self, plan: Plan) -> None:
        made = plan(targets=BOOKINGS)
        days = made.days("a")
        assert [sum(1 for d in days if d[:7] == m) for m in MONTHS] == list(WORKING_DAYS.values())
        assert all(d in days for d in MAKE_UP)
        assert all(d not in days for d in ("2026-01-01", "2026-02-17", "2026-10-01", "2026-01-10"))

    def test_each_day_alike(self, plan: Plan) -> None:
        made = plan(people=people("a,Ann,N,,,,,"), targets=BOOKINGS)
        assert set(made.days("a").values()) == {Decimal(1000)}

    def test_a_company_day_off(self, plan: Plan) -> None:
        made = plan(targets=BOOKINGS, calendar="date,working\n2026-03-05,no\n2026-03-07,yes\n")
        assert all("2026-03-05" not in made.days(p) and "2026-03-07" in made.days(p) for p in "abcd")

    def test_a_unit_and_a_person_off(self, plan: Plan) -> None:
        made = plan(targets=BOOKINGS, calendar="date,working,who\n2026-03-05,no,N\n2026-03-06,no,c\n")
        assert [("2026-03-05" in made.days(p), "2026-03-06" in made.days(p)) for p in "abcd"] == [
            (False, True), (False, True), (True, False), (True, True),
        ]  # fmt: skip

    def test_the_nearer_row_wins(self, plan: Plan) -> None:
        """The company is closed, the north works all the same, but for one of its people."""
        calendar = "date,working,who\n2026-03-05,no,\n2026-03-05,yes,N\n2026-03-05,no,b\n"
        made = plan(targets=BOOKINGS, calendar=calendar)
        assert ["2026-03-05" in made.days(p) for p in "abcd"] == [True, False, False, False]

    def test_the_order_of_the_rows_is_of_no_account(self, plan: Plan) -> None:
        calendar = "date,working,who\n2026-03-05,no,b\n2026-03-05,yes,N\n2026-03-05,no,\n"
        made = plan(targets=BOOKINGS, calendar=calendar)
        assert ["2026-03-05" in made.days(p) for p in "abcd"] == [True, False, False, False]

    def test_another_country(self, plan: Plan) -> None:
        made = plan(company=company(country="US"), targets=BOOKINGS)
        assert (
            "2026-07-04" not in made.days("a") and "2026-10-01" in made.days("a") and "2026-11-26" not in made.days("a")
        )

    def test_a_year_that_is_not_announced_says_so(self, plan: Plan) -> None:
        made = plan(company="setting,value\nname,Acme\nplan_year,2027\n", targets=BOOKINGS)
        assert "calendar-estimated" in made.codes()
        assert "calendar-estimated" not in plan(targets=BOOKINGS).codes()


class TestService:
    def test_joining_in_mid_month(self, plan: Plan) -> None:
        made = plan(people=people(TWO[0], "n,New,N,2026-05-18,,,,"), targets=BOOKINGS)
        days = made.days("n")
        assert min(days) == "2026-05-18"
        assert made.months("n")[:4] == [0] * 4 and made.month("2026-05", "n") > 0

    def test_leaving(self, plan: Plan) -> None:
        made = plan(people=people(TWO[0], "n,Old,N,,2026-05-18,,,"), targets=BOOKINGS)
        assert max(made.days("n")) == "2026-05-18" and made.months("n")[5:] == [0] * 7

    def test_the_share_follows_the_time_in_service(self, plan: Plan) -> None:
        """July to December are 127 of 248 working days."""
        made = plan(people=people(TWO[0], "n,New,N,2026-07-01,,,,"), targets="measure,amount\nbookings,375000\n")
        assert made.year("n") == pytest.approx(Decimal(128_000), abs=Decimal(1)) or made.year("n") == pytest.approx(
            Decimal(375_000) * 128 / 376, abs=Decimal("0.01")
        )

    def test_the_last_week_of_the_year(self, plan: Plan) -> None:
        made = plan(people=people(TWO[0], "n,New,N,2026-12-28,,,,"), targets=BOOKINGS)
        days = made.days("n")
        assert sorted(days) == ["2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31"]
        assert made.year("n") == pytest.approx(Decimal(248_000) * 4 / 252, abs=Decimal("0.01"))

    def test_after_the_year_and_before_it(self, plan: Plan) -> None:
        made = plan(people=people(TWO[0], "n,New,N,2027-01-04,,,,", "o,Old,N,,2025-12-31,,,"), targets=BOOKINGS)
        assert made.year("n") == made.year("o") == 0 and made.year("a") == 248_000

    def test_a_month_of_leave_goes_to_the_others(self, plan: Plan) -> None:
        leave = "date,working,who\n" + "".join(f"2026-03-{d:02d},no,a\n" for d in range(1, 32))
        made = plan(company=company(basis="equal"), targets=BOOKINGS, calendar=leave)
        assert made.month("2026-03", "a") == 0
        assert made.year("a") < made.year("b") and made.year() == 248_000

    def test_a_month_of_leave_that_is_stated_for_the_unit(self, plan: Plan) -> None:
        leave = "date,working,who\n" + "".join(f"2026-03-{d:02d},no,a\n" for d in range(1, 32))
        targets = "measure,who,when,amount\nbookings,,,248000\nbookings,N,2026-03,9000\n"
        made = plan(targets=targets, calendar=leave)
        assert made.month("2026-03", "b") == 9000 and made.month("2026-03", "a") == 0

    def test_a_month_of_leave_that_is_stated_for_the_person_is_an_error(self, refused) -> None:
        leave = "date,working,who\n" + "".join(f"2026-03-{d:02d},no,a\n" for d in range(1, 32))
        text = refused(targets="measure,who,when,amount\nbookings,,,248000\nbookings,a,2026-03,9000\n", calendar=leave)
        assert "row 3" in text and "9,000" in text

    def test_a_month_before_joining_that_is_stated_is_an_error(self, refused) -> None:
        targets = "measure,who,when,amount\nbookings,,,248000\nbookings,n,2026-01,1\n"
        assert "row 3" in refused(people=people(TWO[0], "n,New,N,2026-05-18,,,,"), targets=targets)

    def test_ramp(self, plan: Plan) -> None:
        """25/50/75 per cent in the months of service, the month of joining included, then full."""
        made = plan(
            company=company(seasonality="workday"),
            people=people(TWO[0], "n,New,N,2026-03-01,,,25/50/75,"),
            targets=BOOKINGS,
        )
        per_day = {m: made.month(m, "n") / WORKING_DAYS[m] for m in MONTHS}
        full = per_day["2026-09"]
        assert per_day["2026-01"] == per_day["2026-02"] == 0
        for month, part in (("2026-03", 25), ("2026-04", 50), ("2026-05", 75), ("2026-06", 100), ("2026-12", 100)):
            assert per_day[month] / full == pytest.approx(Decimal(part) / 100, abs=Decimal("0.001"))
        colleague = {m: made.month(m, "a") / WORKING_DAYS[m] for m in MONTHS}
        assert full == pytest.approx(colleague["2026-09"], rel=Decimal("0.0001"))

    def test_a_ramp_from_the_year_before(self, plan: Plan) -> None:
        made = plan(people=people(TWO[0], "n,New,N,2025-11-20,,,25/50/75,"), targets=BOOKINGS)
        assert made.month("2026-01", "n") / made.month("2026-01", "a") == pytest.approx(
            Decimal("0.75"), abs=Decimal("0.01")
        )
        assert made.month("2026-02", "n") == pytest.approx(made.month("2026-02", "a"), abs=Decimal("0.02"))

    def test_capacity(self, plan: Plan) -> None:
        made = plan(people=people(TWO[0], "n,Half,N,,,0.5,,"), targets="measure,amount\nbookings,300\n")
        assert (made.year("a"), made.year("n")) == (200, 100)

    def test_a_manager_who_carries_nothing(self, plan: Plan) -> None:
        made = plan(people=people(*TWO, "m,Boss,C,,,,,no"), targets=BOOKINGS)
        assert made.year("m") == 0 and made.year() == 248_000

    def test_a_unit_of_managers_only(self, plan: Plan) -> None:
        made = plan(people=people(TWO[0], "m,Boss,S,,,,,否"), targets=BOOKINGS)
        assert made.year("S") == 0 and made.year("N") == 248_000

    def test_nobody_carries(self, refused) -> None:
        assert refused(people=people("m,Boss,C,,,,,no"), targets=BOOKINGS)

    def test_company_of_one(self, plan: Plan) -> None:
        made = plan(units="id,name,parent\nC,Company,\n", people="id,name,unit\na,Ann,C\n", targets=BOOKINGS)
        assert made.year("a") == made.year() == 248_000

    def test_people_beside_units(self, plan: Plan) -> None:
        made = plan(people=people(*TWO, "x,X,C,,,,,"), targets="measure,amount\nbookings,300\n")
        assert [made.year(w) for w in ("a", "c", "x", "N", "S", "C")] == [100, 100, 100, 100, 100, 300]

    def test_a_unit_without_people(self, plan: Plan) -> None:
        units = "id,name,parent\nC,Company,\nN,North,C\nS,South,C\nE,East,C\nE1,Far east,E\n"
        made = plan(units=units, targets=BOOKINGS)
        assert made.year("E") == made.year("E1") == 0 and made.year() == 248_000

    def test_more_than_one_in_capacity(self, plan: Plan) -> None:
        made = plan(people=people("a,A,N,,,2,,", "b,B,N,,,1,,"), targets="measure,amount\nbookings,300\n")
        assert (made.year("a"), made.year("b")) == (200, 100)


class TestPlanYear:
    APRIL = "setting,value\nname,Acme\nplan_year,2026\nyear_start,2026-04-01\nseasonality,flat\n"
    OCTOBER = "setting,value\nname,Acme\nplan_year,2026\nyear_start,2025-10-01\nseasonality,flat\n"

    def test_april(self, plan: Plan) -> None:
        targets = "measure,when,amount\nbookings,2026,12000\nbookings,2026-Q1,6000\nbookings,2027-03,500\n"
        made = plan(company=self.APRIL, targets=targets)
        months = {r["month"] for r in made.tables["months"]}
        assert min(months) == "2026-04" and max(months) == "2027-03"
        assert sum(made.month(m) for m in ("2026-04", "2026-05", "2026-06")) == 6000
        assert made.month("2027-03") == 500 and made.year() == 12_000
        dates = made.days("a")
        assert min(dates) >= "2026-04-01" and max(dates) <= "2027-03-31"

    def test_october_of_the_year_before(self, plan: Plan) -> None:
        targets = "measure,when,amount\nbookings,2026,12000\nbookings,2026-Q4,6000\nbookings,2025-10,500\n"
        made = plan(company=self.OCTOBER, targets=targets)
        assert made.month("2025-10") == 500
        assert sum(made.month(m) for m in ("2026-07", "2026-08", "2026-09")) == 6000

    @pytest.mark.parametrize("month", ["2026-03", "2027-04"])
    def test_a_month_outside_is_an_error(self, refused, month: str) -> None:
        assert "row 3" in refused(
            company=self.APRIL, targets=f"measure,when,amount\nbookings,2026,12000\nbookings,{month},5\n"
        )

    def test_not_the_first_of_a_month(self, refused) -> None:
        text = refused(company=self.APRIL.replace("04-01", "04-02"), targets=BOOKINGS)
        assert "row 4" in text

    def test_receipts_name_the_plan_year(self, plan: Plan) -> None:
        made = plan(company=self.APRIL, targets=BOOKINGS)
        assert {r["when"] for r in made.tables["receipts"] if len(r["when"]) == 4} == {"2026"}


class TestWeeks:
    def test_clipped_to_the_plan_year(self, plan: Plan) -> None:
        made = plan(targets=BOOKINGS)
        weeks = [r for r in made.tables["weeks"] if r["who"] == "C"]
        assert weeks[0]["week"] == "2026-W01" and weeks[0]["week_start"] == "2025-12-29"
        assert weeks[-1]["week"] == "2026-W53" and weeks[-1]["week_start"] == "2026-12-28"
        assert sum(Decimal(r["amount"]) for r in weeks) == 248_000

    def test_iso_weeks_of_a_year_that_begins_in_the_last_week_of_another(self, plan: Plan) -> None:
        made = plan(company="setting,value\nname,Acme\nplan_year,2027\n", targets=BOOKINGS)
        first = next(r for r in made.tables["weeks"] if r["who"] == "C")
        assert (first["week"], first["week_start"]) == ("2026-W53", "2026-12-28")

    def test_every_week_is_the_sum_of_its_days(self, plan: Plan) -> None:
        made = plan(targets=BOOKINGS)
        sums: dict[tuple[str, str], Decimal] = {}
        for person in "abcd":
            for day, amount in made.days(person).items():
                monday = date.fromisoformat(day) - timedelta(days=date.fromisoformat(day).weekday())
                for who in (person, "NS"[person in "cd"], "C"):
                    sums[who, monday.isoformat()] = sums.get((who, monday.isoformat()), Decimal(0)) + amount
        for row in made.tables["weeks"]:
            assert Decimal(row["amount"]) == sums.get((row["who"], row["week_start"]), 0), row


def test_thirds_are_early_middle_late(plan: Plan) -> None:
    made = plan(people=people("a,Ann,N,,,,,"), targets=BOOKINGS)
    days = made.days("a")
    for row in made.tables["thirds"]:
        if row["who"] != "C":
            continue
        bounds = {"early": (1, 10), "middle": (11, 20), "late": (21, 31)}[row["third"]]
        inside = [x for d, x in days.items() if d[:7] == row["month"] and bounds[0] <= int(d[8:]) <= bounds[1]]
        assert Decimal(row["amount"]) == sum(inside)


class TestSeasonality:
    ACTUALS = "date,person,measure,amount\n" + "".join(
        f"2025-{m:02d}-{d:02d},{p},bookings,{1000 * (3 if m == 6 else 1)}\n"
        for m in range(1, 13)
        for d in (10, 20)
        for p in "abcd"
    )

    def test_flat(self, plan: Plan) -> None:
        made = plan(
            company=company(seasonality="flat"), targets="measure,amount\nbookings,12000\n", actuals=self.ACTUALS
        )
        assert made.months() == [1000] * 12

    def test_share_is_last_years_share(self, plan: Plan) -> None:
        made = plan(
            company=company(seasonality="share"), targets="measure,amount\nbookings,14000\n", actuals=self.ACTUALS
        )
        for month, amount in zip(MONTHS, made.months(), strict=True):
            assert amount == pytest.approx(Decimal(3000 if month == "2026-06" else 1000), abs=Decimal("0.1"))

    def test_workday_lets_the_busy_month_stand_out(self, plan: Plan) -> None:
        made = plan(targets="measure,amount\nbookings,14000\n", actuals=self.ACTUALS)
        per_day = [x / d for x, d in zip(made.months(), WORKING_DAYS.values(), strict=True)]
        assert max(per_day) == per_day[5] and per_day[5] > Decimal("1.3") * sorted(per_day)[5]

    def test_a_month_without_orders_is_not_set_to_nothing(self, plan: Plan) -> None:
        actuals = "".join(line for line in self.ACTUALS.splitlines(True) if not line.startswith("2025-08"))
        made = plan(targets="measure,amount\nbookings,14000\n", actuals=actuals)
        assert made.month("2026-08") > 0

    @pytest.mark.parametrize(("people", "at_least"), [("a", "1.5"), ("abcd", "2.2")])
    def test_years_that_repeat_each_other_are_believed(self, plan: Plan, people: str, at_least: str) -> None:
        """One order a month and person, June three times the other months in each of three years."""
        actuals = "date,person,measure,amount\n" + "".join(
            f"{y}-{m:02d}-15,{p},bookings,{3000 if m == 6 else 1000}\n"
            for y in (2023, 2024, 2025) for m in range(1, 13) for p in people
        )  # fmt: skip
        made = plan(targets="measure,amount\nbookings,14000\n", actuals=actuals)
        per_day = [x / d for x, d in zip(made.months(), WORKING_DAYS.values(), strict=True)]
        assert per_day[5] > Decimal(at_least) * sorted(per_day)[5]
