"""The five parts: written a step at a time, nothing lost, dates that can be, money as the rewards say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people import actor, bookings, node, year
from targetree.services.access import acting
from targetree.services.errors import Conflict, Denied, Missing, ServiceError, sentence
from targetree.services.fiveparts.points import STEPS, FiveParts, five_parts
from targetree.services.fiveparts.suggestions import suggestions
from targetree.services.fiveparts.writing import MOST, Written, mark_done, write_points
from targetree.services.plans.opening import open_plan
from targetree.services.requests.asking import ask_for_support
from targetree.store import models as store

pytestmark = pytest.mark.django_db
SOON = date(2027, 3, 1)


@pytest.fixture
def plan(db: None) -> int:
    """An empty plan: 1105's, which nobody has begun."""
    return open_plan(actor=actor("leader"), node=node("1105"))


def shown(plan: int, who: str = "leader") -> FiveParts:
    return five_parts(actor=actor(who), plan=plan)


def write(plan: int, *points: Written, who: str = "leader", **more: Any) -> list[int]:
    return write_points(actor=actor(who), plan=plan, points=points, **more)


def test_step_by_step_until_nothing_is_missing(plan: int) -> None:
    assert shown(plan).next_step == "must"
    write(plan, Written("must", "老客户不丢"))
    assert shown(plan).next_step == "stakes"
    write(plan, Written("gain", "年会登台", kind="honour"), Written("loss", "请全组吃饭", kind="stake"))
    (obstacle,) = write(plan, Written("obstacle", "见不到决策人"))
    assert shown(plan).next_step == "obstacles", "an obstacle without what overcomes it is not answered"
    write(plan, Written("need", "约见的方法", kind="skill", obstacle=obstacle))
    assert shown(plan).next_step == "support"
    write(plan, Written("alone", "够用了"))
    (stage,) = write(plan, Written("stage", "打开局面", starts=SOON))
    assert shown(plan).next_step == "dates", "a stage without an end is not dated"
    seen = shown(plan).stages[0].point
    write(plan, Written("stage", "打开局面", id=stage, seen=seen.revision, starts=SOON, due=date(2027, 3, 31)))
    found = shown(plan)
    assert found.next_step is None and all(found.done[step] for step in STEPS)
    assert [p.text for p in found.must] == ["老客户不丢"] and found.obstacles[0].needs[0].kind == "skill"


def test_what_has_not_changed_is_left_alone(plan: int) -> None:
    one, two = write(plan, Written("must", "a"), Written("must", "b"))
    before = store_revision(plan)
    again = [Written("must", "a", id=one, seen=1), Written("must", "b", id=two, seen=1)]
    assert write(plan, *again) == [one, two]
    assert store_revision(plan) == before
    write(plan, Written("must", "a", id=one, seen=1), Written("must", "c", id=two, seen=1))
    assert [(p.text, p.revision) for p in shown(plan).must] == [("a", 1), ("c", 2)]


def store_revision(plan: int) -> int:
    with acting(actor("director").account_id):
        return store.WorkPlan.objects.get(id=plan).revision


def test_the_second_who_saves_is_told_and_nothing_of_the_step_is_kept(plan: int) -> None:
    (one,) = write(plan, Written("must", "a"))
    write(plan, Written("must", "first", id=one, seen=1))
    with pytest.raises(Conflict) as refused:
        write(plan, Written("must", "second", id=one, seen=1), Written("must", "new"), who="manager")
    assert refused.value.code == "plan-row-changed"
    assert [p.text for p in shown(plan).must] == ["first"]
    with pytest.raises(Conflict):
        write_points(actor=actor("manager"), plan=plan, removed=[(one, 1)])
    # who writes what stands there anyway is not told off
    write(plan, Written("must", "first", id=one, seen=1), who="manager")


def test_an_obstacle_takes_its_needs_with_it(plan: int) -> None:
    (obstacle,) = write(plan, Written("obstacle", "o"))
    write(plan, Written("need", "n", kind="skill", obstacle=obstacle), Written("need", "m", kind="skill"))
    write_points(actor=actor("leader"), plan=plan, removed=[(obstacle, 1)])
    found = shown(plan)
    assert found.obstacles == () and [n.text for n in found.loose] == ["m"]


BAD: list[tuple[Written, str]] = [
    (Written("stage", "x", starts=date(2027, 4, 2), due=date(2027, 4, 1)), "stage-backwards"),
    (Written("stage", "x", due=date(2028, 1, 1)), "stage-after-year"),
    (Written("stage", "x", starts=date(2028, 1, 1)), "stage-after-year"),
    (Written("stage", "x", starts=date(1027, 1, 1)), "stage-too-early"),
    (Written("must", "x" * 1_000_000), "too-long"),
    (Written("must", " \n\x00 "), "plan-text-needed"),
    (Written("nothing", "x"), "point-no-part"),
    (Written("must", "x", kind="skill"), "point-no-kind"),
    (Written("gain", "x"), "point-no-kind"),
    (Written("must", "x", due=SOON), "point-no-dates"),
    (Written("must", "x", amount=1), "point-no-money"),
    (Written("gain", "x", kind="money", at_percent=-1), "point-percent"),
    (Written("gain", "x", kind="money", amount=10**16), "amount-out-of-range"),
]


@pytest.mark.parametrize(("written", "code"), BAD, ids=[f"{code}-{n}" for n, (_, code) in enumerate(BAD)])
def test_what_makes_no_sense_is_said_in_both_languages_and_nothing_is_kept(
    plan: int, written: Written, code: str
) -> None:
    with pytest.raises(ServiceError) as refused:
        write(plan, Written("must", "good"), written)
    assert refused.value.code == code
    assert sentence(refused.value, "en") != sentence(refused.value, "zh")
    assert shown(plan).must == ()


def test_emoji_and_right_to_left_stay_what_they_are(plan: int) -> None:
    text = "🎯 مرحبا שלום \u200b 目标"
    write(plan, Written("must", f"  {text}\x00 "))
    assert shown(plan).must[0].text == text


def test_a_part_has_no_more_points_than_anybody_reads(plan: int) -> None:
    with pytest.raises(Conflict) as refused:
        write(plan, *(Written("must", str(n)) for n in range(MOST + 1)))
    assert refused.value.code == "plan-too-many-points" and shown(plan).must == ()


def test_needs_belong_to_obstacles_of_the_same_plan(plan: int) -> None:
    other = open_plan(actor=actor("leader"), node=node("1106"))
    (obstacle,) = write(other, Written("obstacle", "o"))
    with pytest.raises(Missing):
        write(plan, Written("need", "n", kind="skill", obstacle=obstacle))
    with pytest.raises(Missing):
        write(plan, Written("obstacle", "mine now", id=obstacle, seen=1))


def test_stages_that_overlap_or_are_late_get_a_word(plan: int) -> None:
    write(
        plan, Written("stage", "b", starts=date(2027, 2, 20), due=date(2027, 4, 30)),
        Written("stage", "a", starts=date(2027, 1, 1), due=date(2027, 2, 28)), Written("stage", "c"),
        Written("stage", "d", starts=date(2027, 5, 1), due=date(2027, 5, 2)),
    )  # fmt: skip
    found = five_parts(actor=actor("leader"), plan=plan, today=date(2027, 3, 3)).stages
    assert [s.point.text for s in found] == ["a", "b", "d", "c"]
    assert [(n.what, n.days) for n in found[0].noticed] == [("late", 3)]
    assert [(n.what, n.days, n.other) for n in found[1].noticed] == [("overlaps", 9, 0)]
    assert found[2].noticed == () and [n.what for n in found[3].noticed] == ["no-date"]


def test_an_agreed_plan_is_closed_but_its_stages_are_ticked_off(plan: int) -> None:
    (stage,) = write(plan, Written("stage", "a", due=SOON))
    with acting(actor("director").account_id):
        store.WorkPlan.objects.filter(id=plan).update(status="agreed")
    with pytest.raises(Conflict) as refused:
        write(plan, Written("must", "x"))
    assert refused.value.code == "plan-agreed"
    mark_done(actor=actor("leader"), plan=plan, point=stage, done=True, seen=1)
    assert shown(plan).stages[0].point.done_at
    mark_done(actor=actor("leader"), plan=plan, point=stage, done=False)
    assert not shown(plan).stages[0].point.done_at


@pytest.mark.parametrize(("who", "error"), [("1104", Missing), ("1203", Missing), ("auditor", Denied)])
def test_not_theirs(plan: int, who: str, error: type[ServiceError]) -> None:
    with pytest.raises(error):
        write(plan, Written("must", "x"), who=who)
    with pytest.raises(Missing) if who != "auditor" else acting(None):
        shown(plan, who) if who != "auditor" else None


def test_gain_and_loss_are_worked_out_on_the_own_number(plan: int) -> None:
    """1105 is an account manager: 0.6 % from 80 %, 1 % from 100 %, 1.4 % from 120 %; 3,000 lost below 60 %."""
    found = shown(plan)
    stake = found.stake
    assert stake is not None and stake.target == year(bookings(), "1105")
    assert stake.full.reward == (stake.target + 50) // 100 and stake.full.penalty == 0
    assert stake.stretch == year_of_stretch("1105")
    assert stake.at_stretch.reward == (stake.stretch + 50) // 100
    assert [(p.below, p.fen) for p in stake.penalties] == [(600, 300_000)]
    assert [p.permille for p in stake.points if not p.stretch] == [800, 900, 1000]
    assert stake.points[-1].stretch and stake.points[0].pays.reward == (stake.points[0].actual * 6 + 500) // 1000


def year_of_stretch(code: str) -> int:
    with acting(actor("director").account_id):
        return store.Line.objects.get(
            sheet__tier="stretch", sheet__measure__code="bookings", sheet__version__status="open", node_id=node(code)
        ).year


def test_a_leader_has_the_leaders_reward_and_a_measure_without_rewards_has_none() -> None:
    leader = five_parts(actor=actor("leader"), plan=open_plan(actor=actor("leader"), node=node("E1")))
    assert leader.stake is not None and leader.stake.full.reward == 3_000_000
    visits = open_plan(actor=actor("leader"), node=node("E1"), measure="visits")
    assert five_parts(actor=actor("leader"), plan=visits).stake is None


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_suggestions_do_not_repeat_what_stands_there(plan: int, step: str, lang: str) -> None:
    first = suggestions(actor=actor("leader"), plan=plan, step=step, lang=lang)
    assert len(first) >= 4 and len({s.text for s in first}) == len(first)
    if step == "support":
        ask_for_support(actor=actor("leader"), plan=plan, text=first[0].text, needed_by=SOON, to_node=node("E"))
    else:
        write(plan, Written(first[0].part, first[0].text, kind=first[0].kind, starts=first[0].starts, due=first[0].due))
    assert first[0].text not in {s.text for s in suggestions(actor=actor("leader"), plan=plan, step=step, lang=lang)}


def test_conditions_and_quarters_of_the_plan_are_suggested_first(plan: int) -> None:
    with acting(actor("leader").account_id):
        store.Condition.objects.create(plan_id=plan, text="先拿下三家", difficulty="没有名单")
        store.Focus.objects.create(plan_id=plan, quarter=1, text="攻电子行业")
    told = {
        step: [s.text for s in suggestions(actor=actor("leader"), plan=plan, step=step, lang="zh")]
        for step in ("must", "obstacles", "dates")
    }
    assert told["must"][0] == "先拿下三家" and told["obstacles"][0] == "没有名单" and told["dates"][1] == "攻电子行业"


def test_the_number_of_queries_does_not_grow(plan: int) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            shown(plan)
        return len(caught)

    write(plan, Written("must", "a"))
    before = queries()
    write(plan, *(Written("must", str(n)) for n in range(20)))
    write(plan, *(Written("stage", str(n), due=SOON + timedelta(n)) for n in range(20)))
    assert queries() == before
