"""Conditions of some plans of the sample company: judged, bound, open, with difficulties and what they bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from targetree.services.access import Actor, acting
from targetree.services.conditions.figures import Binding
from targetree.services.conditions.judging import judge_condition
from targetree.services.conditions.proposals import accept_proposal, proposals
from targetree.services.conditions.templates import take_templates
from targetree.services.conditions.writing import Fields, add_condition
from targetree.services.plans.opening import open_plan
from targetree.store import models as store

from .commitments import Both, _Cast


@dataclass(frozen=True)
class _One:
    """A condition and those below it. `percent`: of the target, what it brings."""

    kind: str
    text: Both
    difficulty: Both = ("", "")
    breakthrough: Both = ("", "")
    due: date | None = None
    state: str = ""
    note: Both = ("", "")
    percent: int = 0
    month: int | None = None
    figure: str = ""
    at_least: float = 0.0
    about: Mapping[str, Any] = field(default_factory=dict)
    """A measure by its code."""
    below: tuple[_One, ...] = ()


SELLER = (
    _One(
        "in_hand",
        ("松江、嘉定两家大客户的产线改造按期验收", "The line upgrades of the two large customers are accepted in time"),
        (
            "验收被推迟到三季度，客户内部还没有定人",
            "Acceptance was put off to the third quarter and nobody is named for it",
        ),
        (
            "请客户副总牵头开启动会，每两周对一次进度表",
            "A kick-off led by the customer's vice president, a schedule checked every fortnight",
        ),
        date(2027, 9, 15),
        percent=18,
        month=8,
        below=(
            _One(
                "chances",
                ("客户指定验收负责人", "The customer names who accepts"),
                due=date(2027, 3, 31),
                state="holds",
                note=("上次拜访时已书面确认", "Confirmed in writing on the last visit"),
            ),
            _One(
                "traits",
                ("技术部认可我们的联调方案", "Their engineers agree to our test plan"),
                ("他们更熟悉竞品的接口", "They know the competitor's interface better"),
                (
                    "带上同型号客户的联调记录，现场演示一次",
                    "Bring the records of a customer with the same line and show it once",
                ),
                date(2027, 5, 31),
            ),
        ),
    ),
    _One(
        "chances",
        ("一季度拜访量跟上，手上商机不断档", "Visits keep up in the first quarter so that the pipeline never runs dry"),
        ("年初客户多在盘点和放假", "Customers take stock and holidays early in the year"),
        ("节前把二月的拜访全部约定，节后第一周集中拜访", "All visits of February agreed before the holidays"),
        date(2027, 3, 31),
        figure="done",
        at_least=60,
        about={"measure": "visits", "first_month": 0, "month_count": 3},
    ),
    _One(
        "mix",
        ("伺服产品打进两家老客户的新产线", "Our drives go into the new lines of two existing customers"),
        ("老客户习惯了单一品类采购", "They are used to buying one category from us"),
        ("用节能测算和三个月试用打开", "Open it with a calculation of savings and three months of trial"),
        date(2027, 6, 30),
        percent=8,
    ),
    _One(
        "habits",
        ("关键客户接受 30% 预付", "Key customers accept 30% in advance"),
        due=date(2027, 2, 28),
        state="fails",
        note=("两家明确拒绝，改谈月结", "Two of them refused; monthly terms are negotiated instead"),
        percent=4,
    ),
)
LEADER = (
    _One(
        "needed",
        ("每人每月新增一家有效客户", "Everybody wins a new customer a month"),
        ("老业务员不愿做陌拜", "Experienced people avoid cold visits"),
        ("每周三上午全组陌拜，组长带队", "Cold visits together every Wednesday morning, led by the leader"),
        date(2027, 12, 31),
        figure="done",
        at_least=60,
        about={"measure": "new_customers"},
        percent=12,
    ),
    _One(
        "in_hand",
        ("新来的两位同事三个月内能独立报价", "The two new colleagues quote alone within three months"),
        ("产品线宽，记不住选型规则", "The range is wide and selection rules are hard to remember"),
        ("老带新，每周一次选型考试", "A mentor each and a test every week"),
        date(2027, 4, 30),
        state="holds",
        note=("选型考试均已通过", "Both have passed the test"),
    ),
)
MANAGER = (
    _One(
        "mix",
        ("高毛利产品线占比提高", "High-margin lines grow in the mix"),
        ("客户比价只看单价", "Customers compare unit prices only"),
        ("报价统一附全周期成本", "Every quotation carries the cost over the whole life"),
        date(2027, 12, 31),
        percent=5,
    ),
    _One(
        "chances",
        ("总部按时批复价格支持", "Headquarters decide on price support in time"),
        due=date(2027, 2, 28),
        percent=6,
        below=(
            _One(
                "free",
                ("一月底前提交竞品价格证据", "Evidence of competitors' prices handed in by January"),
                state="holds",
                note=("已提交 11 份报价单", "Eleven quotations handed in"),
            ),
        ),
    ),
)
BY_NODE: tuple[tuple[str, str, tuple[_One, ...], tuple[str, ...]], ...] = (
    ("1103", "1103", SELLER, ("habit", "in_hand", "deal")),
    ("1101", "E1", LEADER, ("habit", "in_hand", "deals")),
    ("1100", "E", MANAGER, ("habit", "deals", "space")),
)
"""(whose account, node, conditions, which proposals were taken over)"""
FROM_TEMPLATES = (("1201", "S1", "projects"), ("1102", "1102", "distribution"), ("1204", "1204", "projects"))


def add(lang: str) -> None:
    """For the seller 1103 and the units above, and templates for some others."""
    people = _Cast()
    at = 0 if lang == "zh" else 1
    with acting(people.actor("1001").account_id):
        measures = dict(store.Measure.objects.values_list("code", "id"))
    sheet = people.sheet(people.actor("1001"))
    for account, code, ones, slugs in BY_NODE:
        who = people.actor(account)
        node = people.node(who, code)
        plan = open_plan(actor=who, node=node)
        target = people.line(who, sheet, code).year
        for one in ones:
            _write(who, plan, one, target, measures, at, None)
        taken: set[str] = set()
        for offer in proposals(actor=who, plan=plan, lang=lang):
            if offer.slug in slugs and offer.slug not in taken:
                accept_proposal(actor=who, plan=plan, key=offer.key, lang=lang)
                taken.add(offer.slug)
    for account, code, trade in FROM_TEMPLATES:
        who = people.actor(account)
        plan = open_plan(actor=who, node=people.node(who, code))
        take_templates(actor=who, plan=plan, trade=trade, lang=lang)


def _write(
    who: Actor, plan: int, one: _One, target: int, measures: dict[str, int], at: int, parent: int | None
) -> None:
    fields: Fields = {
        "kind": one.kind, "text": one.text[at], "difficulty": one.difficulty[at], "breakthrough": one.breakthrough[at],
        "due": one.due, "owner": who.person_id, "effect_month": one.month,
    }  # fmt: skip
    if one.percent:
        fields["effect"] = target * one.percent // 100 // 1_000_000 * 1_000_000
    if one.figure:
        about = {**one.about, "measure": measures[one.about["measure"]]}
        fields["binding"] = Binding(one.figure, one.at_least, about)
    id = add_condition(actor=who, plan=plan, fields=fields, parent=parent)
    for below in one.below:
        _write(who, plan, below, target, measures, at, id)
    if one.state:
        judge_condition(actor=who, plan=plan, condition=id, state=one.state, note=one.note[at])
