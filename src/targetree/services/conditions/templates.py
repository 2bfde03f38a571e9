"""Templates of conditions by trade, taken over into a plan with levels that fit it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from targetree.engine.periods import MONTHS
from targetree.services.access import Actor, use_case
from targetree.services.errors import Invalid, ServiceError
from targetree.services.plans.heads import PlanHead, plan_head
from targetree.store import models as store
from targetree.terms.condition_templates import TEMPLATES, TRADES, Template

from .figures import FIGURES, Binding, checked, said
from .writing import Fields, added


@dataclass(frozen=True, slots=True)
class TemplateShown:
    """A template in one language."""

    number: int
    kind: str
    text: str
    difficulty: str
    breakthrough: str
    figure: str
    taken: bool
    """Whether the plan has it already."""


@use_case
def templates_shown(*, actor: Actor, plan: int, lang: str) -> dict[str, list[TemplateShown]]:
    """All of them by trade."""
    head = plan_head(actor, "see_targets", plan)
    taken = _taken(head)
    at = 1 if lang == "zh" else 0
    return {
        trade: [
            TemplateShown(n, t.kind, t.text[at], t.difficulty[at], t.breakthrough[at], t.figure,
                          _source(trade, n) in taken)
            for n, t in enumerate(TEMPLATES[trade])
        ]
        for trade in TRADES
    }  # fmt: skip


@use_case
def take_templates(
    *, actor: Actor, plan: int, trade: str, lang: str, numbers: Sequence[int] | None = None, parent: int | None = None,
    why: str = "",
) -> list[int]:  # fmt: skip
    """Write templates of a trade into the plan: those of `numbers`, or all that it does not have yet. Their ids.

    Bound where the figure is there and gives a level; else people judge.
    """
    head = plan_head(actor, "write_plan", plan, change=True)
    offered = TEMPLATES.get(trade)
    if offered is None or any(not 0 <= n < len(offered) for n in numbers or ()):
        raise Invalid("condition-template-unknown")
    taken = _taken(head) if numbers is None else set()
    chosen = range(len(offered)) if numbers is None else dict.fromkeys(numbers)
    return [
        _take(actor, head, offered[n], _source(trade, n), lang, parent)
        for n in chosen if _source(trade, n) not in taken
    ]  # fmt: skip


def _take(actor: Actor, head: PlanHead, template: Template, source: str, lang: str, parent: int | None) -> int:
    at = 1 if lang == "zh" else 0
    fields: Fields = {
        "kind": template.kind, "text": template.text[at], "difficulty": template.difficulty[at],
        "breakthrough": template.breakthrough[at], "owner": head.person,
    }  # fmt: skip
    binding = binding_of(head, template)
    if binding is not None:
        fields["binding"] = binding
    return added(actor, head, fields, parent, source=source)


def binding_of(head: PlanHead, template: Template) -> Binding | None:
    """The template's figure with a level for this plan; None where there is no figure or it gives none."""
    if not template.figure:
        return None
    about: dict[str, Any] = dict(template.about)
    if "measure" in about:
        about["measure"] = store.Measure.objects.filter(code=about["measure"]).values_list("id", flat=True).first()
        if about["measure"] is None:
            return None
    level = template.times
    if template.level == "now":
        now = said(head, template.figure, about).value
        level = (now or 0) * template.times
    elif template.level == "target":
        first, count = about.get("first_month", 0), about.get("month_count", MONTHS)
        level = _target(head, about.get("measure"), first, count) * template.times
    if FIGURES[template.figure].unit != "rate":
        level = float(ceil(level))
    binding = Binding(template.figure, level, about)
    try:
        checked(head, binding)
    except ServiceError:
        return None
    return binding


def _target(head: PlanHead, measure: int | None, first: int, count: int) -> int:
    """The target of these months; of another measure the one of the same version, 0 where there is none."""
    if measure is None or head.sheet is None:
        return sum(head.months[first : first + count])
    line = store.Line.objects.filter(
        node_id=head.node, sheet__measure_id=measure, sheet__tier="base", sheet__version__sheets__id=head.sheet
    ).values_list("months", flat=True).first()  # fmt: skip
    return sum(line[first : first + count]) if line else 0


def _taken(head: PlanHead) -> set[str]:
    return set(store.Condition.objects.filter(plan_id=head.id).exclude(source="").values_list("source", flat=True))


def _source(trade: str, number: int) -> str:
    return f"template:{trade}:{number}"
