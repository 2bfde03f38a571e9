"""The checks of a plan: each can pass and fail, points add up, and mending never costs any."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from targetree.engine.plan_checks.facts import Committed, FocusFact, Forecast, Lost, MonthPoints, PlanFacts
from targetree.engine.plan_checks.grounded import covered
from targetree.engine.plan_checks.judging import CHECKS, judge
from targetree.engine.plan_checks.pragmatic import parts_of_focus
from targetree.engine.plan_checks.quantified import ALL_PARTS
from targetree.engine.plan_checks.texts import all_said, anchored_condition, condition_says, empty_ones, point_says
from targetree.engine.plan_checks.verdicts import PRINCIPLES, WEIGHTS, Verdict, score
from targetree.engine.plan_checks.wording import emptiness, has_figure
from targetree.terms.sentences import SENTENCES

from .plan_facts import MONTH, PLANS, SOUND, TODAY, YEAR, action, condition, point, request, tomorrow

MUCH = settings(
    max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)


def found(facts: PlanFacts, check: str) -> Verdict:
    return CHECKS[check](facts)


def test_the_weights_make_a_hundred_over_five_principles() -> None:
    assert sum(weight for _, weight in WEIGHTS.values()) == 100
    assert list(dict.fromkeys(principle for principle, _ in WEIGHTS.values())) == list(PRINCIPLES)
    assert WEIGHTS.keys() == CHECKS.keys()
    assert len(CHECKS) >= 22


def test_a_sound_plan_passes_every_check() -> None:
    judged = judge(SOUND)
    assert [v.check for v in judged.verdicts if v.state != "pass"] == []
    assert judged.score.total == 100


def test_an_empty_plan_gets_nothing_for_being_empty() -> None:
    bare = replace(SOUND, conditions=(), points=(), actions=(), focuses=(), checkpoints={}, requests=())
    of_content = {"figures", "words", "parts", "checkpoints", "costs", "focus", "one-focus", "focus-actions",
        "conditions",
                  "bound", "support-asked", "support-answered", "actions", "order", "overdue", "owners", "needs",
                  "stages",
                  "gap"}  # fmt: skip
    judged = judge(bare)
    given = {v.check: (v.state, p.got) for v, p in zip(judged.verdicts, judged.score.points, strict=True)}
    assert {check for check, (state, _) in given.items() if state == "fail"} == of_content
    assert all(given[check][1] == 0 for check in of_content)


BAD: list[tuple[str, str, dict[str, Any]]] = [
    ("figures", "no-target", {"target": 0}),
    ("figures", "fail", {"points": (point("must", "把老客户框架协议续签完"),)}),
    ("figures", "fail", {"points": (point("must", "努力100%"),)}),
    ("words", "fail", {"actions": (action(text="努力"),)}),
    ("words", "fail", {"focuses": tuple(FocusFact(q, q, "拿下包装设备", 40) for q in range(4))}),
    ("parts", "fail", {"points": (point("must", "每周拜访12次"), point("gain", "努力"))}),
    ("forecast", "none", {"forecast": None}),
    ("forecast", "old", {"forecast": replace(SOUND.forecast, at=TODAY - timedelta(days=93))}),
    ("coverage", "fail", {"forecast": replace(SOUND.forecast, in_hand=83_999_999)}),
    ("gap", "fail", {"conditions": (condition(effect=29_999_999),)}),
    ("gap", "fail", {"conditions": (condition(state="fails", bound=False),)}),
    ("gap", "fail", {"conditions": (condition(text="努力"), )}),
    ("competition", "fail", {"lost": (Lost("PLC", 2, 1, False), Lost("视觉", 3, 1, True))}),
    ("competition", "fail-any", {"lost": (Lost(None, 2, 1, False),)}),
    ("concentration", "fail", {"forecast": replace(SOUND.forecast, largest=36_000_001)}),
    ("single-deal", "fail", {"largest_open": replace(SOUND.largest_open, amount=36_000_001)}),
    ("pace", "fail", {"record": replace(SOUND.record, best_quarter=MONTH / 22)}),
    ("pace", "month", {"record": replace(SOUND.record, best_month=MONTH / 28, best_quarter=MONTH)}),
    ("visits", "fail", {"visits": (85,) + (0,) * 11}),
    ("visits", "none", {"visits": None, "checkpoints": {}}),
    ("season", "fail", {"learned": (2 * MONTH, *(MONTH,) * 10, 0)}),
    ("checkpoints", "none", {"checkpoints": {}}),
    ("checkpoints", "fail", {"checkpoints": {m: MonthPoints(3, MONTH, 9) for m in range(11)}}),
    ("checkpoints", "differ", {"checkpoints": {m: MonthPoints(3, MONTH - (m == 4), 9) for m in range(12)}}),
    ("commitment", "none", {"committed": None}),
    ("commitment", "countered", {"committed": Committed("countered", 12 * MONTH, MONTH)}),
    ("commitment", "changed", {"committed": Committed("accepted", MONTH, MONTH)}),
    ("commitment", "changed", {"committed": Committed("settled", 12 * MONTH, MONTH)}),
    ("costs", "fail", {"actions": (action(cost_fen=None),)}),
    ("costs", "over", {"actions": (action(cost_fen=1_000_001),)}),
    ("focus", "fail", {"focuses": SOUND.focuses[1:]}),
    ("focus", "fail", {"focuses": (*SOUND.focuses[:3], FocusFact(9, 3, "努力完成任务", 40))}),
    ("one-focus", "fail", {"focuses": (FocusFact(9, 0, "1. 续签 2. 新品上市 3. 催回款", 40), *SOUND.focuses[1:])}),
    ("one-focus", "little", {"focuses": (FocusFact(9, 0, "续签年度框架", 10), *SOUND.focuses[1:])}),
    ("one-focus", "no-share", {"focuses": (FocusFact(9, 0, "续签年度框架", None), *SOUND.focuses[1:])}),
    ("focus-actions", "fail", {"actions": SOUND.actions[:3]}),
    ("conditions", "fail", {"conditions": (condition(breakthrough=""),)}),
    ("conditions", "fail", {"conditions": (condition(breakthrough="努力"),)}),
    ("conditions", "fail", {"conditions": (condition(due=TODAY - timedelta(days=1)),)}),
    ("conditions", "fail", {"conditions": (condition(owner=None),)}),
    ("bound", "fail", {"conditions": (condition(1, bound=False), condition(2, bound=False), condition(3))}),
    ("bound", "gone", {"conditions": (condition(gone=True),)}),
    ("support-asked", "fail", {"requests": ()}),
    ("support-asked", "fail", {"requests": (request(status="withdrawn"),)}),
    ("support-answered", "fail", {"requests": (request(status="declined"),)}),
    ("support-answered", "fail", {"requests": (request(asked=TODAY - timedelta(days=8)),)}),
    ("support-answered", "fail", {"requests": (request(status="accepted", promised=date(2027, 6, 1)),)}),
    ("actions", "fail", {"actions": (action(due=None),)}),
    ("actions", "fail", {"actions": (action(owner=None),)}),
    ("actions", "fail", {"actions": (action(outcome="好"),)}),
    ("order", "fail", {"actions": tuple(action(n, urgent=True) for n in range(3))}),
    ("order", "same", {"actions": tuple(action(n) for n in range(5))}),
    ("overdue", "fail", {"actions": (action(due=TODAY - timedelta(days=1)),)}),
    ("owners", "fail", {"actions": (action(owner_left=date(2027, 1, 31)),)}),
    ("needs", "fail", {"points": (point("need", "视觉检测选型基础"),)}),
    ("stages", "fail", {"points": (point("stage", "收官", due=date(2028, 1, 1)),)}),
    ("stages", "fail", {"points": (point("stage", "收官", starts=date(2027, 5, 2), due=date(2027, 5, 1)),)}),
]  # fmt: skip


@pytest.mark.parametrize(("check", "code", "change"), BAD, ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_wrong_is_found(check: str, code: str, change: dict[str, Any]) -> None:
    verdict = found(replace(SOUND, **change), check)
    assert (verdict.state, verdict.code) == ("fail", f"plan-check-{check}-{code}")
    assert verdict.spots, "there is a place to mend"
    assert 0 <= verdict.good < verdict.of


GOOD: list[tuple[str, str, dict[str, Any]]] = [
    ("forecast", "off", {"money": False}), ("coverage", "off", {"money": False}), ("gap", "off", {"money": False}),
    ("gap", "closed", {"forecast": replace(SOUND.forecast, in_hand=12 * MONTH)}),
    ("gap", "pass", {"conditions": (), "new_customers": 6}),
    ("competition", "noted", {"lost": ()}), ("competition", "off", {"lost": (), "market_notes": 0}),
    ("concentration", "planned", {"forecast": replace(SOUND.forecast, largest=50_000_000),
                                  "actions": (action(customer=7),)}),
    ("concentration", "planned", {"forecast": replace(SOUND.forecast, largest=50_000_000),
                                  "conditions": (condition(customer=7),)}),
    ("single-deal", "planned", {"largest_open": replace(SOUND.largest_open, amount=50_000_000),
                                "conditions": (condition(opportunity=5),)}),
    ("single-deal", "off", {"largest_open": None}), ("pace", "off", {"record": None}), ("season", "off",
    {"learned": None}),
    ("checkpoints", "off", {"today": date(2028, 1, 5)}), ("commitment", "off", {"may_commit": False}),
    ("costs", "pass", {"budget_fen": None}), ("costs", "within", {}),
    ("focus-actions", "pass", {"focuses": tuple(replace(f, serving=(1,)) for f in SOUND.focuses),
                               "actions": SOUND.actions[:1]}),
    ("conditions", "pass", {"conditions": (condition(state="holds", breakthrough="", due=None, owner=None),)}),
    ("conditions", "pass", {"conditions": (condition(1, breakthrough=""), condition(2, parent=1))}),
    ("support-asked", "unneeded", {"points": (point("obstacle", "竞品降价8%"),), "requests": ()}),
    ("support-answered", "unasked", {"requests": ()}),
    ("support-answered", "pass", {"requests": (request(1, status="declined"), request(2))}),
    ("owners", "pass", {"actions": (action(owner_left=date(2027, 12, 31)),)}),
    ("actions", "pass", {"actions": (action(text="催回款", outcome="到账", customer=7),)}),
    ("overdue", "pass", {"actions": (action(due=date(2026, 1, 1), status="done"),)}),
]  # fmt: skip


@pytest.mark.parametrize(("check", "code", "change"), GOOD, ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_in_order_is_left_in_peace(check: str, code: str, change: dict[str, Any]) -> None:
    verdict = found(replace(SOUND, **change), check)
    assert verdict.code == f"plan-check-{check}-{code}"
    assert verdict.state == ("off" if code == "off" else "pass")


@pytest.mark.parametrize(
    ("text", "count"),
    [("续签年度框架", 1), ("华东、华北的续签", 1), ("1. 续签 2. 新品", 2), ("续签；催款", 2), ("一是续签，二是新品",
        2), ("①续签②新品③催款", 3),
     ("renew\nwin", 2), ("3.5亿的框架", 1), ("2027年3月前续签", 1), ("", 1), ("- renew\n- win\n- collect", 3)],
)  # fmt: skip
def test_what_a_focus_lists(text: str, count: int) -> None:
    assert parts_of_focus(text) == count


def test_effects_are_counted_once_a_branch() -> None:
    tree = (condition(1, effect=10), condition(2, parent=1, effect=7), condition(3, parent=1, effect=6),
            condition(4, effect=None), condition(5, parent=4, effect=3))  # fmt: skip
    assert covered(replace(SOUND, conditions=tree)) == 13 + 3


@MUCH
@given(PLANS)
def test_points_add_up_and_every_verdict_has_its_sentence(facts: PlanFacts) -> None:
    judged = judge(facts)
    assert 0 <= judged.score.total <= 100
    assert sum(p.most for p in judged.score.points) == 100
    for verdict, points in zip(judged.verdicts, judged.score.points, strict=True):
        assert 0 <= points.got <= points.most
        assert (verdict.state == "pass") == (points.got == points.most and verdict.state != "off" and points.most > 0)
        for text in SENTENCES[verdict.code]:
            assert text.format(**verdict.values)
        if verdict.state == "fail":
            assert verdict.spots
    assert {*judged.failing} == {v.check for v in judged.verdicts if v.state == "fail"}


@given(st.data())
def test_one_check_more_that_passes_never_lowers_the_score(data: Any) -> None:
    def any_verdict(check: str) -> Verdict:
        state = data.draw(st.sampled_from(["pass", "fail", "off"]))
        of = data.draw(st.integers(1, 9))
        return Verdict(check, state, "", {}, data.draw(st.integers(0, of - 1)) if state == "fail" else of, of)

    verdicts = [any_verdict(check) for check in WEIGHTS]
    at = data.draw(st.integers(0, len(verdicts) - 1))
    if verdicts[at].state == "fail":
        mended = [*verdicts[:at], replace(verdicts[at], state="pass"), *verdicts[at + 1 :]]
        assert score(mended).total > score(verdicts).total


# What somebody would do about a failing check, with content that is in order.
_TEXTS = (f"拿下第{n}家包装设备厂" for n in range(10**9))


def _figures(f: PlanFacts) -> PlanFacts:
    f = f if f.target > 0 else replace(f, target=12 * MONTH, months=(MONTH,) * 12)
    points = tuple(
        replace(p, text=next(_TEXTS))
        if p.part == "must" and not (point_says(p) and (p.amount is not None or has_figure(p.text)))
        else p
        for p in f.points
    )
    conditions = tuple(replace(c, text=next(_TEXTS)) if not (condition_says(c) and has_figure(c.text)) else c
                       for c in f.conditions)  # fmt: skip
    if not conditions and not any(p.part == "must" for p in points):
        points = (*points, point("must", next(_TEXTS), 90))
    return replace(f, points=points, conditions=conditions)


def _words(f: PlanFacts) -> PlanFacts:
    if not all_said(f):
        return _figures(f)
    bad = {(s.kind, s.row, s.text) for s in empty_ones(all_said(f))}

    def better(kind: str, row: int, text: str) -> str:
        return next(_TEXTS) if (kind, row, text) in bad else text

    return replace(
        f,
        points=tuple(replace(p, text=better("point", p.id, p.text)) for p in f.points),
        conditions=tuple(
            replace(c, text=better("condition", c.id, c.text), difficulty=better("condition", c.id, c.difficulty),
                    breakthrough=better("condition", c.id, c.breakthrough)) for c in f.conditions
        ),
        actions=tuple(replace(a, text=better("action", a.id, a.text), outcome=better("action", a.id, a.outcome))
                      for a in f.actions),
        focuses=tuple(replace(x, text=better("focus", x.quarter, x.text)) for x in f.focuses),
        requests=tuple(replace(r, text=better("request", r.id, r.text)) for r in f.requests),
    )  # fmt: skip


def _parts(f: PlanFacts) -> PlanFacts:
    there = {p.part for p in f.points if point_says(p)}
    more = tuple(point(part, next(_TEXTS), 100 + n, due=tomorrow(f))
                 for n, part in enumerate(ALL_PARTS) if part not in there)  # fmt: skip
    return replace(f, points=f.points + more)


def _forecast(f: PlanFacts) -> PlanFacts:
    known = f.forecast or Forecast(0, 0, f.today, 0, 0, None, "")
    return replace(f, forecast=replace(known, at=f.today))


def _in_hand(f: PlanFacts) -> PlanFacts:
    f = _forecast(_target(f))
    assert f.forecast is not None
    return replace(f, forecast=replace(f.forecast, in_hand=f.target))


def _target(f: PlanFacts) -> PlanFacts:
    return f if f.target > 0 else replace(f, target=12 * MONTH, months=(MONTH,) * 12)


def _gap(f: PlanFacts) -> PlanFacts:
    f = _target(f if f.forecast else _forecast(f))
    id = 200 + len(f.conditions)
    return replace(f, conditions=(*f.conditions, condition(id, text=next(_TEXTS), breakthrough=next(_TEXTS),
                                                           effect=f.target, due=tomorrow(f))))  # fmt: skip


def _customer(f: PlanFacts) -> PlanFacts:
    f = _target(f if f.forecast else _forecast(f))
    assert f.forecast is not None
    wanted = f.forecast.largest_customer
    return replace(f, conditions=(*f.conditions, condition(
        300 + len(f.conditions), text=next(_TEXTS), breakthrough=next(_TEXTS), customer=wanted,
            due=tomorrow(f))))  # fmt: skip


def _deal(f: PlanFacts) -> PlanFacts:
    f = _target(f)
    assert f.largest_open is not None
    return replace(f, conditions=(*f.conditions, condition(
        400 + len(f.conditions), text=next(_TEXTS), breakthrough=next(_TEXTS), opportunity=f.largest_open.id,
        due=tomorrow(f))))  # fmt: skip


def _pace(f: PlanFacts) -> PlanFacts:
    f = _target(f)
    assert f.record is not None
    return replace(f, record=replace(f.record, best_month=1e9, best_quarter=1e9))


def _checkpoints(f: PlanFacts) -> PlanFacts:
    f = _target(f)
    return replace(f, checkpoints={m: MonthPoints(3, f.months[m], f.checkpoints[m].visits if m in f.checkpoints else 0)
                                   for m in range(12)})  # fmt: skip


def _costs(f: PlanFacts) -> PlanFacts:
    return replace(f, actions=tuple(replace(a, cost_fen=0) for a in (f.actions or _with_actions(f).actions)))


def _with_actions(f: PlanFacts) -> PlanFacts:
    """An action in each quarter, done where the quarter is over."""
    more = []
    for q in range(4):
        due = date(2027, 3 * q + 3, 20)
        more.append(action(500 + 10 * len(f.actions) + q, text=next(_TEXTS), outcome=next(_TEXTS), due=due,
            urgent=q % 2 == 0,
                           status="done" if due < f.today else "planned"))  # fmt: skip
    return replace(f, actions=(*f.actions, *more))


def _focus(f: PlanFacts) -> PlanFacts:
    there = {x.quarter: x for x in f.focuses if emptiness(x.text) is None}
    return replace(f, focuses=tuple(there.get(q, FocusFact(600 + q, q, next(_TEXTS), 40)) for q in range(4)))


def _one_focus(f: PlanFacts) -> PlanFacts:
    return replace(f, focuses=tuple(FocusFact(600 + q, q, next(_TEXTS), 40) for q in range(4)))


def _conditions(f: PlanFacts) -> PlanFacts:
    if not f.conditions:
        return _gap_anyway(f)
    leaves = {c.id for c in f.leaves}
    return replace(f, conditions=tuple(
        replace(c, text=c.text if condition_says(c) else next(_TEXTS), due=tomorrow(f), owner=1, owner_left=None,
                breakthrough=c.breakthrough if emptiness(c.breakthrough) is None else next(_TEXTS))
        if c.id in leaves and c.state != "holds" else c for c in f.conditions))  # fmt: skip


def _gap_anyway(f: PlanFacts) -> PlanFacts:
    return replace(f, conditions=(condition(700, text=next(_TEXTS), breakthrough=next(_TEXTS), due=tomorrow(f)),))


def _bound(f: PlanFacts) -> PlanFacts:
    if not f.conditions:
        return _gap_anyway(f)
    return replace(f, conditions=tuple(replace(c, gone=False, bound=True) for c in f.conditions))


def _asked(f: PlanFacts) -> PlanFacts:
    points = f.points
    if not any(p.part == "obstacle" and point_says(p) for p in points):
        points = (*points, point("obstacle", next(_TEXTS), 800))
    more = tuple(request(800 + n, text=next(_TEXTS), asked=f.today, needed_by=f.today + timedelta(days=30))
                 for n in range(len(points)))  # fmt: skip
    return replace(f, points=points, requests=f.requests + more)


def _answered(f: PlanFacts) -> PlanFacts:
    if not f.requests or all(r.status == "withdrawn" for r in f.requests):
        return _asked(f)
    return replace(f, requests=tuple(replace(r, status="done") if r.status != "withdrawn" else r for r in f.requests))


def _actions(f: PlanFacts) -> PlanFacts:
    if not f.live_actions:
        return _with_actions(f)
    return replace(f, actions=tuple(
        replace(a, due=a.due or tomorrow(f), owner=a.owner or 1, owner_left=a.owner_left if a.owner else None,
                text=next(_TEXTS), outcome=next(_TEXTS)) for a in f.actions))  # fmt: skip


def _order(f: PlanFacts) -> PlanFacts:
    if not f.live_actions:
        return _with_actions(f)
    urgent = False
    changed = []
    for a in f.actions:
        urgent = not urgent if a in f.live_actions and a.status != "done" else urgent
        changed.append(replace(a, urgent=urgent))
    return replace(f, actions=tuple(changed))


def _overdue(f: PlanFacts) -> PlanFacts:
    if not f.live_actions and not any(p.part == "stage" for p in f.points):
        return _with_actions(f)
    return replace(
        f, actions=tuple(replace(a, status="done") if a.due and a.due < f.today and a.status != "dropped" else a
                         for a in f.actions),
        points=tuple(replace(p, done=True) if p.part == "stage" else p for p in f.points)
        + (() if f.live_actions or any(p.part == "stage" and p.due for p in f.points)
           else (point("stage", next(_TEXTS), 850, due=tomorrow(f)),)),
    )  # fmt: skip


def _owners(f: PlanFacts) -> PlanFacts:
    if not f.live_actions and not f.conditions:
        return _with_actions(f)
    return replace(f, actions=tuple(replace(a, owner=1, owner_left=None) for a in f.actions),
                   conditions=tuple(replace(c, owner=1, owner_left=None) for c in f.conditions))  # fmt: skip


def _needs(f: PlanFacts) -> PlanFacts:
    if not any(p.part == "need" for p in f.points):
        return replace(f, points=(*f.points, point("need", next(_TEXTS), 900, due=tomorrow(f))))
    return replace(f, points=tuple(replace(p, due=tomorrow(f), text=next(_TEXTS)) if p.part == "need" else p
                                   for p in f.points))  # fmt: skip


def _stages(f: PlanFacts) -> PlanFacts:
    if not any(p.part == "stage" for p in f.points):
        return replace(f, points=(*f.points, point("stage", next(_TEXTS), 910, due=tomorrow(f))))
    return replace(f, points=tuple(
        replace(p, starts=None, due=p.due if p.due and p.due < YEAR.end else tomorrow(f), text=next(_TEXTS))
        if p.part == "stage" else p for p in f.points))  # fmt: skip


MENDS: dict[str, Callable[[PlanFacts], PlanFacts]] = {
    "figures": _figures, "words": _words, "parts": _parts, "forecast": _forecast, "coverage": _in_hand, "gap": _gap,
    "competition": lambda f: replace(f, lost=tuple(replace(row, noted=True) for row in f.lost)),
    "concentration": _customer, "single-deal": _deal, "pace": _pace,
    "visits": lambda f: replace(f, visits=(10,) * 12),
    "season": lambda f: replace(_target(f), learned=_target(f).months),
    "checkpoints": _checkpoints,
    "commitment": lambda f: replace(_target(f), committed=Committed("accepted", _target(f).target, _target(f).target)),
    "costs": lambda f: _costs(f) if f.live_actions else _with_actions(f), "focus": _focus, "one-focus": _one_focus,
    "focus-actions": lambda f: _with_actions(_focus(f)), "conditions": _conditions, "bound": _bound,
    "support-asked": _asked, "support-answered": _answered, "actions": _actions, "order": _order, "overdue": _overdue,
    "owners": _owners, "needs": _needs, "stages": _stages,
}  # fmt: skip


@MUCH
@given(PLANS)
def test_mending_a_failing_check_never_lowers_the_score(facts: PlanFacts) -> None:
    before = judge(facts)
    for verdict in before.verdicts:
        if verdict.state != "fail":
            continue
        mended = MENDS[verdict.check](facts)
        after = judge(mended)
        now = next(v for v in after.verdicts if v.check == verdict.check)
        if now.state == "pass":
            assert after.score.total >= before.score.total, (verdict.check, _changes(before, after))


def _changes(before: Any, after: Any) -> list[tuple[str, str, str]]:
    pairs = zip(before.verdicts, after.verdicts, strict=True)
    return [(a.check, a.code, b.code) for a, b in pairs if a.code != b.code or a.good * b.of > b.good * a.of]


@pytest.mark.parametrize("check", [c for c in CHECKS if c not in ("concentration", "single-deal")])
def test_what_is_done_about_a_check_mends_it(check: str) -> None:
    bare = replace(SOUND, forecast=None, conditions=(), points=(), actions=(), focuses=(), checkpoints={}, requests=(),
                   visits=None, committed=None, lost=(Lost(None, 1, 1, False),), learned=(12 * MONTH,) + (0,) * 11,
                   record=replace(SOUND.record, best_quarter=1.0))  # fmt: skip
    assert found(bare, check).state == "fail"
    assert found(MENDS[check](bare), check).state == "pass"


def test_a_condition_with_a_figure_of_its_own_may_be_short() -> None:
    assert anchored_condition(condition(customer=7, bound=False, at_least=None, effect=None))
    assert condition_says(condition(text="拜访"))
    assert not condition_says(condition(text="拜访", bound=False, at_least=None, effect=None))
