"""The sample company's regions, teams, people and products."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from .dice import Dice
from .vocabulary import GIVEN, SURNAMES, Text

COMPANY = "HQ"


@dataclass(frozen=True, slots=True)
class City:
    name: Text
    latitude: int
    """Ten-thousandths of a degree."""
    longitude: int


@dataclass(frozen=True, slots=True)
class Team:
    id: str
    name: Text
    people: int
    """Its leader included."""
    cities: tuple[City, ...]

    @property
    def region(self) -> str:
        return self.id[0]


REGIONS: dict[str, Text] = {
    "E": ("华东大区", "East China"),
    "S": ("华南大区", "South China"),
    "N": ("华北大区", "North China"),
    "W": ("中西部大区", "Central and West China"),
}
TEAMS: tuple[Team, ...] = (
    Team("E1", ("上海组", "Shanghai"), 6, (City(("上海", "Shanghai"), 312300, 1214700),)),
    Team("E2", ("苏锡组", "Suzhou and Wuxi"), 7,
        (City(("苏州", "Suzhou"), 313000, 1205800), City(("无锡", "Wuxi"), 314900, 1203100))),
    Team("E3", ("浙江组", "Zhejiang"), 5,
        (City(("杭州", "Hangzhou"), 302700, 1201500), City(("宁波", "Ningbo"), 298700, 1215400))),
    Team("S1", ("深圳组", "Shenzhen"), 6, (City(("深圳", "Shenzhen"), 226000, 1140600),)),
    Team("S2", ("莞惠组", "Dongguan and Huizhou"), 5,
        (City(("东莞", "Dongguan"), 230200, 1137500), City(("惠州", "Huizhou"), 231100, 1144200))),
    Team("S3", ("广佛组", "Guangzhou and Foshan"), 5,
        (City(("广州", "Guangzhou"), 231300, 1132600), City(("佛山", "Foshan"), 230200, 1131200))),
    Team("N1", ("京津组", "Beijing and Tianjin"), 6,
        (City(("北京", "Beijing"), 399000, 1164100), City(("天津", "Tianjin"), 391300, 1172000))),
    Team("N2", ("山东组", "Shandong"), 4,
        (City(("青岛", "Qingdao"), 360700, 1203800), City(("济南", "Jinan"), 366500, 1171200))),
    Team("W1", ("成渝组", "Chengdu and Chongqing"), 6,
        (City(("成都", "Chengdu"), 305700, 1040700), City(("重庆", "Chongqing"), 295600, 1065500))),
    Team("W2", ("武汉西安组", "Wuhan and Xi'an"), 4,
        (City(("武汉", "Wuhan"), 305900, 1143100), City(("西安", "Xi'an"), 343400, 1089400))),
)  # fmt: skip

DIRECTOR: Text = ("销售总监", "sales director")
REGION_HEAD: Text = ("大区经理", "regional manager")
LEADER: Text = ("销售主管", "team leader")
KEY_ACCOUNTS: Text = ("大客户经理", "key account manager")
SELLER: Text = ("客户经理", "account manager")
SUPPORT: Text = ("商务专员", "sales support")


@dataclass(frozen=True, slots=True)
class Member:
    id: str
    name: Text
    unit: str
    role: Text
    start: date
    end: date | None = None
    capacity: Decimal = Decimal(1)
    ramp: str = ""
    carries: bool = True
    skill: int = 100
    """Per cent of what another would sell to the same customers."""


@dataclass(frozen=True, slots=True)
class _Special:
    start: date | None = None
    end: date | None = None
    capacity: Decimal = Decimal(1)
    ramp: str = ""


SPECIALS: dict[tuple[str, int], _Special] = {
    ("E2", 5): _Special(end=date(2026, 10, 30)),
    ("E2", 6): _Special(start=date(2026, 11, 2), ramp="25/50/75"),
    ("E3", 4): _Special(capacity=Decimal("0.5")),
    ("S1", 5): _Special(start=date(2026, 12, 1), ramp="25/50/75"),
    ("S2", 4): _Special(end=date(2027, 6, 30)),
    ("N1", 5): _Special(start=date(2027, 3, 1), ramp="20/40/60/80"),
    ("W1", 5): _Special(start=date(2027, 5, 6), ramp="30/60"),
    ("W2", 3): _Special(start=date(2025, 7, 1)),
}
"""Position in the team of those whose year is not an ordinary one: who left, joins, leaves, works half."""


@dataclass(frozen=True, slots=True)
class Item:
    id: str
    name: Text
    parent: str = ""
    price: int | None = None
    """元."""
    pieces: tuple[tuple[int, int], ...] = ()
    """Pieces of an order by size of customer: small, middle, large."""
    asked_for: int = 0
    """Relative number of orders."""


PRODUCTS: tuple[Item, ...] = (
    Item("P1", ("驱动与控制", "Drives and control")),
    Item("P11", ("变频器", "Frequency inverters"), "P1", 4_800, ((3, 10), (8, 24), (18, 52)), 18),
    Item("P12", ("伺服系统", "Servo systems"), "P1", 9_600, ((2, 8), (5, 16), (10, 34)), 16),
    Item("P13", ("PLC控制器", "PLCs"), "P1", 6_500, ((3, 9), (6, 18), (12, 38)), 14),
    Item("P14", ("运动控制器", "Motion controllers"), "P1", 12_000, ((1, 5), (3, 10), (6, 20)), 8),
    Item("P2", ("传感与视觉", "Sensing and vision")),
    Item("P21", ("光电传感器", "Photoelectric sensors"), "P2", 320, ((50, 150), (120, 360), (260, 780)), 13),
    Item("P22", ("机器视觉系统", "Machine vision"), "P2", 58_000, ((1, 2), (1, 3), (2, 6)), 5),
    Item("P23", ("压力变送器", "Pressure transmitters"), "P2", 1_450, ((10, 36), (26, 86), (60, 190)), 8),
    Item("P24", ("安全光幕", "Safety light curtains"), "P2", 3_600, ((4, 12), (8, 28), (20, 60)), 7),
    Item("P3", ("系统与服务", "Systems and services")),
    Item("P31", ("成套电控柜", "Control cabinets"), "P3", 86_000, ((1, 1), (1, 3), (2, 5)), 7),
    Item("P32", ("产线改造", "Line retrofits"), "P3", 260_000, ((1, 1), (1, 1), (1, 2)), 2),
    Item("P33", ("备件包", "Spare-parts kits"), "P3", 15_000, ((1, 4), (2, 7), (4, 12)), 9),
    Item("P34", ("年度维保", "Annual maintenance"), "P3", 48_000, ((1, 1), (1, 2), (2, 4)), 4),
)
LEAVES = tuple(item for item in PRODUCTS if item.parent)


def members() -> list[Member]:
    """60 people: the director, four regional managers, sales support, and ten teams with their leaders."""
    dice = Dice("people")
    taken: set[str] = set()
    people = [
        Member("1001", _name(dice, taken), COMPANY, DIRECTOR, _joined(dice), carries=False),
        Member("1002", _name(dice, taken), COMPANY, SUPPORT, _joined(dice), carries=False),
    ]
    for number, region in enumerate(REGIONS, start=1):
        # The youngest region's manager looks after customers of her own.
        sells = region == "W"
        people.append(
            Member(f"1{number}00", _name(dice, taken), region, REGION_HEAD, _joined(dice), carries=sells, skill=90)
        )
        serial = 0
        for team in (t for t in TEAMS if t.region == region):
            for position in range(team.people):
                serial += 1
                special = SPECIALS.get((team.id, position), _Special())
                role = (LEADER, KEY_ACCOUNTS)[position] if position < 2 else SELLER
                people.append(
                    Member(
                        f"1{number}{serial:02d}", _name(dice, taken), team.id, role, special.start or _joined(dice),
                        special.end, Decimal("0.6") if role == LEADER else special.capacity, special.ramp,
                        skill=dice.near(75, 130),
                    )
                )  # fmt: skip
    return people


def _name(dice: Dice, taken: set[str]) -> Text:
    while True:
        surname, given = dice.pick(SURNAMES), dice.pick(GIVEN)
        if surname[0] + given[0] not in taken:
            taken.add(surname[0] + given[0])
            return surname[0] + given[0], f"{surname[1]} {given[1]}"


def _joined(dice: Dice) -> date:
    day = date(2014, 1, 1) + timedelta(days=dice.below(3200))
    return day - timedelta(days=max(day.weekday() - 4, 0))
