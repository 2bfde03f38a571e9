"""The long-term plans of the sample company: the focus of each quarter, checkpoints taken, some changed and held."""

from __future__ import annotations

from dataclasses import dataclass

from targetree.engine.periods import MONTHS
from targetree.services.access import Actor, acting, actor_of
from targetree.services.longterm.changing import Wish, hold_checkpoint, set_checkpoints, take_proposal
from targetree.services.longterm.focus import days_of, set_focus
from targetree.services.longterm.showing import long_term
from targetree.services.plans.opening import open_plan, plan_of
from targetree.store import models as store

Both = tuple[str, str]
"""中文, English"""
THOUSAND = 100_000
"""Yuan in fen: what people change, they round to it."""


@dataclass(frozen=True)
class _Year:
    """Whose plan: the node and the address of who writes it; (focus, share of the time in per cent) by quarter."""

    node: str
    who: str
    focuses: tuple[tuple[Both, int], ...]
    taken: int = 12
    """So many months from the start are in the plan; the others are proposed."""
    changes: tuple[tuple[int, int, str, int], ...] = ()
    """(month, third, field, per mille of what was proposed), each held afterwards."""


PLANS = (
    _Year(
        "1103", "seller",
        (
            (("春节前把两家大客户的年度框架协议签下来", "Sign two frame contracts before Spring Festival"),
             40),
            (("视觉检测打样：五家汽配客户完成现场测试", "Vision: five makers of car parts test it on site"), 35),
            (("承接推迟的产线改造，三季度补回上半年的差额", "Win the postponed line upgrades"), 45),
            (("回款清零：十二月前收齐逾期款", "Collect all that is overdue before December"), 30),
        ),
        changes=((0, 1, "amount_signed", 1150), (2, 2, "visits", 900), (5, 0, "amount_signed", 1200)),
    ),
    _Year(
        "1104", "1104",
        (
            (("老客户逐家回访，摸清全年预算", "Visit every customer and learn the budgets of the year"), 30),
            (("新开发六家包装机械客户", "Win six makers of packaging machines"), 40),
        ),
        taken=6,
    ),
    _Year(
        "E1", "leader",
        (
            (("开门红：全组一季度签下 70% 的框架协议", "70 % of the frame contracts in the first quarter"), 35),
            (("带新人跑客户，每人每周陪访两次", "Ride along with the new colleagues, twice a week each"), 25),
            (("补缺口：集中攻三个千万级项目", "Close the gap: three projects of ten million"), 40),
            (("冲刺与回款并重，为明年蓄商机", "Final push and cash, and opportunities for next year"), 30),
        ),
        changes=((0, 2, "amount_signed", 1100),),
    ),
    _Year(
        "E", "manager",
        (
            (("机器视觉在华东立住三个标杆客户", "Three reference customers for machine vision in the East"), 30),
            (("苏州、宁波两地渠道布局到位", "Dealers in Suzhou and Ningbo are in place"), 25),
            (("大项目评审常态化，赢单率提高五个点", "Review large deals every week: five points more won"), 30),
            (("全年回款率达到 95%", "Cash collected reaches 95 % of bookings"), 35),
        ),
    ),
)  # fmt: skip


def add(lang: str) -> None:
    """To the sample company that was just loaded; `lang` is zh or en."""
    which = 1 if lang == "en" else 0
    for year in PLANS:
        actor = _actor(year.who)
        with acting(actor.account_id):
            node = store.Node.objects.values_list("id", flat=True).get(code=year.node, archived_at=None)
            plan = open_plan(actor=actor, node=node)
            for month in (None,) if year.taken == MONTHS else range(year.taken):
                take_proposal(actor=actor, plan=plan, month=month)
            _focuses(actor, plan, year, which)
            _changes(actor, plan, year)


def _changes(actor: Actor, plan: int, year: _Year) -> None:
    months = long_term(actor=actor, plan=plan).months
    for month, third, field, per_mille in year.changes:
        now = months[month].field(field).thirds[third]
        step = THOUSAND if now > 100 * THOUSAND else 1
        wish = Wish(third, field, now * per_mille // 1000 // step * step)
        set_checkpoints(actor=actor, plan=plan, month=month, wishes=[wish])
        hold_checkpoint(actor=actor, plan=plan, month=month, third=third, field=field, held=True)


def _focuses(actor: Actor, plan: int, year: _Year, which: int) -> None:
    """Each with the actions of the plan that fall into the quarter, where there are any already."""
    head = plan_of(actor=actor, plan=plan)
    actions = list(store.Action.objects.filter(plan_id=plan, important=True).exclude(status="dropped").order_by("due"))
    for quarter, (text, share) in enumerate(year.focuses):
        first, last = days_of(head.year, quarter)
        serving = [a.id for a in actions if a.due is not None and first <= a.due <= last][:4]
        set_focus(
            actor=actor, plan=plan, quarter=quarter, text=text[which], share_percent=share, serving=serving,
            seen_revision=0,
        )  # fmt: skip


def _actor(address: str) -> Actor:
    with acting(None):
        account = store.Account.objects.only("id").get(email=f"{address}@yuanxiu.example")
    found = actor_of(account.id)
    assert found is not None
    return found
