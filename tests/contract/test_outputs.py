# ruff: noqa: E501 - tables of a book are easier to read in one line each
"""The tables that come out: their columns, and what must hold in every one."""

from __future__ import annotations

import random
from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest

from .conftest import MONTHS, Made, Plan, company

COLUMNS = {
    "months": "measure,who,who_kind,what,month,amount,target,held",
    "customer_months": "measure,person,customer,month,amount",
    "thirds": "measure,who,what,month,third,amount",
    "weeks": "measure,who,what,week,week_start,amount",
    "days": "measure,who,what,date,amount",
    "support": "measure,who,stage,customers,expected,low,high",
    "activities": "who,month,measure,count",
    "findings": "severity,code,where,message",
    "receipts": "measure,who,what,when,parent,parent_amount,basis,share,rounding,amount",
}

RICH: dict[str, str] = {
    "units": "id,name,parent,over_assign\nC,Company,,\nN,North,C,1.1\nN1,Team 1,N,\nN2,Team 2,N,1.05\nS,South,C,\nE,Empty,C,\n",
    "people": "id,name,unit,start_date,end_date,capacity,ramp,carries\na,A,N1,,,1,,\nb,B,N1,,,0.5,,\nc,C,N2,2026-03-16,,1,25/50/75,\n"
    "d,D,S,,2026-09-09,1,,\ne,E,S,,,1,,\nm,M,N,,,1,,no\nx,X,C,,,1,,\n",
    "products": "id,name,parent\nk,K,\nk1,K1,k\nk2,K2,k\nm0,M,\nm1,M1,m0\n",
    "targets": "measure,who,what,when,amount,hold\nbookings,,,,1234567.89,\nbookings,S,,2026-Q2,70000,\nbookings,,k,2026-05,20000.01,\n"
    "bookings,a,,,200000,no\nsignings,,,,77,\nsignings,N,,,40,\nvisits,,,,1205,\ncash_collected,,,,1000000,\n",
    "customers": "id,name,owner,stage,expected_amount,repeat_rate\n"
    + "".join(f"K{i},K{i},{'abcdex'[i % 6]},{('past', 'current', 'future')[i % 3]},{i * 1000},0.{i % 9 + 1}\n" for i in range(18)),
    "opportunities": "id,customer,owner,product,amount,win_probability,expected_close,created\n"
    + "".join(f"o{i},K{i},{'abcdex'[i % 6]},k1,{i * 5000},0.{i % 9 + 1},2026-0{i % 9 + 1}-15,2025-11-05\n" for i in range(1, 12)),
    "actuals": "date,person,customer,product,measure,amount\n"
    + "".join(
        f"{2023 + i % 3}-{i % 12 + 1:02d}-{i % 27 + 1:02d},{'abdex'[i % 5]},K{i % 18},{('k1', 'k2', 'm1', 'k', '')[i % 5]},bookings,{(i * 7919) % 9000 - 300}\n"
        for i in range(400)
    ),
    "calendar": "date,working,who\n2026-03-05,no,\n2026-06-06,yes,N\n" + "".join(f"2026-08-{d:02d},no,e\n" for d in range(1, 32)),
    "funnel": "who,from,to,rate,days\n,cold_visits,visits,50%,5\n,visits,opportunities,30%,20\n,opportunities,signings,25%,30\n",
    "receivables": "contract,customer,owner,due_date,amount,paid\nr1,K1,b,2026-02-01,30000,0\nr2,K1,b,2026-06-01,30000,5000\n",
}  # fmt: skip


@pytest.fixture
def rich(plan: Plan) -> Made:
    made = plan(**RICH)
    assert made.status == 0, made.printed + made.errors
    return made


def test_columns(rich: Made) -> None:
    for table, columns in COLUMNS.items():
        assert (rich.out / f"{table}.csv").read_text("utf-8").splitlines()[0] == columns, table


def test_every_node_has_its_rows(rich: Made) -> None:
    who = ["C", "N", "N1", "N2", "S", "E", "a", "b", "c", "d", "e", "m", "x"]
    found = {(r["measure"], r["who"], r["what"], r["month"]) for r in rich.tables["months"]}
    for measure in ("bookings", "cash_collected", "signings"):
        assert {f for f in found if f[0] == measure} == {
            (measure, w, k, m) for w in who for k in ("*", "k", "k1", "k2", "m0", "m1") for m in MONTHS
        }
    assert {f for f in found if f[0] == "visits"} == {("visits", w, "*", m) for w in who for m in MONTHS}
    assert {r["who_kind"] for r in rich.tables["months"] if r["who"] in ("C", "N", "E")} == {"unit"}
    assert {r["who_kind"] for r in rich.tables["months"] if r["who"] in ("a", "m")} == {"person"}


def test_two_decimals_for_money_and_none_for_counts(rich: Made) -> None:
    for table in ("months", "customer_months", "thirds", "weeks", "days"):
        for row in rich.tables[table]:
            whole = row["measure"] in ("signings", "visits")
            assert ("." not in row["amount"]) if whole else len(row["amount"].rpartition(".")[2]) == 2, row


def test_nothing_is_negative(rich: Made) -> None:
    for table in ("months", "customer_months", "thirds", "weeks", "days"):
        assert all(not row["amount"].startswith("-") for row in rich.tables[table]), table


def test_target_differs_only_where_there_is_over_assignment(rich: Made) -> None:
    for row in rich.tables["months"]:
        if row["who"] not in ("C", "N", "N2"):
            assert row["amount"] == row["target"], row
    assert sum(rich.months(column="target")) == Decimal("1234567.89")
    assert sum(rich.months("S", column="target")[3:6]) == 70_000
    assert rich.months(what="k", column="target")[4] == Decimal("20000.01")


def test_customer_months_add_up_for_everybody(rich: Made) -> None:
    sums: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for r in rich.tables["customer_months"]:
        sums[r["measure"], r["person"], r["month"]] += Decimal(r["amount"])
    assert {key[0] for key in sums} >= {"bookings"}
    for measure in {key[0] for key in sums}:
        for person in "abcdex":
            for month, amount in zip(MONTHS, rich.months(person, measure=measure), strict=True):
                assert sums.get((measure, person, month), Decimal(0)) == amount, (measure, person, month)


def test_customers_of_others_carry_nothing_of_a_person(rich: Made) -> None:
    owner = {f"K{i}": "abcdex"[i % 6] for i in range(18)}
    assert all(owner.get(r["customer"], r["person"]) == r["person"] for r in rich.tables["customer_months"])


def test_days_only_on_working_days_of_the_person(rich: Made) -> None:
    days = {w: set(rich.days(w)) for w in "abcdex"}
    assert "2026-03-05" not in set.union(*days.values())
    assert "2026-06-06" in days["a"] and "2026-06-06" not in days["e"]
    assert min(days["c"]) == "2026-03-16" and max(days["d"]) == "2026-09-09"
    assert not [d for d in days["e"] if d.startswith("2026-08")]
    assert {r["who"] for r in rich.tables["days"]} <= set("abcdexm")


def test_leaf_days_are_the_days_of_persons(plan: Plan, rich: Made) -> None:
    person = plan(**RICH, days="person")
    assert {r["what"] for r in person.tables["days"]} == {"*"}
    assert [r for r in rich.tables["days"] if r["what"] == "*"] == person.tables["days"]
    leaf: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for r in rich.tables["days"]:
        if r["what"] in ("k1", "k2", "m1"):
            leaf[r["measure"], r["who"], r["date"]] += Decimal(r["amount"])
    for r in person.tables["days"]:
        if r["measure"] != "visits":
            assert leaf[r["measure"], r["who"], r["date"]] == Decimal(r["amount"]), r


def test_receipts_for_every_annual_and_monthly_figure(rich: Made) -> None:
    amounts = {(r["measure"], r["who"], r["what"], r["month"]): r["amount"] for r in rich.tables["months"]}
    found = {(r["measure"], r["who"], r["what"], r["when"]): r for r in rich.tables["receipts"]}
    assert {k for k in found if k[3] != "2026"} == set(amounts)
    for key, row in found.items():
        if key[3] != "2026":
            assert row["amount"] == amounts[key]
        else:
            assert Decimal(row["amount"]) == rich.year(key[1], key[2], key[0])


def test_parent_amount_times_share_plus_rounding_is_the_amount(rich: Made) -> None:
    figures = {(r["measure"], r["who"], r["what"], r["when"]): Decimal(r["amount"]) for r in rich.tables["receipts"]}
    for r in rich.tables["receipts"]:
        told = Decimal(r["parent_amount"]) * Decimal(r["share"]) + Decimal(r["rounding"])
        assert told == pytest.approx(Decimal(r["amount"]), abs=Decimal("0.00001")), r
        assert r["basis"]
        if r["parent"] and r["when"] == "2026":
            above = (r["measure"], r["parent"], r["what"], "2026") if r["parent"] in "C N N1 N2 S E".split() else None
            above = above or (r["measure"], r["who"], r["parent"], "2026")
            assert figures[above] == Decimal(r["parent_amount"]), r


def test_rounding_in_receipts_is_small_where_nothing_is_rounded_to_a_quantum(plan: Plan) -> None:
    made = plan(targets="measure,amount\nbookings,1234567.89\n", products="id,name\nk,K\nm,M\n")
    assert all(abs(Decimal(r["rounding"])) < Decimal("0.05") for r in made.tables["receipts"])


def test_support_has_every_stage_and_its_range(rich: Made) -> None:
    for row in rich.tables["support"]:
        assert row["stage"] in ("past", "current", "future", "new") and row["customers"].isdigit()
        assert Decimal(row["low"]) <= Decimal(row["expected"]) <= Decimal(row["high"]), row
    company_rows = [r for r in rich.tables["support"] if r["who"] == "C" and r["measure"] == "bookings"]
    assert {r["stage"] for r in company_rows} == {"past", "current", "future", "new"}


def test_customer_counts_of_support_add_up(rich: Made) -> None:
    counts = {(r["who"], r["stage"]): int(r["customers"]) for r in rich.tables["support"] if r["measure"] == "bookings"}
    assert sum(counts["C", s] for s in ("past", "current", "future")) == 18


def test_findings(rich: Made) -> None:
    for row in rich.tables["findings"]:
        assert row["severity"] in ("warning", "note") and row["code"] and row["message"]
        assert "{" not in row["message"] and "None" not in row["message"]


def test_the_order_of_rows_is_of_no_account(plan: Plan, rich: Made) -> None:
    shuffled: dict[str, Any] = {}
    for name, text in RICH.items():
        head, *rows = text.splitlines(keepends=True)
        random.Random(5).shuffle(rows)
        shuffled[name] = head + "".join(rows)
    other = plan(**shuffled)
    for table in COLUMNS:
        if table == "findings":
            continue
        key = lambda r: tuple(r.values())  # noqa: E731
        assert sorted(rich.tables[table], key=key) == sorted(other.tables[table], key=key), table
    assert sorted(rich.codes()) == sorted(other.codes())


@pytest.mark.parametrize(
    ("basis", "seasonality"), [("history", "share"), ("potential", "flat"), ("capacity", "workday"), ("equal", "share")]
)
def test_it_all_holds_under_every_setting(plan: Plan, basis: str, seasonality: str) -> None:
    made = plan(**RICH, company=company(basis=basis, seasonality=seasonality, round_to=1000))
    assert made.status == 0 and sum(made.months(column="target")) == Decimal("1234567.89")
