"""The sample company as the tables of a planning book: about 60 people, 12 products, 800 customers, three years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from . import plans
from .clients import LARGE, MIDDLE, SMALL, VISIT_EVERY_DAYS, Client, clients
from .days import TOLD_FROM
from .dice import Dice
from .organisation import COMPANY, LEADER, PRODUCTS, REGION_HEAD, REGIONS, TEAMS, Member, members
from .pipeline import leads
from .plans import LastYear, Row
from .trade import CONTRACT_FROM, Order, Payment, first_orders, orders, payments
from .visits import Tally, visits
from .words import in_language

YEAR = 2026


def tables(lang: str = "zh") -> dict[str, list[dict[str, object]]]:
    """The sample book by table and column slugs of the planning book, in Chinese (`zh`) or English (`en`).

    Amounts are int or Decimal in 元, dates are dates, blanks are None; the words of closed lists and
    names of measures are in the language. The same on every machine, whenever it is asked for.
    """
    people = members()
    customers = clients(people)
    signed = orders(customers, people)
    paid = payments(signed)
    seen = list(visits(people, customers))
    told = [order for order in signed if order.day >= TOLD_FROM]
    won = first_orders(signed)
    book: dict[str, Iterable[Row]] = {
        "company": ({"setting": slug, "value": value} for slug, value in plans.COMPANY),
        "units": _units(people),
        "people": map(_person, people),
        "products": ({"id": i.id, "name": i.name, "parent": i.parent or None, "price": i.price} for i in PRODUCTS),
        "measures": (),
        "targets": plans.targets(_last_year(told, paid, won, seen, people)),
        "strategy": (
            dict(zip(("id", "statement", "quarter", "measure", "unit"), row, strict=True)) for row in plans.STRATEGY
        ),
        "customers": _customers(customers),
        "opportunities": (
            {
                "id": lead.id, "customer": lead.client.id, "owner": lead.owner, "product": lead.item.id,
                "amount": lead.amount, "stage": lead.stage, "win_probability": Decimal(lead.percent) / 100,
                "expected_close": lead.expected, "created": lead.created, "closed": lead.closed,
                "outcome": lead.outcome or None, "reason": lead.reason,
            }
            for lead in leads(customers, signed)
        ),
        "actuals": _actuals(told, paid, won, seen),
        "calendar": plans.calendar(),
        "funnel": (
            {"who": who, "from": first, "to": then, "rate": Decimal(rate), "days": days}
            for who, first, then, rate, days in plans.FUNNEL
        ),
        "receivables": _receivables(paid),
        "market": (
            {"who": who, "what": what, "competitor": competitor, "note": note}
            for who, what, competitor, note in plans.MARKET
        ),
        "rewards": plans.rewards(),
    }  # fmt: skip
    return {table: in_language(table, rows, lang) for table, rows in book.items()}


def _units(people: Sequence[Member]) -> Iterator[Row]:
    head = {p.unit: p.id for p in people if p.role in {LEADER, REGION_HEAD}}
    name = ("远岫工业自动化", "Yuanxiu Industrial Automation")
    yield {"id": COMPANY, "name": name, "parent": None, "manager": people[0].id, "over_assign": None}
    for region, name in REGIONS.items():
        more = Decimal("1.05") if region == "S" else None
        yield {"id": region, "name": name, "parent": COMPANY, "manager": head[region], "over_assign": more}
    for team in TEAMS:
        yield {"id": team.id, "name": team.name, "parent": team.region, "manager": head[team.id], "over_assign": None}


def _person(person: Member) -> Row:
    return {
        "id": person.id, "name": person.name, "unit": person.unit, "role": person.role, "start_date": person.start,
        "end_date": person.end, "capacity": person.capacity, "ramp": person.ramp or None, "weight": None,
        "carries": "yes" if person.carries else "no",
    }  # fmt: skip


def _customers(customers: Sequence[Client]) -> Iterator[Row]:
    dice = Dice("what customers may bring")
    repeat = {SMALL: (45, 70), MIDDLE: (60, 85), LARGE: (75, 95)}
    for client in customers:
        again = dice.between(10, 30) if client.stage == "past" else dice.between(*repeat[client.size])
        hoped = dice.between(3, 12) * (1, 3, 8)[client.size] * 10_000
        future = client.stage == "future"
        yield {
            "id": client.id, "name": client.name, "owner": client.owner, "stage": client.stage,
            "traits": client.traits, "habits": client.habits, "city": client.city.name, "address": client.address,
            "latitude": Decimal(client.latitude) / 10_000, "longitude": Decimal(client.longitude) / 10_000,
            "visit_every_days": 90 if client.stage == "past" else VISIT_EVERY_DAYS[client.size],
            "repeat_rate": None if future else Decimal(again) / 100,
            "expected_amount": hoped if future and dice.chance(45) else None,
        }  # fmt: skip


def _actuals(
    signed: Sequence[Order], paid: Sequence[Payment], won: Sequence[Order], seen: Sequence[Tally]
) -> list[Row]:
    rows: list[tuple[date, int, Row]] = []

    def add(rank: int, day: date, order: Order, measure: str, amount: int) -> None:
        rows.append((day, rank, _actual(day, order.seller, order.client.id, order.item.id, measure, amount)))

    for order in signed:
        add(0, order.day, order, "bookings", order.amount)
        if order.amount >= CONTRACT_FROM:
            add(1, order.day, order, "signings", 1)
    for order in won:
        add(2, order.day, order, "new_customers", 1)
    for payment in paid:
        if payment.day is not None and payment.day >= TOLD_FROM:
            add(3, payment.day, payment.order, "cash_collected", payment.amount)
    for tally in seen:
        row = _actual(tally.day, tally.person, tally.customer, None, tally.measure, tally.count)
        rows.append((tally.day, 4, row))
    rows.sort(key=lambda row: row[:2])
    return [row for _, _, row in rows]


def _actual(day: date, person: str, customer: str | None, product: str | None, measure: str, amount: int) -> Row:
    return {"date": day, "person": person, "customer": customer, "product": product, "measure": measure,
            "amount": amount}  # fmt: skip


def _receivables(paid: Sequence[Payment]) -> Iterator[Row]:
    """Instalments of which something is open, those that came in by half with what came."""
    half = {(p.order.contract, p.due): p.amount for p in paid if p.day is not None}
    for payment in sorted((p for p in paid if p.day is None), key=lambda p: (p.due, p.order.contract)):
        had = half.get((payment.order.contract, payment.due), 0)
        yield {
            "contract": payment.order.contract, "customer": payment.order.client.id,
            "owner": payment.order.client.owner, "due_date": payment.due, "amount": payment.amount + had,
            "paid": had or None,
        }  # fmt: skip


def _last_year(
    signed: Sequence[Order], paid: Sequence[Payment], won: Sequence[Order], seen: Sequence[Tally],
    people: Sequence[Member],
) -> LastYear:  # fmt: skip
    recent = [order for order in signed if order.day.year == YEAR]
    unit = {p.id: p.unit for p in people}
    return LastYear(
        bookings=sum(o.amount for o in recent),
        west=sum(o.amount for o in recent if unit[o.seller][0] == "W"),
        vision=sum(o.amount for o in recent if o.item.id == "P22"),
        pilot_team=sum(o.amount for o in recent if unit[o.seller] == plans.PILOT_TEAM),
        key_account=sum(o.amount for o in recent if o.seller == plans.KEY_ACCOUNT),
        cash=sum(p.amount for p in paid if p.day is not None and p.day.year == YEAR),
        signings=sum(o.amount >= CONTRACT_FROM for o in recent),
        new_customers=sum(o.day.year == YEAR for o in won),
        visits=sum(t.count for t in seen if t.measure == "visits" and t.day.year == YEAR),
    )
