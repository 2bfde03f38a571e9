"""What can be done next about one's number: my page opens with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from targetree.services.access import Actor
from targetree.services.agreement.answers import Answer
from targetree.services.agreement.commitments import CommitmentRow, Said, commitments
from targetree.services.days.times import Times
from targetree.services.versioning.showing import Shown

from .my_places import MyPlace
from .my_plan import PlanCard


class Number(Protocol):
    """A measure as my page has it."""

    @property
    def sheet(self) -> int: ...
    @property
    def year(self) -> int: ...
    @property
    def day(self) -> int | None: ...
    @property
    def answer(self) -> Answer | None: ...
    @property
    def waits(self) -> bool: ...


@dataclass(frozen=True)
class NextStep:
    """One thing to do. `sheet` is the number that it is about.

    changed (the number is another than the one answered to), reply (somebody asked), commit, settle (proposals of
    others wait), chase (others have not answered), wait (for the own proposal to be settled), publish, draft (not
    sent down yet), mend (the plan was returned; `count` is its id), plan (none was begun yet), read (somebody who only
    looks), start (the year has not begun), today, over.
    """

    kind: str
    sheet: int | None = None
    count: int = 0
    was: int = 0
    now: int = 0
    who: str = ""
    text: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Waiting:
    """A unit's answers to one of its numbers."""

    below: tuple[CommitmentRow, ...]
    """Units and people right below."""
    people: int
    """Who have a number."""
    answered: int
    silent: tuple[CommitmentRow, ...]
    """People below who have a number and have not answered, the largest first."""
    proposals: tuple[CommitmentRow, ...]
    """Answers below that wait to be settled."""


def waiting_for(actor: Actor, sheet: int, place: MyPlace) -> Waiting:
    """Who below a unit has answered and who has not."""
    own, *others = commitments(actor=actor, sheet=sheet, under=place.node)
    below = tuple(row for row in others if row.parent == place.node and (row.assigned or row.answer))
    silent = sorted(
        (row for row in others if row.kind == "seat" and row.assigned and row.answer is None),
        key=lambda row: (-row.assigned, row.code),
    )
    proposals = tuple(row for row in others if row.answer is not None and row.answer.state == "countered")
    return Waiting(below, own.answered + len(silent), own.answered, tuple(silent), proposals)


def next_step(
    actor: Actor, shown: Shown, place: MyPlace, numbers: Sequence[Number], said: Sequence[Said],
    waiting: Waiting | None, times: Times, plan: PlanCard | None,
) -> NextStep:  # fmt: skip
    """The first thing that can be done, the most pressing before the rest. `plan` is the one behind the number."""
    if shown.status == "open":
        found = _to_answer(actor, place, numbers, said) or _to_settle(actor, waiting)
        if found is not None:
            return found
        asked = [n for n in numbers if n.answer is not None and n.answer.state == "countered"]
        if asked and actor.may("answer", place.path):
            return NextStep("wait", asked[0].sheet, len(asked))
        if actor.may("publish") and waiting is not None and not waiting.silent and not waiting.proposals:
            return NextStep("publish", count=waiting.people)
    if plan is not None and plan.status == "returned" and actor.may("answer", place.path):
        return NextStep("mend", count=plan.plan)
    if shown.status == "draft":
        return NextStep("draft")
    if not actor.roles & {"seller", "manager", "director", "operations"}:
        return NextStep("read")
    if times.phase == "before" and plan is None and actor.may("answer", place.path):
        return NextStep("plan", numbers[0].sheet if numbers else None)
    if times.phase == "before":
        return NextStep("start", numbers[0].sheet if numbers else None, times.days_until)
    if times.phase == "after":
        return NextStep("over")
    day = numbers[0].day if numbers else None
    return NextStep("today", numbers[0].sheet if numbers else None, now=day or 0)


def _to_answer(
    actor: Actor, place: MyPlace, numbers: Sequence[Number], said: Sequence[Said]
) -> NextStep | None:  # fmt: skip
    if not actor.may("answer", place.path):
        return None
    changed = [n for n in numbers if n.waits and n.answer is not None]
    if changed:
        first = changed[0]
        assert first.answer is not None
        settled = first.answer.settled_amount
        was = first.answer.assigned if settled is None else settled
        return NextStep("changed", first.sheet, len(changed), was=was, now=first.year)
    asks = [n for n in numbers if n.waits]
    if said and not said[-1].own and not _answered_since(numbers, said[-1].at):
        return NextStep("reply", asks[0].sheet if asks else None, who=said[-1].who, text=said[-1].text, at=said[-1].at)
    return NextStep("commit", asks[0].sheet, len(asks), now=asks[0].year) if asks else None


def _answered_since(numbers: Sequence[Number], at: datetime) -> bool:
    return any(n.answer is not None and n.answer.at > at for n in numbers)


def _to_settle(actor: Actor, waiting: Waiting | None) -> NextStep | None:
    if waiting is None:
        return None
    mine = [row for row in waiting.proposals if row.may_settle]
    if mine:
        return NextStep("settle", count=len(mine), who=mine[0].name)
    if waiting.silent and actor.roles & {"director", "manager", "operations"}:
        return NextStep("chase", count=len(waiting.silent), who=waiting.silent[0].name)
    return None
