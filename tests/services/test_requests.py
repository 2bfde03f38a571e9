"""Requests for support: who may ask whom, answers, what is late, and a trace that both sides read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cast import account_id
from people import actor, node
from targetree.services.access import acting
from targetree.services.errors import Conflict, Denied, Invalid, Missing, ServiceError, sentence
from targetree.services.fiveparts.points import five_parts
from targetree.services.fiveparts.writing import Written, write_points
from targetree.services.plans.opening import open_plan
from targetree.services.requests.answering import accept_request, decline_request, request_done
from targetree.services.requests.asking import (
    ask_for_support,
    change_request,
    reopen_request,
    whom_to_ask,
    withdraw_request,
)
from targetree.services.requests.showing import Asked, counts, request_traced, requests_of, requests_of_plan
from targetree.services.structure.units import add_unit, archive_unit
from targetree.store import models as store

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NEEDED = max(date(2027, 3, 1), TODAY + timedelta(30))
"""Within the plan year, and to come."""


@pytest.fixture
def plan(db: None) -> int:
    return open_plan(actor=actor("1105"), node=node("1105"))


def ask(plan: int, who: str = "1105", **more: Any) -> int:
    to: dict[str, Any] = {"to_account": account_id("colleague")} if not {"to_node", "to_account"} & more.keys() else {}
    usual: dict[str, Any] = {"text": "催收三笔逾期款", "why": "回款跟不上", "needed_by": NEEDED}
    return ask_for_support(actor=actor(who), plan=plan, **usual | to | more)


def one(id: int, who: str) -> Asked:
    return request_traced(actor=actor(who), request=id).request


def trace(id: int, who: str) -> list[tuple[str, str]]:
    return [(step.event, step.text) for step in request_traced(actor=actor(who), request=id).steps]


def in_box(who: str, box: str = "inbox", **more: Any) -> list[int]:
    return [r.id for r in requests_of(actor=actor(who), box=box, **more)]


def test_a_colleague_of_another_department_answers_and_both_sides_read_the_same_trace(plan: int) -> None:
    id = ask(plan)
    assert id in in_box("colleague") and id in in_box("1105", "sent")
    seen = one(id, "colleague")
    assert (seen.text, seen.why, seen.needed_by, seen.asked_by) == (
        "催收三笔逾期款", "回款跟不上", NEEDED, actor("1105").name
    )  # fmt: skip
    assert seen.name and seen.unit and seen.plan is None, "who asks is named; the plan is not for them"
    assert seen.mine_to_answer and not seen.mine_to_ask
    accept_request(actor=actor("colleague"), request=id, promised=NEEDED + timedelta(3), answer="三月初安排", seen=0)
    asked = one(id, "1105")
    assert (asked.status, asked.promised, asked.promised_late, asked.answer) == (
        "accepted", NEEDED + timedelta(3), 3, "三月初安排",
    )  # fmt: skip
    assert asked.plan == plan and asked.answered_by == actor("colleague").name
    request_done(actor=actor("colleague"), request=id, answer="已收两笔")
    assert trace(id, "1105") == trace(id, "colleague") == [
        ("asked", "催收三笔逾期款"), ("accepted", "三月初安排"), ("done", "已收两笔"),
    ]  # fmt: skip
    assert five_parts(actor=actor("1105"), plan=plan).done["support"]


def test_a_unit_answers_by_its_manager(plan: int) -> None:
    id = ask(plan, to_node=node("S"))
    assert id in in_box("1200") and id not in in_box("1201") and id not in in_box("manager")
    assert one(id, "1105").answerers == (actor("1200").name,)
    decline_request(actor=actor("1200"), request=id, reason="华南本季人手不够")
    assert one(id, "1105").status == "declined"
    reopen_request(actor=actor("1105"), request=id, needed_by=NEEDED + timedelta(30), why="改到四月")
    told = one(id, "1200")
    assert (told.status, told.needed_by, told.answer) == ("open", NEEDED + timedelta(30), "")
    withdraw_request(actor=actor("1105"), request=id, why="自己解决了")
    assert trace(id, "1200")[1:] == [
        ("declined", "华南本季人手不够"),
        ("reopened", "改到四月"),
        ("withdrawn", "自己解决了"),
    ]


def test_the_own_manager_is_a_unit_as_any_other(plan: int) -> None:
    id = ask(plan, to_node=node("E1"))
    assert id in in_box("leader")
    accept_request(actor=actor("leader"), request=id, promised=NEEDED)
    assert one(id, "leader").plan == plan, "the leader sees the plan anyway"


BAD: list[tuple[Callable[[], dict[str, Any]], str]] = [
    (lambda: {"needed_by": TODAY - timedelta(1)}, "request-date-past"),
    (lambda: {"needed_by": date(2028, 1, 1)}, "request-after-year"),
    (lambda: {"text": "  "}, "plan-text-needed"),
    (lambda: {"text": "长" * 1_000_000}, "too-long"),
    (lambda: {"why": "长" * 1_000_000}, "too-long"),
    (lambda: {"to_account": account_id("seller"), "to_node": node("S")}, "request-to-one"),
    (lambda: {"to_account": None}, "request-to-one"),
    (lambda: {"to_account": actor("1105").account_id}, "request-to-self"),
    (lambda: {"to_account": account_id("outsider")}, "request-no-colleague"),
    (lambda: {"to_account": 2**40}, "request-no-colleague"),
    (lambda: {"to_node": 2**40}, "not-found"),
    (lambda: {"to_node": node("1203")}, "not-found"),
]


@pytest.mark.parametrize(("wrong", "code"), BAD, ids=[f"{c}-{n}" for n, (_, c) in enumerate(BAD)])
def test_what_cannot_be_asked(plan: int, wrong: Callable[[], dict[str, Any]], code: str) -> None:
    with pytest.raises(ServiceError) as refused:
        ask(plan, **wrong())
    assert refused.value.code == code
    assert sentence(refused.value, "en") and sentence(refused.value, "zh")
    assert requests_of_plan(actor=actor("1105"), plan=plan) == []


def test_nobody_asks_the_own_unit_or_for_somebody_that_very_person() -> None:
    unit = open_plan(actor=actor("leader"), node=node("E1"))
    with pytest.raises(Invalid) as refused:
        ask(unit, "leader", to_node=node("E1"))
    assert refused.value.code == "request-to-self"
    seat = open_plan(actor=actor("leader"), node=node("1105"))
    for to in ({"to_node": node("E1")}, {"to_account": actor("1105").account_id}):
        with pytest.raises(Invalid) as refused:
            ask(seat, "leader", **to)
        assert refused.value.code == "request-to-self"


def test_a_unit_without_anybody_or_archived_is_said_to_be_so(plan: int) -> None:
    add_unit(actor=actor("director"), code="E9", name="筹建组", parent="E")
    empty = next(u for u in whom_to_ask(actor=actor("1105"), plan=plan).units if u.name == "筹建组")
    assert empty.answerers == ()
    with pytest.raises(Invalid) as refused:
        ask(plan, to_node=empty.node)
    assert refused.value.code == "request-no-manager" and "筹建组" in sentence(refused.value, "zh")
    archive_unit(actor=actor("director"), unit="E9")
    assert "筹建组" not in {u.name for u in whom_to_ask(actor=actor("1105"), plan=plan).units}
    with pytest.raises(Invalid) as refused:
        ask(plan, to_node=empty.node)
    assert refused.value.code == "request-unit-archived"


def test_whom_one_can_ask(plan: int) -> None:
    found = whom_to_ask(actor=actor("1105"), plan=plan)
    assert [u.name for u in found.units if u.above] and any(u.node == node("S1") for u in found.units)
    assert found.colleagues[0].other_department
    assert actor("1105").account_id not in {c.account for c in found.colleagues}
    assert account_id("outsider") not in {c.account for c in found.colleagues}


def test_who_has_looked_at_an_older_state_is_told(plan: int) -> None:
    id = ask(plan)
    change_request(actor=actor("1105"), request=id, text="催收两笔", needed_by=NEEDED, seen=0)
    acts: tuple[Callable[[], None], ...] = (
        lambda: accept_request(actor=actor("colleague"), request=id, promised=NEEDED, seen=0),
        lambda: decline_request(actor=actor("colleague"), request=id, reason="x", seen=0),
        lambda: withdraw_request(actor=actor("1105"), request=id, seen=0),
    )
    for act in acts:
        with pytest.raises(Conflict) as refused:
            act()
        assert refused.value.code == "request-changed"
    accept_request(actor=actor("colleague"), request=id, promised=NEEDED, seen=1)
    with pytest.raises(Conflict) as refused:
        change_request(actor=actor("1105"), request=id, text="又改", needed_by=NEEDED)
    assert refused.value.code == "request-answered"


def test_answers_that_make_no_sense(plan: int) -> None:
    id, me = ask(plan), actor("colleague")
    refusals: tuple[tuple[Callable[[], None], str], ...] = (
        (lambda: accept_request(actor=me, request=id, promised=TODAY - timedelta(1)), "request-promise-past"),
        (lambda: accept_request(actor=me, request=id, promised=date(9999, 12, 31)), "request-promise-far"),
        (lambda: accept_request(actor=me, request=id, promised=NEEDED, answer="长" * 1_000_000), "too-long"),
        (lambda: decline_request(actor=me, request=id, reason=" \x00"), "request-reason-needed"),
        (lambda: reopen_request(actor=actor("1105"), request=id, needed_by=NEEDED), "request-going"),
    )
    for act, code in refusals:
        with pytest.raises(ServiceError) as refused:
            act()
        assert refused.value.code == code
    request_done(actor=actor("1105"), request=id)  # who got it may say so as well
    acts: tuple[Callable[[], None], ...] = (
        lambda: accept_request(actor=me, request=id, promised=NEEDED),
        lambda: decline_request(actor=me, request=id, reason="x"),
        lambda: request_done(actor=me, request=id),
        lambda: withdraw_request(actor=actor("1105"), request=id),
    )
    for act in acts:
        with pytest.raises(Conflict) as refused:
            act()
        assert refused.value.code == "request-over"


@pytest.mark.parametrize("who", ["1104", "1203", "1200", "outsider"])
def test_others_do_not_even_know_of_it(plan: int, who: str) -> None:
    id, me = ask(plan), actor(who)
    with pytest.raises(Missing):
        request_traced(actor=me, request=id)
    acts: tuple[Callable[[], None], ...] = (
        lambda: accept_request(actor=me, request=id, promised=NEEDED),
        lambda: withdraw_request(actor=me, request=id),
    )
    for act in acts:
        with pytest.raises(Missing):
            act()


def test_only_those_who_are_asked_answer_and_only_those_who_ask_take_back(plan: int) -> None:
    id = ask(plan)
    for who in ("leader", "director", "1105"):  # they see it, and write the plan, but it is not asked of them
        with pytest.raises(Denied):
            accept_request(actor=actor(who), request=id, promised=NEEDED)
    with pytest.raises(Denied):
        withdraw_request(actor=actor("colleague"), request=id)
    acts: tuple[Callable[[], None], ...] = (
        lambda: accept_request(actor=actor("auditor"), request=id, promised=NEEDED),
        lambda: withdraw_request(actor=actor("auditor"), request=id),
    )
    for act in acts:
        with pytest.raises(Denied):
            act()
    with pytest.raises(Denied):
        ask(plan, "auditor")
    assert one(id, "auditor").plan == plan


def test_the_database_itself_keeps_the_two_sides_apart(plan: int) -> None:
    id = ask(plan)
    for who, statement in (
        ("colleague", "UPDATE support_requests SET text = 'x' WHERE id = %s"),
        ("colleague", "UPDATE support_requests SET status = 'withdrawn' WHERE id = %s"),
        ("1105", "UPDATE support_requests SET status = 'accepted' WHERE id = %s"),
        ("colleague", "UPDATE request_events SET text = 'x' WHERE request_id = %s"),
        ("colleague", "DELETE FROM request_events WHERE request_id = %s"),
        ("director", "DELETE FROM support_requests WHERE id = %s"),
    ):
        with pytest.raises(DatabaseError), acting(actor(who).account_id), connection.cursor() as cursor:
            cursor.execute(statement, [id])
    with acting(actor("1203").account_id), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM targetree_request_names(%s)", [[id]])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM request_events WHERE request_id = %s", [id])
        assert cursor.fetchone() == (0,)
    with acting(actor("colleague").account_id), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM work_plans")
        assert cursor.fetchone() == (0,), "the plan is not theirs to see"
        cursor.execute("SELECT count(*) FROM targetree_units_to_ask(NULL)")
        assert cursor.fetchone() == (0,)


def test_what_is_late_is_late_on_both_sides(plan: int) -> None:
    id = ask(plan)
    day_after = NEEDED + timedelta(1)
    for who, box in (("colleague", "inbox"), ("1105", "sent")):
        assert id not in in_box(who, box, state="late", today=NEEDED)
        (late,) = [r for r in requests_of(actor=actor(who), box=box, state="late", today=day_after) if r.id == id]
        assert late.late_days == 1
    accept_request(actor=actor("colleague"), request=id, promised=NEEDED + timedelta(10))
    assert request_traced(actor=actor("1105"), request=id, today=day_after).request.late_days == 0
    assert request_traced(actor=actor("1105"), request=id, today=NEEDED + timedelta(12)).request.late_days == 2
    before = counts(actor=actor("colleague"), today=NEEDED + timedelta(12))
    request_done(actor=actor("colleague"), request=id)
    after = counts(actor=actor("colleague"), today=NEEDED + timedelta(12))
    assert (before.to_do - after.to_do, before.late - after.late) == (1, 1)
    assert id not in in_box("colleague", state="late", today=day_after) and id in in_box("colleague", state="closed")


def test_the_manager_of_those_who_ask_sees_them_too(plan: int) -> None:
    id = ask(plan)
    assert id in in_box("leader", "below") and id in in_box("manager", "below") and id not in in_box("1200", "below")
    assert id not in in_box("leader", "sent")


def test_asking_says_that_one_does_not_manage_alone_and_goes_on_when_the_plan_is_agreed(plan: int) -> None:
    write_points(actor=actor("1105"), plan=plan, points=[Written("alone", "够用")])
    with acting(actor("director").account_id):
        store.WorkPlan.objects.filter(id=plan).update(status="agreed")
    ask(plan)
    assert five_parts(actor=actor("1105"), plan=plan).alone is None


def test_texts_stay_what_they_are(plan: int) -> None:
    text = "🙏 مساعدة <b>急</b>"
    assert one(ask(plan, text=text), "colleague").text == text


def test_an_account_without_a_role_has_no_inbox() -> None:
    with pytest.raises(Denied):
        requests_of(actor=actor("outsider"))


def test_the_number_of_queries_does_not_grow(plan: int) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            requests_of(actor=actor("colleague"))
            counts(actor=actor("colleague"))
        return len(caught)

    ask(plan)
    before = queries()
    for _ in range(12):
        ask(plan)
    assert queries() == before
    with transaction.atomic():
        requests_of_plan(actor=actor("1105"), plan=plan)
