"""Changing checkpoints: take what is proposed, change a third so that the others make room, hold, spread anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from targetree.engine.checkpoints import Against, change, fit
from targetree.engine.money import Amount
from targetree.engine.periods import MONTHS
from targetree.services.access import Actor, use_case
from targetree.services.cells import amount_in_range
from targetree.services.errors import Conflict, Invalid, Missing, ServiceError
from targetree.services.plans.heads import PlanHead, plan_head, save_row
from targetree.store import models as store

from .facts import THIRDS, Facts, facts_of
from .fields import FIELDS, scale_of
from .proposing import Proposal, propose
from .showing import FieldMonth, Month, month_of


@dataclass(frozen=True, slots=True)
class Wish:
    """A figure of a third and what it is to be; smallest unit."""

    third: int
    field: str
    amount: int


@dataclass(frozen=True)
class Spread:
    """Which months were spread anew, and which could not be, and why."""

    done: tuple[int, ...]
    refused: tuple[tuple[int, ServiceError], ...]


@use_case
def take_proposal(*, actor: Actor, plan: int, month: int | None = None, why: str = "") -> int:
    """What the engine proposes becomes the plan, for a month or for all that are not taken yet. Returns how many."""
    work = _begin(actor, plan)
    if month is not None and not 0 <= month < MONTHS:
        raise Missing("not-found")
    taken = 0
    for at in range(MONTHS) if month is None else (month,):
        if not work.rows(at):
            work.take(at)
            taken += 1
    return taken


@use_case
def set_checkpoints(
    *, actor: Actor, plan: int, month: int, wishes: Sequence[Wish], seen_revision: int | None = None, why: str = ""
) -> Month:
    """Set some figures of a month; the others of each field make room. A month that is only proposed is taken first.

    Raises Invalid or Conflict, saying what stands in the way; nothing is changed then.
    """
    work = _begin(actor, plan)
    rows = work.rows(month, seen_revision) or work.take(month)
    shown = work.shown(month, rows)
    by_field: dict[str, dict[int, int]] = {}
    for wish in wishes:
        if wish.field not in FIELDS or not 0 <= wish.third < THIRDS:
            raise Invalid("checkpoint-no-such-field", name=str(wish.field)[:40])
        by_field.setdefault(wish.field, {})[wish.third] = amount_in_range(wish.amount)
    for field, wanted in by_field.items():
        now = shown.field(field)
        _right(shown, now)
        work.put(rows, shown, field, change(now.thirds, shown.person_days, now.held, wanted))
    return work.save(month, rows)


@use_case
def set_month(
    *, actor: Actor, plan: int, month: int, field: str, amount: int, seen_revision: int | None = None, why: str = ""
) -> Month:
    """The month of a field that has no target of its own; its thirds follow in proportion.

    Raises Conflict for a field with a target: that is changed by a counter-proposal.
    """
    work = _begin(actor, plan)
    rows = work.rows(month, seen_revision) or work.take(month)
    shown = work.shown(month, rows)
    if field not in FIELDS:
        raise Invalid("checkpoint-no-such-field", name=field[:40])
    now = shown.field(field)
    if not now.own:
        raise Conflict("checkpoint-month-is-target", month=_name(shown))
    if amount_in_range(amount) and not any(shown.days):
        raise Invalid("checkpoint-no-days", when=_name(shown))
    work.put(rows, shown, field, fit(now.thirds, shown.person_days, now.held, amount), total=amount)
    return work.save(month, rows)


@use_case
def hold_checkpoint(
    *, actor: Actor, plan: int, month: int, third: int, field: str, held: bool, seen_revision: int | None = None,
    why: str = "",
) -> Month:  # fmt: skip
    """A figure stands while the others make room, or no longer does."""
    work = _begin(actor, plan)
    if field not in FIELDS or not 0 <= third < THIRDS:
        raise Invalid("checkpoint-no-such-field", name=field[:40])
    rows = work.rows(month, seen_revision) or work.take(month)
    kept = set(rows[third].held) - {field} | ({field} if held else set())
    rows[third].held = [name for name in FIELDS if name in kept]
    return work.save(month, rows)


@use_case
def spread_anew(*, actor: Actor, plan: int, month: int | None = None, why: str = "") -> Spread:
    """After the target or the working days changed: months that no longer add up do so again, held figures standing.

    The others keep their proportions. A month whose holds leave no room stays as it is, and is named.
    """
    work = _begin(actor, plan)
    if month is not None and not 0 <= month < MONTHS:
        raise Missing("not-found")
    done: list[int] = []
    refused: list[tuple[int, ServiceError]] = []
    for at in range(MONTHS) if month is None else (month,):
        rows = work.rows(at)
        if not rows or not (shown := work.shown(at, rows)).off:
            continue
        try:
            for now in shown.fields:
                if now.off:
                    whole = now.month if any(shown.days) else 0
                    work.put(rows, shown, now.field, fit(now.thirds, shown.person_days, now.held, whole), total=whole)
        except ServiceError as error:
            refused.append((at, error))
        else:
            work.save(at, rows)
            done.append(at)
    return Spread(tuple(done), tuple(refused))


@use_case
def propose_anew(
    *, actor: Actor, plan: int, month: int, seen_revision: int | None = None, why: str = ""
) -> Month:  # fmt: skip
    """A month as the engine proposes it now, held figures standing. Raises Conflict where they leave no room."""
    work = _begin(actor, plan)
    rows = work.rows(month, seen_revision)
    if not rows:
        return work.shown(month, work.take(month))
    shown = work.shown(month, rows)
    for now in shown.fields:
        total = work.proposal.months[now.field][month] if any(shown.days) else 0
        weights = [float(part) for part in work.proposal.thirds[now.field][month]]
        if not any(now.held):
            for row, part in zip(rows, work.proposal.thirds[now.field][month].tolist(), strict=True):
                setattr(row, now.field, part)
        else:
            work.put(rows, shown, now.field, fit(now.thirds, shown.person_days, now.held, total, weights), total=total)
    return work.save(month, rows)


@dataclass(frozen=True)
class _Work:
    """A plan that is being changed: locked, with what it rests on."""

    actor: Actor
    head: PlanHead
    facts: Facts
    proposal: Proposal

    def rows(self, month: int, seen_revision: int | None = None) -> list[store.Checkpoint]:
        """The three rows of a month; none where it is not taken yet. Raises Conflict where it was saved since."""
        if not 0 <= month < MONTHS:
            raise Missing("not-found")
        found = list(
            store.Checkpoint.objects.select_related("changed_by")
            .filter(plan_id=self.head.id, month=month).order_by("third")
        )  # fmt: skip
        last = max(found, key=lambda row: row.revision, default=None)
        if last is not None and seen_revision is not None and last.revision != seen_revision:
            who = last.changed_by.name if last.changed_by else "?"
            raise Conflict("plan-row-changed", who=who, at=f"{timezone.localtime(last.changed_at):%H:%M}")
        return found

    def take(self, month: int) -> list[store.Checkpoint]:
        rows = [
            store.Checkpoint(
                plan_id=self.head.id, month=month, third=third,
                **{field: int(self.proposal.thirds[field][month, third]) for field in FIELDS},
            )
            for third in range(THIRDS)
        ]  # fmt: skip
        for row in rows:
            save_row(self.actor, row)
        return rows

    def shown(self, month: int, rows: list[store.Checkpoint]) -> Month:
        return month_of(self.head, self.facts, self.proposal, month, rows)

    def put(
        self, rows: list[store.Checkpoint], month: Month, field: str, found: list[int] | Against,
        total: int | None = None,
    ) -> None:  # fmt: skip
        if isinstance(found, Against):
            raise _refusal(month, month.field(field), found, total)
        for row, amount in zip(rows, found, strict=True):
            setattr(row, field, amount)

    def save(self, month: int, rows: list[store.Checkpoint]) -> Month:
        for row in rows:
            save_row(self.actor, row)
        return self.shown(month, rows)


def _begin(actor: Actor, plan: int) -> _Work:
    head = plan_head(actor, "write_plan", plan, change=True)
    facts = facts_of(actor, head)
    if facts is None:
        raise Conflict("checkpoints-no-targets")
    return _Work(actor, head, facts, propose(facts))


def _right(month: Month, now: FieldMonth) -> None:
    """A figure that no longer adds up is spread anew first: what would change otherwise is more than what was asked."""
    if now.off and now.planned == now.month:
        raise Conflict("checkpoints-idle", month=_name(month))
    if now.off:
        raise Conflict(
            "checkpoints-off", month=_name(month), was=_told(now, now.planned), now=_told(now, now.month)
        )  # fmt: skip


def _refusal(month: Month, now: FieldMonth, found: Against, total: int | None) -> ServiceError:
    when = ", ".join(f"{month.starts[at]:%m-%d} – {month.ends[at]:%m-%d}" for at in found.thirds)
    details = [{"month": month.at, "third": at, "field": now.field} for at in found.thirds]
    if found.why == "held":
        held = _told(now, sum(now.thirds[at] for at in found.thirds))
        whole = _told(now, now.planned if total is None else total)
        return Conflict("checkpoint-held", details, when=when, held=held, whole=whole, month=_name(month))
    if found.why == "no-days":
        return Invalid("checkpoint-no-days", details, when=when)
    if found.why == "no-room":
        return Invalid("checkpoint-no-room", details, when=when, month=_name(month), whole=_told(now, now.planned))
    return Invalid("checkpoint-beyond", month=_name(month), whole=_told(now, now.planned))


def _name(month: Month) -> str:
    return f"{month.start:%Y-%m}"


def _told(now: FieldMonth, amount: int) -> str:
    return str(Amount(amount, scale_of(now.field)))
