"""The sample company's 800 customers: where they are, who looks after them, how much they buy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .dice import Dice, Wheel
from .organisation import KEY_ACCOUNTS, LEAVES, TEAMS, City, Item, Member, Team
from .vocabulary import BRAND_HEADS, BRAND_TAILS, HABITS, ROADS, TRADES, TRAITS, Text

COUNT = 800
SMALL, MIDDLE, LARGE = 0, 1, 2
VISIT_EVERY_DAYS = {SMALL: 60, MIDDLE: 30, LARGE: 14}
ORDERS_A_YEAR = {SMALL: 220, MIDDLE: 390, LARGE: 740}
"""Hundredths, in a year of ordinary business."""

WORTH = {SMALL: 1, MIDDLE: 4, LARGE: 14}
"""What a customer brings, roughly."""


@dataclass(frozen=True, slots=True)
class Client:
    id: str
    name: Text
    owner: str
    team: str
    stage: str
    size: int
    city: City
    address: Text
    latitude: int
    longitude: int
    traits: Text
    habits: Text
    first_day: date
    """From when it buys; of a future customer the end of time."""
    last_day: date
    mix: tuple[Item, ...]


def clients(people: list[Member]) -> list[Client]:
    """About five in nine buy today, one in six did once, the others may one day."""
    dice = Dice("customers")
    names = _names(dice)
    sizes, products = Wheel((58, 34, 8)), Wheel([item.asked_for for item in LEAVES])
    teams = Wheel([team.people for team in TEAMS])
    found: list[Client] = []
    load: dict[str, int] = {}
    for number, (brand, trade) in enumerate(names, start=1):
        team = TEAMS[teams.spin(dice) or 0]
        size = sizes.spin(dice) or 0
        stage = dice.pick(("current",) * 10 + ("past",) * 3 + ("future",) * 5)
        city = dice.pick(team.cities)
        first, last = _life(dice, stage)
        mix = {LEAVES[products.spin(dice) or 0] for _ in range(2 + size)}
        road, house = dice.pick(ROADS), dice.between(1, 399)
        found.append(
            Client(
                f"C{number:04d}",
                (f"{city.name[0]}{brand[0]}{trade[0]}有限公司", f"{city.name[1]} {brand[1]} {trade[1]} Co., Ltd."),
                _owner(dice, people, team, size, load if stage == "current" else {}), team.id, stage, size, city,
                (f"{city.name[0]}市{road[0]}{house}号", f"{house} {road[1]}, {city.name[1]}"),
                city.latitude + dice.near(-1500, 1500), city.longitude + dice.near(-1500, 1500),
                dice.pick(TRAITS), dice.pick(HABITS), first, last,
                tuple(sorted(mix, key=lambda item: item.id)),
            )
        )  # fmt: skip
    return found


def _names(dice: Dice) -> list[tuple[Text, Text]]:
    """Brands and trades, no pair twice."""
    pairs: dict[str, tuple[Text, Text]] = {}
    while len(pairs) < COUNT:
        head, tail, trade = dice.pick(BRAND_HEADS), dice.pick(BRAND_TAILS), dice.pick(TRADES)
        pairs.setdefault(head[0] + tail[0] + trade[0], ((head[0] + tail[0], head[1] + tail[1]), trade))
    return list(pairs.values())


def _life(dice: Dice, stage: str) -> tuple[date, date]:
    if stage == "future":
        return date.max, date.max
    if stage == "past":
        return date(2022, 1, 1), date(dice.between(2024, 2025), dice.between(3, 10), 28)
    # Over half of today's customers were won within the three years.
    if dice.chance(58):
        return date(dice.between(2024, 2026), dice.between(1, 12), dice.between(1, 28)), date.max
    return date(2022, 1, 1), date.max


def _owner(dice: Dice, people: list[Member], team: Team, size: int, load: dict[str, int]) -> str:
    """Mostly whoever of the team has the least to do, measured by skill and time; `load` is kept."""
    here = [
        p for p in people
        if p.unit == team.id and p.start <= date(2026, 12, 31) and (p.end is None or p.end > date(2026, 12, 31))
    ]  # fmt: skip
    if team.region == "W" and size == LARGE and dice.chance(40):
        return next(p.id for p in people if p.unit == "W")
    if size == LARGE and dice.chance(35):
        owner = next(p for p in here if p.role == KEY_ACCOUNTS)
    elif dice.chance(25):
        owner = dice.pick(here)
    else:
        owner = min(here, key=lambda p: (load.get(p.id, 0) * 1000 // _room(p), p.id))
    load[owner.id] = load.get(owner.id, 0) + WORTH[size]
    return owner.id


def _room(person: Member) -> int:
    share = 50 if person.ramp else 100
    return max(int(person.skill * person.capacity) * share, 1)
