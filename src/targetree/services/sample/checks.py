"""Plans to be checked: a sound one, one half done, and two of empty words, so that scores tell them apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from targetree.engine.periods import MONTHS
from targetree.services.access import Actor, acting, actor_of
from targetree.services.plans.heads import PlanHead, plan_head, save_row
from targetree.services.plans.opening import open_plan
from targetree.store import models as store

Both = tuple[str, str]
"""中文, English"""

HOST = "yuanxiu.example"
SOUND, HALF, EMPTY = "1114", "1307", "1118"
"""Whose plan is which."""
EMPTY_TOO = "1116"


def _day(month: int, day: int) -> date:
    return date(2027, month, day)


@dataclass(frozen=True)
class _Condition:
    text: Both
    breakthrough: Both
    due: date
    effect: int
    """元"""
    at_least: float | None = None


CONDITIONS = (
    _Condition(("6月底前新开3家包装设备客户", "Three new packaging machine makers by the end of June"),
               ("用闵行样板线的实测数据逐家上门演示", "Show each of them the figures of the reference line in Minhang"),
               _day(6, 30), 420_000),
    _Condition(("老客户备件包复购率到60%", "Six of ten customers order spare part kits again"),
               ("交货满10个月自动提醒，附一口价清单", "A reminder ten months after delivery, with fixed prices"),
               _day(9, 30), 260_000),
    _Condition(("在合作客户不少于8家", "At least eight customers in hand"),
               ("每季度对低频客户做一次回访和选型诊断", "A visit and a check of what they use, once a quarter"),
               _day(3, 31), 180_000, 8),
)  # fmt: skip
FOCUSES: tuple[Both, ...] = (
    ("一季度把老客户框架协议续签完", "Renew the frame contracts of customers in hand"),
    ("二季度拿下3家包装设备新客户", "Win three new packaging machine makers"),
    ("三季度备件包复购", "Spare part kits ordered again"),
    ("四季度视觉检测样板项目验收", "The reference project in machine vision accepted"),
)
POINTS: tuple[tuple[str, str, Both, int | None, date | None], ...] = (
    ("must", "", ("每周拜访不少于12次，其中陌拜4次", "Twelve visits a week, four of them cold"), None, None),
    ("must", "", ("在合作客户框架协议续签率90%", "Nine of ten frame contracts renewed"), None, None),
    ("gain", "money", ("完成100%发年度奖金", "The year's bonus at 100 %"), 48_000, None),
    ("gain", "training", ("去苏州总部跟视觉团队学两周", "Two weeks with the vision team in Suzhou"), None, None),
    ("loss", "money", ("低于80%扣季度绩效", "The quarterly part is lost below 80 %"), 15_000, None),
    (
        "obstacle",
        "",
        ("视觉选型要研发支持，排期常等三周", "Vision needs engineering, three weeks away"),
        None,
        None,
    ),
    ("obstacle", "", ("两家客户换了采购负责人", "Two customers have a new head of purchasing"), None, None),
    ("need", "skill", ("视觉检测选型基础", "The basics of choosing machine vision"), None, _day(2, 26)),
    ("need", "information", ("包装行业新增产线名单", "A list of new packaging lines"), None, _day(1, 29)),
    ("stage", "", ("框架协议续签完成", "Frame contracts renewed"), None, _day(3, 31)),
    ("stage", "", ("新客户首单到齐", "First orders of the new customers in"), None, _day(6, 30)),
    ("stage", "", ("全年收官", "The year brought home"), None, _day(12, 24)),
)
"""(part, kind, text, 元, by when)"""
ACTIONS: tuple[tuple[Both, Both, date, int, bool, bool], ...] = (
    (("和前五大客户谈年度框架", "Agree frame contracts with the five largest"),
     ("框架协议盖章，价格锁到年底", "Signed, prices fixed for the year"), _day(2, 26), 6_000, True, True),
    (("补齐包装行业20家名单并约访", "Twenty packaging makers listed and visits fixed"),
     ("每周至少约到3家", "Three appointments a week"), _day(3, 19), 0, False, True),
    (("闵行样板线参观日", "An open day at the reference line in Minhang"),
     ("到场8家，3家要报价", "Eight come, three ask for a quotation"), _day(5, 14), 12_000, False, True),
    (("备件包一口价清单发给存量客户", "The list of fixed prices to all customers in hand"),
     ("10家下单", "Ten orders"), _day(8, 20), 1_500, False, False),
    (("视觉检测样机试用", "A trial of machine vision"),
     ("客户签验收单", "The customer signs the acceptance"), _day(11, 12), 9_000, True, True),
)  # fmt: skip
"""(what, outcome, by when, 元, urgent, important)"""
REQUEST: tuple[Both, Both] = (
    ("请研发在5月底前安排一名视觉工程师驻场两周", "A vision engineer on site for two weeks by the end of May"),
    ("没有现场调试，样板项目验收不了", "Without tuning on site the reference project is not accepted"),
)
EMPTY_POINTS: tuple[tuple[str, str, Both], ...] = (
    ("must", "", ("努力完成任务", "Work hard and do my best")),
    ("must", "", ("加强客户关系维护", "Improve customer relations")),
    ("gain", "honour", ("再创佳绩", "More success")),
    ("obstacle", "", ("待定", "TBD")),
    ("need", "knowledge", ("加强学习", "Learn more")),
    ("stage", "", ("努力完成任务", "Work hard and do my best")),
)
EMPTY_ACTIONS: tuple[Both, ...] = (
    ("努力完成任务", "Work hard and do my best"), ("认真跟进客户", "Follow up customers"),
    ("尽力做好服务", "Give the best service possible"),
)  # fmt: skip


def add(lang: str) -> None:
    """The plans, each by the one whose it is."""
    at = 0 if lang == "zh" else 1
    _sound(SOUND, at)
    _half(HALF, at)
    for code in (EMPTY, EMPTY_TOO):
        _empty(code, at)


def _opened(code: str) -> tuple[Actor, PlanHead]:
    """The person's own plan, to be changed."""
    with acting(None):
        account = store.Account.objects.only("id").get(email=f"{code}@{HOST}")
    actor = actor_of(account.id)
    assert actor is not None
    with acting(actor.account_id):
        node = store.Node.objects.only("id").get(code=code)
        return actor, plan_head(actor, "write_plan", open_plan(actor=actor, node=node.id), change=True)


def _put(actor: Actor, head: PlanHead, model: type[Any], rows: list[dict[str, Any]]) -> list[Any]:
    """New rows; none where the plan has some already."""
    with acting(actor.account_id):
        if model.objects.filter(plan_id=head.id).exists():
            return []
        made = [model(plan_id=head.id, **row) for row in rows]
        for row in made:
            save_row(actor, row)
        return made


def _sound(code: str, at: int) -> None:
    actor, head = _opened(code)
    _put(actor, head, store.PlanPoint, [
        {"part": part, "kind": kind, "text": text[at], "amount": None if yuan is None else yuan * 100,
         "at_percent": {"gain": 100, "loss": 80}.get(part), "due": due, "position": n}
        for n, (part, kind, text, yuan, due) in enumerate(POINTS)
    ])  # fmt: skip
    conditions = _put(actor, head, store.Condition, [
        {"text": c.text[at], "breakthrough": c.breakthrough[at], "due": c.due, "owner_id": head.person,
         "effect": c.effect * 100, "position": n, "kind": "in_hand" if c.at_least else "needed",
         "figure": "customers" if c.at_least else "", "figure_of": {"stage": "current"} if c.at_least else {},
         "at_least": c.at_least}
        for n, c in enumerate(CONDITIONS)
    ])  # fmt: skip
    for condition in conditions[:1]:
        with acting(actor.account_id):
            condition.judged_by_id = actor.account_id
            save_row(actor, condition)
    _put(actor, head, store.Action, [
        {"text": text[at], "outcome": outcome[at], "starts": due.replace(day=1), "due": due, "cost_fen": yuan * 100,
         "urgent": urgent, "important": important, "owner_id": head.person, "position": n}
        for n, (text, outcome, due, yuan, urgent, important) in enumerate(ACTIONS)
    ])  # fmt: skip
    _put(actor, head, store.Focus, [
        {"quarter": q, "text": text[at], "share_percent": 40} for q, text in enumerate(FOCUSES)
    ])  # fmt: skip
    _put(actor, head, store.Checkpoint, [
        {"month": m, "third": t, "amount_signed": part, "visits": 17}
        for m in range(MONTHS) for t, part in enumerate(_thirds(head.months[m]))
    ])  # fmt: skip
    _ask(actor, head, at)


def _ask(actor: Actor, head: PlanHead, at: int) -> None:
    with acting(actor.account_id):
        if not store.SupportRequest.objects.filter(plan_id=head.id).exists():
            store.SupportRequest.objects.create(
                plan_id=head.id, node_id=head.node, text=REQUEST[0][at], why=REQUEST[1][at], needed_by=_day(5, 31),
                to_node_id=head.path[-2], asked_by_id=actor.account_id,
            )  # fmt: skip


def _thirds(month: int) -> tuple[int, int, int]:
    early, middle = month * 30 // 100, month * 35 // 100
    return early, middle, month - early - middle


def _half(code: str, at: int) -> None:
    actor, head = _opened(code)
    _put(actor, head, store.PlanPoint, [
        {"part": part, "kind": kind, "text": text[at], "position": n, "due": due if part != "need" else None}
        for n, (part, kind, text, _, due) in enumerate(POINTS) if part in ("must", "obstacle", "need")
    ])  # fmt: skip
    _put(actor, head, store.Condition, [
        {"text": c.text[at], "due": c.due, "owner_id": head.person, "position": n}
        for n, c in enumerate(CONDITIONS[:2])
    ])  # fmt: skip
    _put(actor, head, store.Action, [
        {"text": text[at], "outcome": outcome[at], "due": due if n else None, "owner_id": head.person,
         "urgent": urgent, "important": important, "position": n}
        for n, (text, outcome, due, _, urgent, important) in enumerate(ACTIONS[:3])
    ])  # fmt: skip
    _put(actor, head, store.Focus, [
        {"quarter": q, "text": text[at], "share_percent": 30} for q, text in enumerate(FOCUSES[:2])
    ])  # fmt: skip


def _empty(code: str, at: int) -> None:
    actor, head = _opened(code)
    _put(actor, head, store.PlanPoint, [
        {"part": part, "kind": kind, "text": text[at], "position": n}
        for n, (part, kind, text) in enumerate(EMPTY_POINTS)
    ])  # fmt: skip
    _put(actor, head, store.Action, [
        {"text": text[at], "urgent": True, "position": n} for n, text in enumerate(EMPTY_ACTIONS)
    ])  # fmt: skip
    _put(actor, head, store.Focus, [
        {"quarter": q, "text": ("努力完成任务", "Work hard and do my best")[at]} for q in range(4)
    ])  # fmt: skip
