"""The responsibility letter: made of the agreed plan, signed by both, superseded by the next, never altered."""

from __future__ import annotations

import json

import pytest

from people import actor, node
from targetree.services.access import acting
from targetree.services.errors import Conflict, Denied, Invalid, Missing
from targetree.services.plans.opening import open_plan, plan_of
from targetree.services.reviews.flow import agree_plan, reopen_plan, submit_plan
from targetree.services.reviews.letter_text import digest_of
from targetree.services.reviews.letters import letter_of, letters_of, sign_letter
from targetree.store import models as store

pytestmark = pytest.mark.django_db


def agreed(code: str = "1203", writer: str = "1203", above: str = "1201") -> int:
    plan = open_plan(actor=actor(writer), node=node(code))
    by = {"plan_id": plan}
    with acting(actor(writer).account_id):
        store.PlanPoint.objects.create(part="gain", kind="money", text="年终奖", amount=5_000_000, at_percent=100, **by)
        store.PlanPoint.objects.create(part="loss", kind="honour", text="无缘评优", at_percent=80, **by)
        store.PlanPoint.objects.create(part="stage", text="首轮拜访", due="2027-03-31", **by)
        store.Focus.objects.create(quarter=0, text="老客户续签", **by)
        store.SupportRequest.objects.create(
            plan_id=plan, node_id=node(code), text="技术支持", needed_by="2027-02-01", to_node_id=node("S"),
            status="accepted", promised="2027-01-20", asked_by_id=actor(writer).account_id,
        )  # fmt: skip
    submit_plan(actor=actor(writer), plan=plan)
    agree_plan(actor=actor(above), plan=plan)
    return plan


def test_it_says_what_was_agreed_in_both_languages() -> None:
    plan = agreed()
    (letter,) = letters_of(actor=actor("1203"), plan=plan)
    head = plan_of(actor=actor("1203"), plan=plan)
    assert (letter.number, letter.copy, letter.state, letter.whole) == (1, 2, "unsigned", True)
    assert sum(letter.content["tiers"]["base"]) == head.target > 0
    assert letter.content["tiers"]["base"] == [sum(head.months[q : q + 3]) for q in range(0, 12, 3)]
    assert list(letter.content["tiers"]) == ["base", "stretch", "challenge"]
    assert sum(letter.content["tiers"]["stretch"]) > head.target
    for lang, words in (("zh", ("保底", "冲刺", "挑战")), ("en", ("Base", "Stretch", "Challenge"))):
        text = json.dumps(letter.content[lang], ensure_ascii=False)
        for said in (
            "雷国强",
            "孔雅文",
            "年终奖",
            "50,000.00",
            "无缘评优",
            "技术支持",
            "2027-01-20",
            "首轮拜访",
            "老客户续签",
            *words,
        ):
            assert said in text, (lang, said)
        assert f"{head.target // 100:,}" in text
        assert [len(s) for s in letter.content[lang]["sections"]] == [len(s) for s in letter.content["zh"]["sections"]]


def test_both_sign_and_that_is_that() -> None:
    plan = agreed()
    (letter,) = letters_of(actor=actor("1203"), plan=plan)
    assert letter.may_sign == "person" and letter.awaits == ("person", "manager")
    half = sign_letter(actor=actor("1203"), plan=plan, number=1, name=" 雷 国强 ", digest=letter.digest)
    assert half.state == "half" and half.may_sign == ""
    with pytest.raises(Conflict, match="letter-signed-already"):
        sign_letter(actor=actor("1203"), plan=plan, number=1, name="雷国强", digest=letter.digest)
    whole = sign_letter(actor=actor("1201"), plan=plan, number=1, name="孔雅文", digest=letter.digest)
    assert whole.state == "signed" and [s.side for s in whole.signatures] == ["person", "manager"]
    assert whole.content == letter.content and whole.digest == digest_of(letter.content)


def test_what_was_not_read_is_not_signed() -> None:
    plan = agreed()
    (letter,) = letters_of(actor=actor("1203"), plan=plan)
    for name in ("", "别人", "雷国强\u202e", "x" * 1_000_000):
        with pytest.raises(Invalid, match="letter-name-differs"):
            sign_letter(actor=actor("1203"), plan=plan, number=1, name=name, digest=letter.digest)
    with pytest.raises(Conflict, match="letter-not-as-read"):
        sign_letter(actor=actor("1203"), plan=plan, number=1, name="雷国强", digest="0" * 64)
    with pytest.raises(Missing):
        letter_of(actor=actor("1203"), plan=plan, number=2)
    assert letters_of(actor=actor("1203"), plan=plan)[0].state == "unsigned"


@pytest.mark.parametrize(("who", "refused"), [
    ("operations", Denied), ("auditor", Denied), ("1204", Missing), ("1300", Missing), ("colleague", Missing),
])  # fmt: skip
def test_it_is_for_the_two_of_them(who: str, refused: type[Exception]) -> None:
    plan = agreed()
    digest = letters_of(actor=actor("1203"), plan=plan)[0].digest
    with pytest.raises((refused, Denied)):
        sign_letter(actor=actor(who), plan=plan, number=1, name=actor(who).name, digest=digest)


def test_a_new_agreement_makes_a_new_letter_and_the_old_one_stays() -> None:
    plan = agreed()
    (old,) = letters_of(actor=actor("1203"), plan=plan)
    sign_letter(actor=actor("1203"), plan=plan, number=1, name="雷国强", digest=old.digest)
    reopen_plan(actor=actor("1203"), plan=plan, note="目标调整")
    assert letters_of(actor=actor("1203"), plan=plan)[0].state == "half"
    submit_plan(actor=actor("1203"), plan=plan)
    agree_plan(actor=actor("1200"), plan=plan)
    new, was = letters_of(actor=actor("1203"), plan=plan)
    assert (new.number, new.state, was.state) == (2, "unsigned", "superseded")
    assert new.content["manager"] == actor("1200").name and was.content == old.content
    assert [s.name for s in was.signatures] == ["雷国强"]
    with pytest.raises(Conflict, match="letter-superseded"):
        sign_letter(actor=actor("1201"), plan=plan, number=1, name="孔雅文", digest=was.digest)


def test_the_letter_of_the_company_is_signed_by_the_director_alone() -> None:
    plan = agreed("HQ", "director", "director")
    (letter,) = letters_of(actor=actor("director"), plan=plan)
    assert letter.single and letter.awaits == ("person",)
    name = actor("director").name
    assert sign_letter(actor=actor("director"), plan=plan, number=1, name=name, digest=letter.digest).state == "signed"


def test_the_database_lets_nobody_sign_for_another() -> None:
    from django.db import DatabaseError, transaction

    plan = agreed()
    (letter,) = letters_of(actor=actor("1203"), plan=plan)
    for who, side in (("1203", "manager"), ("1201", "person"), ("1204", "person"), ("operations", "manager")):
        with acting(actor(who).account_id), pytest.raises(DatabaseError), transaction.atomic():
            store.LetterSignature.objects.create(
                letter_id=letter.id, side=side, account_id=actor(who).account_id, name="x", digest=letter.digest
            )
