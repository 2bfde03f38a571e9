"""A made-up finished plan of any size, for the tests of writing: not planned, but in agreement with itself."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from targetree.engine.book import Actuals, Book, Company, Customer, Measure, Person, Product, Source, Target, Unit
from targetree.engine.calendar import WorkCalendar
from targetree.engine.findings import Finding, Place, note, warning
from targetree.engine.money import Amount
from targetree.engine.periods import PlanYear
from targetree.engine.result import (
    BASES,
    NO_ACTIVITIES,
    PARENTS,
    Activities,
    ActivityYears,
    CustomerMonths,
    MeasurePlan,
    Plan,
    Receipts,
    SupportRow,
)
from targetree.engine.tree import ALL, Tree, grow

YEAR = PlanYear(2027, date(2027, 1, 1))
BOOKINGS = Measure("bookings", "签约额", "money")
SIGNINGS = Measure("signings", "签约数", "count")
VISITS = Measure("visits", "拜访数", "count", activity=True)
REGIONS = ("华东大区", "华南大区", "华北大区", "西南大区")
FAMILIES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = ("建国", "丽华", "志强", "敏", "伟", "秀英", "磊", "婷婷", "勇", "雪梅", "俊杰", "晓东", "佳怡")


def make_plan(people: int = 6, units: int = 3, products: int = 4, *, seed: int = 1, full: bool = True) -> Plan:
    """`units` below the company share the people, `products` fall into two categories; without `full` cells only."""
    rng = np.random.default_rng(seed)
    book = _book(people, units, products)
    who = grow("CO", _edges_of_who(book), inner=["CO", *(unit.id for unit in book.units)])
    what = grow(ALL, [(product.id, product.parent or ALL) for product in book.products])
    calendar = _calendar(who.leaf_count)
    measures = [_measure(BOOKINGS, who, what, calendar, rng, 4_000_000_00)]
    if full:
        measures.append(_measure(SIGNINGS, who, what, calendar, rng, 40))
    return Plan(
        book=book,
        who=who,
        people=np.array([int(who.ids[node][1:]) for node in who.leaf_nodes], np.int32),
        calendar=calendar,
        measures=measures,
        findings=_findings() if full else [],
        customer_months=[_customers(measures[0], book, rng)] if full else [],
        support=_support(measures[0], who, rng) if full else [],
        activities=_activities(who, rng) if full else NO_ACTIVITIES,
        day_phase={"signings": rng.uniform(0.05, 0.95, (who.leaf_count, what.leaf_count))} if full else {},
    )


def _book(people: int, units: int, products: int) -> Book:
    company = Company("晨光医疗器械有限公司", 2027, YEAR.start)
    names = [REGIONS[k] if k < len(REGIONS) else f"销售{k + 1}部" for k in range(units)]
    width = max(2, len(str(people)))
    staff = [
        Person(f"P{k:0{width}d}", FAMILIES[k % 20] + GIVEN[k % 13], f"U{k * units // people:02d}", "销售代表")
        for k in range(people)
    ]
    goods = [Product("A", "影像设备"), Product("B", "耗材")]
    goods += [Product(f"{'AB'[k % 2]}{k:03d}", f"产品 {k + 1} 型", "AB"[k % 2]) for k in range(products)]
    rows = [Unit("CO", "晨光医疗器械"), *(Unit(f"U{k:02d}", names[k], "CO") for k in range(units))]
    rows[1] = Unit("U00", names[0], "CO", over_assign=Fraction(11, 10))
    sources = {"targets": Source("目标", {"amount": "数额", "who": "对象"}, {"amount": "E", "who": "B"})}
    return Book(
        company=company,
        units=tuple(rows),
        people=tuple(staff),
        targets=(Target("bookings", "CO", "", 0, 12, 1_000_000_00, row=2),),
        measures=(BOOKINGS, SIGNINGS, VISITS),
        products=tuple(goods),
        customers=tuple(Customer(f"C{k:03d}", f"第{k + 1}人民医院", staff[k % people].id) for k in range(2 * people)),
        actuals=_actuals(people, products),
        sources=sources,
    )


def _actuals(people: int, products: int) -> Actuals:
    rng = np.random.default_rng(7)
    n = 40 * min(people, 200)
    first = (date(2026, 1, 1) - date(1970, 1, 1)).days
    return Actuals(
        day=(first + rng.integers(0, 365, n)).astype(np.int32),
        person=rng.integers(0, people, n).astype(np.int32),
        customer=np.full(n, -1, np.int32),
        product=(2 + rng.integers(0, products, n)).astype(np.int32),
        measure=np.zeros(n, np.int16),
        amount=rng.integers(1_000_00, 160_000_00, n),
    )


def _edges_of_who(book: Book) -> list[tuple[str, str]]:
    return [(u.id, u.parent) for u in book.units if u.parent] + [(p.id, p.unit) for p in book.people]


def _calendar(people: int) -> WorkCalendar:
    festival = {date(2027, 2, 5) + timedelta(days=k) for k in range(8)}
    company = np.array([day.weekday() < 5 and day not in festival for day in YEAR.days])
    late = company.copy()
    late[: YEAR.month_slices[2].start + 10] = False
    away = company.copy()
    away[YEAR.month_slices[6]] = False
    person_class = np.zeros(people, np.int32)
    person_class[1::7], person_class[3::11] = 1, 2
    return WorkCalendar(YEAR, np.stack([company, late, away]), person_class)


def _measure(
    measure: Measure, who: Tree, what: Tree, calendar: WorkCalendar, rng: np.random.Generator, of_person: int
) -> MeasurePlan:
    working = calendar.days_in_month[calendar.person_class].astype(float)
    weights = rng.uniform(0.6, 1.4, who.leaf_count)[:, None] * rng.dirichlet(np.ones(what.leaf_count), who.leaf_count)
    cells = np.rint(of_person * weights[:, :, None] * (working / working.sum(1, keepdims=True))[:, None]).astype(int)
    totals = who.roll_up(what.roll_up(cells, axis=1))
    unit = who.index["U00"]
    return MeasurePlan(
        measure=measure,
        what=what,
        cells=cells,
        targets={unit: totals[unit] * 10 // 11},
        held=frozenset({(0, 0, month) for month in range(12)} | {(unit, 0, 2)}),
        receipts=_receipts(who, what, totals),
    )


def _receipts(who: Tree, what: Tree, months: NDArray[np.int64]) -> Receipts:
    amounts = np.concatenate([months.sum(axis=2, keepdims=True), months], axis=2)
    parent = np.full(amounts.shape, PARENTS.index("year"), np.int8)
    parent[:, :, 0] = PARENTS.index("who")
    parent[0, :, 0] = PARENTS.index("what")
    parent[0, 0, 0] = PARENTS.index("none")
    whole = np.empty_like(amounts)
    whole[:, :, 1:] = amounts[:, :, :1]
    whole[:, :, 0] = amounts[np.maximum(who.parent, 0), :, 0]
    whole[0, :, 0] = amounts[0, np.maximum(what.parent, 0), 0]
    basis = np.full(amounts.shape, BASES.index("workday"), np.int8)
    basis[:, :, 0] = BASES.index("history")
    basis[0, 0, 0] = BASES.index("stated")
    share = np.divide(amounts, whole, out=np.zeros(amounts.shape), where=whole != 0)
    return Receipts(np.round(share, 6), basis, parent)


def _customers(measure: MeasurePlan, book: Book, rng: np.random.Generator) -> CustomerMonths:
    """Everyone's first own customer takes a third of each month, `*new` the rest."""
    months = measure.cells.sum(axis=1)
    people = np.arange(len(months), dtype=np.int32)
    third = months // 3
    owned = np.minimum(people, len(book.customers) - 1)
    return CustomerMonths(
        measure.measure,
        np.concatenate([people, people]),
        np.concatenate([owned, np.full(len(people), -1, np.int32)]),
        np.concatenate([third, months - third]),
    )


def _support(measure: MeasurePlan, who: Tree, rng: np.random.Generator) -> list[SupportRow]:
    years = who.roll_up(measure.cells.sum(axis=(1, 2)))
    rows = []
    for node, year in enumerate(years.tolist()):
        people = int(who.leaf_stop[node] - who.leaf_start[node])
        parts = dict(zip(("past", "current", "future"), rng.uniform((0.02, 0.4, 0.1), (0.08, 0.6, 0.2)), strict=True))
        parts["new"] = 1 - sum(parts.values())
        for stage, part in parts.items():
            expected = int(year * part)
            rows.append(
                SupportRow(measure.measure, node, stage, people * 4, expected, expected * 8 // 10, expected * 12 // 10)
            )
    return rows


def _activities(who: Tree, rng: np.random.Generator) -> Activities:
    counts = who.roll_up(rng.integers(2, 12, (who.leaf_count, 12, 3)))
    names = ("cold_visits", "visits", "signings")
    node, month, measure = (part.reshape(-1) for part in np.indices(counts.shape))
    nodes, measures = np.indices((len(who.ids), len(names)))
    years = counts.sum(axis=1).reshape(-1)
    ranges = ActivityYears(names, nodes.reshape(-1), measures.reshape(-1), years, years * 8 // 10, years * 13 // 10)
    return Activities(names, node, month, measure, counts.reshape(-1), ranges)


def _findings() -> list[Finding]:
    return [
        note("calendar-estimated", Place("calendar"), year=2027),
        warning(
            "people-without-history", Place("people", 4, "id", "P03", who="P03"), measure="revenue", count=1, who="P03"
        ),
        warning(
            "receivables-cash-not-covered",
            Place("targets", 2, "amount", who="U01", when="2027"),
            expected=Amount(1_000_00),
            target=Amount(124_456_00),
            rest=Amount(123_456_00),
        ),
        note("odd-rest", Place(who="P01", when="2027"), who="P01", rest=Amount(40), quantum=Amount(100_00), unit="U01"),
    ]
