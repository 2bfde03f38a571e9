"""Own rates of the sample company's people, with reasons: what they plan with beside what the record shows."""

from __future__ import annotations

from dataclasses import dataclass

from targetree.services.activity.own_rates import set_own_rates
from targetree.services.activity.rates import Own
from targetree.services.plans.opening import open_plan

from .commitments import Both, _Cast


@dataclass(frozen=True)
class _Set:
    who: str
    """Who says so, by code; the plan is that of their seat, or of `of`."""
    own: Own
    why: Both
    of: str = ""


SETS = (
    _Set(
        "1103", Own(win_rate=0.4, visits_a_day=5.0),
        ("松江、嘉定两家已进入商务谈判，赢单率会高于去年；今年集中跑一个片区，一天可多看一家。",
         "Two customers in Songjiang and Jiading are negotiating, so more is won than last year; one district allows a "
         "fifth visit a day."),
    ),
    _Set(
        "1102", Own(visit_rate=0.15),
        ("改为先电话筛选再上门，无效拜访明显减少。", "Calls come first now, so that fewer visits lead nowhere."),
    ),
    _Set(
        "1101", Own(deal=28_000_000),
        ("今年主推伺服与 PLC 打包方案，单笔金额比去年高一成。",
         "Servo and PLC are sold as a bundle this year; a signing is worth a tenth more."), "E1",
    ),
    _Set(
        "1100", Own(win_rate=0.45),
        ("新设售前支持小组，大项目赢单率按 45% 计划。",
         "With the new pre-sales team we plan to win 45% of opportunities."),
        "E",
    ),
    _Set(
        "1204", Own(deal=32_000_000),
        ("两个海外项目金额较大，单笔按 32 万计。", "Two export projects are large: a signing counts 320,000."),
    ),
)  # fmt: skip


def add(lang: str) -> None:
    """Own rates in the plans of some people and units of the sample company that was just loaded."""
    at = 0 if lang == "zh" else 1
    people = _Cast()
    for one in SETS:
        who = people.actor(one.who)
        plan = open_plan(actor=who, node=people.node(who, one.of or one.who))
        set_own_rates(actor=who, plan=plan, own=one.own, reason=one.why[at])
