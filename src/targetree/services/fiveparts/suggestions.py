"""Suggestions to tap: from the plan itself first (its conditions, difficulties, quarters), then what often fits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from targetree.services.access import Actor, use_case
from targetree.services.plans.heads import PlanHead, plan_head
from targetree.store import models as store

from .texts import ALONE, GAIN, LOSS, MUST, NEEDS, OBSTACLES, STAGES, SUPPORT, Pair

FROM_PLAN, IN_ALL, LONGEST = 4, 8, 60


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text to take over, with kind and dates where the part has any."""

    part: str
    text: str
    kind: str = ""
    starts: date | None = None
    due: date | None = None


@use_case
def suggestions(*, actor: Actor, plan: int, step: str, lang: str) -> list[Suggestion]:
    """What fits a step of a plan and does not stand there yet."""
    head = plan_head(actor, "see_targets", plan)
    at = 0 if lang == "zh" else 1
    there = set(store.PlanPoint.objects.filter(plan_id=head.id).values_list("text", flat=True))
    there |= set(store.SupportRequest.objects.filter(plan_id=head.id).values_list("text", flat=True))
    found = {
        "must": lambda: _plain("must", _conditions(head, "text"), MUST[head.kind], at),
        "stakes": lambda: [
            Suggestion(part, pair[at], kind)
            for part, texts in (("gain", GAIN), ("loss", LOSS)) for kind, pair in texts
        ],
        "obstacles": lambda: [
            *_plain("obstacle", _conditions(head, "difficulty"), OBSTACLES[head.kind], at),
            *(Suggestion("need", pair[at], kind) for kind, pair in NEEDS),
        ],
        "support": lambda: [*_plain("support", (), SUPPORT[head.kind], at), Suggestion("alone", ALONE[at])],
        "dates": lambda: _stages(head, at),
    }.get(step, list)()  # fmt: skip
    return _chosen(found, there)


def _chosen(found: Iterable[Suggestion], there: set[str]) -> list[Suggestion]:
    kept: list[Suggestion] = []
    for one in found:
        if one.text not in there and sum(k.part == one.part for k in kept) < IN_ALL:
            there.add(one.text)
            kept.append(one)
    return kept


def _plain(part: str, own: Iterable[str], usual: Iterable[Pair], at: int) -> list[Suggestion]:
    return [Suggestion(part, text) for text in (*own, *(pair[at] for pair in usual))]


def _conditions(head: PlanHead, field: str) -> list[str]:
    """What the conditions of the plan say, the outermost first."""
    texts = store.Condition.objects.filter(plan_id=head.id).exclude(**{field: ""})
    found = texts.order_by("parent_id", "position").values_list(field, flat=True)[: 3 * FROM_PLAN]
    return [text for text in found if len(text) <= LONGEST and "\n" not in text][:FROM_PLAN]


def _stages(head: PlanHead, at: int) -> list[Suggestion]:
    """A stage for each quarter, by its focus where the plan has one."""
    focus = dict(store.Focus.objects.filter(plan_id=head.id).values_list("quarter", "text"))
    starts = head.year.month_starts
    return [
        Suggestion(
            "stage", focus.get(quarter) or STAGES[quarter][at], "", starts[3 * quarter],
            starts[3 * quarter + 3] - timedelta(days=1),
        )
        for quarter in range(4)
    ]  # fmt: skip
