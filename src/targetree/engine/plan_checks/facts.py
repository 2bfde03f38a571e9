"""What the checks look at: one plan, the number behind it, and what is known around it. Amounts in the smallest unit of
the plan's measure, money of actions in fen; months and quarters from 0 within the plan year."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from targetree.engine.periods import PlanYear


@dataclass(frozen=True, slots=True)
class Opportunity:
    """The largest that is open."""

    id: int
    code: str
    customer: int | None
    customer_name: str
    amount: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """What customers are expected to bring."""

    in_hand: int
    customers: int
    at: date
    """When it was worked out."""
    new_customer: int
    """What a new one brings in its first year; 0 where nobody knows."""
    largest: int
    """Of one customer."""
    largest_customer: int | None
    largest_name: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Orders lost in the twelve months before the plan year, of one product (None: no product said)."""

    product: str | None
    count: int
    amount_fen: int
    noted: bool
    """Whether a note on the competition covers unit and product."""


@dataclass(frozen=True, slots=True)
class Record:
    """The best that was ever done a working day, amounts as floats."""

    months: int
    """How many months the record has."""
    best_month: float
    best_month_at: date
    best_quarter: float
    best_quarter_at: date


@dataclass(frozen=True, slots=True)
class Committed:
    state: str
    """accepted, countered, settled"""
    assigned: int
    amount: int
    """That was committed to, or settled."""


@dataclass(frozen=True, slots=True)
class ConditionFact:
    id: int
    parent: int | None
    text: str
    difficulty: str
    breakthrough: str
    due: date | None
    owner: int | None
    owner_left: date | None
    """The last day of an owner who leaves or has left."""
    bound: bool
    """To a live figure."""
    gone: bool
    """The thing that the figure is about is not there any more."""
    at_least: float | None
    state: str
    """open, holds, fails"""
    judged: bool
    effect: int | None
    customer: int | None
    """That it is about."""
    opportunity: int | None = None


@dataclass(frozen=True, slots=True)
class PointFact:
    id: int
    part: str
    """must, gain, loss, obstacle, need, stage"""
    kind: str
    text: str
    amount: int | None
    at_percent: int | None
    starts: date | None
    due: date | None
    done: bool


@dataclass(frozen=True, slots=True)
class ActionFact:
    id: int
    text: str
    outcome: str
    customer: int | None
    starts: date | None
    due: date | None
    owner: int | None
    owner_left: date | None
    urgent: bool
    important: bool
    status: str
    """planned, doing, done, dropped"""
    cost_fen: int | None
    condition: int | None


@dataclass(frozen=True, slots=True)
class FocusFact:
    id: int
    quarter: int
    text: str
    share_percent: int | None
    serving: tuple[int, ...] = ()
    """Actions that serve it; none named: those that fall due in the quarter do."""


@dataclass(frozen=True, slots=True)
class MonthPoints:
    """The checkpoints of a month together."""

    count: int
    amount: int | None
    """Of the plan's own measure; None where checkpoints do not carry it."""
    visits: int


@dataclass(frozen=True, slots=True)
class RequestFact:
    id: int
    text: str
    status: str
    """open, accepted, declined, done, withdrawn"""
    asked: date
    needed_by: date
    promised: date | None


@dataclass(frozen=True)
class PlanFacts:
    """One plan."""

    year: PlanYear
    today: date
    money: bool
    """Whether the measure is one of money."""
    target: int
    months: tuple[int, ...]
    """[12]"""
    learned: tuple[int, ...] | None
    """[12] the months as the engine laid them from the learned season; None where it did not."""
    work_days: tuple[int, ...]
    """[12] working days of the company."""
    person_days: tuple[int, ...]
    """[12] working days of all people who carry the target together."""
    forecast: Forecast | None
    lost: tuple[Lost, ...]
    market_notes: int
    largest_open: Opportunity | None
    record: Record | None
    visits: tuple[int, ...] | None
    """[12] targets of visits in the plan of numbers."""
    new_customers: int
    """Target of new customers in the plan of numbers."""
    committed: Committed | None
    may_commit: bool
    """Whether there is somebody to commit to the number: not for the company as a whole."""
    budget_fen: int | None
    """For what actions cost; None where no budget is stated."""
    conditions: tuple[ConditionFact, ...] = ()
    points: tuple[PointFact, ...] = ()
    actions: tuple[ActionFact, ...] = ()
    focuses: tuple[FocusFact, ...] = ()
    checkpoints: dict[int, MonthPoints] = field(default_factory=dict)
    """By month."""
    checkpoints_carry: bool = True
    """Whether checkpoints carry the plan's measure."""
    requests: tuple[RequestFact, ...] = ()

    def quarter_of(self, day: date) -> int | None:
        """The quarter of the plan year that a day is in."""
        if not self.year.start <= day < self.year.end:
            return None
        return int(self.year.month_of_day[(day - self.year.start).days]) // 3

    @property
    def month_now(self) -> int:
        """The month that runs; 0 before the year, 12 after it."""
        if self.today < self.year.start:
            return 0
        if self.today >= self.year.end:
            return 12
        return int(self.year.month_of_day[(self.today - self.year.start).days])

    @property
    def live_actions(self) -> tuple[ActionFact, ...]:
        """Those that are not dropped."""
        return tuple(a for a in self.actions if a.status != "dropped")

    @property
    def leaves(self) -> tuple[ConditionFact, ...]:
        """Conditions without conditions of their own."""
        above = {c.parent for c in self.conditions}
        return tuple(c for c in self.conditions if c.id not in above)
