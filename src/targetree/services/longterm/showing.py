"""The year of a plan: four quarters, twelve months, 36 checkpoints, planned beside what happened and last year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from targetree.engine.periods import MONTHS
from targetree.engine.splitting.days import third_edges
from targetree.services.access import Actor, use_case
from targetree.services.plans.heads import PlanHead, plan_head
from targetree.store import models as store

from .facts import THIRDS, Facts, facts_of
from .fields import DONE, FIELDS, scale_of
from .focus import Focus, focuses_of
from .proposing import Basis, Proposal, propose

Three = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class FieldMonth:
    """A figure in the three thirds of a month. Money in fen."""

    field: str
    basis: Basis
    month: int
    """What the thirds are to add up to: the target as it is now, or what the plan says itself where there is none."""
    thirds: Three
    held: tuple[bool, bool, bool]
    done: Three
    before: Three
    """The same thirds of the year before."""
    off: bool
    """Kept, and no longer right: the target or the working days have changed since."""

    @property
    def scale(self) -> int:
        return scale_of(self.field)

    @property
    def planned(self) -> int:
        return sum(self.thirds)

    @property
    def reached(self) -> int:
        return sum(self.done)

    @property
    def own(self) -> bool:
        """Whether the month itself is the plan's to say: there is no target for it."""
        return self.basis != "target"


@dataclass(frozen=True, slots=True)
class Month:
    at: int
    """0 to 11"""
    start: date
    starts: tuple[date, date, date]
    ends: tuple[date, date, date]
    """First and last day of each third."""
    days: Three
    """On which anybody works."""
    person_days: Three
    kept: bool
    """Whether it has been taken into the plan; else all is proposed."""
    revision: int
    """0 where it is not kept."""
    fields: tuple[FieldMonth, ...]
    begun: tuple[bool, bool, bool]
    over: tuple[bool, bool, bool]
    """Which thirds have begun, and ended, today."""

    @property
    def off(self) -> bool:
        return any(field.off for field in self.fields)

    def field(self, name: str) -> FieldMonth:
        return self.fields[FIELDS.index(name)]


@dataclass(frozen=True, slots=True)
class Quarter:
    at: int
    focus: Focus | None
    amount: int
    """amount_signed of its months; fen"""
    reached: int
    before: int
    days: int


@dataclass(frozen=True)
class LongTerm:
    """All of it."""

    head: PlanHead
    quarters: tuple[Quarter, ...]
    months: tuple[Month, ...]
    """12; none while there is no version with targets."""
    basis: dict[str, Basis]
    now: int
    """The month that counts now, 0 before the year, 11 after it."""
    estimated: tuple[int, ...]

    @property
    def proposed(self) -> int:
        """How many months are not taken into the plan yet."""
        return sum(not month.kept for month in self.months)

    @property
    def off(self) -> list[Month]:
        """Months that no longer add up."""
        return [month for month in self.months if month.off]

    @property
    def without_days(self) -> list[Month]:
        """Months with a target in which nobody works."""
        return [m for m in self.months if not any(m.days) and any(f.month for f in m.fields if not f.own)]


@use_case
def long_term(*, actor: Actor, plan: int) -> LongTerm:
    """The year of a plan, for those who may see it. Raises Missing."""
    head = plan_head(actor, "see_targets", plan)
    facts = facts_of(actor, head)
    focuses = focuses_of(head)
    if facts is None:
        quarters = tuple(Quarter(at, focuses.get(at), 0, 0, 0, 0) for at in range(4))
        return LongTerm(head, quarters, (), {}, 0, ())
    proposal = propose(facts)
    months = months_of(head, facts, proposal)
    quarters = tuple(_quarter(at, focuses.get(at), months[3 * at : 3 * at + 3]) for at in range(4))
    today = timezone.localdate()
    now = sum(start <= today for start in head.year.month_starts[1:MONTHS])
    return LongTerm(head, quarters, months, proposal.basis, now, facts.estimated)


def months_of(
    head: PlanHead, facts: Facts, proposal: Proposal, only: Sequence[int] = range(MONTHS)
) -> tuple[Month, ...]:
    """The months as they are kept, proposed where they are not."""
    kept: dict[tuple[int, int], store.Checkpoint] = {
        (row.month, row.third): row for row in store.Checkpoint.objects.filter(plan_id=head.id, month__in=list(only))
    }
    return tuple(
        month_of(head, facts, proposal, at, [kept[at, third] for third in range(THIRDS) if (at, third) in kept])
        for at in only
    )


def month_of(head: PlanHead, facts: Facts, proposal: Proposal, at: int, kept: list[store.Checkpoint]) -> Month:
    """One month; `kept` are its three rows, or none."""
    year, today = head.year, timezone.localdate()
    edges = [year.start + timedelta(days=int(d)) for d in third_edges(year)[3 * at : 3 * at + 4]]
    starts, ends = edges[:THIRDS], [day - timedelta(days=1) for day in edges[1:]]
    days = _three(facts.person_days(at))
    return Month(
        at, year.month_starts[at], (starts[0], starts[1], starts[2]), (ends[0], ends[1], ends[2]),
        _three(facts.open_days[at].tolist()), days, len(kept) == THIRDS,
        max((row.revision for row in kept), default=0),
        tuple(_field(field, facts, proposal, at, days, kept) for field in FIELDS),
        (starts[0] <= today, starts[1] <= today, starts[2] <= today),
        (ends[0] < today, ends[1] < today, ends[2] < today),
    )  # fmt: skip


def _field(
    field: str, facts: Facts, proposal: Proposal, at: int, days: Three, kept: list[store.Checkpoint]
) -> FieldMonth:
    basis, target = proposal.basis[field], proposal.months[field][at]
    if len(kept) == THIRDS:
        thirds = _three([getattr(row, field) for row in kept])
        held = (field in kept[0].held, field in kept[1].held, field in kept[2].held)
        month = target if basis == "target" else sum(thirds)
        idle = any(third and not count for third, count in zip(thirds, days, strict=True))
        off = idle or (sum(thirds) != month and any(days))
    else:
        thirds, held, month, off = _three(proposal.thirds[field][at].tolist()), (False,) * 3, target, False
    name = DONE[field]
    return FieldMonth(
        field, basis, month, thirds, held, _three(facts.now(name)[at].tolist()),
        _three(facts.before(name)[at].tolist()), off,
    )  # fmt: skip


def _quarter(at: int, focus: Focus | None, months: Sequence[Month]) -> Quarter:
    signed = [month.field("amount_signed") for month in months]
    return Quarter(
        at, focus, sum(f.month for f in signed), sum(f.reached for f in signed),
        sum(sum(f.before) for f in signed), sum(sum(month.days) for month in months),
    )  # fmt: skip


def _three(values: Sequence[int]) -> Three:
    return int(values[0]), int(values[1]), int(values[2])
