"""Actions with their six directions: what is kept, refused and flagged, and what goes on after agreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from people import actor, node
from targetree.services.access import acting
from targetree.services.actions.choosing import choices_for, customer_named
from targetree.services.actions.progress import confirm_action, hand_over_actions, move_action, record_result
from targetree.services.actions.reading import ActionShown, action_of, actions_of
from targetree.services.actions.writing import Contents, change_action, contents_of, create_action, delete_action
from targetree.services.errors import Conflict, Denied, Invalid, Missing, ServiceError
from targetree.services.plans.opening import open_plan
from targetree.services.settings.customers import hand_over
from targetree.services.structure.people import add_person
from targetree.store import models as store

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 10)
WHAT = Contents("上门演示新品", due=DAY)


def plan(code: str = "1103", who: str = "seller") -> int:
    return open_plan(actor=actor(who), node=node(code))


def add(contents: Contents = WHAT, code: str = "1103", who: str = "seller") -> int:
    return create_action(actor=actor(who), plan=plan(code, who), contents=contents)


def of(action: int, code: str = "1103", who: str = "seller") -> ActionShown:
    return action_of(actor=actor(who), plan=plan(code, who), action=action)


def agree(code: str = "1103", status: str = "agreed") -> None:
    with acting(actor("director").account_id):
        store.WorkPlan.objects.filter(id=plan(code, "director")).update(status=status)


def a_customer(code: str = "1103", who: str = "seller") -> Any:
    return choices_for(actor=actor(who), plan=plan(code, who)).customers[0]


def test_what_for_whom_and_when_is_enough() -> None:
    customer = a_customer()
    made = of(add(replace(WHAT, customer=customer.id)))
    assert (made.text, made.due, made.status, made.owner) == ("上门演示新品", DAY, "planned", actor("seller").person_id)
    assert made.customer is not None and made.customer.name == customer.name
    with acting(actor("director").account_id):
        where = store.Customer.objects.get(id=customer.id)
    assert made.place == (where.address or where.city) != ""
    assert made.flags == ()


def test_everything_is_kept_and_comes_back() -> None:
    first = add()
    whole = Contents(
        "联合推广：🚀 展会 مرحبا", customer=a_customer().id, outcome="客户签收样机", starts=date(2027, 3, 1), due=DAY,
        place="苏州园区", materials="样机两台", cost_fen=1_000_00, marketing="联合展台", marketing_fen=5_000_00,
        return_fen=200_000_00, owner=actor("seller").person_id, urgent=True, important=False, after=(first,),
    )  # fmt: skip
    made = add(whole)
    assert contents_of(actor=actor("seller"), plan=plan(), action=made) == whole
    shown = of(made)
    assert (shown.quadrant, shown.planned_fen, shown.waiting, shown.waits_until) == ("quick", 6_000_00, 1, DAY)
    assert "too-early" in shown.flags
    change_action(actor=actor("seller"), plan=plan(), action=made, contents=replace(whole, starts=DAY))
    assert "too-early" not in of(made).flags


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"text": " \x00 "}, "plan-text-needed"),
        ({"text": "重" * 1_000_000}, "too-long"),
        ({"place": "x" * 301}, "too-long"),
        ({"starts": DAY + timedelta(1)}, "action-dates-backward"),
        ({"due": date(2072, 1, 1)}, "action-date-too-far"),
        ({"starts": date(1, 1, 1)}, "action-date-too-far"),
        ({"cost_fen": -1}, "amount-out-of-range"),
        ({"marketing_fen": 10**18}, "amount-out-of-range"),
        ({"customer": 2**40}, "action-no-such-customer"),
        ({"owner": 2**40}, "action-no-such-owner"),
        ({"condition": 2**40}, "action-condition-elsewhere"),
        ({"after": (2**40,)}, "action-of-another-plan"),
        ({"after": tuple(range(1, 60))}, "action-too-many-after"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(wrong: dict[str, Any], code: str) -> None:
    with pytest.raises(ServiceError) as refused:
        add(replace(WHAT, **wrong))
    assert refused.value.code == code
    assert all(a.text != WHAT.text for a in actions_of(actor=actor("seller"), plan=plan()).actions)


def test_days_outside_the_year_are_taken_and_flagged() -> None:
    assert "outside-year" in of(add(replace(WHAT, due=date(2028, 2, 1)))).flags
    assert "rest-day" in of(add(replace(WHAT, due=date(2027, 3, 7)))).flags
    assert "no-date" in of(add(replace(WHAT, due=None))).flags
    assert "overdue" in of(add(replace(WHAT, due=timezone.localdate() - timedelta(1)))).flags


def test_things_of_others_are_not_taken() -> None:
    other = a_customer("1203", "1203")
    with pytest.raises(Invalid) as refused:
        add(replace(WHAT, customer=other.id))
    assert refused.value.code == "action-no-such-customer"
    with acting(actor("director").account_id):
        foreign = store.Condition.objects.create(plan_id=plan("1104", "director"), text="x")
        stranger = store.Person.objects.get(code="1203").id
    for wrong in ({"condition": foreign.id}, {"owner": stranger}):
        with pytest.raises(Invalid):
            add(replace(WHAT, **wrong))
    theirs = create_action(actor=actor("1104"), plan=plan("1104", "1104"), contents=WHAT)
    with pytest.raises(Invalid) as refused:
        add(replace(WHAT, after=(theirs,)))
    assert refused.value.code == "action-of-another-plan"
    for reach in (action_of, delete_action):
        with pytest.raises(Missing):
            reach(actor=actor("seller"), plan=plan(), action=theirs)


def test_a_circle_is_refused_with_the_way_around() -> None:
    first = add(replace(WHAT, text="甲"))
    second = add(replace(WHAT, text="乙", after=(first,)))
    third = add(replace(WHAT, text="丙", after=(second,)))
    with pytest.raises(Conflict) as refused:
        change_action(
            actor=actor("seller"), plan=plan(), action=first, contents=replace(WHAT, text="甲", after=(third,))
        )
    assert refused.value.values["way"] == "“甲” → “丙” → “乙” → “甲”"
    with pytest.raises(Conflict):
        change_action(actor=actor("seller"), plan=plan(), action=first, contents=replace(WHAT, after=(first,)))


def test_of_two_who_save_the_second_is_told() -> None:
    made = add()
    seen = of(made).revision
    change_action(actor=actor("leader"), plan=plan(), action=made, contents=WHAT, seen_revision=seen)
    with pytest.raises(Conflict) as refused:
        change_action(
            actor=actor("seller"), plan=plan(), action=made, contents=replace(WHAT, text="我的"), seen_revision=seen
        )
    assert refused.value.code == "plan-row-changed"
    with pytest.raises(Conflict):
        move_action(actor=actor("seller"), plan=plan(), action=made, status="done", seen_revision=seen)
    assert of(made).text == WHAT.text


@pytest.mark.parametrize("status", ["agreed", "submitted"])
def test_after_handing_in_it_is_done_but_not_changed(status: str) -> None:
    made = add(replace(WHAT, customer=a_customer().id, cost_fen=500_00))
    agree(status=status)
    for change in (
        add,
        lambda: change_action(actor=actor("seller"), plan=plan(), action=made, contents=WHAT),
        lambda: delete_action(actor=actor("seller"), plan=plan(), action=made),
    ):
        with pytest.raises(Conflict):
            change()
    move_action(actor=actor("seller"), plan=plan(), action=made, status="done")
    shown = of(made)
    assert shown.status == "done" and shown.done_at is not None and shown.flags == ("not-confirmed",)
    today = timezone.localdate()
    record_result(
        actor=actor("seller"), plan=plan(), action=made, status="done", confirmed_on=today, spent_fen=450_00,
        returned_fen=None,
    )  # fmt: skip
    shown = of(made)
    assert (shown.confirmed_on, shown.spent_fen, shown.counted_fen, shown.flags) == (today, 450_00, 450_00, ())
    move_action(actor=actor("seller"), plan=plan(), action=made, status="planned")
    assert of(made).done_at is None


def test_confirmations_need_a_customer_and_a_day_that_was() -> None:
    alone = add()
    with pytest.raises(Invalid) as refused:
        confirm_action(actor=actor("seller"), plan=plan(), action=alone, on=timezone.localdate())
    assert refused.value.code == "action-nobody-confirms"
    made = add(replace(WHAT, customer=a_customer().id))
    with pytest.raises(Invalid):
        confirm_action(actor=actor("seller"), plan=plan(), action=made, on=timezone.localdate() + timedelta(1))
    confirm_action(actor=actor("seller"), plan=plan(), action=made, on=timezone.localdate())
    confirm_action(actor=actor("seller"), plan=plan(), action=made, on=None)
    assert of(made).confirmed_on is None
    with pytest.raises(Invalid):
        move_action(actor=actor("seller"), plan=plan(), action=made, status="finished")


def test_a_customer_who_changes_hands_is_flagged_and_the_action_can_still_be_saved() -> None:
    customer = a_customer()
    made = add(replace(WHAT, customer=customer.id))
    hand_over(actor=actor("director"), to="1104", customers=[customer.code])
    shown = of(made)
    assert shown.flags == ("customer-elsewhere",)
    assert shown.customer is not None and shown.customer.name == customer.name and shown.customer.owner
    kept = contents_of(actor=actor("seller"), plan=plan(), action=made)
    change_action(actor=actor("seller"), plan=plan(), action=made, contents=replace(kept, text="收尾"))
    assert of(made).customer is not None
    at_unit = add(replace(WHAT, customer=customer.id), "E1", "leader")
    assert of(at_unit, "E1", "leader").flags == ()  # within the unit it is still theirs


def test_an_owner_who_leaves_is_flagged_and_the_open_actions_go_to_another() -> None:
    add_person(actor=actor("director"), code="1998", name="将离", unit="E1")
    with acting(actor("director").account_id):
        leaving = store.Person.objects.get(code="1998")
    made = add(replace(WHAT, owner=leaving.id), "E1", "leader")
    finished = add(replace(WHAT, owner=leaving.id), "E1", "leader")
    move_action(actor=actor("leader"), plan=plan("E1", "leader"), action=finished, status="done")
    with acting(actor("director").account_id):
        store.Person.objects.filter(id=leaving.id).update(end_date=DAY - timedelta(5))
    assert of(made, "E1", "leader").flags == ("owner-leaves",)
    agree("E1")
    with acting(actor("director").account_id):
        heir = store.Person.objects.get(code="1104").id
    own = plan("E1", "leader")
    assert hand_over_actions(actor=actor("leader"), plan=own, owner=leaving.id, to=heir) == 1
    assert of(made, "E1", "leader").owner == heir and of(finished, "E1", "leader").owner == leaving.id
    for to in (leaving.id, 2**40):
        with pytest.raises(Invalid):
            hand_over_actions(actor=actor("leader"), plan=own, owner=leaving.id, to=to)


def test_a_unit_sees_those_below_and_can_choose_one() -> None:
    made = add()
    below = actions_of(actor=actor("leader"), plan=plan("E1", "leader"))
    assert made in {a.id for a in below.actions}
    assert node("1103") in dict(below.people)
    only = actions_of(actor=actor("leader"), plan=plan("E1", "leader"), node=node("1104"))
    assert made not in {a.id for a in only.actions}
    assert all(a.node == node("1104") for a in only.actions)


@pytest.mark.parametrize(("who", "refused"), [("auditor", Denied), ("1104", Missing), ("1200", Missing)])
def test_others_do_not_write(who: str, refused: type[Exception]) -> None:
    made, at = add(), plan()
    for change in (
        lambda: create_action(actor=actor(who), plan=at, contents=WHAT),
        lambda: change_action(actor=actor(who), plan=at, action=made, contents=WHAT),
        lambda: move_action(actor=actor(who), plan=at, action=made, status="done"),
        lambda: delete_action(actor=actor(who), plan=at, action=made),
    ):
        with pytest.raises(refused):
            change()


def test_customers_are_found_by_code_or_name() -> None:
    customer = a_customer()
    for words in (customer.code, customer.name, f"{customer.name}（{customer.code}）", f" {customer.name} "):
        assert customer_named(actor=actor("seller"), plan=plan(), words=words) == customer.id
    assert customer_named(actor=actor("seller"), plan=plan(), words=" ") is None
    for words in ("没有这家", "x" * 5000, "a\x00b"):
        with pytest.raises(Invalid):
            customer_named(actor=actor("seller"), plan=plan(), words=words)


def test_removed_it_is_gone_and_nobody_waits_for_it() -> None:
    first = add()
    second = add(replace(WHAT, after=(first,)))
    delete_action(actor=actor("seller"), plan=plan(), action=first)
    assert of(second).after == ()
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute("SELECT action FROM records WHERE \"table\" = 'actions' AND row_id = %s ORDER BY id", [first])
        assert [row[0] for row in cursor.fetchall()] == ["insert", "delete"]
