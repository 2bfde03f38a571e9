"""Needs of everybody below, collected for the manager: arranged, done, late."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people import actor, node
from targetree.services.access import acting
from targetree.services.errors import Conflict, Denied, Invalid, Missing
from targetree.services.fiveparts.needs import Need, arrange_need, need_done, needs_below
from targetree.services.fiveparts.writing import Written, write_points
from targetree.services.plans.opening import open_plan
from targetree.store import models as store

pytestmark = pytest.mark.django_db
DAY = date(2027, 2, 8)


@pytest.fixture
def need(db: None) -> int:
    plan = open_plan(actor=actor("1105"), node=node("1105"))
    (obstacle,) = write_points(actor=actor("1105"), plan=plan, points=[Written("obstacle", "见不到决策人")])
    made = Written("need", "约见的方法", kind="skill", obstacle=obstacle)
    return write_points(actor=actor("1105"), plan=plan, points=[made])[0]


def found(need: int, who: str, **more: Any) -> Need | None:
    return next((n for n in needs_below(actor=actor(who), **more) if n.id == need), None)


def test_the_leader_arranges_and_the_person_says_it_is_done(need: int) -> None:
    told = found(need, "leader", state="open")
    assert told is not None and told.may_arrange
    assert (told.kind, told.text, told.obstacle, told.state) == ("skill", "约见的方法", "见不到决策人", "open")
    arrange_need(actor=actor("leader"), need=need, how="2 月 8 日销售训练营", day=DAY, seen_revision=told.revision)
    own = found(need, "1105")
    assert own is not None and not own.may_arrange
    assert (own.state, own.arranged, own.arranged_for, own.arranged_by) == (
        "arranged", "2 月 8 日销售训练营", DAY, actor("leader").name,
    )  # fmt: skip
    late = found(need, "1105", today=DAY + timedelta(1))
    assert late is not None and late.late
    need_done(actor=actor("1105"), need=need, done=True)
    assert found(need, "leader", state="done") is not None and found(need, "leader", state="arranged") is None
    need_done(actor=actor("leader"), need=need, done=False)
    arrange_need(actor=actor("leader"), need=need, how="")
    back = found(need, "leader")
    assert back is not None and (back.state, back.arranged_for, back.arranged_by) == ("open", None, "")


def test_by_kind_and_below_a_unit(need: int) -> None:
    assert found(need, "manager", kind="skill", node=node("E1")) is not None
    assert found(need, "manager", kind="knowledge") is None
    assert found(need, "manager", node=node("E2")) is None


@pytest.mark.parametrize("who", ["1104", "1203", "1200"])
def test_not_for_others(need: int, who: str) -> None:
    assert found(need, who) is None
    with pytest.raises(Missing):
        arrange_need(actor=actor(who), need=need, how="x")
    with pytest.raises(Missing):
        need_done(actor=actor(who), need=need, done=True)


def test_who_sees_it_but_may_not(need: int) -> None:
    with pytest.raises(Denied):
        arrange_need(actor=actor("1105"), need=need, how="x")
    for who in ("auditor",):
        with pytest.raises(Denied):
            arrange_need(actor=actor(who), need=need, how="x")
        with pytest.raises(Denied):
            need_done(actor=actor(who), need=need, done=True)
    with pytest.raises(Denied):
        needs_below(actor=actor("colleague"))


def test_what_makes_no_sense(need: int) -> None:
    for day, code in ((timezone.localdate() - timedelta(1), "need-date-past"), (date(2028, 1, 1), "stage-after-year")):
        with pytest.raises(Invalid) as refused:
            arrange_need(actor=actor("leader"), need=need, how="x", day=day)
        assert refused.value.code == code
    with pytest.raises(Invalid):
        arrange_need(actor=actor("leader"), need=need, how="长" * 1_000_000)
    with pytest.raises(Conflict):
        arrange_need(actor=actor("leader"), need=need, how="x", seen_revision=0)
    with pytest.raises(Missing):
        arrange_need(actor=actor("leader"), need=2**40, how="x")


def test_it_is_arranged_when_the_plan_is_agreed_too(need: int) -> None:
    with acting(actor("director").account_id):
        store.WorkPlan.objects.filter(node_id=node("1105")).update(status="agreed")
    arrange_need(actor=actor("leader"), need=need, how="x")
    assert found(need, "leader", state="arranged") is not None


def test_the_number_of_queries_does_not_grow(need: int) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            needs_below(actor=actor("manager"))
        return len(caught)

    before = queries()
    plan = open_plan(actor=actor("1104"), node=node("1104"))
    write_points(actor=actor("1104"), plan=plan, points=[Written("need", str(n), kind="skill") for n in range(20)])
    assert queries() == before
