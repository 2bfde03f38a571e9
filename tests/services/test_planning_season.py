"""Deadlines of the planning season, and the list that shows who is late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from people import actor, node
from targetree.services.access import acting
from targetree.services.errors import Denied, Invalid
from targetree.services.plans.opening import open_plan
from targetree.services.reviews.flow import submit_plan
from targetree.services.reviews.season import FILTERS, next_step, plans_shown, season_of, set_season
from targetree.store import models as store

pytestmark = pytest.mark.django_db
DAY = date(2027, 1, 10)


@pytest.mark.parametrize(("status", "letter", "step"), [
    ("", "", "handed_in"), ("draft", "signed", "handed_in"), ("returned", "", "handed_in"), ("submitted", "", "agreed"),
    ("agreed", "unsigned", "signed"), ("agreed", "half", "signed"), ("agreed", "signed", ""), ("agreed", "", ""),
])  # fmt: skip
def test_the_next_step(status: str, letter: str, step: str) -> None:
    dates = {"handed_in": DAY - timedelta(days=2), "agreed": DAY, "signed": DAY + timedelta(days=3)}
    found = next_step(status, letter, dates, DAY)
    assert found.step == step
    assert found.days_left == {"handed_in": -2, "agreed": 0, "signed": 3, "": None}[step]
    assert found.late == (step == "handed_in") and found.days_late == (2 if found.late else 0)
    assert next_step(status, letter, {}, DAY).days_left is None


@given(st.dates(date(2026, 1, 1), date(2028, 1, 1)), st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_late_is_after_the_day(due: date, today: date) -> None:
    found = next_step("draft", "", {"handed_in": due}, today)
    assert found.late == (today > due) and (not found.late or found.days_late >= 1)


def test_dates_are_set_by_those_who_administer() -> None:
    before = dict(season_of(actor=actor("seller")).dates)
    for who in ("manager", "seller", "auditor", "colleague", "outsider"):
        with pytest.raises(Denied):
            set_season(actor=actor(who), dates={"handed_in": DAY})
    set_season(actor=actor("operations"), dates={"handed_in": DAY, "agreed": DAY, "signed": None})
    assert season_of(actor=actor("seller")).dates == {"handed_in": DAY, "agreed": DAY} != before
    set_season(actor=actor("director"), dates={"agreed": DAY + timedelta(days=1)})
    assert season_of(actor=actor("seller")).dates["agreed"] == DAY + timedelta(days=1)


@pytest.mark.parametrize("dates", [
    {"handed_in": DAY, "agreed": DAY - timedelta(days=1), "signed": None}, {"handed_in": date(1990, 1, 1)},
    {"signed": date(9999, 12, 31)}, {"nonsense": DAY},
])  # fmt: skip
def test_dates_that_make_no_sense(dates: dict[str, date | None]) -> None:
    before = season_of(actor=actor("director")).dates
    with pytest.raises(Invalid):
        set_season(actor=actor("director"), dates=dates)
    assert season_of(actor=actor("director")).dates == before


def test_late_ones_come_first_and_are_counted() -> None:
    plan = open_plan(actor=actor("1203"), node=node("1203"))
    with acting(actor("1203").account_id):
        store.Condition.objects.create(plan_id=plan, text="x")
    submit_plan(actor=actor("1203"), plan=plan)
    set_season(
        actor=actor("director"), dates={"handed_in": date(2026, 1, 2), "agreed": date(2027, 12, 1), "signed": None}
    )
    found = plans_shown(actor=actor("director"))
    late = [line.next.late for line in found.lines]
    assert late == sorted(late, reverse=True) and found.counts["late"] == sum(late) > 40
    assert found.counts["all"] == len(found.lines) and {o.name for o in found.own} == {"远岫工业自动化"}
    handed = plans_shown(actor=actor("director"), state="submitted")
    assert plan in {line.plan for line in handed.lines} and not any(line.next.late for line in handed.lines)
    for state in FILTERS:
        shown = plans_shown(actor=actor("director"), state=state)
        assert len(shown.lines) == found.counts[state]
    assert {line.person for line in plans_shown(actor=actor("director"), words="雷国强").lines} == {"雷国强"}
    with pytest.raises(Invalid):
        plans_shown(actor=actor("director"), state="nonsense")


def test_each_sees_the_own_part() -> None:
    assert [line.name for line in plans_shown(actor=actor("seller")).own] == ["谢俊杰"]
    assert plans_shown(actor=actor("seller")).lines == ()
    leader = plans_shown(actor=actor("leader"))
    assert {line.unit for line in leader.lines} == {"上海组"}
    assert {line.kind for line in leader.own} == {"unit", "seat"}
    for who in ("colleague", "outsider"):
        with pytest.raises(Denied):
            plans_shown(actor=actor(who))


def _queries(who: str) -> int:
    with CaptureQueriesContext(connection) as found:
        plans_shown(actor=actor(who))
    return len(found)


def test_the_queries_do_not_depend_on_how_many_there_are() -> None:
    assert _queries("director") == _queries("leader")
