"""The planning season: until when plans are handed in, agreed, their letters signed; who has not, late ones first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from targetree.engine.money import SCALES
from targetree.services.access import Actor, kept, require, use_case
from targetree.services.errors import Conflict, Invalid
from targetree.services.versioning.showing import seen
from targetree.store import models as store
from targetree.store.arrays import rows

STEPS = store.STEPS
"""handed_in, agreed, signed: in this order."""
FILTERS = ("all", "late", "none", "draft", "submitted", "returned", "agreed", "unsigned", "signed")
"""What a list shows: all; late with the next step; not begun … agreed; of those agreed, letter not signed or signed."""


@dataclass(frozen=True)
class Season:
    """The dates of a plan year."""

    year: int
    dates: Mapping[str, date]
    """By step; a step without a date has none."""
    today: date


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is to be done next for a plan."""

    step: str
    """handed_in, agreed, signed; "" all is done"""
    due: date | None
    days_left: int | None
    """Negative: late; None without a date."""

    @property
    def late(self) -> bool:
        return self.days_left is not None and self.days_left < 0

    @property
    def days_late(self) -> int:
        return max(-(self.days_left or 0), 0)


@dataclass(frozen=True, slots=True)
class SeasonLine:
    """A unit or seat and how far its plan is. Amounts in the smallest unit of the measure."""

    node: int
    path: tuple[int, ...]
    depth: int
    """From the highest that the actor sees."""
    name: str
    kind: str
    unit: str
    """Of a seat: its unit."""
    person: str
    """Who is to write it."""
    target: int
    scale: int
    plan: int | None
    status: str
    """draft, submitted, returned, agreed; "" not begun"""
    letter: str
    """unsigned, half, signed; "" none"""
    submitted_at: datetime | None
    settled_at: datetime | None
    comments: int
    """That wait to be settled."""
    next: NextStep
    own: bool
    may_write: bool

    @property
    def states(self) -> frozenset[str]:
        """The filters that show it."""
        found = {"all", self.status or "none"}
        if self.next.late:
            found.add("late")
        if self.status == "agreed":
            found.add("signed" if self.letter == "signed" else "unsigned")
        return frozenset(found)


@dataclass(frozen=True)
class PlansShown:
    """Whose plans there are, as far as the actor sees."""

    own: tuple[SeasonLine, ...]
    lines: tuple[SeasonLine, ...]
    """Those below, the chosen ones, late ones first, else as the organisation is."""
    counts: Mapping[str, int]
    """By filter, of those below."""
    measure: str
    season: Season


@use_case
def season_of(*, actor: Actor) -> Season:
    """The dates of the company's plan year."""
    require(actor, "plan")
    return season(actor)


def season(actor: Actor) -> Season:
    """The same within a use case, read once a page."""
    year = seen(actor).plan_year

    def read() -> Season:
        dates = dict(store.PlanDeadline.objects.filter(year=year).values_list("step", "due"))
        return Season(year, dates, timezone.localdate())

    return kept(f"season {year}", read)


@use_case
def set_season(*, actor: Actor, dates: Mapping[str, date | None]) -> Season:
    """Set the dates of steps of the plan year; None takes one out. Raises Invalid for steps that go backwards."""
    require(actor, "administer")
    year = seen(actor).plan_year
    if not year:
        raise Conflict("plan-no-year")
    now = dict(store.PlanDeadline.objects.filter(year=year).values_list("step", "due"))
    if unknown := [step for step in dates if step not in STEPS]:
        raise Invalid("query-not-valid", name=unknown[0][:40])
    wanted = {step: due for step, due in (now | dict(dates)).items() if due is not None}
    in_order = [wanted[step] for step in STEPS if step in wanted]
    if in_order != sorted(in_order):
        raise Invalid("plan-deadlines-backwards")
    if any(not year - 1 <= due.year <= year + 1 for due in in_order):
        raise Invalid("plan-deadline-far", first=year - 1, last=year + 1)
    for step in STEPS:
        if step not in wanted:
            store.PlanDeadline.objects.filter(year=year, step=step).delete()
        elif wanted[step] != now.get(step):
            store.PlanDeadline.objects.update_or_create(
                year=year, step=step, defaults={"due": wanted[step], "account_id": actor.account_id}
            )
    return Season(year, wanted, timezone.localdate())


def next_step(status: str, letter: str, dates: Mapping[str, date], today: date) -> NextStep:
    """What is to be done next for a plan in a state, and how many days are left for it."""
    if status in ("", "draft", "returned"):
        step = "handed_in"
    elif status == "submitted":
        step = "agreed"
    else:
        step = "signed" if letter in ("unsigned", "half") else ""
    due = dates.get(step)
    return NextStep(step, due, None if due is None else (due - today).days)


@use_case
def plans_shown(*, actor: Actor, measure: str = "bookings", state: str = "all", words: str = "") -> PlansShown:
    """Everybody whose plan the actor sees. The number of queries does not depend on how many there are."""
    require(actor, "plan")
    if state not in FILTERS:
        raise Invalid("query-not-valid", name="state")
    around, dates = seen(actor), season(actor)
    if not around.versions:
        return PlansShown((), (), {}, measure, dates)
    with rows() as cursor:
        cursor.execute(_LINES, [around.plan_year, measure, around.versions[0].version, sorted(actor.roots())])
        found = cursor.fetchall()
    top = min((len(row[1]) for row in found), default=0)
    today = dates.today
    own = _own(actor)
    lines = [_line(actor, row, top, own, dates.dates, today) for row in found]
    below = [line for line in lines if not line.own]
    counts = Counter(state for line in below for state in line.states)
    looked_for = words.strip().casefold()
    chosen = [
        line for line in below
        if state in line.states and looked_for in f"{line.name} {line.unit} {line.person}".casefold()
    ]  # fmt: skip
    late = sorted((line for line in chosen if line.next.late), key=lambda line: line.next.days_left or 0)
    rest = [line for line in chosen if not line.next.late]
    return PlansShown(
        tuple(line for line in lines if line.own), (*late, *rest), {f: counts[f] for f in FILTERS}, measure, dates
    )


def _own(actor: Actor) -> frozenset[int]:
    """Nodes whose plan the actor is to write: the own seat, the own unit; of a director who leads none, the company."""
    return actor.roots("seller", "manager") | (actor.roots("director") if not actor.roots("manager") else frozenset())


def _line(
    actor: Actor, row: tuple[Any, ...], top: int, own: frozenset[int], dates: Mapping[str, date], today: date
) -> SeasonLine:
    (node, path, name, kind, unit, person, measure_kind, target, plan, status, submitted, settled, letter, single,
     signed, comments) = row  # fmt: skip
    steps = tuple(int(n) for n in path)
    needed = 1 if single else 2
    state = "" if letter is None else "signed" if signed >= needed else "half" if signed else "unsigned"
    return SeasonLine(
        node, steps, len(steps) - top, name, kind, unit or "", person or "", int(target), SCALES[measure_kind], plan,
        status or "", state, submitted, settled, comments or 0, next_step(status or "", state, dates, today),
        node in own, actor.may("write_plan", steps),
    )  # fmt: skip


_LINES = """
SELECT p.node_id, p.path, n.name, n.kind, u.name, h.name, m.kind, l.year, w.id, w.status, w.submitted_at, w.settled_at,
  t.id, t.single, t.signed, c.count
FROM measures m
JOIN sheets s ON s.measure_id = m.id AND s.tier = 'base'
JOIN places p ON p.version_id = s.version_id
JOIN nodes n ON n.id = p.node_id
JOIN lines l ON l.sheet_id = s.id AND l.node_id = p.node_id
LEFT JOIN nodes u ON n.kind = 'seat' AND u.id = p.parent_id
LEFT JOIN people h ON h.id = coalesce(n.person_id, n.manager_id)
LEFT JOIN work_plans w ON w.node_id = p.node_id AND w.measure_id = m.id AND w.year = %s
LEFT JOIN (
  SELECT DISTINCT ON (t.plan_id) t.plan_id, t.id, t.single,
    (SELECT count(*) FROM letter_signatures g WHERE g.letter_id = t.id) AS signed
  FROM letters t ORDER BY t.plan_id, t.number DESC) t ON t.plan_id = w.id
LEFT JOIN (
  SELECT c.plan_id, count(DISTINCT (c.about, c.about_id))::int AS count
  FROM plan_comments c WHERE c.resolved_at IS NULL GROUP BY c.plan_id) c
  ON c.plan_id = w.id
WHERE m.code = %s AND s.version_id = %s AND p.path && %s::bigint[]
  AND (n.kind = 'unit' OR l.year <> 0 OR w.id IS NOT NULL)
ORDER BY p.position
"""
