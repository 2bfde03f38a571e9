"""My page: the next step, the number of the year and what it is now, where it comes from, and how it stands with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from django.utils import timezone

from targetree.engine.money import SCALES
from targetree.engine.periods import MONTHS
from targetree.services.access import Actor, require, use_case
from targetree.services.agreement.answers import Answer
from targetree.services.agreement.commitments import Said
from targetree.services.days.times import Times, times_of
from targetree.services.days.working_days import DaysBelow, days_below
from targetree.services.errors import Missing
from targetree.services.reasons.receipts import StatementServed, statement_of
from targetree.services.tree.actuals import ActualMonths, actual_months
from targetree.services.tree.customers_of import CustomerRow
from targetree.services.tree.periods import parts_of_seats
from targetree.services.versioning.showing import Shown, shown_version
from targetree.store.arrays import Ints, rows
from targetree.store.mapping.sheet_cells import sheet_cells, tree_of

from .customers_of_own import customers_of_own
from .my_places import MyPlace, places_of, places_of_person
from .my_plan import PlanCard, plan_card
from .my_steps import NextStep, Waiting, next_step, waiting_for
from .products_of import ProductPart, products_of
from .role_card import RoleCard, own_role_card, role_card


@dataclass(frozen=True)
class MyMeasure:
    """One number that is carried. Amounts in the smallest unit of the measure."""

    sheet: int
    code: str
    name: str
    builtin: bool
    kind: str
    scale: int
    year: int
    months: tuple[int, ...]
    month: int
    """The month that counts now (`Times.month`)."""
    week: int | None
    day: int | None
    """None where it was not worked out: the other measures of a unit."""
    answer: Answer | None
    waits: bool
    """Whether an answer is asked for: none was given, or the number changed since."""


@dataclass(frozen=True, slots=True)
class Above:
    """A level of the chain: a node, its year, and which part of the year above it is."""

    node: int
    name: str
    kind: str
    year: int
    share: float | None
    """Of the level before; None for the first."""
    padding: int
    """What the unit hands on beyond its own target."""

    @property
    def own(self) -> int:
        """The unit's own target."""
        return self.year - self.padding


@dataclass(frozen=True)
class MyNumber:
    """The chosen measure at the chosen place, with all that explains it."""

    measure: MyMeasure
    chain: tuple[Above, ...]
    statement: StatementServed | None
    actuals: ActualMonths
    products: tuple[ProductPart, ...]
    customers: tuple[CustomerRow, ...]
    said: tuple[Said, ...]
    version_note: str
    plan: PlanCard | None
    """The plan behind it; None: not begun."""

    @property
    def share_of_company(self) -> float:
        return self.measure.year / self.chain[0].year if self.chain and self.chain[0].year else 0.0


@dataclass(frozen=True)
class MyPage:
    """Everything on the page. `number` is None for somebody without a target."""

    shown: Shown | None
    own: bool
    """Whether the one who looks is the one whose page it is."""
    card: RoleCard | None
    places: tuple[MyPlace, ...]
    place: MyPlace | None
    times: Times | None
    estimated: tuple[int, ...]
    measures: tuple[MyMeasure, ...]
    number: MyNumber | None
    step: NextStep | None
    waiting: Waiting | None
    """Of a unit: who has not answered."""


@use_case
def my_page(
    *, actor: Actor, version: int | None = None, person: str = "", at: int | None = None, measure: str = "",
    today: date | None = None,
) -> MyPage:  # fmt: skip
    """The page of the actor, or of a `person` (by code) in the actor's part.

    `at` chooses one of the places (a unit led, a seat), `measure` one of the numbers; what is not there gives way to
    the first. Raises Missing for a person that the actor may not know of.
    """
    if not actor.may("plan"):
        if person and not _is(actor, person):
            raise Missing("not-found")
        return _without_numbers(actor)
    shown = shown_version(actor=actor, chosen=version)
    card = _card(actor, person, shown)
    own = not person or (card is not None and card.person == actor.person_id)
    if shown is None:
        return MyPage(None, own, card, (), None, None, (), (), None, None, None)
    places = places_of_person(actor, shown.version, person) if person else places_of(actor, shown.version)
    place = next((p for p in places if p.node == at), places[0] if places else None)
    if place is None:
        return MyPage(shown, own, card, (), None, None, (), (), None, None, None)
    require(actor, "see_targets", place.path)
    today = today or timezone.localdate()
    days = days_below(shown.version, shown.country, shown.year, place.node)
    times = times_of(shown.year, days.works, today)
    lines = _lines(shown, place)
    measures = _measures(actor, shown, place, lines, times, days, measure)
    chosen = next((m for m in measures if m.code == measure), measures[0] if measures else None)
    if chosen is None:
        return MyPage(shown, own, card, places, place, times, days.estimated, (), None, None, None)
    number = _number(actor, shown, place, lines[chosen.sheet], chosen)
    waiting = waiting_for(actor, chosen.sheet, place) if place.kind == "unit" else None
    step = next_step(actor, shown, place, measures, number.said, waiting, times, number.plan) if own else None
    return MyPage(shown, own, card, places, place, times, days.estimated, measures, number, step, waiting)


def _is(actor: Actor, person: str) -> bool:
    with rows() as cursor:
        cursor.execute("SELECT id FROM people WHERE code = %s", [person])
        found = cursor.fetchone()
    return found is not None and found[0] == actor.person_id


def _without_numbers(actor: Actor) -> MyPage:
    return MyPage(None, True, _card(actor, "", None), (), None, None, (), (), None, None, None)


def _card(actor: Actor, person: str, shown: Shown | None) -> RoleCard | None:
    version = shown.version if shown else None
    if person:
        return role_card(actor=actor, person=person, version=version)
    return own_role_card(actor=actor, version=version)


@dataclass(frozen=True)
class _Line:
    """A sheet of the version at the place: its own cells, and the years on the way from the company."""

    sheet: int
    code: str
    name: str
    builtin: bool
    kind: str
    what_codes: tuple[str, ...]
    what_parents: tuple[int, ...]
    cells: Ints
    """[K, 12]"""
    years: dict[int, tuple[int, int]]
    """(year, padding) by node."""
    answer: Answer | None


def _lines(shown: Shown, place: MyPlace) -> dict[int, _Line]:
    """By sheet, measures in their order; one query."""
    with rows() as cursor:
        cursor.execute("SELECT * FROM targetree_lines_on_way(%s, %s)", [shown.version, place.node])
        found = cursor.fetchall()
    years: dict[int, dict[int, tuple[int, int]]] = {}
    for row in found:
        years.setdefault(row[0], {})[row[7]] = (row[8], row[10] or 0)
    lines = {}
    for sheet, code, name, builtin, kind, codes, parents, node, _, cells, _, *answer in found:
        if node == place.node:
            lines[sheet] = _Line(
                sheet, code, name, builtin, kind, tuple(codes), tuple(int(p) for p in parents),
                cells.reshape(-1, MONTHS), years[sheet], Answer(*answer) if answer[0] else None,
            )  # fmt: skip
    return lines


def _measures(
    actor: Actor, shown: Shown, place: MyPlace, lines: dict[int, _Line], times: Times, days: DaysBelow, wanted: str
) -> tuple[MyMeasure, ...]:
    """Those with a number. Weeks and days of a unit are worked out for the chosen one alone: they take every person."""
    carried = [line for line in lines.values() if line.cells.any()]
    if place.kind == "seat":
        split = carried
        cells = [line.cells[None] for line in split]
    else:
        split = [line for line in carried if line.code == wanted] or carried[:1]
        cells = [sheet_cells(line.sheet, place.node).cells for line in split]
    edges = sorted({*times.week_edges, *times.day_edges})
    now: dict[int, tuple[int, int]] = {}
    for line, part in zip(split, cells, strict=True):
        counted = SCALES[line.kind] == 1
        days_of = parts_of_seats(part, days.seats, days.calendar, np.array(edges, np.int64), scattered=counted)
        run = np.concatenate([[0], np.cumsum(days_of.sum(axis=0))])
        week, day = (int(run[edges.index(b)] - run[edges.index(a)]) for a, b in (times.week_edges, times.day_edges))
        now[line.sheet] = (week, day)
    asks = shown.status == "open" and actor.may("answer", place.path)
    measures = []
    for line in carried:
        months = line.cells.sum(axis=0)
        year = int(months.sum())
        week_day = now.get(line.sheet)
        measures.append(
            MyMeasure(
                line.sheet, line.code, line.name, line.builtin, line.kind, SCALES[line.kind], year,
                tuple(months.tolist()), int(months[times.month]), week_day[0] if week_day else None,
                week_day[1] if week_day else None, line.answer,
                waits=asks and (line.answer is None or line.answer.stale(year)),
            )
        )  # fmt: skip
    return tuple(measures)


def _number(actor: Actor, shown: Shown, place: MyPlace, line: _Line, measure: MyMeasure) -> MyNumber:
    what = tree_of(list(line.what_codes), list(line.what_parents), None)
    chain: list[Above] = []
    for node, name, kind in place.way:
        year, padding = line.years.get(node, (0, 0))
        above = chain[-1].year if chain else 0
        chain.append(Above(node, name, kind, year, year / above if above else None, padding))
    return MyNumber(
        measure=measure,
        chain=tuple(chain),
        statement=statement_of(place.node, line.code, [""]),
        actuals=actual_months(shown.version, place.node, line.code, shown.year),
        products=products_of(line.cells, what),
        customers=customers_of_own(line.sheet, place.node) if place.kind == "seat" else (),
        said=said_about(actor, line.sheet, place.node),
        version_note=shown.note,
        plan=plan_card(actor, place.node, line.code),
    )


def said_about(actor: Actor, sheet: int, node: int) -> tuple[Said, ...]:
    """What was said about a node's number, the oldest first."""
    with rows() as cursor:
        cursor.execute(_SAID, [actor.account_id, sheet, node])
        return tuple(Said(*row) for row in cursor.fetchall())


_SAID = """
SELECT c.id, coalesce(a.name, ''), c.text, c.at, c.account_id IS NOT DISTINCT FROM %s
FROM comments c LEFT JOIN accounts a ON a.id = c.account_id WHERE c.sheet_id = %s AND c.node_id = %s ORDER BY c.at, c.id
"""
