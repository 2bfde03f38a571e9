"""The way of a plan: handed in, talked over line by line, returned, agreed; copies and what differs between them."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from people import actor, node
from targetree.services.access import acting
from targetree.services.errors import Conflict, Denied, Invalid, Missing
from targetree.services.plans.opening import open_plan, plan_of
from targetree.services.reviews.comments import comment_plan, comments_of, resolve_comment
from targetree.services.reviews.copies import compare_copies, copies_of, copy_of
from targetree.services.reviews.flow import agree_plan, reopen_plan, return_plan, submit_plan, withdraw_plan
from targetree.services.reviews.letters import letters_of
from targetree.store import models as store

pytestmark = pytest.mark.django_db


def begun(code: str = "1203", who: str = "1203", text: str = "三家老客户续签年度框架") -> int:
    """A plan with one condition, of somebody whose plan the sample leaves alone."""
    plan = open_plan(actor=actor(who), node=node(code))
    add(plan, text, who)
    return plan


def add(plan: int, text: str, who: str = "1203") -> int:
    with acting(actor(who).account_id):
        count = store.Condition.objects.filter(plan_id=plan).count()
        return int(store.Condition.objects.create(plan_id=plan, text=text, position=count).id)


def revision(plan: int, who: str = "1203") -> int:
    return plan_of(actor=actor(who), plan=plan).revision


def status(plan: int) -> str:
    return plan_of(actor=actor("director"), plan=plan).status


def test_from_draft_to_agreed_by_way_of_a_return() -> None:
    plan = begun()
    submit_plan(actor=actor("1203"), plan=plan, seen_revision=revision(plan))
    assert status(plan) == "submitted"
    return_plan(actor=actor("1201"), plan=plan, note="新客户从哪里来？", seen_revision=revision(plan))
    head = plan_of(actor=actor("1203"), plan=plan)
    assert (head.status, head.note) == ("returned", "新客户从哪里来？") and head.open
    add(plan, "二季度新签两家")
    submit_plan(actor=actor("1203"), plan=plan)
    agree_plan(actor=actor("1201"), plan=plan, note="同意", seen_revision=revision(plan))
    assert status(plan) == "agreed"
    assert [c.event for c in copies_of(actor=actor("1203"), plan=plan)] == [
        "agreed", "submitted", "returned", "submitted",
    ]  # fmt: skip
    reopen_plan(actor=actor("1203"), plan=plan, note="大客户取消了项目")
    assert status(plan) == "draft"


def test_withdrawn_before_it_is_answered() -> None:
    plan = begun()
    submit_plan(actor=actor("1203"), plan=plan)
    withdraw_plan(actor=actor("1203"), plan=plan)
    assert status(plan) == "draft"
    with pytest.raises(Conflict, match="plan-not-submitted"):
        agree_plan(actor=actor("1201"), plan=plan)


def test_steps_out_of_order_are_refused() -> None:
    plan = begun()
    for step in (withdraw_plan, lambda **k: reopen_plan(note="x", **k)):
        with pytest.raises(Conflict):
            step(actor=actor("1203"), plan=plan)
    with pytest.raises(Conflict, match="plan-not-submitted"):
        return_plan(actor=actor("1201"), plan=plan, note="x")
    submit_plan(actor=actor("1203"), plan=plan)
    with pytest.raises(Conflict, match="plan-waits"):
        submit_plan(actor=actor("1203"), plan=plan)
    agree_plan(actor=actor("1201"), plan=plan)
    for again in (
        lambda: submit_plan(actor=actor("1203"), plan=plan),
        lambda: agree_plan(actor=actor("1201"), plan=plan),
    ):
        with pytest.raises(Conflict, match="plan-agreed-already"):
            again()
    assert len(copies_of(actor=actor("1203"), plan=plan)) == 2


def test_an_empty_plan_is_not_handed_in() -> None:
    plan = open_plan(actor=actor("1206"), node=node("1206"))
    with pytest.raises(Conflict, match="plan-empty"):
        submit_plan(actor=actor("1206"), plan=plan)
    assert status(plan) == "draft" and not copies_of(actor=actor("1206"), plan=plan)


def test_a_return_needs_a_note() -> None:
    plan = begun()
    submit_plan(actor=actor("1203"), plan=plan)
    for note in ("", "  ", "\x00"):
        with pytest.raises(Invalid, match="plan-text-needed"):
            return_plan(actor=actor("1201"), plan=plan, note=note)
    with pytest.raises(Invalid, match="too-long"):
        return_plan(actor=actor("1201"), plan=plan, note="长" * 1_000_000)
    assert status(plan) == "submitted"


def test_what_changed_since_it_was_read_is_not_agreed() -> None:
    plan = begun()
    submit_plan(actor=actor("1203"), plan=plan)
    read = revision(plan)
    withdraw_plan(actor=actor("1203"), plan=plan)
    add(plan, "悄悄加的一条")
    submit_plan(actor=actor("1203"), plan=plan)
    for decide in (agree_plan, return_plan):
        with pytest.raises(Conflict, match="plan-changed-since"):
            decide(actor=actor("1201"), plan=plan, note="好", seen_revision=read)
    assert status(plan) == "submitted" and revision(plan) == read + 2
    with pytest.raises(Conflict, match="plan-target-moved"):
        agree_plan(actor=actor("1201"), plan=plan, seen_target=1)
    agree_plan(
        actor=actor("1201"), plan=plan, seen_revision=revision(plan),
        seen_target=plan_of(actor=actor("1201"), plan=plan).target,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "writer", "not_by", "agreed_by"),
    [
        ("S1", "1201", ("1201", "1203"), "1200"),  # a leader's own unit
        ("S", "1200", ("1200", "1201", "operations", "auditor"), "director"),
        ("HQ", "director", ("operations", "1200"), "director"),
    ],
)
def test_nobody_agrees_the_own_plan_but_the_director(
    code: str, writer: str, not_by: tuple[str, ...], agreed_by: str
) -> None:
    plan = begun(code, writer)
    submit_plan(actor=actor(writer), plan=plan)
    for who in not_by:
        with pytest.raises((Denied, Missing)):
            agree_plan(actor=actor(who), plan=plan)
    agree_plan(actor=actor(agreed_by), plan=plan)
    assert status(plan) == "agreed"


def test_a_leader_does_not_agree_the_plan_of_the_own_seat() -> None:
    plan = begun("1101", "leader")
    submit_plan(actor=actor("leader"), plan=plan)
    with pytest.raises(Denied):
        agree_plan(actor=actor("leader"), plan=plan)
    agree_plan(actor=actor("manager"), plan=plan)


@pytest.mark.parametrize("who", ["1204", "1300", "colleague", "outsider", "auditor"])
def test_others_take_no_step(who: str) -> None:
    plan = begun()
    for step in (
        lambda: submit_plan(actor=actor(who), plan=plan),
        lambda: withdraw_plan(actor=actor(who), plan=plan),
        lambda: return_plan(actor=actor(who), plan=plan, note="x"),
        lambda: agree_plan(actor=actor(who), plan=plan),
        lambda: reopen_plan(actor=actor(who), plan=plan, note="x"),
        lambda: comment_plan(actor=actor(who), plan=plan, words="x"),
    ):
        with pytest.raises((Denied, Missing)):
            step()


def test_comments_stand_at_their_line_and_are_settled_as_a_thread() -> None:
    plan = begun()
    line = add(plan, "二季度新签两家")
    first = comment_plan(actor=actor("1201"), plan=plan, about="condition", about_id=line, words="哪两家？")
    comment_plan(actor=actor("1203"), plan=plan, about="condition", about_id=line, words="宏达和瑞丰 😀 مرحبا")
    whole = comment_plan(actor=actor("1201"), plan=plan, words="总体不错")
    comment_plan(actor=actor("1201"), plan=plan, about="quarter", about_id=0, words="一季度太轻")
    found = comments_of(actor=actor("1203"), plan=plan)
    assert [(c.about, c.about_id) for c in found] == [
        ("condition", line), ("condition", line), ("", None), ("quarter", 0),
    ]  # fmt: skip
    assert [c.own for c in found] == [False, True, False, False]
    assert resolve_comment(actor=actor("1203"), plan=plan, comment=first) == 2
    assert resolve_comment(actor=actor("1203"), plan=plan, comment=first) == 0
    assert {c.id for c in comments_of(actor=actor("1203"), plan=plan) if c.resolved_at is None} >= {whole}
    assert resolve_comment(actor=actor("1201"), plan=plan, comment=first, resolved=False) == 2


def test_comments_on_what_is_not_there() -> None:
    plan, other = begun(), begun("1204", "1204")
    foreign = comment_plan(actor=actor("1204"), plan=other, words="别人的")
    for about, id in (("condition", 10**15), ("condition", None), ("quarter", 4), ("month", -1), ("point", 1)):
        with pytest.raises(Missing, match="plan-line-gone"):
            comment_plan(actor=actor("1201"), plan=plan, about=about, about_id=id, words="x")
    with pytest.raises(Invalid):
        comment_plan(actor=actor("1201"), plan=plan, about="nonsense", words="x")
    for words in ("", "   ", "长" * 1_000_000):
        with pytest.raises(Invalid):
            comment_plan(actor=actor("1201"), plan=plan, words=words)
    with pytest.raises(Missing):
        resolve_comment(actor=actor("1201"), plan=plan, comment=foreign)


def test_a_comment_does_not_stand_in_the_way_of_agreeing() -> None:
    plan = begun()
    submit_plan(actor=actor("1203"), plan=plan)
    read = revision(plan)
    comment_plan(actor=actor("1201"), plan=plan, words="很好")
    agree_plan(actor=actor("1201"), plan=plan, seen_revision=read)


def test_copies_say_what_was_added_removed_and_changed() -> None:
    plan = begun()
    gone = add(plan, "以后删掉")
    submit_plan(actor=actor("1203"), plan=plan)
    return_plan(actor=actor("1201"), plan=plan, note="改")
    with acting(actor("1203").account_id):
        store.Condition.objects.filter(id=gone).delete()
        store.Condition.objects.filter(plan_id=plan).update(text="五家老客户续签")
    add(plan, "新加的")
    submit_plan(actor=actor("1203"), plan=plan)
    found = compare_copies(actor=actor("1201"), plan=plan, first=1, second=3)
    assert [(d.how, d.line["text"]) for d in found] == [
        ("changed", "五家老客户续签"), ("added", "新加的"), ("removed", "以后删掉"),
    ]  # fmt: skip
    assert [(f.field, f.before, f.after) for f in found[0].fields] == [
        ("text", "三家老客户续签年度框架", "五家老客户续签"),
    ]  # fmt: skip
    assert compare_copies(actor=actor("1201"), plan=plan, first=3) == []
    assert copy_of(actor=actor("1203"), plan=plan, number=1).content["conditions"][1]["text"] == "以后删掉"
    with pytest.raises(Missing):
        copy_of(actor=actor("1203"), plan=plan, number=9)
    with pytest.raises(Missing):
        copies_of(actor=actor("1300"), plan=plan)


@pytest.mark.parametrize("table", ["plan_copies", "letters", "letter_signatures"])
def test_the_database_keeps_what_was_kept(table: str) -> None:
    from targetree.services.reviews.letters import sign_letter

    plan = begun()
    submit_plan(actor=actor("1203"), plan=plan)
    agree_plan(actor=actor("1201"), plan=plan)
    (letter,) = letters_of(actor=actor("1203"), plan=plan)
    sign_letter(actor=actor("1203"), plan=plan, number=1, name=actor("1203").name, digest=letter.digest)
    changes = [f"DELETE FROM {table}", f"UPDATE {table} SET at = now()", f"UPDATE {table} SET account_id = NULL"]
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        there = cursor.fetchone()
        for change in changes:
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(change)
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone() == there and there[0] >= 1


def test_who_leads_a_unit_does_not_agree_the_plan_of_their_own_seat_in_it() -> None:
    plan = begun("1201", "1201", "十家老客户续签年度框架")
    submit_plan(actor=actor("1201"), plan=plan, seen_revision=revision(plan, "1201"))
    for decide in (agree_plan, return_plan):
        with pytest.raises(Denied, match="plan-not-yours-to-agree"):
            decide(actor=actor("1201"), plan=plan, note="同意", seen_revision=revision(plan, "1201"))
    agree_plan(actor=actor("1200"), plan=plan, note="同意", seen_revision=revision(plan, "1201"))
    assert status(plan) == "agreed"
