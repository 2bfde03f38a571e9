"""Plans for tests of their checks: a sound one, and any other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from targetree.engine.periods import PlanYear
from targetree.engine.plan_checks.facts import (
    ActionFact,
    Committed,
    ConditionFact,
    FocusFact,
    Forecast,
    Lost,
    MonthPoints,
    Opportunity,
    PlanFacts,
    PointFact,
    Record,
    RequestFact,
)

YEAR = PlanYear(2027, date(2027, 1, 1))
TODAY = date(2026, 12, 10)
MONTH = 10_000_000


def condition(id: int = 1, **more: Any) -> ConditionFact:
    given = {
        "parent": None, "text": "新开3家包装设备客户", "difficulty": "", "breakthrough": "样板线实测数据上门演示",
        "due": date(2027, 6, 30), "owner": 1, "owner_left": None, "bound": True, "gone": False, "at_least": 3.0,
        "state": "open", "judged": False, "effect": 40_000_000, "customer": None,
    }  # fmt: skip
    return ConditionFact(id=id, **(given | more))


def point(part: str, text: str, id: int = 1, **more: Any) -> PointFact:
    given = {"kind": "", "amount": None, "at_percent": None, "starts": None, "due": None, "done": False}
    return PointFact(id=id, part=part, text=text, **(given | more))


def action(id: int = 1, **more: Any) -> ActionFact:
    given = {
        "text": "和前五大客户谈年度框架", "outcome": "框架协议盖章", "customer": None, "starts": None,
        "due": date(2027, 2, 26), "owner": 1, "owner_left": None, "urgent": False, "important": True,
        "status": "planned", "cost_fen": 0, "condition": None,
    }  # fmt: skip
    return ActionFact(id=id, **(given | more))


def request(id: int = 1, **more: Any) -> RequestFact:
    given = {"text": "视觉工程师驻场两周", "status": "open", "asked": TODAY, "needed_by": date(2027, 5, 31),
             "promised": None}  # fmt: skip
    return RequestFact(id=id, **(given | more))


SOUND = PlanFacts(
    year=YEAR, today=TODAY, money=True, target=12 * MONTH, months=(MONTH,) * 12, learned=(MONTH,) * 12,
    work_days=(21,) * 12, person_days=(21,) * 12,
    forecast=Forecast(90_000_000, 12, TODAY, 5_000_000, 20_000_000, 7, "恒力"), lost=(Lost("PLC", 3, 100, True),),
    market_notes=2, largest_open=Opportunity(5, "OP1", 7, "恒力", 10_000_000),
    record=Record(36, MONTH / 20, date(2025, 3, 1), MONTH / 20, date(2025, 3, 1)), visits=(40,) * 12, new_customers=0,
    committed=Committed("accepted", 12 * MONTH, 12 * MONTH), may_commit=True, budget_fen=1_000_000,
    conditions=(condition(1), condition(2, text="备件包复购率到60%", effect=None)),
    points=(
        point("must", "每周拜访12次", 1), point("gain", "年度奖金", 2, amount=100), point("loss", "扣季度绩效", 3,
            amount=1),
        point("obstacle", "视觉选型要研发支持", 4), point("need", "视觉检测选型基础", 5, due=date(2027, 2, 26)),
        point("stage", "框架协议续签完成", 6, due=date(2027, 3, 31)),
    ),
    actions=(
        action(1, urgent=True), action(2, text="闵行样板线参观日", due=date(2027, 5, 14), outcome="8家到场"),
        action(3, text="备件清单发给存量客户", due=date(2027, 8, 20), outcome="10家下单"),
        action(4, text="视觉样机试用", due=date(2027, 11, 12), outcome="客户签验收单"),
    ),
    focuses=tuple(
        FocusFact(q, q, text, 40)
        for q, text in enumerate(("续签年度框架", "拿下3家包装设备新客户", "备件包复购", "视觉样板项目验收"))
    ),
    checkpoints={m: MonthPoints(3, MONTH, 40) for m in range(12)}, requests=(request(1),),
)  # fmt: skip
"""It passes every check."""

TEXTS = st.sampled_from(
    ["", "努力", "待定", "aaaa", "加强客户关系", "续签恒力年度框架", "拜访3家包装设备厂", "要研发支持样机",
        "1. 续签 2. 新品；3. 回款",
     "复购率到60%", "Win Bosch", "TBD", "交期太长"]
)  # fmt: skip
_DAYS = st.none() | st.dates(date(2026, 6, 1), date(2028, 2, 1))
_OWNERS = st.none() | st.integers(1, 3)
_FLAGS = st.booleans()
_AMOUNTS = st.none() | st.integers(0, 60_000_000)
_LISTS: dict[str, Any] = {"max_size": 5}


def _numbered(rows: list[Any]) -> tuple[Any, ...]:
    return tuple(replace(row, id=n + 1) for n, row in enumerate(rows))


@st.composite
def _trees(draw: Any) -> tuple[ConditionFact, ...]:
    rows = draw(st.lists(st.builds(
        ConditionFact, id=st.just(0), parent=st.none(), text=TEXTS, difficulty=TEXTS, breakthrough=TEXTS, due=_DAYS,
        owner=_OWNERS, owner_left=_DAYS, bound=_FLAGS, gone=_FLAGS, at_least=st.none() | st.floats(0, 9),
        state=st.sampled_from(["open", "holds", "fails"]), judged=_FLAGS, effect=_AMOUNTS,
        customer=st.none() | st.integers(6, 8), opportunity=st.none() | st.integers(4, 6),
    ), **_LISTS))  # fmt: skip
    numbered = _numbered(rows)
    return tuple(replace(c, parent=draw(st.none() | st.integers(1, c.id - 1))) if c.id > 1 else c for c in numbered)


PLANS = st.builds(
    PlanFacts, year=st.just(YEAR), today=st.dates(date(2026, 11, 1), date(2027, 12, 30)), money=_FLAGS,
    target=st.sampled_from([0, 12 * MONTH]), months=st.sampled_from([(MONTH,) * 12, (6 * MONTH,
        6 * MONTH) + (0,) * 10]),
    learned=st.sampled_from([None, (MONTH,) * 12]), work_days=st.just((21,) * 12), person_days=st.just((21,) * 12),
    forecast=st.none() | st.builds(
        Forecast, st.integers(0, 150_000_000), st.integers(0, 9), st.sampled_from([TODAY, date(2026, 1, 1)]),
        st.integers(0, 9_000_000), st.integers(0, 90_000_000), st.integers(6, 8), st.just("恒力"),
    ),
    lost=st.lists(st.builds(Lost, st.sampled_from([None, "PLC", "视觉"]), st.integers(1, 5), st.just(1), _FLAGS),
                  max_size=3).map(tuple),
    market_notes=st.integers(0, 2),
    largest_open=st.none() | st.builds(Opportunity, st.integers(4, 6), st.just("OP"), st.integers(6, 8),
        st.just("恒力"),
                                       st.integers(0, 90_000_000)),
    record=st.none() | st.builds(Record, st.integers(1, 40), st.just(MONTH / 25), st.just(date(2025, 1, 1)),
                                 st.floats(1, MONTH / 10), st.just(date(2025, 1, 1))),
    visits=st.sampled_from([None, (40,) * 12, (400,) * 12]), new_customers=st.integers(0, 9),
    committed=st.none() | st.builds(Committed, st.sampled_from(["accepted", "countered", "settled"]),
                                    st.sampled_from([12 * MONTH, MONTH]), st.sampled_from([12 * MONTH, MONTH])),
    may_commit=_FLAGS, budget_fen=_AMOUNTS, conditions=_trees(),
    points=st.lists(st.builds(
        PointFact, st.just(0), st.sampled_from(["must", "gain", "loss", "obstacle", "need", "stage"]), st.just(""),
            TEXTS,
        _AMOUNTS, st.none(), _DAYS, _DAYS, _FLAGS), max_size=9).map(_numbered),
    actions=st.lists(st.builds(
        ActionFact, st.just(0), TEXTS, TEXTS, st.none() | st.integers(6, 8), _DAYS, _DAYS, _OWNERS, _DAYS, _FLAGS,
            _FLAGS,
        st.sampled_from(["planned", "doing", "done", "dropped"]), _AMOUNTS, st.none()), max_size=7).map(_numbered),
    focuses=st.lists(st.builds(FocusFact, st.just(0), st.integers(0, 3), TEXTS, st.none() | st.integers(0, 100)),
                     max_size=4, unique_by=lambda f: f.quarter).map(_numbered),
    checkpoints=st.dictionaries(st.integers(0, 11), st.builds(
        MonthPoints, st.just(3), st.sampled_from([MONTH, MONTH - 1]), st.integers(0, 99))),
    checkpoints_carry=st.just(True),
    requests=st.lists(st.builds(
        RequestFact, st.just(0), TEXTS, st.sampled_from(["open", "accepted", "declined", "done", "withdrawn"]),
        st.dates(date(2026, 6, 1), date(2027, 2, 1)), st.dates(date(2026, 9, 1), date(2027, 12, 1)), _DAYS,
    ), **_LISTS).map(_numbered),
)  # fmt: skip
"""Plans of every kind, most of them bad."""


def tomorrow(facts: PlanFacts) -> date:
    """A day of the plan year that is still to come."""
    return max(facts.today + timedelta(days=1), YEAR.start)
