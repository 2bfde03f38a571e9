"""What the sample company's management has written down: strategy, targets, calendar, market, rewards, funnel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from targetree.engine.periods import days_between

from .vocabulary import Text

Row = dict[str, object]
"""By column slug; a pair of texts is (中文, English)."""


@dataclass(frozen=True, slots=True)
class LastYear:
    """2026, money in 元."""

    bookings: int
    west: int
    vision: int
    pilot_team: int
    key_account: int
    cash: int
    signings: int
    new_customers: int
    visits: int


PILOT_TEAM, KEY_ACCOUNT = "S1", "1108"

COMPANY: tuple[tuple[str, object], ...] = (
    ("name", ("远岫工业自动化有限公司（示例）", "Yuanxiu Industrial Automation (sample)")),
    ("plan_year", 2027), ("year_start", date(2027, 1, 1)), ("currency", "CNY"), ("country", "CN"),
    ("amount_unit", ("元", "1")), ("round_to", 1000), ("basis", "history"), ("seasonality", "workday"),
)  # fmt: skip

STRATEGY: tuple[tuple[str, Text, str, str, str], ...] = (
    ("ST1", ("开门红：一季度把老客户的年度框架协议签下来", "A strong start: sign the year's frame contracts"),
        "2027-Q1", "bookings", "HQ"),
    ("ST2", ("视觉突破：机器视觉成为第二增长曲线", "Machine vision becomes the second engine of growth"),
        "2027-Q2", "bookings", "HQ"),
    ("ST3", ("西进：中西部增速高于全国", "Go west: grow faster there than anywhere else"), "2027-Q3", "bookings", "W"),
    ("ST4", ("现金为王：回款增速不低于签约增速", "Cash first: collect as fast as we sign"),
        "2027-Q4", "cash_collected", "HQ"),
)  # fmt: skip

_HEAD_OFFICE: Text = ("总经办", "head office")


def targets(last: LastYear) -> list[Row]:
    """The company's year, and what else is fixed: a region, a product, a month, a person; one starting value."""
    total = _steps(last.bookings * 115 // 100, 1_000_000)
    return [
        _target("bookings", total, ("全年签约增长15%", "15 % more than last year"), strategy="ST1"),
        _target("bookings", _steps(last.west * 122 // 100, 100_000),
            ("中西部战略市场，增长22%", "strategic market, 22 % more"), who="W", strategy="ST3"),
        _target("bookings", _steps(last.vision * 140 // 100, 100_000),
            ("机器视觉增长40%", "machine vision, 40 % more"), what="P22", strategy="ST2"),
        _target("bookings", _steps(total * 38 // 1000, 100_000),
            ("春节在2月6日，客户停工两周以上", "Spring Festival on 6 February, customers close for over two weeks"),
            when="2027-02"),
        _target("bookings", _steps(last.key_account * 110 // 100, 10_000),
            ("大客户框架协议已谈定", "frame contracts agreed"), who=KEY_ACCOUNT, expires=date(2027, 6, 30)),
        _target("bookings", _steps(last.pilot_team * 118 // 100, 100_000),
            ("主管自报数，作参考，不锁定", "the leader's own figure, a starting point"), who=PILOT_TEAM, hold="no"),
        _target("cash_collected", _steps(last.cash * 115 // 100, 1_000_000),
            ("回款与签约同步增长", "cash grows as bookings do"), strategy="ST4"),
        _target("signings", _steps(last.signings * 110 // 100, 10), ("签约数增长10%", "10 % more contracts")),
        _target("new_customers", _steps(last.new_customers * 125 // 100, 5),
            ("新客户增长25%，为下一年蓄水", "25 % more, they feed the year after"), strategy="ST2"),
        _target("visits", _steps(last.visits * 105 // 100, 100), ("人均每月40次以上", "over 40 a month each")),
    ]  # fmt: skip


def _target(measure: str, amount: int, reason: Text, **more: object) -> Row:
    return {"measure": measure, "who": None, "what": None, "when": "2027", "amount": amount, "hold": "yes",
            "reason": reason, "owner": _HEAD_OFFICE, "expires": None, "strategy": None} | more  # fmt: skip


def _steps(amount: int, step: int) -> int:
    return (amount + step // 2) // step * step


def calendar() -> Iterator[Row]:
    """Company days, a region's fair, and people's leave."""

    def off(first: date, last: date, who: str | None, note: Text) -> Iterator[Row]:
        for day in days_between(first, last):
            if day.weekday() < 5:
                yield {"date": day, "working": "no", "who": who, "note": note}

    yield from off(date(2027, 1, 22), date(2027, 1, 22), None, ("公司年会", "annual meeting"))
    yield from off(date(2027, 2, 3), date(2027, 2, 4), None, ("春节提前放假", "Spring Festival closing, early"))
    yield from off(date(2027, 7, 15), date(2027, 7, 16), None, ("半年度经营会", "half-year review"))
    yield {"date": date(2027, 12, 25), "working": "yes", "who": None, "note": ("年终冲刺加班", "year-end push")}
    yield from off(date(2027, 5, 20), date(2027, 5, 21), "S", ("华南客户技术交流会", "South China customer days"))
    yield from off(date(2027, 4, 12), date(2027, 8, 27), "1214", ("产假", "maternity leave"))
    yield from off(date(2027, 5, 10), date(2027, 5, 21), "1309", ("婚假", "marriage leave"))
    yield from off(date(2027, 3, 15), date(2027, 3, 19), "1408", ("原厂培训", "training at the maker's"))


MARKET: tuple[tuple[str, str, Text, Text], ...] = (
    ("E", "P12", ("外资A品牌", "foreign brand A"), ("伺服降价8%，绑定PLC一起卖", "8 % off servos bought with PLCs")),
    ("E", "P22", ("国产B品牌", "domestic brand B"), ("免费试用三个月，抢样机位", "free trial for three months")),
    ("E", "P3", ("本地集成商", "local integrators"), ("改造项目低价切入，售后弱", "cheap retrofits, weak service")),
    ("S", "P11", ("国产C品牌", "domestic brand C"), ("变频器账期放到90天", "90 days' credit on inverters")),
    ("S", "P12", ("外资A品牌", "foreign brand A"), ("3C客户由原厂直供", "supplies electronics makers directly")),
    ("S", "P21", ("国产D品牌", "domestic brand D"), ("小传感器打价格战，低20%", "small sensors 20 % cheaper")),
    ("N", "P13", ("外资E品牌", "foreign brand E"), ("汽车行业指定品牌，替换难", "specified by car makers")),
    ("N", "P23", ("国产F品牌", "domestic brand F"), ("石化客户已入围，年底集中招标", "listed by refineries")),
    ("N", "P34", ("设备原厂", "machine makers"), ("维保与设备捆绑销售", "sell maintenance with the machine")),
    ("W", "P22", ("国产B品牌", "domestic brand B"), ("在成都设了演示中心", "shows its systems in Chengdu")),
    ("W", "P31", ("本地柜厂", "local cabinet makers"), ("交期只要两周", "delivers in two weeks")),
    ("W", "P1", ("国产C品牌", "domestic brand C"), ("发展二级经销商，下沉到县", "appoints dealers in the counties")),
)

REWARDS: tuple[tuple[str, Text | None, str, str | None, str, int | None, str | None], ...] = (
    ("bookings", ("客户经理", "account manager"), "0.8", "1", "reward", None, "0.006"),
    ("bookings", ("客户经理", "account manager"), "1", "1.2", "reward", None, "0.01"),
    ("bookings", ("客户经理", "account manager"), "1.2", None, "reward", None, "0.014"),
    ("bookings", ("大客户经理", "key account manager"), "0.8", "1", "reward", None, "0.004"),
    ("bookings", ("大客户经理", "key account manager"), "1", None, "reward", None, "0.008"),
    ("bookings", ("销售主管", "team leader"), "1", None, "reward", 30_000, None),
    ("bookings", None, "0", "0.6", "penalty", 3_000, None),
    ("cash_collected", None, "1", None, "reward", None, "0.002"),
    ("cash_collected", None, "0", "0.8", "penalty", 2_000, None),
    ("new_customers", None, "1", None, "reward", 5_000, None),
)
"""Measure, role, from and to which attainment, kind, amount, rate."""

FUNNEL: tuple[tuple[str | None, str, str, str, int], ...] = (
    (None, "cold_visits", "visits", "0.4", 14),
    (None, "visits", "opportunities", "0.14", 20),
    (None, "opportunities", "signings", "0.42", 45),
    (None, "signings", "cash_collected", "0.97", 60),
    ("W", "visits", "opportunities", "0.12", 25),
    ("W", "opportunities", "signings", "0.38", 55),
)


def rewards() -> Iterator[Row]:
    for measure, role, low, high, kind, amount, rate in REWARDS:
        yield {
            "measure": measure, "role": role, "from_attainment": Decimal(low),
            "to_attainment": Decimal(high) if high else None, "kind": kind, "amount": amount,
            "rate": Decimal(rate) if rate else None,
        }  # fmt: skip
