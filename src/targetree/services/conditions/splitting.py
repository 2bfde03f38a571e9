"""The target split again from its conditions, by month and product, and handed in as a counter-proposal (M10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from targetree.engine.conditions import PER_MILLE, Effect, SplitAgain, State, split_again
from targetree.engine.money import Amount
from targetree.engine.periods import MONTHS
from targetree.services.access import Actor, use_case
from targetree.services.agreement.answering import propose
from targetree.services.agreement.answers import LONGEST, Assigned, assigned_line, leaf_codes
from targetree.services.cells import head_of
from targetree.services.errors import Conflict, Invalid
from targetree.services.plans.heads import PlanHead, plan_head
from targetree.store import models as store
from targetree.store.mapping.sheet_cells import tree_of
from targetree.terms.condition_words import REASONS, said

from .reading import ConditionShown, tree_of_plan

_NAMED = 12
"""Conditions of each state that the reasons name."""
_NAME = 48


@dataclass(frozen=True)
class SplitShown:
    """The preview. Amounts in the smallest unit of the measure."""

    head: PlanHead
    sheet: int
    split: SplitAgain
    open_per_mille: int
    with_rest: bool
    conditions: tuple[ConditionShown, ...]
    """Those with an effect, in the order of the tree."""
    assigned: int
    months: tuple[tuple[int, int], ...]
    """(assigned, proposed) of each month"""
    products: tuple[tuple[str, str, int, int], ...]
    """(code, name, assigned, proposed) of each leaf product"""
    reasons: str
    may_propose: bool

    @property
    def same(self) -> bool:
        """Whether nothing but the target itself would be proposed."""
        return all(was == now for was, now in self.months) and all(was == now for *_, was, now in self.products)


@use_case
def split_preview(
    *, actor: Actor, plan: int, open_per_mille: int = 500, with_rest: bool = True, lang: str = "zh"
) -> SplitShown:
    """What would be proposed if `open_per_mille` of what is open counts, and what rests on no condition does or not.

    Raises Conflict without a target, or without a condition that says what it brings.
    """
    if not 0 <= open_per_mille <= PER_MILLE:
        raise Invalid("condition-share")
    head = plan_head(actor, "see_targets", plan)
    if head.sheet is None:
        raise Conflict("condition-no-target")
    conditions = tuple(one for one in tree_of_plan(head).conditions if one.effect)
    if not conditions:
        raise Conflict("condition-no-effects")
    line = assigned_line(head_of(actor, "see_targets", head.sheet, head.node))
    room = np.array([bool(line.open_months >> month & 1) for month in range(MONTHS)])
    split = split_again(line.cells, _effects(conditions, line), open_per_mille, with_rest=with_rest,
                        room=room if room.any() else None)  # fmt: skip
    was, now = line.cells.sum(axis=0).tolist(), split.cells.sum(axis=0).tolist()
    return SplitShown(
        head, head.sheet, split, open_per_mille, with_rest, conditions, line.year,
        tuple(zip(was, now, strict=True)), _products(line, split),
        _reasons(head, split, conditions, open_per_mille, with_rest, lang), actor.may("answer", head.path),
    )  # fmt: skip


@use_case
def propose_split(
    *, actor: Actor, plan: int, open_per_mille: int = 500, with_rest: bool = True, reasons: str = "",
    sure: int | None = None, was: int | None = None, lang: str = "zh", why: str = "",
) -> SplitShown:  # fmt: skip
    """Hand the split in as an answer to the target; `reasons` stand in the place of those that name the conditions.

    `was` is the year that was seen: Conflict where it is another by now. Raises what `propose` does.
    """
    found = split_preview(actor=actor, plan=plan, open_per_mille=open_per_mille, with_rest=with_rest, lang=lang)
    propose(
        actor=actor, sheet=found.sheet, node=found.head.node, cells=found.split.cells.ravel().tolist(),
        why=reasons.strip() or found.reasons, sure=sure, was=was,
    )  # fmt: skip
    return found


def _effects(conditions: Sequence[ConditionShown], line: Assigned) -> list[Effect]:
    what = tree_of(list(line.codes), list(line.parents), None)
    wanted = {one.effect_product for one in conditions if one.effect_product}
    products = {row.id: row for row in store.Product.objects.all()} if wanted else {}

    def leaves(product: int | None) -> tuple[int, ...] | None:
        """A product that the version does not know yet counts where the one above it stands."""
        while product is not None:
            row = products.get(product)
            if row is None:
                return None
            at = what.index.get(row.code)
            if at is not None:
                own = what.leaves(at)
                return tuple(range(own.start, own.stop)) or None
            product = row.parent_id
        return None

    return [Effect(one.effect or 0, one.state, one.effect_month, leaves(one.effect_product)) for one in conditions]


def _products(line: Assigned, split: SplitAgain) -> tuple[tuple[str, str, int, int], ...]:
    codes = leaf_codes(line)
    names = dict(store.Product.objects.filter(code__in=codes).values_list("code", "name"))
    was, now = line.cells.sum(axis=1).tolist(), split.cells.sum(axis=1).tolist()
    return tuple(
        (code, names.get(code, code), before, after)
        for code, before, after in zip(codes, was, now, strict=True) if code
    )  # fmt: skip


def _reasons(
    head: PlanHead, split: SplitAgain, conditions: Sequence[ConditionShown], share: int, with_rest: bool, lang: str
) -> str:
    def amount(units: int) -> str:
        return str(Amount(units, head.scale)).removesuffix(".00")

    told = [said(REASONS, "head", lang)]
    states: tuple[State, ...] = ("holds", "open", "fails")
    for state in states:
        names = [_short(one.text) + f" {amount(one.effect or 0)}" for one in conditions if one.state == state]
        if names:
            shown = names[:_NAMED] + ([said(REASONS, "more", lang, count=len(names))] if len(names) > _NAMED else [])
            told.append(said(
                REASONS, state, lang, amount=amount(getattr(split, state)), share=f"{share / 10:g}",
                names=("、" if lang == "zh" else "; ").join(shown),
            ))  # fmt: skip
    if split.rest:
        told.append(said(REASONS, "rest" if with_rest else "rest_left", lang, amount=amount(split.rest)))
    return "\n".join(told)[:LONGEST]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _NAME else f"{line[: _NAME - 1]}…"
