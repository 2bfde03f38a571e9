"""Visits of the sample company: weekly reports at first, customer by customer since it has a CRM system (2026)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from targetree.engine.periods import days_between

from .clients import LARGE, MIDDLE, SMALL, Client
from .days import LAST, TOLD_FROM, is_working
from .dice import Dice, Wheel
from .organisation import LEADER, REGION_HEAD, Member
from .trade import seller_on

A_DAY = 215
"""Visits of a seller on a working day, hundredths."""
PROSPECTS = 25
"""Per cent of the visits that go to those who are no customers yet."""
COLD = 62
"""Cold visits, per cent of the visits; they are no visits yet."""
CRM_SINCE = 2026
ATTENTION = {SMALL: 2, MIDDLE: 5, LARGE: 12}


@dataclass(frozen=True, slots=True)
class Tally:
    day: date
    person: str
    customer: str | None
    measure: str
    count: int


def visits(people: Sequence[Member], clients: Sequence[Client]) -> Iterator[Tally]:
    """All visits (`visits`), of which to customers (`return_visits`, by month), and cold visits by month."""
    dice = Dice("visits")
    months: dict[date, list[date]] = {}
    for day in days_between(TOLD_FROM, LAST):
        if is_working(day):
            months.setdefault(day.replace(day=1), []).append(day)
    for month, days in months.items():
        served: dict[str, list[Client]] = {}
        for client in clients:
            if month.year >= CRM_SINCE and client.first_day <= month <= client.last_day:
                served.setdefault(seller_on(client, days[-1], people), []).append(client)
        for person in people:
            own = [d for d in days if person.start <= d and (person.end is None or d <= person.end)]
            if person.carries and own:
                yield from _month(dice, person, own, served.get(person.id, []))


def _month(dice: Dice, person: Member, days: list[date], customers: list[Client]) -> Iterator[Tally]:
    manages = person.role in {LEADER, REGION_HEAD}
    pace = int(A_DAY * person.capacity) * (60 if manages else 100) * (60 + person.skill * 4 // 10) // 10_000
    named = days[0].year >= CRM_SINCE
    count = pace * len(days) * dice.between(90, 110) // 10_000
    prospects = count * dice.between(PROSPECTS - 6, PROSPECTS + 6) // 100 if customers or not named else count
    calls = count - prospects
    if named:
        wheel = Wheel([ATTENTION[c.size] for c in customers])
        by_customer = Counter(customers[wheel.spin(dice) or 0].id for _ in range(calls))
        for customer in sorted(by_customer):
            yield Tally(dice.pick(days), person.id, customer, "visits", by_customer[customer])
    reports = 4 if named else 2
    unnamed = prospects if named else count
    for part in range(reports):
        some = unnamed * (part + 1) // reports - unnamed * part // reports
        if some:
            yield Tally(days[len(days) * (part + 1) // reports - 1], person.id, None, "visits", some)
    cold = count * dice.between(COLD - 8, COLD + 8) // 100
    for measure, done in (("cold_visits", cold), ("return_visits", calls * dice.between(85, 97) // 100)):
        if done:
            yield Tally(days[-1], person.id, None, measure, done)
