"""Conditions that the gap asks for, offered one by one; none is written down unasked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import ceil, floor
from typing import Any

import numpy as np

from targetree.engine.splitting.spread import share_out
from targetree.services.access import Actor, use_case
from targetree.services.errors import Conflict
from targetree.services.plans.heads import PlanHead, plan_head
from targetree.services.support.showing import SupportShown, support_of
from targetree.services.support.white_space import white_space
from targetree.store import models as store
from targetree.terms.condition_words import PROPOSALS, QUARTERS
from targetree.terms.condition_words import said as in_words

from .figures import Binding, said
from .writing import Fields, added

_DEALS, _SPACES = 3, 2
_TO_INTRODUCE = 5
"""One of so many customers who do not buy a product yet is to be won for it."""
_ALONE = 0.25
"""A customer that brings more than this is too large a part."""


@dataclass(frozen=True)
class Proposal:
    """A condition that is offered, and the figures that it comes from. Amounts in the smallest unit."""

    key: str
    slug: str
    """new, habit, in_hand, deals, deal, space, single, back"""
    text: str
    kind: str
    fields: Fields
    values: dict[str, Any]
    """What a sentence needs that says why: count, amount, rate, name."""

    @property
    def effect(self) -> int | None:
        return self.fields.get("effect")


@use_case
def proposals(*, actor: Actor, plan: int, lang: str) -> list[Proposal]:
    """What is offered now, what weighs most first; without what the plan has already. Nothing for other than money."""
    return _offered(actor, plan_head(actor, "see_targets", plan), lang)


@use_case
def accept_proposal(*, actor: Actor, plan: int, key: str, lang: str, parent: int | None = None, why: str = "") -> int:
    """Write one of them down. Raises Conflict for one that is not offered any more. Its id."""
    head = plan_head(actor, "write_plan", plan, change=True)
    chosen = next((one for one in _offered(actor, head, lang) if one.key == key), None)
    if chosen is None:
        raise Conflict("condition-proposal-gone")
    return added(actor, head, chosen.fields, parent, source=chosen.key)


def _offered(actor: Actor, head: PlanHead, lang: str) -> list[Proposal]:
    if head.sheet is None or head.measure_kind != "money" or not head.target:
        return []
    found = support_of(actor=actor, sheet=head.sheet, node=head.node)
    make = _Maker(head, lang)
    _new_customers(make, found)
    _existing(make, found)
    _opportunities(make, found)
    _single(make, found)
    _space(make, actor, head)
    taken = set(
        store.Condition.objects.filter(plan_id=head.id, source__startswith="proposal:").values_list("source", flat=True)
    )
    return [one for one in make.made if one.key not in taken]


class _Maker:
    """Collects what is offered."""

    def __init__(self, head: PlanHead, lang: str) -> None:
        self.head, self.lang, self.made = head, lang, list[Proposal]()

    def offer(
        self, slug: str, key: str, kind: str, words: dict[str, object], *, binding: Binding | None = None,
        effect: int = 0, months: int = 12, values: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        """`months`: how many from the beginning of the year until it is due."""
        text = in_words(PROPOSALS, slug, self.lang, **words)
        fields: Fields = {
            "kind": kind, "text": text, "owner": self.head.person, "effect": effect or None, "binding": binding,
            "due": self.head.year.month_starts[months] - timedelta(days=1),
        }  # fmt: skip
        whole = f"proposal:{slug}{key and ':'}{key}"
        self.made.append(Proposal(whole, slug, text, kind, fields, {**words, **(values or {})}))


def _new_customers(make: _Maker, found: SupportShown) -> None:
    """What is missing, as new customers of each quarter in proportion to its target."""
    one = found.base.new_customer
    if not found.gap or not one:
        return
    quarters = np.array(make.head.months, np.int64).reshape(4, 3).sum(axis=1)
    counts = share_out(-(-found.gap // one), quarters)
    effects = share_out(found.gap, counts)
    measure = _measure("new_customers")
    for quarter in range(4):
        count = int(counts[quarter])
        if count:
            about = {"measure": measure, "first_month": 3 * quarter, "month_count": 3}
            binding = Binding("done", float(count), about) if measure else None
            name = QUARTERS[quarter][1 if make.lang == "zh" else 0]
            make.offer(
                "new", f"q{quarter + 1}", "needed", {"count": count, "quarter": name}, binding=binding,
                effect=int(effects[quarter]), months=3 * quarter + 3, values={"one": one, "gap": found.gap},
            )  # fmt: skip


def _existing(make: _Maker, found: SupportShown) -> None:
    rate = floor(found.base.repeat_rate * 100) / 100
    if rate > 0 and found.base.habit > 0:
        make.offer(
            "habit", "", "repeat", {"rate": f"{rate:.0%}"}, binding=Binding("repeat", rate), effect=found.base.habit,
            values={"amount": found.base.habit},
        )  # fmt: skip
    current = int(said(make.head, "customers", {"stage": "current"}).value or 0)
    if current:
        binding = Binding("customers", float(current), {"stage": "current"})
        make.offer("in_hand", "", "in_hand", {"count": current}, binding=binding, values={"amount": found.in_hand})
    dormant = [row for row in found.customers if row.stage == "past" and row.customer is not None and row.orders]
    if dormant:
        count = ceil(len(dormant) / _TO_INTRODUCE)
        usual = sorted(row.order_value for row in dormant)[len(dormant) // 2]
        make.offer("back", "", "in_hand", {"count": count}, values={"all": len(dormant), "amount": usual})


def _opportunities(make: _Maker, found: SupportShown) -> None:
    expected = found.base.open_deals
    now = said(make.head, "deals", {}).value
    if expected <= 0 or not now:
        return
    make.offer(
        "deals", "", "chances", {"count": int(now)}, binding=Binding("deals", float(now)), effect=expected,
        values={"amount": expected},
    )  # fmt: skip
    owners = [row.customer for row in found.customers if row.customer is not None]
    deals = store.Opportunity.objects.select_related("customer").filter(
        customer_id__in=owners, outcome="", closed=None
    ).order_by("-amount_fen", "id")[:_DEALS]  # fmt: skip
    for deal in deals:
        name = f"{deal.code} {deal.customer.name}"
        binding = Binding("opportunity", 1.0, {"opportunity": deal.id})
        if not said(make.head, "opportunity", {"opportunity": deal.id}).gone:
            make.offer(
                "deal", str(deal.id), "chances", {"deal": name}, binding=binding, values={"amount": deal.amount_fen}
            )


def _single(make: _Maker, found: SupportShown) -> None:
    whole: dict[int, int] = {}
    names: dict[int, str] = {}
    for row in found.customers:
        if row.customer is not None:
            whole[row.customer] = whole.get(row.customer, 0) + row.expected
            names[row.customer] = row.name or row.code
    total = sum(whole.values())
    if not total:
        return
    customer, most = max(whole.items(), key=lambda item: (item[1], -item[0]))
    if most / total > _ALONE:
        make.offer(
            "single", "", "traits", {"customer": names[customer], "rate": f"{_ALONE:.0%}"},
            binding=Binding("concentration", _ALONE), values={"share": most / total},
        )  # fmt: skip


def _space(make: _Maker, actor: Actor, head: PlanHead) -> None:
    """Products that few of those buy who could; the share that they have now and a little more."""
    assert head.sheet is not None
    space = white_space(actor=actor, sheet=head.sheet, node=head.node)
    worth = sorted(space.categories, key=lambda c: (-c.usual * len(c.missing), c.code))
    ids = dict(store.Product.objects.filter(code__in=[c.code for c in worth]).values_list("code", "id"))
    for category in [c for c in worth if c.missing][:_SPACES]:
        count = ceil(len(category.missing) / _TO_INTRODUCE)
        brings = count * category.usual
        now = said(head, "share", {"product": ids[category.code], "over": "last12"}).value or 0.0
        wanted = min(ceil((now + brings / head.target) * 100) / 100, 1.0)
        make.offer(
            "space", category.code[:40], "mix", {"product": category.name, "count": count},
            binding=Binding("share", wanted, {"product": ids[category.code], "over": "year"}),
            values={"amount": category.usual, "all": len(category.missing)},
        )  # fmt: skip


def _measure(code: str) -> int | None:
    id = store.Measure.objects.filter(code=code, archived_at=None).values_list("id", flat=True).first()
    return None if id is None else int(id)
