"""Three years of the sample company's orders and of the money that came in for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .clients import LARGE, ORDERS_A_YEAR, Client
from .days import FIRST, LAST, TOLD_FROM, is_working, next_working, offset, season
from .dice import Dice
from .organisation import LEADER, LEAVES, Item, Member

BUSINESS = {2023: 100, 2024: 106, 2025: 113, 2026: 127}
"""Orders of the same customers, per cent of 2023."""
BY_INSTALMENTS = 200_000
"""From this amount on, and for systems: 30 % at signing, 30 % at delivery, 30 % at acceptance, 10 % a year later."""
CONTRACT_FROM = 80_000
"""Smaller orders run under a frame contract; larger ones are contracts of their own, counted as signings."""
INSTALMENTS = ((0, 30), (45, 30), (120, 30), (365, 10))
"""Days after signing, per cent."""
ONCE_IN_A_LIFETIME = (date(2025, 8, 19), 9_600_000)
"""A big exporter's new hall: an order that no plan should expect again."""


@dataclass(frozen=True, slots=True)
class Order:
    contract: str
    day: date
    client: Client
    seller: str
    item: Item
    amount: int
    """元."""


@dataclass(frozen=True, slots=True)
class Payment:
    """One instalment of an order; `day` is None while it is open."""

    order: Order
    due: date
    amount: int
    day: date | None


def orders(clients: Sequence[Client], people: Sequence[Member]) -> list[Order]:
    """All orders from `FIRST` on, in order of time."""
    dice = Dice("orders")
    drawn: list[tuple[date, Client, Item, int]] = []
    for client in clients:
        for year, business in BUSINESS.items():
            first, last = max(client.first_day, date(year, 1, 1)), min(client.last_day, date(year, 12, 31))
            if first > last:
                continue
            seller = next(p for p in people if p.id == client.owner)
            share = business * seller.skill * ((last - first).days + 1) // 365
            for _ in range(dice.times(ORDERS_A_YEAR[client.size] * share // 10_000)):
                item = dice.pick(client.mix)
                place = season(item.parent).spin(dice, offset(first), offset(last) + 1)
                if place is not None:
                    pieces = dice.between(*item.pieces[client.size])
                    amount = (item.price or 0) * pieces * dice.between(86, 100) // 1000 * 10
                    drawn.append((FIRST + timedelta(days=place), client, item, amount))
    big = next(c for c in clients if c.size == LARGE and c.stage == "current" and c.team == "S1")
    drawn.append((ONCE_IN_A_LIFETIME[0], big, next(i for i in LEAVES if i.id == "P32"), ONCE_IN_A_LIFETIME[1]))
    drawn.sort(key=lambda order: (order[0], order[1].id, order[2].id, order[3]))
    serial = dict.fromkeys(BUSINESS, 0)
    found = []
    for day, client, item, amount in drawn:
        serial[day.year] += 1
        contract = f"HT{day.year}-{serial[day.year]:04d}"
        found.append(Order(contract, day, client, seller_on(client, day, people), item, amount))
    return found


def seller_on(client: Client, day: date, people: Sequence[Member]) -> str:
    """Who looked after the customer then: before its owner came, whoever left the team since, or the team's leader."""
    owner = next(p for p in people if p.id == client.owner)
    if owner.start <= day:
        return owner.id
    gone = [p.id for p in people if p.unit == client.team and p.end and p.start <= day <= p.end and p.end <= LAST]
    return gone[0] if gone else next(p.id for p in people if p.unit == client.team and p.role == LEADER)


def payments(signed: Sequence[Order]) -> list[Payment]:
    """What was due for the orders: most comes in on time, some late, some is open at the end of 2026."""
    dice = Dice("payments")
    found: list[Payment] = []
    for order in signed:
        if order.amount >= BY_INSTALMENTS or order.item.id in {"P31", "P32"}:
            parts = [(days, order.amount * percent // 100) for days, percent in INSTALMENTS]
        else:
            parts = [(0 if "款到发货" in order.client.habits[0] else 60, order.amount)]
        parts[-1] = (parts[-1][0], order.amount - sum(amount for _, amount in parts[:-1]))
        for days, amount in parts:
            due = order.day + timedelta(days=days)
            luck = dice.below(100)
            late = dice.between(0, 4) if luck < 62 else dice.between(5, 30) if luck < 92 else dice.between(31, 110)
            payment = Payment(order, due, amount, next_working(due + timedelta(days=late)))
            half = amount // 20 * 10
            if payment.day is None and due <= LAST and dice.chance(30) and half and (paid := _by(LAST, due)):
                found.append(replace(payment, amount=half, day=paid))
                payment = replace(payment, amount=amount - half)
            found.append(payment)
    return found


def _by(last: date, first: date) -> date | None:
    """The last working day up to `last`, None where it is before `first`."""
    while last >= first:
        if is_working(last):
            return last
        last -= timedelta(days=1)
    return None


def first_orders(signed: Sequence[Order]) -> list[Order]:
    """The orders by which customers were won in the years that are told."""
    seen: set[str] = set()
    found = []
    for order in signed:
        if order.client.id not in seen:
            seen.add(order.client.id)
            if order.day >= TOLD_FROM and order.client.first_day >= TOLD_FROM:
                found.append(order)
    return found
