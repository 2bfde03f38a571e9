"""One focus for a quarter, with its share of the time and the dated actions that serve it."""

from __future__ import annotations

from datetime import date

import pytest

from people import actor, node
from targetree.services.access import acting
from targetree.services.errors import Conflict, Denied, Invalid, Missing, ServiceError
from targetree.services.longterm.focus import Focus, focus_form, remove_focus, set_focus
from targetree.services.longterm.showing import long_term
from targetree.services.plans.opening import open_plan
from targetree.store import models as store

pytestmark = pytest.mark.django_db
RTL = "\u202eنص\u202c 🎯"


def plan(code: str = "1106") -> int:
    return open_plan(actor=actor("director"), node=node(code))


def action(text: str, due: date | None, code: str = "1106", starts: date | None = None) -> int:
    with acting(actor("director").account_id):
        return int(store.Action.objects.create(plan_id=plan(code), text=text, due=due, starts=starts).id)


def focus(quarter: int = 1) -> Focus:
    found = long_term(actor=actor("1106"), plan=plan()).quarters[quarter].focus
    assert found is not None
    return found


def test_a_focus_has_words_a_share_and_dated_actions() -> None:
    inside, outside = action("签框架", date(2027, 5, 8)), action("别的季度", date(2027, 9, 1))
    across = action("跨季度", date(2027, 7, 20), starts=date(2027, 6, 20))
    undated = action("没有日期", None)
    form = focus_form(actor=actor("1106"), plan=plan(), quarter=1)
    choices = [choice.id for choice in form.choices]
    assert inside in choices and across in choices and outside not in choices and undated not in choices
    set_focus(
        actor=actor("1106"), plan=plan(), quarter=1, text=f"  视觉突破 {RTL} ", share_percent=40,
        serving=[inside, across, inside], seen_revision=0,
    )  # fmt: skip
    kept = focus()
    assert kept.text == f"视觉突破 {RTL}" and kept.share_percent == 40
    assert {a.id for a in kept.actions} == {inside, across}


def test_an_action_that_is_moved_away_is_said_to_be_outside_and_one_that_is_deleted_falls_out() -> None:
    moved, gone = action("推迟", date(2027, 5, 8)), action("取消", date(2027, 5, 9))
    set_focus(actor=actor("1106"), plan=plan(), quarter=1, text="x", serving=[moved, gone])
    with acting(actor("director").account_id):
        store.Action.objects.filter(id=moved).update(due=date(2027, 8, 1))
        store.Action.objects.filter(id=gone).delete()
    assert [(a.id, a.inside) for a in focus().actions] == [(moved, False)]
    set_focus(actor=actor("1106"), plan=plan(), quarter=1, text="y", serving=[moved], seen_revision=1)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"text": " \x00 "}, "plan-text-needed"), ({"text": "x" * 1_000_000}, "too-long"),
        ({"text": "x", "share_percent": 0}, "focus-share-out-of-range"),
        ({"text": "x", "share_percent": 101}, "focus-share-out-of-range"),
        ({"text": "x", "share_percent": -5}, "focus-share-out-of-range"),
        ({"text": "x", "serving": [10**15]}, "focus-no-such-action"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(values: dict[str, object], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        set_focus(actor=actor("1106"), plan=plan(), quarter=1, **values)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert long_term(actor=actor("1106"), plan=plan()).quarters[1].focus is None


def test_actions_of_others_and_of_other_quarters_do_not_serve_it() -> None:
    foreign, later = action("别人的", date(2027, 5, 8), "1107"), action("以后", date(2027, 11, 1))
    for serving, code in (([foreign], "focus-no-such-action"), ([later], "focus-action-elsewhere")):
        with pytest.raises(Invalid) as refused:
            set_focus(actor=actor("1106"), plan=plan(), quarter=1, text="x", serving=serving)
        assert refused.value.code == code


@pytest.mark.parametrize("quarter", [-1, 4, 10**6])
def test_there_are_four_quarters(quarter: int) -> None:
    with pytest.raises(Missing):
        set_focus(actor=actor("1106"), plan=plan(), quarter=quarter, text="x")
    with pytest.raises(Missing):
        focus_form(actor=actor("1106"), plan=plan(), quarter=quarter)
    with pytest.raises(Missing):
        remove_focus(actor=actor("1106"), plan=plan(), quarter=quarter)


def test_the_second_of_two_is_told() -> None:
    set_focus(actor=actor("1106"), plan=plan(), quarter=1, text="甲", seen_revision=0)
    with pytest.raises(Conflict):  # looked when there was none
        set_focus(actor=actor("leader"), plan=plan(), quarter=1, text="乙", seen_revision=0)
    set_focus(actor=actor("leader"), plan=plan(), quarter=1, text="丙", seen_revision=1)
    with pytest.raises(Conflict):
        remove_focus(actor=actor("1106"), plan=plan(), quarter=1, seen_revision=1)
    remove_focus(actor=actor("1106"), plan=plan(), quarter=1, seen_revision=2)
    with pytest.raises(Conflict) as refused:
        set_focus(actor=actor("1106"), plan=plan(), quarter=1, text="丁", seen_revision=2)
    assert refused.value.code == "focus-gone"


@pytest.mark.parametrize(("who", "refused"), [("auditor", Denied), ("1107", Missing), ("1200", Missing)])
def test_others_set_no_focus(who: str, refused: type[ServiceError]) -> None:
    with pytest.raises((Denied, refused)):
        set_focus(actor=actor(who), plan=plan(), quarter=1, text="x")
