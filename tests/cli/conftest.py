"""A small plan put together by hand, so that the screens can be looked at without the engine."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from targetree.engine.book import Book, Company, Measure, Person, Unit
from targetree.engine.calendar import DayFacts, work_calendar
from targetree.engine.findings import Place, note, warning
from targetree.engine.periods import PlanYear
from targetree.engine.result import MeasurePlan, Plan, Receipts, SupportRow
from targetree.engine.tree import ALL, grow

YUAN = 100


@pytest.fixture
def plan() -> Plan:
    """Two regions, four people; 24 million of bookings, 240 signings; the north is given 10 % more than its target."""
    bookings, signings = Measure("bookings", "签约额", "money"), Measure("signings", "签约数", "count")
    units = (Unit("C", "华星科技"), Unit("N", "北方大区", "C"), Unit("S", "南方大区", "C"))
    people = tuple(Person(f"P{k}", f"员工{k}", "N" if k < 2 else "S") for k in range(4))
    book = Book(Company("华星科技", 2027, date(2027, 1, 1)), units, people, (), (bookings, signings))
    who = grow("C", [("N", "C"), ("S", "C"), *((p.id, p.unit) for p in people)], ("C", "N", "S"))
    year = PlanYear(2027, date(2027, 1, 1))
    weekdays = np.array([(year.start + timedelta(days=k)).weekday() < 5 for k in range(year.day_count)])
    calendar = work_calendar(year, DayFacts(year.start, weekdays), people, (), {u.id: (u.id, "C") for u in units})
    products = grow(ALL, [])
    receipts = Receipts(np.zeros((7, 1, 13)), np.zeros((7, 1, 13), np.int8), np.zeros((7, 1, 13), np.int8))
    month = np.arange(7, 19, dtype=np.int64)
    money = np.tile(month * 40_000 * YUAN, (4, 1, 1))
    own = {who.index["N"]: (money[:2].sum(axis=0) * 10 // 11)}
    return Plan(
        book,
        who,
        np.arange(4, dtype=np.int32),
        calendar,
        (
            MeasurePlan(bookings, products, money, own, frozenset(), receipts),
            MeasurePlan(signings, products, np.full((4, 1, 12), 5, np.int64), {}, frozenset(), receipts),
        ),
        (
            warning("calendar-estimated", Place("calendar", when="2027"), year=2027),
            note("no-strategy", Place("strategy")),
        ),
        support=(
            SupportRow(bookings, 0, "new", 31, 3_750_000 * YUAN, 2_700_000 * YUAN, 4_900_000 * YUAN),
            SupportRow(bookings, 0, "past", 40, 600_000 * YUAN, 200_000 * YUAN, 1_100_000 * YUAN),
            SupportRow(bookings, 0, "current", 160, 15_000_000 * YUAN, 13_000_000 * YUAN, 17_000_000 * YUAN),
            SupportRow(bookings, 0, "future", 25, 4_650_000 * YUAN, 3_000_000 * YUAN, 6_200_000 * YUAN),
        ),
    )


@pytest.fixture
def small_book(tmp_path: Path) -> Path:
    """A folder of CSV files: ten rows, nothing wrong with them."""
    tables = {
        "company": "setting,value\nname,华星科技\nplan_year,2026\nyear_start,2026-01-01\n",
        "units": "id,name,parent\nC,华星科技,\nN,北方大区,C\n",
        "people": "id,name,unit\nP1,王芳,N\nP2,李强,N\n",
        "targets": "measure,who,when,amount,reason\nbookings,,2026,1200万,董事会\nbookings,P1,2026-03,50万,大单\n",
    }
    folder = tmp_path / "book"
    folder.mkdir()
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder
