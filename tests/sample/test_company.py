"""The sample company: the same everywhere, sound in itself, and such as a sales manager would believe."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import numpy as np
import pytest

from targetree.books.columns import TABLES
from targetree.engine.basis.season_history import EPOCH, Sales
from targetree.engine.basis.seasonality import season_rates
from targetree.engine.periods import PlanYear
from targetree.facts.calendars import day_facts
from targetree.sample.company import tables

Row = dict[str, object]
YEAR = PlanYear(2027, date(2027, 1, 1))
FINGERPRINT = "5d8e99e40bf2c1abacc950ca4220afd94eb317270dc1c7e8d9ed29b47be0fe28"
"""Of the English tables; changes only when the sample is changed on purpose."""


@cache
def book() -> dict[str, list[Row]]:
    return tables("en")


def number(value: object) -> Decimal:
    assert isinstance(value, (int, Decimal))
    return Decimal(value)


def day(value: object) -> date:
    assert isinstance(value, date)
    return value


def of(measure: str) -> list[Row]:
    return [row for row in book()["actuals"] if row["measure"] == measure]


def by_year(measure: str) -> dict[int, Decimal]:
    sums: dict[int, Decimal] = defaultdict(Decimal)
    for row in of(measure):
        sums[day(row["date"]).year] += number(row["amount"])
    return sums


def target(measure: str, who: str | None = None, what: str | None = None, when: str = "2027") -> Decimal:
    (row,) = [
        t for t in book()["targets"]
        if (t["measure"], t["who"], t["what"], t["when"]) == (measure, who, what, when)
    ]  # fmt: skip
    return number(row["amount"])


def test_the_same_bytes_everywhere() -> None:
    assert hashlib.sha256(repr(tables("en")).encode()).hexdigest() == FINGERPRINT


def test_both_languages_tell_the_same_numbers() -> None:
    for name, rows in tables("zh").items():
        for chinese, english in zip(rows, book()[name], strict=True):
            for slug, value in chinese.items():
                if not isinstance(value, str):
                    assert value == english[slug], (name, slug)


def test_every_table_and_column_of_the_contract() -> None:
    assert set(book()) == set(TABLES)
    for name, rows in book().items():
        for row in rows:
            assert list(row) == [column.slug for column in TABLES[name].columns], name


def test_sizes() -> None:
    sizes = {name: len(rows) for name, rows in book().items()}
    assert sizes["people"] == 60
    assert sizes["customers"] == 800
    assert 25_000 < sizes["actuals"] < 30_000
    assert len([p for p in book()["products"] if p["parent"]]) == 12
    assert len([u for u in book()["units"] if u["parent"] == "HQ"]) == 4


def test_every_reference_leads_somewhere() -> None:
    ids = {
        name: {row["id"] for row in book()[name]} for name in ("units", "people", "products", "customers", "strategy")
    }
    who = ids["units"] | ids["people"]
    assert not ids["units"] & ids["people"]
    leads_to = {
        "unit": ids["units"], "manager": ids["people"], "person": ids["people"], "owner": ids["people"], "who": who,
        "what": ids["products"], "product": ids["products"], "customer": ids["customers"],
        "strategy": ids["strategy"],
    }  # fmt: skip
    for name, rows in book().items():
        for row in rows:
            for slug, known in leads_to.items():
                if row.get(slug) is not None and not (name == "targets" and slug == "owner"):
                    assert row[slug] in known, (name, row)


def test_the_past_happened_on_working_days_by_people_who_were_there() -> None:
    facts = day_facts("CN", date(2024, 1, 1), YEAR)
    there = {p["id"]: (day(p["start_date"]), p["end_date"] or date.max) for p in book()["people"]}
    for row in book()["actuals"]:
        when = day(row["date"])
        assert date(2024, 1, 1) <= when <= date(2026, 12, 31)
        assert facts.working[(when - facts.start).days], row
        if row["measure"] in {"bookings", "visits"}:
            first, last = there[row["person"]]
            assert first <= when <= day(last), row


def test_targets_stand_on_last_year() -> None:
    bookings, cash = by_year("bookings"), by_year("cash_collected")
    assert target("bookings") / bookings[2026] == pytest.approx(Decimal("1.15"), abs=Decimal("0.005"))
    assert target("cash_collected") / cash[2026] == pytest.approx(Decimal("1.15"), abs=Decimal("0.005"))
    assert Decimal("0.85") < cash[2026] / bookings[2026] < Decimal("1.02")
    assert bookings[2024] < bookings[2025] < bookings[2026]
    assert target("bookings", who="W") < target("bookings") / 4
    assert number(target("signings")) / by_year("signings")[2026] == pytest.approx(Decimal("1.1"), abs=Decimal("0.01"))


def test_a_seller_visits_30_to_60_times_a_month() -> None:
    months: Counter[object] = Counter()
    for row in of("visits"):
        if day(row["date"]).year == 2026:
            months[row["person"]] += int(number(row["amount"]))
    full = [
        months[p["id"]] / 12 for p in book()["people"]
        if p["role"] == "account manager" and p["capacity"] == 1 and not p["ramp"] and p["end_date"] is None
    ]  # fmt: skip
    assert len(full) > 20
    assert all(30 <= count <= 60 for count in full)


def test_instalments_are_3_3_3_1() -> None:
    due: dict[object, list[Decimal]] = defaultdict(list)
    for row in book()["receivables"]:
        due[row["contract"]].append(number(row["amount"]))
        assert number(row["paid"] or 0) < number(row["amount"])
    ends = [parts for parts in due.values() if len(parts) >= 2]
    assert len(ends) > 20
    assert sum(parts[-1] * 3 == parts[-2] for parts in ends) > len(ends) * 0.9


def test_sellers_hope_for_more_than_they_win() -> None:
    stated, won = Decimal(0), 0
    closed = [o for o in book()["opportunities"] if o["outcome"]]
    for lead in closed:
        stated += number(lead["win_probability"])
        won += lead["outcome"] == "won"
        assert day(lead["created"]) < day(lead["closed"])
    assert 0.7 < won / float(stated) < 0.95
    assert all(day(o["expected_close"]).year == 2027 for o in book()["opportunities"] if not o["outcome"])


def test_the_seasons_are_there_to_be_learned() -> None:
    """Festival weeks weak, December strong, the one giant order of 2025 told and left out."""
    facts = day_facts("CN", date(2024, 1, 1), YEAR)
    worked = np.array([facts.between(YEAR.start, YEAR.end)[s].sum() for s in YEAR.month_slices])
    rows = of("bookings")
    sales = Sales(
        np.array([(day(r["date"]) - EPOCH) // timedelta(days=1) for r in rows], np.int32),
        np.full(len(rows), -1, np.int32),
        np.array([int(number(r["amount"]) * 100) for r in rows], np.int64),
    )
    result = season_rates("workday", YEAR, facts, worked, sales)
    assert result.rates[0, 1] < 0.75
    assert result.rates[0, 11] > 1.2
    assert [(f.code, f.values["date"]) for f in result.findings] == [("exceptional-order", date(2025, 8, 19))]
